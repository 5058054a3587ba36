//! Notes on the page: layers, notes, what pointer and keyboard do to them, and the line that shows how control is held.

pub mod action;
pub(super) mod actions;
pub(super) mod agree;
pub(super) mod composer;
pub(super) mod context;
pub(super) mod control;
pub mod dots;
pub(super) mod drag;
pub(super) mod editor;
pub(super) mod layer;
pub(super) mod list;
pub(super) mod menu;
pub mod note;
pub(super) mod open_menu;
