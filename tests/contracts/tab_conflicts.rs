//! What another tab does to the board itself: a newer version takes over, the board is erased or renamed on Home.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Curtain, Event, ExchangeEvent, HomeEvent, Notice, Saving, StorageProblem};
use alignment_board::core::board::Board;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::Slot;
use alignment_board::core::replica::history::Direction;
use alignment_board::core::replica::private_store::Hidden;

use crate::support::contributions::{contribution_link, facilitator, participant, person};
use crate::support::page::{Page, texts};
use crate::support::storage::Disk;
use crate::support::tabs::{deliver_storage_events, two_tabs};

fn is_outdated(page: &Page) -> bool {
    page.saving() == Saving::Failed(StorageProblem::Newer)
}

/// Fails unless the page changes and writes nothing any more, and offers what is stored as a download.
fn check_outdated(page: &mut Page) {
    assert!(is_outdated(page));
    let (board, before, there) = (page.board(), texts(page), page.store.borrow().boards.clone());
    page.saves.clear();
    page.note("too late");
    page.send(BoardEvent::Step(Direction::Undo));
    page.send(BoardEvent::PageHidden);
    page.advance(60_000);
    assert_eq!((texts(page), page.saves.len()), (before, 0));
    page.send(ExchangeEvent::DownloadStored);
    let download = page.downloads.last().unwrap().1.clone();
    assert!(there[&board].a.iter().chain(&there[&board].b).all(|text| download.contains(text.as_str())));
    page.send(BoardEvent::GoHome);
    page.send(HomeEvent::OpenBoard(board));
    page.advance(60_000);
    assert_eq!(page.store.borrow().boards, there);
}

#[test]
fn older_version_stops_writing_on_a_newer_message() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    let (board, text) = one.messages.remove(0);
    two.send(BoardEvent::Told { board, text: text.replace("\"version\":1", "\"version\":2") });
    check_outdated(&mut two);
}

#[test]
fn older_version_stops_writing_after_a_newer_save() {
    for (is_heard, is_changed) in [(true, false), (true, true), (false, true)] {
        let (mut one, mut two) = two_tabs();
        one.note("a");
        one.advance(400);
        if is_changed {
            two.note("mine");
        }
        let Some(Event::Board(BoardEvent::StoredElsewhere { board, slot, text: Some(text) })) =
            one.storage_events.iter().find(|event| matches!(event, Event::Board(BoardEvent::StoredElsewhere { .. }))).cloned()
        else {
            panic!("nothing was written")
        };
        let newer = text.replacen("alignment-board 1 ", "alignment-board 3 ", 1);
        let mut slots = one.store.borrow().boards[&board].clone();
        match slot {
            Slot::A => slots.a = Some(newer.clone()),
            Slot::B => slots.b = Some(newer.clone()),
        }
        one.store.borrow_mut().boards.insert(board, slots);
        if is_heard {
            two.send(BoardEvent::StoredElsewhere { board, slot, text: Some(newer) });
        }
        two.advance(1_000);
        check_outdated(&mut two);
    }
}

/// A reveal, a vote behind the curtain and a contribution changed the board in memory, told other tabs, and were never saved.
#[test]
fn open_dialogs_change_nothing_on_an_outdated_page() {
    let mut host = facilitator(Secrecy::Hidden);
    let link = contribution_link(&mut participant(2, &mut host, "Ana"));
    let ana = person(&host, "Ana");
    let dot = Some((Target::Layer(Layer::Goals), Pole::Tight));
    let dialogs: [(Event, Event); 3] = [
        (BoardEvent::AskReveal(Hidden::Notes).into(), BoardEvent::Reveal.into()),
        (BoardEvent::DrawCurtain(Curtain::WhoVotes { dot }).into(), BoardEvent::Choose(Some(ana)).into()),
        (HomeEvent::FragmentChanged(link).into(), ExchangeEvent::TakeContribution.into()),
    ];
    host.note("last");
    let (board, text) = host.messages.pop().unwrap();
    let newer = text.replace("\"version\":1", "\"version\":2");
    host.advance(1_000);
    for (open, confirm) in dialogs {
        let mut page = Page::open(3, &host.store, &host.fragment);
        page.send(open);
        page.send(BoardEvent::Told { board, text: newer.clone() });
        let before = (page.session().replica.document().clone(), page.session().replica.private_store().clone());
        page.send(confirm.clone());
        let after = (page.session().replica.document().clone(), page.session().replica.private_store().clone());
        assert!(after == before, "{confirm:?}");
        assert_eq!((page.messages, page.announced), (Vec::new(), Vec::new()), "{confirm:?}");
    }
}

