//! Which round is the result, where there have been several.
//!
//! Rules:
//! - **R22** What leaves the board, is remembered, and where agreements begin is read of the newest round about everything in which at
//!   least three people have put dots or said something; what was carried over does not count here. If there is none, of the newest
//!   about everything with dots; else of the newest with dots. Answers are those that stand now (R6), in whichever round they were given.
//!   So neither a run-off nor a round that has only begun hides a result.
//! - **R23** A run-off after that round in which at least three people have put dots is told beside it, the newest alone.

use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::totals::FEWEST;
use crate::core::board::voting::{Tally, Target};

/// Which round's dots are read, and up to which round people's answers stand (R6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounds {
    /// The round of the dots.
    pub dots: u16,
    /// The round up to which answers stand.
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
    let result = whole().find(|round| with_dots(round) && board.with_a_say_in(*round) >= FEWEST);
    result.or_else(|| whole().find(with_dots)).unwrap_or_else(|| board.round_to_read())
}

/// The dots of a round as they may be shown place by place: nothing below three ballots, and no dots where fewer than three people have
/// had a say in the very round in which they were placed, however many answers stand from earlier ones (R9).
pub fn shown_tally(board: &Board, rounds: Rounds) -> Option<Tally> {
    let dots = || if board.with_a_say_in(rounds.dots) >= FEWEST { board.tally(rounds.dots) } else { Tally::default() };
    (board.ballots_of(rounds.dots, rounds.answers) >= FEWEST).then(dots)
}

/// The most that a run-off can be about.
const RUN_OFF_LIMIT: usize = 12;

/// What a run-off after this round would be among: so many with the most dots, both poles together as in the list of what to talk about
/// (R15), and more where the last ones have as many. Nothing below three ballots (V9), where one alone is no choice, and where there are
/// more than a run-off can be about.
pub fn among_the_top(board: &Board, top: usize) -> Option<Vec<Target>> {
    let tally = shown_tally(board, Rounds::one(board.round()))?;
    let only_loose = tally.loose.keys().filter(|target| !tally.dots.contains_key(target));
    let mut ranked: Vec<(u32, Target)> =
        tally.dots.keys().chain(only_loose).map(|target| (tally.on(*target) + tally.loose_on(*target), *target)).collect();
    ranked.sort_by_key(|(dots, target)| (std::cmp::Reverse(*dots), *target));
    let least = ranked.get(top.max(2) - 1).or(ranked.last()).map_or(0, |(dots, _)| *dots);
    let among: Vec<Target> = ranked.into_iter().filter(|(dots, _)| *dots >= least).map(|(_, target)| target).collect();
    (2..=RUN_OFF_LIMIT).contains(&among.len()).then_some(among)
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

/// Most dots first, equals as they came (R2).
pub(super) fn ranked<T>(all: impl Iterator<Item = T>, dots: fn(&T) -> u32) -> Vec<T> {
    let mut ranked: Vec<T> = Vec::new();
    for one in all {
        let place = ranked.partition_point(|other| dots(other) >= dots(&one));
        ranked.insert(place, one);
    }
    ranked
}
