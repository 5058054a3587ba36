//! Commands, the reasons for rejecting one, and plans. Planning is in [`super::plan`].

use crate::core::board::agreement::{Source, Term};
use crate::core::board::layer::{Layer, Level, Preset};
use crate::core::board::rating::{Rating, Reasons};
use crate::core::board::stage::Stage;
use crate::core::board::timer::Timer;
use crate::core::board::voting::{DotRefused, Pole, Poles, Secrecy, Target, VoteRules};
use crate::core::board::{Colour, Role};
use crate::core::document::id::{AgreementId, NoteId, PersonId};
use crate::core::document::text::TextError;
use crate::core::document::{Delta, Key};

/// What a person wants to do to a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Add notes at the end of a layer.
    AddNotes {
        /// The layer.
        layer: Layer,
        /// Their texts, as typed or pasted.
        texts: Vec<String>,
        /// Their colour.
        colour: Colour,
        /// Their author, if known.
        author: Option<PersonId>,
    },
    /// Change the text of a note. Every keystroke sends one.
    EditNote {
        /// The note.
        note: NoteId,
        /// The whole new text, as typed so far.
        text: String,
    },
    /// Give a note another colour.
    ColourNote {
        /// The note.
        note: NoteId,
        /// The colour.
        colour: Colour,
    },
    /// Move a note.
    MoveNote {
        /// The note.
        note: NoteId,
        /// The destination.
        to: Destination,
    },
    /// Delete a note.
    DeleteNote(NoteId),
    /// Set the board's title.
    SetTitle(String),
    /// Set the statement that the group has agreed on for a layer; an empty text removes it.
    SetStatement {
        /// The layer.
        layer: Layer,
        /// The statement.
        text: String,
    },
    /// State why a layer is rightly held tightly, which takes it out of the findings; an empty text undoes that.
    SetBecause {
        /// The layer.
        layer: Layer,
        /// The reason.
        text: String,
    },
    /// Set the intended level of control of a layer.
    SetIntended {
        /// The layer.
        layer: Layer,
        /// The level.
        level: Level,
    },
    /// Set the intended levels of all layers at once.
    SetPreset(Preset),
    /// Go to a stage.
    GoTo(Stage),
    /// Set the timer.
    SetTimer(Timer),
    /// Change the rules of voting.
    SetRules(VoteRules),
    /// Add people with these names.
    AddPeople(Vec<String>),
    /// Add people from a pasted list, separated by lines, commas or semicolons. Skips those already on the board and texts too long for a
    /// name.
    PastePeople(String),
    /// Rename a person.
    RenamePerson {
        /// The person.
        person: PersonId,
        /// The name.
        name: String,
    },
    /// Set whether a person is a leader or in the team.
    SetRole {
        /// The person.
        person: PersonId,
        /// The role.
        role: Role,
    },
    /// Remove a person; their dots no longer count.
    RemovePerson(PersonId),
    /// Put a dot on a target.
    AddDot {
        /// The voter.
        voter: PersonId,
        /// The target.
        target: Target,
        /// Too tight or too loose.
        pole: Pole,
    },
    /// Take a dot back.
    TakeDot {
        /// The voter.
        voter: PersonId,
        /// The target.
        target: Target,
        /// Too tight or too loose.
        pole: Pole,
    },
    /// Take back all dots of a person.
    ClearBallot(PersonId),
    /// Rate a layer.
    Rate {
        /// The voter.
        voter: PersonId,
        /// The layer.
        layer: Layer,
        /// The whole rating, which replaces the former one.
        rating: Rating,
    },
    /// State why a person holds on to a layer.
    GiveReasons {
        /// The voter.
        voter: PersonId,
        /// The layer.
        layer: Layer,
        /// All reasons, which replace the former ones.
        reasons: Reasons,
    },
    /// Switch dots for "too loose" on or off.
    SetPoles(Poles),
    /// Hide ballots until the reveal, or open them.
    SetBallotSecrecy(Secrecy),
    /// Hide notes until the reveal, or open them.
    SetNoteSecrecy(Secrecy),
    /// Start another round about everything. Earlier rounds stay readable.
    StartRound,
    /// Start another round about this many of the targets with the most dots.
    StartRunOff(usize),
    /// Put a note, with the notes it leads, into the group of another.
    GroupNotes {
        /// The note.
        note: NoteId,
        /// Any note of the group; a single note becomes the leading note.
        with: NoteId,
    },
    /// Make a note the leading note of its group.
    LeadGroup(NoteId),
    /// Take a note out of its group.
    LeaveGroup(NoteId),
    /// Dissolve the group of a note.
    TakeApart(NoteId),
    /// Create an agreement about a note or a layer.
    StartAgreement(Source),
    /// Set one term of an agreement.
    SetTerm {
        /// The agreement.
        agreement: AgreementId,
        /// The term.
        term: Term,
    },
    /// Delete an agreement.
    DeleteAgreement(AgreementId),
}

/// Where to move a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The end of a layer.
    End(Layer),
    /// Just before another note.
    Before(NoteId),
    /// One place towards the beginning of its layer.
    Earlier,
    /// One place towards the end of its layer.
    Later,
}

/// Why a command is rejected. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The text is empty or too long.
    Text(TextError),
    /// The board would have more than 2,000 notes.
    TooManyNotes,
    /// The board would have more than 250 people.
    TooManyPeople,
    /// The board would have more than 200 agreements.
    TooManyAgreements,
    /// The board has had the most rounds it can have.
    TooManyRounds,
    /// The targets with the most dots number fewer than two or more than twelve.
    NoRunOff,
    /// Another person has that name.
    NameTaken,
    /// A person must have a name.
    NoName,
    /// The thing has been deleted.
    Gone,
    /// It is somebody else's and hidden until the reveal.
    Private,
    /// The dot cannot be added or taken back.
    Dot(DotRefused),
    /// The board is already as wanted.
    NoChange,
}

impl From<TextError> for Rejected {
    fn from(error: TextError) -> Rejected {
        Rejected::Text(error)
    }
}

impl From<DotRefused> for Rejected {
    fn from(refused: DotRefused) -> Rejected {
        Rejected::Dot(refused)
    }
}

/// How a plan enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// A step of its own.
    Step,
    /// Part of the typing in this register: one step until the typing ends.
    Typing(Key),
    /// Not at all: the stage, the timer and hiding describe where the group is, not what it did.
    Never,
}

/// A planned command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The registers to write, stamped.
    pub delta: Delta,
    /// How it enters the history.
    pub recorded: Recorded,
}

impl Command {
    /// Whether the command writes what only one person sees while it is hidden: the text of a note, dots, ratings and reasons.
    pub fn is_personal(&self) -> bool {
        matches!(self, Command::EditNote { .. }) || self.voter().is_some()
    }

    /// The voter, if the command is a vote.
    pub fn voter(&self) -> Option<PersonId> {
        match self {
            Command::AddDot { voter, .. }
            | Command::TakeDot { voter, .. }
            | Command::ClearBallot(voter)
            | Command::Rate { voter, .. }
            | Command::GiveReasons { voter, .. } => Some(*voter),
            _ => None,
        }
    }
}