#[test]
fn board_erased_in_another_tab_is_not_called_saved() {
    let (one, mut two) = two_tabs();
    let board = two.board();
    let mut home = Page::open(3, &one.store, "");
    home.send(HomeEvent::BinBoard(board));
    home.storage_events.drain(..).for_each(|event| two.send(event));
    assert_eq!(two.model.notice, Some(Notice::BinnedElsewhere(board)));
    home.send(HomeEvent::EraseBoard(board));
    home.storage_events.drain(..).for_each(|event| two.send(event));
    assert_eq!(two.saving(), Saving::Failed(StorageProblem::Erased));
    two.send(BoardEvent::PageHidden);
    two.advance(60_000);
    assert!(two.saves.is_empty(), "nobody asked for it to come back");
    two.note("kept");
    two.advance(400);
    assert_eq!((two.saving(), two.stored_notes()), (Saving::Saved, String::from("V kept")));
}

#[test]
fn unheard_erasure_shows_at_the_next_save() {
    let (_, mut two) = two_tabs();
    two.erase_elsewhere();
    two.note("a");
    two.advance(400);
    assert_eq!(two.saving(), Saving::Failed(StorageProblem::Erased));
    two.note("b");
    two.advance(400);
    assert_eq!((two.saving(), two.stored_notes()), (Saving::Saved, String::from("V a b")));
}

#[test]
fn rename_on_home_reaches_the_open_board() {
    let (one, mut two) = two_tabs();
    let board = two.board();
    let mut home = Page::open(3, &one.store, "");
    two.note("a");
    home.send(HomeEvent::RenameBoard { board, title: String::from("Wards") });
    home.storage_events.drain(..).for_each(|event| two.send(event));
    two.advance(400);
    assert_eq!((two.session().replica.board().title(), two.stored_notes().as_str()), ("Wards", "V a"));
}

#[test]
fn rename_on_home_does_not_overwrite_the_open_board() {
    let (mut one, two) = two_tabs();
    let board = two.board();
    let mut home = Page::unstarted(3, &one.store);
    home.start("", Disk::Works);
    home.disk = Disk::Silent;
    home.send(HomeEvent::RenameBoard { board, title: String::from("Wards") });
    home.answer(Disk::Works);
    one.note("a");
    one.advance(400);
    home.answer(Disk::Works);
    while home.pending() > 0 {
        home.answer(Disk::Works);
    }
    assert_eq!(two.stored_notes(), "V a");
    let stored = stored::read(board, &one.store.borrow().boards[&board]).unwrap().document;
    assert_eq!(Board::of(&stored).title(), "Wards");
}

#[test]
fn board_list_follows_other_tabs() {
    let store = Rc::default();
    let (mut one, mut two) = (Page::open(1, &store, ""), Page::open(2, &store, ""));
    one.send(BoardEvent::NewBoard);
    one.title("A");
    one.advance(1_000);
    deliver_storage_events(&mut one, &mut two);
    assert_eq!(two.model.entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["A"]);
    let board = one.board();
    one.send(BoardEvent::GoHome);
    one.send(HomeEvent::BinBoard(board));
    one.send(HomeEvent::EraseBoard(board));
    deliver_storage_events(&mut one, &mut two);
    assert!(two.model.entries.is_empty());
}
