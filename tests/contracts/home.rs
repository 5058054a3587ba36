//! Boards are listed, renamed, duplicated, put into the bin and taken back; only what is in the bin is deleted for ever.

use std::rc::Rc;

use alignment_board::core::app::{Event, Notice, Place};
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::index::Shelf;

use crate::support::notes;
use crate::support::page::Page;

/// The list in short: `"B:1 A:1"`, `(A:1)` for what is in the bin.
fn list(page: &Page) -> String {
    let entries = page.model.entries.iter().map(|entry| match entry.shelf {
        Shelf::Boards => format!("{}:{}", entry.title, entry.notes),
        Shelf::Bin => format!("({}:{})", entry.title, entry.notes),
    });
    entries.collect::<Vec<_>>().join(" ")
}

/// The list as a page finds it that is opened now.
fn list_of_new_page(page: &Page) -> String {
    list(&Page::open(9, &page.store, ""))
}

fn title_and_notes(page: &mut Page, board: BoardId) -> (String, String) {
    page.send(Event::OpenBoard(board));
    let picture = page.session().replica.board();
    let both = (String::from(picture.title()), notes(picture));
    page.send(Event::GoHome);
    both
}

#[test]
fn the_last_board_stands_first_and_is_found_again() {
    let (page, _) = Page::at_home(&["A", "B", "C"]);
    assert_eq!(list(&page), "C:1 B:1 A:1");
    assert_eq!(list_of_new_page(&page), "C:1 B:1 A:1");
}

#[test]
fn a_board_is_renamed() {
    let (mut page, boards) = Page::at_home(&["A", "B"]);
    page.send(Event::RenameBoard { board: boards[0], title: String::from("Z") });
    assert_eq!(list(&page), "Z:1 B:1");
    assert_eq!(list_of_new_page(&page), "Z:1 B:1");
    assert_eq!(title_and_notes(&mut page, boards[0]), (String::from("Z"), String::from("V a")));
}

#[test]
fn a_title_that_is_too_long_is_refused() {
    let (mut page, boards) = Page::at_home(&["A"]);
    let before = page.store.borrow().boards.clone();
    page.send(Event::RenameBoard { board: boards[0], title: "x".repeat(121) });
    assert!(matches!(page.model.notice, Some(Notice::Refused(_))));
    assert_eq!((list(&page), &page.store.borrow().boards), (String::from("A:1"), &before));
}

#[test]
fn a_copy_is_a_board_of_its_own() {
    let (mut page, boards) = Page::at_home(&["A"]);
    page.send(Event::DuplicateBoard { board: boards[0], title: String::from("Copy") });
    assert_eq!(list(&page), "Copy:1 A:1");
    let copy = page.model.entries[0].board;
    assert_ne!(copy, boards[0]);
    page.send(Event::OpenBoard(copy));
    page.note("new");
    page.advance(1_000);
    page.send(Event::GoHome);
    assert_eq!(title_and_notes(&mut page, copy), (String::from("Copy"), String::from("V a new")));
    assert_eq!(title_and_notes(&mut page, boards[0]), (String::from("A"), String::from("V a")));
    assert_eq!(list_of_new_page(&page), "Copy:2 A:1");
}

#[test]
fn the_bin_takes_a_board_and_gives_it_back() {
    let (mut page, boards) = Page::at_home(&["A", "B"]);
    let before = page.store.borrow().boards.clone();
    page.send(Event::BinBoard(boards[0]));
    assert_eq!(list(&page), "B:1 (A:1)");
    assert_eq!(list_of_new_page(&page), "B:1 (A:1)");
    assert_eq!(page.model.notice, Some(Notice::Binned { board: boards[0], title: String::from("A") }));
    assert_eq!(page.store.borrow().boards, before);
    page.send(Event::RestoreBoard(boards[0]));
    assert_eq!(list_of_new_page(&page), "B:1 A:1");
    assert_eq!(title_and_notes(&mut page, boards[0]), (String::from("A"), String::from("V a")));
}

#[test]
fn only_what_is_in_the_bin_is_deleted_for_ever() {
    let (mut page, boards) = Page::at_home(&["A", "B"]);
    let before = page.store.borrow().boards.clone();
    page.send(Event::EraseBoard(boards[0]));
    assert_eq!((list(&page), &page.store.borrow().boards), (String::from("B:1 A:1"), &before));
    page.send(Event::BinBoard(boards[0]));
    page.send(Event::EraseBoard(boards[0]));
    assert_eq!((list(&page), list_of_new_page(&page)), (String::from("B:1"), String::from("B:1")));
    assert_eq!(page.store.borrow().boards.keys().copied().collect::<Vec<_>>(), [boards[1]]);
    page.send(Event::RestoreBoard(boards[0]));
    page.send(Event::OpenBoard(boards[0]));
    assert_eq!(page.model.notice, Some(Notice::NotHere));
}

#[test]
fn the_list_is_made_again_from_the_boards() {
    let (page, _) = Page::at_home(&["A", "B"]);
    for index in [None, Some(String::from("{nonsense")), Some(String::from("[]"))] {
        page.store.borrow_mut().index = index;
        let found = list_of_new_page(&page);
        assert!(found == "A:1 B:1" || found == "B:1 A:1", "{found}");
        assert_eq!(list_of_new_page(&page), found, "the list is written again");
    }
}

#[test]
fn a_board_that_is_in_the_list_alone_is_not_shown() {
    let (page, boards) = Page::at_home(&["A", "B"]);
    page.store.borrow_mut().boards.remove(&boards[0]);
    page.store.borrow_mut().copies.clear();
    assert_eq!(list_of_new_page(&page), "B:1");
}

#[test]
fn a_damaged_board_stays_in_the_list_that_is_made_again() {
    let (page, boards) = Page::at_home(&["A", "B"]);
    page.store.borrow_mut().index = None;
    let damaged = String::from("alignment-board 1 1 5 00000000\n{}");
    page.store.borrow_mut().boards.get_mut(&boards[0]).unwrap().a = Some(damaged.clone());
    page.store.borrow_mut().boards.get_mut(&boards[0]).unwrap().b = Some(damaged);
    let again = Page::open(9, &page.store, "");
    assert!(again.model.entries.iter().any(|entry| entry.board == boards[0]));
    assert_eq!(page.store.borrow().boards.len(), 2);
}

#[test]
fn the_sample_is_a_board_like_any_other() {
    let mut page = Page::open(1, &Rc::default(), "");
    page.send(Event::OpenSample);
    page.advance(1_000);
    assert_eq!((page.session().replica.board().note_count(), page.saves.len()), (60, 1));
    page.send(Event::GoHome);
    page.send(Event::OpenSample);
    page.send(Event::GoHome);
    assert_eq!(page.model.entries.len(), 2);
}

#[test]
fn going_back_in_the_browser_goes_back_in_the_boards() {
    let (mut page, boards) = Page::at_home(&["A", "B"]);
    let fragment = format!("board-{}", boards[0].to_hex());
    page.send(Event::FragmentChanged(fragment.clone()));
    assert_eq!((page.session().replica.board().title(), page.fragment.as_str()), ("A", fragment.as_str()));
    page.send(Event::FragmentChanged(fragment));
    page.send(Event::FragmentChanged(String::new()));
    assert!(matches!(page.model.place, Place::Home));
}
