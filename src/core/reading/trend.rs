//! How control has moved over a series of workshops. It compares numbers; the group decides what they mean.
//!
//! Rules, after R18 and R19 of [`crate::core::board::summary`]:
//! - **R20** The trail of a layer is the level at which each workshop held it: by the medians of now, if at least two workshops have one,
//!   otherwise by dots (R3). A workshop without a level interrupts the trail; one in which the layer had neither notes nor dots says
//!   nothing about it.
//! - **R21** What has moved since last time: compares this workshop with the last one before it that was broken down. It is the layer whose
//!   gap has changed most, by a whole level or more; if no layer has a gap in both, the one whose share of the dots has changed most, by
//!   ten percent of all dots or more. Of equal ones it is the lowest in the stack. Nothing is said unless both are broken down.

use super::layers::held;
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::median::Median;
use crate::core::board::summary::{LayerSummary, WorkshopSummary};

/// A whole level, in half levels.
const LEVEL: u32 = 2;
/// The least change of a share that is reported, in percent of all dots.
const SHARE: u32 = 10;

/// The workshops of a series, oldest first and this one last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// At least two.
    pub workshops: Vec<WorkshopSummary>,
}

/// What a trail is based on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Answers.
    Answers,
    /// Dots.
    Dots,
}

/// Where a layer was held, workshop by workshop (R20).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trail {
    /// What it is based on.
    pub by: Measure,
    /// For each workshop the level in hundredths, 100 to 700.
    pub at: Vec<Option<u32>>,
}

/// What has moved most since last time (R21).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// A layer's gap, in half levels.
    Gap {
        /// The layer.
        layer: Layer,
        /// The gap last time.
        then: i32,
        /// The gap now.
        now: i32,
    },
    /// A layer's share of the dots, in percent.
    Share {
        /// The layer.
        layer: Layer,
        /// The share last time.
        then: u32,
        /// The share now.
        now: u32,
    },
    /// Nothing has moved by enough.
    Little,
}

/// A layer's share of all dots, in percent; `None` without dots.
pub fn share(tight: u32, of: u32) -> Option<u32> {
    (100 * tight + of / 2).checked_div(of)
}

impl Trend {
    /// The earlier workshops followed by this one; `None` without earlier ones.
    pub fn of(board: &Board, this: WorkshopSummary) -> Option<Trend> {
        let mut workshops: Vec<WorkshopSummary> = board.earlier_workshops().map(|(_, summary)| summary.clone()).collect();
        (!workshops.is_empty()).then(|| {
            workshops.push(this);
            Trend { workshops }
        })
    }

    /// The trail of a layer (R20).
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
            // A layer without notes and dots is unknown, rather than held as intended.
            let content = layer.notes + layer.tight + layer.loose;
            held(layer.intended, (layer.tight, layer.loose), all).filter(|_| content > 0)
        });
        Trail { by: Measure::Dots, at: dots }
    }

    /// What has moved most since last time, and which workshop that was (R21).
    pub fn moved(&self) -> Option<(&WorkshopSummary, Moved)> {
        let (this, before) = self.workshops.split_last()?;
        let then = before.iter().rev().find(|summary| summary.stack.is_some())?;
        let (mut gap, mut dots) = (Greatest::of_at_least(LEVEL), Greatest::of_at_least(SHARE));
        for (old, new) in then.stack.iter().flat_map(|stack| &stack.layers).zip(&this.stack.as_ref()?.layers) {
            let layer = new.layer;
            if let (Some(then), Some(now)) = (old.gap_halves(), new.gap_halves()) {
                gap.take(then.abs_diff(now), Moved::Gap { layer, then, now });
            }
            if let (Some(then), Some(now)) = (share(old.tight, then.totals.tight), share(new.tight, this.totals.tight)) {
                dots.take(then.abs_diff(now), Moved::Share { layer, then, now });
            }
        }
        Some((then, gap.found.or(dots.found).unwrap_or(Moved::Little)))
    }
}

/// The greatest change so far, if any change is known; of equal ones the last.
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
