//! Editing a note in place: what happens in the field that stands where the note's text was.
//!
//! Every keystroke is a change; Enter and Escape end the editing. The listeners are the board's.

use leptos::prelude::queue_microtask;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

use super::context::Notes;
use super::note::Typing;
use crate::core::board::Visibility;
use crate::core::command::Command;
use crate::core::document::id::NoteId;
use crate::ui::kit::{closest_data, focus_first};
use crate::ui::state::view::note_of_key;

/// The field an event comes from, and its note, if it is a note's field.
pub(crate) fn editor_of(event: &Event) -> Option<(HtmlTextAreaElement, NoteId)> {
    let field = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    let note = note_of_key(&closest_data(event.target(), "data-note")?.1)?;
    Some((field, note))
}

impl Notes {
    /// Shows a note's text in a field.
    pub(crate) fn edit(self, note: NoteId) {
        if let Some(view) = self.view.note(note).filter(|view| view.visibility == Visibility::Revealed) {
            // Only when nothing looks at the lists any more: a field that loses the focus has to be ended.
            if let Some(field) = self.with_element(note, |element| element.open_editor(&view.text)) {
                focus_first(field.node());
            }
        }
    }

    /// Something was typed on the board.
    pub(crate) fn typed(self, event: &Event) {
        if let Some((field, note)) = editor_of(event) {
            self.dispatch.typed(Command::EditNote { note, text: field.value() });
        }
    }

    /// The focus left something on the board; also when a field is being taken away.
    pub(crate) fn left(self, event: &Event) {
        // While notes are being moved it is not the person who leaves the field: it has the focus again at once.
        if let Some((field, note)) = editor_of(event).filter(|_| !self.is_painting()) {
            self.end_editing(note, &field.value());
        }
    }

    /// Enter or Escape in a note's field.
    pub(crate) fn editor_key(self, event: &KeyboardEvent, name: &str, typed: &str, note: NoteId) {
        let done = name == "Escape" || (!event.shift_key() && !event.is_composing());
        if done {
            event.prevent_default();
            self.end_editing(note, typed);
            self.focus(note);
        }
    }

    fn end_editing(self, note: NoteId, typed: &str) {
        self.dispatch.end_typing();
        let is_kept = || self.view.note(note).is_none_or(|view| view.text == typed);
        let typing = self.with_element(note, |element| element.typing()).unwrap_or(Typing::NotBegun);
        // Another tab has changed the note meanwhile: what was typed here is what was seen here, and is written once more.
        if typing == Typing::Begun && !is_kept() {
            self.dispatch.typed(Command::EditNote { note, text: String::from(typed) });
        }
        let kept = is_kept() || typing == Typing::NotBegun;
        // A text that was refused stays open to be shortened; an emptied one goes back to what it was.
        if kept || typed.trim().is_empty() {
            // Not within the event: taking the field away makes an event of its own.
            queue_microtask(move || {
                if let Some(view) = self.view.note(note) {
                    self.with_element(note, |element| element.close_editor(&view.text));
                }
            });
        }
    }
}
