//! What is remembered of a workshop when the next one begins from it: sums and medians, and nothing that one person said.
//!
//! Rules, after those of [`super::reading`]:
//! - **R18** Remembered are the day, the title, the totals, how many agreements are open, kept, deepened and pulled back; and of at least
//!   three ballots (R9) the patterns and, layer by layer, dots, notes, what was meant, and the medians of what was answered. A workshop
//!   in which nobody voted and nothing was agreed is not remembered.
//! - **R19** The last twelve are remembered; the oldest leaves first.

use super::agreement::State;
use super::board::Board;
use super::date::Date;
use super::document::Value;
use super::layer::{Layer, Level};
use super::reading::answers::Median;
use super::reading::patterns::Pattern;
use super::reading::stack::{Answered, FEWEST, LayerStack, StackReading, Totals};

/// How many workshops are remembered (R19).
pub const REMEMBERED: usize = 12;
/// No count on any board is greater; what is stored may say anything.
const COUNT_LIMIT: u64 = 65_535;

/// How many agreements have become what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Became {
    /// Still to be looked at.
    pub open: u32,
    /// Kept as they were.
    pub kept: u32,
    /// More was let go than was agreed.
    pub deepened: u32,
    /// The work was pulled back.
    pub pulled_back: u32,
}

impl Became {
    fn of(board: &Board) -> Became {
        let mut became = Became::default();
        for (_, agreement) in board.agreements() {
            *match agreement.state {
                State::Open => &mut became.open,
                State::Kept => &mut became.kept,
                State::Deepened => &mut became.deepened,
                State::PulledBack { .. } => &mut became.pulled_back,
            } += 1;
        }
        became
    }

    /// How many were looked at.
    pub fn looked_at(self) -> u32 {
        self.kept + self.deepened + self.pulled_back
    }
}

/// What is remembered of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PastLayer {
    /// The layer.
    pub layer: Layer,
    /// Its dots for "too tight".
    pub tight: u32,
    /// Its dots for "too loose".
    pub loose: u32,
    /// Its notes.
    pub notes: u32,
    /// Where control was meant to be.
    pub intended: Level,
    /// The median of how tightly it was held.
    pub now: Option<Median>,
    /// The median of how tightly it needed to be held.
    pub needed: Option<Median>,
    /// The median of how clear the direction was.
    pub clarity: Option<Median>,
}

impl PastLayer {
    fn of(stack: &LayerStack) -> PastLayer {
        let median = |answered: &Option<Answered>| answered.as_ref().map(|answered| answered.all.median());
        PastLayer {
            layer: stack.layer,
            tight: stack.tight,
            loose: stack.loose,
            notes: stack.notes,
            intended: stack.intended,
            now: median(&stack.now),
            needed: median(&stack.needed),
            clarity: median(&stack.clarity),
        }
    }

    /// Intended − now, in halves of a level (R7).
    pub fn gap_halves(&self) -> Option<i32> {
        Some(2 * i32::from(self.intended.number()) - self.now?.halves() as i32)
    }

    fn value(&self) -> Value {
        let median = |median: Option<Median>| median.map_or(Value::Nothing, |median| Value::Number(median.halves().into()));
        let counts = [self.tight, self.loose, self.notes, self.intended.number().into()].map(|count| Value::Number(count.into()));
        Value::List(counts.into_iter().chain([self.now, self.needed, self.clarity].map(median)).collect())
    }

    fn from_value(layer: Layer, value: &Value) -> Option<PastLayer> {
        let parts = value.parts();
        let median = |at: usize, highest: u32| parts.get(at).and_then(count).filter(|halves| (2..=2 * highest).contains(halves));
        Some(PastLayer {
            layer,
            tight: count(parts.first()?)?,
            loose: count(parts.get(1)?)?,
            notes: count(parts.get(2)?)?,
            intended: parts.get(3)?.as_number().and_then(Level::new)?,
            now: median(4, 7).map(Median::from_halves),
            needed: median(5, 7).map(Median::from_halves),
            clarity: median(6, 5).map(Median::from_halves),
        })
    }
}

fn count(value: &Value) -> Option<u32> {
    value.as_number().filter(|number| *number <= COUNT_LIMIT).map(|number| number as u32)
}

/// What is broken down, of at least three ballots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastStack {
    /// The six layers, in their order.
    pub layers: Vec<PastLayer>,
    /// The patterns that it had.
    pub patterns: Vec<Pattern>,
}

/// A workshop, as it is remembered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The day on which the next was begun from it.
    pub day: Option<Date>,
    /// Its title.
    pub title: String,
    /// What was given in all.
    pub totals: Totals,
    /// What had become of agreements.
    pub became: Became,
    /// What it came to; nothing below three ballots (R9).
    pub stack: Option<PastStack>,
}

impl Past {
    /// What there is to remember of a board that reads so (R18).
    pub fn of(board: &Board, reading: &StackReading, day: Option<Date>) -> Past {
        let stack = reading.stack.as_ref().map(|stack| PastStack {
            layers: stack.layers.iter().map(PastLayer::of).collect(),
            patterns: stack.findings.iter().map(|finding| finding.pattern()).collect(),
        });
        Past { day, title: String::from(board.title()), totals: reading.totals, became: Became::of(board), stack }
    }

