//! Validation: the limits that a document from outside must keep. Every decoder ends here.
//!
//! Unknown kinds and fields pass within the limits: a newer version may have written them. Nothing is cut or repaired.

use crate::core::board::{Board, NOTE_COUNT_LIMIT};
use crate::core::document::id::Kind;
use crate::core::document::text::{NAME_LIMIT, NOTE_LIMIT, TITLE_LIMIT, within};
use crate::core::document::{Document, Field, Key, NUMBER_LIMIT, Register, Value};

/// The most registers in a document from outside. The fullest board has fewer: 2,000 notes, 250 people, 200 agreements and fifty rounds in
/// which everybody places dots and answers about every layer are about 190,000.
pub const REGISTER_LIMIT: usize = 300_000;
/// The greatest number in what this browser has stored. It exceeds [`NUMBER_LIMIT`], so a board that has accepted a stamp at that limit
/// can still be edited, saved and reopened.
const OWN_LIMIT: u64 = 16 * NUMBER_LIMIT;
/// The most items in a list. A ballot of 20 dots has 40.
pub const LIST_LIMIT: usize = 256;
/// How deep lists may be nested.
pub const DEPTH_LIMIT: usize = 4;

/// Why a document is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValidationError {
    /// More registers than [`REGISTER_LIMIT`].
    TooManyRegisters,
    /// More notes than [`validate`] accepts.
    TooManyNotes,
    /// A text over its limit.
    TextTooLong,
    /// A number or a time over [`NUMBER_LIMIT`], or a list over its limits.
    OutOfRange,
}

/// Validates a document from outside.
///
/// # Errors
/// [`ValidationError`] for the first limit that is exceeded.
pub fn validate(document: Document) -> Result<Document, ValidationError> {
    check(&document).map(|()| document)
}

/// Checks what [`validate`] refuses.
///
/// # Errors
/// As [`validate`].
pub fn check(document: &Document) -> Result<(), ValidationError> {
    if document.len() > REGISTER_LIMIT {
        return Err(ValidationError::TooManyRegisters);
    }
    document.registers().try_for_each(|(key, register)| validate_register(key, register, NUMBER_LIMIT))?;
    // Merging boards that have diverged may exceed what one person could add, so validation allows twice the board's limit.
    if Board::of(document).note_count() > 2 * NOTE_COUNT_LIMIT {
        return Err(ValidationError::TooManyNotes);
    }
    Ok(())
}

/// Validates a document that this browser has stored: what was saved must open again, however many notes were added and deleted.
///
/// # Errors
/// [`ValidationError`] for a text or a number that no version writes.
pub fn validate_own(document: Document) -> Result<Document, ValidationError> {
    document.registers().try_for_each(|(key, register)| validate_register(key, register, OWN_LIMIT))?;
    Ok(document)
}

fn validate_register(key: &Key, register: &Register, limit: u64) -> Result<(), ValidationError> {
    if register.stamp.time > limit || key.thing.id.time > limit {
        return Err(ValidationError::OutOfRange);
    }
    let text_limit = match (key.thing.kind, key.field) {
        (Kind::PERSON, Field::TEXT) | (Kind::AGREEMENT, Field::GIVER | Field::RECEIVER) => NAME_LIMIT,
        (Kind::BOARD | Kind::LAYER, Field::TEXT) | (Kind::LAYER, Field::BECAUSE) | (Kind::WORKSHOP, _) => TITLE_LIMIT,
        _ => NOTE_LIMIT,
    };
    validate_value(&register.value, limit, text_limit, DEPTH_LIMIT)
}

