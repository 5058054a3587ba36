//! A link or a file that cannot be opened says why and changes nothing.

use alignment_board::core::app::{ExchangeEvent, Notice};
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::link::LinkError;
use alignment_board::core::format::{LoadError, file, link};
use alignment_board::core::replica::sample;

use crate::support::device;
use crate::support::page::Page;
use crate::support::routes::{Route, ana_and_ben, other_browser, shown};

/// Everything that stays as it was when something cannot be opened.
fn state(page: &Page) -> (String, String, String, usize) {
    let store = page.store.borrow();
    (shown(page), page.fragment.clone(), format!("{:?} {:?}", store.boards, store.index), page.saves.len())
}

fn check_refused(route: Route, text: &str, expected: impl Fn(&Notice) -> bool) {
    let (mut page, _) = ana_and_ben(Route::File);
    let before = state(&page);
    route.open(&mut page, text);
    page.advance(10_000);
    assert_eq!(state(&page), before, "{text:?}");
    assert!(page.model.notice.as_ref().is_some_and(&expected), "{:?} for {text:?}", page.model.notice);

    let mut page = Page::open(5, &other_browser(), "");
    route.open(&mut page, text);
    page.advance(10_000);
    assert!(page.model.session().is_none() && page.model.entries.is_empty() && page.store.borrow().boards.is_empty(), "{text:?}");
    assert_eq!(page.fragment, "", "{text:?}");
}

fn sample_link() -> String {
    link::encode(BoardId::from_random(7), &sample::document(device(1)).without_deleted())
}

#[test]
fn cut_link_says_how_much_arrived() {
    let whole = sample_link();
    for arrived in [whole.len() - 1, whole.len() - 2, whole.len() / 2, 100, 20] {
        let cut = Notice::Link(LinkError::Cut { arrived, expected: whole.len() });
        check_refused(Route::Link, &whole[..arrived], |notice| *notice == cut);
    }
}

#[test]
fn no_prefix_of_a_link_opens() {
    let whole = sample_link();
    for arrived in 0..whole.len() {
        assert!(link::decode(&whole[..arrived]).is_err(), "{arrived}");
    }
}

#[test]
fn no_link_with_one_changed_letter_opens() {
    let whole = link::encode(BoardId::from_random(7), &sample::document(device(1)).without_deleted());
    for place in (0..whole.len()).step_by(3) {
        for letter in ['A', 'z', '_'] {
            let mut changed = whole.clone();
            changed.replace_range(place..=place, &letter.to_string());
            assert!(changed == whole || link::decode(&changed).is_err(), "{place} {letter}");
        }
    }
    let mut changed = whole.clone();
    let middle = whole.len() / 2;
    changed.replace_range(middle..=middle, if &whole[middle..=middle] == "A" { "B" } else { "A" });
    check_refused(Route::Link, &changed, |notice| *notice == Notice::Link(LinkError::Damaged));
}

#[test]
fn newer_links_and_foreign_texts_are_told_apart() {
    let newer = sample_link().replacen("b1", "b2", 1);
    check_refused(Route::Link, &newer, |notice| *notice == Notice::Link(LinkError::TooNew));
    for foreign in ["hello", "section-2", "board-", "board-zz", "b", "%", "bank", "🦀"] {
        check_refused(Route::Link, foreign, |notice| *notice == Notice::Link(LinkError::NotALink));
    }
}

#[test]
fn unreadable_file_says_why() {
    let whole = file::write(BoardId::from_random(7), &sample::document(device(1)));
    let check = |text: &str, error| check_refused(Route::File, text, |notice| *notice == Notice::File(error));
    check(&whole[..whole.len() - 1], LoadError::Damaged);
    check(&whole[..whole.len() / 2], LoadError::Damaged);
    check(&whole.replacen("\"version\":1", "\"version\":2", 1), LoadError::TooNew { version: 2 });
    check(&whole.replacen("note", "nite", 1), LoadError::Damaged);
    for foreign in ["", "hello", "[]", "{\"shopping\":[]}", "\u{0}\u{1}", "#b1", "https://example.org/#b1nonsense"] {
        check(foreign, LoadError::NotABoard);
    }
}

/// A link was mailed with words around it and saved as a text file.
#[test]
fn link_anywhere_in_a_file_is_found() {
    let board = BoardId::from_random(9);
    let link = String::from("https://example.org/#") + &link::encode(board, &sample::document(device(1)));
    for text in [
        link.clone(),
        format!("Our board: {link}"),
        format!("Dear all,\nhere it is: <{link}>\nBest, Ana"),
        format!("first #b1broken, then {link} (see above)"),
        format!("{link}\n\n-- \nSent from a phone #b1"),
        // Broken into lines by a mail program.
        format!("Our board: {}\n{}", &link[..90], &link[90..]),
    ] {
        let mut page = Page::at_home(&[]).0;
        page.send(ExchangeEvent::FileRead(Ok(text.clone())));
        assert_eq!(page.model.session().map(|session| session.board), Some(board), "{text}");
    }
}

#[test]
fn several_dropped_files_are_said() {
    let (mut page, _) = ana_and_ben(Route::File);
    let before = state(&page);
    page.send(ExchangeEvent::SeveralFiles);
    assert_eq!((state(&page), page.model.notice.clone()), (before, Some(Notice::SeveralFiles)));
}

#[test]
fn file_the_browser_cannot_read_changes_nothing() {
    let (mut page, _) = ana_and_ben(Route::File);
    let before = state(&page);
    page.send(ExchangeEvent::FileRead(Err(())));
    assert_eq!((state(&page), page.model.notice.clone()), (before, Some(Notice::FileUnreadable)));
}
