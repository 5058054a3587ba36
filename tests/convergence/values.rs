//! Arbitrary documents, whether or not a person would ever write them.

use alignment_board::core::document::id::{Id, Kind, Thing};
use alignment_board::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::device;

/// Texts that break programs.
const AWKWARD: [&str; 15] = [
    "",
    " ",
    "\0",
    "👩‍👩‍👧",
    "שלום עולם",
    "\u{202e}abc\u{202c}",
    "a\nb",
    "\t",
    "\"\\/",
    "<b>&amp;</b>",
    "=1+1",
    "e\u{301}",
    "\u{feff}",
    "\u{10ffff}",
    "note 1.0",
];

/// Short texts of any characters.
pub(super) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{1,6}",
        2 => select(&AWKWARD[..]).prop_map(String::from),
        1 => prop::collection::vec(any::<char>(), 0..6).prop_map(String::from_iter),
    ]
}

fn id() -> impl Strategy<Value = Id> {
    (0..6u64, 0..4u64).prop_map(|(time, number)| Id { time, device: device(number) })
}

/// Things with few ids, so that registers collide; also of kinds that this version does not know.
fn thing() -> impl Strategy<Value = Thing> {
    prop_oneof![
        8 => (0..10u8, id()).prop_map(|(kind, id)| if kind == 0 { Thing::BOARD } else { Thing { kind: Kind(kind), id } }),
        2 => (0..6u64).prop_map(|layer| Thing { kind: Kind::LAYER, id: Id { time: layer, device: Thing::BOARD.id.device } }),
        1 => (any::<u8>(), id()).prop_map(|(kind, id)| Thing { kind: Kind(kind), id }),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Nothing),
        2 => (0..9u64).prop_map(Value::Number),
        1 => (0..1u64 << 40).prop_map(Value::Number),
        3 => text().prop_map(Value::Text),
        3 => thing().prop_map(Value::Thing),
    ];
    let place = (0..7u64, 0..9u64, select(&["", "V", "0V", "0", "é"][..]));
    let place = place
        .prop_map(|(layer, whole, fraction)| Value::List(vec![Value::Number(layer), Value::Number(whole), Value::Text(fraction.into())]));
    let ballot = prop::collection::vec((thing(), 0..9u64), 0..5);
    let ballot =
        ballot.prop_map(|dots| Value::List(dots.into_iter().flat_map(|(on, count)| [Value::Thing(on), Value::Number(count)]).collect()));
    prop_oneof![
        3 => leaf.clone(),
        2 => place,
        2 => ballot,
        1 => leaf.prop_recursive(2, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Value::List)),
    ]
}

pub(super) fn delta() -> impl Strategy<Value = Delta> {
    let field = prop_oneof![9 => (0..36u16).prop_map(Field), 1 => any::<u16>().prop_map(Field)];
    let stamp = (0..9u64, 0..4u64).prop_map(|(time, number)| Stamp { time, device: device(number) });
    let register =
        (thing(), field, stamp, value()).prop_map(|(thing, field, stamp, value)| (Key { thing, field }, Register { stamp, value }));
    prop::collection::vec(register, 0..30)
}

pub(super) fn merged<'a>(deltas: impl IntoIterator<Item = &'a Delta>) -> Document {
    deltas.into_iter().flatten().cloned().collect()
}
