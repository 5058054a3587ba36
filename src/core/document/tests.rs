//! Small cases of merge, and what may leave this device.

use super::id::Id;
use super::*;

fn write(field: u16, time: u64, device: u64, value: u64) -> (Key, Register) {
    let stamp = Stamp { time, device: DeviceId::from_random(device) };
    (Key { thing: Thing::BOARD, field: Field(field) }, Register { stamp, value: Value::Number(value) })
}

fn value_after(writes: &[(Key, Register)]) -> Value {
    let document: Document = writes.iter().cloned().collect();
    document.get(writes[0].0).map_or(Value::Nothing, |register| register.value.clone())
}

#[test]
fn later_stamp_wins_in_any_order() {
    let (early, late) = (write(0, 1, 9, 10), write(0, 2, 1, 20));
    assert_eq!(value_after(&[early.clone(), late.clone()]), Value::Number(20));
    assert_eq!(value_after(&[late, early]), Value::Number(20));
}

#[test]
fn greater_device_wins_at_equal_times() {
    let (one, two) = (write(0, 1, 1, 10), write(0, 1, 2, 20));
    assert_eq!(value_after(&[two.clone(), one.clone()]), Value::Number(20));
    assert_eq!(value_after(&[one, two]), Value::Number(20));
}

#[test]
fn equal_stamps_resolve_the_same_everywhere() {
    let (one, two) = (write(0, 1, 1, 10), write(0, 1, 1, 20));
    assert_eq!(value_after(&[one.clone(), two.clone()]), value_after(&[two, one]));
}

/// What one version accepts, every later one must.
#[test]
fn number_limit_is_fixed() {
    assert_eq!(NUMBER_LIMIT, 281_474_976_710_655);
}

#[test]
fn repeated_delta_changes_nothing() {
    let mut document = Document::new();
    assert_eq!(document.merge([write(0, 5, 1, 1)]).len(), 1);
    assert_eq!(document.merge([write(0, 5, 1, 1)]), []);
    assert_eq!(document.latest(), 5);
}

#[test]
fn document_tracks_size_and_latest_time() {
    let mut document = Document::new();
    assert_eq!((document.is_empty(), document.len(), document.latest()), (true, 0, 0));
    document.merge([write(0, 5, 1, 1), write(1, 3, 1, 1)]);
    assert_eq!((document.is_empty(), document.len(), document.latest()), (false, 2, 5));
    // An older register is ignored.
    assert_eq!(document.merge([write(0, 4, 1, 9)]), []);
    assert_eq!((document.len(), document.latest()), (2, 5));
    assert_eq!(document.clone().into_iter().collect::<Document>(), document);
}

#[test]
fn value_converts_only_to_its_own_type() {
    let list = Value::List(vec![Value::Number(2)]);
    assert_eq!((Value::Number(2).as_number(), list.as_number()), (Some(2), None));
    let text = Value::Text(String::from("a"));
    assert_eq!((text.as_text(), text.as_number(), Value::Nothing.as_text()), (Some("a"), None, None));
    assert_eq!((Value::Thing(Thing::BOARD).as_thing(), text.as_thing()), (Some(Thing::BOARD), None));
    assert_eq!((list.items(), text.items()), ([Value::Number(2)].as_slice(), [].as_slice()));
}

/// What is deleted stays here, but for the deletion itself; a contribution keeps stamps and fields without words.
#[test]
fn deleted_notes_and_agreements_do_not_leave() {
    let device = DeviceId::from_random(1);
    let thing = |kind, time| Thing { kind, id: Id { time, device } };
    let register = |thing, field, value| (Key { thing, field }, Register { stamp: Stamp { time: 9, device }, value });
    let secret = || Value::Text(String::from("secret"));
    let (note, agreement, person) = (thing(Kind::NOTE, 1), thing(Kind::AGREEMENT, 2), thing(Kind::PERSON, 3));
    let wordless = [
        register(note, Field::COLOUR, Value::Number(1)),
        register(agreement, Field::LEVEL_TO, Value::Number(4)),
        register(agreement, Field::GOOD, Value::Nothing),
    ];
    let shared = [
        register(person, Field::TEXT, secret()),
        register(thing(Kind::NOTE, 7), Field::TEXT, secret()),
        register(thing(Kind::DELETION, 4), Field::TARGET, Value::Thing(note)),
        register(thing(Kind::DELETION, 5), Field::TARGET, Value::Thing(agreement)),
        register(thing(Kind::DELETION, 6), Field::TARGET, Value::Thing(person)),
        // Other fields of a deletion delete nothing, nor does the target of anything else.
        register(thing(Kind::DELETION, 8), Field::TEXT, Value::Thing(thing(Kind::NOTE, 7))),
        register(thing(Kind::PERSON, 8), Field::TARGET, Value::Thing(thing(Kind::NOTE, 7))),
        // Nor does a deletion delete a thing of another kind with the same id.
        register(thing(Kind::NOTE, 9), Field::TEXT, secret()),
        register(thing(Kind::DELETION, 10), Field::TARGET, Value::Thing(thing(Kind::ROUND, 9))),
    ];
    let withheld = [
        register(note, Field::TEXT, secret()),
        register(agreement, Field::TEXT, secret()),
        register(agreement, Field::GIVER, Value::Thing(person)),
    ];
    let document = |parts: &[&[(Key, Register)]]| parts.iter().flat_map(|part| part.iter().cloned()).collect::<Document>();
    let whole = document(&[&shared, &wordless, &withheld]);
    assert_eq!(whole.without_deleted(), document(&[&shared]));
    assert_eq!(whole.without_deleted_words(), document(&[&shared, &wordless]));
    // A former link brings all of it back, and nothing is there again.
    let mut merged = whole.without_deleted();
    merged.merge(whole.clone());
    assert_eq!(merged, whole);
}

#[test]
fn change_holds_the_former_register() {
    let mut document = Document::new();
    let first = write(0, 1, 1, 1);
    document.merge([first.clone()]);
    let changes = document.merge([write(0, 2, 1, 2)]);
    assert_eq!(changes, [Change { key: first.0, before: Some(first.1) }]);
}
