//! The private store is stored beside its board: nothing hidden is in the board's text, and nothing private is lost.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, ExchangeEvent, HomeEvent, Notice, Saving};
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::PersonId;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::Slots;

use crate::support::page::Page;
use crate::support::private::{SECRET, assert_holds_nothing, assert_says_nothing, private_page, write};
use crate::support::storage::{Disk, Store};
use crate::support::{notes, votes};

#[test]
fn stored_board_and_index_hold_nothing_hidden() {
    let (page, _) = private_page();
    let store = page.store.borrow();
    let slots: &Slots = &store.boards[&page.board()];
    for text in [&slots.a, &slots.b, &store.index].into_iter().flatten() {
        assert_says_nothing(text, "stored");
    }
    drop(store);
    assert_holds_nothing(&page.stored(page.board()), "stored");
    let private_store = stored::read_private_store(page.board(), &page.store.borrow().private_stores[&page.board()]).unwrap();
    let replica = &page.session().replica;
    assert_eq!(private_store.private_store, replica.stored_private_store());
    // Two notes and two ballots, and whose the notes are.
    assert_eq!((replica.private_store().len(), private_store.private_store.len()), (4, 6));
}

#[test]
fn reload_restores_the_private_store_without_a_current_user() {
    let (page, [ana, _]) = private_page();
    let mut again = Page::open(2, &page.store, &page.fragment);
    assert_eq!(again.session().replica.private_store(), page.session().replica.private_store());
    assert_eq!((notes(again.session().replica.seen()).as_str(), again.session().person()), ("V open; G · ·", None));
    again.send(BoardEvent::Choose(Some(ana)));
    assert_eq!(notes(again.session().replica.seen()), format!("V open; G {SECRET} {} ·", ana.0.time));
    again.act(Command::SetNoteSecrecy(Secrecy::Open));
    again.act(Command::SetBallotSecrecy(Secrecy::Open));
    again.advance(1_000);
    let third = Page::open(3, &page.store, &page.fragment);
    assert_eq!(third.session().replica.board(), again.session().replica.board());
    assert!(third.session().replica.private_store().is_empty());
    assert_eq!(votes(third.session().replica.board()), "G2");
}

/// The browser dies after the private store was written and before the board is: whatever the last change was, nothing saved is lost.
#[test]
fn save_that_breaks_halfway_loses_nothing() {
    let changes: [fn(&mut Page, PersonId); 4] = [
        |page, ana| write(page, Some(ana), "more"),
        |page, _| page.act(Command::SetNoteSecrecy(Secrecy::Open)),
        |page, _| page.act(Command::SetBallotSecrecy(Secrecy::Open)),
        |page, _| page.title("other"),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        for saves_before in 0..3 {
            let (mut page, [ana, bo]) = private_page();
            for save in 0..saves_before {
                page.title(&format!("title {save}"));
                page.advance(1_000);
            }
            page.send(BoardEvent::Choose(Some(ana)));
            page.disk = Disk::Breaks;
            change(&mut page, ana);
            page.advance(1_000);
            let mut again = Page::open(2, &page.store, &page.fragment);
            again.act(Command::SetNoteSecrecy(Secrecy::Open));
            again.act(Command::SetBallotSecrecy(Secrecy::Open));
            let board = again.session().replica.board();
            let expected = format!("V open; G {SECRET} {} {SECRET} {}", ana.0.time, bo.0.time);
            assert_eq!((notes(board), votes(board)), (expected, String::from("G2")), "change {number} after {saves_before} saves");
        }
    }
}

/// The browser was killed before it wrote to the disk: Ana's last note was shown as saved, and was gone.
#[test]
fn forgotten_private_store_returns_from_the_second_copy() {
    for forget in [0, 1] {
        let (mut page, [ana, _]) = private_page();
        let (board, store, fragment) = (page.board(), std::rc::Rc::clone(&page.store), page.fragment.clone());
        let before = (store.borrow().boards[&board].clone(), store.borrow().private_stores[&board].clone());
        page.send(BoardEvent::Choose(Some(ana)));
        write(&mut page, Some(ana), "last words");
        page.advance(1_000);
        assert_eq!(page.saving(), Saving::Saved);
        {
            let mut store = store.borrow_mut();
            store.boards.remove(&board);
            store.private_stores.remove(&board);
            if forget == 0 {
                store.boards.insert(board, before.0);
                store.private_stores.insert(board, before.1);
            }
        }
        let mut again = Page::open(2, &store, &fragment);
        again.advance(1_000);
        assert_eq!(
            (again.saving(), again.session().replica.private_store()),
            (Saving::Saved, page.session().replica.private_store()),
            "{forget}"
        );
        assert_holds_nothing(&again.stored(again.board()), "stored");
        for command in [Command::SetNoteSecrecy(Secrecy::Open), Command::SetBallotSecrecy(Secrecy::Open)] {
            again.act(command);
        }
        assert!(notes(again.session().replica.board()).contains("last words"));
        // After the reveal the second copy has no private store either.
        again.advance(1_000);
        assert_eq!(store.borrow().copies[&board].1, None);
    }
}

