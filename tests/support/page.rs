//! A page in a browser made of memory: it performs the effects of the program as the shell does, and keeps time.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use alignment_board::core::app::{
    Context, Effect, Event, LoadPurpose, Model, Saving, Session, Start, StorageProblem, StoredKeys, VERSION_LIMIT, update,
};
use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::stored::{Generation, Slot, Slots};
use alignment_board::core::format::tab;

use super::device;

/// What one browser keeps for all its pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    pub(crate) boards: BTreeMap<BoardId, Slots>,
    pub(crate) private_stores: BTreeMap<BoardId, Slots>,
    pub(crate) index: Option<String>,
    pub(crate) quarantine: Vec<(BoardId, String)>,
    /// The second copies of boards and of what lay on their private stores.
    pub(crate) copies: BTreeMap<BoardId, (String, Option<String>)>,
}

/// A save that the page asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Save {
    pub(crate) at: u64,
    pub(crate) board: BoardId,
    pub(crate) generation: u64,
    pub(crate) text: String,
}

/// How storage behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disk {
    Works,
    Fails(StorageProblem),
    /// The browser is gone between the write of the private store and that of the board.
    Breaks,
    /// Saves and loads are taken down, and answered only by [`Page::answer`].
    Silent,
}

/// A page.
pub(crate) struct Page {
    pub(crate) model: Model,
    pub(crate) store: Rc<RefCell<Store>>,
    pub(crate) disk: Disk,
    pub(crate) now: u64,
    pub(crate) fragment: String,
    pub(crate) saves: Vec<Save>,
    pub(crate) said: Vec<String>,
    pub(crate) copied: Vec<String>,
    pub(crate) downloads: Vec<(String, String)>,
    /// The former versions that this browser keeps, oldest first.
    pub(crate) versions: Vec<(String, String)>,
    /// How often the browser was asked to keep what is stored.
    pub(crate) persists: usize,
    /// Messages to other tabs that were not passed on yet.
    pub(crate) told: Vec<(BoardId, String)>,
    /// What other tabs will hear of what this page has written.
    pub(crate) written: Vec<Event>,
    following: Option<BoardId>,
    waiting: Vec<Effect>,
    timers: Vec<u64>,
    random: u64,
}

/// The notes of the open board in short.
pub(crate) fn texts(page: &Page) -> String {
    super::notes(page.session().replica.board())
}

/// When every page starts, in milliseconds since 1970.
pub(crate) const START: u64 = 1_790_000_000_000;

impl Page {
    /// A page at home, with boards of these titles, the last one in front, each with one note.
    pub(crate) fn at_home(titles: &[&str]) -> (Page, Vec<BoardId>) {
        let mut page = Page::open(1, &Rc::default(), "");
        let mut boards = Vec::new();
        for title in titles {
            page.send(Event::NewBoard);
            page.title(title);
            page.note(&title.to_lowercase());
            boards.push(page.board());
            page.pass(1_000);
            page.send(Event::GoHome);
        }
        (page, boards)
    }

    /// A page that is not started yet.
    pub(crate) fn idle(number: u64, store: &Rc<RefCell<Store>>) -> Page {
        let mut model = Model::default();
        model.device = device(number);
        Page {
            model,
            store: Rc::clone(store),
            disk: Disk::Works,
            now: START,
            fragment: String::new(),
            saves: Vec::new(),
            said: Vec::new(),
            copied: Vec::new(),
            downloads: Vec::new(),
            versions: Vec::new(),
            persists: 0,
            told: Vec::new(),
            written: Vec::new(),
            following: None,
            waiting: Vec::new(),
            timers: Vec::new(),
            random: number << 32,
        }
    }

    /// A page that is opened in this browser with this after the `#` in its address.
    pub(crate) fn open(number: u64, store: &Rc<RefCell<Store>>, fragment: &str) -> Page {
        let mut page = Page::idle(number, store);
        page.start(fragment, Disk::Works);
        page
    }

    /// A page in a browser of its own, with a new board.
    pub(crate) fn with_new_board() -> Page {
        let mut page = Page::open(1, &Rc::default(), "");
        page.send(Event::NewBoard);
        page
    }

    /// Starts the program.
    pub(crate) fn start(&mut self, fragment: &str, disk: Disk) {
        self.disk = disk;
        self.fragment = String::from(fragment);
        let start = Start { device: self.model.device, fragment: String::from(fragment), storage: self.keys() };
        self.send(Event::Started(Box::new(start)));
    }

