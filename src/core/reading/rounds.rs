//! Which round is the result, where there have been several.
//!
//! Rules:
//! - **R22** What leaves the board, is remembered, and where agreements begin is read of the newest round about everything in which at
//!   least three people have put dots or said something; what was carried over does not count here. If there is none, of the newest
//!   about everything with dots; else of the newest with dots. So neither a run-off nor a round that has only begun hides a result.
//! - **R23** A run-off after that round in which at least three people have put dots is told beside it, the newest alone.

use super::ranked;
use super::stack::FEWEST;
use crate::core::board::Board;
use crate::core::later::later;
use crate::core::layer::Layer;
use crate::core::rating::Rating;
use crate::core::voting::Target;

/// The round that is the result (R22).
pub fn round_to_keep(board: &Board) -> u16 {
    later(|| {
        let whole = || (0..=board.round()).rev().filter(|round| board.targets_of(*round).is_none());
        let with_dots = |round: &u16| !board.tally(*round).voters.is_empty();
        let result = whole().find(|round| with_dots(round) && have_a_say(board, *round) >= FEWEST);
        result.or_else(|| whole().find(with_dots)).unwrap_or_else(|| board.round_to_read())
    })
}

/// How many people have put dots or said something in this very round.
fn have_a_say(board: &Board, round: u16) -> usize {
    let rated = |voter| Layer::ALL.into_iter().any(|layer| board.rating(round, voter, layer) != Rating::default());
    board.people().filter(|(voter, _)| rated(*voter) || board.placed(round, *voter).spent() > 0).count()
}

/// What a run-off came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOff {
    /// How many things it was among.
    pub among: usize,
    /// Those with dots, for "too tight" and for "too loose": most of both together first (R2).
    pub dots: Vec<(Target, u32, u32)>,
}

/// The run-off that is told beside the result, if there is one (R23).
pub fn run_off(board: &Board) -> Option<RunOff> {
    let after = round_to_keep(board) + 1..=board.round();
    let (among, tally) = after.rev().find_map(|round| {
        let tally = board.tally(round);
        let among = board.targets_of(round)?.iter().filter(|target| board.stands(**target)).count();
        (tally.voters.len() >= FEWEST).then_some((among, tally))
    })?;
    let leads = Layer::ALL.into_iter().flat_map(|layer| board.leads_of(layer).map(Target::Note).chain([Target::Layer(layer)]));
    let dots = leads.map(|target| (target, tally.on(target), tally.loose_on(target))).filter(|(_, tight, loose)| tight + loose > 0);
    Some(RunOff { among, dots: ranked(dots, |(_, tight, loose)| tight + loose) })
}
