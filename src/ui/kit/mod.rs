//! Parts that know no board: dialogs, and small helpers around the browser's elements.
//!
//! The helpers in `changing` box their closures. A view framework otherwise compiles each closure's whole machinery anew,
//! and the page would weigh twice as much.

mod changing;
mod dialog;
mod element;

pub use changing::{Shown, changing, on, text, when_drawn};
pub use dialog::Dialog;
pub use element::{after_frame, closest_data, focus_first, focus_soon, keep_focus};
