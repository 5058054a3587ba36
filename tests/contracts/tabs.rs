//! Two tabs with the same board show each other's changes at once and never save over each other: neither by a lost message, nor by a
//! race, nor by an older version of the program.

use std::rc::Rc;

use alignment_board::core::app::{Event, Notice, Saving, StorageProblem};
use alignment_board::core::board::Board;
use alignment_board::core::command::Command;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::Slot;
use alignment_board::core::replica::history::Direction;

use crate::support::notes;
use crate::support::page::{Page, START, texts};
use crate::support::storage::Disk;

/// Two tabs with one board, saved, of which each knows what the other has done.
fn two_tabs() -> (Page, Page) {
    let mut one = Page::with_new_board();
    one.title("start");
    one.advance(1_000);
    let mut two = Page::open(2, &one.store, &one.fragment);
    two.advance(1_000);
    for page in [&mut one, &mut two] {
        page.announced.clear();
        page.messages.clear();
        page.storage_events.clear();
    }
    (one, two)
}

/// Messages of both reach the other.
fn talk(one: &mut Page, two: &mut Page) {
    for (from, to) in [(0, 1), (1, 0)] {
        let pages = [&mut *one, &mut *two];
        let told = std::mem::take(&mut pages[from].messages);
        told.into_iter().for_each(|(board, text)| pages[to].send(Event::Told { board, text }));
    }
}

/// What both have written reaches the other by the browser.
fn hear(one: &mut Page, two: &mut Page) {
    while !(one.storage_events.is_empty() && two.storage_events.is_empty()) {
        let (from_one, from_two) = (std::mem::take(&mut one.storage_events), std::mem::take(&mut two.storage_events));
        from_one.into_iter().for_each(|event| two.send(event));
        from_two.into_iter().for_each(|event| one.send(event));
    }
}

fn stored_notes(page: &Page) -> String {
    let board = page.board();
    notes(&Board::of(&stored::read(board, &page.store.borrow().boards[&board]).unwrap().document))
}

#[test]
fn a_change_is_shown_in_the_other_tab_at_once() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    two.note("b");
    talk(&mut one, &mut two);
    assert_eq!((texts(&one), texts(&two)), (texts(&two), texts(&one)));
    assert_eq!(texts(&one).len(), "V a b".len());
    one.send(Event::Step(Direction::Undo));
    talk(&mut one, &mut two);
    assert_eq!((texts(&one), texts(&two)), (String::from("V b"), String::from("V b")));
}

/// A person typed in a title of a board of a thousand notes. The message must not grow with the board.
#[test]
fn a_keystroke_tells_one_register() {
    let (mut one, mut two) = two_tabs();
    (0..200).for_each(|number| one.note(&format!("n{number}")));
    talk(&mut one, &mut two);
    one.title("Wards");
    assert!(one.messages.len() == 1 && one.messages[0].1.len() < 200, "{:?}", one.messages);
}

/// Excalidraw's and tldraw's users lost work this way: two tabs, each with its own changes, and no message between them.
#[test]
fn without_any_message_nobody_saves_over_the_other() {
    let (mut one, mut two) = two_tabs();
    for number in 0..6 {
        let (page, other) = if number % 2 == 0 { (&mut one, &mut two) } else { (&mut two, &mut one) };
        page.note(&format!("n{number}"));
        page.advance(400);
        assert_eq!(page.saving(), Saving::Saved);
        page.messages.clear();
        page.storage_events.clear();
        other.advance(400);
    }
    assert_eq!(stored_notes(&one), texts(&two));
    assert_eq!(texts(&two).split(' ').count(), 7);
}

#[test]
fn storage_tells_what_no_message_has_told() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    one.advance(400);
    hear(&mut one, &mut two);
    assert_eq!((texts(&two), two.saving()), (String::from("V a"), Saving::Saved));
    two.advance(60_000);
    assert_eq!(two.saves, [], "who has nothing new writes nothing");
}

/// The tab that wrote was killed before it saved. The other one has what it was told.
#[test]
fn what_another_tab_told_and_did_not_save_is_saved_here() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    talk(&mut one, &mut two);
    assert_ne!(two.saving(), Saving::Saved);
    two.advance(2_100);
    assert_eq!((two.saving(), stored_notes(&two)), (Saving::Saved, String::from("V a")));
    let (mut one, mut two) = two_tabs();
    one.note("b");
    talk(&mut one, &mut two);
    two.send(Event::PageHidden);
    assert_eq!((two.saving(), stored_notes(&two)), (Saving::Saved, String::from("V b")));
}

