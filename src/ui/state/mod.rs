//! What the views read, and how they send events.

pub mod dispatch;
pub mod keys;
pub mod modules;
pub mod view;
