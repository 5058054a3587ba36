//! What a shared link or file holds, and what a file is called.

use alignment_board::core::app::{BoardEvent, ExchangeEvent};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::NoteId;

use crate::support::page::Page;
use crate::support::routes::{ROUTES, Route, ana_and_ben, other_browser, shown};

#[test]
fn file_with_a_link_opens_as_a_board() {
    let (mut ana, _) = ana_and_ben(Route::File);
    let link = Route::Link.share(&mut ana);
    let mut ben = Page::open(2, &other_browser(), "");
    Route::File.open(&mut ben, &format!("https://example.org/board/#{link}\n"));
    assert_eq!(shown(&ben), shown(&ana));
}

/// Four bytes a character are the most that a note can take.
#[test]
fn longest_note_travels() {
    for route in ROUTES {
        let (mut ana, _) = ana_and_ben(route);
        ana.note(&"🌱".repeat(1_000));
        let sent = route.share(&mut ana);
        let mut ben = Page::open(2, &other_browser(), "");
        route.open(&mut ben, &sent);
        assert_eq!(shown(&ben), shown(&ana), "{route:?}");
    }
}

#[test]
fn deleted_text_does_not_travel() {
    for route in ROUTES {
        let (mut ana, _) = ana_and_ben(route);
        ana.note("secret thought");
        let sent = route.share(&mut ana);
        let before = sent.len();
        let notes: Vec<NoteId> = ana.session().replica.board().notes_of(Layer::Vision).collect();
        ana.act(Command::DeleteNote(notes[1]));
        let sent = route.share(&mut ana);
        assert!(!sent.contains("secret"), "{route:?}");
        let mut ben = Page::open(2, &other_browser(), "");
        route.open(&mut ben, &sent);
        ben.send(BoardEvent::SaveFile);
        assert!(!ben.downloads[0].1.contains("secret"), "{route:?}, {before} characters with it");
        assert_eq!(shown(&ben), shown(&ana), "{route:?}");
    }
}

#[test]
fn file_is_named_after_the_board() {
    let cases = [
        ("Where? We hold", "Where-We-hold.board.json"),
        ("", "alignment-board.board.json"),
        ("../etc/passwd", "etc-passwd.board.json"),
        ("שלום עולם", "שלום-עולם.board.json"),
    ];
    for (title, expected) in cases {
        let mut page = Page::with_new_board();
        page.title(title);
        page.send(BoardEvent::SaveFile);
        assert_eq!(page.downloads[0].0, expected);
    }
}

#[test]
fn copied_link_is_the_dialogs() {
    let (mut ana, _) = ana_and_ben(Route::File);
    let link = Route::Link.share(&mut ana);
    ana.send(ExchangeEvent::CopyLink);
    assert_eq!(ana.copied.len(), 0, "the dialog is closed");
    ana.send(ExchangeEvent::Share);
    ana.send(ExchangeEvent::CopyLink);
    assert_eq!(ana.copied, [link]);
}
