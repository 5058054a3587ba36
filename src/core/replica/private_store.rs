//! The private store: what people on this device have written or voted but not revealed. No link, file, export or stored board contains
//! it, because what was not sent cannot leak.
//!
//! A replica holds it beside the document, as ordinary registers. To release them is to merge them into the document.
//!
//! Rules:
//! - **D1** While notes are hidden, the text of a new note goes to the private store. Public are that the note exists, its position, colour
//!   and author, and that its text is in a private store ([`NoteField::Hidden`]).
//! - **D2** A note whose text is public stays public, whatever is switched on later.
//! - **D3** While the ballots of a round are hidden, its dots, ratings and reasons go to the private store. Votes cast before stay public
//!   as they were.
//! - **D4** As soon as the board says that notes, or the ballots of a round, are open, everything of that kind in the private store is
//!   released.
//! - **D5** An entry of the private store is visible to its owner while that person is the current user, and to nobody else. Entries
//!   without an owner are visible while nobody is the current user. Behind the curtain nothing is visible.
//! - **D6** What is opened in Set up is open by rule. What is opened in a later stage is revealed: the rule stays, and the next workshop
//!   starts with it. A reveal of ballots covers its round and those before it, in whatever order it arrives; every later round hides its
//!   own. No undo, redo or restored version reveals anything.
//! - **D7** The owner of a note in the private store is its author at the time when the text comes there, until it is released. A board from
//!   another device that names another author, or none, makes the text visible to nobody else. Nor does one that says the note is not
//!   hidden make its next text public.

use crate::core::board::Board;
use crate::core::board::fields::NoteField;
pub use crate::core::board::hidden::Hidden;
use crate::core::board::rating::read_field;
use crate::core::board::voting::Secrecy;
use crate::core::document::id::{Kind, NoteId, PersonId};
use crate::core::document::{Document, Key, Register, Value};

/// Who uses this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrentUser {
    /// Nobody yet: the curtain hides the board between two people.
    Locked,
    /// Nobody in particular.
    Nobody,
    /// A person.
    Person(PersonId),
}

impl CurrentUser {
    /// The person who uses the device, if any.
    pub fn person(self) -> Option<PersonId> {
        match self {
            CurrentUser::Person(person) => Some(person),
            CurrentUser::Locked | CurrentUser::Nobody => None,
        }
    }

    /// Whether private entries of this owner are visible (D5).
    pub fn sees(self, owner: Option<PersonId>) -> bool {
        self != CurrentUser::Locked && self.person() == owner
    }
}

/// The kind of hidden content that a register holds, if any.
pub fn kind_of(key: Key) -> Option<Hidden> {
    match key.thing.kind {
        Kind::NOTE => match NoteField::of(key.field)? {
            NoteField::Text => Some(Hidden::Notes),
            NoteField::Place | NoteField::Colour | NoteField::Author | NoteField::Group | NoteField::Hidden => None,
        },
        Kind::BALLOT | Kind::LOOSE_BALLOT | Kind::RATING => Some(Hidden::Votes),
        _ => None,
    }
}

/// Whether a register controls what is hidden. Such registers never enter the history, because no undo may reveal anything (D6).
pub fn controls_hiding(key: Key) -> bool {
    key.thing.kind == Kind::BOARD && Hidden::ALL.into_iter().any(|what| what.fields().contains(&key.field))
}

/// Whether a register written on this board goes to the private store (D1 to D3). The mark of a hidden note must be on the board already.
pub fn is_withheld(board: &Board, key: Key) -> bool {
    !is_released(board, key) && (kind_of(key) != Some(Hidden::Notes) || board.is_hidden(NoteId(key.thing.id)))
}

/// Whether a register in the private store must be released (D4).
pub fn is_released(board: &Board, key: Key) -> bool {
    let secrecy = match kind_of(key) {
        Some(Hidden::Notes) => board.note_secrecy(),
        Some(Hidden::Votes) => board.ballot_secrecy_in(round_of_vote(board, key)),
        None => Secrecy::Open,
    };
    secrecy == Secrecy::Open
}

/// The round of a vote. A rating field of a newer version, whose round is unknown, counts for the current round.
fn round_of_vote(board: &Board, key: Key) -> u16 {
    match key.thing.kind {
        Kind::RATING => read_field(key.field).map_or(board.round(), |(round, ..)| round),
        _ => key.field.0,
    }
}

/// All that a replica knows: the public document and the private store.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) document: &'k Document,
    pub(super) private_store: &'k Document,
}

impl<'k> Known<'k> {
    /// The newest register with this key, public or private.
    pub(super) fn get(self, key: Key) -> Option<&'k Register> {
        self.document.get(key).max(self.private_store.get(key))
    }

    /// Its value.
    pub(super) fn value(self, key: Key) -> Value {
        self.get(key).map_or(Value::Nothing, |register| register.value.clone())
    }

    /// The keys of all votes that were not undone, public and private.
    pub(super) fn votes(self) -> impl Iterator<Item = Key> + use<'k> {
        let known = self.document.registers().chain(self.private_store.registers());
        let votes = known.filter(|(key, register)| kind_of(**key) == Some(Hidden::Votes) && register.value != Value::Nothing);
        votes.map(|(key, _)| *key)
    }

    /// The greatest time.
    pub(super) fn latest(self) -> u64 {
        self.document.latest().max(self.private_store.latest())
    }
}
