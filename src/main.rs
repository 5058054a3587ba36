//! The program that the page starts: mounts the runtime into the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    alignment_board::ui::mount(alignment_board::runtime::start);
}

/// Without a browser there is nothing to show.
#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("The alignment board runs in a browser: `make serve` builds and serves it.");
}