#[test]
fn unreadable_private_store_is_quarantined_and_the_board_opens() {
    let (page, _) = private_page();
    let board = page.board();
    for places in [[true, false], [false, true], [true, true]] {
        let store = Rc::new(std::cell::RefCell::new(Store { quarantine: Vec::new(), ..page.store.borrow().clone() }));
        let damaged: Vec<String> = {
            let mut store = store.borrow_mut();
            let slots = store.private_stores.get_mut(&board).unwrap();
            let broken = [&mut slots.a, &mut slots.b].into_iter().zip(places).filter(|(_, broken)| *broken);
            broken
                .filter_map(|(slot, _)| slot.as_mut())
                .map(|text| {
                    *text = text.replace(SECRET, "x");
                    text.clone()
                })
                .collect()
        };
        // A second copy restores it; from here on there is none.
        let whole = Rc::new(std::cell::RefCell::new(store.borrow().clone()));
        let copied = Page::open(3, &whole, &page.fragment);
        assert_eq!(copied.session().replica.private_store(), page.session().replica.private_store());
        assert!(places != [true, true] || copied.model.notice.is_none(), "nothing is missing: {:?}", copied.model.notice);
        store.borrow_mut().copies.clear();
        let mut again = Page::open(2, &store, &page.fragment);
        assert_eq!(again.session().replica.document(), page.session().replica.document());
        let kept: Vec<String> = store.borrow().quarantine.iter().map(|(_, text)| text.clone()).collect();
        assert_eq!(kept, damaged);
        assert_eq!(again.model.notice, Some(Notice::PrivateStoreUnreadable { board, text: damaged.join("\n\n") }));
        again.send(ExchangeEvent::DownloadStored);
        assert_eq!(again.downloads.last().map(|(_, text)| text.clone()), Some(damaged.join("\n\n")));
    }
}

#[test]
fn newer_versions_private_store_is_not_overwritten() {
    let (page, _) = private_page();
    let newer = String::from("alignment-board 3 9 3 00000000\n{}");
    page.store.borrow_mut().private_stores.get_mut(&page.board()).unwrap().a = Some(newer.clone());
    let again = Page::open(2, &page.store, &page.fragment);
    assert!(matches!(again.model.notice, Some(Notice::Unreadable { .. })), "{:?}", again.model.notice);
    assert_eq!(page.store.borrow().private_stores[&page.board()].a, Some(newer));
}

#[test]
fn private_store_stays_with_its_board() {
    let (mut page, _) = private_page();
    let board = page.board();
    let private_store = page.session().replica.private_store().clone();
    page.send(BoardEvent::GoHome);
    page.send(HomeEvent::DuplicateBoard { board, title: String::from("copy") });
    let copy = page.model.entries[0].board;
    assert_ne!(copy, board);
    page.send(HomeEvent::RenameBoard { board, title: String::from("renamed") });
    page.send(HomeEvent::OpenBoard(copy));
    assert!(page.session().replica.private_store().is_empty());
    assert_eq!(notes(page.session().replica.board()), "V open; G · ·");
    page.send(HomeEvent::OpenBoard(board));
    assert_eq!((page.session().replica.private_store(), page.session().replica.board().title()), (&private_store, "renamed"));
    page.disk = Disk::Fails(alignment_board::core::app::StorageProblem::Full);
    page.title("not saved");
    page.send(BoardEvent::GoHome);
    page.disk = Disk::Works;
    page.send(HomeEvent::OpenBoard(board));
    assert_eq!((page.session().replica.private_store(), page.session().replica.board().title()), (&private_store, "not saved"));
    page.send(BoardEvent::GoHome);
    page.send(HomeEvent::BinBoard(board));
    page.send(HomeEvent::EraseBoard(board));
    assert_eq!(page.store.borrow().private_stores.get(&board), None);
}
