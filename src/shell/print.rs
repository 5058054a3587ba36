//! Printing, by the browser's own dialog. The style sheets decide what is printed.

/// Opens the print dialog.
pub(super) fn print() {
    // A browser that cannot print reports nothing; the downloads remain.
    let _ = web_sys::window().map(|window| window.print());
}
