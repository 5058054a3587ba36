//! The program that the page starts: joins the runtime to the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    alignment_board::ui::mount(alignment_board::runtime::start);
}

/// There is nothing to see without a browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("The alignment board runs in a browser: `make serve` builds and serves it.");
}
