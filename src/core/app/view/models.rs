//! What the views show, as plain data that is compared by value.

use crate::core::app::{Curtain, MergePreview, Trouble};
use crate::core::board::stage::{DotsShown, Stage};
use crate::core::board::voting::VoteRules;
use crate::core::board::{Colour, Visibility};
use crate::core::document::id::{BoardId, PersonId};
use crate::core::format::index::Shelf;
use crate::core::format::version::Version;
use crate::core::reading::layers::Reading;
use crate::core::reading::stack::StackReading;
use crate::core::replica::contribution::{ContributionCount, ContributionTiming, Novelty};
use crate::core::replica::private_store::Hidden;

/// Which screen is shown.
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
    /// It is, read back.
    Saved,
    /// It is on its way.
    Soon,
    /// It is not.
    Failed,
}

/// Why the open board is not saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TroubleView {
    /// What is in the way, and since when.
    pub trouble: Trouble,
    /// While storage is full, the biggest other boards: title and size in kilobytes.
    pub biggest: Vec<(String, usize)>,
}

/// Dots as they are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DotsView {
    /// Whose they are.
    pub whose: DotsShown,
    /// For "too tight".
    pub tight: u32,
    /// For "too loose", if there are such dots in this vote.
    pub loose: Option<u32>,
}

impl DotsView {
    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.tight == 0 && self.loose.unwrap_or(0) == 0
    }
}

/// All that there is to read of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundReading {
    /// Which round.
    pub round: u16,
    /// What the dots say, as far as they may be broken down (R9); below three ballots only the totals of it are said.
    pub dots: Reading,
    /// What is known of the whole stack.
    pub whole: StackReading,
}

/// A note as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteView {
    /// What it says; nothing while its words are hidden.
    pub text: String,
    /// Whether it can be read.
    pub visibility: Visibility,
    /// Its colour.
    pub colour: Colour,
    /// The name of who wrote it.
    pub author: Option<String>,
    /// The dots that are shown: in Vote one's own, in Read all.
    pub dots: DotsView,
    /// Its place in a group.
    pub group: InGroup,
}

/// A note's place in a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InGroup {
    /// It is in none.
    Alone,
    /// It leads so many others, which are shown or not.
    Leads(usize, bool),
    /// Another leads it.
    Led,
}

/// A layer as it is shown, without its notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerView {
    /// The agreed statement.
    pub statement: Option<String>,
    /// The intended level, 1 to 7.
    pub intended: u8,
    /// The dots on the layer itself that are shown.
    pub dots: DotsView,
}

/// A person as shown among the voters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonView {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// One or two letters.
    pub initials: String,
    /// The colour of the badge.
    pub colour: Colour,
    /// How many dots are placed.
    pub spent: u32,
}

/// The vote as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VoteView {
    /// Everybody.
    pub people: Vec<PersonView>,
    /// Who has this device.
    pub person: Option<PersonId>,
    /// The rules.
    pub rules: VoteRules,
    /// What the person who has this device has left.
    pub left: Option<u32>,
    /// How many have voted.
    pub voters: usize,
    /// The round, and what a run-off is among.
    pub round: (u16, Option<usize>),
}

/// A board in the list of boards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    /// Which.
    pub board: BoardId,
    /// Its title.
    pub title: String,
    /// How many notes.
    pub notes: usize,
    /// When it was saved, in milliseconds since 1970.
    pub saved: u64,
    /// The stage it is in, if that is known.
    pub stage: Option<Stage>,
    /// Where it is.
    pub shelf: Shelf,
    /// Whether it is in this page alone.
    pub unsaved: bool,
}

/// The dialog that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DialogView {
    /// None.
    None,
    /// "Share this board".
    Share {
        /// What follows the `#` in the link.
        fragment: String,
    },
    /// The former versions, the newest first.
    Versions(Vec<Version>),
    /// What merging would change.
    Incoming(MergePreview),
    /// The curtain, with those who may take the device.
    Curtain(Curtain, Vec<CurtainRow>),
    /// Another name for the person of this name.
    Rename(String),
    /// Whether so much of something is to be revealed.
    Reveal(Hidden, usize),
    /// The contribution of the person of this name is about to be sent back.
    SendBack {
        /// What follows the `#` in the link.
        fragment: String,
        /// The name.
        name: String,
        /// What is in it.
        count: ContributionCount,
    },
    /// The contribution of the person of this name came in.
    Contribution(String, ContributionCount, ContributionTiming, Novelty),
}

/// A person on the curtain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurtainRow {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// One or two letters.
    pub initials: String,
    /// The colour of the badge.
    pub colour: Colour,
    /// What has been done so far.
    pub done: Done,
}

/// What a person on the curtain has done so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// Nothing, in Vote: no dot is placed.
    NotVoted,
    /// A dot is placed.
    Voted,
    /// Before Vote: so many notes are written.
    Written(usize),
}
