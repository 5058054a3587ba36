//! Links and files are opened without ever replacing a board, and what cannot be opened changes nothing.

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{Change, Dialog, Event, IncomingChoice, MergePreview, Notice, Saving};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{BoardId, NoteId};
use alignment_board::core::format::link;
use alignment_board::core::format::link::LinkError;
use alignment_board::core::format::stored;
use alignment_board::core::format::{LoadError, file};
use alignment_board::core::replica::history::Direction;
use alignment_board::core::replica::sample;

use crate::support::page::Page;
use crate::support::room::Room;
use crate::support::storage::Store;
use crate::support::{device, notes, snapshot};

/// How a board travels.
#[derive(Clone, Copy, Debug)]
enum Way {
    Link,
    File,
}

const WAYS: [Way; 2] = [Way::Link, Way::File];

impl Way {
    /// What a page gives away when its board is shared.
    fn send(self, page: &mut Page) -> String {
        match self {
            Way::Link => {
                page.send(Event::Share);
                let Dialog::Share { fragment } = page.session().dialog.clone() else { panic!("no link") };
                page.send(Event::CloseDialog);
                fragment
            }
            Way::File => {
                page.send(Event::SaveFile);
                page.downloads.pop().expect("a file").1
            }
        }
    }

    /// A page takes it in.
    fn open(self, page: &mut Page, text: &str) {
        match self {
            Way::Link => page.send(Event::FragmentChanged(String::from(text))),
            Way::File => page.send(Event::FileRead(Ok(String::from(text)))),
        }
    }
}

fn elsewhere() -> Rc<RefCell<Store>> {
    Rc::default()
}

/// Ana's page with one note, and Ben's page in another browser with the same board.
fn ana_and_ben(way: Way) -> (Page, Page) {
    let mut ana = Page::with_new_board();
    ana.title("Ours");
    ana.note("a");
    ana.advance(1_000);
    let mut ben = Page::open(2, &elsewhere(), "");
    let sent = way.send(&mut ana);
    way.open(&mut ben, &sent);
    ben.advance(1_000);
    (ana, ben)
}

fn only_note(page: &Page) -> NoteId {
    page.session().replica.board().notes_of(Layer::Vision).next().expect("a note")
}

fn delete_note(page: &mut Page) {
    let note = only_note(page);
    page.send(Event::Do(Command::DeleteNote(note)));
}

fn shown(page: &Page) -> String {
    snapshot(page.session().replica.board())
}

/// The preview named all that might have changed, whatever had.
#[test]
fn the_preview_names_what_would_change_and_nothing_else() {
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
    // What is set and taken back is no change.
    let there = Room::play("ana: @Ana V%5 V%2 rules4/2 rules5/3").replica("ana").document().clone();
    assert!(MergePreview::of(&Room::play("ana: @Ana").replica("ana").document().clone(), &there).is_empty());
}

fn preview(page: &Page) -> Option<MergePreview> {
    match &page.session().dialog {
        Dialog::Incoming { preview, .. } => Some(*preview),
        _ => None,
    }
}

#[test]
fn a_board_that_is_unknown_here_is_opened_as_it_is() {
    for way in WAYS {
        let (ana, ben) = ana_and_ben(way);
        assert_eq!((shown(&ben), ben.board()), (shown(&ana), ana.board()), "{way:?}");
        assert_eq!((ben.saving(), ben.model.entries.len()), (Saving::Saved, 1), "{way:?}");
        assert_eq!(ben.fragment, format!("board-{}", ana.board().to_hex()), "{way:?}");
        assert_eq!(ben.model.notice, None, "{way:?}");
    }
}

#[test]
fn a_link_opens_a_page_from_the_start() {
    let (mut ana, _) = ana_and_ben(Way::File);
    let sent = Way::Link.send(&mut ana);
    let ben = Page::open(2, &elsewhere(), &sent);
    assert_eq!(shown(&ben), shown(&ana));
}

