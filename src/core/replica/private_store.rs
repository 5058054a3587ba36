//! The private store: what people on this device have written or voted and have not revealed. It is in no link, file, export or stored
//! board; what was not sent cannot leak.
//!
//! A replica holds it beside the document, as registers of the same sort. Releasing them is merging them.
//!
//! Rules:
//! - **D1** While notes are hidden, the words of a new note go to the private store. That there is a note, where it stands, its colour and its
//!   author are public, and so is that its words are on a private store (`sealed`).
//! - **D2** A note whose words are public stays public, whatever is switched on later.
//! - **D3** While the ballots of a round are hidden, its dots, ratings and reasons go to the private store. What was given before stays public as
//!   it was.
//! - **D4** As soon as the board says that notes, or the ballots of a round, are open, all that the private store holds of them is released.
//! - **D5** What lies on the private store is seen by the person whose it is, while that person has the device, and by nobody else. What was
//!   written without a name is seen while nobody has the device. Behind the curtain nothing is seen.
//! - **D6** What is opened in Set up is open by rule. What is opened in a later stage is revealed: the rule stays, and the next workshop
//!   begins with it. A reveal of ballots is about the round in which it is made and those before it, whatever order it arrives in: any
//!   later round hides its own. No step back or forth reveals anything, nor does a version that is brought back.

use crate::core::board::Board;
pub use crate::core::board::hidden::Hidden;
use crate::core::board::rating::read_field;
use crate::core::board::voting::Secrecy;
use crate::core::document::id::{Kind, NoteId, PersonId};
use crate::core::document::{Document, Field, Key, Register, Value};

/// In whose hands this device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurrentUser {
    /// On the way from one person to the next, behind the curtain.
    Locked,
    /// Nobody's.
    Nobody,
    /// A person's.
    Person(PersonId),
}

impl CurrentUser {
    /// Who has the device, if anybody.
    pub fn person(self) -> Option<PersonId> {
        match self {
            CurrentUser::Person(person) => Some(person),
            CurrentUser::Locked | CurrentUser::Nobody => None,
        }
    }

    /// Whether what is this person's, or nobody's, is seen (D5).
    pub fn sees(self, owner: Option<PersonId>) -> bool {
        self != CurrentUser::Locked && self.person() == owner
    }
}

/// What of that a register is, if it is any.
pub fn kind_of(key: Key) -> Option<Hidden> {
    match key.thing.kind {
        Kind::NOTE if key.field == Field::TEXT => Some(Hidden::Notes),
        Kind::BALLOT | Kind::LOOSE_BALLOT | Kind::RATING => Some(Hidden::Votes),
        _ => None,
    }
}

/// Whether a register says what is hidden. It enters no history: no step back may reveal anything (D6).
pub fn hides(key: Key) -> bool {
    key.thing.kind == Kind::BOARD && Hidden::ALL.into_iter().any(|what| what.fields().contains(&key.field))
}

/// Whether a register that is written on this board goes to the private store (D1 to D3). The note's seal is on the board by then.
pub fn is_withheld(board: &Board, key: Key) -> bool {
    !is_released(board, key) && (kind_of(key) != Some(Hidden::Notes) || board.is_hidden(NoteId(key.thing.id)))
}

/// Whether a register that lies on the private store is to be released (D4).
pub fn is_released(board: &Board, key: Key) -> bool {
    let secrecy = match kind_of(key) {
        Some(Hidden::Notes) => board.note_secrecy(),
        Some(Hidden::Votes) => board.ballot_secrecy_in(round_of_vote(board, key)),
        None => Secrecy::Open,
    };
    secrecy == Secrecy::Open
}

/// The round of a vote. What only a newer version knows the round of counts for this one.
fn round_of_vote(board: &Board, key: Key) -> u16 {
    match key.thing.kind {
        Kind::RATING => read_field(key.field).map_or(board.round(), |(round, ..)| round),
        _ => key.field.0,
    }
}

/// Whose a register on the private store is; nobody's, if it was written without a name.
pub fn owner(board: &Board, key: Key) -> Option<PersonId> {
    match key.thing.kind {
        Kind::NOTE => board.author_of(NoteId(key.thing.id)),
        _ => Some(PersonId(key.thing.id)),
    }
}

/// All that a replica knows: what is public, and what lies on the private store.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    pub(super) document: &'k Document,
    pub(super) private_store: &'k Document,
}

impl<'k> Known<'k> {
    /// The register of this name, wherever it is.
    pub(super) fn get(self, key: Key) -> Option<&'k Register> {
        self.document.get(key).max(self.private_store.get(key))
    }

    /// Its value.
    pub(super) fn value(self, key: Key) -> Value {
        self.get(key).map_or(Value::Nothing, |register| register.value.clone())
    }

    /// The votes that were not taken back, wherever they are.
    pub(super) fn votes(self) -> impl Iterator<Item = Key> + use<'k> {
        let known = self.document.registers().chain(self.private_store.registers());
        let given = known.filter(|(key, register)| kind_of(**key) == Some(Hidden::Votes) && register.value != Value::Nothing);
        given.map(|(key, _)| *key)
    }

    /// The greatest Lamport time.
    pub(super) fn latest(self) -> u64 {
        self.document.latest().max(self.private_store.latest())
    }
}
