//! A link or a file opens without ever replacing a board: an unknown board opens, a known one is previewed and merged on request.

use alignment_board::core::app::{
    BoardEvent, Change, Dialog, Event, ExchangeEvent, HomeEvent, IncomingChoice, LoadPurpose, MergePreview, Notice, Saving, StorageProblem,
};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::NoteId;
use alignment_board::core::format::index::Origin;
use alignment_board::core::format::stored;
use alignment_board::core::replica::history::Direction;

use crate::support::notes;
use crate::support::page::Page;
use crate::support::room::Room;
use crate::support::routes::{ROUTES, Route, ana_and_ben, other_browser, shown};

fn preview(page: &Page) -> Option<MergePreview> {
    match &page.session().dialog {
        Dialog::Incoming { preview, .. } => Some(*preview),
        _ => None,
    }
}

/// The preview named everything that could change, whatever had changed.
#[test]
fn preview_names_exactly_what_would_change() {
    let cases: [(&str, &[Change]); 9] = [
        ("title=Wards", &[Change::Title]),
        ("@Ben", &[Change::People]),
        ("Ana→Anna", &[Change::People]),
        ("Ana~Leader", &[Change::People]),
        ("V=Calm", &[Change::Statements]),
        ("V%5", &[Change::Levels]),
        ("V§law", &[Change::Levels]),
        ("rules4/2", &[Change::Rules]),
        ("title=Wards rules4/2 !Ana", &[Change::Title, Change::People, Change::Rules]),
    ];
    for (script, changes) in cases {
        let here = Room::play("ana: @Ana").replica("ana").document().clone();
        let there = Room::play(&("ana: @Ana ".to_string() + script)).replica("ana").document().clone();
        assert_eq!(MergePreview::of(&here, &there), MergePreview::new(0, 0, 0, changes), "{script}");
    }
    // A value that is set and set back is no change.
    let there = Room::play("ana: @Ana V%5 V%2 rules4/2 rules5/3").replica("ana").document().clone();
    assert!(MergePreview::of(&Room::play("ana: @Ana").replica("ana").document().clone(), &there).is_empty());
}

#[test]
fn unknown_board_opens_as_it_is() {
    for route in ROUTES {
        let (ana, ben) = ana_and_ben(route);
        assert_eq!((shown(&ben), ben.board()), (shown(&ana), ana.board()), "{route:?}");
        assert_eq!((ben.saving(), ben.model.entries.len()), (Saving::Saved, 1), "{route:?}");
        assert_eq!(ben.fragment, format!("board-{}", ana.board().to_hex()), "{route:?}");
        assert_eq!(ben.model.notice, None, "{route:?}");
    }
}

#[test]
fn link_opens_in_a_new_page() {
    let (mut ana, _) = ana_and_ben(Route::File);
    let sent = Route::Link.share(&mut ana);
    let ben = Page::open(2, &other_browser(), &sent);
    assert_eq!(shown(&ben), shown(&ana));
}

#[test]
fn sample_travels_whole() {
    for route in ROUTES {
        let mut ana = Page::open(1, &other_browser(), "");
        ana.send(ExchangeEvent::OpenSample);
        let mut ben = Page::open(2, &other_browser(), "");
        let sent = route.share(&mut ana);
        route.open(&mut ben, &sent);
        assert_eq!(shown(&ben), shown(&ana), "{route:?}");
        route.open(&mut ben, &sent);
        assert_eq!(ben.model.notice, Some(Notice::NothingNew), "{route:?}");
    }
}

#[test]
fn known_board_is_previewed_and_merged_on_request() {
    for route in ROUTES {
        let (mut ana, mut ben) = ana_and_ben(route);
        ben.note("b");
        ana.note("c");
        let sent = route.share(&mut ben);
        route.open(&mut ana, &sent);
        assert_eq!(preview(&ana), Some(MergePreview::new(1, 0, 0, &[])), "{route:?}");
        assert_eq!(notes(ana.session().replica.board()), "V a c", "nothing has changed yet, {route:?}");
        ana.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
        ana.advance(1_000);
        let merged = notes(ana.session().replica.board());
        assert!(merged == "V a b c" || merged == "V a c b", "{merged}");
        assert_eq!((ana.saving(), preview(&ana)), (Saving::Saved, None));
        let back = route.share(&mut ana);
        route.open(&mut ben, &back);
        ben.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
        assert_eq!(shown(&ben), shown(&ana), "{route:?}");
    }
}

#[test]
fn known_closed_board_is_opened_and_previewed() {
    for route in ROUTES {
        let (mut ana, mut ben) = ana_and_ben(route);
        ben.note("b");
        let sent = route.share(&mut ben);
        let board = ana.board();
        ana.send(BoardEvent::GoHome);
        route.open(&mut ana, &sent);
        assert_eq!((ana.board(), preview(&ana).map(|preview| preview.new_notes)), (board, Some(1)), "{route:?}");
    }
}