    fn keys(&self) -> Result<StoredKeys, StorageProblem> {
        match self.disk {
            Disk::Fails(problem) => Err(problem),
            Disk::Works | Disk::Silent | Disk::Breaks => {
                let store = self.store.borrow();
                Ok(StoredKeys { boards: store.boards.keys().copied().collect(), index: store.index.clone() })
            }
        }
    }

    /// The browser shows the page again, by Back, as it was left.
    pub(crate) fn come_back(&mut self) {
        self.send(Event::CameBack(self.keys()));
    }

    /// Another page of this browser deletes the open board for ever, and this one does not hear of it.
    pub(crate) fn erase_unheard(&self) {
        let board = self.board();
        let mut home = Page::open(3, &self.store, "");
        home.send(Event::BinBoard(board));
        home.send(Event::EraseBoard(board));
    }

    /// Sends an event and performs what comes of it, answers included.
    pub(crate) fn send(&mut self, event: Event) {
        let mut events = vec![event];
        while !events.is_empty() {
            let event = events.remove(0);
            self.random += 1;
            let random = self.random;
            let context = Context { now: self.now, random: &|| random };
            for effect in update(&mut self.model, event, &context) {
                events.extend(self.perform(effect));
            }
        }
    }

    /// Types a title, a change like any other.
    pub(crate) fn title(&mut self, title: &str) {
        self.send(Event::Do(Command::SetTitle(String::from(title))));
    }

    /// Adds a note to Vision.
    pub(crate) fn note(&mut self, text: &str) {
        let texts = vec![String::from(text)];
        self.send(Event::Do(Command::AddNotes { layer: Layer::Vision, texts, colour: Colour::Butter, author: None }));
    }

    /// Lets time pass; timers ring in their order.
    pub(crate) fn pass(&mut self, milliseconds: u64) {
        let end = self.now + milliseconds;
        loop {
            self.timers.sort_unstable();
            match self.timers.first().copied().filter(|due| *due <= end) {
                Some(due) => {
                    self.timers.remove(0);
                    self.now = self.now.max(due);
                    self.send(Event::Woken);
                }
                None => break,
            }
        }
        self.now = end;
    }

    /// Sets the clock back. Timers run on: they do not follow the clock.
    pub(crate) fn set_back(&mut self, milliseconds: u64) {
        self.now -= milliseconds;
        self.timers.iter_mut().for_each(|due| *due -= milliseconds);
    }

    /// How many timers run.
    pub(crate) fn timers(&self) -> usize {
        self.timers.len()
    }

    /// Storage answers the oldest load or save that it has taken down.
    pub(crate) fn answer(&mut self, disk: Disk) {
        let effect = self.waiting.remove(0);
        let before = std::mem::replace(&mut self.disk, disk);
        let event = self.store_effect(effect);
        self.disk = before;
        self.send(event);
    }

    /// How many loads and saves wait for an answer.
    pub(crate) fn unanswered(&self) -> usize {
        self.waiting.len()
    }

    /// The open board.
    pub(crate) fn session(&self) -> &Session {
        self.model.session().expect("a board is open")
    }

    /// Its id.
    pub(crate) fn board(&self) -> BoardId {
        self.session().board
    }

    /// Where its latest change is.
    pub(crate) fn saving(&self) -> Saving {
        self.session().saving
    }

