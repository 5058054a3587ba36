//! Random documents survive their link, and hostile text or payloads do no harm.

use std::collections::BTreeMap;

use alignment_board::core::document::id::{BoardId, DeviceId, Id, Kind, Thing};
use alignment_board::core::document::{Document, Field, Key, NUMBER_LIMIT, Register, Stamp, Value};
use alignment_board::core::format::checksum::crc32;
use alignment_board::core::format::link;
use alignment_board::core::format::link::Linked;
use proptest::prelude::*;

use super::sample::{LETTERS, sample_link};

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
    // Validation accepts lists nested four deep; a place is a list itself.
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
        // One register for each key: a document's clock does not show stamps of registers it does not have.
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
    fn no_text_makes_the_decoder_panic(front in "(b[0-9a-z])?", text in any::<String>()) {
        prop_assert!(link::decode(&(front + &text)).is_err());
    }

    /// Anything may follow a right head, even what starts well: it is refused or opens, and what opens can be linked again.
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
