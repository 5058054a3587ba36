//! Keys that are pressed. Every view hears of them through here, so none takes a key from an input method, and each knows every layout.

use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, KeyboardEvent};

use super::el::{El, on_window};
use super::key_name::{is_of_input_method, name_of};

/// A key that was pressed, and that no input method handles.
pub struct Key {
    /// Its name, as in `KeyboardEvent.key`; a letter of another script goes by its place.
    pub name: String,
    event: KeyboardEvent,
}

impl Key {
    fn of(event: Event) -> Option<Key> {
        // Browsers send an event without any key when they fill in a field.
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return None };
        let is_composing = is_of_input_method(event.is_composing(), event.key_code());
        (!is_composing).then(|| Key { name: name_of(&event.key(), &event.code()), event })
    }

    /// Where it was pressed.
    pub fn target(&self) -> Option<EventTarget> {
        self.event.target()
    }

    /// The event, for what asks where it comes from.
    pub fn event(&self) -> &Event {
        &self.event
    }

    /// Whether Shift is held.
    pub fn has_shift(&self) -> bool {
        self.event.shift_key()
    }

    /// Whether Control, Command or Alt is held: then it is a shortcut, of this page or of the browser.
    pub fn is_shortcut(&self) -> bool {
        self.event.ctrl_key() || self.event.meta_key() || self.event.alt_key()
    }

    /// Whether it is a shortcut of a page: with Control or Command, and without Alt.
    pub fn is_command(&self) -> bool {
        (self.event.ctrl_key() || self.event.meta_key()) && !self.event.alt_key()
    }

    /// Keeps the browser from doing what the key does otherwise.
    pub fn take(&self) {
        self.event.prevent_default();
    }
}

impl El {
    /// Listens for keys.
    pub fn on_key(self, mut action: impl FnMut(Key) + 'static) -> El {
        self.on("keydown", move |event: Event| {
            if let Some(key) = Key::of(event) {
                action(key);
            }
        })
    }
}

/// Listens for keys, wherever the focus is, until the owner ends.
pub fn on_window_key(mut action: impl FnMut(Key) + 'static) {
    on_window("keydown", move |event: Event| {
        if let Some(key) = Key::of(event) {
            action(key);
        }
    });
}
