//! Summarizes a board for the next workshop (R18).

use super::layer_stack::LayerStack;
use super::questions::Answered;
use super::stack::StackReading;
use crate::core::board::Board;
use crate::core::board::agreement::State;
use crate::core::board::summary::{Became, LayerSummary, StackSummary, WorkshopSummary};
use crate::core::document::date::Date;

/// The summary of a board with this reading (R18).
pub fn summarize(board: &Board, reading: &StackReading, day: Option<Date>) -> WorkshopSummary {
    let stack = reading.stack.as_ref().map(|stack| StackSummary {
        layers: stack.layers.iter().map(of_layer).collect(),
        patterns: stack.findings.iter().map(|finding| finding.pattern()).collect(),
    });
    WorkshopSummary { day, title: String::from(board.title()), totals: reading.totals, became: became(board), stack }
}

fn of_layer(stack: &LayerStack) -> LayerSummary {
    let median = |answered: &Option<Answered>| answered.as_ref().map(|answered| answered.all.median());
    LayerSummary {
        layer: stack.layer,
        tight: stack.tight,
        loose: stack.loose,
        notes: stack.notes,
        intended: stack.intended,
        now: median(&stack.now),
        needed: median(&stack.needed),
        clarity: median(&stack.clarity),
        rightly: stack.because.is_some(),
    }
}

fn became(board: &Board) -> Became {
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
