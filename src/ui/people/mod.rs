//! Who is on the board, what each has rated, and what is hidden until it is revealed.

pub(super) mod panel;
pub(super) mod private;
pub(super) mod rating;
pub(super) mod rename;