#[test]
fn the_tab_that_was_told_leaves_the_saving_to_the_other() {
    let (mut one, mut two) = two_tabs();
    for number in 0..10 {
        one.note(&format!("n{number}"));
        talk(&mut one, &mut two);
        one.advance(400);
        two.advance(400);
        hear(&mut one, &mut two);
        assert_eq!(two.saving(), Saving::Saved);
    }
    two.advance(10_000);
    assert_eq!((two.saves.len(), stored_notes(&two)), (0, texts(&two)));
}

/// Both read storage, then both wrote: one generation of two pages. Whoever hears of the other's writes again.
#[test]
fn a_generation_that_two_wrote_at_the_same_moment_is_written_again() {
    let (mut one, mut two) = two_tabs();
    let board = one.board();
    one.note("a");
    two.note("b");
    one.messages.clear();
    two.messages.clear();
    let before = one.store.borrow().boards[&board].clone();
    one.advance(400);
    let theirs = one.store.borrow().boards[&board].clone();
    // The second does not see yet what the first has written, and its text is the one that stays.
    one.store.borrow_mut().boards.insert(board, before);
    two.advance(400);
    let newest = two.session().generation.slot();
    let text = if newest == Slot::A { theirs.a } else { theirs.b };
    two.send(Event::StoredElsewhere { board, slot: newest, text });
    two.advance(1_000);
    assert_eq!(stored_notes(&two).len(), "V a b".len());
}

#[test]
fn undo_takes_back_ones_own_alone() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    two.note("b");
    talk(&mut one, &mut two);
    two.send(Event::Step(Direction::Undo));
    assert_eq!(texts(&two), "V a");
    two.send(Event::Step(Direction::Undo));
    assert_eq!((texts(&two), two.announced.last().map(String::as_str)), (String::from("V a"), Some("NothingToUndo")));
}

#[test]
fn others_are_spoken_of_at_most_every_five_seconds() {
    let (mut one, mut two) = two_tabs();
    for number in 0..100 {
        one.note(&format!("n{number}"));
        talk(&mut one, &mut two);
        one.advance(200);
        two.advance(200);
    }
    two.advance(10_000);
    let added: Vec<usize> =
        two.announced.iter().filter_map(|said| said.split(['{', '}']).nth(1)?.trim().strip_prefix("added: ")?.parse().ok()).collect();
    assert!((4..=6).contains(&added.len()), "{:?}", two.announced);
    assert_eq!(added.iter().sum::<usize>(), 100);
    assert!(two.timers() <= 2, "{} timers", two.timers());
}

#[test]
fn a_clock_that_is_set_back_does_not_silence_the_page() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    talk(&mut one, &mut two);
    two.set_clock_back(3_600_000);
    one.note("b");
    talk(&mut one, &mut two);
    assert_eq!(two.announced.len(), 2);
}

#[test]
fn a_message_that_is_none_changes_nothing() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    let (board, whole) = one.messages.remove(0);
    let before = texts(&two);
    for text in [&whole[..whole.len() - 3], "", "{}", "null", "[1,2", &whole.replace("note", "\u{0}")] {
        two.send(Event::Told { board, text: String::from(text) });
    }
    two.send(Event::Told { board: alignment_board::core::document::id::BoardId::from_random(99), text: whole.clone() });
    assert_eq!((texts(&two), two.saving()), (before, Saving::Saved));
    two.send(Event::Told { board, text: whole.clone() });
    two.send(Event::Told { board, text: whole });
    assert_eq!(texts(&two), "V a");
}

fn is_outdated(page: &Page) -> bool {
    page.saving() == Saving::Failed(StorageProblem::Newer)
}

/// From now on the page changes and writes nothing; what is stored can be taken away.
fn check_outdated(page: &mut Page) {
    assert!(is_outdated(page));
    let (board, before, there) = (page.board(), texts(page), page.store.borrow().boards.clone());
    page.saves.clear();
    page.note("too late");
    page.send(Event::Step(Direction::Undo));
    page.send(Event::PageHidden);
    page.advance(60_000);
    assert_eq!((texts(page), page.saves.len()), (before, 0));
    page.send(Event::DownloadStored);
    let download = page.downloads.last().unwrap().1.clone();
    assert!(there[&board].a.iter().chain(&there[&board].b).all(|text| download.contains(text.as_str())));
    page.send(Event::GoHome);
    page.send(Event::OpenBoard(board));
    page.advance(60_000);
    assert_eq!(page.store.borrow().boards, there);
}

