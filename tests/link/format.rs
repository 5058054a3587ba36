//! The format of the link: its length, its frozen layout, its primer and its limits.

use std::collections::BTreeSet;

use alignment_board::core::document::id::{DeviceId, Id, Kind, Thing};
use alignment_board::core::document::{Document, Field, Key, NUMBER_LIMIT, Register, Stamp, Value};
use alignment_board::core::format::checksum::crc32;
use alignment_board::core::format::link;
use alignment_board::core::format::link::{LETTER_LIMIT, LinkError, Linked};

use super::sample::{SAMPLE, board, check_round_trip, rows, sample, sample_link};

const PRIMER: &str = include_str!("../../src/core/format/link/primer.txt");

/// Links work everywhere up to this length.
const EVERYWHERE: usize = 2_000;

/// A link of this version, which opens for ever.
const GOLDEN: &str = "b1AC0CbHDklXunxJPXSFE5p-EaAm-AkeZx86Msh6E7AY8kR7YiU7eOlpJUq7G_PUhT2ZgAQZSvSpFxiIX89p65C3kglltu4wsf2urs2TjgzgfoyI65geK90Ou95Hpy0nHvHILrk_-NpV8MbX-j-5wKlb9L__zqETKwqEAABwQcXAAAs2LYOZ";

/// The checksum of the sample's link: it changes with anything in the format.
const SAMPLE_SUM: u32 = 0xf52e_4900;

#[test]
fn sample_board_fits_everywhere() {
    let document = sample(&[0x1234_5678_9abc]);
    let fragment = check_round_trip(&document);
    println!("{} letters in all", fragment.len());
    let sections = link::cost(board(), &document);
    sections.iter().for_each(|(section, bytes)| println!("{bytes:>6} bytes: {section}"));
    let two = check_round_trip(&sample(&[0x1234_5678_9abc, 0xcba9_8765_4321]));
    println!("{} letters from two devices in turns", two.len());
    assert!(fragment.len() <= EVERYWHERE && two.len() <= EVERYWHERE);
    assert!(fragment.len() < 1_300, "longer than it was: {}", fragment.len());
    let names: Vec<&str> = sections.iter().map(|(name, _)| *name).collect();
    let (places, colours, authors, texts) = ("places of notes", "colours of notes", "authors of notes", "texts of notes");
    assert_eq!(names, ["board id", "ids", "board and layers", "people", authors, colours, places, texts, "ballots", "end"]);
    let most = sections.iter().max_by_key(|(_, bytes)| *bytes).map(|(name, _)| *name);
    assert_eq!(most, Some("texts of notes"));
    let bytes: usize = sections.iter().map(|(_, bytes)| bytes).sum();
    assert_eq!(12 + (4 * bytes).div_ceil(3), fragment.len());
}

#[test]
fn format_is_frozen() {
    let Linked { board, document } = link::decode(GOLDEN).unwrap();
    assert_eq!(link::encode(board, &document), GOLDEN);
    let title = document.get(Key { thing: Thing::BOARD, field: Field::TEXT }).map(|register| register.value.clone());
    assert_eq!(title, Some(Value::Text(String::from("Größe is not growth: what do we let go?"))));
    assert_eq!(crc32(&[sample_link().as_bytes()]), SAMPLE_SUM);
}

/// The primer holds what any workshop writes. If it repeated the sample, the sample's length would prove nothing.
#[test]
fn primer_holds_nothing_of_the_sample() {
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
fn sizes_are_bounded() {
    let long = "b1".repeat(LETTER_LIMIT);
    assert_eq!(link::decode(&long), Err(LinkError::TooLong { length: 2 * LETTER_LIMIT }));
    let note = |time, text: String| {
        let thing = Thing { kind: Kind::NOTE, id: Id { time, device: DeviceId::from_random(1) } };
        let stamp = Stamp { time, device: thing.id.device };
        (Key { thing, field: Field::TEXT }, Register { stamp, value: Value::Text(text) })
    };
    // A decompression bomb: more than a mebibyte out of almost nothing.
    let bomb: Document = (1..=1_500).map(|time| note(time, "a".repeat(1_000))).collect();
    let fragment = link::encode(board(), &bomb);
    assert!(fragment.len() < LETTER_LIMIT, "{}", fragment.len());
    let start = std::time::Instant::now();
    assert_eq!(link::decode(&fragment), Err(LinkError::Invalid));
    println!("a mebibyte is refused after {:?}", start.elapsed());
    let too_long: Document = [note(1, "a".repeat(1_001))].into_iter().collect();
    assert_eq!(link::decode(&link::encode(board(), &too_long)), Err(LinkError::Invalid));
    // The encoder writes what no board may hold; the decoder refuses it.
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
fn link_of_1_000_notes_is_quick() {
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
