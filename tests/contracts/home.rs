//! Home: boards are listed, renamed, duplicated, binned and restored; only binned boards can be erased.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, ExchangeEvent, HomeEvent, Model, Notice, Place, Start, StorageProblem, StoredKeys};
use alignment_board::core::app::{first_visit, home};
use alignment_board::core::document::id::{BoardId, DeviceId};
use alignment_board::core::format::index::Shelf;

use crate::support::notes;
use crate::support::page::Page;

/// The list in short: `"B:1 A:1"`, `(A:1)` for a binned board.
fn list(page: &Page) -> String {
    let entries = page.model.entries.iter().map(|entry| match entry.shelf {
        Shelf::Boards => format!("{}:{}", entry.title, entry.notes),
        Shelf::Bin => format!("({}:{})", entry.title, entry.notes),
    });
    entries.collect::<Vec<_>>().join(" ")
}

/// The list in a newly opened page.
fn list_of_new_page(page: &Page) -> String {
    list(&Page::open(9, &page.store, ""))
}

fn title_and_notes(page: &mut Page, board: BoardId) -> (String, String) {
    page.send(HomeEvent::OpenBoard(board));
    let board = page.session().replica.board();
    let both = (String::from(board.title()), notes(board));
    page.send(BoardEvent::GoHome);
    both
}

#[test]
fn newest_board_comes_first() {
    let (page, _) = Page::at_home(&["A", "B", "C"]);
    assert_eq!(list(&page), "C:1 B:1 A:1");
    assert_eq!(list_of_new_page(&page), "C:1 B:1 A:1");
}

#[test]
fn board_is_renamed() {
    let (mut page, boards) = Page::at_home(&["A", "B"]);
    page.send(HomeEvent::RenameBoard { board: boards[0], title: String::from("Z") });
    assert_eq!(list(&page), "Z:1 B:1");
    assert_eq!(list_of_new_page(&page), "Z:1 B:1");
    assert_eq!(title_and_notes(&mut page, boards[0]), (String::from("Z"), String::from("V a")));
}

#[test]
fn too_long_title_is_refused() {
    let (mut page, boards) = Page::at_home(&["A"]);
    let before = page.store.borrow().boards.clone();
    page.send(HomeEvent::RenameBoard { board: boards[0], title: "x".repeat(121) });
    assert!(matches!(page.model.notice, Some(Notice::Refused(_))));
    assert_eq!((list(&page), &page.store.borrow().boards), (String::from("A:1"), &before));
}

#[test]
fn copy_is_a_board_of_its_own() {
    let (mut page, boards) = Page::at_home(&["A"]);
    page.send(HomeEvent::DuplicateBoard { board: boards[0], title: String::from("Copy") });
    assert_eq!(list(&page), "Copy:1 A:1");
    let copy = page.model.entries[0].board;
    assert_ne!(copy, boards[0]);
    page.send(HomeEvent::OpenBoard(copy));
    page.note("new");
    page.advance(1_000);
    page.send(BoardEvent::GoHome);
    assert_eq!(title_and_notes(&mut page, copy), (String::from("Copy"), String::from("V a new")));
    assert_eq!(title_and_notes(&mut page, boards[0]), (String::from("A"), String::from("V a")));
    assert_eq!(list_of_new_page(&page), "Copy:2 A:1");
}

#[test]
fn binned_board_can_be_restored() {
    let (mut page, boards) = Page::at_home(&["A", "B"]);
    let before = page.store.borrow().boards.clone();
    page.send(HomeEvent::BinBoard(boards[0]));
    assert_eq!(list(&page), "B:1 (A:1)");
    assert_eq!(list_of_new_page(&page), "B:1 (A:1)");
    assert_eq!(page.model.notice, Some(Notice::Binned { board: boards[0], title: String::from("A") }));
    assert_eq!(page.store.borrow().boards, before);
    page.send(HomeEvent::RestoreBoard(boards[0]));
    assert_eq!(list_of_new_page(&page), "B:1 A:1");
    assert_eq!(title_and_notes(&mut page, boards[0]), (String::from("A"), String::from("V a")));
}

