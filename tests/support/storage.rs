//! A browser's storage in memory: what all pages of one browser share, and the ways in which it fails.

use std::collections::{BTreeMap, BTreeSet};

use alignment_board::core::app::{BoardEvent, Effect, Event, ExchangeEvent, StorageProblem, StoredKeys};
use alignment_board::core::document::id::{BoardId, PersonId, Thing};
use alignment_board::core::format::stored::{Generation, Slot, Slots};

/// What one browser stores for all its pages.
#[derive(Clone, Debug, Default)]
pub(crate) struct Store {
    pub(crate) boards: BTreeMap<BoardId, Slots>,
    pub(crate) private_stores: BTreeMap<BoardId, Slots>,
    pub(crate) index: Option<String>,
    /// Unfinished notes: of this board, this person if notes are private, and this layer.
    pub(crate) drafts: BTreeMap<(BoardId, Option<PersonId>, Thing), String>,
    /// Texts of other programs, found in the place of the index.
    pub(crate) foreign: Vec<String>,
    /// The boards that were deleted for ever, and not saved since.
    pub(crate) erased: BTreeSet<BoardId>,
    pub(crate) quarantine: Vec<(BoardId, String)>,
    /// The second copies of boards, each with its private store.
    pub(crate) copies: BTreeMap<BoardId, (String, Option<String>)>,
}

/// How storage behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disk {
    Works,
    Fails(StorageProblem),
    /// The browser dies after the private store was written and before the board is.
    Breaks,
    /// Saves and loads are held back until [`Page::answer`](super::page::Page::answer).
    Silent,
}

/// Storage that is full.
pub(crate) const FULL: Disk = Disk::Fails(StorageProblem::Full);

impl Store {
    /// What a page finds when it starts.
    pub(super) fn keys(&self, disk: Disk) -> Result<StoredKeys, StorageProblem> {
        match disk {
            Disk::Fails(problem) => Err(problem),
            Disk::Works | Disk::Silent | Disk::Breaks => Ok(StoredKeys {
                boards: self.boards.keys().copied().collect(),
                index: self.index.clone(),
                erased: self.erased.iter().copied().collect(),
            }),
        }
    }

    /// Performs a save or a load; returns the answer and the storage events that other tabs get.
    pub(super) fn perform(&mut self, effect: Effect, disk: Disk) -> (Event, Vec<Event>) {
        match effect {
            Effect::Save { board, over, generation, text, private_store } => {
                let there = self.boards.get(&board).cloned().unwrap_or_default();
                match disk {
                    Disk::Works | Disk::Silent if there.heads() != over => {
                        let private_store = self.private_stores.get(&board).cloned().unwrap_or_default();
                        let slots = Ok([there, private_store]);
                        (BoardEvent::Reread { board, slots, was_erased: self.erased.contains(&board) }.into(), Vec::new())
                    }
                    Disk::Works | Disk::Silent => {
                        let events = self.write(board, generation, text, private_store);
                        (BoardEvent::Saved { board, generation, result: Ok(()) }.into(), events)
                    }
                    Disk::Breaks => {
                        if private_store.is_some() {
                            *slot(self.private_stores.entry(board).or_default(), generation) = private_store;
                        }
                        (BoardEvent::Saved { board, generation, result: Err(StorageProblem::Full) }.into(), Vec::new())
                    }
                    Disk::Fails(problem) => (BoardEvent::Saved { board, generation, result: Err(problem) }.into(), Vec::new()),
                }
            }
            Effect::Load { board, purpose } => (Event::Loaded { board, slots: self.load(board, disk), purpose }, Vec::new()),
            Effect::Reread(board) => {
                let was_erased = self.erased.contains(&board);
                (BoardEvent::Reread { board, slots: self.load(board, disk), was_erased }.into(), Vec::new())
            }
            Effect::FetchStored(board) => (ExchangeEvent::StoredFetched { board, slots: self.load(board, disk) }.into(), Vec::new()),
            other => panic!("storage was asked for {other:?}"),
        }
    }

    fn load(&self, board: BoardId, disk: Disk) -> Result<[Slots; 2], StorageProblem> {
        let of = |places: &BTreeMap<BoardId, Slots>| places.get(&board).cloned().unwrap_or_default();
        match disk {
            Disk::Fails(problem) => Err(problem),
            Disk::Works | Disk::Silent | Disk::Breaks => Ok([of(&self.boards), of(&self.private_stores)]),
        }
    }

    fn write(&mut self, board: BoardId, generation: Generation, text: String, private_store: Option<String>) -> Vec<Event> {
        self.erased.remove(&board);
        self.copies.insert(board, (text.clone(), private_store.clone()));
        let mut events: Vec<Event> = Vec::new();
        events.extend(private_store.clone().map(|text| BoardEvent::PrivateStoreElsewhere { board, text }.into()));
        events.push(BoardEvent::StoredElsewhere { board, slot: generation.slot(), text: Some(text.clone()) }.into());
        *slot(self.private_stores.entry(board).or_default(), generation) = private_store;
        *slot(self.boards.entry(board).or_default(), generation) = Some(text);
        events
    }

    /// Erases a board; returns the storage events that other tabs get.
    pub(super) fn erase(&mut self, board: BoardId) -> Vec<Event> {
        self.erased.insert(board);
        self.boards.remove(&board);
        self.copies.remove(&board);
        self.private_stores.remove(&board);
        [Slot::A, Slot::B].map(|slot| BoardEvent::StoredElsewhere { board, slot, text: None }.into()).into()
    }
}

/// The slot of a generation.
pub(crate) fn slot(slots: &mut Slots, generation: Generation) -> &mut Option<String> {
    match generation.slot() {
        Slot::A => &mut slots.a,
        Slot::B => &mut slots.b,
    }
}
