//! Stored boards that are damaged, newer or gone: nothing is overwritten, and what can be read comes back.

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, ExchangeEvent, HomeEvent, Notice, Place, Saving};
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::LoadError;
use alignment_board::core::format::stored::{Generation, Slots};

use crate::support::notes;
use crate::support::page::{Page, START};
use crate::support::storage::{Store, slot};

/// A stored board with two generations, changed before a page opens it.
fn store_of_two(change: impl Fn(&mut Slots, Generation)) -> (Rc<RefCell<Store>>, BoardId, Page) {
    let mut page = Page::saved();
    let board = page.board();
    page.title("newest");
    page.advance(400);
    let store = Rc::clone(&page.store);
    let newest = page.session().generation;
    store.borrow_mut().copies.clear();
    change(store.borrow_mut().boards.get_mut(&board).unwrap(), newest);
    let page = Page::open(2, &store, &page.fragment);
    (store, board, page)
}

fn damage(text: &mut Option<String>) {
    *text = text.take().map(|text| text.replace("\"text\"", "\"texd\""));
}

#[test]
fn damaged_newest_generation_is_quarantined_and_the_older_opens() {
    let (store, board, mut page) = store_of_two(|slots, newest| damage(slot(slots, newest)));
    assert_eq!(page.session().replica.board().title(), "start");
    let Some(Notice::Recovered { text, .. }) = page.model.notice.clone() else { panic!("{:?}", page.model.notice) };
    assert!(text.contains("newest"));
    let kept = store.borrow().quarantine.clone();
    assert!(kept.len() == 1 && kept[0].0 == board && kept[0].1.contains("newest"), "{kept:?}");
    page.title("after");
    page.advance(400);
    assert_eq!(page.stored_title(board), "after");
    assert_eq!(store.borrow().quarantine, kept);
}

#[test]
fn damaged_older_generation_is_harmless() {
    let (store, _, page) = store_of_two(|slots, newest| damage(slot(slots, newest.next())));
    assert_eq!(page.session().replica.board().title(), "newest");
    assert_eq!(store.borrow().quarantine.len(), 1);
}

/// Uses a page whose board cannot be opened: storage stays as it is, and the text can be downloaded.
fn check_untouched(change: impl Fn(&mut Slots, Generation), expected: LoadError) {
    let (store, board, mut page) = store_of_two(change);
    let before = store.borrow().boards.clone();
    let Some(Notice::Unreadable { error, text, .. }) = page.model.notice.clone() else { panic!("{:?}", page.model.notice) };
    assert_eq!(error, expected);
    assert!(matches!(page.model.place, Place::Home));
    page.send(ExchangeEvent::DownloadStored);
    assert_eq!(page.downloads.first().map(|(_, download)| download), Some(&text));
    let slots = before[&board].clone();
    for stored in [slots.a, slots.b].into_iter().flatten() {
        assert!(text.contains(&stored) && store.borrow().quarantine.iter().any(|(_, kept)| *kept == stored));
    }
    page.title("not here");
    page.send(HomeEvent::OpenBoard(board));
    page.send(HomeEvent::RenameBoard { board, title: String::from("no") });
    page.send(HomeEvent::DuplicateBoard { board, title: String::from("no") });
    page.send(BoardEvent::PageHidden);
    page.advance(60_000);
    assert_eq!(store.borrow().boards, before);
    assert_eq!(page.saves, []);
}

#[test]
fn unreadable_board_is_never_overwritten() {
    check_untouched(|slots, newest| [newest, newest.next()].into_iter().for_each(|one| damage(slot(slots, one))), LoadError::Damaged);
    let cut = |slots: &mut Slots| slots.a.iter_mut().chain(slots.b.iter_mut()).for_each(|text| text.truncate(text.len() - 9));
    check_untouched(|slots, _| cut(slots), LoadError::Damaged);
    let foreign = |slots: &mut Slots| *slots = Slots { a: Some(String::from("{\"shopping\":[]}")), b: None };
    check_untouched(|slots, _| foreign(slots), LoadError::NotABoard);
}

/// Both slots were damaged, and an intact second copy in the same browser was out of reach.
#[test]
fn second_copy_is_offered_if_both_generations_are_damaged() {
    for offered in [true, false] {
        let page = Page::saved();
        let (board, store, fragment) = (page.board(), Rc::clone(&page.store), page.fragment.clone());
        let cut = |text: &mut String| text.truncate(text.len() - 9);
        store.borrow_mut().boards.get_mut(&board).map(|slots| slots.a.iter_mut().chain(slots.b.iter_mut()).for_each(cut)).unwrap();
        if !offered {
            store.borrow_mut().copies.get_mut(&board).map(|(text, _)| cut(text)).unwrap();
        }
        let damaged = store.borrow().boards[&board].clone();
        let mut again = Page::open(2, &store, &fragment);
        again.advance(60_000);
        let Some(Notice::Unreadable { copy, .. }) = &again.model.notice else { panic!("{:?}", again.model.notice) };
        assert_eq!(copy.is_some(), offered);
        assert_eq!((store.borrow().boards[&board].clone(), again.saves.len()), (damaged.clone(), 0), "nothing is written unasked");
        again.send(BoardEvent::OpenSecondCopy);
        assert_eq!(again.model.session().is_some(), offered);
        if !offered {
            assert!(matches!(again.model.notice, Some(Notice::Unreadable { .. })), "the download stays at hand");
            continue;
        }
        again.advance(1_000);
        assert_eq!((again.board(), again.saving(), again.model.notice.clone()), (board, Saving::Saved, None));
        assert_eq!(again.session().replica.board(), page.session().replica.board());
        assert_eq!(again.stored_title(board), "start");
        let kept = store.borrow().quarantine.clone();
        assert!([damaged.a, damaged.b].into_iter().flatten().all(|text| kept.iter().any(|(_, there)| *there == text)));
    }
}

