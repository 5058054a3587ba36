//! What does not leave this device with a link, a file or a copy: the words and votes that are not revealed yet.
//!
//! Every way out says in numbers what is not in it. The numbers come from here alone.

use super::private_store::{Hidden, kind_of};
use super::{Replica, owners};
use crate::core::board::Board;
use crate::core::board::rating::{About, Rating, read_field};
use crate::core::board::voting::{Ballot, Secrecy};
use crate::core::document::id::{Kind, NoteId, PersonId};
use crate::core::document::{Document, Field, Key, Value};

/// What a board's links, files and copies do not hold, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// The notes whose words are hidden, on this device.
    pub notes: usize,
    /// The people whose votes are hidden, on this device.
    pub voters: usize,
    /// The notes whose words are on another device.
    pub notes_elsewhere: usize,
}

impl Withheld {
    /// What a private store withholds of a board.
    pub fn of(board: &Board, private_store: &Document) -> Withheld {
        let has_words = |note: &NoteId| private_store.get(Key { thing: note.thing(), field: Field::TEXT }).is_some();
        let (here, elsewhere): (Vec<NoteId>, Vec<NoteId>) = board.hidden_notes().partition(has_words);
        let votes = private_store.registers().filter(|(key, register)| says_something(**key, &register.value));
        let mut voters: Vec<PersonId> = votes.map(|(key, _)| PersonId(key.thing.id)).collect();
        voters.sort_unstable();
        voters.dedup();
        voters.retain(|voter| board.person(*voter).is_some());
        Withheld { notes: here.len(), voters: voters.len(), notes_elsewhere: elsewhere.len() }
    }

    /// Whether nothing is missing from what leaves.
    pub fn is_nothing(self) -> bool {
        self == Withheld::default()
    }

    /// Whether something is hidden on this device, so that a rescue file holds more than a file.
    pub fn is_here(self) -> bool {
        self.notes + self.voters > 0
    }
}

/// Whether a register is a vote with dots, answers or reasons. One whose dots were all taken back hides nothing.
fn says_something(key: Key, value: &Value) -> bool {
    match key.thing.kind {
        Kind::BALLOT | Kind::LOOSE_BALLOT => Ballot::from_value(value).spent() > 0,
        Kind::RATING => match read_field(key.field) {
            Some((_, _, About::Rating)) => Rating::from_value(value).is_some_and(|rating| rating != Rating::default()),
            Some((_, _, About::Reasons)) => value.as_number().is_some_and(|reasons| reasons > 0),
            None => false,
        },
        _ => false,
    }
}

impl Replica {
    /// What a link, a file or a copy of this board does not hold.
    pub fn withheld(&self) -> Withheld {
        Withheld::of(self.board(), self.private_store())
    }

    /// The number of hidden notes, or of people with hidden votes, that a reveal would show.
    pub fn to_reveal(&self, what: Hidden) -> usize {
        let withheld = self.withheld();
        match (what, what.on(self.board())) {
            (_, Secrecy::Open) => 0,
            (Hidden::Notes, Secrecy::Hidden) => withheld.notes,
            (Hidden::Votes, Secrecy::Hidden) => withheld.voters,
        }
    }

    /// The private store for a rescue file: without the words of deleted notes.
    pub fn private_store_to_rescue(&self) -> Document {
        self.stored_private_store().into_iter().filter(|(key, _)| !self.board().is_deleted(key.thing)).collect()
    }

    /// What the private store of a rescue file holds that is not here, hidden or public. What is here stays as it is, and keeps its owners:
    /// a file may have been made by anybody (D7).
    pub fn missing_here(&self, rescued: &Document) -> Document {
        let is_known = |key: Key| self.private_store().get(key).is_some() || self.document().get(key).is_some();
        let is_new = |key: Key| !is_known(key) && !self.board().is_deleted(key.thing);
        let missing = rescued.registers().filter(|(key, _)| {
            let text = Key { field: Field::TEXT, ..**key };
            kind_of(**key).is_some() && is_new(**key) || owners::is_author(**key) && rescued.get(text).is_some() && is_new(text)
        });
        missing.map(|(key, register)| (*key, register.clone())).collect()
    }
}
