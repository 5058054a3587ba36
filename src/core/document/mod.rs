//! A document: a map of last-writer-wins registers, the one way in which changes travel.
//!
//! A register is (thing, field) → (value, stamp). Merging keeps the greater register of each pair, so it is commutative,
//! associative and idempotent: every route gives the same document. This module does not know what the fields mean; it
//! keeps and passes on those that this version does not know.

pub mod date;
pub mod field;
pub mod id;
pub mod order;
pub mod text;

pub use field::Field;
use litemap::LiteMap;

use id::{DeviceId, Id, Kind, Thing};

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
    pub fn items(&self) -> &[Value] {
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
mod tests;
