//! Changes are saved soon, never before the board was loaded, and called saved only once storage has them.

use std::rc::Rc;

use alignment_board::core::app::view::{SavedView, Views};
use alignment_board::core::app::{BoardEvent, Notice, Place, Saving};

use crate::support::page::Page;
use crate::support::storage::{Disk, FULL};

#[test]
fn change_is_saved_within_350_ms() {
    for gaps in [vec![0], vec![0, 10], vec![0, 100, 100], vec![0, 229], vec![0, 240], vec![0, 249, 1], vec![0, 200, 200, 200]] {
        let mut page = Page::saved();
        for (number, gap) in gaps.iter().enumerate() {
            page.advance(*gap);
            page.title(&format!("t{number}"));
        }
        let last = page.now;
        page.advance(350);
        let board = page.board();
        assert_eq!(page.stored_title(board), format!("t{}", gaps.len() - 1), "{gaps:?}");
        assert_eq!(page.saving(), Saving::Saved, "{gaps:?}");
        assert!(page.saves.iter().all(|save| save.at <= last + 350), "{gaps:?}");
    }
}

#[test]
fn new_board_is_saved() {
    let mut page = Page::with_new_board();
    page.advance(350);
    assert_eq!((page.saving(), page.saves.len(), page.saves[0].generation), (Saving::Saved, 1, 1));
}

#[test]
fn typing_is_saved_every_second() {
    for gap in [10, 50, 100, 150, 220, 249] {
        let mut page = Page::saved();
        let mut changes = Vec::new();
        for number in 0..5_000 / gap {
            changes.push(page.now);
            page.title(&format!("t{number}"));
            page.advance(gap);
        }
        page.advance(350);
        let wait = |change: &u64| page.saves.iter().find(|save| save.at >= *change).map_or(u64::MAX, |save| save.at - change);
        let longest = changes.iter().map(wait).max();
        assert!(longest <= Some(1_000), "{gap}: {longest:?}");
        assert!(page.saves.len() <= 12, "{gap}: it saves too often, {} times in 5 s", page.saves.len());
    }
}

#[test]
fn unchanged_board_is_not_saved_again() {
    let mut page = Page::saved();
    page.send(BoardEvent::EndTyping);
    page.title("start");
    page.send(BoardEvent::PageHidden);
    page.advance(60_000);
    assert_eq!((page.saves.len(), page.timers()), (0, 0));
}

#[test]
fn hidden_page_saves_at_once() {
    let mut page = Page::saved();
    page.title("last words");
    page.send(BoardEvent::PageHidden);
    assert_eq!(page.saves.iter().map(|save| save.at).collect::<Vec<_>>(), [page.now]);
    assert_eq!(page.stored_title(page.board()), "last words");
    page.send(BoardEvent::PageHidden);
    page.advance(1_000);
    assert_eq!(page.saves.len(), 1);
}

#[test]
fn saved_means_that_storage_has_it() {
    let mut page = Page::saved();
    page.disk = Disk::Silent;
    page.title("on its way");
    assert!(matches!(page.saving(), Saving::Waiting { .. }));
    page.advance(400);
    assert_eq!((page.saving(), page.pending()), (Saving::Writing, 1));
    page.answer(Disk::Works);
    assert_eq!(page.saving(), Saving::Saved);
}

#[test]
fn change_during_a_save_is_saved_next() {
    let mut page = Page::saved();
    page.disk = Disk::Silent;
    page.title("one");
    page.advance(400);
    page.title("two");
    page.answer(Disk::Works);
    assert!(matches!(page.saving(), Saving::Waiting { .. }));
    page.disk = Disk::Works;
    page.advance(350);
    assert_eq!((page.saving(), page.stored_title(page.board())), (Saving::Saved, String::from("two")));
}

/// The page is hidden during a save, so two are under way. The answer to the first says nothing about the second.
#[test]
fn earlier_answer_does_not_confirm_a_later_save() {
    let mut page = Page::saved();
    page.disk = Disk::Silent;
    page.title("one");
    page.advance(400);
    page.title("two");
    page.send(BoardEvent::PageHidden);
    page.answer(Disk::Works);
    assert_ne!(page.saving(), Saving::Saved, "the second is not stored yet");
    while page.pending() > 0 {
        page.answer(FULL);
    }
    assert_ne!(page.saving(), Saving::Saved, "the second was not taken");
}

#[test]
fn leaving_a_board_saves_it() {
    let mut page = Page::saved();
    let board = page.board();
    page.title("left at once");
    page.send(BoardEvent::GoHome);
    assert_eq!(page.stored_title(board), "left at once");
    assert!(!page.model.is_unsaved(board));
    let entry = page.model.entries.iter().find(|entry| entry.board == board).unwrap();
    assert_eq!((entry.title.as_str(), entry.saved), ("left at once", page.now));
}

#[test]
fn generations_increase_and_alternate() {
    let mut page = Page::saved();
    let board = page.board();
    for number in 0..4 {
        page.title(&format!("t{number}"));
        page.advance(400);
    }
    let store = Rc::clone(&page.store);
    let mut again = Page::open(2, &store, &page.fragment);
    again.title("from another page");
    again.advance(400);
    let generations: Vec<u64> = page.saves.iter().chain(&again.saves).map(|save| save.generation).collect();
    let first = generations[0];
    assert_eq!(generations, (first..first + 5).collect::<Vec<_>>());
    let slots = store.borrow().boards[&board].clone();
    assert!(slots.a.is_some() && slots.b.is_some());
}

