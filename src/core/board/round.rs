//! A round of voting: its number, and what it was begun with.
//!
//! Its ballots and ratings are read in `votes`.

use super::voting::Target;
use crate::core::document::id::{Kind, Thing};

/// The first round of voting; later rounds have greater numbers.
pub const FIRST_ROUND: u16 = 0;
/// The last round that can be voted in. A board has one a workshop, or two.
pub const ROUND_LIMIT: u16 = 999;

/// A round as a thing of the document.
pub fn thing(round: u16) -> Thing {
    Thing::numbered(Kind::ROUND, round.into())
}

/// A thing as a round, if it is one.
pub fn of(thing: Thing) -> Option<u16> {
    thing.number(Kind::ROUND).filter(|round| *round <= ROUND_LIMIT.into()).map(|round| round as u16)
}

/// What a round was begun with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RoundFields {
    pub(super) budget: Option<u64>,
    pub(super) cap: Option<u64>,
    /// What it is about; everything, if nothing is said.
    pub(super) targets: Option<Vec<Target>>,
}
