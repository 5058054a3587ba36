//! Former versions are kept at sensible moments, and restored as a new change that can be undone.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Dialog, ExchangeEvent, HomeEvent, IncomingChoice, Notice, Saving, VERSION_LIMIT};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::timer::Timer;
use alignment_board::core::board::voting::{Pole, Target};
use alignment_board::core::command::Command;
use alignment_board::core::document::id::NoteId;
use alignment_board::core::format::version::read_name;
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::history::Direction;

use crate::support::page::{Page, texts};

fn note_called(page: &Page, text: &str) -> NoteId {
    let board = page.session().replica.board();
    let found = alignment_board::core::board::layer::Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer).collect::<Vec<_>>());
    found.into_iter().find(|note| board.note(*note).unwrap().text == text).unwrap()
}

/// How many notes each version has, oldest first.
fn version_sizes(page: &Page) -> Vec<usize> {
    page.versions.iter().map(|(name, _)| alignment_board::core::format::version::read_name(name).unwrap().counts.notes).collect()
}

fn restore(page: &mut Page, at: usize) {
    let name = page.versions[at].0.clone();
    page.send(ExchangeEvent::RestoreVersion(name));
}

#[test]
fn versions_are_kept_on_opening_and_every_few_minutes_of_change() {
    let mut page = Page::with_new_board();
    for number in 0..30 {
        page.note(&format!("n{number}"));
        page.advance(60_000);
    }
    assert!((5..=7).contains(&version_sizes(&page).len()), "{:?}", version_sizes(&page));
    let before = version_sizes(&page).len();
    page.advance(3_600_000);
    assert_eq!(version_sizes(&page).len(), before, "no version without a change");
    let (store, fragment) = (Rc::clone(&page.store), page.fragment.clone());
    let again = Page::open(2, &store, &fragment);
    assert_eq!(version_sizes(&again), [30]);
}

/// After a reload there was no way back to what was deleted before it.
#[test]
fn deletion_leaves_a_version_from_before_it() {
    let mut page = Page::with_new_board();
    for text in ["a", "b", "c", "d"] {
        page.note(text);
    }
    page.advance(1_000);
    let first = version_sizes(&page);
    let delete = |page: &mut Page, text: &str| {
        let note = note_called(page, text);
        page.act(Command::DeleteNote(note));
    };
    page.note("e");
    delete(&mut page, "a");
    let with_one = [&first[..], &[5]].concat();
    assert_eq!(version_sizes(&page), with_one);
    // It holds what goes next, too.
    delete(&mut page, "b");
    assert_eq!(version_sizes(&page), with_one);
    page.advance(1_000);
    page.note("f");
    delete(&mut page, "f");
    assert_eq!(version_sizes(&page), [&with_one[..], &[4]].concat());
    page.act(Command::AddPeople(vec![String::from("Ana")]));
    let ana = page.session().replica.board().people().next().unwrap().0;
    page.advance(1_000);
    page.act(Command::RemovePerson(ana));
    assert_eq!(version_sizes(&page).len(), with_one.len() + 2);
}

