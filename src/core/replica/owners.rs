//! Who owns the notes in the private store (D7): their author registers, as they were when the text came there.
//!
//! A board changed by hand can name another author, with any stamp. The document takes that register if it is greater, like any other, so
//! that all replicas agree. No rule of merging could do better: registers are not signed, so nothing tells the true one from a forged one.
//! Therefore merging never decides who sees hidden text. This record does, and nothing that comes from another device changes it.

use crate::core::board::Board;
use crate::core::document::id::{Kind, NoteId, PersonId, Thing};
use crate::core::document::{Delta, Document, Field, Key, Register};

/// Author registers by note. The first one recorded for a note stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Owners(Document);

fn author_key(note: Thing) -> Key {
    Key { thing: note, field: Field::AUTHOR }
}

fn has_text(private_store: &Document, note: Thing) -> bool {
    private_store.get(Key { thing: note, field: Field::TEXT }).is_some()
}

/// Whether this is the author register of a note.
pub(super) fn is_author(key: Key) -> bool {
    key.thing.kind == Kind::NOTE && key.field == Field::AUTHOR
}

impl Owners {
    /// The owner of a register in the private store; `None` if it was written without a name.
    pub(super) fn of(&self, board: &Board, key: Key) -> Option<PersonId> {
        match (key.thing.kind, self.0.get(author_key(key.thing))) {
            (Kind::NOTE, Some(owner)) => owner.value.as_thing().and_then(PersonId::of),
            (Kind::NOTE, None) => board.author_of(NoteId(key.thing.id)),
            _ => Some(PersonId(key.thing.id)),
        }
    }

    /// The author of a note whose text is in the private store, if none is recorded.
    pub(super) fn missing(&self, document: &Document, private_store: &Document, note: Thing) -> Option<(Key, Register)> {
        let key = author_key(note);
        let author = document.get(key).filter(|author| author.value.as_thing().and_then(PersonId::of).is_some())?;
        (self.0.get(key).is_none() && has_text(private_store, note)).then(|| (key, author.clone()))
    }

    /// Records an author that is missing.
    pub(super) fn record(&mut self, missing: (Key, Register)) {
        self.0.merge([missing]);
    }

    /// Takes in author registers that this device recorded before, on this page or another. Returns those of notes whose text is not here.
    pub(super) fn adopt(&mut self, recorded: Delta, private_store: &Document) -> Delta {
        let (own, others): (Delta, Delta) = recorded.into_iter().partition(|(key, _)| has_text(private_store, key.thing));
        let new: Delta = own.into_iter().filter(|(key, _)| self.0.get(*key).is_none()).collect();
        self.0.merge(new);
        others
    }

    /// Takes out the author registers of notes whose text has left the private store.
    pub(super) fn release(&mut self, private_store: &Document) -> Delta {
        let all = std::mem::take(&mut self.0).into_iter();
        let (kept, released): (Delta, Delta) = all.partition(|(key, _)| has_text(private_store, key.thing));
        self.0 = kept.into_iter().collect();
        released
    }

    /// The registers, to be stored with the private store.
    pub(super) fn registers(&self) -> impl Iterator<Item = (Key, Register)> {
        self.0.registers().map(|(key, register)| (*key, register.clone()))
    }
}
