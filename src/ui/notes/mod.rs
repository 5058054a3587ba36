//! Notes on the page: layers, notes, what pointer and keyboard do to them, and the line that shows how control is held.

pub(super) mod composer;
pub(super) mod control;
pub(super) mod dots;
pub(super) mod drag;
pub(super) mod layer;
pub(super) mod note;
pub(super) mod note_actions;
pub(super) mod note_editor;
pub(super) mod note_list;
pub(super) mod note_menu;
