//! What the predictor knows before the first letter of a link: how people write in workshops, and what a usual board is like.
//!
//! The primer is a board of its own. Its texts stand in `primer.txt`, a line each behind a digit: 0 to 5 is a note on the layer of
//! this number, 6 a person, 7 a title. They are ideas of the article and everyday words of work, and not a sample of what
//! anybody wrote; `tests/link.rs` sees to it that they do not repeat the sample board. Its stamps, colours, authors and ballots are
//! made here as the program would make them on one device. Part of the format: never changed.

use super::coder::Coder;
use super::layout;
use crate::core::document::id::{DeviceId, Id, Kind, Thing};
use crate::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};

const TEXTS: &str = include_str!("primer.txt");
/// How many colours people get in turns.
const COLOURS: u64 = 6;
/// How far the three dots of each voter are apart.
const DOTS: [usize; 3] = [0, 17, 40];
/// The stage in which it is left.
const STAGE: u64 = 3;

/// A coder that has learnt the primer. It learns once, which takes longer than a usual link; then it is copied.
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

/// Writes as the program does: each command takes a tick of the clock.
struct Writer {
    delta: Delta,
    time: u64,
}

impl Writer {
    fn tick(&mut self) -> Id {
        self.time += 1;
        Id { time: self.time, device: DeviceId::from_random(1) }
    }

    #[inline(never)] // it is small, but called from many places
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
                // In no order: now one person writes several notes, now they take turns.
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
        // Each dot is a command; the ballot has the stamp of the last.
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
    fn every_line_has_its_place() {
        assert!(TEXTS.lines().all(|line| matches!(line.as_bytes(), [b'0'..=b'7', _, ..])));
        let count = |kind| board().registers().filter(|(key, _)| key.thing.kind == kind).count();
        assert_eq!(count(Kind::NOTE), 4 * TEXTS.lines().filter(|line| line.as_bytes() < b"6".as_slice()).count());
        assert_eq!((count(Kind::PERSON), count(Kind::BALLOT), count(Kind::BOARD)), (12, 6, 2));
    }

    #[test]
    fn the_primer_is_frozen() {
        assert_eq!((TEXTS.len(), crate::core::format::checksum::crc32(&[TEXTS.as_bytes()])), (5_451, 0x70907e37));
    }
}