fn validate_value(value: &Value, limit: u64, text_limit: usize, depth: usize) -> Result<(), ValidationError> {
    match value {
        Value::Nothing => Ok(()),
        Value::Number(number) if *number <= limit => Ok(()),
        Value::Thing(thing) if thing.id.time <= limit => Ok(()),
        Value::Number(_) | Value::Thing(_) => Err(ValidationError::OutOfRange),
        Value::Text(text) => within(text, text_limit).map_err(|_| ValidationError::TextTooLong),
        Value::List(items) if depth == 0 || items.len() > LIST_LIMIT => Err(ValidationError::OutOfRange),
        Value::List(items) => items.iter().try_for_each(|item| validate_value(item, limit, text_limit, depth - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::board::layer::Layer;
    use crate::core::document::Stamp;
    use crate::core::document::id::{DeviceId, Id, Thing};

    fn check(field: Field, value: Value, expected: Result<(), ValidationError>) {
        check_thing(Thing::BOARD, field, value, expected);
    }

    fn check_thing(thing: Thing, field: Field, value: Value, expected: Result<(), ValidationError>) {
        let stamp = Stamp { time: 1, device: DeviceId::from_random(1) };
        let document: Document = [(Key { thing, field }, Register { stamp, value })].into_iter().collect();
        assert_eq!(validate(document).map(|_| ()), expected);
    }

    #[test]
    fn values_over_a_limit_are_refused() {
        check(Field::TEXT, Value::Text("x".repeat(120)), Ok(()));
        check(Field::TEXT, Value::Text("x".repeat(121)), Err(ValidationError::TextTooLong));
        check(Field(900), Value::Text("x".repeat(1_000)), Ok(()));
        check(Field(900), Value::Text("x".repeat(1_001)), Err(ValidationError::TextTooLong));
        check(Field(900), Value::Number(NUMBER_LIMIT), Ok(()));
        check(Field(900), Value::Number(NUMBER_LIMIT + 1), Err(ValidationError::OutOfRange));
        check(Field(900), Value::List(vec![Value::Nothing; 257]), Err(ValidationError::OutOfRange));
        let deep = (0..5).fold(Value::Nothing, |inner, _| Value::List(vec![inner]));
        check(Field(900), deep, Err(ValidationError::OutOfRange));
    }

    #[test]
    fn values_at_a_limit_are_accepted() {
        check(Field(900), Value::List(vec![Value::Nothing; LIST_LIMIT]), Ok(()));
        let deep = (0..DEPTH_LIMIT).fold(Value::Nothing, |inner, _| Value::List(vec![inner]));
        check(Field(900), deep, Ok(()));
        let far = |time| Value::Thing(Thing { kind: Kind::NOTE, id: Id { time, device: DeviceId::from_random(1) } });
        check(Field(900), far(NUMBER_LIMIT), Ok(()));
        check(Field(900), far(NUMBER_LIMIT + 1), Err(ValidationError::OutOfRange));
        let inner = |time| Value::List(vec![Value::Text(String::from("a")), far(time)]);
        check(Field(900), inner(NUMBER_LIMIT), Ok(()));
        check(Field(900), inner(NUMBER_LIMIT + 1), Err(ValidationError::OutOfRange));
    }

    /// The stamp and the thing's id share a limit; what this browser has stored itself may exceed it.
    #[test]
    fn times_have_a_limit() {
        let one = |created: u64, written: u64| -> Document {
            let device = DeviceId::from_random(1);
            let thing = Thing { kind: Kind::NOTE, id: Id { time: created, device } };
            let register = Register { stamp: Stamp { time: written, device }, value: Value::Nothing };
            [(Key { thing, field: Field(900) }, register)].into_iter().collect()
        };
        for (limit, validate) in
            [(NUMBER_LIMIT, validate as fn(Document) -> Result<Document, ValidationError>), (16 * NUMBER_LIMIT, validate_own)]
        {
            for (created, written) in [(limit, 1), (1, limit)] {
                assert_eq!(validate(one(created, written)), Ok(one(created, written)));
            }
            for (created, written) in [(limit + 1, 1), (1, limit + 1)] {
                assert_eq!(validate(one(created, written)), Err(ValidationError::OutOfRange));
            }
        }
    }

    #[test]
    fn registers_and_notes_have_a_limit() {
        let device = DeviceId::from_random(1);
        let stamp = Stamp { time: 1, device };
        let many = |count: usize, field: Field, value: Value| -> Document {
            let thing = |time| Thing { kind: Kind::NOTE, id: Id { time, device } };
            (1..=count as u64).map(|time| (Key { thing: thing(time), field }, Register { stamp, value: value.clone() })).collect()
        };
        let registers = |count| validate(many(count, Field(900), Value::Nothing)).map(|document| document.len());
        assert_eq!(registers(REGISTER_LIMIT), Ok(300_000));
        assert_eq!(registers(REGISTER_LIMIT + 1), Err(ValidationError::TooManyRegisters));
        let notes = |count| {
            let mut document = many(count, Field::TEXT, Value::Text(String::from("x")));
            document.merge(many(count, Field::PLACE, Value::List(vec![Value::Number(0), Value::Number(1)])));
            validate(document).map(|document| document.len())
        };
        assert_eq!(notes(2 * NOTE_COUNT_LIMIT), Ok(8_000));
        assert_eq!(notes(2 * NOTE_COUNT_LIMIT + 1), Err(ValidationError::TooManyNotes));
    }

    #[test]
    fn text_limits_depend_on_the_field() {
        let agreement = Thing { kind: Kind::AGREEMENT, id: Id { time: 1, device: DeviceId::from_random(1) } };
        let layer = Layer::Tactics.thing();
        let cases = [
            (agreement, Field::GIVER, 60),
            (agreement, Field::RECEIVER, 60),
            (agreement, Field::GOOD, 1_000),
            (layer, Field::BECAUSE, 120),
        ];
        for (thing, field, limit) in cases {
            check_thing(thing, field, Value::Text("é".repeat(limit)), Ok(()));
            check_thing(thing, field, Value::Text("é".repeat(limit + 1)), Err(ValidationError::TextTooLong));
        }
    }
}
