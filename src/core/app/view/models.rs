//! The view models: what the views show, as plain data that is compared by value.

use crate::core::app::{Curtain, MergePreview, Trouble};
use crate::core::board::layer::Layer;
use crate::core::board::stage::{DotsShown, Stage};
use crate::core::board::voting::{Marks, VoteRules};
use crate::core::board::{Colour, Visibility};
use crate::core::document::id::{BoardId, PersonId};
use crate::core::format::index::Shelf;
use crate::core::format::link::TooLong;
use crate::core::format::version::Version;
use crate::core::reading::layers::Reading;
use crate::core::reading::stack::StackReading;
use crate::core::replica::contribution::{ContributionCount, ContributionTiming, Novelty};
use crate::core::replica::private_store::Hidden;
use crate::core::replica::withheld::Withheld;

/// The screen that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// None yet.
    Starting,
    /// The list of boards.
    Home,
    /// A board. Another board is another screen.
    Board(BoardId),
}

/// Whether the open board is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedView {
    /// Saved in both copies.
    Saved,
    /// Saved and read back, but the browser takes no second copy.
    SavedOnce,
    /// About to be saved.
    Soon,
    /// Not saved.
    Failed,
}

/// Why the open board is not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TroubleView {
    /// The problem, and since when.
    pub trouble: Trouble,
    /// While storage is full, the biggest other boards: title and size in kilobytes.
    pub biggest: Vec<(String, usize)>,
}

/// Dots on a note or a layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DotsView {
    /// Whose they are.
    pub owner: DotsShown,
    /// The number for "too tight".
    pub tight: u32,
    /// The number for "too loose"; `None` if this vote has no such dots.
    pub loose: Option<u32>,
    /// The current user's further dots there that do not count (V3), for "too tight" and for "too loose".
    pub over: [u32; 2],
    /// Whether the current user can place no further dot there, "too tight" or "too loose": none is left, or no more fit (V2).
    pub is_full: [bool; 2],
}

impl DotsView {
    /// Whether there are no dots.
    pub fn is_empty(self) -> bool {
        self.tight == 0 && self.loose.unwrap_or(0) == 0 && self.over == [0, 0]
    }
}

/// The current user's dots in this round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnMarks {
    /// Those that count.
    pub counted: Marks,
    /// Those that are over the budget or the cap (V3).
    pub over: Marks,
}

/// The whole reading of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundReading {
    /// The round.
    pub round: u16,
    /// The reading of the dots. Below three ballots only its totals may be shown (R9).
    pub dots: Reading,
    /// The reading of the whole stack.
    pub whole: StackReading,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteView {
    /// The text; empty while it is hidden.
    pub text: String,
    /// Whether the text can be read.
    pub visibility: Visibility,
    /// The colour.
    pub colour: Colour,
    /// The author's name.
    pub author: Option<String>,
    /// The dots: one's own in Vote, all in later stages.
    pub dots: DotsView,
    /// The place in a group.
    pub group: InGroup,
}

/// A note's place in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InGroup {
    /// In no group.
    Alone,
    /// Leads this many others, which are shown or not.
    Leads(usize, bool),
    /// Led by another note.
    Led,
}

/// A layer without its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerView {
    /// The agreed statement.
    pub statement: Option<String>,
    /// The intended level, 1 to 7.
    pub intended: u8,
    /// The dots on the layer itself.
    pub dots: DotsView,
}

/// A person among the voters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// The person.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// The colour of the badge.
    pub colour: Colour,
    /// The number of dots placed.
    pub spent: u32,
}

/// The vote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoteView {
    /// Everybody on the board.
    pub people: Vec<PersonView>,
    /// The current user.
    pub person: Option<PersonId>,
    /// The rules.
    pub rules: VoteRules,
    /// The number of dots the current user has left.
    pub left: Option<u32>,
    /// The number of the current user's dots that do not count (V3).
    pub over: u32,
    /// The number of people who have voted.
    pub voters: usize,
    /// The round, and the number of targets in a run-off.
    pub round: (u16, Option<usize>),
}

/// A board in the list of boards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// The board.
    pub board: BoardId,
    /// Its title.
    pub title: String,
    /// The number of notes.
    pub notes: usize,
    /// The time of the last save, in milliseconds since 1970.
    pub saved: u64,
    /// The stage, if known.
    pub stage: Option<Stage>,
    /// Whether it is in the list or in the bin.
    pub shelf: Shelf,
    /// Whether only this page holds it.
    pub unsaved: bool,
}

/// The open dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogView {
    /// No dialog.
    None,
    /// "Share this board".
    Share {
        /// The fragment of the link, if one is offered.
        fragment: Result<String, TooLong>,
    },
    /// The former versions, newest first.
    Versions(Vec<Version>),
    /// What merging would change, what was changed here as well, and what it would bring that stays hidden.
    Incoming(MergePreview, Vec<DifferenceView>, Withheld),
    /// The curtain, with the people to choose from.
    Curtain(Curtain, Vec<CurtainRow>),
    /// Another name for this person, who may be gone by now: what is typed stays all the same.
    Rename(PersonId),
    /// Confirms lower rules of the vote: whose dots they leave out, and how many; `None` if the ballots are hidden.
    LowerRules(Option<(Vec<String>, u32)>),
    /// Confirms the reveal of this many notes or ballots. The words of further notes are on another device.
    Reveal(Hidden, usize, usize),
    /// Sends back the current user's contribution.
    SendBack {
        /// The fragment of the link, if one is offered.
        fragment: Result<String, TooLong>,
        /// The person's name.
        name: String,
        /// The size of the contribution.
        count: ContributionCount,
    },
    /// Previews the contribution of the person with this name.
    Contribution {
        /// The name.
        name: String,
        /// The size of the contribution.
        count: ContributionCount,
        /// When its content becomes visible here.
        timing: ContributionTiming,
        /// Whether it is new here or an update.
        novelty: Novelty,
        /// What was changed here as well.
        differences: Vec<DifferenceView>,
    },
}

/// Something that was changed on both sides. Whose state was chosen is not told: the radio buttons hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceView {
    /// What it is about.
    pub about: Differing,
    /// What is here.
    pub here: Said,
    /// What came in.
    pub theirs: Said,
    /// When what is here was written, in milliseconds since 1970, if known.
    pub here_at: Option<u64>,
    /// When what came in was written.
    pub theirs_at: Option<u64>,
}

/// What a difference is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Differing {
    /// The words of a note in this layer.
    Words(Layer),
    /// The words of a note that is deleted here.
    DeletedNote,
    /// The dots of the person with this name.
    Dots(String),
    /// The answers of the person with this name.
    Answers(String),
    /// The person with this name.
    Person(String),
    /// The title.
    Title,
    /// What is agreed about a layer.
    Layer(Layer),
    /// The agreement with these words.
    Agreement(String),
    /// The places, colours or groups of this many notes.
    Arrangement(usize),
    /// The rules of voting, and what a newer version wrote.
    Rest,
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// These words.
    Words(String),
    /// This many dots.
    Dots(u32),
    /// It is hidden until the reveal.
    Hidden,
    /// It cannot be said in a few words.
    Otherwise,
}

/// A person on the curtain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurtainRow {
    /// The person.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The colour of the badge.
    pub colour: Colour,
    /// What has been done so far.
    pub done: Done,
}

/// What a person on the curtain has done so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// In Vote: has not placed a dot.
    NotVoted,
    /// In Vote: has placed a dot.
    Voted,
    /// In other stages: has written this many notes.
    Written(usize),
}
