//! Who owns the words on the private store (D7): the author registers of their notes, as they were when the words came there.
//!
//! A board made by hand can give a note to another author, with any stamp: the document takes it or not, by the greater register like
//! everything else, so that all replicas agree. No rule in the merge could do better, because nothing in a register tells the true one from
//! one made by hand. So the merge decides nothing that would show hidden words to somebody: this record does, which no board from outside
//! reaches.

use crate::core::board::Board;
use crate::core::document::id::{Kind, NoteId, PersonId, Thing};
use crate::core::document::{Delta, Document, Field, Key, Register};

/// The author registers, by note. The first one known of a note stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Owners(Document);

/// The author register of a note.
fn author(note: Thing) -> Key {
    Key { thing: note, field: Field::AUTHOR }
}

/// The words of a note.
pub(super) fn words(note: Thing) -> Key {
    Key { thing: note, field: Field::TEXT }
}

/// Whether a register names the author of a note.
pub(super) fn names_author(key: Key) -> bool {
    key.thing.kind == Kind::NOTE && key.field == Field::AUTHOR
}

impl Owners {
    /// The owner of a register on the private store; `None` if it was written without a name.
    pub(super) fn of(&self, board: &Board, key: Key) -> Option<PersonId> {
        match (key.thing.kind, self.0.get(author(key.thing))) {
            (Kind::NOTE, Some(owner)) => owner.value.as_thing().and_then(PersonId::of),
            (Kind::NOTE, None) => board.author_of(NoteId(key.thing.id)),
            _ => Some(PersonId(key.thing.id)),
        }
    }

    /// Records the author of a note that the document names, and says whether it was not known before.
    pub(super) fn record(&mut self, document: &Document, note: Thing) -> bool {
        let key = author(note);
        let named = document.get(key).filter(|register| register.value.as_thing().and_then(PersonId::of).is_some());
        match (named, self.0.get(key)) {
            (Some(named), None) => !self.0.merge([(key, named.clone())]).is_empty(),
            _ => false,
        }
    }

    /// Takes in what was recorded elsewhere on this device for the words that are here; returns the rest.
    pub(super) fn adopt(&mut self, recorded: Delta, private_store: &Document) -> Delta {
        let (adopted, rest): (Delta, Delta) = recorded.into_iter().partition(|(key, _)| private_store.get(words(key.thing)).is_some());
        self.0.merge(adopted.into_iter().filter(|(key, _)| self.0.get(*key).is_none()).collect::<Delta>());
        rest
    }

    /// Hands out the registers of the notes whose words are no longer on the private store.
    pub(super) fn release(&mut self, private_store: &Document) -> Delta {
        let all = std::mem::take(&mut self.0).into_iter();
        let (kept, released): (Delta, Delta) = all.partition(|(key, _)| private_store.get(words(key.thing)).is_some());
        self.0 = kept.into_iter().collect();
        released
    }

    /// The registers, to be stored with the words.
    pub(super) fn registers(&self) -> impl Iterator<Item = (Key, Register)> {
        self.0.registers().map(|(key, register)| (*key, register.clone()))
    }
}
