//! Plans for notes: adding, moving, grouping and deleting.

use super::types::{Destination, Plan, Recorded, Rejected};
use super::writer::{Writer, changed};
use crate::core::board::layer::Layer;
use crate::core::board::voting::Secrecy;
use crate::core::board::{Board, Colour, NOTE_COUNT_LIMIT, place_value};
use crate::core::document::id::{NoteId, PersonId};
use crate::core::document::order::OrderKey;
use crate::core::document::text::{NoteText, TextError};
use crate::core::document::{Field, Value};

/// Adds notes at the end of a layer.
pub(super) fn add(
    mut writer: Writer,
    board: &Board,
    layer: Layer,
    texts: &[String],
    colour: Colour,
    author: Option<PersonId>,
) -> Result<Plan, Rejected> {
    let texts = texts.iter().map(|text| NoteText::new(text)).collect::<Result<Vec<_>, _>>()?;
    if texts.is_empty() {
        return Err(Rejected::Text(TextError::Empty));
    }
    if board.note_count() + texts.len() > NOTE_COUNT_LIMIT {
        return Err(Rejected::TooManyNotes);
    }
    let mut last = board.ordered(layer).last().map(|(order, _)| order.clone());
    for text in texts {
        let id = writer.id();
        let note = NoteId(id).thing();
        let order = OrderKey::after(last.as_ref(), id.time);
        writer.write(note, Field::TEXT, Value::Text(String::from(text.as_str())));
        writer.write(note, Field::PLACE, place_value(layer, &order));
        writer.write(note, Field::COLOUR, Value::Number(colour as u64));
        if let Some(author) = author {
            writer.write(note, Field::AUTHOR, Value::Thing(author.thing()));
        }
        if board.note_secrecy() == Secrecy::Hidden {
            writer.write(note, Field::HIDDEN, Value::Number(1));
        }
        last = Some(order);
    }
    writer.finish(Recorded::Step)
}

/// Moves a note.
pub(super) fn place(mut writer: Writer, board: &Board, note: NoteId, to: Destination) -> Result<Plan, Rejected> {
    let here = board.note(note).ok_or(Rejected::Gone)?;
    // A led note has no neighbours of its own; moving it takes it out of its group.
    let led = board.is_led(note);
    let ordered = board.ordered(here.layer);
    let place = ordered.binary_search(&(here.order.clone(), note)).map_err(|_| Rejected::Gone)?;
    let (before, after) = (&ordered[..place], &ordered[place + 1..]);
    let is_shown = |(_, other): &&(OrderKey, NoteId)| !board.is_led(*other);
    let mut later = after.iter().filter(is_shown).map(|(_, other)| *other);
    let following = later.next();
    if led {
        writer.write(note.thing(), Field::GROUP, Value::Nothing);
    }
    let to = match to {
        Destination::Earlier | Destination::Later if led => return Err(Rejected::NoChange),
        Destination::Earlier => {
            let earlier = before.iter().rev().find(is_shown).map(|(_, other)| *other);
            Destination::Before(earlier.ok_or(Rejected::NoChange)?)
        }
        Destination::Later if following.is_none() => return Err(Rejected::NoChange),
        Destination::Later => later.next().map_or(Destination::End(here.layer), Destination::Before),
        other => other,
    };
    match to {
        Destination::End(layer) => {
            changed(led || layer != here.layer || following.is_some())?;
            let order = OrderKey::after(board.ordered(layer).last().map(|(order, _)| order), writer.stamp.time);
            writer.write(note.thing(), Field::PLACE, place_value(layer, &order));
        }
        Destination::Before(next) => {
            changed(next != note && (led || following != Some(next)))?;
            let layer = board.note(next).ok_or(Rejected::Gone)?.layer;
            let others: Vec<&(OrderKey, NoteId)> = board.ordered(layer).iter().filter(|(_, other)| *other != note).collect();
            let at = others.iter().position(|(_, other)| *other == next).ok_or(Rejected::Gone)?;
            let mut last = at.checked_sub(1).map(|place| others[place].0.clone());
            // Two devices may have taken the same key at once. No key fits between equals, so the notes after it get new keys too.
            let equal = others[at..].iter().take_while(|(order, _)| Some(order) == last.as_ref()).map(|(_, other)| *other);
            let equal: Vec<NoteId> = equal.collect();
            let high = others.get(at + equal.len()).map(|(order, _)| order);
            for placed in [note].into_iter().chain(equal) {
                let order = match high {
                    Some(high) => OrderKey::between(last.as_ref(), high),
                    None => OrderKey::after(last.as_ref(), writer.stamp.time),
                };
                writer.write(placed.thing(), Field::PLACE, place_value(layer, &order));
                last = Some(order);
            }
        }
        Destination::Earlier | Destination::Later => return Err(Rejected::NoChange),
    }
    writer.finish(Recorded::Step)
}

/// Puts a note into the group of another, with the notes it leads.
pub(super) fn group(mut writer: Writer, board: &Board, note: NoteId, with: NoteId) -> Result<Plan, Rejected> {
    board.note(note).and(board.note(with)).ok_or(Rejected::Gone)?;
    let lead = board.leading(with);
    changed(board.leading(note) != lead)?;
    for one in [note].into_iter().chain(board.members(note)) {
        writer.write(one.thing(), Field::GROUP, Value::Thing(lead.thing()));
    }
    writer.finish(Recorded::Step)
}

/// Makes a note the leading note of its group.
pub(super) fn lead(mut writer: Writer, board: &Board, note: NoteId) -> Result<Plan, Rejected> {
    board.note(note).ok_or(Rejected::Gone)?;
    let before = board.leading(note);
    changed(before != note)?;
    hand_lead(&mut writer, note, board.members(before).into_iter().chain([before]));
    writer.finish(Recorded::Step)
}

fn hand_lead(writer: &mut Writer, lead: NoteId, others: impl Iterator<Item = NoteId>) {
    writer.write(lead.thing(), Field::GROUP, Value::Nothing);
    for other in others.filter(|other| *other != lead) {
        writer.write(other.thing(), Field::GROUP, Value::Thing(lead.thing()));
    }
}

/// Takes a note out of its group. If it led the group, the first of the others now does.
pub(super) fn leave(mut writer: Writer, board: &Board, note: NoteId) -> Result<Plan, Rejected> {
    board.note(note).ok_or(Rejected::Gone)?;
    let members = board.members(note);
    match members.first() {
        Some(next) => hand_lead(&mut writer, *next, members.iter().copied()),
        None => changed(board.is_led(note))?,
    }
    writer.write(note.thing(), Field::GROUP, Value::Nothing);
    writer.finish(Recorded::Step)
}

/// Dissolves a group.
pub(super) fn take_apart(mut writer: Writer, board: &Board, note: NoteId) -> Result<Plan, Rejected> {
    board.note(note).ok_or(Rejected::Gone)?;
    let lead = board.leading(note);
    let members = board.members(lead);
    changed(!members.is_empty())?;
    for member in members.into_iter().chain([lead]) {
        writer.write(member.thing(), Field::GROUP, Value::Nothing);
    }
    writer.finish(Recorded::Step)
}

/// Deletes a note. If it led a group, the first of the others now does.
pub(super) fn delete(mut writer: Writer, board: &Board, note: NoteId) -> Result<Plan, Rejected> {
    board.note(note).ok_or(Rejected::Gone)?;
    let members = board.members(note);
    if let Some(next) = members.first() {
        hand_lead(&mut writer, *next, members.iter().copied());
    }
    writer.delete(note.thing())
}
