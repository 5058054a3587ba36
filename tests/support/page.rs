//! A page in memory: it performs the program's effects as the shell does, and keeps time.

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{
    BoardEvent, Context, Effect, Event, ExchangeEvent, HomeEvent, Model, Saving, Session, Start, StorageProblem, StoredKeys, VERSION_LIMIT,
    update,
};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::{Board, Colour};
use alignment_board::core::command::Command;
use alignment_board::core::document::Document;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::Slots;
use alignment_board::core::format::tab;

use super::device;
use super::storage::{Disk, Store};

/// A save that the page asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Save {
    pub(crate) at: u64,
    pub(crate) board: BoardId,
    pub(crate) generation: u64,
    pub(crate) text: String,
}

/// A page.
pub(crate) struct Page {
    pub(crate) model: Model,
    pub(crate) store: Rc<RefCell<Store>>,
    pub(crate) disk: Disk,
    pub(crate) now: u64,
    pub(crate) fragment: String,
    pub(crate) saves: Vec<Save>,
    /// What was announced to assistive technology.
    pub(crate) announced: Vec<String>,
    pub(crate) copied: Vec<String>,
    pub(crate) downloads: Vec<(String, String)>,
    /// The former versions that this browser keeps, oldest first.
    pub(crate) versions: Vec<(String, String)>,
    /// How often the browser was asked to keep what is stored.
    pub(crate) persists: usize,
    /// Messages to other tabs, not delivered yet.
    pub(crate) messages: Vec<(BoardId, String)>,
    /// Storage events for other tabs, not delivered yet.
    pub(crate) storage_events: Vec<Event>,
    /// Whether the browser takes second copies, and answers.
    pub(crate) second_copy_disk: Disk,
    second_copy_answers: Vec<Event>,
    following: Option<BoardId>,
    unanswered: Vec<Effect>,
    timers: Vec<u64>,
    random: u64,
}

/// The open board's notes in short.
pub(crate) fn texts(page: &Page) -> String {
    super::notes(page.session().replica.board())
}

/// When every page starts, in milliseconds since 1970.
pub(crate) const START: u64 = 1_790_000_000_000;

impl Page {
    /// A page on Home with boards of these titles, newest first, each with one note.
    pub(crate) fn at_home(titles: &[&str]) -> (Page, Vec<BoardId>) {
        let mut page = Page::open(1, &Rc::default(), "");
        let mut boards = Vec::new();
        for title in titles {
            page.send(BoardEvent::NewBoard);
            page.title(title);
            page.note(&title.to_lowercase());
            boards.push(page.board());
            page.advance(1_000);
            page.send(BoardEvent::GoHome);
        }
        (page, boards)
    }

    /// A page that has not started.
    pub(crate) fn unstarted(number: u64, store: &Rc<RefCell<Store>>) -> Page {
        let mut model = Model::default();
        model.device = device(number);
        Page {
            model,
            store: Rc::clone(store),
            disk: Disk::Works,
            now: START,
            fragment: String::new(),
            saves: Vec::new(),
            announced: Vec::new(),
            copied: Vec::new(),
            downloads: Vec::new(),
            versions: Vec::new(),
            persists: 0,
            messages: Vec::new(),
            storage_events: Vec::new(),
            following: None,
            second_copy_disk: Disk::Works,
            second_copy_answers: Vec::new(),
            unanswered: Vec::new(),
            timers: Vec::new(),
            random: number << 32,
        }
    }

    /// A page that this browser opens with this fragment.
    pub(crate) fn open(number: u64, store: &Rc<RefCell<Store>>, fragment: &str) -> Page {
        let mut page = Page::unstarted(number, store);
        page.start(fragment, Disk::Works);
        page
    }

    /// A page that opens at this time.
    pub(crate) fn open_at(now: u64, store: &Rc<RefCell<Store>>, fragment: &str) -> Page {
        let mut page = Page::unstarted(5, store);
        page.now = now;
        page.start(fragment, Disk::Works);
        page
    }

    /// A page in its own browser, with a new board.
    pub(crate) fn with_new_board() -> Page {
        let mut page = Page::open(1, &Rc::default(), "");
        page.send(BoardEvent::NewBoard);
        page
    }

    /// A page with a saved board, and no save on record.
    pub(crate) fn saved() -> Page {
        let mut page = Page::with_new_board();
        page.title("start");
        page.advance(2_000);
        assert_eq!(page.saving(), Saving::Saved);
        page.saves.clear();
        page
    }

