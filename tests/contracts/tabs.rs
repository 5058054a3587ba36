//! Two tabs with one board show each other's changes at once and never overwrite each other, whatever message is lost.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, HomeEvent, Notice, Saving, StorageProblem};
use alignment_board::core::command::Command;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::Slot;
use alignment_board::core::replica::history::Direction;

use crate::support::page::{Page, START, texts};
use crate::support::storage::Disk;
use crate::support::tabs::{deliver_messages, deliver_storage_events, two_tabs};

#[test]
fn change_shows_in_the_other_tab_at_once() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    two.note("b");
    deliver_messages(&mut one, &mut two);
    assert_eq!((texts(&one), texts(&two)), (texts(&two), texts(&one)));
    assert_eq!(texts(&one).len(), "V a b".len());
    one.send(BoardEvent::Step(Direction::Undo));
    deliver_messages(&mut one, &mut two);
    assert_eq!((texts(&one), texts(&two)), (String::from("V b"), String::from("V b")));
}

/// Typing in the title of a large board: the message must not grow with the board.
#[test]
fn keystroke_sends_one_register() {
    let (mut one, mut two) = two_tabs();
    (0..200).for_each(|number| one.note(&format!("n{number}")));
    deliver_messages(&mut one, &mut two);
    one.title("Wards");
    assert!(one.messages.len() == 1 && one.messages[0].1.len() < 200, "{:?}", one.messages);
}

/// Users of Excalidraw and tldraw lost work this way: two tabs, each with changes of its own, and no message between them.
#[test]
fn lost_messages_overwrite_nothing() {
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
    assert_eq!(one.stored_notes(), texts(&two));
    assert_eq!(texts(&two).split(' ').count(), 7);
}

#[test]
fn storage_event_replaces_a_lost_message() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    one.advance(400);
    deliver_storage_events(&mut one, &mut two);
    assert_eq!((texts(&two), two.saving()), (String::from("V a"), Saving::Saved));
    two.advance(60_000);
    assert_eq!(two.saves, [], "who has nothing new writes nothing");
}

/// The tab that made the change was killed before it saved; the other one received it.
#[test]
fn unsaved_change_of_a_killed_tab_is_saved_here() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    deliver_messages(&mut one, &mut two);
    assert_ne!(two.saving(), Saving::Saved);
    two.advance(2_100);
    assert_eq!((two.saving(), two.stored_notes()), (Saving::Saved, String::from("V a")));
    let (mut one, mut two) = two_tabs();
    one.note("b");
    deliver_messages(&mut one, &mut two);
    two.send(BoardEvent::PageHidden);
    assert_eq!((two.saving(), two.stored_notes()), (Saving::Saved, String::from("V b")));
}

#[test]
fn receiving_tab_leaves_saving_to_the_sender() {
    let (mut one, mut two) = two_tabs();
    for number in 0..10 {
        one.note(&format!("n{number}"));
        deliver_messages(&mut one, &mut two);
        one.advance(400);
        two.advance(400);
        deliver_storage_events(&mut one, &mut two);
        assert_eq!(two.saving(), Saving::Saved);
    }
    two.advance(10_000);
    assert_eq!((two.saves.len(), two.stored_notes()), (0, texts(&two)));
}

/// Both tabs read storage, then both wrote the same generation. The tab that hears of the other's save saves again.
#[test]
fn generation_written_by_two_tabs_is_saved_again() {
    let (mut one, mut two) = two_tabs();
    let board = one.board();
    one.note("a");
    two.note("b");
    one.messages.clear();
    two.messages.clear();
    let before = one.store.borrow().boards[&board].clone();
    one.advance(400);
    let theirs = one.store.borrow().boards[&board].clone();
    // The second tab does not see the first one's save yet, and its own text is the one that stays.
    one.store.borrow_mut().boards.insert(board, before);
    two.advance(400);
    let newest = two.session().generation.slot();
    let text = if newest == Slot::A { theirs.a } else { theirs.b };
    two.send(BoardEvent::StoredElsewhere { board, slot: newest, text });
    two.advance(1_000);
    assert_eq!(two.stored_notes().len(), "V a b".len());
}

