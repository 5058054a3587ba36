//! Layers and notes on the page, pointer and keyboard on them, and the control line.

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
