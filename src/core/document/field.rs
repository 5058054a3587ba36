//! The fields of things, by number. [`crate::core::board::fields`] lists the fields of each kind.

use crate::core::known_numbers;

/// A field of a thing. The numbers are stored and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(pub u16);

known_numbers! { Field {
    /// The text of a note, title of the board, name of a person or agreed statement of a layer.
    TEXT = 0,
    /// The position of a note: layer and order key.
    PLACE = 1,
    /// The colour of a note or a person.
    COLOUR = 2,
    /// The person who wrote a note.
    AUTHOR = 3,
    /// The intended level of control of a layer.
    INTENDED = 4,
    /// The stage of the board.
    STAGE = 5,
    /// Dots per person.
    BUDGET = 6,
    /// The most dots one person may put on one target.
    CAP = 7,
    /// What a deletion deletes; nothing once its author has undone it.
    TARGET = 8,
    /// Whether a person is the leader or in the team.
    ROLE = 9,
    /// The current round of voting.
    ROUND = 10,
    /// What a round votes on, if not on everything.
    TARGETS = 11,
    /// Whether there are dots for "too loose".
    POLES = 12,
    /// Whether ballots are hidden until they are revealed.
    SECRECY = 13,
    /// Whether notes are hidden until they are revealed.
    WRITING = 14,
    /// Why a layer is rightly held tightly.
    BECAUSE = 15,
    /// The leading note of the group that a note is in.
    GROUP = 16,
    /// The timer.
    TIMER = 17,
    /// The layer of an agreement.
    LAYER = 18,
    /// What an agreement was made from.
    SOURCE = 19,
    /// Who hands over.
    GIVER = 20,
    /// Who takes over.
    RECEIVER = 21,
    /// The level of control before an agreement.
    LEVEL_FROM = 22,
    /// The level of control that is agreed.
    LEVEL_TO = 23,
    /// What good looks like.
    GOOD = 24,
    /// The limits within which an agreement holds.
    GUARDRAILS = 25,
    /// When the leader steps back in.
    TRIGGERS = 26,
    /// What is not a reason to step back in.
    NO_TRIGGERS = 27,
    /// The style: guide, support or step back.
    STYLE = 28,
    /// The capability of those who take over.
    CAPABILITY = 29,
    /// The confidence of those who take over.
    CONFIDENCE = 30,
    /// The day of a check-in.
    CHECK_IN = 31,
    /// The state of an agreement.
    STATE = 32,
    /// 1 if the text of a note is, or was, in somebody's private store until the reveal.
    HIDDEN = 33,
    /// First round whose ballots are still hidden, counted from 0; the next workshop hides them from its first round. 0 if nothing was
    /// revealed.
    REVEALED_BALLOTS = 34,
    /// 1 if notes are visible because they were revealed. The next workshop hides them again.
    REVEALED_NOTES = 35,
    /// The summary of a workshop, see [`crate::core::board::summary::WorkshopSummary`].
    SUMMARY = 48,
} }