#[test]
fn incoming_board_can_be_ignored() {
    for route in ROUTES {
        let (mut ana, mut ben) = ana_and_ben(route);
        ben.note("b");
        let (before, sent) = (shown(&ana), route.share(&mut ben));
        ana.saves.clear();
        route.open(&mut ana, &sent);
        ana.send(ExchangeEvent::Incoming(IncomingChoice::Leave));
        ana.advance(10_000);
        assert_eq!((shown(&ana), ana.saves.len(), preview(&ana)), (before, 0, None), "{route:?}");
    }
}

#[test]
fn incoming_board_can_become_a_copy() {
    for route in ROUTES {
        let (mut ana, mut ben) = ana_and_ben(route);
        ben.note("b");
        let (board, sent) = (ana.board(), route.share(&mut ben));
        route.open(&mut ana, &sent);
        ana.send(ExchangeEvent::Incoming(IncomingChoice::Copy));
        ana.advance(1_000);
        assert_ne!(ana.board(), board);
        assert_eq!(notes(ana.session().replica.board()), "V a b");
        ana.send(HomeEvent::OpenBoard(board));
        assert_eq!((notes(ana.session().replica.board()).as_str(), ana.model.entries.len()), ("V a", 2), "{route:?}");
    }
}

#[test]
fn opening_twice_says_nothing_new() {
    for route in ROUTES {
        let (mut ana, mut ben) = ana_and_ben(route);
        let sent = route.share(&mut ana);
        ana.saves.clear();
        for page in [&mut ana, &mut ben] {
            route.open(page, &sent);
            assert_eq!((page.model.notice.clone(), preview(page)), (Some(Notice::NothingNew), None), "{route:?}");
        }
        ana.send(BoardEvent::GoHome);
        route.open(&mut ana, &sent);
        assert_eq!(ana.model.notice, Some(Notice::NothingNew), "{route:?}");
        ana.advance(10_000);
        assert_eq!(ana.saves, [], "{route:?}");
    }
}

/// Ana was told that nothing is new although the group had gone on to voting.
#[test]
fn nothing_new_means_no_change() {
    let cases = [
        Command::GoTo(Stage::Vote),
        Command::SetTitle(String::from("Other")),
        Command::SetStatement { layer: Layer::Goals, text: String::from("Fewer") },
        Command::AddPeople(vec![String::from("Ana")]),
    ];
    for command in cases {
        let (mut ana, mut ben) = ana_and_ben(Route::File);
        ben.act(command.clone());
        let sent = Route::File.share(&mut ben);
        Route::File.open(&mut ana, &sent);
        ana.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
        assert_eq!(shown(&ana), shown(&ben), "{command:?}, {:?}", ana.model.notice);
    }
}

fn only_note(page: &Page) -> NoteId {
    page.session().replica.board().notes_of(Layer::Vision).next().expect("a note")
}

fn delete_note(page: &mut Page) {
    let note = only_note(page);
    page.act(Command::DeleteNote(note));
}

/// Ana and Ben delete the same note. Ana opens Ben's file, which shows nothing new, and undoes her deletion: his still stands.
#[test]
fn invisible_changes_are_merged_too() {
    for route in ROUTES {
        let (mut ana, mut ben) = ana_and_ben(route);
        delete_note(&mut ana);
        delete_note(&mut ben);
        let sent = route.share(&mut ben);
        route.open(&mut ana, &sent);
        ana.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
        ana.send(BoardEvent::Step(Direction::Undo));
        assert_eq!(notes(ana.session().replica.board()), "", "{route:?}");
    }
}

/// A second page of this browser opens a board that the first page does not know. Given the same link, the first must not overwrite it.
#[test]
fn board_stored_by_another_page_is_not_overwritten() {
    for route in ROUTES {
        let (mut ana, _) = ana_and_ben(route);
        let sent = route.share(&mut ana);
        let store = other_browser();
        let mut first = Page::open(3, &store, "");
        let mut second = Page::open(4, &store, "");
        route.open(&mut second, &sent);
        for number in 0..4 {
            second.note(&format!("n{number}"));
            second.advance(1_000);
        }
        let generation = second.session().generation;
        route.open(&mut first, &sent);
        for number in 0..2 {
            first.title(&format!("t{number}"));
            first.advance(1_000);
        }
        let loaded = stored::read(ana.board(), &store.borrow().boards[&ana.board()]).unwrap();
        let stored = notes(&alignment_board::core::board::Board::of(&loaded.document));
        assert_eq!((stored.as_str(), loaded.generation > generation), ("V a n0 n1 n2 n3", true), "{route:?}");
    }
}

/// While storage could not be read, a board from a link had no "Send back my part".
#[test]
fn board_of_a_link_is_a_sent_one_even_if_storage_cannot_be_read() {
    for slots in [Ok(Default::default()), Err(StorageProblem::Unreadable)] {
        let (ana, _) = ana_and_ben(Route::Link);
        let (board, document) = (ana.board(), ana.session().replica.document().clone());
        let mut ben = Page::open(2, &other_browser(), "");
        ben.send(Event::Loaded { board, slots, purpose: LoadPurpose::Compare(document.into()) });
        assert_eq!(ben.session().origin, Origin::Sent);
    }
}