#[test]
fn only_binned_boards_can_be_erased() {
    let (mut page, boards) = Page::at_home(&["A", "B"]);
    let before = page.store.borrow().boards.clone();
    page.send(HomeEvent::EraseBoard(boards[0]));
    assert_eq!((list(&page), &page.store.borrow().boards), (String::from("B:1 A:1"), &before));
    page.send(HomeEvent::BinBoard(boards[0]));
    page.send(HomeEvent::EraseBoard(boards[0]));
    assert_eq!((list(&page), list_of_new_page(&page)), (String::from("B:1"), String::from("B:1")));
    assert_eq!(page.store.borrow().boards.keys().copied().collect::<Vec<_>>(), [boards[1]]);
    page.send(HomeEvent::RestoreBoard(boards[0]));
    page.send(HomeEvent::OpenBoard(boards[0]));
    assert_eq!(page.model.notice, Some(Notice::NotHere));
}

#[test]
fn lost_index_is_rebuilt() {
    let (page, _) = Page::at_home(&["A", "B"]);
    for index in [None, Some(String::from("{nonsense")), Some(String::from("[]"))] {
        page.store.borrow_mut().index = index;
        let found = list_of_new_page(&page);
        assert!(found == "A:1 B:1" || found == "B:1 A:1", "{found}");
        assert_eq!(list_of_new_page(&page), found, "the index is written again");
    }
}

#[test]
fn board_in_the_index_alone_is_not_listed() {
    let (page, boards) = Page::at_home(&["A", "B"]);
    page.store.borrow_mut().boards.remove(&boards[0]);
    page.store.borrow_mut().copies.clear();
    assert_eq!(list_of_new_page(&page), "B:1");
}

#[test]
fn damaged_board_stays_in_a_rebuilt_index() {
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
fn first_visit_is_handled_as_at_home() {
    let started = |fragment: &str, storage| {
        HomeEvent::Started(Box::new(Start { device: DeviceId::from_random(7), fragment: String::from(fragment), storage }))
    };
    let keys = |boards: &[BoardId], index: Option<&str>| {
        Ok(StoredKeys { boards: boards.to_vec(), index: index.map(String::from), erased: Vec::new() })
    };
    let board = BoardId::from_random(3);
    let changed = |fragment: &str| HomeEvent::FragmentChanged(String::from(fragment));
    let covered = [
        started("", keys(&[], None)),
        started("", Err(StorageProblem::Blocked)),
        changed(""),
        HomeEvent::Copies(Vec::new()),
        HomeEvent::PickFile,
        HomeEvent::Reload,
    ];
    let (mut here, mut at_home) = (Model::default(), Model::default());
    for event in covered {
        assert!(first_visit::covers(&event), "{event:?}");
        assert_eq!(first_visit::update(&mut here, event.clone()), home::update(&mut at_home, event));
        assert_eq!(format!("{here:?}"), format!("{at_home:?}"));
    }
    let others = [
        started("#b1", keys(&[], None)),
        started("", keys(&[board], None)),
        started("", keys(&[], Some("[]"))),
        changed("b1"),
        HomeEvent::Copies(vec![board]),
        HomeEvent::OpenBoard(board),
        HomeEvent::BinBoard(board),
        HomeEvent::IndexElsewhere(String::from("[]")),
        HomeEvent::CatchUp(keys(&[], None)),
    ];
    assert!(others.iter().all(|event| !first_visit::covers(event)));
}

#[test]
fn sample_is_a_board_like_any_other() {
    let mut page = Page::open(1, &Rc::default(), "");
    page.send(ExchangeEvent::OpenSample);
    page.advance(1_000);
    assert_eq!((page.session().replica.board().note_count(), page.saves.len()), (60, 1));
    page.send(BoardEvent::GoHome);
    page.send(ExchangeEvent::OpenSample);
    page.send(BoardEvent::GoHome);
    assert_eq!(page.model.entries.len(), 2);
}

#[test]
fn browser_history_moves_between_boards() {
    let (mut page, boards) = Page::at_home(&["A", "B"]);
    let fragment = format!("board-{}", boards[0].to_hex());
    page.send(HomeEvent::FragmentChanged(fragment.clone()));
    assert_eq!((page.session().replica.board().title(), page.fragment.as_str()), ("A", fragment.as_str()));
    page.send(HomeEvent::FragmentChanged(fragment));
    page.send(HomeEvent::FragmentChanged(String::new()));
    assert!(matches!(page.model.place, Place::Home));
}
