//! Which menu of a note is open, and where it stands.

use leptos::prelude::window;
use web_sys::Element;

use crate::core::document::id::NoteId;

/// Which menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MenuKind {
    /// Where to move the note.
    Move,
    /// Which colour to give it.
    Colour,
}

/// A menu that is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Menu {
    /// The note it acts on.
    pub note: NoteId,
    /// Which menu.
    pub kind: MenuKind,
    /// Where its button is: left, top and bottom in pixels of the window.
    place: (f64, f64, f64),
}

/// The widest a menu is, in pixels, and the tallest: it is kept inside the window.
const MENU_SIZE: (f64, f64) = (230.0, 380.0);

impl Menu {
    /// A menu at its button.
    pub(crate) fn at(button: &Element, note: NoteId, kind: MenuKind) -> Menu {
        let bounds = button.get_bounding_client_rect();
        Menu { note, kind, place: (bounds.left(), bounds.top(), bounds.bottom()) }
    }

    /// Left and top of the menu: below its button, or as far up as the window asks for.
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