#[test]
fn the_sample_travels_whole() {
    for way in WAYS {
        let mut ana = Page::open(1, &elsewhere(), "");
        ana.send(Event::OpenSample);
        let mut ben = Page::open(2, &elsewhere(), "");
        let sent = way.send(&mut ana);
        way.open(&mut ben, &sent);
        assert_eq!(shown(&ben), shown(&ana), "{way:?}");
        way.open(&mut ben, &sent);
        assert_eq!(ben.model.notice, Some(Notice::NothingNew), "{way:?}");
    }
}

#[test]
fn a_known_board_is_compared_and_merged_when_asked() {
    for way in WAYS {
        let (mut ana, mut ben) = ana_and_ben(way);
        ben.note("b");
        ana.note("c");
        let sent = way.send(&mut ben);
        way.open(&mut ana, &sent);
        assert_eq!(preview(&ana), Some(MergePreview::new(1, 0, 0, &[])), "{way:?}");
        assert_eq!(notes(ana.session().replica.board()), "V a c", "nothing has changed yet, {way:?}");
        ana.send(Event::Incoming(IncomingChoice::Merge));
        ana.advance(1_000);
        let merged = notes(ana.session().replica.board());
        assert!(merged == "V a b c" || merged == "V a c b", "{merged}");
        assert_eq!((ana.saving(), preview(&ana)), (Saving::Saved, None));
        let back = way.send(&mut ana);
        way.open(&mut ben, &back);
        ben.send(Event::Incoming(IncomingChoice::Merge));
        assert_eq!(shown(&ben), shown(&ana), "{way:?}");
    }
}

#[test]
fn a_known_board_that_is_not_open_is_opened_and_compared() {
    for way in WAYS {
        let (mut ana, mut ben) = ana_and_ben(way);
        ben.note("b");
        let sent = way.send(&mut ben);
        let board = ana.board();
        ana.send(Event::GoHome);
        way.open(&mut ana, &sent);
        assert_eq!((ana.board(), preview(&ana).map(|preview| preview.new_notes)), (board, Some(1)), "{way:?}");
    }
}

#[test]
fn what_came_in_can_be_left() {
    for way in WAYS {
        let (mut ana, mut ben) = ana_and_ben(way);
        ben.note("b");
        let (before, sent) = (shown(&ana), way.send(&mut ben));
        ana.saves.clear();
        way.open(&mut ana, &sent);
        ana.send(Event::Incoming(IncomingChoice::Leave));
        ana.advance(10_000);
        assert_eq!((shown(&ana), ana.saves.len(), preview(&ana)), (before, 0, None), "{way:?}");
    }
}

#[test]
fn what_came_in_can_be_kept_as_a_copy() {
    for way in WAYS {
        let (mut ana, mut ben) = ana_and_ben(way);
        ben.note("b");
        let (board, sent) = (ana.board(), way.send(&mut ben));
        way.open(&mut ana, &sent);
        ana.send(Event::Incoming(IncomingChoice::Copy));
        ana.advance(1_000);
        assert_ne!(ana.board(), board);
        assert_eq!(notes(ana.session().replica.board()), "V a b");
        ana.send(Event::OpenBoard(board));
        assert_eq!((notes(ana.session().replica.board()).as_str(), ana.model.entries.len()), ("V a", 2), "{way:?}");
    }
}

#[test]
fn opening_it_twice_says_nothing_new() {
    for way in WAYS {
        let (mut ana, mut ben) = ana_and_ben(way);
        let sent = way.send(&mut ana);
        ana.saves.clear();
        for page in [&mut ana, &mut ben] {
            way.open(page, &sent);
            assert_eq!((page.model.notice.clone(), preview(page)), (Some(Notice::NothingNew), None), "{way:?}");
        }
        ana.send(Event::GoHome);
        way.open(&mut ana, &sent);
        assert_eq!(ana.model.notice, Some(Notice::NothingNew), "{way:?}");
        ana.advance(10_000);
        assert_eq!(ana.saves, [], "{way:?}");
    }
}

