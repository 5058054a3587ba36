//! All boards in one file: on opening it, new boards are added, known ones compared, damaged ones named, and nothing is replaced.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, ExchangeEvent, HomeEvent, Notice};
use alignment_board::core::document::id::BoardId;

use crate::support::notes;
use crate::support::page::Page;

/// A page on Home with these boards, and their file.
fn saved(titles: &[&str]) -> (Page, Vec<BoardId>, String) {
    let (mut page, boards) = Page::at_home(titles);
    page.send(ExchangeEvent::SaveAllBoards);
    let file = page.downloads.last().map_or_else(String::new, |(_, text)| text.clone());
    (page, boards, file)
}

fn titles(page: &Page) -> Vec<&str> {
    let mut titles: Vec<&str> = page.model.entries.iter().map(|entry| entry.title.as_str()).collect();
    titles.sort_unstable();
    titles
}

/// How many boards are new, the same and different, and which could not be read.
fn outcome(page: &Page) -> (usize, usize, usize, Vec<String>) {
    match &page.model.notice {
        Some(Notice::Imported(import)) => (import.new, import.same, import.different(), import.unread.clone()),
        other => panic!("{other:?}"),
    }
}

fn notes_of(page: &mut Page, board: BoardId) -> String {
    page.send(HomeEvent::OpenBoard(board));
    let notes = notes(page.session().replica.board());
    page.send(BoardEvent::GoHome);
    notes
}

#[test]
fn all_boards_open_in_another_browser() {
    let (_, boards, file) = saved(&["A", "B", "C"]);
    let mut other = Page::open(2, &Rc::default(), "");
    other.send(ExchangeEvent::FileRead(Ok(file.clone())));
    assert_eq!((outcome(&other), titles(&other)), ((3, 0, 0, Vec::new()), vec!["A", "B", "C"]));
    assert_eq!(notes_of(&mut other, boards[1]), "V b");
    other.send(ExchangeEvent::FileRead(Ok(file)));
    assert_eq!(outcome(&other), (0, 3, 0, Vec::new()));
    assert_eq!(titles(&Page::open(3, &other.store, "")), ["A", "B", "C"]);
}

#[test]
fn different_board_is_merged_only_on_request() {
    let (mut page, boards, file) = saved(&["A", "B"]);
    let mut other = Page::open(2, &Rc::default(), "");
    other.send(ExchangeEvent::FileRead(Ok(file)));
    other.send(HomeEvent::OpenBoard(boards[0]));
    other.note("more");
    other.advance(1_000);
    other.send(BoardEvent::GoHome);
    other.send(ExchangeEvent::SaveAllBoards);
    let file = other.downloads.last().unwrap().1.clone();
    page.send(ExchangeEvent::FileRead(Ok(file)));
    assert_eq!((outcome(&page), notes_of(&mut page, boards[0]).as_str()), ((0, 1, 1, Vec::new()), "V a"));
    let file = other.downloads.last().unwrap().1.clone();
    page.send(ExchangeEvent::FileRead(Ok(file)));
    page.versions.clear();
    page.send(ExchangeEvent::MergeImported);
    assert_eq!((notes_of(&mut page, boards[0]).as_str(), !page.versions.is_empty()), ("V a more", true));
}

#[test]
fn damaged_board_in_the_file_is_named_and_the_rest_opens() {
    let (_, boards, file) = saved(&["A", "B"]);
    let line = file.lines().find(|line| line.contains("\"A\"")).unwrap();
    let damaged = file.replace(line, &line[..line.len() - 12]);
    let mut other = Page::open(2, &Rc::default(), "");
    other.send(ExchangeEvent::FileRead(Ok(damaged)));
    assert_eq!((outcome(&other), notes_of(&mut other, boards[1]).as_str()), ((1, 0, 0, vec![String::from("A")]), "V b"));
}

#[test]
fn unreadable_board_here_is_named_and_the_rest_is_saved() {
    let (page, boards, _) = saved(&["A", "B"]);
    let store = Rc::clone(&page.store);
    let slots = store.borrow().boards[&boards[0]].clone();
    let damaged = |text: Option<String>| text.map(|text| text[..text.len() - 3].into());
    let slots = alignment_board::core::format::stored::Slots { a: damaged(slots.a), b: damaged(slots.b) };
    store.borrow_mut().boards.insert(boards[0], slots.clone());
    store.borrow_mut().copies.clear();
    let mut page = Page::open(2, &store, "");
    page.send(ExchangeEvent::SaveAllBoards);
    assert_eq!(page.model.notice, Some(Notice::NotCollected { unread: vec![String::from("A")], withheld: Vec::new() }));
    let file = page.downloads.last().unwrap().1.clone();
    assert!(file.contains("\"B\"") && !file.contains("\"A\""));
    // Nor does a file with the same board overwrite what cannot be read.
    let (_, _, whole) = saved(&["A", "B"]);
    page.send(ExchangeEvent::FileRead(Ok(whole)));
    assert_eq!(store.borrow().boards[&boards[0]], slots);
}

#[test]
fn binned_boards_stay_out_of_the_file() {
    let (mut page, boards, _) = saved(&["A", "B"]);
    page.send(HomeEvent::BinBoard(boards[0]));
    page.send(ExchangeEvent::SaveAllBoards);
    assert!(!page.downloads.last().unwrap().1.contains("\"A\""));
}
