//! Events: what people want and what the browser reports.

use super::effect::LoadPurpose;
use super::privacy::Curtain;
use crate::core::board::Colour;
use crate::core::command::Command;
use crate::core::document::date::Date;
use crate::core::document::id::{BoardId, DeviceId, PersonId};
use crate::core::format::stored::{Generation, Slot, Slots};
use crate::core::replica::history::Direction;
use crate::core::replica::private_store::Hidden;

/// What comes in with an event from outside the rules: the clock and randomness.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Milliseconds since 1970.
    pub now: u64,
    /// Draws random bits, new ones each time. Few events need any, and to draw takes longer than all else that a key sets off in here.
    pub random: &'a dyn Fn() -> u64,
}

/// Why the browser does not let this page save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageProblem {
    /// Storage cannot be reached: cookies blocked, sandboxed frame, policy.
    Blocked,
    /// It did not take the text: full, most often.
    Full,
    /// It said that it took the text, but reads back something else.
    Unfaithful,
    /// It does not let be read what it may hold.
    Unreadable,
    /// Another tab has deleted the board for ever.
    Erased,
    /// A newer version of the program works on the board in another tab.
    Newer,
}

/// What is in storage when the program starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredKeys {
    /// The boards that have at least one generation.
    pub boards: Vec<BoardId>,
    /// The list of boards, as it was stored.
    pub index: Option<String>,
}

/// How the program finds the world when it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// Drawn for this page.
    pub device: DeviceId,
    /// What follows the `#` in the address.
    pub fragment: String,
    /// What is stored.
    pub storage: Result<StoredKeys, StorageProblem>,
}

/// How a text reached the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyWay {
    /// The browser took it.
    Copied,
    /// It did not; the text is shown and selected.
    ByHand,
}

/// What to do with a board from a link or a file that is on this device already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncomingChoice {
    /// Merge it into the board here.
    Merge,
    /// Keep it as a board of its own.
    Copy,
    /// Leave it.
    Leave,
}

/// Whether something is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// It is.
    On,
    /// The person has muted it.
    Off,
}

/// What is taken out of a board, as a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// The whole workshop as Markdown.
    Markdown,
    /// The notes as a table.
    NotesTable,
    /// The agreements as a table.
    AgreementsTable,
    /// The layers with dots and answers as a table.
    LayersTable,
    /// The workshops so far as a table.
    WorkshopsTable,
    /// The chart as a drawing.
    Drawing,
    /// The chart as a projection; its text is the drawing.
    Picture,
}

