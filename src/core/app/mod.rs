//! The program as a pure function: an event comes in, the model changes, effects go out as values.
//!
//! [`update`] is the only way in. It never performs an effect and never reads a clock; the shell does, and reports back with
//! events. Sentences are made elsewhere, from the values here.

mod all_boards;
mod contribution;
mod copies;
mod effect;
mod event;
mod home;
mod preview;
mod privacy;
mod removal;
mod saving;
mod session;
mod shelf;
mod tabs;
mod unopened;
mod versions;
pub mod view;

pub use all_boards::Import;
pub use contribution::{IncomingContribution, OwnContribution};
pub use copies::SecondCopy;
pub use effect::{Announcement, Effect, FragmentChange, LoadPurpose};
pub use event::{Context, CopyWay, Event, Export, IncomingChoice, Sound, Start, StorageProblem, StoredKeys};
use litemap::LiteMap;
pub use preview::{Change, MergePreview};
pub use privacy::Curtain;
pub use saving::{Saving, Trouble, WAKE_AFTER_MS};
pub use session::{Dialog, Session};
pub use versions::VERSION_LIMIT;

use crate::core::document::Document;
use crate::core::document::id::{BoardId, DeviceId};
use crate::core::document::text::Name;
use crate::core::format::LoadError;
use crate::core::format::index::Entry;
use crate::core::format::link::LinkError;
use crate::core::format::stored::{Generation, Heads};

/// Everything the program knows.
#[derive(Debug)]
pub struct Model {
    /// Which replica this page is; known once the program has started.
    pub device: DeviceId,
    /// Whether this page can save.
    pub storage: Storage,
    /// The boards on this device, the bin included.
    pub entries: Vec<Entry>,
    /// Whether the browser was asked to keep what is stored.
    keeping: Keeping,
    /// What is open.
    pub place: Place,
    /// What the person should know now, until it is put away.
    pub notice: Option<Notice>,
    /// Boards that could not be saved and were left: they are kept here as long as the page is open.
    unsaved: LiteMap<BoardId, Unsaved>,
    /// Boards on their way into one file.
    collecting: all_boards::Collecting,
    /// Boards from a file of many, while storage is asked for them.
    import: Import,
    /// Boards that stand in the list and were not in storage when the program started.
    gone: Vec<Entry>,
    /// A board that was wanted and is not in storage: its second copy may be.
    wanted: Option<BoardId>,
    /// Boards that a newer version works on in another tab: here they are only shown, as long as the page is open.
    outdated: LiteMap<BoardId, ()>,
}

/// A board that could not be saved when it was left.
#[derive(Clone, Debug)]
struct Unsaved {
    stored: Stored,
    /// The save that holds it all; until it is answered the board is kept.
    awaited: Generation,
}

/// Whether the browser was asked to keep what is stored: once, when a person has written something that was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeping {
    NotYet,
    Wanted,
    Asked,
}

/// A board's document and what is known of where it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The document.
    pub document: Document,
    /// What lies on the private store.
    pub private_store: Document,
    /// The generation that storage has, 0 if none.
    pub generation: Generation,
    /// What this page has seen in storage.
    pub heads: Heads,
}

/// Whether this page can save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// It can.
    Works,
    /// The browser does not let it; the board lives as long as the page.
    Blocked(StorageProblem),
}

/// What is open.
#[derive(Debug)]
pub enum Place {
    /// The program has not started, or a board is on its way.
    Starting,
    /// The list of boards.
    Home,
    /// A board.
    Board(Box<Session>),
}

