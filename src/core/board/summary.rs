//! The summary of a workshop, which the next workshop starts with: sums and medians, nothing that one person said.
//!
//! This is the data; [`crate::core::reading::summarize`] computes it from a board.
//!
//! Rules, after those of [`crate::core::reading`]:
//! - **R18** A summary holds the day, the title, the totals, and the numbers of agreements that are open, kept, deepened and pulled back.
//!   With at least three ballots (R9) it also holds the patterns and, layer by layer, dots, notes, the intended level and the medians of
//!   the answers. A workshop without votes and agreements is not remembered.
//! - **R19** The last twelve workshops are remembered; the oldest is dropped first.

use super::layer::{Layer, Level};
use super::median::Median;
use super::pattern::Pattern;
use super::totals::{FEWEST, Totals};
use crate::core::document::Value;
use crate::core::document::date::Date;

/// The most workshops that are remembered (R19).
pub const REMEMBERED: usize = 12;
/// No board reaches this count, but stored data may claim anything.
const COUNT_LIMIT: u64 = 65_535;
/// Stands for an unknown median.
const UNKNOWN: u32 = 0;

/// The number of agreements in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Became {
    /// Those still open.
    pub open: u32,
    /// Those kept.
    pub kept: u32,
    /// Those deepened.
    pub deepened: u32,
    /// Those pulled back.
    pub pulled_back: u32,
}

impl Became {
    /// The number of agreements that were looked at.
    pub fn looked_at(self) -> u32 {
        self.kept + self.deepened + self.pulled_back
    }
}

/// The summary of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerSummary {
    /// The layer.
    pub layer: Layer,
    /// Its dots for "too tight".
    pub tight: u32,
    /// Its dots for "too loose".
    pub loose: u32,
    /// The number of its notes.
    pub notes: u32,
    /// The intended level.
    pub intended: Level,
    /// The median of the level then.
    pub now: Option<Median>,
    /// The median of the level needed.
    pub needed: Option<Median>,
    /// The median of clarity.
    pub clarity: Option<Median>,
    /// Whether it was rightly held tightly (R11). Summaries of versions that did not ask lack it.
    pub rightly: bool,
}

impl LayerSummary {
    /// Intended − now, in half levels (R7).
    pub fn gap_halves(&self) -> Option<i32> {
        Some(2 * i32::from(self.intended.number()) - self.now?.halves() as i32)
    }

    fn counts(&self) -> Vec<u32> {
        let mut counts = vec![self.tight, self.loose, self.notes, self.intended.number().into()];
        counts.extend([self.now, self.needed, self.clarity].iter().map(|median| median.map_or(UNKNOWN, Median::halves)));
        // Written only if true, so that all other layers look the same to every version.
        counts.extend(self.rightly.then_some(1));
        counts
    }

    fn from_counts(layer: Layer, counts: &[u32]) -> Option<LayerSummary> {
        let [tight, loose, notes, intended, now, needed, clarity, ref rest @ ..] = *counts else { return None };
        let median = |halves: u32, highest: u32| (2..=2 * highest).contains(&halves).then_some(Median::from_halves(halves));
        let intended = Level::new(intended.into())?;
        let (now, needed, clarity) = (median(now, 7), median(needed, 7), median(clarity, 5));
        Some(LayerSummary { layer, tight, loose, notes, intended, now, needed, clarity, rightly: rest.first() == Some(&1) })
    }
}

/// The numbers in a list; numbers over the limit count as unknown.
fn counts(list: &Value) -> Vec<u32> {
    let number = |value: &Value| value.as_number().filter(|number| *number <= COUNT_LIMIT).map_or(UNKNOWN, |number| number as u32);
    list.items().iter().map(number).collect()
}

fn list(counts: &[u32]) -> Value {
    Value::List(counts.iter().map(|count| Value::Number(u64::from(*count))).collect())
}

/// The part of a summary that needs at least three ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackSummary {
    /// The six layers, in order.
    pub layers: Vec<LayerSummary>,
    /// The patterns found.
    pub patterns: Vec<Pattern>,
}

/// The summary of a workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkshopSummary {
    /// The day on which the next workshop started.
    pub day: Option<Date>,
    /// The title.
    pub title: String,
    /// The totals.
    pub totals: Totals,
    /// The states of the agreements.
    pub became: Became,
    /// The layers and patterns; `None` below three ballots (R9).
    pub stack: Option<StackSummary>,
}

impl WorkshopSummary {
    /// Whether there were votes or agreements (R18).
    pub(in crate::core) fn is_worth_remembering(&self) -> bool {
        self.totals.ballots > 0 || self.became != Became::default()
    }

