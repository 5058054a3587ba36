//! Editing a note in place, in a field that replaces its text.
//!
//! Every keystroke sends a command; Enter and Escape end editing. What happens if the note changes elsewhere meanwhile: see
//! [`crate::ui::kit::meanwhile`]. The listeners are on the board.

use leptos::prelude::{Set, queue_microtask};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement};

use super::context::Notes;
use crate::core::app::{Apart, BoardEvent};
use crate::core::board::Visibility;
use crate::core::board::layer::Layer;
use crate::core::command::Command;
use crate::core::document::id::NoteId;
use crate::ui::kit::meanwhile::is_same_text;
use crate::ui::kit::{Key, closest_data, field_left, focus_first, is_apart, typed_in, typed_text, typed_words};
use crate::ui::state::view::note_of_key;

/// The note's field from which an event comes, and its note.
pub(crate) fn editor_of(event: &Event) -> Option<(HtmlTextAreaElement, NoteId)> {
    let field = event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?;
    let note = note_of_key(&closest_data(event.target(), "data-note")?.1)?;
    Some((field, note))
}

impl Notes {
    /// Shows a note's text in a field.
    pub(crate) fn edit(self, note: NoteId) {
        if let Some(view) = self.view.note(note).filter(|view| view.visibility == Visibility::Revealed) {
            // Focused after the borrow of the lists has ended, because the `blur` of another field borrows them too.
            if let Some(field) = self.with_element(note, |element| element.open_editor(&view.text)) {
                focus_first(field.node());
            }
        }
    }

    /// Handles typing on the board.
    pub(crate) fn typed(self, event: &Event) {
        let Some((field, note)) = editor_of(event) else { return };
        let is_on_board = typed_in(&field, || self.dispatch.typed(Command::EditNote { note, text: typed_text(&field) }));
        if let (false, Some(layer)) = (is_on_board, self.layer_of(note)) {
            // It becomes a new note once the field is left; a reload must not lose it before.
            self.dispatch.keep_draft(layer, typed_text(&field));
        }
    }

    /// Handles the loss of focus on the board, which also happens when a field is removed.
    pub(crate) fn left(self, event: &Event) {
        // Moving notes takes the focus away for a moment; the person has not left the field.
        if let Some((field, note)) = editor_of(event).filter(|_| !self.is_painting()) {
            self.end_editing(note, &field);
        }
    }

    /// Handles Enter and Escape in a note's field.
    pub(crate) fn editor_key(self, key: &Key, field: &HtmlTextAreaElement, note: NoteId) {
        if key.name == "Escape" || !key.has_shift() {
            key.take();
            // What goes on in a new note takes the focus there.
            if !self.end_editing(note, field) {
                self.focus(note);
            }
        }
    }

    /// Ends editing, unless a rejected text stays open. Whether what was typed goes on in a new note.
    fn end_editing(self, note: NoteId, field: &HtmlTextAreaElement) -> bool {
        self.dispatch.end_typing();
        let typed = typed_words(field);
        let is_kept = |typed: &String| self.view.note(note).is_none_or(|view| is_same_text(typed, &view.text));
        // A rejected text stays open to be shortened; an empty one returns to the former text.
        if !is_apart(field) && !typed.as_ref().is_none_or(is_kept) {
            return false;
        }
        let apart = field_left(field);
        let goes_on = apart.is_some();
        // Deferred, because removing the field fires an event of its own.
        queue_microtask(move || {
            if let Some(view) = self.view.note(note) {
                self.with_element(note, |element| element.close_editor(&view.text));
            }
            if let (Some(words), Some(layer)) = (apart, self.layer_of(note)) {
                self.go_on_in_new_note(layer, words, Apart::NoteChanged);
            }
        });
        goes_on
    }

    fn layer_of(self, note: NoteId) -> Option<Layer> {
        self.view.board(|board| board.note(note).map(|note| note.layer))
    }

    /// Puts what was typed into the field for a new note, and says why.
    pub(super) fn go_on_in_new_note(self, layer: Layer, words: String, why: Apart) {
        self.unfinished.set(Some((layer, words)));
        self.dispatch.tell(BoardEvent::TypedApart(why));
    }
}
