//! What an update has touched: with it the views know what to look at again.

use litemap::LiteMap;

use crate::core::document::id::NoteId;

/// What an update has touched: the views refresh these and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Notes whose content changed, came or went.
    pub notes: LiteMap<NoteId, ()>,
    /// Layers whose list of notes changed, in their order.
    pub lists: [bool; 6],
    /// Layers whose statement or intended level changed, in their order.
    pub layers: [bool; 6],
    /// Whether the title changed.
    pub title: bool,
    /// Whether the stage changed.
    pub stage: bool,
    /// Whether the timer was started, stopped or changed.
    pub timer: bool,
    /// Whether people came, went or changed.
    pub people: bool,
    /// Whether ballots, or what they count for, changed.
    pub votes: bool,
    /// Whether agreements came, went or changed.
    pub agreements: bool,
    /// Whether agreements came or went, or are said to be made from something else.
    pub made: bool,
    /// Whether what is hidden came, went, or is seen by somebody else.
    pub secrets: bool,
}

impl Touched {
    /// All of a board, as if every part of it had been touched. Its notes come with the lists they are in.
    pub fn everything() -> Touched {
        let all = [true; 6];
        Touched {
            notes: LiteMap::new_vec(),
            lists: all,
            layers: all,
            title: true,
            stage: true,
            timer: true,
            people: true,
            votes: true,
            agreements: true,
            made: true,
            secrets: true,
        }
    }
}
