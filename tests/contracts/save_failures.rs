//! A save that fails is reported and retried; the board keeps working, and no good save is lost.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, HomeEvent, Saving, StorageProblem};
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::Generation;

use crate::support::notes;
use crate::support::page::Page;
use crate::support::storage::{Disk, FULL};

const BLOCKED: Disk = Disk::Fails(StorageProblem::Blocked);

#[test]
fn failed_save_is_reported_and_retried() {
    for problem in [StorageProblem::Full, StorageProblem::Unfaithful] {
        let mut page = Page::saved();
        page.disk = Disk::Fails(problem);
        page.title("precious");
        page.advance(400);
        assert_eq!(page.saving(), Saving::Failed(problem));
        page.note("a");
        assert_eq!(notes(page.session().replica.board()), "V a");
        page.advance(400);
        assert_eq!(page.saving(), Saving::Failed(problem));
        page.disk = Disk::Works;
        page.advance(11_000);
        assert_eq!((page.saving(), page.stored_title(page.board())), (Saving::Saved, String::from("precious")));
    }
}

#[test]
fn failed_save_is_retried_on_change_and_on_hide() {
    let mut page = Page::saved();
    page.disk = FULL;
    page.title("one");
    page.advance(400);
    page.disk = Disk::Works;
    page.title("two");
    page.advance(350);
    assert_eq!(page.saving(), Saving::Saved);

    page.disk = FULL;
    page.title("three");
    page.advance(400);
    page.disk = Disk::Works;
    page.send(BoardEvent::PageHidden);
    assert_eq!((page.saving(), page.stored_title(page.board())), (Saving::Saved, String::from("three")));
}

/// Storage is full and the person keeps writing: the page must not end up saving all the time.
#[test]
fn retries_do_not_pile_up() {
    let mut page = Page::saved();
    page.disk = FULL;
    for number in 0..30 {
        page.title(&format!("t{number}"));
        page.advance(400);
    }
    page.saves.clear();
    page.advance(60_000);
    assert!(page.saves.len() <= 12, "{} saves in a minute without a change", page.saves.len());
    assert!(page.timers() <= 2, "{} timers", page.timers());
}

#[test]
fn failed_save_spares_the_last_good_one() {
    let mut page = Page::saved();
    let board = page.board();
    let good = page.store.borrow().boards[&board].clone();
    page.disk = FULL;
    for number in 0..5 {
        page.title(&format!("t{number}"));
        page.advance(400);
    }
    let slots: Vec<_> = page.saves.iter().map(|save| Generation(save.generation).slot()).collect();
    let newest = stored::read(board, &good).unwrap().generation;
    assert!(slots.iter().all(|place| *place != newest.slot()), "a save that failed went where the last good one is");
}

#[test]
fn board_without_storage_lives_in_memory() {
    let mut page = Page::unstarted(1, &Rc::default());
    page.start("", BLOCKED);
    page.send(BoardEvent::NewBoard);
    let board = page.board();
    page.title("in memory");
    page.note("a");
    page.advance(60_000);
    page.send(BoardEvent::PageHidden);
    assert_eq!(page.saving(), Saving::Failed(StorageProblem::Blocked));
    assert_eq!(page.saves, [], "nothing is asked of storage that is blocked");
    page.send(BoardEvent::GoHome);
    assert!(page.model.is_unsaved(board));
    page.send(BoardEvent::NewBoard);
    page.send(BoardEvent::GoHome);
    assert_eq!(page.model.entries.len(), 2);
    page.send(HomeEvent::OpenBoard(board));
    assert_eq!((page.session().replica.board().title(), notes(page.session().replica.board()).as_str()), ("in memory", "V a"));
    assert_eq!(page.saving(), Saving::Failed(StorageProblem::Blocked));
}

#[test]
fn unsaved_board_survives_leaving_it() {
    let mut page = Page::saved();
    let board = page.board();
    page.disk = FULL;
    page.title("kept");
    page.send(BoardEvent::GoHome);
    assert!(page.model.is_unsaved(board));
    page.send(HomeEvent::OpenBoard(board));
    assert_eq!(page.session().replica.board().title(), "kept");
    page.send(BoardEvent::NewBoard);
    page.send(HomeEvent::OpenBoard(board));
    assert_eq!(page.session().replica.board().title(), "kept");
    page.disk = Disk::Works;
    page.advance(11_000);
    assert_eq!((page.saving(), page.stored_title(board)), (Saving::Saved, String::from("kept")));
    assert!(!page.model.is_unsaved(board));
}

#[test]
fn banner_shows_since_when_until_saved() {
    let mut page = Page::saved();
    page.disk = FULL;
    page.title("one");
    page.advance(400);
    let since = page.session().trouble.unwrap().since;
    for number in 0..5 {
        page.title(&format!("t{number}"));
        assert_eq!(page.session().trouble.map(|trouble| trouble.since), Some(since), "it does not flicker while a retry waits");
        page.advance(5_000);
    }
    page.disk = Disk::Works;
    page.advance(11_000);
    assert_eq!((page.session().trouble, page.saving()), (None, Saving::Saved));
}

#[test]
fn full_storage_names_the_biggest_boards() {
    let mut page = Page::saved();
    for (title, notes) in [("Small", 1), ("Big", 40), ("Bigger", 80)] {
        page.send(BoardEvent::NewBoard);
        page.title(title);
        (0..notes).for_each(|number| page.note(&format!("{number}{}", "x".repeat(300))));
        page.advance(1_000);
    }
    page.send(BoardEvent::NewBoard);
    page.disk = FULL;
    page.title("new");
    page.advance(400);
    let named: Vec<&str> = page.session().biggest.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(named, ["Bigger", "Big"]);
    page.disk = Disk::Works;
    page.advance(11_000);
    assert!(page.session().biggest.is_empty());
}