/// What the person should know, with what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A command was refused.
    Refused(super::command::Rejected),
    /// Not all of a pasted list of names is new.
    Pasted {
        /// How many people were added.
        added: usize,
        /// The names that were not: those of people who are here already, and what is too long for a name.
        left: Vec<String>,
    },
    /// Somebody was removed who had voted; undo takes that back.
    Removed {
        /// The name.
        name: String,
        /// How many dots that are seen went too.
        dots: u32,
    },
    /// A link could not be opened. Nothing has changed.
    Link(LinkError),
    /// A file could not be opened. Nothing has changed.
    File(LoadError),
    /// The browser could not read the file.
    FileUnreadable,
    /// A stored board cannot be read; its text is kept and can be downloaded.
    Unreadable {
        /// The board.
        board: BoardId,
        /// Why.
        error: LoadError,
        /// All that is stored of it.
        text: String,
        /// What was seen in storage.
        heads: Heads,
        /// Its second copy, once it is found.
        copy: Option<Box<SecondCopy>>,
    },
    /// A former version is back; undo takes that back.
    Restored,
    /// A former version could not be read. Nothing has changed.
    NoVersion,
    /// Something that lay on the private store cannot be read; its text is kept and can be downloaded.
    PrivateStoreUnreadable {
        /// The board.
        board: BoardId,
        /// What cannot be read.
        text: String,
    },
    /// A contribution that is sent back could not be opened. Nothing has changed.
    ContributionLink(LinkError),
    /// The contribution of the person of this name is here already.
    ContributionIsHere(String),
    /// The contribution of the person of this name belongs to a board that is not on this device.
    ContributionElsewhere(String),
    /// The board is not on this device.
    NotHere,
    /// Boards of these titles are in the list and no longer in storage.
    Vanished(Vec<String>),
    /// Boards of these titles could not be read and are not in the file.
    NotCollected(Vec<String>),
    /// A file of many boards was taken in.
    Imported(Import),
    /// A day's work is in this browser alone: time to save a file.
    SaveAFile,
    /// The browser does not let the board be read. Nothing has changed.
    Unreachable,
    /// Another tab has put the open board into the bin.
    BinnedElsewhere(BoardId),
    /// The newest generation was damaged; the one before is open.
    Recovered {
        /// The board.
        board: BoardId,
        /// The damaged text.
        text: String,
    },
    /// A board was put into the bin; it can be taken back.
    Binned {
        /// The board.
        board: BoardId,
        /// Its title.
        title: String,
    },
    /// The clipboard did not take the text; it is selected to be copied by hand.
    CopyByHand,
    /// What was opened is on this device already, unchanged.
    NothingNew,
}

impl Notice {
    /// Whether it is about who is on the board: then it is said where people are named.
    pub fn is_of_people(&self) -> bool {
        use crate::core::command::Rejected::{NameTaken, NoName, Text, TooManyPeople};
        use crate::core::document::text::NAME_LIMIT;
        use crate::core::document::text::TextError::TooLong;
        match self {
            Notice::Pasted { .. } | Notice::Removed { .. } => true,
            Notice::Refused(refused) => matches!(refused, NameTaken | NoName | TooManyPeople | Text(TooLong { limit: NAME_LIMIT, .. })),
            _ => false,
        }
    }
}

/// What of the names that were typed in a field stays there to be changed, after this was said of them: what is too long, a single name
/// that is taken, all of what was refused.
pub fn names_to_change(notice: &Notice, typed: String) -> String {
    match notice {
        Notice::Pasted { added: 0, left } if left.len() == 1 => typed,
        Notice::Pasted { left, .. } => left.iter().filter(|name| Name::new(name).is_err()).cloned().collect::<Vec<_>>().join("\n"),
        Notice::Refused(_) => typed,
        _ => String::new(),
    }
}

impl Default for Model {
    fn default() -> Model {
        Model {
            device: DeviceId::from_random(0),
            storage: Storage::Works,
            entries: Vec::new(),
            keeping: Keeping::NotYet,
            place: Place::Starting,
            notice: None,
            unsaved: LiteMap::new_vec(),
            collecting: all_boards::Collecting::default(),
            import: Import::default(),
            gone: Vec::new(),
            wanted: None,
            outdated: LiteMap::new_vec(),
        }
    }
}

impl Model {
    /// The open board's session.
    pub fn session(&self) -> Option<&Session> {
        match &self.place {
            Place::Board(session) => Some(session),
            _ => None,
        }
    }

    fn session_mut(&mut self) -> Option<&mut Session> {
        match &mut self.place {
            Place::Board(session) => Some(session),
            _ => None,
        }
    }
}

