//! Who and what: devices, boards and the things on a board.
//!
//! Ids are plain numbers here. They are drawn from `uuid` in the shell and come in through [`crate::core::app::Context`].

/// The bits of an id that is drawn at random. 48 bits keep links short; among 1,000 devices on one board the chance
/// of any two being the same is below one in 500 million.
const RANDOM_BITS: u64 = (1 << 48) - 1;

macro_rules! random_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// An id from random bits; 48 of them are used.
            pub fn from_random(bits: u64) -> $name {
                $name(bits & RANDOM_BITS)
            }

            /// Its number, below 2⁴⁸.
            pub fn number(self) -> u64 {
                self.0
            }

            /// Its twelve hexadecimal digits.
            pub fn to_hex(self) -> String {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                (0..12).rev().map(|place| char::from(DIGITS[(self.0 >> (4 * place)) as usize & 15])).collect()
            }

            /// An id from its twelve lower-case hexadecimal digits; `None` for anything else.
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
    /// One replica of a board: a page from its opening to its closing. Drawn anew at every opening, so that two tabs of one
    /// browser never write with the same stamp.
    DeviceId
}
random_id! {
    /// A board, wherever its copies are.
    BoardId
}

/// The id of a thing that a device made: the device and the Lamport time at which it made it. A device makes one thing
/// at one time, so ids never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id {
    /// The Lamport time of its making.
    pub time: u64,
    /// The device that made it.
    pub device: DeviceId,
}

/// What sort of thing a register belongs to. The numbers are stored and never change; a kind that this version does not
/// know is kept and passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(pub u8);

impl Kind {
    /// The board itself.
    pub const BOARD: Kind = Kind(0);
    /// One of the six layers; its number stands in the id's time.
    pub const LAYER: Kind = Kind(1);
    /// A person.
    pub const PERSON: Kind = Kind(2);
    /// A note.
    pub const NOTE: Kind = Kind(3);
    /// The ballots of a person, one field per round; the id is the person's.
    pub const BALLOT: Kind = Kind(4);
    /// A deletion (tombstone): it names the thing it deletes and can be taken back by its maker alone.
    pub const DELETION: Kind = Kind(5);
    /// An agreement.
    pub const AGREEMENT: Kind = Kind(6);
    /// The ballots of a person for "too loose", one field per round; the id is the person's.
    pub const LOOSE_BALLOT: Kind = Kind(7);
    /// What a person says about the layers; the id is the person's, [`crate::core::board::rating::field`] the field.
    pub const RATING: Kind = Kind(8);
    /// A round of voting after the first; its number stands in the id's time.
    pub const ROUND: Kind = Kind(9);
    /// A workshop that this one began from, or that began the one before: what is remembered of it. Its id is that of the page that began
    /// the next.
    pub const WORKSHOP: Kind = Kind(12);
}

/// A thing that registers belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing {
    /// Its sort.
    pub kind: Kind,
    /// Its id.
    pub id: Id,
}

/// The device that made what no device made: the board and its layers.
const NOBODY: DeviceId = DeviceId(0);

impl Thing {
    /// The board itself.
    pub const BOARD: Thing = Thing { kind: Kind::BOARD, id: Id { time: 0, device: NOBODY } };

    /// A layer.
    pub fn layer(layer: crate::core::board::layer::Layer) -> Thing {
        Thing { kind: Kind::LAYER, id: Id { time: layer as u64, device: NOBODY } }
    }

    /// A round of voting.
    pub fn round(round: u16) -> Thing {
        Thing { kind: Kind::ROUND, id: Id { time: round.into(), device: NOBODY } }
    }

    /// The number of the round, if the thing is one.
    pub fn as_round(self) -> Option<u16> {
        (self.kind == Kind::ROUND && self.id.device == NOBODY)
            .then_some(self.id.time)
            .filter(|round| *round <= crate::core::board::rating::ROUND_LIMIT.into())
            .map(|round| round as u16)
    }

    /// The thing's layer, if it is one.
    pub fn as_layer(self) -> Option<crate::core::board::layer::Layer> {
        (self.kind == Kind::LAYER && self.id.device == NOBODY)
            .then_some(self.id.time)
            .and_then(crate::core::board::layer::Layer::from_number)
    }
}

macro_rules! thing_id {
    ($(#[$meta:meta])* $name:ident, $kind:expr) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Id);

        impl $name {
            /// It as a thing that registers belong to.
            pub fn thing(self) -> Thing {
                Thing { kind: $kind, id: self.0 }
            }

            /// The thing's id, if it is of this kind.
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
    fn hexadecimal_digits_go_there_and_back() {
        for bits in [0, 1, 0xabc, u64::MAX] {
            let id = BoardId::from_random(bits);
            assert_eq!(BoardId::from_hex(&id.to_hex()), Some(id));
        }
        for wrong in ["", "0", "00000000000g", "0000000000000", "ABCDEFABCDEF", "+00000000001"] {
            assert_eq!(BoardId::from_hex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_layer_is_a_thing_and_back() {
        for layer in crate::core::board::layer::Layer::ALL {
            assert_eq!(Thing::layer(layer).as_layer(), Some(layer));
        }
        assert_eq!(Thing::BOARD.as_layer(), None);
    }
}
