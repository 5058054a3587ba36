//! Which of several rounds is the result, and run-offs.
//!
//! Rules:
//! - **R22** Exports, summaries and suggested agreements read the newest round about everything that has dots, and in which at least three
//!   people have placed dots or given answers, where answers carried over do not count. If there is none, they read the newest round about everything with
//!   dots; otherwise the newest with dots. The answers are those that stand now (R6), whichever round they were given in. So neither a
//!   run-off nor a round that has only begun hides a result.
//! - **R23** The newest run-off after that round in which at least three people have placed dots is reported beside it.

use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::totals::FEWEST;
use crate::core::board::voting::{Tally, Target};

/// The round whose dots are read, and the round up to which answers are read (R6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// The round of the dots.
    pub dots: u16,
    /// The round up to which answers are read.
    pub answers: u16,
}

impl Rounds {
    /// One round by itself.
    pub fn one(round: u16) -> Rounds {
        Rounds { dots: round, answers: round }
    }

    /// The result (R22).
    pub fn of_result(board: &Board) -> Rounds {
        Rounds { dots: round_to_keep(board), answers: board.round() }
    }
}

/// The round whose dots are the result (R22).
pub fn round_to_keep(board: &Board) -> u16 {
    let whole = || (0..=board.round()).rev().filter(|round| board.targets_of(*round).is_none());
    let with_dots = |round: &u16| !board.tally(*round).voters.is_empty();
    let result = whole().find(|round| with_dots(round) && board.participants_in(*round) >= FEWEST);
    result.or_else(|| whole().find(with_dots)).unwrap_or_else(|| board.round_to_read())
}

/// The tally of a round for display. `None` below three ballots; without dots if fewer than three people have voted in that very round,
/// however many answers stand from earlier ones (R9).
pub fn shown_tally(board: &Board, rounds: Rounds) -> Option<Tally> {
    let dots = || if board.participants_in(rounds.dots) >= FEWEST { board.tally(rounds.dots) } else { Tally::default() };
    (board.ballots_of(rounds.dots, rounds.answers) >= FEWEST).then(dots)
}

/// The most targets of a run-off.
const RUN_OFF_LIMIT: usize = 12;

/// The targets of a run-off after this round: the `top` ones with most dots, both poles together as in the topics (R15), and more if the
/// last ones tie. `None` below three ballots (V9), if only one target is left, or if there are too many.
pub fn run_off_targets(board: &Board, top: usize) -> Option<Vec<Target>> {
    let tally = shown_tally(board, Rounds::one(board.round()))?;
    let only_loose = tally.loose.keys().filter(|target| !tally.dots.contains_key(target));
    let mut ranked: Vec<(u32, Target)> =
        tally.dots.keys().chain(only_loose).map(|target| (tally.on(*target) + tally.loose_on(*target), *target)).collect();
    ranked.sort_by_key(|(dots, target)| (std::cmp::Reverse(*dots), *target));
    let least = ranked.get(top.max(2) - 1).or(ranked.last()).map_or(0, |(dots, _)| *dots);
    let targets: Vec<Target> = ranked.into_iter().filter(|(dots, _)| *dots >= least).map(|(_, target)| target).collect();
    (2..=RUN_OFF_LIMIT).contains(&targets.len()).then_some(targets)
}

/// The result of a run-off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOff {
    /// The number of targets.
    pub among: usize,
    /// The targets with dots, each with those for "too tight" and for "too loose": most of both together first (R2).
    pub dots: Vec<(Target, u32, u32)>,
}

/// The run-off to report beside the result, if there is one (R23).
pub fn run_off(board: &Board) -> Option<RunOff> {
    let after = round_to_keep(board) + 1..=board.round();
    let (among, tally) = after.rev().find_map(|round| {
        let tally = board.tally(round);
        let among = board.targets_of(round)?.iter().filter(|target| board.exists(**target)).count();
        (tally.voters.len() >= FEWEST).then_some((among, tally))
    })?;
    let leads = Layer::ALL.into_iter().flat_map(|layer| board.leads_of(layer).map(Target::Note).chain([Target::Layer(layer)]));
    let dots = leads.map(|target| (target, tally.on(target), tally.loose_on(target))).filter(|(_, tight, loose)| tight + loose > 0);
    Some(RunOff { among, dots: ranked(dots, |(_, tight, loose)| tight + loose) })
}

/// Sorts by dots, most first; equals keep their order (R2).
pub(super) fn ranked<T>(all: impl Iterator<Item = T>, dots: fn(&T) -> u32) -> Vec<T> {
    let mut ranked: Vec<T> = Vec::new();
    for one in all {
        let place = ranked.partition_point(|other| dots(other) >= dots(&one));
        ranked.insert(place, one);
    }
    ranked
}
