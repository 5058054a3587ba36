//! Printing: the browser's own dialog, where a person chooses paper or a file. What is printed is for the style sheets to say.

/// Opens the dialog.
pub(super) fn print() {
    // A browser that does not print has nothing to say about it; every other way out stands beside this one.
    let _ = web_sys::window().map(|window| window.print());
}