    fn perform(&mut self, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Save { board, generation, ref text, .. } => {
                self.saves.push(Save { at: self.now, board, generation: generation.0, text: text.clone() });
                self.perform_store(effect)
            }
            Effect::Load { .. } => self.perform_store(effect),
            Effect::SaveIndex(text) => {
                if self.disk == Disk::Works {
                    self.written.push(Event::IndexElsewhere(text.clone()));
                    self.store.borrow_mut().index = Some(text);
                }
                None
            }
            Effect::Quarantine { board, text, .. } | Effect::QuarantinePrivateStore { board, text, .. } => {
                self.store.borrow_mut().quarantine.push((board, text));
                None
            }
            Effect::Erase(board) => {
                self.store.borrow_mut().boards.remove(&board);
                self.store.borrow_mut().copies.remove(&board);
                self.written.extend([Slot::A, Slot::B].map(|slot| Event::StoredElsewhere { board, slot, text: None }));
                self.store.borrow_mut().private_stores.remove(&board);
                None
            }
            Effect::Follow(board) => {
                self.following = board;
                None
            }
            Effect::Tell(board, delta) => {
                self.told.extend(self.following.filter(|following| *following == board).map(|_| (board, tab::write(board, delta))));
                None
            }
            Effect::KeepVersion { name, text, .. } => {
                let end = |name: &str| name.rsplit('/').next().map(String::from);
                if self.versions.last().is_none_or(|(newest, _)| end(newest) != end(&name)) {
                    self.versions.push((name, text));
                }
                if self.versions.len() > VERSION_LIMIT {
                    self.versions.remove(0);
                }
                None
            }
            Effect::ListCopies => Some(Event::Copies(self.store.borrow().copies.keys().copied().collect())),
            Effect::ReadCopy(board) => {
                let (text, private_store) = self
                    .store
                    .borrow()
                    .copies
                    .get(&board)
                    .cloned()
                    .map_or((None, None), |(text, private_store)| (Some(text), private_store));
                Some(Event::CopyRead { board, text, private_store })
            }
            Effect::ListVersions(board) => {
                Some(Event::Versions { board, names: self.versions.iter().map(|(name, _)| name.clone()).collect() })
            }
            Effect::ReadVersion { board, name } => {
                let text = self.versions.iter().find(|(other, _)| *other == name).map(|(_, text)| text.clone());
                Some(Event::VersionRead { board, text })
            }
            Effect::Persist => {
                self.persists += 1;
                None
            }
            Effect::Measure => {
                let store = self.store.borrow();
                let size = |slots: &Slots| slots.a.as_ref().map_or(0, String::len) + slots.b.as_ref().map_or(0, String::len);
                Some(Event::Measured(store.boards.iter().map(|(board, slots)| (*board, size(slots))).collect()))
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
            Effect::Announce(said) => {
                self.said.push(format!("{said:?}"));
                None
            }
            _ => None,
        }
    }

    fn perform_store(&mut self, effect: Effect) -> Option<Event> {
        if self.disk == Disk::Silent {
            self.waiting.push(effect);
            return None;
        }
        Some(self.store_effect(effect))
    }

    fn store_effect(&mut self, effect: Effect) -> Event {
        match effect {
            Effect::Save { board, over, generation, text, private_store } => {
                let mut store = self.store.borrow_mut();
                let result = match self.disk {
                    Disk::Fails(problem) => Err(problem),
                    Disk::Breaks => {
                        if private_store.is_some() {
                            *slot(store.private_stores.entry(board).or_default(), generation) = private_store;
                        }
                        Err(StorageProblem::Full)
                    }
                    Disk::Works | Disk::Silent => {
                        let there = store.boards.get(&board).cloned().unwrap_or_default();
                        if there.heads() != over {
                            let private_store = store.private_stores.get(&board).cloned().unwrap_or_default();
                            return Event::Loaded { board, slots: Ok([there, private_store]), purpose: LoadPurpose::Merge };
                        }
                        store.copies.insert(board, (text.clone(), private_store.clone()));
                        let place = generation.slot();
                        self.written.extend(private_store.clone().map(|text| Event::PrivateStoreElsewhere { board, text }));
                        self.written.push(Event::StoredElsewhere { board, slot: place, text: Some(text.clone()) });
                        *slot(store.private_stores.entry(board).or_default(), generation) = private_store;
                        *slot(store.boards.entry(board).or_default(), generation) = Some(text);
                        Ok(())
                    }
                };
                Event::Saved { board, generation, result }
            }
            Effect::Load { board, purpose } => {
                let store = self.store.borrow();
                let of = |places: &BTreeMap<BoardId, Slots>| places.get(&board).cloned().unwrap_or_default();
                let slots = match self.disk {
                    Disk::Fails(problem) => Err(problem),
                    Disk::Works | Disk::Silent | Disk::Breaks => Ok([of(&store.boards), of(&store.private_stores)]),
                };
                Event::Loaded { board, slots, purpose }
            }
            other => panic!("storage was asked for {other:?}"),
        }
    }
}

/// The place of a generation.
pub(crate) fn slot(slots: &mut Slots, generation: Generation) -> &mut Option<String> {
    match generation.slot() {
        Slot::A => &mut slots.a,
        Slot::B => &mut slots.b,
    }
}