#[test]
fn version_counts_those_who_have_placed_dots() {
    let mut page = Page::with_new_board();
    page.act(Command::AddPeople(["Ana", "Bo"].map(String::from).to_vec()));
    let ana = page.session().replica.board().people().next().unwrap().0;
    page.act(Command::AddDot { voter: ana, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
    page.send(ExchangeEvent::ShowVersions);
    let newest = read_name(&page.versions.last().unwrap().0).unwrap();
    assert_eq!(newest.counts.voters, 1);
}

#[test]
fn equal_version_is_not_kept_twice_and_the_oldest_go() {
    let mut page = Page::with_new_board();
    for number in 0..VERSION_LIMIT + 9 {
        page.note(&format!("n{number}"));
        page.advance(400);
        page.send(ExchangeEvent::ShowVersions);
        page.send(ExchangeEvent::ShowVersions);
    }
    assert_eq!(version_sizes(&page).len(), VERSION_LIMIT);
    assert_eq!(version_sizes(&page).last(), Some(&(VERSION_LIMIT + 9)));
    let Dialog::Versions(versions) = &page.session().dialog else { panic!("{:?}", page.session().dialog) };
    assert!(versions.is_sorted_by_key(|version| std::cmp::Reverse(version.at)));
}

#[test]
fn restored_version_is_one_undoable_step() {
    let mut page = Page::with_new_board();
    page.title("Wards");
    for text in ["a", "b", "c"] {
        page.note(text);
    }
    page.send(ExchangeEvent::ShowVersions);
    let then = texts(&page);
    page.title("Theatres");
    page.act(Command::DeleteNote(note_called(&page, "a")));
    page.act(Command::EditNote { note: note_called(&page, "b"), text: String::from("B") });
    page.note("later");
    page.advance(400);
    let now = texts(&page);
    restore(&mut page, 0);
    assert_eq!((texts(&page), page.session().replica.board().title()), (then.clone(), "Wards"));
    assert_eq!(page.model.notice, Some(Notice::Restored));
    page.advance(400);
    assert_eq!(page.saving(), Saving::Saved);
    page.send(BoardEvent::Step(Direction::Undo));
    // After the undo, the notice still said that undo would bring back what was here before.
    assert_eq!(page.model.notice, None);
    assert_eq!((texts(&page), page.session().replica.board().title()), (now.clone(), "Theatres"));
    page.send(BoardEvent::Step(Direction::Redo));
    assert_eq!(texts(&page), then);
    assert_eq!(version_sizes(&page), [3, 3, 3], "the board before the deletion and the one before the restore are versions too");
}

/// One page restores a version while another keeps editing: both end with the same board.
#[test]
fn restored_version_merges_like_any_change() {
    let mut one = Page::with_new_board();
    one.note("a");
    one.send(ExchangeEvent::ShowVersions);
    one.note("b");
    one.advance(400);
    let mut two = Page::open(2, &one.store, &one.fragment);
    one.messages.clear();
    restore(&mut one, 0);
    two.act(Command::EditNote { note: note_called(&two, "b"), text: String::from("late") });
    for (board, text) in std::mem::take(&mut one.messages) {
        two.send(BoardEvent::Told { board, text });
    }
    for (board, text) in std::mem::take(&mut two.messages) {
        one.send(BoardEvent::Told { board, text });
    }
    assert_eq!((texts(&one), texts(&two)), (texts(&two), String::from("V a")), "a late message brings no note back");
    assert_eq!(one.session().replica.document(), two.session().replica.document());
}

#[test]
fn restored_version_leaves_the_timer() {
    let mut page = Page::with_new_board();
    page.act(Command::SetTimer(Timer::Paused { left: 60_000 }));
    page.note("a");
    page.send(ExchangeEvent::ShowVersions);
    page.act(Command::SetTimer(Timer::Paused { left: 5_000 }));
    page.note("b");
    restore(&mut page, 0);
    assert_eq!((texts(&page).as_str(), page.session().replica.board().timer()), ("V a", Timer::Paused { left: 5_000 }));
}

#[test]
fn merge_keeps_a_version_of_the_board_before_it() {
    let mut page = Page::with_new_board();
    page.note("a");
    page.advance(400);
    let (board, mut other) = (page.board(), Page::open(2, &Rc::default(), ""));
    other.send(ExchangeEvent::FileRead(Ok(file::write(board, page.session().replica.document()))));
    other.note("b");
    page.versions.clear();
    page.send(HomeEvent::FragmentChanged(link::encode(board, other.session().replica.document())));
    page.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
    assert_eq!((texts(&page).as_str(), version_sizes(&page)), ("V a b", vec![1]));
}

#[test]
fn unreadable_version_changes_nothing() {
    let mut page = Page::with_new_board();
    page.note("a");
    page.send(ExchangeEvent::ShowVersions);
    page.versions[0].1.truncate(40);
    page.note("b");
    let board = page.board();
    restore(&mut page, 0);
    assert_eq!((texts(&page).as_str(), page.model.notice.clone()), ("V a b", Some(Notice::NoVersion)));
    page.send(ExchangeEvent::VersionRead { board, text: None });
    assert_eq!(page.model.notice, Some(Notice::NoVersion));
}
