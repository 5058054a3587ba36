//! A page that comes back by Back or Forward is as it was left, and was told nothing meanwhile. It showed an old board, and an old list
//! of boards, until another tab wrote something.

use std::rc::Rc;

use alignment_board::core::app::{Event, Saving, StorageProblem};

use crate::support::page::{Disk, Page, texts};

/// Two pages with one board, saved; what one does from now on, the other does not hear.
fn asleep() -> (Page, Page) {
    let mut awake = Page::with_new_board();
    awake.note("start");
    awake.pass(1_000);
    let mut asleep = Page::open(2, &awake.store, &awake.fragment);
    asleep.pass(1_000);
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
    awake.pass(1_000);
    asleep.come_back();
    assert_eq!(texts(&asleep), "V start meanwhile");
    asleep.pass(60_000);
    assert_eq!((asleep.saving(), asleep.saves.len()), (Saving::Saved, 0));
    // And goes on from there.
    asleep.note("more");
    asleep.pass(1_000);
    assert_eq!(texts(&Page::open(3, &asleep.store, &asleep.fragment)), "V start meanwhile more");
}

#[test]
fn nothing_happens_when_nobody_was_there_meanwhile() {
    let (_, mut asleep) = asleep();
    asleep.come_back();
    asleep.pass(60_000);
    assert_eq!((texts(&asleep).as_str(), asleep.saving(), asleep.saves.len()), ("V start", Saving::Saved, 0));
    assert!(asleep.said.is_empty());
}

/// The profile of the browser was put back from a copy, say.
#[test]
fn what_storage_lacks_is_saved_again() {
    let (_, mut asleep) = asleep();
    let old = asleep.store.borrow().boards.clone();
    asleep.note("only here");
    asleep.pass(1_000);
    asleep.store.borrow_mut().boards = old;
    asleep.come_back();
    asleep.pass(1_000);
    assert_eq!(asleep.saving(), Saving::Saved);
    assert_eq!(texts(&Page::open(3, &asleep.store, &asleep.fragment)), "V start only here");
}

#[test]
fn a_change_that_waits_to_be_saved_is_saved_with_what_came_meanwhile() {
    let (mut awake, mut asleep) = asleep();
    awake.note("meanwhile");
    awake.pass(1_000);
    asleep.note("here");
    asleep.come_back();
    asleep.pass(1_000);
    assert_eq!((texts(&asleep).split(' ').count(), asleep.saving()), (4, Saving::Saved));
    assert_eq!(texts(&Page::open(3, &asleep.store, &asleep.fragment)), texts(&asleep));
}

#[test]
fn a_board_that_was_erased_meanwhile_is_not_called_saved() {
    let (_, mut asleep) = asleep();
    asleep.erase_unheard();
    asleep.come_back();
    assert_eq!((asleep.saving(), texts(&asleep).as_str()), (Saving::Failed(StorageProblem::Erased), "V start"));
}

#[test]
fn the_list_of_boards_is_the_stored_one() {
    let (mut home, boards) = Page::at_home(&["Old", "Stays"]);
    let mut other = Page::open(2, &home.store, "");
    other.send(Event::NewBoard);
    other.title("New");
    other.pass(1_000);
    other.send(Event::GoHome);
    other.send(Event::BinBoard(boards[0]));
    other.send(Event::EraseBoard(boards[0]));
    home.come_back();
    assert_eq!(titles(&home), titles(&other));
    assert_eq!(titles(&home).len(), 2);
}

#[test]
fn a_board_that_could_not_be_saved_stays_in_the_list() {
    let mut page = Page::open(1, &Rc::default(), "");
    page.disk = Disk::Fails(StorageProblem::Full);
    page.send(Event::NewBoard);
    page.title("Unsaved");
    page.pass(1_000);
    page.send(Event::GoHome);
    page.disk = Disk::Works;
    page.come_back();
    assert_eq!(titles(&page), ["Unsaved"]);
}

#[test]
fn storage_that_cannot_be_read_takes_nothing_away() {
    let (_, mut asleep) = asleep();
    let before = titles(&asleep).len();
    asleep.disk = Disk::Fails(StorageProblem::Blocked);
    asleep.come_back();
    assert_eq!((texts(&asleep).as_str(), titles(&asleep).len()), ("V start", before));
    assert_eq!(asleep.saving(), Saving::Failed(StorageProblem::Blocked));
    asleep.disk = Disk::Works;
    asleep.note("more");
    asleep.pass(20_000);
    assert_eq!(asleep.saving(), Saving::Saved);
}
