//! The browser's back/forward cache restores a page as it was left, without anything that happened meanwhile. Such a page showed an old
//! board, and an old list of boards, until another tab wrote something.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, HomeEvent, Saving, StorageProblem};

use crate::support::page::{Page, texts};
use crate::support::storage::Disk;

/// Two pages with one saved board; from now on the second one, in the cache, receives nothing.
fn two_pages() -> (Page, Page) {
    let mut active = Page::with_new_board();
    active.note("start");
    active.advance(1_000);
    let mut cached = Page::open(2, &active.store, &active.fragment);
    cached.advance(1_000);
    cached.saves.clear();
    (active, cached)
}

fn titles(page: &Page) -> Vec<&str> {
    page.model.entries.iter().map(|entry| entry.title.as_str()).collect()
}

#[test]
fn restored_page_shows_newer_changes_and_saves_nothing() {
    let (mut active, mut cached) = two_pages();
    active.note("meanwhile");
    active.advance(1_000);
    cached.restore_from_cache();
    assert_eq!(texts(&cached), "V start meanwhile");
    cached.advance(60_000);
    assert_eq!((cached.saving(), cached.saves.len()), (Saving::Saved, 0));
    // It continues from there.
    cached.note("more");
    cached.advance(1_000);
    assert_eq!(texts(&Page::open(3, &cached.store, &cached.fragment)), "V start meanwhile more");
}

#[test]
fn restored_page_without_news_does_nothing() {
    let (_, mut cached) = two_pages();
    cached.restore_from_cache();
    cached.advance(60_000);
    assert_eq!((texts(&cached).as_str(), cached.saving(), cached.saves.len()), ("V start", Saving::Saved, 0));
    assert!(cached.announced.is_empty());
}

/// For example after the browser's profile was restored from a backup.
#[test]
fn changes_missing_from_storage_are_saved_again() {
    let (_, mut cached) = two_pages();
    let old = cached.store.borrow().boards.clone();
    cached.note("only here");
    cached.advance(1_000);
    cached.store.borrow_mut().boards = old;
    cached.restore_from_cache();
    cached.advance(1_000);
    assert_eq!(cached.saving(), Saving::Saved);
    assert_eq!(texts(&Page::open(3, &cached.store, &cached.fragment)), "V start only here");
}

#[test]
fn unsaved_change_is_saved_together_with_newer_ones() {
    let (mut active, mut cached) = two_pages();
    active.note("meanwhile");
    active.advance(1_000);
    cached.note("here");
    cached.restore_from_cache();
    cached.advance(1_000);
    assert_eq!((texts(&cached).split(' ').count(), cached.saving()), (4, Saving::Saved));
    assert_eq!(texts(&Page::open(3, &cached.store, &cached.fragment)), texts(&cached));
}

#[test]
fn board_erased_meanwhile_is_not_called_saved() {
    let (_, mut cached) = two_pages();
    cached.erase_elsewhere();
    cached.restore_from_cache();
    assert_eq!((cached.saving(), texts(&cached).as_str()), (Saving::Failed(StorageProblem::Erased), "V start"));
}

#[test]
fn board_list_is_read_again() {
    let (mut home, boards) = Page::at_home(&["Old", "Stays"]);
    let mut other = Page::open(2, &home.store, "");
    other.send(BoardEvent::NewBoard);
    other.title("New");
    other.advance(1_000);
    other.send(BoardEvent::GoHome);
    other.send(HomeEvent::BinBoard(boards[0]));
    other.send(HomeEvent::EraseBoard(boards[0]));
    home.restore_from_cache();
    assert_eq!(titles(&home), titles(&other));
    assert_eq!(titles(&home).len(), 2);
}

#[test]
fn unsaved_board_stays_in_the_list() {
    let mut page = Page::open(1, &Rc::default(), "");
    page.disk = Disk::Fails(StorageProblem::Full);
    page.send(BoardEvent::NewBoard);
    page.title("Unsaved");
    page.advance(1_000);
    page.send(BoardEvent::GoHome);
    page.disk = Disk::Works;
    page.restore_from_cache();
    assert_eq!(titles(&page), ["Unsaved"]);
}

#[test]
fn unreadable_storage_removes_nothing() {
    let (_, mut cached) = two_pages();
    let before = titles(&cached).len();
    cached.disk = Disk::Fails(StorageProblem::Blocked);
    cached.restore_from_cache();
    assert_eq!((texts(&cached).as_str(), titles(&cached).len()), ("V start", before));
    assert_eq!(cached.saving(), Saving::Failed(StorageProblem::Blocked));
    cached.disk = Disk::Works;
    cached.note("more");
    cached.advance(20_000);
    assert_eq!(cached.saving(), Saving::Saved);
}