#[test]
fn nothing_is_saved_before_a_load() {
    let page = Page::saved();
    let (store, fragment) = (Rc::clone(&page.store), page.fragment.clone());
    let mut page = Page::unstarted(2, &store);
    page.start(&fragment, Disk::Silent);
    assert!(matches!(page.model.place, Place::Starting));
    page.title("too early");
    page.send(BoardEvent::PageHidden);
    page.advance(60_000);
    assert_eq!(page.saves, []);
    page.answer(Disk::Works);
    page.advance(60_000);
    assert_eq!((page.saves.len(), page.session().replica.board().title()), (0, "start"));
}

#[test]
fn clock_set_back_does_not_stop_saving() {
    let mut page = Page::saved();
    page.title("one");
    page.set_clock_back(3_600_000);
    page.advance(400);
    assert_eq!((page.saving(), page.stored_title(page.board())), (Saving::Saved, String::from("one")));
}

#[test]
fn clock_set_back_while_typing_does_not_stop_saving() {
    let mut page = Page::saved();
    page.title("before");
    page.set_clock_back(3_600_000);
    for number in 0..20 {
        page.title(&format!("t{number}"));
        page.advance(100);
    }
    assert!(!page.saves.is_empty(), "two seconds of typing and no save");
}

#[test]
fn persistence_is_requested_once() {
    let mut page = Page::with_new_board();
    page.advance(1_000);
    assert_eq!(page.persists, 0, "nothing was written yet");
    for number in 0..3 {
        page.note(&format!("n{number}"));
        page.advance(1_000);
    }
    assert_eq!(page.persists, 1);
}

/// A day's work was in one browser, and the browser cleared it.
#[test]
fn reminder_to_save_a_file_comes_once() {
    use alignment_board::core::board::stage::Stage;
    use alignment_board::core::command::Command;
    let mut page = Page::saved();
    for minute in 0..90 {
        page.note(&format!("n{minute}"));
        page.advance(60_000);
        let reminded = page.model.notice == Some(Notice::SaveAFile);
        assert_eq!(reminded, minute == 40, "minute {minute}");
        if reminded {
            page.send(BoardEvent::SaveFile);
            assert_eq!(page.model.notice, None);
        }
    }
    page.act(Command::GoTo(Stage::Close));
    assert_eq!(page.model.notice, None, "once is enough");
    let mut page = Page::saved();
    page.note("a");
    page.act(Command::GoTo(Stage::Close));
    assert_eq!(page.model.notice, Some(Notice::SaveAFile));
}

/// What the top bar says.
fn saved(page: &Page) -> SavedView {
    let mut views = Views::default();
    views.refresh(&page.model);
    views.open().expect("a board is open").saved()
}

/// A browser was killed some milliseconds after "Saved", before the second copy was on disk. The first was not on disk either: browsers
/// write local storage seconds late. The last note was gone.
#[test]
fn saved_is_said_when_both_copies_have_it() {
    for (disk, shown) in [(Disk::Works, SavedView::Saved), (Disk::Silent, SavedView::Soon), (Disk::Breaks, SavedView::SavedOnce)] {
        let mut page = Page::saved();
        page.second_copy_disk = disk;
        page.title("one more");
        assert_eq!(saved(&page), SavedView::Soon);
        page.advance(400);
        assert_eq!((page.saving(), saved(&page)), (Saving::Saved, shown), "{disk:?}");
        // The browser takes copies again.
        page.second_copy_disk = Disk::Works;
        page.title("another");
        page.advance(400);
        assert_eq!(saved(&page), SavedView::Saved, "{disk:?}");
    }
}

/// A browser was busy for five seconds, and "Saved, without second copy" stood there until the next change.
#[test]
fn second_copy_is_tried_once_more() {
    let mut page = Page::saved();
    page.second_copy_disk = Disk::Breaks;
    page.title("one");
    page.advance(400);
    let first = page.session().generation;
    page.advance(15_000);
    assert_eq!((page.session().generation, saved(&page)), (first, SavedView::SavedOnce), "not at once");
    page.second_copy_disk = Disk::Works;
    page.advance(6_000);
    assert_eq!(saved(&page), SavedView::Saved);
    // A browser that takes none is not asked again and again.
    page.second_copy_disk = Disk::Breaks;
    page.title("two");
    page.advance(400);
    let before = page.session().generation;
    page.advance(600_000);
    assert_eq!((page.session().generation, saved(&page)), (before.next(), SavedView::SavedOnce));
    page.title("three");
    page.advance(600_000);
    assert_eq!((page.session().generation, saved(&page)), (before.next().next(), SavedView::SavedOnce));
}

#[test]
fn late_second_copy_of_an_earlier_save_does_not_count() {
    let mut page = Page::saved();
    page.second_copy_disk = Disk::Silent;
    page.title("one");
    page.advance(400);
    let earlier = page.session().generation;
    page.title("two");
    page.advance(400);
    let told = |page: &mut Page, generation| {
        page.send(BoardEvent::SecondCopySaved { board: page.board(), generation, is_kept: true });
        saved(page)
    };
    assert_eq!(told(&mut page, earlier), SavedView::Soon);
    let latest = page.session().generation;
    assert_eq!(told(&mut page, latest), SavedView::Saved);
}
