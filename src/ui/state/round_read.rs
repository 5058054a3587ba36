//! All that there is to read of a round, worked out once for the several views that ask for it.

use std::rc::Rc;

use super::view::State;
use crate::core::reading::layers::Reading;
use crate::core::reading::rounds::Rounds;
use crate::core::reading::stack::StackReading;

/// All that there is to read of a round.
#[derive(Debug)]
pub struct RoundRead {
    /// Which round.
    pub round: u16,
    /// What the dots say, as far as they may be broken down (R9); below three ballots only the totals of it are said.
    pub dots: Reading,
    /// What is known of the whole stack.
    pub whole: StackReading,
}

/// What there is to read of a round of the open board, kept in the state until something in it changes.
pub(crate) fn round_read(state: &State, round: u16) -> Option<Rc<RoundRead>> {
    let mut kept = state.round_read.borrow_mut();
    if kept.as_ref().is_none_or(|kept| kept.round != round) {
        let board = state.model.session()?.replica.board();
        let dots = Reading::shown(board, Rounds::one(round)).unwrap_or_else(|| Reading::of_round(board, round));
        *kept = Some(Rc::new(RoundRead { round, dots, whole: StackReading::of_round(board, round) }));
    }
    kept.clone()
}
