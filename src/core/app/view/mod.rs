//! View models: computed from the model, cached, and compared by value.
//!
//! [`Views`] caches what is expensive to compute or to render. After each event [`Views::refresh`] recomputes the view models that have
//! read something written since, and returns which aspects have changed. So nobody lists the dependencies of a view, and an equal value
//! never renders again. A property test compares the cache with view models computed from scratch (`tests/views.rs`).

mod differences;
mod models;
mod open;
mod selectors;
mod views;

pub use models::*;
pub use open::{OpenViews, Repaint};
pub use views::{Changes, Views};
