//! The open menu of a note, and its position.

use leptos::prelude::window;
use web_sys::Element;

use crate::core::document::id::NoteId;

/// The kind of menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MenuKind {
    /// Moves the note.
    Move,
    /// Colours the note.
    Colour,
}

/// An open menu.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Menu {
    /// The note it acts on.
    pub note: NoteId,
    /// The kind of menu.
    pub kind: MenuKind,
    /// The position of its button: left, top and bottom in pixels of the window.
    place: (f64, f64, f64),
}

/// The greatest width and height of a menu in pixels, which keep it inside the window.
const MENU_SIZE: (f64, f64) = (230.0, 380.0);

impl Menu {
    /// A menu at its button.
    pub(crate) fn at(button: &Element, note: NoteId, kind: MenuKind) -> Menu {
        let bounds = button.get_bounding_client_rect();
        Menu { note, kind, place: (bounds.left(), bounds.top(), bounds.bottom()) }
    }

    /// Left and top of the menu: below its button, or higher if the window requires it.
    pub(super) fn left_top(&self) -> (String, String) {
        let size = |size: Result<wasm_bindgen::JsValue, _>| size.ok().and_then(|size| size.as_f64()).unwrap_or(f64::MAX);
        let (width, height) = (size(window().inner_width()), size(window().inner_height()));
        let left = self.place.0.min(width - MENU_SIZE.0 - 8.0).max(8.0);
        let top = (self.place.2 + 4.0).min(height - MENU_SIZE.1 - 8.0).max(8.0);
        (pixels(left), pixels(top))
    }
}

fn pixels(number: f64) -> String {
    (number as i32).to_string() + "px"
}
