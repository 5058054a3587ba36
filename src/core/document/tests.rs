//! Merging in tiny cases, and what leaves this device.

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
fn the_later_stamp_wins_in_any_order() {
    let (early, late) = (write(0, 1, 9, 10), write(0, 2, 1, 20));
    assert_eq!(value_after(&[early.clone(), late.clone()]), Value::Number(20));
    assert_eq!(value_after(&[late, early]), Value::Number(20));
}

#[test]
fn the_greater_device_wins_at_the_same_time() {
    let (one, two) = (write(0, 1, 1, 10), write(0, 1, 2, 20));
    assert_eq!(value_after(&[two.clone(), one.clone()]), Value::Number(20));
    assert_eq!(value_after(&[one, two]), Value::Number(20));
}

#[test]
fn the_same_stamp_with_two_values_is_decided_alike_everywhere() {
    let (one, two) = (write(0, 1, 1, 10), write(0, 1, 1, 20));
    assert_eq!(value_after(&[one.clone(), two.clone()]), value_after(&[two, one]));
}

/// What one version lets in, every other has to.
#[test]
fn the_greatest_number_is_a_promise() {
    assert_eq!(NUMBER_LIMIT, 281_474_976_710_655);
}

#[test]
fn a_repeated_delta_changes_nothing() {
    let mut document = Document::new();
    assert_eq!(document.merge([write(0, 5, 1, 1)]).len(), 1);
    assert_eq!(document.merge([write(0, 5, 1, 1)]), []);
    assert_eq!(document.latest(), 5);
}

#[test]
fn a_document_knows_its_size_and_its_latest_time() {
    let mut document = Document::new();
    assert_eq!((document.is_empty(), document.len(), document.latest()), (true, 0, 0));
    document.merge([write(0, 5, 1, 1), write(1, 3, 1, 1)]);
    assert_eq!((document.is_empty(), document.len(), document.latest()), (false, 2, 5));
    // What is older than what is here is passed over.
    assert_eq!(document.merge([write(0, 4, 1, 9)]), []);
    assert_eq!((document.len(), document.latest()), (2, 5));
    assert_eq!(document.clone().into_iter().collect::<Document>(), document);
}

#[test]
fn a_value_is_only_what_it_is() {
    let list = Value::List(vec![Value::Number(2)]);
    assert_eq!((Value::Number(2).as_number(), list.as_number()), (Some(2), None));
    let text = Value::Text(String::from("a"));
    assert_eq!((text.as_text(), text.as_number(), Value::Nothing.as_text()), (Some("a"), None, None));
    assert_eq!((Value::Thing(Thing::BOARD).as_thing(), text.as_thing()), (Some(Thing::BOARD), None));
    assert_eq!((list.items(), text.items()), ([Value::Number(2)].as_slice(), [].as_slice()));
}

/// The words of a deleted note and of a deleted agreement stay here; who wrote when, and what has no words, goes along.
#[test]
fn words_of_what_was_deleted_do_not_leave() {
    let device = DeviceId::from_random(1);
    let thing = |kind, time| Thing { kind, id: Id { time, device } };
    let register = |thing, field, value| (Key { thing, field }, Register { stamp: Stamp { time: 9, device }, value });
    let words = || Value::Text(String::from("secret"));
    let (note, agreement, person) = (thing(Kind::NOTE, 1), thing(Kind::AGREEMENT, 2), thing(Kind::PERSON, 3));
    let kept = [
        register(note, Field::COLOUR, Value::Number(1)),
        register(agreement, Field::LEVEL_TO, Value::Number(4)),
        register(agreement, Field::GOOD, Value::Nothing),
        register(person, Field::TEXT, words()),
        register(thing(Kind::NOTE, 7), Field::TEXT, words()),
        register(thing(Kind::DELETION, 4), Field::TARGET, Value::Thing(note)),
        register(thing(Kind::DELETION, 5), Field::TARGET, Value::Thing(agreement)),
        register(thing(Kind::DELETION, 6), Field::TARGET, Value::Thing(person)),
        // Another field of a deletion and the target of something else delete nothing.
        register(thing(Kind::DELETION, 8), Field::TEXT, Value::Thing(thing(Kind::NOTE, 7))),
        register(thing(Kind::PERSON, 8), Field::TARGET, Value::Thing(thing(Kind::NOTE, 7))),
    ];
    let gone = [
        register(note, Field::TEXT, words()),
        register(agreement, Field::TEXT, words()),
        register(agreement, Field::GIVER, Value::Thing(person)),
    ];
    let expected: Document = kept.iter().cloned().collect();
    let whole: Document = kept.into_iter().chain(gone).collect();
    assert_eq!(whole.shareable(), expected);
}

#[test]
fn a_change_names_what_was_before() {
    let mut document = Document::new();
    let first = write(0, 1, 1, 1);
    document.merge([first.clone()]);
    let changes = document.merge([write(0, 2, 1, 2)]);
    assert_eq!(changes, [Change { key: first.0, before: Some(first.1) }]);
}
