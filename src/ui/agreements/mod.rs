//! The Let go stage: the agreements; and the follow-up of earlier ones.

pub(super) mod card;
pub(super) mod fields;
pub(super) mod follow_up;
pub(super) mod form;
pub(super) mod panel;