/// Ana is told that nothing is new although the group has gone on to voting.
#[test]
fn nothing_new_is_said_only_if_nothing_is_new() {
    let cases = [
        Command::GoTo(Stage::Vote),
        Command::SetTitle(String::from("Other")),
        Command::SetStatement { layer: Layer::Goals, text: String::from("Fewer") },
        Command::AddPeople(vec![String::from("Ana")]),
    ];
    for command in cases {
        let (mut ana, mut ben) = ana_and_ben(Way::File);
        ben.send(Event::Do(command.clone()));
        let sent = Way::File.send(&mut ben);
        Way::File.open(&mut ana, &sent);
        ana.send(Event::Incoming(IncomingChoice::Merge));
        assert_eq!(shown(&ana), shown(&ben), "{command:?}, {:?}", ana.model.notice);
    }
}

/// Ana and Ben delete the same note. Ana opens Ben's file, in which nothing can be seen that is new, and takes her deletion back:
/// his still stands.
#[test]
fn what_cannot_be_seen_is_taken_in_too() {
    for way in WAYS {
        let (mut ana, mut ben) = ana_and_ben(way);
        delete_note(&mut ana);
        delete_note(&mut ben);
        let sent = way.send(&mut ben);
        way.open(&mut ana, &sent);
        ana.send(Event::Incoming(IncomingChoice::Merge));
        ana.send(Event::Step(Direction::Undo));
        assert_eq!(notes(ana.session().replica.board()), "", "{way:?}");
    }
}

/// A second page of this browser opens a board that the first one does not know of. The first must not write over it when it is
/// given the same link.
#[test]
fn a_board_that_another_page_has_stored_is_not_written_over() {
    for way in WAYS {
        let (mut ana, _) = ana_and_ben(way);
        let sent = way.send(&mut ana);
        let store = elsewhere();
        let mut first = Page::open(3, &store, "");
        let mut second = Page::open(4, &store, "");
        way.open(&mut second, &sent);
        for number in 0..4 {
            second.note(&format!("n{number}"));
            second.advance(1_000);
        }
        let generation = second.session().generation;
        way.open(&mut first, &sent);
        for number in 0..2 {
            first.title(&format!("t{number}"));
            first.advance(1_000);
        }
        let loaded = stored::read(ana.board(), &store.borrow().boards[&ana.board()]).unwrap();
        let stored = notes(&alignment_board::core::board::Board::of(&loaded.document));
        assert_eq!((stored.as_str(), loaded.generation > generation), ("V a n0 n1 n2 n3", true), "{way:?}");
    }
}

/// Everything that must be as it was when something could not be opened.
fn state(page: &Page) -> (String, String, String, usize) {
    let store = page.store.borrow();
    (shown(page), page.fragment.clone(), format!("{:?} {:?}", store.boards, store.index), page.saves.len())
}

fn check_refused(way: Way, text: &str, expected: impl Fn(&Notice) -> bool) {
    let (mut page, _) = ana_and_ben(Way::File);
    let before = state(&page);
    way.open(&mut page, text);
    page.advance(10_000);
    assert_eq!(state(&page), before, "{text:?}");
    assert!(page.model.notice.as_ref().is_some_and(&expected), "{:?} for {text:?}", page.model.notice);

    let mut page = Page::open(5, &elsewhere(), "");
    way.open(&mut page, text);
    page.advance(10_000);
    assert!(page.model.session().is_none() && page.model.entries.is_empty() && page.store.borrow().boards.is_empty(), "{text:?}");
    assert_eq!(page.fragment, "", "{text:?}");
}

fn sample_link() -> String {
    link::encode(BoardId::from_random(7), &sample::document(device(1)).shareable())
}

#[test]
fn a_link_that_was_cut_says_how_much_arrived() {
    let whole = sample_link();
    for arrived in [whole.len() - 1, whole.len() - 2, whole.len() / 2, 100, 20] {
        let cut = Notice::Link(LinkError::Cut { arrived, expected: whole.len() });
        check_refused(Way::Link, &whole[..arrived], |notice| *notice == cut);
    }
}

#[test]
fn no_beginning_of_a_link_opens() {
    let whole = sample_link();
    for arrived in 0..whole.len() {
        assert!(link::decode(&whole[..arrived]).is_err(), "{arrived}");
    }
}

