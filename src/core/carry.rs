//! The next workshop from this one: what was agreed about the stack, the people, the rules, and the agreements that are still open.
//!
//! Registers are carried as they are, so that people and agreements stay the same things: what becomes of an agreement can be told
//! over several workshops. Notes, dots and answers stay where they were given; so does the note that an agreement was made from, because
//! a note of the next board may come to have its id.

use super::agreement::State;
use super::board::Board;
use super::document::{Document, Field, Key, Value};
use super::id::{AgreementId, Kind, PersonId};

/// The document that the next workshop begins with.
pub fn next_workshop(document: &Document) -> Document {
    let board = Board::of(document);
    let registers = document.registers().filter(|(key, register)| is_carried(&board, **key) && !names_note(&register.value));
    registers.map(|(key, register)| (*key, register.clone())).collect()
}

fn is_carried(board: &Board, key: Key) -> bool {
    match key.thing.kind {
        Kind::BOARD => !matches!(key.field, Field::STAGE | Field::ROUND | Field::TIMER),
        Kind::LAYER => true,
        Kind::PERSON => board.person(PersonId(key.thing.id)).is_some(),
        Kind::AGREEMENT => board.agreement(AgreementId(key.thing.id)).is_some_and(|agreement| agreement.state == State::Open),
        _ => false,
    }
}

fn names_note(value: &Value) -> bool {
    value.as_thing().is_some_and(|thing| thing.kind == Kind::NOTE)
}
