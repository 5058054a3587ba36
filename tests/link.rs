//! The share link: how long it is, that it is lossless, that every cut and every change of it is recognised, and that what is
//! hostile is refused in bounded time.
//!
//! Works on documents alone. What the program does with a link is in the contracts.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)] // a panic is how a test reports

use std::collections::{BTreeMap, BTreeSet};

use alignment_board::core::document::id::{BoardId, DeviceId, Id, Kind, Thing};
use alignment_board::core::document::{Delta, Document, Field, Key, NUMBER_LIMIT, Register, Stamp, Value};
use alignment_board::core::format::checksum::crc32;
use alignment_board::core::format::link;
use alignment_board::core::format::link::{LETTER_LIMIT, LinkError, Linked};
use proptest::prelude::*;

const SAMPLE: &str = include_str!("fixtures/ward-scheduling.csv");
const PRIMER: &str = include_str!("../src/core/format/link/primer.txt");
const TITLE: &str = "Ward scheduling: where do we hold on?";
const LAYERS: [&str; 6] = ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"];
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Links work everywhere up to this length.
const EVERYWHERE: usize = 2_000;

/// A link of this version: it is read for ever.
const GOLDEN: &str = "b1AC0CbHDklXunxJPXSFE5p-EaAm-AkeZx86Msh6E7AY8kR7YiU7eOlpJUq7G_PUhT2ZgAQZSvSpFxiIX89p65C3kglltu4wsf2urs2TjgzgfoyI65geK90Ou95Hpy0nHvHILrk_-NpV8MbX-j-5wKlb9L__zqETKwqEAABwQcXAAAs2LYOZ";
/// The checksum of the sample board's link: it changes if anything about the format does.
const SAMPLE_SUM: u32 = 0xf52e_4900;

fn board() -> BoardId {
    BoardId::from_random(0xfedc_ba98_7654)
}

