//! Plans for people.

use super::types::{Plan, Recorded, Rejected};
use super::writer::{Writer, changed};
use crate::core::board::{Board, Colour, PEOPLE_LIMIT};
use crate::core::document::id::PersonId;
use crate::core::document::list::pasted_names;
use crate::core::document::text::{Name, TextError, looks_the_same};
use crate::core::document::{Field, Value};

/// Validates a person's name.
#[inline(never)]
fn named(raw: &str) -> Result<Name, Rejected> {
    Name::new(raw).map_err(|error| if error == TextError::Empty { Rejected::NoName } else { Rejected::Text(error) })
}

#[inline(never)]
fn names_of(board: &Board) -> Vec<String> {
    board.people().map(|(_, person)| person.name).collect()
}

/// Adds people with these names, all of which must be new.
pub(super) fn add(mut writer: Writer, board: &Board, names: &[String]) -> Result<Plan, Rejected> {
    let mut taken = names_of(board);
    if taken.len() + names.len() > PEOPLE_LIMIT {
        return Err(Rejected::TooManyPeople);
    }
    for name in names {
        let name = named(name)?;
        if taken.iter().any(|other| looks_the_same(other, name.as_str())) {
            return Err(Rejected::NameTaken);
        }
        let colour = (taken.len() % Colour::ALL.len()) as u64;
        let person = PersonId(writer.id()).thing();
        writer.write(person, Field::TEXT, Value::Text(String::from(name.as_str())));
        writer.write(person, Field::COLOUR, Value::Number(colour));
        taken.push(String::from(name.as_str()));
    }
    changed(!writer.delta.is_empty())?;
    writer.finish(Recorded::Step)
}

/// Splits a pasted list into new names, each once, and the rest: names already on the board and texts too long for a name.
pub fn pasted_people(board: &Board, list: &str) -> (Vec<String>, Vec<String>) {
    let mut taken = names_of(board);
    let (mut new, mut left) = (Vec::new(), Vec::new());
    for name in pasted_names(list) {
        match Name::new(&name) {
            Ok(name) if !taken.iter().any(|other| looks_the_same(other, name.as_str())) => {
                taken.push(String::from(name.as_str()));
                new.push(String::from(name.as_str()));
            }
            _ => left.push(name),
        }
    }
    (new, left)
}

/// Adds people from a pasted list. A list without new names is rejected like a taken name.
pub(super) fn paste(writer: Writer, board: &Board, list: &str) -> Result<Plan, Rejected> {
    let (new, left) = pasted_people(board, list);
    if new.is_empty() && !left.is_empty() {
        return Err(Rejected::NameTaken);
    }
    add(writer, board, &new)
}

/// Renames a person.
pub(super) fn rename(mut writer: Writer, board: &Board, person: PersonId, name: &str) -> Result<Plan, Rejected> {
    let before = board.person(person).ok_or(Rejected::Gone)?.name;
    let name = named(name)?;
    changed(before != name.as_str())?;
    if board.people().any(|(id, other)| id != person && looks_the_same(&other.name, name.as_str())) {
        return Err(Rejected::NameTaken);
    }
    writer.write(person.thing(), Field::TEXT, Value::Text(String::from(name.as_str())));
    writer.finish(Recorded::Step)
}
