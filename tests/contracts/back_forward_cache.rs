//! A page that comes back by Back or Forward is as it was left, and was told nothing meanwhile. It showed an old board, and an old list
//! of boards, until another tab wrote something.

use std::rc::Rc;

use alignment_board::core::app::{Event, Saving, StorageProblem};

use crate::support::page::{Page, texts};
use crate::support::storage::Disk;

/// Two pages with one board, saved; what one does from now on, the other does not hear.
fn asleep() -> (Page, Page) {
    let mut awake = Page::with_new_board();
    awake.note("start");
    awake.advance(1_000);
    let mut asleep = Page::open(2, &awake.store, &awake.fragment);
    asleep.advance(1_000);
    asleep.saves.clear();
    (awake, asleep)
}

fn titles(page: &Page) -> Vec<&str> {
    page.model.entries.iter().map(|entry| entry.title.as_str()).collect()
}

#[test]
fn it_shows_what_was_written_meanwhile_and_writes_nothing() {
    let (mut awake, mut asleep) = asleep();
    awake.note("meanwhile");
    awake.advance(1_000);
    asleep.restore_from_cache();
    assert_eq!(texts(&asleep), "V start meanwhile");
    asleep.advance(60_000);
    assert_eq!((asleep.saving(), asleep.saves.len()), (Saving::Saved, 0));
    // And goes on from there.
    asleep.note("more");
    asleep.advance(1_000);
    assert_eq!(texts(&Page::open(3, &asleep.store, &asleep.fragment)), "V start meanwhile more");
}

#[test]
fn nothing_happens_when_nobody_was_there_meanwhile() {
    let (_, mut asleep) = asleep();
    asleep.restore_from_cache();
    asleep.advance(60_000);
    assert_eq!((texts(&asleep).as_str(), asleep.saving(), asleep.saves.len()), ("V start", Saving::Saved, 0));
    assert!(asleep.announced.is_empty());
}

/// The profile of the browser was put back from a copy, say.
#[test]
fn what_storage_lacks_is_saved_again() {
    let (_, mut asleep) = asleep();
    let old = asleep.store.borrow().boards.clone();
    asleep.note("only here");
    asleep.advance(1_000);
    asleep.store.borrow_mut().boards = old;
    asleep.restore_from_cache();
    asleep.advance(1_000);
    assert_eq!(asleep.saving(), Saving::Saved);
    assert_eq!(texts(&Page::open(3, &asleep.store, &asleep.fragment)), "V start only here");
}

#[test]
fn a_change_that_waits_to_be_saved_is_saved_with_what_came_meanwhile() {
    let (mut awake, mut asleep) = asleep();
    awake.note("meanwhile");
    awake.advance(1_000);
    asleep.note("here");
    asleep.restore_from_cache();
    asleep.advance(1_000);
    assert_eq!((texts(&asleep).split(' ').count(), asleep.saving()), (4, Saving::Saved));
    assert_eq!(texts(&Page::open(3, &asleep.store, &asleep.fragment)), texts(&asleep));
}

#[test]
fn a_board_that_was_erased_meanwhile_is_not_called_saved() {
    let (_, mut asleep) = asleep();
    asleep.erase_elsewhere();
    asleep.restore_from_cache();
    assert_eq!((asleep.saving(), texts(&asleep).as_str()), (Saving::Failed(StorageProblem::Erased), "V start"));
}

#[test]
fn the_list_of_boards_is_the_stored_one() {
    let (mut home, boards) = Page::at_home(&["Old", "Stays"]);
    let mut other = Page::open(2, &home.store, "");
    other.send(Event::NewBoard);
    other.title("New");
    other.advance(1_000);
    other.send(Event::GoHome);
    other.send(Event::BinBoard(boards[0]));
    other.send(Event::EraseBoard(boards[0]));
    home.restore_from_cache();
    assert_eq!(titles(&home), titles(&other));
    assert_eq!(titles(&home).len(), 2);
}

#[test]
fn a_board_that_could_not_be_saved_stays_in_the_list() {
    let mut page = Page::open(1, &Rc::default(), "");
    page.disk = Disk::Fails(StorageProblem::Full);
    page.send(Event::NewBoard);
    page.title("Unsaved");
    page.advance(1_000);
    page.send(Event::GoHome);
    page.disk = Disk::Works;
    page.restore_from_cache();
    assert_eq!(titles(&page), ["Unsaved"]);
}

#[test]
fn storage_that_cannot_be_read_takes_nothing_away() {
    let (_, mut asleep) = asleep();
    let before = titles(&asleep).len();
    asleep.disk = Disk::Fails(StorageProblem::Blocked);
    asleep.restore_from_cache();
    assert_eq!((texts(&asleep).as_str(), titles(&asleep).len()), ("V start", before));
    assert_eq!(asleep.saving(), Saving::Failed(StorageProblem::Blocked));
    asleep.disk = Disk::Works;
    asleep.note("more");
    asleep.advance(20_000);
    assert_eq!(asleep.saving(), Saving::Saved);
}
