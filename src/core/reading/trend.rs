//! How control has moved over the workshops that began from one another. It compares numbers; what they mean the group says.
//!
//! Rules, after R18 and R19 of [`crate::core::board::summary`]:
//! - **R20** The trail of a layer is where it was held in each workshop: by the medians of now, if at least two workshops have one, else
//!   by dots (R3). A workshop that does not know it interrupts the trail; one in which a layer had neither notes nor dots said nothing
//!   of it.
//! - **R21** What has moved since last time: this workshop against the last one before it that was broken down. The layer whose gap has
//!   changed most, by a whole level or more; where no layer has a gap in both, the one whose share of the dots has changed most, by ten
//!   percent of all or more. Of equal ones the lowest in the stack. Nothing is said where one of the two is not broken down.

use super::layers::held;
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::median::Median;
use crate::core::board::summary::{LayerSummary, WorkshopSummary};

/// A whole level, in halves.
const LEVEL: u32 = 2;
/// The least change of a share that is said, in percent of all dots.
const SHARE: u32 = 10;

/// The workshops, the oldest first and this one last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// At least two.
    pub workshops: Vec<WorkshopSummary>,
}

/// What a trail is drawn by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// What people have answered.
    Answers,
    /// Dots.
    Dots,
}

/// Where a layer was held, workshop by workshop (R20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// What it is drawn by.
    pub by: Measure,
    /// In hundredths of a level, 100 to 700.
    pub at: Vec<Option<u32>>,
}

/// What has moved most since last time (R21).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A layer's gap, in halves of a level.
    Gap {
        /// The layer.
        layer: Layer,
        /// Then.
        then: i32,
        /// Now.
        now: i32,
    },
    /// A layer's share of the dots, in percent.
    Share {
        /// The layer.
        layer: Layer,
        /// Then.
        then: u32,
        /// Now.
        now: u32,
    },
    /// Nothing by so much.
    Little,
}

/// A layer's share of all dots, in percent; nothing where there are none.
pub fn share(tight: u32, of: u32) -> Option<u32> {
    (100 * tight + of / 2).checked_div(of)
}

impl Trend {
    /// This workshop behind those that are remembered; nothing if none is.
    pub fn of(board: &Board, this: WorkshopSummary) -> Option<Trend> {
        let mut workshops: Vec<WorkshopSummary> = board.earlier_workshops().map(|(_, summary)| summary.clone()).collect();
        (!workshops.is_empty()).then(|| {
            workshops.push(this);
            Trend { workshops }
        })
    }

    /// Where a layer was held (R20).
    pub fn trail(&self, layer: Layer) -> Trail {
        let layers = |of: fn(&WorkshopSummary, &LayerSummary) -> Option<u32>| -> Vec<Option<u32>> {
            self.workshops.iter().map(|summary| of(summary, summary.stack.as_ref()?.layers.get(layer as usize)?)).collect()
        };
        let answers = layers(|_, layer| layer.now.map(Median::hundredths));
        if answers.iter().flatten().count() >= 2 {
            return Trail { by: Measure::Answers, at: answers };
        }
        let dots = layers(|summary, layer| {
            let all = summary.totals.tight + summary.totals.loose;
            // Of a layer without notes and dots nothing was said; that is not to say that it was held as meant.
            let said = layer.notes + layer.tight + layer.loose;
            held(layer.intended, (layer.tight, layer.loose), all).filter(|_| said > 0)
        });
        Trail { by: Measure::Dots, at: dots }
    }

    /// What has moved most since last time, and which time that was (R21).
    pub fn moved(&self) -> Option<(&WorkshopSummary, Moved)> {
        let (this, before) = self.workshops.split_last()?;
        let then = before.iter().rev().find(|summary| summary.stack.is_some())?;
        let (mut gap, mut part) = (Greatest::of_at_least(LEVEL), Greatest::of_at_least(SHARE));
        for (old, new) in then.stack.iter().flat_map(|stack| &stack.layers).zip(&this.stack.as_ref()?.layers) {
            let layer = new.layer;
            if let (Some(then), Some(now)) = (old.gap_halves(), new.gap_halves()) {
                gap.take(then.abs_diff(now), Moved::Gap { layer, then, now });
            }
            if let (Some(then), Some(now)) = (share(old.tight, then.totals.tight), share(new.tight, this.totals.tight)) {
                part.take(then.abs_diff(now), Moved::Share { layer, then, now });
            }
        }
        Some((then, gap.found.or(part.found).unwrap_or(Moved::Little)))
    }
}

/// The greatest change so far, if one was known; of equal ones the last.
struct Greatest {
    change: u32,
    found: Option<Moved>,
}

impl Greatest {
    fn of_at_least(least: u32) -> Greatest {
        Greatest { change: least, found: None }
    }

    fn take(&mut self, change: u32, moved: Moved) {
        if change >= self.change {
            *self = Greatest { change, found: Some(moved) };
        } else if self.found.is_none() {
            self.found = Some(Moved::Little);
        }
    }
}
