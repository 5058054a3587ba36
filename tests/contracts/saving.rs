//! What is written down is saved: soon, never before a successful load, never over what cannot be read, and never called saved
//! before storage has it.

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{Event, Notice, Place, Saving, StorageProblem};
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::LoadError;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};

use crate::support::notes;
use crate::support::page::{Page, START};
use crate::support::storage::{Disk, Store, slot};

const FULL: Disk = Disk::Fails(StorageProblem::Full);
const BLOCKED: Disk = Disk::Fails(StorageProblem::Blocked);

/// A page with a board that is saved, and no save on record.
fn saved_page() -> Page {
    let mut page = Page::with_new_board();
    page.title("start");
    page.advance(2_000);
    assert_eq!(page.saving(), Saving::Saved);
    page.saves.clear();
    page
}

/// The title of the board that storage holds.
fn stored_title(page: &Page, board: BoardId) -> String {
    let store = page.store.borrow();
    let loaded = stored::read(board, &store.boards[&board]).unwrap();
    alignment_board::core::board::Board::of(&loaded.document).title().into()
}

#[test]
fn a_change_is_saved_within_350_ms() {
    for gaps in [vec![0], vec![0, 10], vec![0, 100, 100], vec![0, 229], vec![0, 240], vec![0, 249, 1], vec![0, 200, 200, 200]] {
        let mut page = saved_page();
        for (number, gap) in gaps.iter().enumerate() {
            page.advance(*gap);
            page.title(&format!("t{number}"));
        }
        let last = page.now;
        page.advance(350);
        let board = page.board();
        assert_eq!(stored_title(&page, board), format!("t{}", gaps.len() - 1), "{gaps:?}");
        assert_eq!(page.saving(), Saving::Saved, "{gaps:?}");
        assert!(page.saves.iter().all(|save| save.at <= last + 350), "{gaps:?}");
    }
}

#[test]
fn a_new_board_is_saved_too() {
    let mut page = Page::with_new_board();
    page.advance(350);
    assert_eq!((page.saving(), page.saves.len(), page.saves[0].generation), (Saving::Saved, 1, 1));
}

