//! A document: a map of last-writer-wins registers, the one way in which changes travel.
//!
//! A register is (thing, field) → (value, stamp). Merging keeps the greater register of each pair, so it is commutative,
//! associative and idempotent: every route gives the same document. This module does not know what the fields mean; it
//! keeps and passes on those that this version does not know.

pub use super::field::Field;
use litemap::LiteMap;

use super::id::{DeviceId, Id, Kind, Thing};

/// What a register holds. The four shapes are enough for every field of every version, so that unknown fields can be kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing: the field is as if it had never been written.
    Nothing,
    /// A number, at most [`NUMBER_LIMIT`].
    Number(u64),
    /// A text.
    Text(String),
    /// A reference to a thing.
    Thing(Thing),
    /// Several values.
    List(Vec<Value>),
}

/// The greatest number and the greatest Lamport time that a document takes: 2⁴⁸ − 1. A page that counts a million changes a
/// second reaches it in nine years; a hostile stamp near the limit of the type cannot stop the clock.
pub const NUMBER_LIMIT: u64 = (1 << 48) - 1;

impl Value {
    /// The number, if it is one.
    pub fn as_number(&self) -> Option<u64> {
        match self {
            Value::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The thing, if it is one.
    pub fn as_thing(&self) -> Option<Thing> {
        match self {
            Value::Thing(thing) => Some(*thing),
            _ => None,
        }
    }

    /// The parts of a list; none for anything else.
    pub fn parts(&self) -> &[Value] {
        match self {
            Value::List(parts) => parts,
            _ => &[],
        }
    }
}

/// When and where a register was written: a total order, Lamport time first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The Lamport time.
    pub time: u64,
    /// The device that wrote.
    pub device: DeviceId,
}

/// The name of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The thing.
    pub thing: Thing,
    /// The property of the thing.
    pub field: Field,
}

/// A value and when it was written. The greater stamp wins; equal stamps (which honest devices never make) are decided by
/// the value, so that even then all replicas agree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Register {
    /// When and where it was written.
    pub stamp: Stamp,
    /// What was written.
    pub value: Value,
}

/// Registers to write: what travels between tabs, rooms, links and files, and what a command is planned into.
pub type Delta = Vec<(Key, Register)>;

/// A register that a merge changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which register.
    pub key: Key,
    /// What it was before, `None` if it was not there.
    pub before: Option<Register>,
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    registers: LiteMap<Key, Register>,
    latest: u64,
}

impl Document {
    /// A document without registers.
    pub fn new() -> Document {
        Document::default()
    }

    /// Takes every register of the delta that is greater than what is here and says which have changed.
    pub fn merge(&mut self, delta: impl IntoIterator<Item = (Key, Register)>) -> Vec<Change> {
        let mut changes = Vec::new();
        for (key, register) in delta {
            self.latest = self.latest.max(register.stamp.time);
            match self.registers.get_mut(&key) {
                Some(here) if *here >= register => {}
                Some(here) => {
                    let before = std::mem::replace(here, register);
                    changes.push(Change { key, before: Some(before) });
                }
                None => {
                    self.registers.insert(key, register);
                    changes.push(Change { key, before: None });
                }
            }
        }
        changes
    }

    /// Takes out the registers of which this is true.
    pub fn take_out(&mut self, is_out: impl Fn(&Key, &Register) -> bool) -> Delta {
        let all = std::mem::take(&mut self.registers).into_tuple_vec();
        let (out, kept): (Delta, Delta) = all.into_iter().partition(|(key, register)| is_out(key, register));
        self.registers = kept.into_iter().collect();
        out
    }

    /// The register of this name.
    pub fn get(&self, key: Key) -> Option<&Register> {
        self.registers.get(&key)
    }

    /// All registers, in the order of their names.
    pub fn registers(&self) -> impl Iterator<Item = (&Key, &Register)> {
        self.registers.iter()
    }

    /// How many registers it holds.
    pub fn len(&self) -> usize {
        self.registers.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.registers.is_empty()
    }

    /// The greatest Lamport time in it, 0 if it is empty. The next change is stamped later.
    pub fn latest(&self) -> u64 {
        self.latest
    }

    /// The registers that leave this device in a link or a file: all but the words of deleted notes and agreements.
    pub fn shareable(&self) -> Document {
        let buried = self.buried();
        let hidden = |key: &Key, value: &Value| {
            let words = match key.thing.kind {
                Kind::NOTE => key.field == Field::TEXT,
                Kind::AGREEMENT => !matches!(value, Value::Number(_) | Value::Nothing),
                _ => false,
            };
            words && buried.contains_key(&key.thing.id)
        };
        let kept = self.registers.iter().filter(|(key, register)| !hidden(key, &register.value));
        kept.map(|(key, register)| (*key, register.clone())).collect()
    }

    /// The ids of what was deleted.
    fn buried(&self) -> LiteMap<Id, ()> {
        let targets = self.registers.iter().filter(|(key, _)| key.thing.kind == Kind::DELETION && key.field == Field::TARGET);
        let mut buried = LiteMap::new_vec();
        for thing in targets.filter_map(|(_, register)| register.value.as_thing()) {
            buried.insert(thing.id, ());
        }
        buried
    }
}

/// Every register of the document as one delta.
impl IntoIterator for Document {
    type Item = (Key, Register);
    type IntoIter = std::vec::IntoIter<(Key, Register)>;

    fn into_iter(self) -> Self::IntoIter {
        self.registers.into_tuple_vec().into_iter()
    }
}

/// Documents collect registers by merging them.
impl FromIterator<(Key, Register)> for Document {
    fn from_iter<T: IntoIterator<Item = (Key, Register)>>(registers: T) -> Document {
        let mut registers: Vec<_> = registers.into_iter().collect();
        // In their order each goes to the end of the map; a file in another order would take seconds.
        registers.sort_unstable();
        let mut document = Document::new();
        document.merge(registers);
        document
    }
}

#[cfg(test)]
mod tests {
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
        assert_eq!((list.parts(), text.parts()), ([Value::Number(2)].as_slice(), [].as_slice()));
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
}
