//! The questions about a layer, and what people have answered.
//!
//! Rules R6, R9 and R10 of [`super::stack`] hold here already: nothing that is found is about fewer than three people.

use super::answers::Answers;
use crate::core::board::layer::{Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::rating::{Clarity, Rating, Reason, Reasons};
use crate::core::board::totals::FEWEST;
use crate::core::board::{Board, Role};
use crate::core::document::id::PersonId;

/// What a rating asks about a layer.
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
    /// Everybody's.
    pub all: Answers,
    /// The medians of leader and team, where each side has answered (R10).
    pub sides: Option<(Median, Median)>,
}

/// A whole level, in halves.
pub(super) const LEVEL: i32 = 2;

/// Intended − now, in halves of a level (R7).
pub(super) fn gap_halves(intended: Level, now: Median) -> i32 {
    2 * i32::from(intended.number()) - now.halves() as i32
}

/// The median of now of a layer, if it is known.
pub(super) fn median_of_now(board: &Board, round: u16, layer: Layer) -> Option<Median> {
    Some(ask(board, round, &voters(board), layer, Question::Now)?.all.median())
}

pub(super) fn voters(board: &Board) -> Vec<(PersonId, Role)> {
    board.people().map(|(id, person)| (id, person.role)).collect()
}

/// What people have answered; nothing below three answers (R9).
pub(super) fn ask(board: &Board, round: u16, voters: &[(PersonId, Role)], layer: Layer, question: Question) -> Option<Answered> {
    let answers = voters.iter().filter_map(|(voter, role)| Some((*role, question.answer(board.standing_rating(round, *voter, layer))?)));
    let answers: Vec<(Role, u8)> = answers.collect();
    let of = |role: Role| Answers::new(answers.iter().filter(|(of, _)| *of == role).map(|(_, answer)| *answer));
    let all = Answers::new(answers.iter().map(|(_, answer)| *answer)).filter(|all| all.count() >= FEWEST)?;
    let sides = of(Role::Leader).zip(of(Role::Team)).map(|(leader, team)| (leader.median(), team.median()));
    Some(Answered { all, sides })
}

/// Why people hold on; nothing where fewer than three have said anything of the layer (R9).
pub(super) fn reasons(board: &Board, round: u16, voters: &[(PersonId, Role)], layer: Layer) -> Vec<(Reason, u32)> {
    let said = |voter| board.standing_rating(round, voter, layer) != Rating::default();
    let standing = voters.iter().map(|(voter, _)| (said(*voter), board.standing_reasons(round, *voter, layer)));
    let standing: Vec<Reasons> =
        standing.filter(|(said, reasons)| *said || *reasons != Reasons::default()).map(|(_, reasons)| reasons).collect();
    if standing.len() < FEWEST {
        return Vec::new();
    }
    let given = |reason| standing.iter().filter(|reasons| reasons.has(reason)).count() as u32;
    Reason::ALL.into_iter().map(|reason| (reason, given(reason))).filter(|(_, count)| *count > 0).collect()
}
