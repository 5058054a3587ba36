//! The sample board and its link.

use std::collections::BTreeMap;

use alignment_board::core::document::id::{BoardId, DeviceId, Id, Kind, Thing};
use alignment_board::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use alignment_board::core::format::link;
use alignment_board::core::format::link::Linked;

const TITLE: &str = "Ward scheduling: where do we hold on?";

const LAYERS: [&str; 6] = ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"];

pub(super) const SAMPLE: &str = include_str!("../fixtures/ward-scheduling.csv");

pub(super) const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn board() -> BoardId {
    BoardId::from_random(0xfedc_ba98_7654)
}

/// The sample's rows: layer, text, author, the names of those who put a dot.
pub(super) fn rows() -> Vec<[String; 4]> {
    let lines = SAMPLE.lines().skip(1).map(|line| {
        let mut cells = [const { String::new() }; 4];
        let (mut cell, mut quoted) = (0, false);
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => cell += 1,
                letter => cells[cell].push(letter),
            }
        }
        cells
    });
    lines.collect()
}

/// Writes as the program does: each command is one tick of the clock.
#[derive(Default)]
struct Writer {
    delta: Delta,
    time: u64,
    devices: Vec<u64>,
}

impl Writer {
    fn tick(&mut self) -> Id {
        self.time += 1;
        let device = self.devices[self.time as usize % self.devices.len()];
        Id { time: self.time, device: DeviceId::from_random(device) }
    }

    fn write(&mut self, thing: Thing, field: Field, now: Id, value: Value) {
        self.delta.push((Key { thing, field }, Register { stamp: Stamp { time: now.time, device: now.device }, value }));
    }
}

/// The sample board, written on these devices in turn.
pub(super) fn sample(devices: &[u64]) -> Document {
    let mut writer = Writer { devices: devices.to_vec(), ..Writer::default() };
    let text = |text: &str| Value::Text(String::from(text));
    let rows = rows();
    let now = writer.tick();
    writer.write(Thing::BOARD, Field::TEXT, now, text(TITLE));
    let mut people: Vec<(&str, Thing)> = Vec::new();
    for [_, _, name, _] in &rows {
        if !people.iter().any(|(other, _)| other == name) {
            let now = writer.tick();
            let person = Thing { kind: Kind::PERSON, id: now };
            writer.write(person, Field::TEXT, now, text(name));
            writer.write(person, Field::COLOUR, now, Value::Number(people.len() as u64 % 6));
            people.push((name, person));
        }
    }
    let mut notes = Vec::new();
    for [layer, words, author, _] in &rows {
        let now = writer.tick();
        let note = Thing { kind: Kind::NOTE, id: now };
        let layer = LAYERS.iter().position(|name| name == layer).unwrap() as u64;
        let author = people.iter().position(|(name, _)| name == author).unwrap();
        writer.write(note, Field::TEXT, now, text(words));
        writer.write(note, Field::PLACE, now, Value::List(vec![Value::Number(layer), Value::Number(now.time)]));
        writer.write(note, Field::COLOUR, now, Value::Number(author as u64 % 6));
        writer.write(note, Field::AUTHOR, now, Value::Thing(people[author].1));
        notes.push(note);
    }
    let now = writer.tick();
    writer.write(Thing::BOARD, Field::STAGE, now, Value::Number(3));
    for (name, person) in people {
        let mut dots: BTreeMap<Thing, u64> = BTreeMap::new();
        let mut now = person.id;
        for ([.., voters], note) in rows.iter().zip(&notes) {
            for _ in voters.split_whitespace().filter(|voter| *voter == name) {
                *dots.entry(*note).or_default() += 1;
                now = writer.tick();
            }
        }
        let dots = dots.into_iter().flat_map(|(note, count)| [Value::Thing(note), Value::Number(count)]).collect();
        writer.write(Thing { kind: Kind::BALLOT, id: person.id }, Field(0), now, Value::List(dots));
    }
    writer.delta.into_iter().collect()
}

pub(super) fn sample_link() -> String {
    link::encode(board(), &sample(&[0x1234_5678_9abc]))
}

pub(super) fn check_round_trip(document: &Document) -> String {
    let fragment = link::encode(board(), document);
    let linked = Linked { board: board(), document: document.clone() };
    assert_eq!(link::decode(&fragment), Ok(linked));
    fragment
}
