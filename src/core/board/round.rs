//! A round of voting: its number, rules and targets. Ballots and ratings are in `votes`.

use super::voting::Target;
use crate::core::document::id::{Kind, Thing};

/// The first round of voting; later rounds have greater numbers.
pub const FIRST_ROUND: u16 = 0;
/// The last possible round. A usual workshop has one or two.
pub const ROUND_LIMIT: u16 = 999;

/// The thing of a round in the document.
pub fn thing(round: u16) -> Thing {
    Thing::numbered(Kind::ROUND, round.into())
}

/// The round of a thing, if the thing is a round.
pub fn of(thing: Thing) -> Option<u16> {
    thing.number(Kind::ROUND).filter(|round| *round <= ROUND_LIMIT.into()).map(|round| round as u16)
}

/// The rules and targets that a round started with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RoundFields {
    pub(super) budget: Option<u64>,
    pub(super) cap: Option<u64>,
    /// What it votes on; `None` means everything.
    pub(super) targets: Option<Vec<Target>>,
}
