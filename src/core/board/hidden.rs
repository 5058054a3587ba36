//! What the board knows of notes whose words are on somebody's private store, and of who has written how much.

use super::Board;
use super::entities::NoteFields;
use super::layer::Layer;
use super::voting::Target;
use crate::core::document::id::{NoteId, PersonId};

impl Board {
    /// Whether the words of a note are on somebody's private store.
    pub fn is_hidden(&self, note: NoteId) -> bool {
        self.notes.get(note).is_some_and(NoteFields::is_hidden)
    }

    /// The notes whose words are on somebody's private store.
    pub fn hidden_notes(&self) -> impl Iterator<Item = NoteId> {
        self.hidden_notes.keys().copied().filter(|note| self.is_hidden(*note) && self.stands(Target::Note(*note)))
    }

    /// How many notes somebody has written.
    pub fn notes_by(&self, person: PersonId) -> usize {
        let notes = Layer::ALL.into_iter().flat_map(|layer| self.notes_of(layer));
        notes.filter(|note| self.author_of(*note) == Some(person)).count()
    }

    /// Who wrote a note, be it there or not.
    pub(in crate::core) fn author_of(&self, note: NoteId) -> Option<PersonId> {
        self.notes.get(note)?.author
    }
}