#[test]
fn an_older_version_stops_writing_when_a_newer_one_tells_it_something() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    let (board, text) = one.messages.remove(0);
    two.send(Event::Told { board, text: text.replace("\"version\":1", "\"version\":2") });
    check_outdated(&mut two);
}

#[test]
fn an_older_version_stops_writing_when_a_newer_one_has_saved() {
    for (is_heard, is_changed) in [(true, false), (true, true), (false, true)] {
        let (mut one, mut two) = two_tabs();
        one.note("a");
        one.advance(400);
        if is_changed {
            two.note("mine");
        }
        let Some(Event::StoredElsewhere { board, slot, text: Some(text) }) =
            one.storage_events.iter().find(|event| matches!(event, Event::StoredElsewhere { .. })).cloned()
        else {
            panic!("nothing was written")
        };
        let newer = text.replacen("alignment-board 1 ", "alignment-board 2 ", 1);
        let mut slots = one.store.borrow().boards[&board].clone();
        match slot {
            Slot::A => slots.a = Some(newer.clone()),
            Slot::B => slots.b = Some(newer.clone()),
        }
        one.store.borrow_mut().boards.insert(board, slots);
        if is_heard {
            two.send(Event::StoredElsewhere { board, slot, text: Some(newer) });
        }
        two.advance(1_000);
        check_outdated(&mut two);
    }
}

#[test]
fn what_a_newer_minor_version_adds_survives_a_change_here() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    let (board, text) = one.messages.remove(0);
    let later = text.replacen("\"registers\":[", "\"registers\":[[\"kind-77 3.0\",\"field-500\",[null,5],\"400.0\"],", 1);
    two.send(Event::Told { board, text: later });
    two.note("b");
    two.advance(400);
    let kept = two.store.borrow().boards[&board].clone();
    assert!(kept.text().contains("kind-77") && texts(&two) == "V a b", "{}", texts(&two));
}

#[test]
fn a_board_that_is_erased_in_another_tab_is_not_called_saved() {
    let (one, mut two) = two_tabs();
    let board = two.board();
    let mut home = Page::open(3, &one.store, "");
    home.send(Event::BinBoard(board));
    home.storage_events.drain(..).for_each(|event| two.send(event));
    assert_eq!(two.model.notice, Some(Notice::BinnedElsewhere(board)));
    home.send(Event::EraseBoard(board));
    home.storage_events.drain(..).for_each(|event| two.send(event));
    assert_eq!(two.saving(), Saving::Failed(StorageProblem::Erased));
    two.send(Event::PageHidden);
    two.advance(60_000);
    assert!(two.saves.is_empty(), "nobody asked for it to come back");
    two.note("kept");
    two.advance(400);
    assert_eq!((two.saving(), stored_notes(&two)), (Saving::Saved, String::from("V kept")));
}

#[test]
fn an_erasure_that_was_not_heard_is_seen_at_the_next_save() {
    let (_, mut two) = two_tabs();
    two.erase_elsewhere();
    two.note("a");
    two.advance(400);
    assert_eq!(two.saving(), Saving::Failed(StorageProblem::Erased));
    two.note("b");
    two.advance(400);
    assert_eq!((two.saving(), stored_notes(&two)), (Saving::Saved, String::from("V a b")));
}

#[test]
fn a_new_name_comes_from_the_list_of_boards() {
    let (one, mut two) = two_tabs();
    let board = two.board();
    let mut home = Page::open(3, &one.store, "");
    two.note("a");
    home.send(Event::RenameBoard { board, title: String::from("Wards") });
    home.storage_events.drain(..).for_each(|event| two.send(event));
    two.advance(400);
    assert_eq!((two.session().replica.board().title(), stored_notes(&two).as_str()), ("Wards", "V a"));
}

#[test]
fn a_rename_in_the_list_does_not_save_over_the_open_board() {
    let (mut one, two) = two_tabs();
    let board = two.board();
    let mut home = Page::unstarted(3, &one.store);
    home.start("", Disk::Works);
    home.disk = Disk::Silent;
    home.send(Event::RenameBoard { board, title: String::from("Wards") });
    home.answer(Disk::Works);
    one.note("a");
    one.advance(400);
    home.answer(Disk::Works);
    while home.pending() > 0 {
        home.answer(Disk::Works);
    }
    assert_eq!(stored_notes(&two), "V a");
    let stored = stored::read(board, &one.store.borrow().boards[&board]).unwrap().document;
    assert_eq!(Board::of(&stored).title(), "Wards");
}

