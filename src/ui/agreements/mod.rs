//! Let go: the agreements, and what became of earlier ones.

pub(super) mod card;
pub(super) mod fields;
pub(super) mod follow_up;
pub(super) mod form;
pub(super) mod panel;