#[test]
fn no_link_with_one_other_letter_opens() {
    let whole = link::encode(BoardId::from_random(7), &sample::document(device(1)).shareable());
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
    check_refused(Way::Link, &changed, |notice| *notice == Notice::Link(LinkError::Damaged));
}

#[test]
fn a_link_of_a_newer_version_and_other_texts_are_told_apart() {
    let newer = sample_link().replacen("b1", "b2", 1);
    check_refused(Way::Link, &newer, |notice| *notice == Notice::Link(LinkError::TooNew));
    for foreign in ["hello", "section-2", "board-", "board-zz", "b", "%", "bank", "🦀"] {
        check_refused(Way::Link, foreign, |notice| *notice == Notice::Link(LinkError::NotALink));
    }
}

#[test]
fn a_file_that_cannot_be_opened_says_why() {
    let whole = file::write(BoardId::from_random(7), &sample::document(device(1)));
    let check = |text: &str, error| check_refused(Way::File, text, |notice| *notice == Notice::File(error));
    check(&whole[..whole.len() - 1], LoadError::Damaged);
    check(&whole[..whole.len() / 2], LoadError::Damaged);
    check(&whole.replacen("\"version\":1", "\"version\":2", 1), LoadError::TooNew { version: 2 });
    check(&whole.replacen("note", "nite", 1), LoadError::Damaged);
    for foreign in ["", "hello", "[]", "{\"shopping\":[]}", "\u{0}\u{1}", "#b1", "https://example.org/#b1nonsense"] {
        check(foreign, LoadError::NotABoard);
    }
}

#[test]
fn a_file_that_the_browser_cannot_read_changes_nothing() {
    let (mut page, _) = ana_and_ben(Way::File);
    let before = state(&page);
    page.send(Event::FileRead(Err(())));
    assert_eq!((state(&page), page.model.notice.clone()), (before, Some(Notice::FileUnreadable)));
}

#[test]
fn a_file_with_a_link_in_it_is_a_board_too() {
    let (mut ana, _) = ana_and_ben(Way::File);
    let link = Way::Link.send(&mut ana);
    let mut ben = Page::open(2, &elsewhere(), "");
    Way::File.open(&mut ben, &format!("https://example.org/board/#{link}\n"));
    assert_eq!(shown(&ben), shown(&ana));
}

#[test]
fn what_was_deleted_does_not_travel() {
    for way in WAYS {
        let (mut ana, _) = ana_and_ben(way);
        ana.note("secret thought");
        let sent = way.send(&mut ana);
        let before = sent.len();
        let notes: Vec<NoteId> = ana.session().replica.board().notes_of(Layer::Vision).collect();
        ana.send(Event::Do(Command::DeleteNote(notes[1])));
        let sent = way.send(&mut ana);
        assert!(!sent.contains("secret"), "{way:?}");
        let mut ben = Page::open(2, &elsewhere(), "");
        way.open(&mut ben, &sent);
        ben.send(Event::SaveFile);
        assert!(!ben.downloads[0].1.contains("secret"), "{way:?}, {before} characters with it");
        assert_eq!(shown(&ben), shown(&ana), "{way:?}");
    }
}

#[test]
fn a_file_is_named_after_the_board() {
    let cases = [
        ("Where? We hold", "Where-We-hold.board.json"),
        ("", "alignment-board.board.json"),
        ("../etc/passwd", "etc-passwd.board.json"),
        ("שלום עולם", "שלום-עולם.board.json"),
    ];
    for (title, expected) in cases {
        let mut page = Page::with_new_board();
        page.title(title);
        page.send(Event::SaveFile);
        assert_eq!(page.downloads[0].0, expected);
    }
}

#[test]
fn the_link_of_the_dialog_is_what_is_copied() {
    let (mut ana, _) = ana_and_ben(Way::File);
    let link = Way::Link.send(&mut ana);
    ana.send(Event::CopyLink);
    assert_eq!(ana.copied.len(), 0, "the dialog is closed");
    ana.send(Event::Share);
    ana.send(Event::CopyLink);
    assert_eq!(ana.copied, [link]);
}
