//! The next workshop. Carried over are the statements and intended levels, the people, the rules, the open agreements, and the summaries
//! of the workshops so far.
//!
//! Registers are carried over unchanged, so people and agreements keep their ids, and an agreement can be followed over several workshops.
//! Notes, dots and answers stay behind. So do references to notes, because a note on the next board may get the same id.

use crate::core::board::Board;
use crate::core::board::agreement::State;
use crate::core::board::fields::BoardField;
use crate::core::board::summary::REMEMBERED;
use crate::core::board::voting::Secrecy;
use crate::core::document::date::Date;
use crate::core::document::id::{AgreementId, DeviceId, Id, Kind, PersonId, Thing};
use crate::core::document::text::TITLE_LIMIT;
use crate::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use crate::core::reading::stack::StackReading;
use crate::core::reading::summarize::summarize;

/// The document that the next workshop starts with, created by this device on this day.
pub fn next_workshop(document: &Document, device: DeviceId, today: Option<Date>) -> Document {
    let board = Board::of(document);
    let registers = document.registers().filter(|(key, register)| is_carried(&board, **key) && !names_note(&register.value));
    let mut carried: Delta = registers.map(|(key, register)| (*key, register.clone())).collect();
    let id = Id { time: document.latest() + 1, device };
    carried.extend(summary_of(&board, id, today));
    // Whatever was revealed is hidden again (D6).
    let revealed = [(board.revealed_rounds() > 0, Field::SECRECY), (board.has_revealed_notes(), Field::WRITING)];
    let hidden = Register { stamp: Stamp { time: id.time, device }, value: Value::Number(Secrecy::Hidden as u64) };
    let hide = revealed.into_iter().filter(|(revealed, _)| *revealed);
    carried.extend(hide.map(|(_, field)| (Key { thing: Thing::BOARD, field }, hidden.clone())));
    carried.into_iter().collect()
}

/// The title of the next workshop: the same title with another number.
/// - **N1** A board without a title gets none.
/// - **N2** A title that ends in the mark and a number gets the next number.
/// - **N3** Any other title gets the mark and a number: 2 after a workshop without earlier ones.
/// - **N4** A title that would become too long loses the end of its words, never its number.
pub fn next_title(title: &str, earlier: usize, mark: &str) -> String {
    let title = title.trim();
    let start = title.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let numbered = start.strip_suffix(mark).and_then(|words| match title[start.len()..].parse::<usize>() {
        Ok(number) => Some((words, number.saturating_add(1))),
        Err(_) => None,
    });
    let (words, number) = numbered.unwrap_or((title, earlier + 2));
    if words.is_empty() {
        return String::new();
    }
    let end = String::from(mark) + &number.to_string();
    let words: String = words.chars().take(TITLE_LIMIT.saturating_sub(end.chars().count())).collect();
    String::from(words.trim_end()) + &end
}

/// Sets the title of a document that has no session yet.
pub fn give_title(document: &mut Document, device: DeviceId, title: String) {
    let stamp = Stamp { time: document.latest() + 1, device };
    let key = Key { thing: Thing::BOARD, field: Field::TEXT };
    document.merge([(key, Register { stamp, value: Value::Text(title) })]);
}

fn is_carried(board: &Board, key: Key) -> bool {
    match key.thing.kind {
        // What only a newer version knows is carried.
        Kind::BOARD => BoardField::of(key.field).is_none_or(|field| match field {
            BoardField::Title | BoardField::Budget | BoardField::Cap | BoardField::Poles => true,
            BoardField::BallotSecrecy | BoardField::NoteSecrecy => true,
            BoardField::Stage | BoardField::Round | BoardField::Timer => false,
            BoardField::RevealedBallots | BoardField::RevealedNotes => false,
        }),
        Kind::LAYER => true,
        Kind::PERSON => board.person(PersonId(key.thing.id)).is_some(),
        Kind::AGREEMENT => board.agreement(AgreementId(key.thing.id)).is_some_and(|agreement| agreement.state == State::Open),
        // This workshop counts as one of the remembered ones (R19).
        Kind::WORKSHOP => board.earlier_workshops().any(|(id, _)| id == key.thing.id) && !is_forgotten(board, key.thing.id),
        _ => false,
    }
}

fn is_forgotten(board: &Board, id: Id) -> bool {
    let kept = REMEMBERED - 1;
    board.earlier_workshops().take(board.earlier_workshops().count().saturating_sub(kept)).any(|(summary, _)| summary == id)
}

/// The summary of this workshop, if it is worth remembering (R18).
fn summary_of(board: &Board, id: Id, today: Option<Date>) -> Option<(Key, Register)> {
    let summary = summarize(board, &StackReading::of(board), today);
    let key = Key { thing: Thing { kind: Kind::WORKSHOP, id }, field: Field::SUMMARY };
    let register = Register { stamp: Stamp { time: id.time, device: id.device }, value: summary.value() };
    summary.is_worth_remembering().then_some((key, register))
}

fn names_note(value: &Value) -> bool {
    value.as_thing().is_some_and(|thing| thing.kind == Kind::NOTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n1_to_n4_next_title_counts_up() {
        let cases = [
            ("", 0, ""),
            (" ", 3, ""),
            ("Wards", 0, "Wards – workshop 2"),
            (" Wards ", 1, "Wards – workshop 3"),
            ("Wards – workshop 2", 1, "Wards – workshop 3"),
            ("Wards – workshop 9", 0, "Wards – workshop 10"),
            ("Wards – workshop two", 0, "Wards – workshop two – workshop 2"),
            ("A – workshop 2 – workshop 4", 0, "A – workshop 2 – workshop 5"),
        ];
        for (title, earlier, next) in cases {
            assert_eq!(next_title(title, earlier, " – workshop "), next, "{title:?}");
        }
        let long = next_title(&"é".repeat(TITLE_LIMIT), 0, " – workshop ");
        assert_eq!((long.chars().count(), long.ends_with("éé – workshop 2")), (TITLE_LIMIT, true));
        let longest = next_title(&(String::from("Wards – workshop ") + &u64::MAX.to_string()), 0, " – workshop ");
        assert!(longest.starts_with("Wards – workshop "), "{longest}");
    }
}
