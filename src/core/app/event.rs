//! Events: what users want and what the browser reports, grouped by the subject that handles them.

use super::notice::Apart;
use super::session::Curtain;
use super::storage::{LoadPurpose, StorageProblem, StoredKeys};
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::voting::RuleChange;
use crate::core::command::Command;
use crate::core::document::date::Date;
use crate::core::document::id::{BoardId, DeviceId, PersonId};
use crate::core::format::csv::Separator;
use crate::core::format::stored::{Generation, Slot, Slots};
use crate::core::replica::differences::Side;
use crate::core::replica::history::Direction;
use crate::core::replica::private_store::Hidden;

/// The clock and randomness for one event.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Milliseconds since 1970.
    pub now: u64,
    /// Draws new random bits. A function, because few events need any, and drawing takes longer than everything else on a keystroke.
    pub random: &'a dyn Fn() -> u64,
}

/// The environment at the start of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The device id of this page.
    pub device: DeviceId,
    /// The fragment of the address, without `#`.
    pub fragment: String,
    /// The content of storage.
    pub storage: Result<StoredKeys, StorageProblem>,
}

/// How a text reached the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyWay {
    /// The browser copied it.
    Copied,
    /// The browser refused; the text is shown and selected.
    ByHand,
}

/// What to do with a received board that is already on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IncomingChoice {
    /// Merge it into the board here.
    Merge,
    /// Keep it as a separate board.
    Copy,
    /// Discard it.
    Leave,
}

/// Whether the timer sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// It sounds.
    On,
    /// The user has muted it.
    Off,
}

/// An export of a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// The whole workshop as Markdown.
    Markdown,
    /// The notes as a table.
    NotesTable(Separator),
    /// The agreements as a table.
    AgreementsTable(Separator),
    /// The layers with dots and answers as a table.
    LayersTable(Separator),
    /// The workshops so far as a table.
    WorkshopsTable(Separator),
    /// The days of the check-ins, for calendars.
    Calendar,
    /// The poster as a drawing (SVG).
    Drawing,
    /// The poster as a picture (PNG), made from the drawing.
    Picture,
}

/// Something that has happened, by subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// About the page and its list of boards.
    Home(HomeEvent),
    /// About the open board.
    Board(BoardEvent),
    /// About imports and exports.
    Exchange(ExchangeEvent),
    /// Storage has answered `Effect::Load`.
    Loaded {
        /// The board.
        board: BoardId,
        /// The slots of the board and of its private store, if storage can be read.
        slots: Result<[Slots; 2], StorageProblem>,
        /// The purpose.
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

/// Events about the page and its list of boards: start, address, bin, notices. Those that need a board ask storage for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HomeEvent {
    /// The program starts.
    Started(Box<Start>),
    /// The fragment of the address has changed.
    FragmentChanged(String),
    /// Open a board of this device.
    OpenBoard(BoardId),
    /// Change the title of a board of this device.
    RenameBoard {
        /// The board.
        board: BoardId,
        /// The title.
        title: String,
    },
    /// Duplicate a board of this device.
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
    /// Delete a board in the bin permanently.
    EraseBoard(BoardId),
    /// Choose a file to open.
    PickFile,
    /// The boards that have a second copy.
    Copies(Vec<BoardId>),
    /// Another tab has written the index.
    IndexElsewhere(String),
    /// The browser has restored the page from its back/forward cache, where it heard no messages. Carries the content of storage.
    CatchUp(Result<StoredKeys, StorageProblem>),
    /// Dismiss the notice.
    DismissNotice,
    /// Reload the page.
    Reload,
}

