//! Ids of devices, of boards and of the things on a board.
//!
//! Ids are plain numbers here. The shell makes them from `uuid`; they come in through [`crate::core::app::Context`].

use crate::core::known_numbers;

/// The bits of a random id. 48 bits keep links short; among 1,000 devices on one board the chance of a collision is below one in
/// 500 million.
const RANDOM_BITS: u64 = (1 << 48) - 1;

macro_rules! random_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// An id from random bits, of which it uses 48.
            pub fn from_random(bits: u64) -> $name {
                $name(bits & RANDOM_BITS)
            }

            /// The number, below 2⁴⁸.
            pub fn number(self) -> u64 {
                self.0
            }

            /// The twelve hexadecimal digits.
            pub fn to_hex(self) -> String {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                (0..12).rev().map(|place| char::from(DIGITS[(self.0 >> (4 * place)) as usize & 15])).collect()
            }

            /// An id from twelve lower-case hexadecimal digits; `None` for anything else.
            pub fn from_hex(text: &str) -> Option<$name> {
                let digits = text.len() == 12 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                if !digits {
                    return None;
                }
                match u64::from_str_radix(text, 16) {
                    Ok(number) => Some($name(number)),
                    Err(_) => None,
                }
            }
        }
    };
}

random_id! {
    /// One replica of a board: a page from opening to closing. Every opening draws a new id, so two tabs of one browser never write
    /// the same stamp.
    DeviceId
}
random_id! {
    /// A board; all its copies share the id.
    BoardId
}

/// The id of a thing: the device that created it and the time of creation, by the device's [`clock`](super::clock). A device creates at most one thing at a time, so ids
/// are unique.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    /// The time of creation.
    pub time: u64,
    /// The device that created it.
    pub device: DeviceId,
}

impl Id {
    /// The id as text: time, a dash, twelve digits.
    pub fn to_key(self) -> String {
        let mut key = self.time.to_string();
        key.push('-');
        key.push_str(&self.device.to_hex());
        key
    }
}

/// The kind of a thing. The numbers are stored and never change; a kind unknown to this version is kept and passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(pub u8);

known_numbers! { Kind {
    /// The board itself.
    BOARD = 0,
    /// One of the six layers; the id's time holds its number.
    LAYER = 1,
    /// A person.
    PERSON = 2,
    /// A note.
    NOTE = 3,
    /// The ballots of a person, one field per round; shares the person's id.
    BALLOT = 4,
    /// A deletion (tombstone): names the thing it deletes; only its author can undo it.
    DELETION = 5,
    /// An agreement.
    AGREEMENT = 6,
    /// The ballots of a person for "too loose", one field per round; shares the person's id.
    LOOSE_BALLOT = 7,
    /// The ratings of a person; shares the person's id, [`crate::core::board::rating::field`] gives the field.
    RATING = 8,
    /// A round of voting after the first; the id's time holds its number.
    ROUND = 9,
    /// The summary of an earlier workshop that led to this one. Created, with its id, by the page that began the next workshop.
    WORKSHOP = 12,
} }

/// A thing on a board: what registers belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing {
    /// Its kind.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
}

/// The device of things that no device created: the board, its layers and rounds.
const NOBODY: DeviceId = DeviceId(0);

impl Thing {
    /// The board itself.
    pub const BOARD: Thing = Thing { kind: Kind::BOARD, id: Id { time: 0, device: NOBODY } };

    /// A thing that no device made and that has a number instead: a layer, a round of voting.
    pub fn numbered(kind: Kind, number: u64) -> Thing {
        Thing { kind, id: Id { time: number, device: NOBODY } }
    }

    /// Its number, if it is of this kind and no device made it.
    pub fn number(self, kind: Kind) -> Option<u64> {
        (self.kind == kind && self.id.device == NOBODY).then_some(self.id.time)
    }
}

macro_rules! thing_id {
    ($(#[$meta:meta])* $name:ident, $kind:expr) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Id);

        impl $name {
            /// The thing with this id.
            pub fn thing(self) -> Thing {
                Thing { kind: $kind, id: self.0 }
            }

            /// The id of a thing, if the thing is of this kind.
            pub fn of(thing: Thing) -> Option<$name> {
                (thing.kind == $kind).then_some($name(thing.id))
            }
        }
    };
}

thing_id! {
    /// A note.
    NoteId, Kind::NOTE
}
thing_id! {
    /// A person.
    PersonId, Kind::PERSON
}
thing_id! {
    /// An agreement.
    AgreementId, Kind::AGREEMENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn id_survives_hexadecimal() {
        for bits in [0, 1, 0xabc, u64::MAX] {
            let id = BoardId::from_random(bits);
            assert_eq!(BoardId::from_hex(&id.to_hex()), Some(id));
        }
        for wrong in ["", "0", "00000000000g", "0000000000000", "ABCDEFABCDEF", "+00000000001"] {
            assert_eq!(BoardId::from_hex(wrong), None, "{wrong}");
        }
    }
}