#[test]
fn newer_versions_board_is_never_overwritten() {
    let newer = |text: &mut Option<String>| *text = text.take().map(|text| text.replacen("alignment-board 1 ", "alignment-board 3 ", 1));
    let too_new = LoadError::TooNew { version: 3 };
    check_untouched(|slots, newest| newer(slot(slots, newest)), too_new);
    check_untouched(|slots, newest| newer(slot(slots, newest.next())), too_new);
    check_untouched(|slots, _| [&mut slots.a, &mut slots.b].into_iter().for_each(newer), too_new);
}

#[test]
fn unknown_board_is_reported_missing() {
    let page = Page::open(1, &Rc::default(), "board-0000000000ff");
    assert_eq!(page.model.notice, Some(Notice::NotHere));
    assert!(matches!(page.model.place, Place::Home));
    assert_eq!((page.fragment.as_str(), page.now), ("", START));
}

#[test]
fn cleared_boards_are_named() {
    let mut page = Page::saved();
    page.send(BoardEvent::GoHome);
    let store = Rc::clone(&page.store);
    store.borrow_mut().boards.clear();
    store.borrow_mut().copies.clear();
    let page = Page::open(2, &store, "");
    assert_eq!(page.model.notice, Some(Notice::Vanished(vec![String::from("start")])));
    assert_eq!(Page::open(3, &store, "").model.notice, None);
}

/// The browser was killed before it wrote to the disk, and the last seconds were gone, or the whole board.
#[test]
fn forgotten_board_returns_from_the_second_copy() {
    for forget in [0, 1, 2] {
        let mut page = Page::saved();
        let (board, store, fragment) = (page.board(), Rc::clone(&page.store), page.fragment.clone());
        let before = store.borrow().boards[&board].clone();
        page.title("last words");
        page.note("a");
        page.advance(400);
        assert_eq!(page.saving(), Saving::Saved);
        match forget {
            0 => drop(store.borrow_mut().boards.insert(board, before)),
            1 => drop(store.borrow_mut().boards.remove(&board)),
            _ => {
                store.borrow_mut().boards.remove(&board);
                store.borrow_mut().index = None;
            }
        }
        let mut again = Page::open(2, &store, &fragment);
        again.advance(1_000);
        assert_eq!((again.stored_title(board), notes(again.session().replica.board())), (String::from("last words"), String::from("V a")));
        assert_eq!((again.model.notice.clone(), again.saving()), (None, Saving::Saved), "{forget}");
        let home = Page::open(3, &store, "");
        assert_eq!(home.model.entries.iter().map(|entry| entry.board).collect::<Vec<_>>(), [board]);
    }
}

#[test]
fn damaged_or_older_second_copy_is_ignored() {
    let mut page = Page::saved();
    let (board, store, fragment) = (page.board(), Rc::clone(&page.store), page.fragment.clone());
    let (old, _) = store.borrow().copies[&board].clone();
    page.title("newest");
    page.advance(400);
    for copy in [old.clone(), String::new(), String::from("hello"), old[..old.len() - 4].into()] {
        let damaged = (copy != old).then(|| copy.clone());
        store.borrow_mut().copies.insert(board, (copy, damaged));
        let mut again = Page::open(2, &store, &fragment);
        again.advance(1_000);
        assert_eq!((again.session().replica.board().title(), again.saves.len()), ("newest", 0));
    }
}

#[test]
fn erased_board_stays_erased() {
    let mut page = Page::saved();
    let board = page.board();
    page.send(BoardEvent::GoHome);
    page.send(HomeEvent::BinBoard(board));
    page.send(HomeEvent::EraseBoard(board));
    let store = Rc::clone(&page.store);
    assert!(Page::open(2, &store, "").model.entries.is_empty());
}

/// Somebody started a new board while the browser looked for another's second copy, and was taken away from it.
#[test]
fn late_second_copy_does_not_switch_boards() {
    let page = Page::saved();
    let (board, store, fragment) = (page.board(), Rc::clone(&page.store), page.fragment.clone());
    let (text, private_store) = store.borrow().copies[&board].clone();
    store.borrow_mut().boards.clear();
    store.borrow_mut().copies.clear();
    store.borrow_mut().index = None;
    let mut again = Page::open(2, &store, &fragment);
    assert_eq!(again.model.notice, Some(Notice::NotHere));
    again.send(BoardEvent::NewBoard);
    again.send(BoardEvent::CopyRead { board, text: Some(text), private_store });
    assert_ne!(again.board(), board);
    again.advance(1_000);
    assert!(again.model.entries.iter().any(|entry| entry.board == board), "it is in the list");
}
