//! Events: what people want and what the browser reports.

use super::session::Curtain;
use super::storage::{LoadPurpose, StorageProblem, StoredKeys};
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

/// What happens, by the subject that takes it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// About the page and its list of boards.
    Home(HomeEvent),
    /// About the open board.
    Board(BoardEvent),
    /// About what comes in and goes out.
    Exchange(ExchangeEvent),
    /// What storage holds of a board that was asked for.
    Loaded {
        /// The board.
        board: BoardId,
        /// Its two places and those of its private store, if storage lets them be read.
        slots: Result<[Slots; 2], StorageProblem>,
        /// What it was wanted for.
        purpose: LoadPurpose,
    },
}

impl From<HomeEvent> for Event {
    fn from(event: HomeEvent) -> Event {
        Event::Home(event)
    }
}

impl From<BoardEvent> for Event {
    fn from(event: BoardEvent) -> Event {
        Event::Board(event)
    }
}

impl From<ExchangeEvent> for Event {
    fn from(event: ExchangeEvent) -> Event {
        Event::Exchange(event)
    }
}

/// The page and its list of boards: start, address, bin, what was said. No board has to be read for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HomeEvent {
    /// The program starts.
    Started(Box<Start>),
    /// The address changed, by hand, by a link or by going back.
    FragmentChanged(String),
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
    /// The boards of which there is a second copy.
    Copies(Vec<BoardId>),
    /// Another tab has written the list of boards.
    IndexElsewhere(String),
    /// The browser shows the page again as it was left, by Back or Forward; what others did meanwhile was not heard. What is in storage now.
    CameBack(Result<StoredKeys, StorageProblem>),
    /// Put the notice away.
    DismissNotice,
    /// Load the page anew.
    Reload,
}

/// The open board, from its beginning until it is left: commands, undo, who has the device, saving, other tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardEvent {
    /// Make a board.
    NewBoard,
    /// Make a board from the sample.
    OpenSample,
    /// Show the list of boards.
    GoHome,
    /// The address leads to the list of boards.
    Left,
    /// A save has ended.
    Saved {
        /// The board.
        board: BoardId,
        /// Which generation.
        generation: Generation,
        /// Whether it is there, read back.
        result: Result<(), StorageProblem>,
    },
    /// What storage holds by now of a board that this page works on: something that it has not seen, perhaps.
    Reread {
        /// The board.
        board: BoardId,
        /// Its two places and those of its private store, if storage lets them be read.
        slots: Result<[Slots; 2], StorageProblem>,
    },
    /// The second copy of a board, if there is one.
    CopyRead {
        /// The board.
        board: BoardId,
        /// The text that was saved last.
        text: Option<String>,
        /// What lay on the private store then.
        private_store: Option<String>,
    },
    /// Open the second copy of the board that cannot be read, in its place.
    OpenSecondCopy,
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
    /// The time that was asked for has passed.
    Woken,
    /// The page is hidden or going away.
    PageHidden,
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
    /// The time that the group gave itself is up.
    TimeIsUp(Sound),
    /// Put the page on paper.
    Print,
    /// Put the dialog away.
    CloseDialog,
}

/// What comes in and goes out: links, files, contributions, former versions, and the board of the next workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeEvent {
    /// The address holds a link: what follows its `#`.
    LinkOpened(String),
    /// A file was chosen and read, or could not be.
    FileRead(Result<String, ()>),
    /// What to do with what came in.
    Incoming(IncomingChoice),
    /// Show the dialog for sharing.
    Share,
    /// Copy the link of the open dialog.
    CopyLink,
    /// A link was copied, or could not be.
    Copied(CopyWay),
    /// Save the board as a file.
    SaveFile,
    /// Offer something that was taken out of the board as a file.
    Export {
        /// What it is.
        export: Export,
        /// Its text.
        text: String,
    },
    /// Save all boards in one file.
    SaveAllBoards,
    /// Merge the boards of a file that differ from those here.
    MergeImported,
    /// Download what is stored of the board that cannot be read or written.
    DownloadStored,
    /// What storage holds of that board, as it lies there.
    StoredFetched {
        /// The board.
        board: BoardId,
        /// Its two places and those of its private store, if storage lets them be read.
        slots: Result<[Slots; 2], StorageProblem>,
    },
    /// Send back the contribution of the person who has this device.
    SendBack,
    /// Save that contribution as a file.
    SaveContribution,
    /// Take in the contribution that the open dialog shows.
    TakeContribution,
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
    /// Make the board of the next workshop from this one.
    NextWorkshop {
        /// Its title.
        title: String,
        /// The day of this one where the device is.
        today: Option<Date>,
    },
}
