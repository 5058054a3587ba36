//! The state of the program, as plain data.

use litemap::LiteMap;

use super::double_press::LastMade;
use super::notice::{Import, Notice};
use super::session::Session;
use super::storage::{Storage, Unsaved};
use crate::core::document::id::{BoardId, DeviceId};
use crate::core::format::index::{Entry, Shelf};
use crate::core::replica::withheld::Withheld;

/// The state of the program.
#[derive(Debug)]
pub struct Model {
    /// The device id of this page; set at the start.
    pub device: DeviceId,
    /// Whether this page can save.
    pub storage: Storage,
    /// The boards on this device, including the bin.
    pub entries: Vec<Entry>,
    /// Whether the browser was asked to keep its storage.
    pub(super) keeping: Keeping,
    /// What is open.
    pub place: Place,
    /// The notice shown until it is dismissed.
    pub notice: Option<Notice>,
    /// Boards that were closed before they could be saved. They live as long as the page.
    pub(super) unsaved: LiteMap<BoardId, Unsaved>,
    /// The boards being collected into one file.
    pub(super) collecting: Collecting,
    /// The import of a file of many boards, while storage is asked for them.
    pub(super) import: Import,
    /// What a press has made last.
    pub(super) last_made: LastMade,
    /// Entries of the index whose boards were missing from storage at the start.
    pub(super) gone: Vec<Entry>,
    /// The boards that were deleted for ever: what is left of them is not brought back.
    pub(super) erased: Vec<BoardId>,
    /// A board that was to be opened but is not in storage: a second copy may exist.
    pub(super) wanted: Option<BoardId>,
    /// Boards that a newer version has open in another tab: read-only here, as long as the page lives.
    pub(super) outdated: LiteMap<BoardId, ()>,
}

/// What is open.
#[derive(Debug)]
pub enum Place {
    /// Nothing yet: the program has not started, or a board is loading.
    Starting,
    /// The list of boards.
    Home,
    /// A board.
    Board(Box<Session>),
}

/// Whether the browser was asked to keep its storage: once, after the first save of something a person has written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keeping {
    NotYet,
    Wanted,
    Asked,
}

/// Boards being collected into one file.
#[derive(Debug, Default)]
pub(super) struct Collecting {
    pub(super) waiting: usize,
    pub(super) read: Vec<String>,
    pub(super) unread: Vec<String>,
    pub(super) withheld: Vec<(String, Withheld)>,
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
            last_made: LastMade::default(),
            gone: Vec::new(),
            erased: Vec::new(),
            wanted: None,
            outdated: LiteMap::new_vec(),
        }
    }
}

impl Model {
    /// Whether only this page holds a board, because it could not be saved.
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

    /// The title of a board in the index.
    pub(super) fn title_in_list(&self, board: BoardId) -> String {
        self.entries.iter().find(|entry| entry.board == board).map_or_else(String::new, |entry| entry.title.clone())
    }

    /// Takes a board out of the bin, if it is there.
    pub(super) fn take_out_of_bin(&mut self, board: BoardId) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.board == board) {
            entry.shelf = Shelf::Boards;
        }
    }

    /// Dismisses a notice about the last change, because another change follows.
    pub(super) fn forget_last_change(&mut self) {
        if self.notice.as_ref().is_some_and(Notice::is_of_last_change) {
            self.notice = None;
        }
    }
}
