//! The reading of one layer from dots and answers, and how control changes down the stack.

use super::questions::{Answered, Question, gap_halves};
use crate::core::board::Board;
use crate::core::board::layer::{Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::rating::Reason;

/// The reading of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerStack {
    /// The layer.
    pub layer: Layer,
    /// The intended level.
    pub intended: Level,
    /// Why it is rightly held tightly, if the group has said so.
    pub because: Option<String>,
    /// The number of its notes. Notes in a group count on the layer of the group.
    pub notes: u32,
    /// Its dots for "too tight" (R1).
    pub tight: u32,
    /// Its dots for "too loose" (R1).
    pub loose: u32,
    /// Share of dots ÷ share of notes (R5), as numerator and denominator.
    pub ratio: Option<(u32, u32)>,
    /// The level according to the dots (R3), in hundredths; only if no layer has answers about now.
    pub by_dots: Option<u32>,
    /// The answers about clarity.
    pub clarity: Option<Answered>,
    /// The answers about the level now.
    pub now: Option<Answered>,
    /// The answers about the level needed.
    pub needed: Option<Answered>,
    /// The reasons to hold on, each with the number of people who gave it, if any.
    pub reasons: Vec<(Reason, u32)>,
}

impl LayerStack {
    /// A layer without votes: only the intention and the number of notes are known.
    pub fn meant(board: &Board, layer: Layer) -> LayerStack {
        LayerStack {
            layer,
            intended: board.intended(layer),
            because: board.because(layer).map(String::from),
            notes: board.notes_of(layer).len() as u32,
            tight: 0,
            loose: 0,
            ratio: None,
            by_dots: None,
            clarity: None,
            now: None,
            needed: None,
            reasons: Vec::new(),
        }
    }

    /// Intended − now, in half levels (R7).
    pub fn gap_halves(&self) -> Option<i32> {
        Some(gap_halves(self.intended, self.now.as_ref()?.all.median()))
    }

    /// The answers to a question.
    pub fn answered(&self, question: Question) -> Option<&Answered> {
        match question {
            Question::Clarity => self.clarity.as_ref(),
            Question::Now => self.now.as_ref(),
            Question::Needed => self.needed.as_ref(),
        }
    }

    /// The spread of the answers about now or needed, whichever is wider.
    pub fn disagreement(&self) -> u8 {
        let spread = |answered: &Option<Answered>| answered.as_ref().map_or(0, |answered| answered.all.spread());
        spread(&self.now).max(spread(&self.needed))
    }
}

/// How control changes down the stack, by pairs of layers (R8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// The pairs whose lower layer is lighter.
    pub loosening: u32,
    /// The pairs whose lower layer is tighter.
    pub tightening: u32,
    /// All pairs of layers with a median of now.
    pub of: u32,
}

impl Pairs {
    /// The pairs of these layers, given in the order of the stack.
    pub fn of<'a>(layers: impl Iterator<Item = &'a LayerStack>) -> Pairs {
        let now: Vec<Median> = layers.filter_map(|layer| layer.now.as_ref()).map(|now| now.all.median()).collect();
        let mut pairs = Pairs::default();
        for (place, upper) in now.iter().enumerate() {
            for lower in now.iter().skip(place + 1) {
                pairs.of += 1;
                pairs.loosening += u32::from(lower > upper);
                pairs.tightening += u32::from(lower < upper);
            }
        }
        pairs
    }
}