/// Events about the open board: commands, undo, the current user, saving, other tabs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BoardEvent {
    /// Create a board.
    NewBoard,
    /// Create a board and begin at a stage.
    BeginAt(Stage),
    /// Show the list of boards.
    GoHome,
    /// The address has changed to that of the list of boards.
    Leave,
    /// Somebody types in the field for a new note on this layer. Empty once the note is added.
    Draft {
        /// The layer.
        layer: Layer,
        /// What stands in the field.
        text: String,
    },
    /// What was typed is not on the board, because somebody else has changed or deleted it meanwhile.
    TypedApart(Apart),
    /// Change the rules of the vote; asks first, if they allow less than somebody has placed.
    AskRules(RuleChange),
    /// Set the rules that the open dialog asks about.
    LowerRules,
    /// A save has ended.
    Saved {
        /// The board.
        board: BoardId,
        /// The generation.
        generation: Generation,
        /// Whether it was written and read back.
        result: Result<(), StorageProblem>,
    },
    /// The second copy of a save has ended, some milliseconds after the save itself.
    SecondCopySaved {
        /// The board.
        board: BoardId,
        /// The generation.
        generation: Generation,
        /// Whether the browser has it on disk.
        is_kept: bool,
    },
    /// What storage now holds of the open board, which may include something this page has not seen.
    Reread {
        /// The board.
        board: BoardId,
        /// The slots of the board and of its private store, if storage can be read.
        slots: Result<[Slots; 2], StorageProblem>,
        /// Whether the board was deleted for ever, and not saved since.
        was_erased: bool,
    },
    /// The second copy of a board, if there is one; answers `Effect::ReadCopy`.
    CopyRead {
        /// The board.
        board: BoardId,
        /// The text of the last save.
        text: Option<String>,
        /// The private store of that save.
        private_store: Option<String>,
    },
    /// Open the second copy of a board in place of its unreadable text.
    OpenSecondCopy,
    /// Another tab has sent a message about a board.
    Told {
        /// The board.
        board: BoardId,
        /// The message.
        text: String,
    },
    /// Another tab has written or deleted a slot of a board.
    StoredElsewhere {
        /// The board.
        board: BoardId,
        /// The slot.
        slot: Slot,
        /// Its new text.
        text: Option<String>,
    },
    /// Another tab has written the private store of a board.
    PrivateStoreElsewhere {
        /// The board.
        board: BoardId,
        /// The text.
        text: String,
    },
    /// The time of an `Effect::Wake` has passed.
    Woken,
    /// The page is hidden or closing.
    PageHidden,
    /// The stored size of each board in UTF-16 units.
    Measured(Vec<(BoardId, usize)>),
    /// Perform a command.
    Do(Command),
    /// Undo or redo a step.
    Step(Direction),
    /// Typing in a text has ended.
    EndTyping,
    /// Make a person the current user, or nobody.
    Choose(Option<PersonId>),
    /// Draw the curtain, until somebody says who uses the device: nothing private is visible behind it.
    DrawCurtain(Curtain),
    /// Reveal what is hidden. Asks first, except in Set up while nothing is hidden yet.
    AskReveal(Hidden),
    /// Confirm the open reveal dialog.
    Reveal,
    /// Open the dialog to rename a person.
    AskName(PersonId),
    /// Rename the person of the open dialog.
    GiveName(String),
    /// The timer has ended.
    TimeIsUp(Sound),
    /// The timer will end in so many milliseconds and is to be heard, or not any longer.
    ChimeDue(Option<u64>),
    /// Save the board as a file.
    SaveFile,
    /// Save the board, with all that is hidden on it, as a rescue file.
    SaveRescueFile,
    /// Print the page.
    Print,
    /// Close the dialog.
    CloseDialog,
}

/// Events about imports and exports: links, files, contributions, former versions, and the next workshop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExchangeEvent {
    /// Create a board from the sample.
    OpenSample,
    /// The address holds a link with this fragment.
    LinkOpened(String),
    /// A chosen file was read, or could not be.
    FileRead(Result<String, ()>),
    /// Several files were dropped on the page at once.
    SeveralFiles,
    /// What to do with the board that came in.
    Incoming(IncomingChoice),
    /// Choose whose state stands, for a difference of the open dialog.
    ChooseSide {
        /// The index of the difference.
        place: usize,
        /// The side.
        side: Side,
    },
    /// Open the share dialog.
    Share,
    /// Copy the link of the open dialog.
    CopyLink,
    /// A link was copied, or could not be.
    Copied(CopyWay),
    /// Offer an export as a file.
    Export {
        /// The kind of export.
        export: Export,
        /// Its text.
        text: String,
    },
    /// The picture could not be made.
    NoPicture,
    /// Save all boards to one file.
    SaveAllBoards,
    /// Merge the imported boards that differ from those here.
    MergeImported,
    /// Download the raw text of the board that cannot be read or written.
    DownloadStored,
    /// The raw texts of that board.
    StoredFetched {
        /// The board.
        board: BoardId,
        /// The slots of the board and of its private store, if storage can be read.
        slots: Result<[Slots; 2], StorageProblem>,
    },
    /// Send back the contribution of the current user.
    SendBack,
    /// Save that contribution as a file.
    SaveContribution,
    /// Take in the contribution of the open dialog.
    TakeContribution,
    /// Show the former versions of the board.
    ShowVersions,
    /// The names of a board's versions; answers `Effect::ListVersions`.
    Versions {
        /// The board.
        board: BoardId,
        /// The names.
        names: Vec<String>,
    },
    /// Restore the version with this name.
    RestoreVersion(String),
    /// A version's text, unless it could not be read; answers `Effect::ReadVersion`.
    VersionRead {
        /// The board.
        board: BoardId,
        /// Its text.
        text: Option<String>,
    },
    /// Create the board of the next workshop from this one.
    NextWorkshop {
        /// Its title.
        title: String,
        /// The local date.
        today: Option<Date>,
    },
}
