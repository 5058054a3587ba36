//! Arbitrary documents, whether or not a person would ever write them.

use alignment_board::core::board::fields::known_fields;
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
    let known = select(&Kind::ALL[..]).prop_map(|(kind, _)| kind);
    (prop_oneof![10 => known, 1 => any::<u8>().prop_map(Kind)], id()).prop_map(|(kind, id)| thing_of(kind, id))
}

fn thing_of(kind: Kind, id: Id) -> Thing {
    match kind {
        Kind::BOARD => Thing::BOARD,
        Kind::LAYER | Kind::ROUND => Thing::numbered(kind, id.time),
        kind => Thing { kind, id },
    }
}

/// Names of registers: every known field, ballots and ratings of few rounds, and what only a newer version knows.
fn key() -> impl Strategy<Value = Key> {
    let known = (select(known_fields().collect::<Vec<_>>()), id()).prop_map(|((kind, field), id)| (thing_of(kind, id), field));
    let by_round = (select(&[Kind::BALLOT, Kind::LOOSE_BALLOT, Kind::RATING][..]), id(), 0..36u16);
    let by_round = by_round.prop_map(|(kind, id, field)| (thing_of(kind, id), Field(field)));
    let any = (thing(), prop_oneof![(0..36u16).prop_map(Field), any::<u16>().prop_map(Field)]);
    prop_oneof![6 => known, 3 => by_round, 2 => any].prop_map(|(thing, field)| Key { thing, field })
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
    let stamp = (0..9u64, 0..4u64).prop_map(|(time, number)| Stamp { time, device: device(number) });
    let register = (key(), stamp, value()).prop_map(|(key, stamp, value)| (key, Register { stamp, value }));
    prop::collection::vec(register, 0..30)
}

pub(super) fn merged<'a>(deltas: impl IntoIterator<Item = &'a Delta>) -> Document {
    deltas.into_iter().flatten().cloned().collect()
}