#[test]
fn continuous_typing_is_saved_every_second() {
    for gap in [10, 50, 100, 150, 220, 249] {
        let mut page = saved_page();
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
fn what_does_not_change_is_not_saved_again() {
    let mut page = saved_page();
    page.send(Event::EndTyping);
    page.title("start");
    page.send(Event::PageHidden);
    page.advance(60_000);
    assert_eq!((page.saves.len(), page.timers()), (0, 0));
}

#[test]
fn a_hidden_page_saves_at_once() {
    let mut page = saved_page();
    page.title("last words");
    page.send(Event::PageHidden);
    assert_eq!(page.saves.iter().map(|save| save.at).collect::<Vec<_>>(), [page.now]);
    assert_eq!(stored_title(&page, page.board()), "last words");
    page.send(Event::PageHidden);
    page.advance(1_000);
    assert_eq!(page.saves.len(), 1);
}

#[test]
fn saved_is_said_only_when_storage_has_it() {
    let mut page = saved_page();
    page.disk = Disk::Silent;
    page.title("on its way");
    assert!(matches!(page.saving(), Saving::Waiting { .. }));
    page.advance(400);
    assert_eq!((page.saving(), page.pending()), (Saving::Writing, 1));
    page.answer(Disk::Works);
    assert_eq!(page.saving(), Saving::Saved);
}

#[test]
fn a_change_during_a_save_is_saved_next() {
    let mut page = saved_page();
    page.disk = Disk::Silent;
    page.title("one");
    page.advance(400);
    page.title("two");
    page.answer(Disk::Works);
    assert!(matches!(page.saving(), Saving::Waiting { .. }));
    page.disk = Disk::Works;
    page.advance(350);
    assert_eq!((page.saving(), stored_title(&page, page.board())), (Saving::Saved, String::from("two")));
}

/// Two saves are on their way when the page is hidden during the first. The answer to the first says nothing about the second.
#[test]
fn the_answer_to_an_earlier_save_does_not_speak_for_a_later_one() {
    let mut page = saved_page();
    page.disk = Disk::Silent;
    page.title("one");
    page.advance(400);
    page.title("two");
    page.send(Event::PageHidden);
    page.answer(Disk::Works);
    assert_ne!(page.saving(), Saving::Saved, "the second is not stored yet");
    while page.pending() > 0 {
        page.answer(FULL);
    }
    assert_ne!(page.saving(), Saving::Saved, "the second was not taken");
}

#[test]
fn a_failed_save_is_said_and_tried_again_and_the_board_works_on() {
    for problem in [StorageProblem::Full, StorageProblem::Unfaithful] {
        let mut page = saved_page();
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
        assert_eq!((page.saving(), stored_title(&page, page.board())), (Saving::Saved, String::from("precious")));
    }
}

#[test]
fn a_failed_save_is_tried_again_with_the_next_change_and_when_hidden() {
    let mut page = saved_page();
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
    page.send(Event::PageHidden);
    assert_eq!((page.saving(), stored_title(&page, page.board())), (Saving::Saved, String::from("three")));
}

/// Storage is full and the person goes on writing for a while. The page must not end up saving all the time.
#[test]
fn failures_do_not_pile_up() {
    let mut page = saved_page();
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
fn a_failed_save_leaves_the_last_good_one() {
    let mut page = saved_page();
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
fn without_storage_the_board_lives_as_long_as_the_page() {
    let mut page = Page::unstarted(1, &Rc::default());
    page.start("", BLOCKED);
    page.send(Event::NewBoard);
    let board = page.board();
    page.title("in memory");
    page.note("a");
    page.advance(60_000);
    page.send(Event::PageHidden);
    assert_eq!(page.saving(), Saving::Failed(StorageProblem::Blocked));
    assert_eq!(page.saves, [], "nothing is asked of storage that is blocked");
    page.send(Event::GoHome);
    assert!(page.model.is_unsaved(board));
    page.send(Event::NewBoard);
    page.send(Event::GoHome);
    assert_eq!(page.model.entries.len(), 2);
    page.send(Event::OpenBoard(board));
    assert_eq!((page.session().replica.board().title(), notes(page.session().replica.board()).as_str()), ("in memory", "V a"));
    assert_eq!(page.saving(), Saving::Failed(StorageProblem::Blocked));
}

#[test]
fn a_clock_that_is_set_back_does_not_stop_saving() {
    let mut page = saved_page();
    page.title("one");
    page.set_clock_back(3_600_000);
    page.advance(400);
    assert_eq!((page.saving(), stored_title(&page, page.board())), (Saving::Saved, String::from("one")));
}

#[test]
fn a_clock_that_is_set_back_during_typing_does_not_stop_saving() {
    let mut page = saved_page();
    page.title("before");
    page.set_clock_back(3_600_000);
    for number in 0..20 {
        page.title(&format!("t{number}"));
        page.advance(100);
    }
    assert!(!page.saves.is_empty(), "two seconds of typing and no save");
}

#[test]
fn a_board_that_is_left_is_saved() {
    let mut page = saved_page();
    let board = page.board();
    page.title("left at once");
    page.send(Event::GoHome);
    assert_eq!(stored_title(&page, board), "left at once");
    assert!(!page.model.is_unsaved(board));
    let entry = page.model.entries.iter().find(|entry| entry.board == board).unwrap();
    assert_eq!((entry.title.as_str(), entry.saved), ("left at once", page.now));
}

#[test]
fn a_board_that_is_left_unsaved_is_kept() {
    let mut page = saved_page();
    let board = page.board();
    page.disk = FULL;
    page.title("kept");
    page.send(Event::GoHome);
    assert!(page.model.is_unsaved(board));
    page.send(Event::OpenBoard(board));
    assert_eq!(page.session().replica.board().title(), "kept");
    page.send(Event::NewBoard);
    page.send(Event::OpenBoard(board));
    assert_eq!(page.session().replica.board().title(), "kept");
    page.disk = Disk::Works;
    page.advance(11_000);
    assert_eq!((page.saving(), stored_title(&page, board)), (Saving::Saved, String::from("kept")));
    assert!(!page.model.is_unsaved(board));
}

#[test]
fn generations_increase_and_take_turns() {
    let mut page = saved_page();
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
fn nothing_is_saved_before_a_successful_load() {
    let page = saved_page();
    let (store, fragment) = (Rc::clone(&page.store), page.fragment.clone());
    let mut page = Page::unstarted(2, &store);
    page.start(&fragment, Disk::Silent);
    assert!(matches!(page.model.place, Place::Starting));
    page.title("too early");
    page.send(Event::PageHidden);
    page.advance(60_000);
    assert_eq!(page.saves, []);
    page.answer(Disk::Works);
    page.advance(60_000);
    assert_eq!((page.saves.len(), page.session().replica.board().title()), (0, "start"));
}

/// A store with one board of two generations; the texts are changed before a page opens it.
fn store_of_two(change: impl Fn(&mut Slots, Generation)) -> (Rc<RefCell<Store>>, BoardId, Page) {
    let mut page = saved_page();
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
fn a_damaged_generation_is_kept_aside_and_the_one_before_opens() {
    let (store, board, mut page) = store_of_two(|slots, newest| damage(slot(slots, newest)));
    assert_eq!(page.session().replica.board().title(), "start");
    let Some(Notice::Recovered { text, .. }) = page.model.notice.clone() else { panic!("{:?}", page.model.notice) };
    assert!(text.contains("newest"));
    let kept = store.borrow().quarantine.clone();
    assert!(kept.len() == 1 && kept[0].0 == board && kept[0].1.contains("newest"), "{kept:?}");
    page.title("after");
    page.advance(400);
    assert_eq!(stored_title(&page, board), "after");
    assert_eq!(store.borrow().quarantine, kept);
}

#[test]
fn a_damaged_older_generation_does_not_matter() {
    let (store, _, page) = store_of_two(|slots, newest| damage(slot(slots, newest.next())));
    assert_eq!(page.session().replica.board().title(), "newest");
    assert_eq!(store.borrow().quarantine.len(), 1);
}

/// Opens what cannot be opened and uses the page for a while: storage must be as it was, and the text be at hand.
fn check_untouched(change: impl Fn(&mut Slots, Generation), expected: LoadError) {
    let (store, board, mut page) = store_of_two(change);
    let before = store.borrow().boards.clone();
    let Some(Notice::Unreadable { error, text, .. }) = page.model.notice.clone() else { panic!("{:?}", page.model.notice) };
    assert_eq!(error, expected);
    assert!(matches!(page.model.place, Place::Home));
    page.send(Event::DownloadStored);
    assert_eq!(page.downloads.first().map(|(_, download)| download), Some(&text));
    let slots = before[&board].clone();
    for stored in [slots.a, slots.b].into_iter().flatten() {
        assert!(text.contains(&stored) && store.borrow().quarantine.iter().any(|(_, kept)| *kept == stored));
    }
    page.title("not here");
    page.send(Event::OpenBoard(board));
    page.send(Event::RenameBoard { board, title: String::from("no") });
    page.send(Event::DuplicateBoard { board, title: String::from("no") });
    page.send(Event::PageHidden);
    page.advance(60_000);
    assert_eq!(store.borrow().boards, before);
    assert_eq!(page.saves, []);
}

#[test]
fn what_cannot_be_read_is_never_written_over() {
    check_untouched(|slots, newest| [newest, newest.next()].into_iter().for_each(|one| damage(slot(slots, one))), LoadError::Damaged);
    let cut = |slots: &mut Slots| slots.a.iter_mut().chain(slots.b.iter_mut()).for_each(|text| text.truncate(text.len() - 9));
    check_untouched(|slots, _| cut(slots), LoadError::Damaged);
    let foreign = |slots: &mut Slots| *slots = Slots { a: Some(String::from("{\"shopping\":[]}")), b: None };
    check_untouched(|slots, _| foreign(slots), LoadError::NotABoard);
}

/// Both places were damaged, and a whole second copy lay in the same browser, out of reach.
#[test]
fn where_both_generations_are_damaged_the_second_copy_is_offered() {
    for offered in [true, false] {
        let page = saved_page();
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
        again.send(Event::OpenSecondCopy);
        assert_eq!(again.model.session().is_some(), offered);
        if !offered {
            assert!(matches!(again.model.notice, Some(Notice::Unreadable { .. })), "the download stays at hand");
            continue;
        }
        again.advance(1_000);
        assert_eq!((again.board(), again.saving(), again.model.notice.clone()), (board, Saving::Saved, None));
        assert_eq!(again.session().replica.board(), page.session().replica.board());
        assert_eq!(stored_title(&again, board), "start");
        let kept = store.borrow().quarantine.clone();
        assert!([damaged.a, damaged.b].into_iter().flatten().all(|text| kept.iter().any(|(_, there)| *there == text)));
    }
}

#[test]
fn what_a_newer_version_wrote_is_never_written_over() {
    let newer = |text: &mut Option<String>| *text = text.take().map(|text| text.replacen("alignment-board 1 ", "alignment-board 2 ", 1));
    let too_new = LoadError::TooNew { version: 2 };
    check_untouched(|slots, newest| newer(slot(slots, newest)), too_new);
    check_untouched(|slots, newest| newer(slot(slots, newest.next())), too_new);
    check_untouched(|slots, _| [&mut slots.a, &mut slots.b].into_iter().for_each(newer), too_new);
}

#[test]
fn a_board_that_is_not_here_is_said_to_be_elsewhere() {
    let page = Page::open(1, &Rc::default(), "board-0000000000ff");
    assert_eq!(page.model.notice, Some(Notice::NotHere));
    assert!(matches!(page.model.place, Place::Home));
    assert_eq!((page.fragment.as_str(), page.now), ("", START));
}

#[test]
fn the_banner_says_since_when_and_stays_until_it_is_saved() {
    let mut page = saved_page();
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
fn full_storage_names_the_biggest_other_boards() {
    let mut page = saved_page();
    for (title, notes) in [("Small", 1), ("Big", 40), ("Bigger", 80)] {
        page.send(Event::NewBoard);
        page.title(title);
        (0..notes).for_each(|number| page.note(&format!("{number}{}", "x".repeat(300))));
        page.advance(1_000);
    }
    page.send(Event::NewBoard);
    page.disk = FULL;
    page.title("new");
    page.advance(400);
    let named: Vec<&str> = page.session().biggest.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(named, ["Bigger", "Big"]);
    page.disk = Disk::Works;
    page.advance(11_000);
    assert!(page.session().biggest.is_empty());
}

#[test]
fn the_browser_is_asked_once_to_keep_what_is_stored() {
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
fn long_work_and_the_end_remind_once_of_a_file() {
    use alignment_board::core::board::stage::Stage;
    use alignment_board::core::command::Command;
    let mut page = saved_page();
    for minute in 0..90 {
        page.note(&format!("n{minute}"));
        page.advance(60_000);
        let reminded = page.model.notice == Some(Notice::SaveAFile);
        assert_eq!(reminded, minute == 40, "minute {minute}");
        if reminded {
            page.send(Event::SaveFile);
            assert_eq!(page.model.notice, None);
        }
    }
    page.send(Event::Do(Command::GoTo(Stage::Close)));
    assert_eq!(page.model.notice, None, "once is enough");
    let mut page = saved_page();
    page.note("a");
    page.send(Event::Do(Command::GoTo(Stage::Close)));
    assert_eq!(page.model.notice, Some(Notice::SaveAFile));
}

#[test]
fn boards_that_the_browser_has_cleared_are_named() {
    let mut page = saved_page();
    page.send(Event::GoHome);
    let store = Rc::clone(&page.store);
    store.borrow_mut().boards.clear();
    store.borrow_mut().copies.clear();
    let page = Page::open(2, &store, "");
    assert_eq!(page.model.notice, Some(Notice::Vanished(vec![String::from("start")])));
    assert_eq!(Page::open(3, &store, "").model.notice, None);
}

/// The browser was killed before it had written to the disk what it had taken: the last seconds were gone, or the whole board.
#[test]
fn what_local_storage_forgot_comes_back_from_the_second_copy() {
    for forget in [0, 1, 2] {
        let mut page = saved_page();
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
        assert_eq!(
            (stored_title(&again, board), notes(again.session().replica.board())),
            (String::from("last words"), String::from("V a"))
        );
        assert_eq!((again.model.notice.clone(), again.saving()), (None, Saving::Saved), "{forget}");
        let home = Page::open(3, &store, "");
        assert_eq!(home.model.entries.iter().map(|entry| entry.board).collect::<Vec<_>>(), [board]);
    }
}

#[test]
fn a_second_copy_that_is_damaged_or_older_does_no_harm() {
    let mut page = saved_page();
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
fn a_board_that_was_deleted_for_ever_does_not_come_back() {
    let mut page = saved_page();
    let board = page.board();
    page.send(Event::GoHome);
    page.send(Event::BinBoard(board));
    page.send(Event::EraseBoard(board));
    let store = Rc::clone(&page.store);
    assert!(Page::open(2, &store, "").model.entries.is_empty());
}

/// Somebody began a new board while the browser looked for the second copy of the one that was wanted, and was taken away from it.
#[test]
fn who_has_gone_on_is_not_called_back_by_a_second_copy() {
    let page = saved_page();
    let (board, store, fragment) = (page.board(), Rc::clone(&page.store), page.fragment.clone());
    let (text, private_store) = store.borrow().copies[&board].clone();
    store.borrow_mut().boards.clear();
    store.borrow_mut().copies.clear();
    store.borrow_mut().index = None;
    let mut again = Page::open(2, &store, &fragment);
    assert_eq!(again.model.notice, Some(Notice::NotHere));
    again.send(Event::NewBoard);
    again.send(Event::CopyRead { board, text: Some(text), private_store });
    assert_ne!(again.board(), board);
    again.advance(1_000);
    assert!(again.model.entries.iter().any(|entry| entry.board == board), "it is in the list");
}