    /// A board as storage has it.
    pub(crate) fn stored(&self, board: BoardId) -> Document {
        stored::read(board, &self.store.borrow().boards[&board]).expect("a stored board").document
    }

    /// Its title.
    pub(crate) fn stored_title(&self, board: BoardId) -> String {
        Board::of(&self.stored(board)).title().into()
    }

    /// The open board's notes in short, as storage has them.
    pub(crate) fn stored_notes(&self) -> String {
        super::notes(&Board::of(&self.stored(self.board())))
    }

    /// Starts the program.
    pub(crate) fn start(&mut self, fragment: &str, disk: Disk) {
        self.disk = disk;
        self.fragment = String::from(fragment);
        let start = Start { device: self.model.device, fragment: String::from(fragment), storage: self.keys() };
        self.send(HomeEvent::Started(Box::new(start)));
    }

    fn keys(&self) -> Result<StoredKeys, StorageProblem> {
        self.store.borrow().keys(self.disk)
    }

    /// The browser shows the page again out of its back/forward cache.
    pub(crate) fn restore_from_cache(&mut self) {
        self.send(HomeEvent::CatchUp(self.keys()));
    }

    /// Another page of this browser erases the open board; this page does not hear of it.
    pub(crate) fn erase_elsewhere(&self) {
        let board = self.board();
        let mut home = Page::open(3, &self.store, "");
        home.send(HomeEvent::BinBoard(board));
        home.send(HomeEvent::EraseBoard(board));
    }

    /// Sends an event and performs its effects, answers included.
    pub(crate) fn send(&mut self, event: impl Into<Event>) {
        let mut events = vec![event.into()];
        while !events.is_empty() {
            let event = events.remove(0);
            self.random += 1;
            let random = self.random;
            let context = Context { now: self.now, random: &|| random };
            for effect in update(&mut self.model, event, &context) {
                events.extend(self.perform(effect));
            }
            events.append(&mut self.second_copy_answers);
        }
    }

    /// Performs a command.
    pub(crate) fn act(&mut self, command: Command) {
        self.send(BoardEvent::Do(command));
    }

    /// Sets the board's title.
    pub(crate) fn title(&mut self, title: &str) {
        self.act(Command::SetTitle(String::from(title)));
    }

    /// Adds a note to Vision.
    pub(crate) fn note(&mut self, text: &str) {
        let texts = vec![String::from(text)];
        self.act(Command::AddNotes { layer: Layer::Vision, texts, colour: Colour::Butter, author: None });
    }

    /// Advances the time; timers fire in order.
    pub(crate) fn advance(&mut self, milliseconds: u64) {
        let end = self.now + milliseconds;
        loop {
            self.timers.sort_unstable();
            match self.timers.first().copied().filter(|due| *due <= end) {
                Some(due) => {
                    self.timers.remove(0);
                    self.now = self.now.max(due);
                    self.send(BoardEvent::Woken);
                }
                None => break,
            }
        }
        self.now = end;
    }

    /// Sets the clock back. Timers keep running: they do not follow the clock.
    pub(crate) fn set_clock_back(&mut self, milliseconds: u64) {
        self.now -= milliseconds;
        self.timers.iter_mut().for_each(|due| *due -= milliseconds);
    }

    /// How many timers are running.
    pub(crate) fn timers(&self) -> usize {
        self.timers.len()
    }

    /// Storage answers the oldest load or save that it holds back.
    pub(crate) fn answer(&mut self, disk: Disk) {
        let effect = self.unanswered.remove(0);
        let before = std::mem::replace(&mut self.disk, disk);
        let event = self.answer_to(effect);
        self.disk = before;
        self.send(event);
    }

    /// How many loads and saves are unanswered.
    pub(crate) fn pending(&self) -> usize {
        self.unanswered.len()
    }

    /// The open board.
    pub(crate) fn session(&self) -> &Session {
        self.model.session().expect("a board is open")
    }

    /// Its id.
    pub(crate) fn board(&self) -> BoardId {
        self.session().board
    }