/// Takes in one event and says what is to be done.
pub fn update(model: &mut Model, event: Event, context: &Context) -> Vec<Effect> {
    let mut effects = Vec::new();
    match event {
        Event::Started(start) => home::start(model, *start, &mut effects, context),
        Event::FragmentChanged(fragment) => home::go_to_fragment(model, &fragment, &mut effects, context),
        Event::GoHome => home::go_home(model, &mut effects),
        Event::NewBoard => home::new_board(model, Document::new(), &mut effects, context),
        Event::OpenSample => {
            let document = crate::core::replica::sample::document(model.device);
            home::new_board(model, document, &mut effects, context);
        }
        Event::OpenBoard(board) => home::load(model, board, LoadPurpose::Open, &mut effects, context),
        Event::RenameBoard { board, title } => home::load(model, board, LoadPurpose::Rename(title), &mut effects, context),
        Event::DuplicateBoard { board, title } => home::load(model, board, LoadPurpose::Duplicate(title), &mut effects, context),
        Event::BinBoard(board) => shelf::bin(model, board, &mut effects),
        Event::RestoreBoard(board) => shelf::restore(model, board, &mut effects),
        Event::EraseBoard(board) => shelf::erase(model, board, &mut effects),
        Event::PickFile => effects.push(Effect::PickFile),
        Event::FileRead(Ok(text)) => home::open_file(model, &text, &mut effects, context),
        Event::FileRead(Err(())) => model.notice = Some(Notice::FileUnreadable),
        Event::Loaded { board, slots: Ok([slots, private_store]), purpose } => {
            home::loaded(model, board, [&slots, &private_store], purpose, &mut effects, context)
        }
        Event::Loaded { board, slots: Err(problem), purpose } => {
            unopened::unreachable(model, board, problem, purpose, &mut effects, context)
        }
        Event::Told { board, text } => tabs::told(model, board, &text, &mut effects, context),
        Event::StoredElsewhere { board, slot, text } => tabs::stored_elsewhere(model, board, slot, text.as_deref(), &mut effects, context),
        Event::PrivateStoreElsewhere { board, text } => tabs::private_store_elsewhere(model, board, &text, context),
        Event::IndexElsewhere(text) => tabs::index_elsewhere(model, &text),
        Event::Saved { board, generation, result } => saving::saved(model, board, generation, result, &mut effects, context),
        // Where no board is open there is nothing to be done, and nothing to be waited for.
        Event::Woken | Event::PageHidden if model.session().is_none() => {}
        Event::Woken => {
            saving::woken(model, &mut effects, context);
            tabs::woken(model, &mut effects, context);
        }
        Event::CameBack(storage) => tabs::came_back(model, storage, &mut effects),
        Event::PageHidden => saving::save_now(model, &mut effects),
        Event::DismissNotice => model.notice = None,
        Event::DownloadStored => match (&model.notice, model.session()) {
            (
                Some(
                    Notice::Unreadable { board, text, .. }
                    | Notice::Recovered { board, text }
                    | Notice::PrivateStoreUnreadable { board, text },
                ),
                _,
            ) => effects.push(unopened::raw(*board, text.clone())),
            (_, Some(session)) => effects.push(Effect::Load { board: session.board, purpose: LoadPurpose::Download }),
            _ => {}
        },
        Event::OpenSecondCopy => copies::open(model, &mut effects, context),
        Event::Reload => effects.push(Effect::Reload),
        Event::SaveAllBoards => all_boards::save_all(model, &mut effects, context),
        Event::MergeImported => all_boards::merge_different(model, &mut effects, context),
        Event::Copies(boards) => copies::listed(model, &boards, &mut effects),
        Event::CopyRead { board, text: Some(text), private_store } => {
            copies::read(model, board, &text, private_store.as_deref(), &mut effects, context)
        }
        Event::CopyRead { text: None, .. } => {}
        Event::VersionRead { board, text } => versions::read(model, board, text.as_deref(), &mut effects, context),
        Event::Measured(sizes) => saving::measured(model, sizes),
        other => session::update(model, other, &mut effects, context),
    }
    effects
}
