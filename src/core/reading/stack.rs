//! The whole reading of a round: dots and answers, layer by layer, compared with the intention.
//!
//! Rules, after R1 to R4 of [`super::layers`]:
//! - **R5** The ratio of a layer is its share of the dots for "too tight" divided by its share of the notes. A layer without notes or
//!   without dots has none.
//! - **R6** Median and spread: see [`super::answers`]. A voter's last rating of a layer, and their last reasons, stand until they change
//!   them. Answers that are taken back stay taken back in every later round.
//! - **R7** The gap is the intended level minus the median of now: positive if control is held tighter than intended.
//! - **R8** Of the pairs of layers with known medians of now, those whose lower layer is lighter loosen downwards, those whose lower layer
//!   is tighter tighten downwards. Equals do neither.
//! - **R9** Below three ballots only totals are shown. Dots of a round in which fewer than three people have voted are not broken down; a
//!   question with fewer than three answers counts as unanswered; and a layer on which fewer than three people have said anything shows no
//!   reasons.
//! - **R10** Leader and team are compared if both sides have answered. With one leader this shows one person's answer, which the leader
//!   knows.

use super::layer_stack::{LayerStack, Pairs};
use super::layers::held;
use super::patterns::{Finding, Held, findings, tighter};
use super::questions::{Question, ask, reasons, voters};
use super::rounds::{Rounds, shown_tally};
use super::topics::{Topic, topics};
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::totals::Totals;
use crate::core::board::voting::{Tally, Target};

/// The reading of the whole stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The six layers, in order.
    pub layers: Vec<LayerStack>,
    /// How control changes down the stack.
    pub pairs: Pairs,
    /// The layers held tighter than intended (R12), except those that rightly are.
    pub tighter: Vec<Held>,
    /// The patterns found, in order.
    pub findings: Vec<Finding>,
    /// What to talk about, most important first.
    pub topics: Vec<Topic>,
}

/// The whole reading of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackReading {
    /// The totals.
    pub totals: Totals,
    /// The reading of the stack; `None` below three ballots (R9).
    pub stack: Option<Stack>,
}

impl StackReading {
    /// Reads the round that is the result of a board (R22).
    pub fn of(board: &Board) -> StackReading {
        StackReading::of_rounds(board, Rounds::of_result(board))
    }

    /// Reads a round.
    pub fn of_round(board: &Board, round: u16) -> StackReading {
        StackReading::of_rounds(board, Rounds::one(round))
    }

    fn of_rounds(board: &Board, rounds: Rounds) -> StackReading {
        let tally = board.tally(rounds.dots);
        let totals = Totals { ballots: board.ballots_of(rounds.dots, rounds.answers), tight: tally.total(), loose: tally.loose_total() };
        let stack = shown_tally(board, rounds).map(|shown| {
            let shown_totals = Totals { tight: shown.total(), loose: shown.loose_total(), ..totals };
            read(board, rounds.answers, &shown, shown_totals)
        });
        StackReading { totals, stack }
    }
}

fn read(board: &Board, round: u16, tally: &Tally, totals: Totals) -> Stack {
    let voters = voters(board);
    let notes = board.notes_by_layer();
    let mut layers: Vec<LayerStack> = Layer::ALL
        .into_iter()
        .map(|layer| {
            let answered = |question| ask(board, round, &voters, layer, question);
            let mut stack = LayerStack {
                notes: notes[layer as usize],
                tight: tally.on(Target::Layer(layer)),
                loose: tally.loose_on(Target::Layer(layer)),
                clarity: answered(Question::Clarity),
                now: answered(Question::Now),
                needed: answered(Question::Needed),
                reasons: reasons(board, round, &voters, layer),
                ..LayerStack::meant(board, layer)
            };
            for note in board.leads_of(layer) {
                stack.tight += tally.on(Target::Note(note));
                stack.loose += tally.loose_on(Target::Note(note));
            }
            let (dots, per) = (stack.tight.saturating_mul(notes.iter().sum()), stack.notes.saturating_mul(totals.tight));
            stack.ratio = (per > 0 && dots > 0).then_some((dots, per));
            stack
        })
        .collect();
    if layers.iter().all(|layer| layer.now.is_none()) {
        layers.iter_mut().for_each(|layer| layer.by_dots = held(layer.intended, (layer.tight, layer.loose), totals.tight + totals.loose));
    }
    let (pairs, tighter, findings) = (Pairs::of(layers.iter()), tighter(&layers, totals), findings(&layers, totals));
    let topics = topics(board, tally, &layers);
    Stack { layers, pairs, tighter, findings, topics }
}
