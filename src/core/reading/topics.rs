//! What to talk about first.
//!
//! Rule:
//! - **R15** Most dots first, both poles together; equals by the spread of the answers about their layer, widest first; then in the order
//!   of the stack, notes before their layer. A layer without dots is listed if the answers about it differ.

use super::layer_stack::LayerStack;
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::voting::{Tally, Target};

/// Something to talk about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// A note (which may lead a group) or a whole layer.
    pub target: Target,
    /// Its layer.
    pub layer: Layer,
    /// Its dots for "too tight".
    pub tight: u32,
    /// Its dots for "too loose".
    pub loose: u32,
    /// The spread of the answers about its layer.
    pub disagreement: u8,
}

/// The topics of a stack (R15).
pub(super) fn topics(board: &Board, tally: &Tally, layers: &[LayerStack]) -> Vec<Topic> {
    let mut topics: Vec<Topic> = Vec::new();
    for stack in layers {
        let targets = board.leads_of(stack.layer).map(Target::Note).chain([Target::Layer(stack.layer)]);
        for target in targets {
            let (tight, loose) = (tally.on(target), tally.loose_on(target));
            let topic = Topic { target, layer: stack.layer, tight, loose, disagreement: stack.disagreement() };
            if tight + loose > 0 || matches!(target, Target::Layer(_)) && topic.disagreement > 0 {
                topics.push(topic);
            }
        }
    }
    // The sort is stable, so equals stay in the order of the stack.
    topics.sort_by_key(|topic| std::cmp::Reverse((topic.tight + topic.loose, topic.disagreement)));
    topics
}