    /// How far the latest change has been saved.
    pub(crate) fn saving(&self) -> Saving {
        self.session().saving
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Save { board, generation, ref text, .. } => {
                self.saves.push(Save { at: self.now, board, generation: generation.0, text: text.clone() });
                self.perform_store(effect)
            }
            Effect::Load { .. } | Effect::Reread(_) | Effect::FetchStored(_) => self.perform_store(effect),
            Effect::SaveDraft { board, owner, layer, text } => {
                self.store.borrow_mut().drafts.insert((board, owner, layer), text);
                None
            }
            Effect::CheckStored { board, heads } => {
                let there = self.store.borrow().boards.get(&board).cloned().unwrap_or_default().heads();
                if there == heads { None } else { self.perform_store(Effect::Reread(board)) }
            }
            Effect::QuarantineIndex(text) => {
                self.store.borrow_mut().foreign.push(text);
                None
            }
            Effect::Next(event) => Some(*event),
            Effect::SaveIndex(text) => {
                if self.disk == Disk::Works {
                    self.storage_events.push(HomeEvent::IndexElsewhere(text.clone()).into());
                    self.store.borrow_mut().index = Some(text);
                }
                None
            }
            Effect::Quarantine { board, text, .. } | Effect::QuarantinePrivateStore { board, text, .. } => {
                self.store.borrow_mut().quarantine.push((board, text));
                None
            }
            Effect::Erase(board) => {
                let storage_events = self.store.borrow_mut().erase(board);
                self.storage_events.extend(storage_events);
                None
            }
            Effect::Follow(board) => {
                self.following = board;
                None
            }
            Effect::Tell(board, delta) => {
                self.messages.extend(self.following.filter(|following| *following == board).map(|_| (board, tab::write(board, delta))));
                None
            }
            Effect::KeepVersion { name, text, .. } => {
                let end = |name: &str| name.rsplit('/').next().map(String::from);
                if self.versions.last().is_none_or(|(newest, _)| end(newest) != end(&name)) {
                    self.versions.push((name, text));
                    // IndexedDB lists names in their order.
                    self.versions.sort_unstable();
                }
                if self.versions.len() > VERSION_LIMIT {
                    self.versions.remove(0);
                }
                None
            }
            Effect::ListCopies => Some(HomeEvent::Copies(self.store.borrow().copies.keys().copied().collect()).into()),
            Effect::ReadCopy(board) => {
                let (text, private_store) = self
                    .store
                    .borrow()
                    .copies
                    .get(&board)
                    .cloned()
                    .map_or((None, None), |(text, private_store)| (Some(text), private_store));
                Some(BoardEvent::CopyRead { board, text, private_store }.into())
            }
            Effect::ListVersions(board) => {
                Some(ExchangeEvent::Versions { board, names: self.versions.iter().map(|(name, _)| name.clone()).collect() }.into())
            }
            Effect::ReadVersion { board, name } => {
                let text = self.versions.iter().find(|(other, _)| *other == name).map(|(_, text)| text.clone());
                Some(ExchangeEvent::VersionRead { board, text }.into())
            }
            Effect::Persist => {
                self.persists += 1;
                None
            }
            Effect::Measure => {
                let store = self.store.borrow();
                let size = |slots: &Slots| slots.a.as_ref().map_or(0, String::len) + slots.b.as_ref().map_or(0, String::len);
                Some(BoardEvent::Measured(store.boards.iter().map(|(board, slots)| (*board, size(slots))).collect()).into())
            }
            Effect::Wake(after) => {
                self.timers.push(self.now + u64::from(after));
                None
            }
            Effect::SetFragment(fragment, _) => {
                self.fragment = fragment;
                None
            }
            Effect::Copy(text) => {
                self.copied.push(text);
                None
            }
            Effect::Download { name, text } => {
                self.downloads.push((name, text));
                None
            }
            Effect::Announce(announcement) => {
                self.announced.push(format!("{announcement:?}"));
                None
            }
            _ => None,
        }
    }

    fn perform_store(&mut self, effect: Effect) -> Option<Event> {
        if self.disk == Disk::Silent {
            self.unanswered.push(effect);
            return None;
        }
        Some(self.answer_to(effect))
    }

    fn answer_to(&mut self, effect: Effect) -> Event {
        let (event, storage_events) = self.store.borrow_mut().perform(effect, self.disk);
        self.storage_events.extend(storage_events);
        if let Event::Board(BoardEvent::Saved { board, generation, .. }) = event {
            let answer = |is_kept| BoardEvent::SecondCopySaved { board, generation, is_kept }.into();
            match self.second_copy_disk {
                Disk::Works => self.second_copy_answers.push(answer(true)),
                Disk::Breaks | Disk::Fails(_) => self.second_copy_answers.push(answer(false)),
                Disk::Silent => {}
            }
        }
        event
    }
}
