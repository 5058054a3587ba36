//! What the views show: worked out from the model, kept, and compared by value.
//!
//! [`Views`] keeps what is dear to work out or must not be drawn anew for nothing. After each event [`Views::refresh`] works out
//! again what has read something that was written since, and says which aspects have changed. So nobody lists what a view depends on,
//! and a view is never drawn anew for an equal value. A property test holds it against views that are worked out from nothing
//! (`tests/views.rs`).

mod models;
mod selectors;
mod views;

pub use models::*;
pub use views::{Changes, OpenViews, Repaint, Views};
