//! The fields of things, by number. The modules that read a field define what its value means.

/// A field of a thing. The numbers are stored and never change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(pub u16);

impl Field {
    /// The text of a note, title of the board, name of a person or agreed statement of a layer.
    pub const TEXT: Field = Field(0);
    /// The position of a note: layer and order key.
    pub const PLACE: Field = Field(1);
    /// The colour of a note or a person.
    pub const COLOUR: Field = Field(2);
    /// The person who wrote a note.
    pub const AUTHOR: Field = Field(3);
    /// The intended level of control of a layer.
    pub const INTENDED: Field = Field(4);
    /// The stage of the board.
    pub const STAGE: Field = Field(5);
    /// Dots per person.
    pub const BUDGET: Field = Field(6);
    /// The most dots one person may put on one target.
    pub const CAP: Field = Field(7);
    /// What a deletion deletes; nothing once its author has undone it.
    pub const TARGET: Field = Field(8);
    /// Whether a person is the leader or in the team.
    pub const ROLE: Field = Field(9);
    /// The current round of voting.
    pub const ROUND: Field = Field(10);
    /// What a round votes on, if not on everything.
    pub const TARGETS: Field = Field(11);
    /// Whether there are dots for "too loose".
    pub const POLES: Field = Field(12);
    /// Whether ballots are hidden until they are revealed.
    pub const SECRECY: Field = Field(13);
    /// Whether notes are hidden until they are revealed.
    pub const WRITING: Field = Field(14);
    /// Why a layer is rightly held tightly.
    pub const BECAUSE: Field = Field(15);
    /// The leading note of the group that a note is in.
    pub const GROUP: Field = Field(16);
    /// The timer.
    pub const TIMER: Field = Field(17);
    /// The layer of an agreement.
    pub const LAYER: Field = Field(18);
    /// What an agreement was made from.
    pub const SOURCE: Field = Field(19);
    /// Who hands over.
    pub const GIVER: Field = Field(20);
    /// Who takes over.
    pub const RECEIVER: Field = Field(21);
    /// The level of control before an agreement.
    pub const LEVEL_FROM: Field = Field(22);
    /// The level of control that is agreed.
    pub const LEVEL_TO: Field = Field(23);
    /// What good looks like.
    pub const GOOD: Field = Field(24);
    /// The limits within which an agreement holds.
    pub const GUARDRAILS: Field = Field(25);
    /// When the leader steps back in.
    pub const TRIGGERS: Field = Field(26);
    /// What is not a reason to step back in.
    pub const NO_TRIGGERS: Field = Field(27);
    /// The style: guide, support or step back.
    pub const STYLE: Field = Field(28);
    /// The capability of those who take over.
    pub const CAPABILITY: Field = Field(29);
    /// The confidence of those who take over.
    pub const CONFIDENCE: Field = Field(30);
    /// The day of a check-in.
    pub const CHECK_IN: Field = Field(31);
    /// The state of an agreement.
    pub const STATE: Field = Field(32);
    /// The summary of a workshop, see [`crate::core::board::summary::WorkshopSummary`].
    pub const SUMMARY: Field = Field(48);
    /// 1 if the text of a note is, or was, in somebody's private store until the reveal.
    pub const HIDDEN: Field = Field(33);
    /// First round whose ballots are still hidden, counted from 0; the next workshop hides them from its first round. 0 if nothing was
    /// revealed.
    pub const REVEALED_BALLOTS: Field = Field(34);
    /// 1 if notes are visible because they were revealed. The next workshop hides them again.
    pub const REVEALED_NOTES: Field = Field(35);
}
