//! Bounds that a board comes near: said before they are reached, once, with what to do.

use crate::core::board::agreement::AGREEMENT_LIMIT;
use crate::core::board::{Board, NOTE_COUNT_LIMIT, PEOPLE_LIMIT};
use crate::core::command::Command;

/// A bound of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Notes.
    Notes,
    /// People.
    People,
    /// Agreements.
    Agreements,
    /// What local storage has room for, in kilobytes: two generations share about 5.2 million characters, in every common browser.
    Storage,
}

impl Bound {
    /// The most there can be.
    pub fn limit(self) -> usize {
        match self {
            Bound::Notes => NOTE_COUNT_LIMIT,
            Bound::People => PEOPLE_LIMIT,
            Bound::Agreements => AGREEMENT_LIMIT,
            Bound::Storage => 2_600,
        }
    }

    /// Whether a count has come near the bound, which it was not before: nine tenths of it.
    pub fn is_neared(self, before: usize, now: usize) -> bool {
        let is_near = |count: usize| 10 * count >= 9 * self.limit();
        !is_near(before) && is_near(now)
    }
}

/// The bound that a command may bring a board near, and how many of these the board has. What it takes in storage is known when it is saved.
pub(super) fn counted(command: &Command, board: &Board) -> Option<(Bound, usize)> {
    match command {
        Command::AddNotes { .. } => Some((Bound::Notes, board.note_count())),
        Command::AddPeople(_) | Command::PastePeople(_) => Some((Bound::People, board.people().count())),
        Command::StartAgreement(_) => Some((Bound::Agreements, board.agreements().count())),
        _ => None,
    }
}
