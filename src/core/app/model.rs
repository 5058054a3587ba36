//! Everything the program knows, as plain data.

use litemap::LiteMap;

use super::notice::{Import, Notice};
use super::session::Session;
use super::storage::{Storage, Unsaved};
use crate::core::document::id::{BoardId, DeviceId};
use crate::core::format::index::{Entry, Shelf};

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
    pub(super) keeping: Keeping,
    /// What is open.
    pub place: Place,
    /// What the person should know now, until it is put away.
    pub notice: Option<Notice>,
    /// Boards that could not be saved and were left: they are kept here as long as the page is open.
    pub(super) unsaved: LiteMap<BoardId, Unsaved>,
    /// Boards on their way into one file.
    pub(super) collecting: Collecting,
    /// Boards from a file of many, while storage is asked for them.
    pub(super) import: Import,
    /// Boards that stand in the list and were not in storage when the program started.
    pub(super) gone: Vec<Entry>,
    /// A board that was wanted and is not in storage: its second copy may be.
    pub(super) wanted: Option<BoardId>,
    /// Boards that a newer version works on in another tab: here they are only shown, as long as the page is open.
    pub(super) outdated: LiteMap<BoardId, ()>,
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

/// Whether the browser was asked to keep what is stored: once, when a person has written something that was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    NotYet,
    Wanted,
    Asked,
}

/// Boards that are on their way into a file.
#[derive(Debug, Default)]
pub(super) struct Collecting {
    pub(super) waiting: usize,
    pub(super) read: Vec<String>,
    pub(super) unread: Vec<String>,
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
            collecting: Collecting::default(),
            import: Import::default(),
            gone: Vec::new(),
            wanted: None,
            outdated: LiteMap::new_vec(),
        }
    }
}

impl Model {
    /// Whether a board lives in this page alone, because it could not be saved.
    pub fn is_unsaved(&self, board: BoardId) -> bool {
        self.unsaved.contains_key(&board)
    }

    /// The open board's session.
    pub fn session(&self) -> Option<&Session> {
        match &self.place {
            Place::Board(session) => Some(session),
            Place::Starting | Place::Home => None,
        }
    }

    pub(super) fn session_mut(&mut self) -> Option<&mut Session> {
        match &mut self.place {
            Place::Board(session) => Some(session),
            Place::Starting | Place::Home => None,
        }
    }

    /// What the list of boards calls a board.
    pub(super) fn title_in_list(&self, board: BoardId) -> String {
        self.entries.iter().find(|entry| entry.board == board).map_or_else(String::new, |entry| entry.title.clone())
    }

    /// Takes a board out of the bin, if it is in there.
    pub(super) fn take_out_of_bin(&mut self, board: BoardId) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.board == board) {
            entry.shelf = Shelf::Boards;
        }
    }

    /// What was said of a change is not about the next one.
    pub(super) fn forget_last_change(&mut self) {
        if self.notice.as_ref().is_some_and(Notice::is_of_last_change) {
            self.notice = None;
        }
    }
}
