//! The primer: what the model is trained on before the first letter of a link, so that it knows how people write in workshops and what a
//! usual board looks like.
//!
//! The primer is itself a board. Its texts are the lines of `primer.txt`, each after a digit: 0 to 5 for a note on that layer, 6 for a
//! person, 7 for the title. They are ideas of the article and everyday words of work, nothing that anybody wrote; `tests/link.rs` checks
//! that they do not repeat the sample board. Stamps, colours, authors and ballots are made here as the program would make them on one
//! device. All of it belongs to the format and never changes.

use super::coder::Coder;
use super::layout;
use crate::core::document::id::{DeviceId, Id, Kind, Thing};
use crate::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};

const TEXTS: &str = include_str!("primer.txt");
/// The number of colours that people get in turn.
const COLOURS: u64 = 6;
/// The offsets of each voter's three dots.
const DOTS: [usize; 3] = [0, 17, 40];
/// The stage of the board.
const STAGE: u64 = 3;

/// A coder trained on the primer. Training takes longer than coding a usual link, so it happens once and its result is copied.
pub(super) fn learnt() -> Coder<'static> {
    thread_local! {
        static LEARNT: Coder<'static> = learn();
    }
    LEARNT.with(Coder::clone)
}

fn learn() -> Coder<'static> {
    let mut coder = Coder::primer();
    coder.random(48, 0);
    layout::walk(&mut coder, &board(), &mut |_, _| ());
    coder
}

/// Writes registers as the program does: each command takes one tick of the clock.
struct Writer {
    delta: Delta,
    time: u64,
}

impl Writer {
    fn tick(&mut self) -> Id {
        self.time += 1;
        Id { time: self.time, device: DeviceId::from_random(1) }
    }

    #[inline(never)] // many callers: inlining would bloat the code
    fn write(&mut self, thing: Thing, field: Field, now: Id, value: Value) {
        let stamp = Stamp { time: now.time, device: now.device };
        self.delta.push((Key { thing, field }, Register { stamp, value }));
    }
}

fn board() -> Document {
    let mut writer = Writer { delta: Vec::new(), time: 0 };
    let (mut people, mut notes) = (Vec::new(), Vec::new());
    for line in TEXTS.lines() {
        let (Some(digit), Some(text)) = (line.bytes().next(), line.get(1..)) else { continue };
        let now = writer.tick();
        let text = Value::Text(String::from(text));
        match digit {
            b'7' => writer.write(Thing::BOARD, Field::TEXT, now, text),
            b'6' => {
                let person = Thing { kind: Kind::PERSON, id: now };
                writer.write(person, Field::TEXT, now, text);
                writer.write(person, Field::COLOUR, now, Value::Number(people.len() as u64 % COLOURS));
                people.push(person);
            }
            layer => {
                let note = Thing { kind: Kind::NOTE, id: now };
                // Irregular: sometimes one person writes several notes, sometimes people take turns.
                let author = (notes.len() * notes.len() / 3) % people.len().max(1);
                let place = vec![Value::Number(u64::from(layer - b'0')), Value::Number(now.time)];
                writer.write(note, Field::TEXT, now, text);
                writer.write(note, Field::PLACE, now, Value::List(place));
                writer.write(note, Field::COLOUR, now, Value::Number(author as u64 % COLOURS));
                writer.write(note, Field::AUTHOR, now, Value::Thing(people.get(author).copied().unwrap_or(Thing::BOARD)));
                notes.push(note);
            }
        }
    }
    let now = writer.tick();
    writer.write(Thing::BOARD, Field::STAGE, now, Value::Number(STAGE));
    for (place, person) in people.iter().enumerate() {
        let targets = DOTS.iter().filter_map(|step| notes.get(5 + 7 * place + step));
        let dots: Vec<Value> = targets.flat_map(|note| [Value::Thing(*note), Value::Number(1)]).collect();
        // Each dot is a command; the ballot keeps the stamp of the last.
        let now = (0..DOTS.len()).map(|_| writer.tick()).last().unwrap_or(person.id);
        writer.write(Thing { kind: Kind::BALLOT, id: person.id }, Field(0), now, Value::List(dots));
    }
    let mut board = Document::new();
    board.merge(writer.delta);
    board
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_becomes_a_thing() {
        assert!(TEXTS.lines().all(|line| matches!(line.as_bytes(), [b'0'..=b'7', _, ..])));
        let count = |kind| board().registers().filter(|(key, _)| key.thing.kind == kind).count();
        assert_eq!(count(Kind::NOTE), 4 * TEXTS.lines().filter(|line| line.as_bytes() < b"6".as_slice()).count());
        assert_eq!((count(Kind::PERSON), count(Kind::BALLOT), count(Kind::BOARD)), (12, 6, 2));
    }

    #[test]
    fn primer_is_frozen() {
        assert_eq!((TEXTS.len(), crate::core::format::checksum::crc32(&[TEXTS.as_bytes()])), (5_451, 0x70907e37));
    }
}
