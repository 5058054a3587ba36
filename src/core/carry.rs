//! The next workshop from this one: what was agreed about the stack, the people, the rules, the agreements that are still open, and what
//! is remembered of the workshops so far.
//!
//! Registers are carried as they are, so that people and agreements stay the same things: what becomes of an agreement can be told
//! over several workshops. Notes, dots and answers stay where they were given; so does the note that an agreement was made from, because
//! a note of the next board may come to have its id.

use super::agreement::State;
use super::board::Board;
use super::date::Date;
use super::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use super::id::{AgreementId, DeviceId, Id, Kind, PersonId, Thing};
use super::past::{Past, REMEMBERED};
use super::reading::stack::StackReading;

/// The document that the next workshop begins with, on this device and day.
pub fn next_workshop(document: &Document, device: DeviceId, today: Option<Date>) -> Document {
    let board = Board::of(document);
    let registers = document.registers().filter(|(key, register)| is_carried(&board, **key) && !names_note(&register.value));
    let mut carried: Delta = registers.map(|(key, register)| (*key, register.clone())).collect();
    carried.extend(remembered(&board, Id { time: document.latest() + 1, device }, today));
    carried.into_iter().collect()
}

fn is_carried(board: &Board, key: Key) -> bool {
    match key.thing.kind {
        Kind::BOARD => !matches!(key.field, Field::STAGE | Field::ROUND | Field::TIMER),
        Kind::LAYER => true,
        Kind::PERSON => board.person(PersonId(key.thing.id)).is_some(),
        Kind::AGREEMENT => board.agreement(AgreementId(key.thing.id)).is_some_and(|agreement| agreement.state == State::Open),
        // This workshop takes a place as well (R19).
        Kind::WORKSHOP => board.past().any(|(id, _)| id == key.thing.id) && !is_forgotten(board, key.thing.id),
        _ => false,
    }
}

fn is_forgotten(board: &Board, id: Id) -> bool {
    let stay = REMEMBERED - 1;
    board.past().take(board.past().count().saturating_sub(stay)).any(|(past, _)| past == id)
}

/// What is remembered of this workshop (R18).
fn remembered(board: &Board, id: Id, today: Option<Date>) -> Option<(Key, Register)> {
    let past = Past::of(board, &StackReading::of(board), today);
    let key = Key { thing: Thing { kind: Kind::WORKSHOP, id }, field: Field::SUMMARY };
    let register = Register { stamp: Stamp { time: id.time, device: id.device }, value: past.value() };
    past.is_worth_it().then_some((key, register))
}

fn names_note(value: &Value) -> bool {
    value.as_thing().is_some_and(|thing| thing.kind == Kind::NOTE)
}