    /// Whether there is anything to remember (R18).
    pub(super) fn is_worth_it(&self) -> bool {
        self.totals.ballots > 0 || self.became != Became::default()
    }

    /// Its stored form: day, title, totals, what became of agreements, patterns, layers.
    pub(super) fn value(&self) -> Value {
        let numbers = |numbers: &[u32]| Value::List(numbers.iter().map(|number| Value::Number(u64::from(*number))).collect());
        let (totals, became) = (self.totals, self.became);
        let mut parts = vec![
            self.day.map_or(Value::Nothing, |day| Value::Number(day.number())),
            Value::Text(self.title.clone()),
            numbers(&[totals.ballots as u32, totals.tight, totals.loose]),
            numbers(&[became.open, became.kept, became.deepened, became.pulled_back]),
        ];
        if let Some(stack) = &self.stack {
            parts.push(numbers(&stack.patterns.iter().map(|pattern| *pattern as u32).collect::<Vec<_>>()));
            parts.push(Value::List(stack.layers.iter().map(PastLayer::value).collect()));
        }
        Value::List(parts)
    }

    /// A workshop from its stored form. What says that it has fewer than three ballots is not broken down, whatever it holds.
    pub(super) fn from_value(value: &Value) -> Option<Past> {
        let parts = value.parts();
        let numbers = |at: usize| -> Option<Vec<u32>> { parts.get(at)?.parts().iter().map(count).collect() };
        let [ballots, tight, loose] = numbers(2)?[..] else { return None };
        let [open, kept, deepened, pulled_back] = numbers(3)?[..] else { return None };
        Some(Past {
            day: parts.first()?.as_number().and_then(Date::from_number),
            title: parts.get(1)?.as_text().map(String::from)?,
            totals: Totals { ballots: ballots as usize, tight, loose },
            became: Became { open, kept, deepened, pulled_back },
            stack: parts.get(5).filter(|_| ballots as usize >= FEWEST).and_then(|layers| {
                let layers = Layer::ALL.into_iter().zip(layers.parts());
                let layers: Vec<PastLayer> = layers.map(|(layer, value)| PastLayer::from_value(layer, value)).collect::<Option<_>>()?;
                // A pattern that this version does not know is passed over.
                let patterns = numbers(4)?.into_iter().filter_map(|number| Pattern::from_number(number.into())).collect();
                (layers.len() == Layer::ALL.len()).then_some(PastStack { layers, patterns })
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past() -> Past {
        let layers = Layer::ALL.map(|layer| PastLayer {
            layer,
            tight: 4,
            loose: 1,
            notes: 10,
            intended: layer.intended_by_default(),
            now: (layer != Layer::Values).then(|| Median::from_halves(5)),
            needed: None,
            clarity: Some(Median::from_halves(10)),
        });
        Past {
            day: Date::new(2026, 11, 25),
            title: String::from("Wards"),
            totals: Totals { ballots: 8, tight: 24, loose: 6 },
            became: Became { open: 1, kept: 2, deepened: 3, pulled_back: 4 },
            stack: Some(PastStack { layers: layers.into(), patterns: vec![Pattern::GripAtTheBottom, Pattern::SplitRoom] }),
        }
    }

    #[test]
    fn a_workshop_survives_its_stored_form() {
        let few = Past { day: None, totals: Totals { ballots: 2, tight: 3, loose: 0 }, stack: None, ..past() };
        for one in [past(), few] {
            assert_eq!(Past::from_value(&one.value()), Some(one));
        }
    }

    #[test]
    fn below_three_ballots_nothing_is_broken_down_whatever_is_stored() {
        let claimed = Past { totals: Totals { ballots: 2, tight: 3, loose: 0 }, ..past() };
        assert_eq!(Past::from_value(&claimed.value()).map(|read| read.stack), Some(None));
    }

    #[test]
    fn what_does_not_fit_is_not_there() {
        for wrong in [Value::Nothing, Value::Number(1), Value::List(vec![])] {
            assert_eq!(Past::from_value(&wrong), None);
        }
        let change = |at: usize, into: Value| {
            let Value::List(mut parts) = past().value() else { return None };
            parts[at] = into;
            Past::from_value(&Value::List(parts))
        };
        assert_eq!(change(2, Value::List(vec![Value::Number(1 << 40); 3])), None, "a count that no board has");
        assert_eq!(change(0, Value::Number(20_261_399)).map(|read| read.day), Some(None), "a day that does not exist");
        assert_eq!(change(5, Value::List(vec![Value::Nothing; 6])).map(|read| read.stack), Some(None), "layers of nothing");
        assert_eq!(
            change(4, Value::List(vec![Value::Number(99), Value::Number(2)])).and_then(|read| read.stack).map(|stack| stack.patterns),
            Some(vec![Pattern::GripAtTheBottom])
        );
        let mut parts = past().value().parts().to_vec();
        parts.push(Value::Text(String::from("of a newer version")));
        assert_eq!(Past::from_value(&Value::List(parts)), Some(past()));
    }
}