#[test]
fn undo_takes_back_own_changes_alone() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    two.note("b");
    deliver_messages(&mut one, &mut two);
    two.send(BoardEvent::Step(Direction::Undo));
    assert_eq!(texts(&two), "V a");
    two.send(BoardEvent::Step(Direction::Undo));
    assert_eq!((texts(&two), two.announced.last().map(String::as_str)), (String::from("V a"), Some("NothingToUndo")));
}

#[test]
fn changes_by_others_are_announced_every_five_seconds() {
    let (mut one, mut two) = two_tabs();
    for number in 0..100 {
        one.note(&format!("n{number}"));
        deliver_messages(&mut one, &mut two);
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
fn clock_set_back_does_not_silence_announcements() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    deliver_messages(&mut one, &mut two);
    two.set_clock_back(3_600_000);
    one.note("b");
    deliver_messages(&mut one, &mut two);
    assert_eq!(two.announced.len(), 2);
}

#[test]
fn foreign_message_changes_nothing() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    let (board, whole) = one.messages.remove(0);
    let before = texts(&two);
    for text in [&whole[..whole.len() - 3], "", "{}", "null", "[1,2", &whole.replace("note", "\u{0}")] {
        two.send(BoardEvent::Told { board, text: String::from(text) });
    }
    two.send(BoardEvent::Told { board: alignment_board::core::document::id::BoardId::from_random(99), text: whole.clone() });
    assert_eq!((texts(&two), two.saving()), (before, Saving::Saved));
    two.send(BoardEvent::Told { board, text: whole.clone() });
    two.send(BoardEvent::Told { board, text: whole });
    assert_eq!(texts(&two), "V a");
}

#[test]
fn unknown_registers_survive_a_change() {
    let (mut one, mut two) = two_tabs();
    one.note("a");
    let (board, text) = one.messages.remove(0);
    let later = text.replacen("\"registers\":[", "\"registers\":[[\"kind-77 3.0\",\"field-500\",[null,5],\"400.0\"],", 1);
    two.send(BoardEvent::Told { board, text: later });
    two.note("b");
    two.advance(400);
    let kept = two.store.borrow().boards[&board].clone();
    assert!(kept.text().contains("kind-77") && texts(&two) == "V a b", "{}", texts(&two));
}

/// A read threw an error, the page took that for a missing board, and would have overwritten it.
#[test]
fn unreachable_board_is_not_taken_for_missing() {
    let (one, _) = two_tabs();
    let (store, fragment, board) = (Rc::clone(&one.store), one.fragment.clone(), one.board());
    let before = store.borrow().boards.clone();
    let unreadable = Disk::Fails(StorageProblem::Unreadable);
    let mut page = Page::unstarted(5, &store);
    page.start("", Disk::Works);
    page.disk = unreadable;
    page.send(HomeEvent::FragmentChanged(fragment));
    assert_eq!(page.model.notice, Some(Notice::Unreachable));
    assert!(page.model.entries.iter().any(|entry| entry.board == board));
    // A link to the same board opens, and is saved only once storage can be read.
    let link = alignment_board::core::format::link::encode(board, one.session().replica.document());
    page.send(HomeEvent::FragmentChanged(link));
    page.act(Command::SetTitle(String::from("from a link")));
    page.advance(30_000);
    assert_eq!((page.saving(), &store.borrow().boards), (Saving::Failed(StorageProblem::Unreadable), &before));
    page.note("b");
    page.disk = Disk::Works;
    page.advance(11_000);
    assert_eq!((page.saving(), page.stored_notes(), page.now > START), (Saving::Saved, String::from("V b"), true));
    assert!(stored::read(board, &store.borrow().boards[&board]).unwrap().generation.0 >= 2);
}

/// Tabs that write, lose and delay messages and close at random end with one board that holds everything once called saved.
#[test]
fn no_interleaving_of_tabs_loses_saved_changes() {
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
                    let messages = std::mem::take(&mut pages[at].messages);
                    for (board, text) in messages {
                        // One in four is lost.
                        if next(4) > 0 {
                            let to = next(pages.len() as u64) as usize;
                            pages[to].send(BoardEvent::Told { board, text });
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
        let end = pages[0].stored_notes();
        let end: Vec<&str> = end.split(' ').collect();
        saved.sort();
        saved.dedup();
        let lost: Vec<_> = saved.iter().filter(|text| !end.contains(&text.as_str())).collect();
        assert!(lost.is_empty(), "seed {seed}: {lost:?}");
    }
}
