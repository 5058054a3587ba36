//! Hostile texts survive every codec unchanged.

use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{BoardId, Id, Kind, Thing};
use alignment_board::core::document::{Delta, Document, Field, Key, NUMBER_LIMIT, Register, Stamp, Value};
use alignment_board::core::format::index;
use alignment_board::core::format::index::{Entry, Origin, Shelf};
use alignment_board::core::format::link;
use alignment_board::core::format::link::Linked;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::format::{LoadError, file};
use alignment_board::core::replica::Replica;
use proptest::prelude::*;

use crate::support::device;

/// Texts that break programs, and some that only look as if they would.
fn texts() -> Vec<String> {
    let short = [
        "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
        "שלום عليكم",
        "\u{202e}txet\u{202c} \u{2066}isolated\u{2069}",
        "e\u{301}\u{327}\u{323} Z\u{351}\u{36b}\u{343}a\u{36a}l\u{349}",
        "\0 in the middle \0",
        "\u{feff}\u{200b}\u{2060}",
        "\u{fffd}\u{ffff}\u{10ffff}",
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "=HYPERLINK(\"x\")",
        "\"},{\"version\":2,\"",
        "alignment-board 1 9 2 00000000\n{}",
        "b1AAMAAAAAAZ",
        "\\ud83d \\u0000 \\\" \\",
        "\r\n\t\u{b}\u{c}\u{85}\u{2028}\u{2029}",
        "\u{80}\u{7ff}\u{800}",
        "__proto__",
        "null",
    ];
    short.into_iter().map(String::from).chain([" ".repeat(1_000), "é".repeat(1_000), "\u{1f600}".repeat(1_000)]).collect()
}

fn board() -> BoardId {
    BoardId::from_random(0x0bad_b0a2d)
}

fn registers(text: &str) -> Delta {
    let stamp = Stamp { time: 3, device: device(1) };
    let note = Thing { kind: Kind::NOTE, id: Id { time: 2, device: device(1) } };
    let inner = Value::List(vec![Value::Text(String::from(text)), Value::List(vec![Value::Text(String::from(text))])]);
    let values = [(note, Field::TEXT, Value::Text(String::from(text))), (note, Field(700), inner)];
    values.map(|(thing, field, value)| (Key { thing, field }, Register { stamp, value })).into()
}

#[test]
fn hostile_texts_survive_every_codec() {
    for text in texts() {
        let document: Document = registers(&text).into_iter().collect();
        let linked = link::decode(&link::encode(board(), &document));
        assert_eq!(linked, Ok(Linked { board: board(), document: document.clone() }), "{text:?}");
        let filed = file::read(&file::write(board(), &document)).map(|read| read.document);
        assert_eq!(filed.as_ref(), Ok(&document), "{text:?}");
        let slots = Slots { a: None, b: Some(stored::write(board(), &document, Generation(1))) };
        assert_eq!(stored::read(board(), &slots).map(|loaded| loaded.document).as_ref(), Ok(&document), "{text:?}");
        let entry = Entry {
            board: board(),
            title: text.clone(),
            notes: 1,
            saved: NUMBER_LIMIT,
            stage: None,
            shelf: Shelf::Boards,
            origin: Origin::Here,
        };
        assert_eq!(index::read(&index::write(std::slice::from_ref(&entry))), Some(vec![entry]), "{text:?}");
    }
}

/// A lone surrogate, which a file from JavaScript may hold, is no text: the file is refused, not repaired.
#[test]
fn lone_surrogates_are_refused() {
    for half in ["\\ud83d", "\\ude00", "a\\ud83db", "\\ud83d\\ud83d"] {
        let text = file::write(board(), &registers("here").into_iter().collect()).replace("here", half);
        assert_eq!(file::read(&text), Err(LoadError::Damaged), "{half}");
    }
    let whole = file::write(board(), &registers("here").into_iter().collect()).replace("here", "\\ud83d\\ude00");
    assert_eq!(file::read(&whole).map(|read| read.document), Ok(registers("😀").into_iter().collect()));
}

#[test]
fn link_of_10_000_letters_opens() {
    let mut replica = Replica::new(device(1), Document::new());
    let mut letters = 0;
    for number in 0.. {
        let texts = (0..20u64).map(|place| format!("{:x}", (number * 20 + place).wrapping_mul(0x9e37_79b9_7f4a_7c15))).collect();
        let _ = replica.act(&Command::AddNotes { layer: Layer::ALL[number as usize % 6], texts, colour: Colour::Sky, author: None }, 0);
        let link = link::encode(board(), replica.document());
        letters = link.len();
        assert_eq!(link::decode(&link), Ok(Linked { board: board(), document: replica.document().clone() }));
        if letters > 10_000 {
            break;
        }
    }
    assert!(letters < 12_000);
}

fn entry() -> impl Strategy<Value = Entry> {
    let shelf = prop_oneof![Just(Shelf::Boards), Just(Shelf::Bin)];
    let origin = prop_oneof![Just(Origin::Here), Just(Origin::Sent)];
    let stage = prop::option::of((0..7usize).prop_map(|number| Stage::ALL[number]));
    let fields = (any::<u64>(), any::<String>(), any::<usize>(), any::<u64>(), stage, shelf, origin);
    fields.prop_map(|(board, title, notes, saved, stage, shelf, origin)| Entry {
        board: BoardId::from_random(board),
        title,
        notes,
        saved,
        stage,
        shelf,
        origin,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_board_list_reads_back_as_it_was_written(entries in prop::collection::vec(entry(), 0..9)) {
        prop_assert_eq!(index::read(&index::write(&entries)), Some(entries));
    }
}