#[test]
fn the_list_of_boards_follows_other_tabs() {
    let store = Rc::default();
    let (mut one, mut two) = (Page::open(1, &store, ""), Page::open(2, &store, ""));
    one.send(Event::NewBoard);
    one.title("A");
    one.advance(1_000);
    hear(&mut one, &mut two);
    assert_eq!(two.model.entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["A"]);
    let board = one.board();
    one.send(Event::GoHome);
    one.send(Event::BinBoard(board));
    one.send(Event::EraseBoard(board));
    hear(&mut one, &mut two);
    assert!(two.model.entries.is_empty());
}

/// Reading threw an error, the page took that for "nothing there", and would have written over the board.
#[test]
fn a_board_that_cannot_be_read_just_now_is_not_taken_for_absent() {
    let (one, _) = two_tabs();
    let (store, fragment, board) = (Rc::clone(&one.store), one.fragment.clone(), one.board());
    let before = store.borrow().boards.clone();
    let unreadable = Disk::Fails(StorageProblem::Unreadable);
    let mut page = Page::unstarted(5, &store);
    page.start("", Disk::Works);
    page.disk = unreadable;
    page.send(Event::FragmentChanged(fragment));
    assert_eq!(page.model.notice, Some(Notice::Unreachable));
    assert!(page.model.entries.iter().any(|entry| entry.board == board));
    // A link of the same board is shown, and saved only once storage can be read.
    let link = alignment_board::core::format::link::encode(board, one.session().replica.document());
    page.send(Event::FragmentChanged(link));
    page.send(Event::Do(Command::SetTitle(String::from("from a link"))));
    page.advance(30_000);
    assert_eq!((page.saving(), &store.borrow().boards), (Saving::Failed(StorageProblem::Unreadable), &before));
    page.note("b");
    page.disk = Disk::Works;
    page.advance(11_000);
    assert_eq!((page.saving(), stored_notes(&page), page.now > START), (Saving::Saved, String::from("V b"), true));
    assert!(stored::read(board, &store.borrow().boards[&board]).unwrap().generation.0 >= 2);
}

/// Many tabs that write, lose messages, hear late and close at random end with one board that holds everything that was called saved.
#[test]
fn any_interleaving_of_tabs_loses_nothing_that_was_saved() {
    for seed in 0..60u64 {
        let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = move |below: u64| {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random % below
        };
        let (one, two) = two_tabs();
        let (store, fragment) = (Rc::clone(&one.store), one.fragment.clone());
        let mut pages = vec![one, two];
        let mut saved: Vec<String> = Vec::new();
        for step in 0..120 {
            let at = next(pages.len() as u64) as usize;
            match next(8) {
                0 | 1 => pages[at].note(&format!("s{step}")),
                2 | 3 => pages[at].advance(next(500)),
                4 => {
                    let told = std::mem::take(&mut pages[at].messages);
                    for (board, text) in told {
                        // One in four is lost.
                        if next(4) > 0 {
                            let to = next(pages.len() as u64) as usize;
                            pages[to].send(Event::Told { board, text });
                        }
                    }
                }
                5 => {
                    for event in std::mem::take(&mut pages[at].storage_events) {
                        let to = next(pages.len() as u64) as usize;
                        if to != at {
                            pages[to].send(event);
                        }
                    }
                }
                6 if pages.len() < 4 => pages.push(Page::open(100 + step, &store, &fragment)),
                7 if pages.len() > 1 => drop(pages.remove(at)),
                _ => {}
            }
            for page in pages.iter().filter(|page| page.saving() == Saving::Saved) {
                saved.extend(texts(page).split(' ').skip(1).map(String::from));
            }
        }
        pages.iter_mut().for_each(|page| page.advance(3_000));
        let end = stored_notes(&pages[0]);
        let end: Vec<&str> = end.split(' ').collect();
        saved.sort();
        saved.dedup();
        let lost: Vec<_> = saved.iter().filter(|text| !end.contains(&text.as_str())).collect();
        assert!(lost.is_empty(), "seed {seed}: {lost:?}");
    }
}
