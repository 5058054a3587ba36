//! The questions about a layer, and people's answers.
//!
//! Rules R6, R9 and R10 of [`super::stack`] already apply here: no result is about fewer than three people.

use super::answers::Answers;
use crate::core::board::layer::{Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::rating::{Clarity, Rating, Reason, Reasons};
use crate::core::board::totals::FEWEST;
use crate::core::board::{Board, Role};
use crate::core::document::id::PersonId;

/// A question of a rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// How clear is the direction?
    Clarity,
    /// How tightly is it held now?
    Now,
    /// How tightly does it need to be held?
    Needed,
}

impl Question {
    fn answer(self, rating: Rating) -> Option<u8> {
        match self {
            Question::Clarity => rating.clarity.map(Clarity::number),
            Question::Now => rating.now.map(Level::number),
            Question::Needed => rating.needed.map(Level::number),
        }
    }
}

/// The answers to one question about one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Everybody's answers.
    pub all: Answers,
    /// The medians of leaders and team, if both sides have answered (R10).
    pub sides: Option<(Median, Median)>,
}

/// A whole level, in half levels.
pub(super) const LEVEL: i32 = 2;

/// Intended − now, in half levels (R7).
pub(super) fn gap_halves(intended: Level, now: Median) -> i32 {
    2 * i32::from(intended.number()) - now.halves() as i32
}

/// The median of now of a layer; `None` below three answers (R9).
pub(super) fn median_of_now(board: &Board, round: u16, layer: Layer) -> Option<Median> {
    Some(ask(board, round, &voters(board), layer, Question::Now)?.all.median())
}

pub(super) fn voters(board: &Board) -> Vec<(PersonId, Role)> {
    board.people().map(|(id, person)| (id, person.role)).collect()
}

/// The answers to a question about a layer; `None` below three (R9).
pub(super) fn ask(board: &Board, round: u16, voters: &[(PersonId, Role)], layer: Layer, question: Question) -> Option<Answered> {
    let answers = voters.iter().filter_map(|(voter, role)| Some((*role, question.answer(board.standing_rating(round, *voter, layer))?)));
    let answers: Vec<(Role, u8)> = answers.collect();
    let of = |role: Role| Answers::new(answers.iter().filter(|(of, _)| *of == role).map(|(_, answer)| *answer));
    let all = Answers::new(answers.iter().map(|(_, answer)| *answer)).filter(|all| all.count() >= FEWEST)?;
    let sides = of(Role::Leader).zip(of(Role::Team)).map(|(leader, team)| (leader.median(), team.median()));
    Some(Answered { all, sides })
}

/// Whether somebody's answers or reasons about a layer stand.
pub(super) fn has_answered(board: &Board, round: u16, voter: PersonId, layer: Layer) -> bool {
    board.standing_rating(round, voter, layer) != Rating::default() || board.standing_reasons(round, voter, layer) != Reasons::default()
}

/// Why people hold on to a layer; empty if fewer than three have rated it or given reasons (R9).
pub(super) fn reasons(board: &Board, round: u16, voters: &[(PersonId, Role)], layer: Layer) -> Vec<(Reason, u32)> {
    let answered = voters.iter().filter(|(voter, _)| has_answered(board, round, *voter, layer));
    let standing: Vec<Reasons> = answered.map(|(voter, _)| board.standing_reasons(round, *voter, layer)).collect();
    if standing.len() < FEWEST {
        return Vec::new();
    }
    let given = |reason| standing.iter().filter(|reasons| reasons.has(reason)).count() as u32;
    Reason::ALL.into_iter().map(|reason| (reason, given(reason))).filter(|(_, count)| *count > 0).collect()
}
