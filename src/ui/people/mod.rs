//! People on the board, their ratings, and what is hidden until the reveal.

pub(super) mod panel;
pub(super) mod private;
pub(super) mod rating;
pub(super) mod rename;
