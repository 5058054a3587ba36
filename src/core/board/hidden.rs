//! What can be hidden until the reveal, and what is public about it: which notes have their text in somebody's private store, and how many
//! notes each person has written.

use super::Board;
use super::entities::NoteFields;
use super::layer::Layer;
use super::voting::Secrecy;
use super::voting::Target;
use crate::core::document::Field;
use crate::core::document::id::{NoteId, PersonId};

/// What can be hidden until the reveal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// The text of notes.
    Notes,
    /// Dots, ratings and reasons.
    Votes,
}

impl Hidden {
    /// Both.
    pub const ALL: [Hidden; 2] = [Hidden::Notes, Hidden::Votes];

    /// The fields of the board for whether it is hidden, and what was revealed (D6).
    pub fn fields(self) -> [Field; 2] {
        match self {
            Hidden::Notes => [Field::WRITING, Field::REVEALED_NOTES],
            Hidden::Votes => [Field::SECRECY, Field::REVEALED_BALLOTS],
        }
    }

    /// Whether it is hidden on a board.
    pub fn on(self, board: &Board) -> Secrecy {
        match self {
            Hidden::Notes => board.note_secrecy(),
            Hidden::Votes => board.ballot_secrecy(),
        }
    }

    /// Whether it is hidden by rule but open because it was revealed (D6).
    pub fn is_revealed(self, board: &Board) -> bool {
        match self {
            Hidden::Notes => board.has_revealed_notes(),
            Hidden::Votes => board.has_revealed_ballots(),
        }
    }
}

impl Board {
    /// Whether the text of a note is in somebody's private store.
    pub fn is_hidden(&self, note: NoteId) -> bool {
        self.notes.get(note).is_some_and(NoteFields::is_hidden)
    }

    /// The notes whose text is in somebody's private store.
    pub fn hidden_notes(&self) -> impl Iterator<Item = NoteId> {
        self.hidden_notes.keys().copied().filter(|note| self.is_hidden(*note) && self.exists(Target::Note(*note)))
    }

    /// The number of notes a person has written.
    pub fn notes_by(&self, person: PersonId) -> usize {
        let notes = Layer::ALL.into_iter().flat_map(|layer| self.notes_of(layer));
        notes.filter(|note| self.author_of(*note) == Some(person)).count()
    }

    /// The author of a note, even if it is deleted or incomplete.
    pub(in crate::core) fn author_of(&self, note: NoteId) -> Option<PersonId> {
        self.notes.get(note)?.author
    }
}