    /// The stored form: day, title, counts; with at least three ballots also the patterns and each layer's counts.
    pub(in crate::core) fn value(&self) -> Value {
        let (totals, became) = (self.totals, self.became);
        let counts = [totals.ballots as u32, totals.tight, totals.loose, became.open, became.kept, became.deepened, became.pulled_back];
        let day = self.day.map_or(Value::Nothing, |day| Value::Number(day.number()));
        let mut parts = vec![day, Value::Text(self.title.clone()), list(&counts)];
        if let Some(stack) = &self.stack {
            parts.push(list(&stack.patterns.iter().map(|pattern| *pattern as u32).collect::<Vec<_>>()));
            parts.extend(stack.layers.iter().map(|layer| list(&layer.counts())));
        }
        Value::List(parts)
    }

    /// A summary from its stored form. One with fewer than three ballots is not broken down, whatever else it holds.
    pub(in crate::core) fn from_value(value: &Value) -> Option<WorkshopSummary> {
        let [day, title, totals, broken_down @ ..] = value.items() else { return None };
        let [ballots, tight, loose, open, kept, deepened, pulled_back, ..] = counts(totals)[..] else { return None };
        Some(WorkshopSummary {
            day: day.as_number().and_then(Date::from_number),
            title: String::from(title.as_text()?),
            totals: Totals { ballots: ballots as usize, tight, loose },
            became: Became { open, kept, deepened, pulled_back },
            stack: if ballots as usize >= FEWEST { StackSummary::from_parts(broken_down) } else { None },
        })
    }
}

impl StackSummary {
    fn from_parts(parts: &[Value]) -> Option<StackSummary> {
        let (patterns, layers) = parts.split_first()?;
        let mut stack = StackSummary { layers: Vec::new(), patterns: Vec::new() };
        for (at, layer) in Layer::ALL.into_iter().enumerate() {
            stack.layers.push(LayerSummary::from_counts(layer, &counts(layers.get(at)?))?);
        }
        // Unknown patterns are ignored.
        stack.patterns.extend(counts(patterns).into_iter().filter_map(|number| Pattern::from_number(number.into())));
        Some(stack)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary() -> WorkshopSummary {
        let layers = Layer::ALL.map(|layer| LayerSummary {
            layer,
            tight: 4,
            loose: 1,
            notes: 10,
            intended: layer.intended_by_default(),
            now: (layer != Layer::Values).then(|| Median::from_halves(5)),
            needed: None,
            clarity: Some(Median::from_halves(10)),
            rightly: layer == Layer::Kpis,
        });
        WorkshopSummary {
            day: Date::new(2026, 11, 25),
            title: String::from("Wards"),
            totals: Totals { ballots: 8, tight: 24, loose: 6 },
            became: Became { open: 1, kept: 2, deepened: 3, pulled_back: 4 },
            stack: Some(StackSummary { layers: layers.into(), patterns: vec![Pattern::GripAtTheBottom, Pattern::SplitRoom] }),
        }
    }

    #[test]
    fn summary_survives_its_stored_form() {
        let few = WorkshopSummary { day: None, totals: Totals { ballots: 2, tight: 3, loose: 0 }, stack: None, ..summary() };
        for one in [summary(), few] {
            assert_eq!(WorkshopSummary::from_value(&one.value()), Some(one));
        }
    }

    #[test]
    fn summary_below_three_ballots_is_not_broken_down() {
        let claimed = WorkshopSummary { totals: Totals { ballots: 2, tight: 3, loose: 0 }, ..summary() };
        assert_eq!(WorkshopSummary::from_value(&claimed.value()).map(|read| read.stack), Some(None));
    }

    #[test]
    fn malformed_values_count_as_absent() {
        for wrong in [Value::Nothing, Value::Number(1), Value::List(vec![])] {
            assert_eq!(WorkshopSummary::from_value(&wrong), None);
        }
        let change = |at: usize, into: Value| {
            let Value::List(mut parts) = summary().value() else { return None };
            parts[at] = into;
            WorkshopSummary::from_value(&Value::List(parts))
        };
        assert_eq!(change(2, list(&[8; 6])), None, "a count too few");
        let unlikely = change(2, Value::List(vec![Value::Number(1 << 40); 7]));
        assert_eq!(unlikely.map(|read| (read.totals.tight, read.stack)), Some((0, None)), "counts that no board has");
        assert_eq!(change(0, Value::Number(20_261_399)).map(|read| read.day), Some(None), "a day that does not exist");
        assert_eq!(change(5, list(&[1; 6])).map(|read| read.stack), Some(None), "a layer of too little");
        assert_eq!(change(5, list(&[1, 1, 1, 8, 1, 1, 1])).map(|read| read.stack), Some(None), "a level that does not exist");
        let patterns = change(3, list(&[99, 2])).and_then(|read| read.stack).map(|stack| stack.patterns);
        assert_eq!(patterns, Some(vec![Pattern::GripAtTheBottom]), "a pattern of a newer version");
        let mut parts = summary().value().items().to_vec();
        parts.push(Value::Text(String::from("of a newer version")));
        assert_eq!(WorkshopSummary::from_value(&Value::List(parts)), Some(summary()));
    }
}
