//! What this site stores is cleared, or deleted for ever: what is open is saved again, and what was deleted stays deleted.

use alignment_board::core::app::{BoardEvent, Dialog, Event, ExchangeEvent, HomeEvent, Notice, Saving, StorageProblem};
use alignment_board::core::document::id::BoardId;

use crate::support::page::{Page, texts};
use crate::support::private::{private_page, write};
use crate::support::storage::Store;

/// A person, the browser or another program clears all that this site stores.
fn clear(page: &Page) {
    *page.store.borrow_mut() = Store::default();
}

/// What the board holds when it is opened again from storage.
fn opened_again(page: &Page) -> String {
    texts(&Page::open(2, &page.store, &page.fragment))
}

/// After a clearing the page went on to say "Saved", and the board was gone with the next reload; after an edit it said "deleted for ever in
/// another tab".
#[test]
fn board_that_was_cleared_while_open_is_saved_again_at_once() {
    type Moment = (&'static str, fn(&mut Page));
    let moments: [Moment; 4] = [
        ("with the next change", |page| page.note("one more")),
        ("when the page is hidden", |page| page.send(BoardEvent::PageHidden)),
        ("when the browser reports it", Page::restore_from_cache),
        ("when another tab deletes its keys", |page| {
            let board = page.board();
            let slots = [alignment_board::core::format::stored::Slot::A, alignment_board::core::format::stored::Slot::B];
            slots.into_iter().for_each(|slot| page.send(BoardEvent::StoredElsewhere { board, slot, text: None }));
        }),
    ];
    for (when, moment) in moments {
        let mut page = Page::saved();
        page.note("precious");
        page.advance(400);
        clear(&page);
        moment(&mut page);
        page.advance(400);
        assert_eq!((page.saving(), &page.model.notice), (Saving::Saved, &Some(Notice::Cleared)), "{when}");
        assert!(opened_again(&page).contains("precious"), "{when}");
    }
}

#[test]
fn private_notes_that_were_cleared_are_saved_again() {
    let (mut page, [ana, _]) = private_page();
    write(&mut page, Some(ana), "unseen by others");
    page.advance(400);
    clear(&page);
    page.send(BoardEvent::PageHidden);
    let board = page.board();
    assert!(page.store.borrow().private_stores[&board].text().contains("unseen by others"));
}

#[test]
fn hidden_page_asks_storage_and_writes_nothing_if_all_is_there() {
    let mut page = Page::saved();
    let saves = page.saves.len();
    page.send(BoardEvent::PageHidden);
    page.advance(1_000);
    assert_eq!((page.saves.len(), page.model.notice.clone()), (saves, None));
}

#[test]
fn boards_that_were_cleared_are_named_in_the_list() {
    let (mut page, _) = Page::at_home(&["Wards", "Theatres"]);
    clear(&page);
    page.restore_from_cache();
    assert_eq!(page.model.notice, Some(Notice::Vanished(vec![String::from("Theatres"), String::from("Wards")])));
}

/// A board with a second copy, deleted for ever; the tab ended before the second copy was deleted.
fn erased_but_for_its_second_copy() -> (Page, BoardId, String) {
    let mut page = Page::saved();
    page.note("gone");
    page.advance(400);
    let (board, fragment) = (page.board(), page.fragment.clone());
    let copy = page.store.borrow().copies[&board].clone();
    page.erase_elsewhere();
    page.store.borrow_mut().copies.insert(board, copy);
    (page, board, fragment)
}

/// "Delete for ever" came back, in 5 of 9 tries, when the tab ended within 15 ms.
#[test]
fn board_that_was_deleted_for_ever_stays_deleted() {
    for by_address in [false, true] {
        let (page, board, fragment) = erased_but_for_its_second_copy();
        let later = Page::open(2, &page.store, if by_address { &fragment } else { "" });
        assert!(later.model.entries.is_empty(), "{by_address}");
        assert!(later.model.session().is_none(), "{by_address}");
        assert!(!page.store.borrow().copies.contains_key(&board), "what was left is deleted");
    }
}

/// A tab slept while the board was deleted.
#[test]
fn sleeping_tab_does_not_bring_a_deleted_board_back_unasked() {
    let (mut page, board, _) = erased_but_for_its_second_copy();
    page.note("typed after that");
    page.advance(400);
    assert_eq!(page.saving(), Saving::Failed(StorageProblem::Erased));
    assert!(!page.store.borrow().boards.contains_key(&board));
    // The page has said so by now, so this is meant.
    page.note("kept after all");
    page.advance(400);
    assert_eq!((page.saving(), page.store.borrow().erased.is_empty()), (Saving::Saved, true));
    assert_eq!(opened_again(&page), texts(&page));
}

#[test]
fn index_of_another_program_is_set_aside() {
    let (page, _) = Page::at_home(&["Wards"]);
    page.store.borrow_mut().index = Some(String::from("{\"theirs\": 1}"));
    let mut later = Page::open(2, &page.store, "");
    assert_eq!(later.store.borrow().foreign, ["{\"theirs\": 1}"]);
    assert_eq!(later.model.entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["Wards"]);
    later.send(Event::from(HomeEvent::IndexElsewhere(String::from("theirs again"))));
    assert_eq!(later.store.borrow().foreign.len(), 2);
    assert_eq!(later.model.entries.len(), 1);
}

/// After the clock had gone back a year, "the oldest" of the versions was the newest: of six changes only one survived.
#[test]
fn versions_follow_each_other_whatever_the_clock_says() {
    const YEAR_MS: u64 = 365 * 24 * 3_600_000;
    let mut page = Page::with_new_board();
    for number in 0..30 {
        if number == 25 {
            page.set_clock_back(YEAR_MS);
        }
        page.note(&format!("n{number}"));
        page.advance(400);
        page.send(ExchangeEvent::ShowVersions);
    }
    let Dialog::Versions(versions) = &page.session().dialog else { panic!("{:?}", page.session().dialog) };
    let notes: Vec<usize> = versions.iter().map(|version| version.counts.notes).collect();
    assert_eq!(notes, (11..=30).rev().collect::<Vec<_>>());
}
