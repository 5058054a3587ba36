//! The two screens, with their bars, panels and dialogs.

pub(super) mod announcements;
pub(super) mod board;
pub(super) mod board_dialogs;
pub(super) mod closing;
pub(super) mod copying;
pub(super) mod home;
pub(super) mod notices;
pub(super) mod print;
pub(super) mod setup;
pub(super) mod shelves;
pub(super) mod stage_bar;
pub(super) mod timer;
pub(super) mod top_bar;
pub(super) mod versions;
