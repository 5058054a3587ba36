//! What is known of one layer, and how control runs down several.

use super::questions::{Answered, Question, gap_halves};
use crate::core::board::Board;
use crate::core::board::layer::{Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::rating::Reason;

/// What is known of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerStack {
    /// The layer.
    pub layer: Layer,
    /// Where control is meant to be.
    pub intended: Level,
    /// Why it is rightly held tightly, if the group has said so.
    pub because: Option<String>,
    /// Its notes, those in groups where their group stands.
    pub notes: u32,
    /// Its dots for "too tight" (R1).
    pub tight: u32,
    /// Its dots for "too loose" (R1).
    pub loose: u32,
    /// Share of dots ÷ share of notes (R5), as numerator and denominator.
    pub ratio: Option<(u32, u32)>,
    /// Where the dots draw it (R3), in hundredths of a level: where nobody has said how any layer is held, they speak for the room.
    pub by_dots: Option<u32>,
    /// How clear the direction is.
    pub clarity: Option<Answered>,
    /// How tightly it is held now.
    pub now: Option<Answered>,
    /// How tightly it needs to be held.
    pub needed: Option<Answered>,
    /// Why people hold on, and how many for each reason; only the reasons that somebody gave.
    pub reasons: Vec<(Reason, u32)>,
}

impl LayerStack {
    /// A layer of which nothing is known but what is meant, and its notes.
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

    /// Intended − now, in halves of a level (R7).
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

    /// How far the answers about control lie apart, now or needed, whichever is wider.
    pub fn disagreement(&self) -> u8 {
        let spread = |answered: &Option<Answered>| answered.as_ref().map_or(0, |answered| answered.all.spread());
        spread(&self.now).max(spread(&self.needed))
    }
}

/// How control runs down the stack (R8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Pairs whose lower layer is lighter.
    pub loosening: u32,
    /// Pairs whose lower layer is tighter.
    pub tightening: u32,
    /// All pairs that are known.
    pub of: u32,
}

impl Pairs {
    /// The pairs of these layers, which stand in the order of the stack.
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
