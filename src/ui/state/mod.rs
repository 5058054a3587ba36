//! What the views read, and how they send events.

pub mod dispatch;
pub mod keys;
pub mod look;
pub mod look_around;
pub mod round_read;
pub mod shown;
pub mod triggers;
pub mod view;
