//! A document: a map of last-writer-wins registers, through which all changes travel.
//!
//! A register is (thing, field) → (value, stamp). Merge keeps the greater register of each pair, so it is commutative,
//! associative and idempotent: every route gives the same document. This module does not know what the fields mean; it
//! keeps and passes on fields unknown to this version.

pub mod clock;
pub mod date;
pub mod field;
pub mod id;
pub mod list;
pub mod order;
pub mod text;
pub mod web_address;

pub use field::Field;
use litemap::LiteMap;

use id::{DeviceId, Kind, Thing};

/// The value of a register. Every field of every version uses one of these shapes, so unknown fields can be kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Nothing, as if the field had never been written.
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

/// The greatest number and the greatest time that a document accepts: 2⁴⁸ − 1. By the [`clock`] that is some 280,000 years from now. It lies
/// far below the limit of the type, so a hostile stamp cannot overflow the clock.
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

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            _ => &[],
        }
    }
}

/// When and where a register was written. Stamps are totally ordered, time first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// The time, by the hybrid logical [`clock`].
    pub time: u64,
    /// The device that wrote.
    pub device: DeviceId,
}

/// The key of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The thing.
    pub thing: Thing,
    /// The field of the thing.
    pub field: Field,
}

/// A value and its stamp. The greater stamp wins. Honest devices never write equal stamps; if some do, the greater value wins, so all
/// replicas still agree.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Register {
    /// When and where it was written.
    pub stamp: Stamp,
    /// The value.
    pub value: Value,
}

/// Registers to write: what tabs, links and files exchange, and what a command is planned into.
pub type Delta = Vec<(Key, Register)>;

/// A register changed by a merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which register.
    pub key: Key,
    /// The former register, `None` if there was none.
    pub before: Option<Register>,
}

/// A map of registers, and the latest time in it.
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

    /// Takes each register of the delta that is greater than the one here; returns the changes.
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

    /// The register with this key.
    pub fn get(&self, key: Key) -> Option<&Register> {
        self.registers.get(&key)
    }

    /// All registers, ordered by key.
    pub fn registers(&self) -> impl Iterator<Item = (&Key, &Register)> {
        self.registers.iter()
    }

    /// The number of registers.
    pub fn len(&self) -> usize {
        self.registers.len()
    }

    /// Whether there are no registers.
    pub fn is_empty(&self) -> bool {
        self.registers.is_empty()
    }

    /// The greatest time in the document, 0 if it is empty. The next change gets a later one.
    pub fn latest(&self) -> u64 {
        self.latest
    }

    /// The registers that leave this device in a link or a file: all but those of deleted notes and agreements. What remains of one is its
    /// deletion, and the group it was in, a few bytes.
    ///
    /// This is safe for every merge: a former link brings the registers back, and the deletion still stands. If a deletion is undone, that
    /// comes from a page that has all registers, and they come along.
    pub fn without_deleted(&self) -> Document {
        self.without(&self.deleted(|_| true))
    }

    /// The registers that a page goes on with when it opens the board: all but those of what was deleted before this moment, in milliseconds
    /// since 1970. No page can undo a deletion that old, so nobody needs them again.
    pub fn without_deleted_before(self, moment: u64) -> Document {
        let deleted = self.deleted(|stamp| clock::moment(stamp.time).is_some_and(|at| at < moment));
        if deleted.is_empty() { self } else { self.without(&deleted) }
    }

    fn without(&self, deleted: &LiteMap<Thing, ()>) -> Document {
        // A deleted note may have been between others of its group, whose dots are counted through it.
        let is_group = |key: &Key| key.thing.kind == Kind::NOTE && key.field == Field::GROUP;
        let is_gone = |key: &Key| matches!(key.thing.kind, Kind::NOTE | Kind::AGREEMENT) && deleted.contains_key(&key.thing);
        let kept = self.registers.iter().filter(|(key, _)| is_group(key) || !is_gone(key));
        kept.map(|(key, register)| (*key, register.clone())).collect()
    }

    /// All but the words of deleted notes, whatever their field, and what deleted agreements say. A contribution keeps the rest, because a
    /// deletion in it is believed only beside the author of the note.
    pub fn without_deleted_words(&self) -> Document {
        let deleted = self.deleted(|_| true);
        let is_words = |key: &Key, value: &Value| match key.thing.kind {
            Kind::NOTE => matches!(value, Value::Text(_)) || key.field == Field::TEXT,
            Kind::AGREEMENT => !matches!(value, Value::Number(_) | Value::Nothing),
            _ => false,
        };
        let kept = self.registers.iter().filter(|(key, register)| !(is_words(key, &register.value) && deleted.contains_key(&key.thing)));
        kept.map(|(key, register)| (*key, register.clone())).collect()
    }

    /// The things that a deletion with such a stamp deletes.
    fn deleted(&self, is_such: impl Fn(Stamp) -> bool) -> LiteMap<Thing, ()> {
        let targets = self.registers.iter().filter(|(key, _)| key.thing.kind == Kind::DELETION && key.field == Field::TARGET);
        let targets = targets.filter(|(_, register)| is_such(register.stamp));
        let mut deleted = LiteMap::new_vec();
        for thing in targets.filter_map(|(_, register)| register.value.as_thing()) {
            deleted.insert(thing, ());
        }
        deleted
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
        // Sorted, each register is appended to the map; unsorted, a large file would take seconds.
        registers.sort_unstable();
        let mut document = Document::new();
        document.merge(registers);
        document
    }
}

#[cfg(test)]
mod tests;
