//! The program in several tabs of one browser: what it calls saved is in storage, whoever saves, whatever message is lost, and whichever
//! tab is killed.

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Event, HomeEvent, Saving, StorageProblem};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::command::{Command, Destination};
use alignment_board::core::document::Document;
use alignment_board::core::document::id::{BoardId, NoteId};
use alignment_board::core::format::stored;
use alignment_board::core::replica::history::Direction;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::checks::check_board;
use super::config;
use super::values::text;
use super::world::pick;
use crate::support::page::Page;
use crate::support::storage::{Disk, Store};

/// What happens in a tab.
#[derive(Clone, Debug)]
enum TabEvent {
    Note(String),
    Title(String),
    Edit(Index, String),
    Delete(Index),
    Move(Index, Index),
    Step(Direction),
    Pass(u64),
    Hide,
    /// One of the waiting messages arrives, and perhaps stays to arrive again.
    Receive(Index, bool),
    Lose(Index),
    /// The tab is killed and reopened.
    Kill,
    Disk(Disk),
}

fn tab_event() -> impl Strategy<Value = TabEvent> {
    let direction = select(&[Direction::Undo, Direction::Redo][..]);
    let disk = select(&[Disk::Works, Disk::Works, Disk::Works, Disk::Fails(StorageProblem::Full)][..]);
    prop_oneof![
        6 => text().prop_map(TabEvent::Note),
        2 => text().prop_map(TabEvent::Title),
        4 => (any::<Index>(), text()).prop_map(|(note, text)| TabEvent::Edit(note, text)),
        2 => any::<Index>().prop_map(TabEvent::Delete),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(note, before)| TabEvent::Move(note, before)),
        4 => direction.prop_map(TabEvent::Step),
        8 => (0..3_000u64).prop_map(TabEvent::Pass),
        1 => Just(TabEvent::Hide),
        12 => (any::<Index>(), any::<bool>()).prop_map(|(message, again)| TabEvent::Receive(message, again)),
        4 => any::<Index>().prop_map(TabEvent::Lose),
        1 => Just(TabEvent::Kill),
        1 => disk.prop_map(TabEvent::Disk),
    ]
}

struct Browser {
    board: BoardId,
    store: Rc<RefCell<Store>>,
    pages: Vec<Page>,
    /// What was sent to each tab and has not arrived.
    waiting: Vec<Vec<Event>>,
    /// Everything that any tab has called saved.
    promised: Document,
    opened: u64,
}

impl Browser {
    fn new(tabs: usize) -> Browser {
        let mut first = Page::with_new_board();
        first.title("start");
        first.advance(1_000);
        let (board, store) = (first.board(), Rc::clone(&first.store));
        let promised = first.session().replica.document().clone();
        let mut browser =
            Browser { board, store, pages: vec![first], waiting: (0..tabs).map(|_| Vec::new()).collect(), promised, opened: 1 };
        for _ in 1..tabs {
            let page = browser.open();
            browser.pages.push(page);
        }
        browser
    }

    fn open(&mut self) -> Page {
        self.opened += 1;
        let mut page = Page::open(self.opened, &self.store, "");
        page.send(HomeEvent::OpenBoard(self.board));
        page
    }

    fn stored(&self) -> Result<Document, TestCaseError> {
        let slots = self.store.borrow().boards.get(&self.board).cloned().unwrap_or_default();
        let loaded = stored::read(self.board, &slots);
        loaded.map(|loaded| loaded.document).map_err(|error| TestCaseError::fail(format!("the stored board does not open: {error:?}")))
    }

    fn apply(&mut self, who: usize, tab_event: &TabEvent) -> Result<(), TestCaseError> {
        let board = self.pages[who].session().replica.board();
        let notes: Vec<NoteId> = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer)).collect();
        let note = |index| pick(&notes, index);
        let command = match tab_event {
            TabEvent::Edit(which, text) => note(which).map(|note| Command::EditNote { note, text: text.clone() }),
            TabEvent::Delete(which) => note(which).map(Command::DeleteNote),
            TabEvent::Move(which, before) => {
                note(which).zip(note(before)).map(|(note, before)| Command::MoveNote { note, to: Destination::Before(before) })
            }
            _ => None,
        };
        let waiting = &mut self.waiting[who];
        let places: Vec<usize> = (0..waiting.len()).collect();
        let page = &mut self.pages[who];
        match tab_event {
            TabEvent::Note(text) => page.note(text),
            TabEvent::Title(text) => page.title(text),
            TabEvent::Edit(..) | TabEvent::Delete(_) | TabEvent::Move(..) => command.into_iter().for_each(|command| page.act(command)),
            TabEvent::Step(direction) => page.send(BoardEvent::Step(*direction)),
            TabEvent::Pass(milliseconds) => page.advance(*milliseconds),
            TabEvent::Hide => page.send(BoardEvent::PageHidden),
            TabEvent::Receive(message, again) => {
                if let Some(place) = pick(&places, message) {
                    let event = if *again { waiting[place].clone() } else { waiting.swap_remove(place) };
                    page.send(event);
                }
            }
            TabEvent::Lose(message) => {
                if let Some(place) = pick(&places, message) {
                    waiting.remove(place);
                }
            }
            TabEvent::Kill => {
                self.pages[who] = self.open();
                self.waiting[who].clear();
            }
            TabEvent::Disk(disk) => page.disk = *disk,
        }
        let page = &mut self.pages[who];
        let messages = std::mem::take(&mut page.messages).into_iter().map(|(board, text)| BoardEvent::Told { board, text }.into());
        let sent: Vec<Event> = messages.chain(std::mem::take(&mut page.storage_events)).collect();
        for (_, waiting) in self.waiting.iter_mut().enumerate().filter(|(other, _)| *other != who) {
            waiting.extend(sent.iter().cloned());
        }
        self.check(who)
    }

    /// What the tab calls saved is in storage, and so is everything that was ever called saved.
    fn check(&mut self, who: usize) -> Result<(), TestCaseError> {
        let page = &self.pages[who];
        if page.saving() == Saving::Saved {
            self.promised.merge(page.session().replica.document().clone());
        }
        let mut stored = self.stored()?;
        prop_assert_eq!(stored.merge(self.promised.clone()), [], "what was called saved is not stored");
        Ok(())
    }

    /// Storage works again, no more messages arrive, and time passes: everything that any tab has is saved, and a new tab shows it.
    fn end(mut self) -> Result<(), TestCaseError> {
        let mut expected = self.promised.clone();
        for page in &mut self.pages {
            expected.merge(page.session().replica.document().clone());
            page.disk = Disk::Works;
            page.advance(60_000);
            prop_assert_eq!(page.saving(), Saving::Saved);
        }
        let page = self.open();
        prop_assert_eq!(page.session().replica.document(), &expected);
        check_board(page.session().replica.board(), page.session().replica.document())
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn what_any_tab_calls_saved_is_saved(tabs in 2..=4usize, history in prop::collection::vec((any::<Index>(), tab_event()), 1..80)) {
        let mut browser = Browser::new(tabs);
        for (who, tab_event) in &history {
            browser.apply(who.index(tabs), tab_event)?;
        }
        browser.end()?;
    }
}