/// The rows of the sample: layer, text, author, names of those who gave a dot.
fn rows() -> Vec<[String; 4]> {
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

/// Writes as the program does: each command takes a tick of the clock.
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

/// The sample board, written on these devices in turns.
fn sample(devices: &[u64]) -> Document {
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

fn sample_link() -> String {
    link::encode(board(), &sample(&[0x1234_5678_9abc]))
}

fn check_round_trip(document: &Document) -> String {
    let fragment = link::encode(board(), document);
    let linked = Linked { board: board(), document: document.clone() };
    assert_eq!(link::decode(&fragment), Ok(linked));
    fragment
}

#[test]
fn the_sample_board_fits_everywhere() {
    let document = sample(&[0x1234_5678_9abc]);
    let fragment = check_round_trip(&document);
    println!("{} letters in all", fragment.len());
    let parts = link::cost(board(), &document);
    parts.iter().for_each(|(part, bytes)| println!("{bytes:>6} bytes: {part}"));
    let two = check_round_trip(&sample(&[0x1234_5678_9abc, 0xcba9_8765_4321]));
    println!("{} letters from two devices in turns", two.len());
    assert!(fragment.len() <= EVERYWHERE && two.len() <= EVERYWHERE);
    assert!(fragment.len() < 1_300, "longer than it was: {}", fragment.len());
    let names: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
    let (places, colours, authors, texts) = ("places of notes", "colours of notes", "authors of notes", "texts of notes");
    assert_eq!(names, ["board id", "ids", "board and layers", "people", authors, colours, places, texts, "ballots", "end"]);
    let most = parts.iter().max_by_key(|(_, bytes)| *bytes).map(|(name, _)| *name);
    assert_eq!(most, Some("texts of notes"));
    let bytes: usize = parts.iter().map(|(_, bytes)| bytes).sum();
    assert_eq!(12 + (4 * bytes).div_ceil(3), fragment.len());
}

#[test]
fn the_format_is_frozen() {
    let Linked { board, document } = link::decode(GOLDEN).unwrap();
    assert_eq!(link::encode(board, &document), GOLDEN);
    let title = document.get(Key { thing: Thing::BOARD, field: Field::TEXT }).map(|register| register.value.clone());
    assert_eq!(title, Some(Value::Text(String::from("Größe is not growth: what do we let go?"))));
    assert_eq!(crc32(&[sample_link().as_bytes()]), SAMPLE_SUM);
}

/// The primer is what people write in any workshop. If it repeated the sample, the sample's length would say nothing.
#[test]
fn the_primer_does_not_know_the_sample() {
    let words = |text: &str| -> Vec<String> {
        text.to_lowercase().split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(String::from).collect()
    };
    let runs = |text: &str| words(text).windows(4).map(<[String]>::to_vec).collect::<Vec<_>>();
    let known: BTreeSet<_> = PRIMER.lines().flat_map(|line| runs(&line[1..])).collect();
    for [_, text, ..] in rows() {
        assert!(runs(&text).iter().all(|run| !known.contains(run)), "{text}");
    }
}

#[test]
fn every_cut_is_recognised() {
    let fragment = sample_link();
    for arrived in 0..fragment.len() {
        let expected = match arrived {
            0 | 1 => LinkError::NotALink,
            2..5 => LinkError::Cut { arrived, expected: 12 },
            _ => LinkError::Cut { arrived, expected: fragment.len() },
        };
        assert_eq!(link::decode(&fragment[..arrived]), Err(expected));
    }
}

#[test]
fn every_changed_character_is_recognised() {
    let fragment = sample_link().into_bytes();
    for place in 0..fragment.len() {
        for other in (b' '..=b'~').filter(|other| *other != fragment[place]) {
            let mut changed = fragment.clone();
            changed[place] = other;
            assert!(link::decode(&String::from_utf8(changed).unwrap()).is_err(), "{place} {}", char::from(other));
        }
    }
}

#[test]
fn swapped_doubled_and_missing_characters_are_recognised() {
    let fragment = sample_link();
    for place in 1..fragment.len() {
        let (front, back) = fragment.split_at(place);
        let last = &front[place - 1..];
        assert!(link::decode(&format!("{front}{last}{back}")).is_err());
        assert!(link::decode(&format!("{}{back}", &front[..place - 1])).is_err());
        let swapped = format!("{}{}{last}{}", &front[..place - 1], &back[..1], &back[1..]);
        assert!(swapped == fragment || link::decode(&swapped).is_err());
    }
}

/// The checksum is linear, so whether two changed letters can cancel depends only on how they differ and on how far they are
/// apart: all these cases can be tried.
#[test]
fn no_two_changed_characters_cancel() {
    const FAR: usize = 8_192;
    let differences: BTreeSet<u8> = LETTERS.iter().flat_map(|one| LETTERS.map(|other| one ^ other)).filter(|bits| *bits != 0).collect();
    // What a difference in a byte does to the checksum, and what a further byte behind it does to that.
    let last = |bits: u8| crc32(&[&[bits]]) ^ crc32(&[&[0]]);
    let further = |sum: u32| (sum >> 8) ^ last(sum as u8);
    let all_last: BTreeSet<u32> = differences.iter().map(|bits| last(*bits)).collect();
    for bits in differences {
        let mut changed = last(bits);
        for distance in 0..FAR {
            assert!(distance == 0 || !all_last.contains(&changed), "two letters {distance} apart");
            // One changed letter of the checksum itself changes six neighbouring bits.
            let one_letter = (0..6).any(|place| changed & !(63 << (6 * place)) == 0);
            assert!(!one_letter, "a letter {distance} before the end and one of the checksum");
            changed = further(changed);
        }
    }
}

#[test]
fn what_messengers_do_to_links_is_repaired() {
    let fragment = sample_link();
    let encoded: String = fragment.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let (front, back) = fragment.split_at(700);
    let variants = [
        format!("#{fragment}"),
        format!("%23{fragment}"),
        format!("  <{fragment}>\n"),
        format!("(\"{fragment}\"),"),
        format!("'{fragment}'."),
        format!("{fragment}%20%0A"),
        format!("%3C%23{fragment}%3E"),
        fragment.replace('_', "%5F").replace('-', "%2d"),
        format!("#{encoded}"),
        format!("{front}\r\n  {back}"),
    ];
    for variant in variants {
        assert!(link::decode(&variant).is_ok(), "{variant}");
    }
    let follows = format!("{fragment} is the link");
    assert_eq!(link::decode(&follows), Err(LinkError::Damaged));
}

#[test]
fn sizes_are_bounded() {
    let long = "b1".repeat(LETTER_LIMIT);
    assert_eq!(link::decode(&long), Err(LinkError::TooLong { length: 2 * LETTER_LIMIT }));
    let note = |time, text: String| {
        let thing = Thing { kind: Kind::NOTE, id: Id { time, device: DeviceId::from_random(1) } };
        let stamp = Stamp { time, device: thing.id.device };
        (Key { thing, field: Field::TEXT }, Register { stamp, value: Value::Text(text) })
    };
    // A text that shrinks to almost nothing, more than a mebibyte of it.
    let bomb: Document = (1..=1_500).map(|time| note(time, "a".repeat(1_000))).collect();
    let fragment = link::encode(board(), &bomb);
    assert!(fragment.len() < LETTER_LIMIT, "{}", fragment.len());
    let start = std::time::Instant::now();
    assert_eq!(link::decode(&fragment), Err(LinkError::Invalid));
    println!("a mebibyte is refused after {:?}", start.elapsed());
    let too_long: Document = [note(1, "a".repeat(1_001))].into_iter().collect();
    assert_eq!(link::decode(&link::encode(board(), &too_long)), Err(LinkError::Invalid));
    // What no board may hold is still written; the reader refuses it.
    let deep = (0..5).fold(Value::Nothing, |inner, _| Value::List(vec![inner]));
    let values = [Value::Number(NUMBER_LIMIT + 1), Value::Number(u64::MAX), Value::List(vec![Value::Nothing; 257]), deep];
    for value in values {
        let (key, mut register) = note(1, String::new());
        register.value = value;
        let document: Document = [(Key { field: Field(77), ..key }, register)].into_iter().collect();
        assert_eq!(link::decode(&link::encode(board(), &document)), Err(LinkError::Invalid));
    }
    let (key, register) = note(NUMBER_LIMIT + 1, String::new());
    let late: Document = [(key, register)].into_iter().collect();
    assert_eq!(link::decode(&link::encode(board(), &late)), Err(LinkError::Invalid));
}

#[test]
fn a_thousand_notes_are_quick() {
    let start = std::time::Instant::now();
    let words: Vec<&str> = SAMPLE.split_whitespace().collect();
    let notes = (1..=1_000u64).map(|time| {
        let thing = Thing { kind: Kind::NOTE, id: Id { time, device: DeviceId::from_random(9) } };
        let picked = (0..8).map(|place| words[(time * 7_919 + place * place * 104_729) as usize % words.len()]);
        let text = Value::Text(picked.collect::<Vec<_>>().join(" "));
        (Key { thing, field: Field::TEXT }, Register { stamp: Stamp { time, device: thing.id.device }, value: text })
    });
    let fragment = check_round_trip(&notes.collect());
    println!("{} letters, {:?} there and back", fragment.len(), start.elapsed());
    assert!(fragment.len() < LETTER_LIMIT);
}

fn device() -> impl Strategy<Value = DeviceId> {
    prop_oneof![4 => 0..4u64, 1 => any::<u64>()].prop_map(DeviceId::from_random)
}

fn time() -> impl Strategy<Value = u64> {
    prop_oneof![6 => 0..30u64, 1 => 0..=NUMBER_LIMIT, 1 => Just(NUMBER_LIMIT)]
}

fn id() -> impl Strategy<Value = Id> {
    (time(), device()).prop_map(|(time, device)| Id { time, device })
}

fn thing() -> impl Strategy<Value = Thing> {
    (prop_oneof![8 => 0..6u8, 1 => any::<u8>()], id()).prop_map(|(kind, id)| Thing { kind: Kind(kind), id })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z ,.]{0,40}",
        any::<String>().prop_map(|text| text.chars().take(60).collect()),
        Just(String::from("\u{0}\n\u{10ffff}"))
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let place = (0..6u64, time(), "[0-9A-Za-z]{0,9}")
        .prop_map(|(layer, whole, fraction)| Value::List(vec![Value::Number(layer), Value::Number(whole), Value::Text(fraction)]));
    let single = prop_oneof![
        Just(Value::Nothing),
        time().prop_map(Value::Number),
        text().prop_map(Value::Text),
        thing().prop_map(Value::Thing),
        place
    ];
    // The door lets in lists in lists four deep; a place is one itself.
    single.prop_recursive(3, 40, 9, |inner| prop::collection::vec(inner, 0..9).prop_map(Value::List))
}

fn register() -> impl Strategy<Value = (Key, Register)> {
    let field = prop_oneof![8 => 0..10u16, 1 => any::<u16>()];
    let stamp = prop_oneof![Just(None), (time(), device()).prop_map(Some)];
    (thing(), field, stamp, value()).prop_map(|(thing, field, stamp, value)| {
        let (time, device) = stamp.unwrap_or((thing.id.time, thing.id.device));
        (Key { thing, field: Field(field) }, Register { stamp: Stamp { time, device }, value })
    })
}

fn document() -> impl Strategy<Value = Document> {
    prop::collection::vec(register(), 0..60).prop_map(|registers| {
        // No losers: a document's clock does not show the stamps of registers that it has not.
        let winners: BTreeMap<Key, Register> = registers.into_iter().collect();
        winners.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_document_survives_its_link(document in document(), bits: u64) {
        let board = BoardId::from_random(bits);
        let fragment = link::encode(board, &document);
        prop_assert!(fragment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
        prop_assert_eq!(link::decode(&fragment), Ok(Linked { board, document }));
    }

    #[test]
    fn two_changed_characters_are_recognised(changes in prop::collection::vec((any::<prop::sample::Index>(), b' '..=b'~'), 2..5)) {
        let fragment = sample_link();
        let mut changed = fragment.clone().into_bytes();
        for (place, byte) in changes {
            let place = place.index(changed.len());
            changed[place] = byte;
        }
        let changed = String::from_utf8(changed).unwrap();
        prop_assert!(changed == fragment || link::decode(&changed).is_err());
    }

    #[test]
    fn nothing_makes_it_panic(front in "(b[0-9a-z])?", text in any::<String>()) {
        prop_assert!(link::decode(&(front + &text)).is_err());
    }

    /// Behind a right head anything may come, also what begins well: it is refused or opened, and what is opened can be
    /// linked again.
    #[test]
    fn hostile_payloads_are_harmless(good in 0..1_200usize, letters in prop::collection::vec(prop::sample::select(LETTERS.to_vec()), 0..400)) {
        let payload: Vec<u8> = sample_link().bytes().skip(11).take(good).chain(letters).collect();
        if let Ok(Linked { board, document }) = link::decode(&with_head(&payload)) {
            let again = link::encode(board, &document);
            prop_assert_eq!(link::decode(&again), Ok(Linked { board, document }));
        }
    }
}

/// A fragment whose length and checksum are right.
fn with_head(payload: &[u8]) -> String {
    let write = |number: u64, count: u32| -> String {
        (0..count).rev().map(|place| char::from(LETTERS[(number >> (6 * place)) as usize & 63])).collect()
    };
    let front = String::from("b1") + &write(payload.len() as u64 + 12, 3);
    let back = String::from_utf8(payload.to_vec()).unwrap() + "Z";
    let sum = crc32(&[front.as_bytes(), back.as_bytes()]);
    front + &write(sum.into(), 6) + &back
}
