//! Plans about people.

use super::{Plan, Recorded, Rejected, Writer, changed};
use crate::core::board::{Board, Colour, PEOPLE_LIMIT};
use crate::core::document::{Field, Value};
use crate::core::id::PersonId;
use crate::core::text::{Name, pasted_notes};

/// People with these names, each of which is new.
pub(super) fn add(mut writer: Writer, board: &Board, names: &[String]) -> Result<Plan, Rejected> {
    let names = names.iter().map(|name| Name::new(name)).collect::<Result<Vec<_>, _>>()?;
    let mut taken: Vec<String> = board.people().map(|(_, person)| person.name).collect();
    if taken.len() + names.len() > PEOPLE_LIMIT {
        return Err(Rejected::TooManyPeople);
    }
    for name in names {
        if taken.iter().any(|other| other == name.as_str()) {
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

/// People from a pasted list: those whose names are not there yet, each once. A list of which nobody is new is refused like a name
/// that is taken.
pub(super) fn paste(writer: Writer, board: &Board, list: &str) -> Result<Plan, Rejected> {
    let mut taken: Vec<String> = board.people().map(|(_, person)| person.name).collect();
    let mut names = Vec::new();
    let lines = pasted_notes(list);
    for line in &lines {
        let name = String::from(Name::new(line)?.as_str());
        if !taken.contains(&name) {
            taken.push(name.clone());
            names.push(name);
        }
    }
    if names.is_empty() && !lines.is_empty() {
        return Err(Rejected::NameTaken);
    }
    add(writer, board, &names)
}
