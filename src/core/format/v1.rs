//! Version 1 of the file format. Frozen: what these types write can be read for ever.
//!
//! A file is an object with the board's id, a table of devices and one row per register: thing, field, value, stamp. A thing is a kind
//! and an id (`"note 12.0"`: created at time 12 by device 0 of the table), a stamp is a time and a device (`"12.0"`). A value is
//! null, a number, a text, a list, or an object that names a thing (`{"thing":"note 12.0"}`).
//!
//! A file in local storage also names its generation, which puts it under the checksum (see [`super::stored`]). The first release does not
//! write it and ignores it.

use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The format name in a board's file.
pub(super) const FORMAT: &str = "alignment-board";
/// The version that this module reads and writes.
pub(super) const VERSION: u32 = 1;

/// The fields that every version of a file has.
#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) format: String,
    pub(super) version: u32,
}

/// A file.
#[derive(Serialize, Deserialize)]
pub(super) struct File {
    pub(super) format: String,
    pub(super) version: u32,
    pub(super) board: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) generation: Option<u64>,
    pub(super) devices: Vec<String>,
    pub(super) registers: Vec<Row>,
}

/// A register: thing, field, value, stamp.
#[derive(Serialize, Deserialize)]
pub(super) struct Row(pub(super) String, pub(super) String, pub(super) Item, pub(super) String);

/// A value.
pub(super) enum Item {
    Nothing,
    Number(u64),
    Text(String),
    Thing(String),
    List(Vec<Item>),
}

/// The key of an object that names a thing.
const THING: &str = "thing";

impl Serialize for Item {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Item::Nothing => serializer.serialize_unit(),
            Item::Number(number) => serializer.serialize_u64(*number),
            Item::Text(text) => serializer.serialize_str(text),
            Item::Thing(thing) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(THING, thing)?;
                map.end()
            }
            Item::List(items) => items.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Item, D::Error> {
        deserializer.deserialize_any(ItemVisitor)
    }
}

struct ItemVisitor;

impl<'de> Visitor<'de> for ItemVisitor {
    type Value = Item;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Item, E> {
        Ok(Item::Nothing)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Item, E> {
        Ok(Item::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Item, E> {
        Ok(Item::Text(String::from(text)))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Item, E> {
        Ok(Item::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Item, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Item::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((key, thing)) if key == THING => Ok(Item::Thing(thing)),
            _ => Err(A::Error::custom("")),
        }
    }
}
