//! The six layers of the Alignment Stack, from direction to execution, and the levels of control.
//!
//! Names and questions are in `strings`.

use crate::core::document::id::{Kind, Thing};
use crate::core::number_enum;

number_enum! {
    /// A layer of the stack, ordered from the top.
    pub enum Layer {
        /// Where we are going.
        Vision = 0,
        /// What we are here to do now.
        Mission = 1,
        /// How we work together.
        Values = 2,
        /// What must be true, by when.
        Goals = 3,
        /// How we will know.
        Kpis = 4,
        /// How we will do it.
        Tactics = 5,
    }
}

/// One of the two halves of the stack. The article aligns the first and lets go of the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Vision, Mission, Values: "align the direction".
    Direction,
    /// Goals, KPIs, Tactics and tasks: "let go of the execution".
    Execution,
}

impl Layer {
    /// The half of the stack that the layer belongs to.
    pub fn half(self) -> Half {
        if self <= Layer::Values { Half::Direction } else { Half::Execution }
    }

    /// The intended level unless the group sets another: our reading of the article, which gives no numbers ("the team picks its KPIs").
    pub fn intended_by_default(self) -> Level {
        Preset::TeamPicksKpis.level(self)
    }

    /// The thing in the document.
    pub fn thing(self) -> Thing {
        Thing::numbered(Kind::LAYER, self as u64)
    }

    /// The layer of a thing, if the thing is a layer.
    pub fn of(thing: Thing) -> Option<Layer> {
        thing.number(Kind::LAYER).and_then(Layer::from_number)
    }

    /// The layer above, towards direction.
    pub fn above(self) -> Option<Layer> {
        (self as u64).checked_sub(1).and_then(Layer::from_number)
    }

    /// The layer below, towards execution.
    pub fn below(self) -> Option<Layer> {
        Layer::from_number(self as u64 + 1)
    }
}

/// A level of control, from 1 (tight: the leader tells) to 7 (light: the leader delegates). These are the seven delegation levels tell,
/// sell, consult, agree, advise, inquire, delegate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Level(u8);

impl Level {
    /// The tightest level.
    pub const TIGHTEST: Level = Level(1);
    /// The lightest level.
    pub const LIGHTEST: Level = Level(7);

    /// A level from its number; `None` outside 1 to 7.
    pub fn new(number: u64) -> Option<Level> {
        (1..=7).contains(&number).then_some(Level(number as u8))
    }

    /// Its number, 1 to 7.
    pub fn number(self) -> u8 {
        self.0
    }
}

/// A set of intended levels for the whole stack, as a start. The article: "align clearly on goals but let the team determine KPIs and
/// tactics. In other cases, the leader can even approve the KPIs."
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// The team picks its KPIs.
    TeamPicksKpis,
    /// The leader approves the KPIs.
    LeaderApprovesKpis,
}

impl Preset {
    /// Both, in the order of the menu.
    pub const ALL: [Preset; 2] = [Preset::TeamPicksKpis, Preset::LeaderApprovesKpis];

    /// The intended level of a layer.
    pub fn level(self, layer: Layer) -> Level {
        match (self, layer) {
            (Preset::LeaderApprovesKpis, Layer::Kpis) => Level(4),
            _ => Level([2, 3, 3, 4, 6, 7][layer as usize]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intended_levels_never_tighten_downwards() {
        for preset in Preset::ALL {
            assert!(Layer::ALL.map(|layer| preset.level(layer)).is_sorted(), "{preset:?}");
        }
    }

    #[test]
    fn layer_survives_as_thing() {
        for layer in Layer::ALL {
            assert_eq!(Layer::of(layer.thing()), Some(layer));
        }
        assert_eq!(Layer::of(Thing::BOARD), None);
    }

    #[test]
    fn above_and_below_are_inverse() {
        assert_eq!(Layer::Vision.above(), None);
        assert_eq!(Layer::Tactics.below(), None);
        for layer in Layer::ALL {
            if let Some(below) = layer.below() {
                assert_eq!(below.above(), Some(layer));
            }
        }
    }

    #[test]
    fn direction_has_three_layers() {
        let direction = Layer::ALL.iter().filter(|layer| layer.half() == Half::Direction).count();
        assert_eq!(direction, 3);
    }

    #[test]
    fn level_is_one_to_seven() {
        assert_eq!([0, 1, 7, 8].map(|n| Level::new(n).is_some()), [false, true, true, false]);
    }
}