impl Export {
    /// What the file's name ends in.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Export::Markdown => ".md",
            Export::NotesTable => ".notes.csv",
            Export::AgreementsTable => ".agreements.csv",
            Export::LayersTable => ".layers.csv",
            Export::WorkshopsTable => ".workshops.csv",
            Export::Drawing => ".svg",
            Export::Picture => ".png",
        }
    }
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The program starts.
    Started(Box<Start>),
    /// The address changed, by hand, by a link or by going back.
    FragmentChanged(String),
    /// Show the list of boards.
    GoHome,
    /// Make a board.
    NewBoard,
    /// Make a board from the sample.
    OpenSample,
    /// Open a board of this device.
    OpenBoard(BoardId),
    /// Give a board of this device another title.
    RenameBoard {
        /// The board.
        board: BoardId,
        /// The title.
        title: String,
    },
    /// Make a copy of a board of this device.
    DuplicateBoard {
        /// The board.
        board: BoardId,
        /// The copy's title.
        title: String,
    },
    /// Put a board into the bin.
    BinBoard(BoardId),
    /// Take a board out of the bin.
    RestoreBoard(BoardId),
    /// Delete a board in the bin for ever.
    EraseBoard(BoardId),
    /// Choose a file to open.
    PickFile,
    /// A file was chosen and read, or could not be.
    FileRead(Result<String, ()>),
    /// What storage holds of a board.
    Loaded {
        /// The board.
        board: BoardId,
        /// Its two places and those of its private store, if storage lets them be read.
        slots: Result<[Slots; 2], StorageProblem>,
        /// What it was wanted for.
        purpose: LoadPurpose,
    },
    /// A save has ended.
    Saved {
        /// The board.
        board: BoardId,
        /// Which generation.
        generation: Generation,
        /// Whether it is there, read back.
        result: Result<(), StorageProblem>,
    },
    /// Another tab has a message about the open board.
    Told {
        /// The board.
        board: BoardId,
        /// The message.
        text: String,
    },
    /// Another tab has written or deleted one place of a board.
    StoredElsewhere {
        /// The board.
        board: BoardId,
        /// The place.
        slot: Slot,
        /// What it holds now.
        text: Option<String>,
    },
    /// Another tab has written what lies on a board's private store.
    PrivateStoreElsewhere {
        /// The board.
        board: BoardId,
        /// The text.
        text: String,
    },
    /// Another tab has written the list of boards.
    IndexElsewhere(String),
    /// The time that was asked for has passed.
    Woken,
    /// The page is hidden or going away.
    PageHidden,
    /// The browser shows the page again as it was left, by Back or Forward; what others did meanwhile was not heard. What is in storage now.
    CameBack(Result<StoredKeys, StorageProblem>),
    /// Put the notice away.
    DismissNotice,
    /// Download what is stored of the board that cannot be read or written.
    DownloadStored,
    /// Open the second copy of the board that cannot be read, in its place.
    OpenSecondCopy,
    /// Load the page anew.
    Reload,
    /// Save all boards in one file.
    SaveAllBoards,
    /// Merge the boards of a file that differ from those here.
    MergeImported,
    /// The boards of which there is a second copy.
    Copies(Vec<BoardId>),
    /// The second copy of a board, if there is one.
    CopyRead {
        /// The board.
        board: BoardId,
        /// The text that was saved last.
        text: Option<String>,
        /// What lay on the private store then.
        private_store: Option<String>,
    },
    /// Show the former versions of the board.
    ShowVersions,
    /// The names of a board's versions.
    Versions {
        /// The board.
        board: BoardId,
        /// Their names.
        names: Vec<String>,
    },
    /// Bring back the version of this name.
    RestoreVersion(String),
    /// A version was read, or could not be.
    VersionRead {
        /// The board.
        board: BoardId,
        /// Its text.
        text: Option<String>,
    },
    /// How many letters of storage each board takes.
    Measured(Vec<(BoardId, usize)>),
    /// Do something to the board.
    Do(Command),
    /// Go a step back or forward.
    Step(Direction),
    /// The typing in a text has ended.
    EndTyping,
    /// Somebody takes this device, to vote and to write; or nobody.
    Choose(Option<PersonId>),
    /// The device goes to the next person, or somebody has to say who writes: until then nothing of anybody's own is seen.
    DrawCurtain(Curtain),
    /// Reveal what is hidden; asked again, but for Set up while nothing is.
    AskReveal(Hidden),
    /// Reveal what the open dialog asks about.
    Reveal,
    /// Somebody is to have another name.
    AskName(PersonId),
    /// That name, typed in the open dialog.
    GiveName(String),
    /// Send back the contribution of the person who has this device.
    SendBack,
    /// Save that contribution as a file.
    SaveContribution,
    /// Take in the contribution that the open dialog shows.
    TakeContribution,
    /// New notes get this colour.
    PickColour(Colour),
    /// Show the dialog for sharing.
    Share,
    /// A link was copied, or could not be.
    Copied(CopyWay),
    /// Copy the link of the open dialog.
    CopyLink,
    /// Save the board as a file.
    SaveFile,
    /// Offer something that was taken out of the board as a file.
    Export {
        /// What it is.
        export: Export,
        /// Its text.
        text: String,
    },
    /// Put the page on paper.
    Print,
    /// The time that the group gave itself is up.
    TimeIsUp(Sound),
    /// Make the board of the next workshop from this one.
    NextWorkshop {
        /// Its title.
        title: String,
        /// The day of this one where the device is.
        today: Option<Date>,
    },
    /// Put the dialog away.
    CloseDialog,
    /// What to do with what came in.
    Incoming(IncomingChoice),
}
