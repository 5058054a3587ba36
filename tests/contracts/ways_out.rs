//! Everything that leaves says what it holds: each way out, in each state of hiding, names in numbers what is not in it. A rescue file holds
//! all, and what is hidden in it stays hidden.

use alignment_board::core::app::{BoardEvent, Dialog, ExchangeEvent, HomeEvent, IncomingChoice, Notice, StorageProblem};
use alignment_board::core::board::Board;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::voting::{Secrecy, Target};
use alignment_board::core::command::Command;
use alignment_board::core::document::Document;
use alignment_board::core::document::id::PersonId;
use alignment_board::core::format::{boards, file, link, rescue};
use alignment_board::core::replica::private_store::Hidden;
use alignment_board::core::replica::withheld::Withheld;
use alignment_board::strings;
use alignment_board::strings::private::{reveal_asks, still_hidden};
use alignment_board::strings::withheld as says;

use crate::support::page::{Page, texts};
use crate::support::private::{SECRET, private_page, write};
use crate::support::storage::FULL;

/// A state of hiding: how a page comes to it, and what is then withheld: notes, voters, notes whose words are elsewhere.
type State = (&'static str, fn() -> Page, [usize; 3]);

const STATES: [State; 7] = [
    ("nothing was ever hidden", open_page, [0, 0, 0]),
    ("notes and votes are hidden", || private_page().0, [2, 2, 0]),
    ("only notes are hidden", || revealed(&[Hidden::Votes]), [2, 0, 0]),
    ("only votes are hidden", || revealed(&[Hidden::Notes]), [0, 2, 0]),
    ("all is revealed", || revealed(&Hidden::ALL), [0, 0, 0]),
    ("the words are on another device", || received(false), [0, 0, 2]),
    ("some words are here and some on another device", || received(true), [1, 0, 2]),
];

fn open_page() -> Page {
    let mut page = Page::saved();
    page.note("open");
    page
}

fn revealed(what: &[Hidden]) -> Page {
    let (mut page, _) = private_page();
    page.act(Command::GoTo(Stage::Vote));
    what.iter().for_each(|what| page.act(what.set(Secrecy::Open)));
    page
}

/// The board as a link brings it to another device, where somebody may write in private, too.
fn received(writes: bool) -> Page {
    let (host, [ana, _]) = private_page();
    let fragment = link::encode(host.board(), &host.session().replica.document().without_deleted());
    let mut page = Page::open(9, &Default::default(), &fragment);
    if writes {
        page.send(BoardEvent::Choose(Some(ana)));
        write(&mut page, Some(ana), "written here");
        page.send(BoardEvent::Choose(None));
    }
    page
}

/// What leaves by each way: its name, what the page says beside it, and the boards that left.
fn ways_out(make: fn() -> Page) -> Vec<(&'static str, String, Vec<Document>)> {
    let mut ways = Vec::new();
    let withheld = |page: &Page| page.session().replica.withheld();
    let notice = |page: &Page| page.model.notice.as_ref().map_or_else(String::new, strings::notice);

    let mut page = make();
    page.send(ExchangeEvent::Share);
    let Dialog::Share { fragment: Ok(fragment) } = &page.session().dialog else { panic!("no link") };
    ways.push(("Share", says::share_note(withheld(&page)), vec![link::decode(fragment).unwrap().document]));

    let mut page = make();
    page.send(BoardEvent::SaveFile);
    let (_, text) = page.downloads.pop().unwrap();
    ways.push(("Save file", notice(&page), vec![file::read(&text).unwrap().document]));
    let in_file = file::read(&text).unwrap().document;
    ways.push(("the reminder", says::save_a_file(withheld(&page)), vec![in_file.clone()]));
    let banner = strings::not_saved(StorageProblem::Full, 0) + &says::not_in_a_file(withheld(&page)).unwrap_or_default();
    ways.push(("the banner", banner, vec![in_file.clone()]));
    let takes = says::takes(withheld(&page)).map(|(_, purpose)| purpose).join(" ");
    ways.push(("Close", says::not_in_these(withheld(&page)).unwrap_or_default() + &takes, vec![in_file]));

    let mut page = make();
    page.advance(1_000);
    let board = page.board();
    page.send(BoardEvent::GoHome);
    page.send(HomeEvent::DuplicateBoard { board, title: String::from("Copy") });
    let copy = page.model.entries.iter().find(|entry| entry.title == "Copy").unwrap().board;
    let said = notice(&page);
    page.advance(1_000);
    page.send(HomeEvent::OpenBoard(copy));
    ways.push(("Duplicate", said, vec![page.session().replica.document().clone()]));

    let mut page = make();
    page.advance(1_000);
    page.send(BoardEvent::GoHome);
    page.send(ExchangeEvent::SaveAllBoards);
    let (_, text) = page.downloads.pop().unwrap();
    let all = boards::read(&text).unwrap().into_iter().map(|board| board.unwrap().document).collect();
    ways.push(("Save all boards", notice(&page), all));
    ways
}

/// "Save a file" dropped everything hidden and said that it keeps "all of it". So did the link, a copy and the file of all boards.
#[test]
fn every_way_out_says_in_numbers_what_is_not_in_it() {
    const CLAIMS: [&str; 4] = ["hole board", "All of it", "nothing can be lost", "whole workshop"];
    for (state, make, [notes, voters, elsewhere]) in STATES {
        let withheld = make().session().replica.withheld();
        assert_eq!(withheld, Withheld { notes, voters, notes_elsewhere: elsewhere }, "{state}");
        let numbers = [
            (notes, format!("the words of {notes} note")),
            (voters, format!("the votes of {voters} p")),
            (elsewhere, format!("the words of {elsewhere} note")),
        ];
        for (way, said, left) in ways_out(make) {
            let at = format!("{way}, {state}: {said}");
            for (number, words) in &numbers {
                assert_eq!(said.contains(words), *number > 0, "{at} ({words})");
            }
            assert_eq!(said.contains("not revealed yet"), notes + voters > 0, "{at}");
            assert_eq!(said.contains("on another device"), elsewhere > 0, "{at}");
            let claims = CLAIMS.into_iter().any(|claim| said.contains(claim));
            assert!(!claims || withheld.is_nothing(), "{at}");
            // What was said is what was written.
            let closed: usize = left.iter().map(|document| Board::of(document).hidden_notes().count()).sum();
            assert_eq!(closed, notes + elsewhere, "{at}");
            assert!(left.iter().all(|document| !format!("{document:?}").contains(SECRET) || withheld.notes == 0), "{at}");
        }
    }
}

#[test]
fn whole_board_is_called_whole() {
    let nothing = Withheld::default();
    let said = [says::share_note(nothing), says::save_a_file(nothing), says::takes(nothing).map(|(_, purpose)| purpose).join(" ")];
    for (said, claim) in said.iter().zip(["The whole board", "nothing can be lost", "All of it"]) {
        assert!(said.contains(claim), "{said}");
    }
}

/// "1 note will be seen" stood beside "it is still closed".
#[test]
fn reveal_promises_only_what_it_shows() {
    for (state, make, [notes, _, elsewhere]) in STATES {
        let mut page = make();
        let replica = &page.session().replica;
        if Hidden::Notes.on(replica.board()) == Secrecy::Open {
            continue;
        }
        let asked = reveal_asks(Hidden::Notes, replica.to_reveal(Hidden::Notes), replica.withheld().notes_elsewhere);
        page.act(Command::SetNoteSecrecy(Secrecy::Open));
        let board = page.session().replica.board();
        let closed = board.hidden_notes().count();
        assert_eq!((asked.contains(&format!("{notes} note")), closed), (notes > 0, elsewhere), "{state}: {asked}");
        assert_eq!(asked.contains("closed"), closed > 0, "{state}: {asked}");
        assert!(closed == 0 || still_hidden(closed).contains("another device"));
    }
}

fn rescue_file(page: &mut Page) -> String {
    page.send(BoardEvent::SaveRescueFile);
    let (name, text) = page.downloads.pop().unwrap();
    assert!(name.ends_with(".rescue.json"), "{name}");
    text
}

/// The texts of notes that this person can read.
fn read_by(page: &mut Page, person: Option<PersonId>) -> Vec<String> {
    page.send(BoardEvent::Choose(person));
    let seen = page.session().replica.seen();
    let notes = Layer::ALL.into_iter().flat_map(|layer| seen.notes_of(layer).collect::<Vec<_>>());
    let mut texts: Vec<String> =
        notes.filter_map(|note| seen.note(note)).filter(|note| !note.text.is_empty()).map(|note| note.text).collect();
    texts.sort();
    texts
}

/// Storage was full, three people had written in private, and the file that the banner asked for had none of it.
#[test]
fn rescue_file_brings_hidden_things_back_as_hidden() {
    for empty_device in [true, false] {
        let (mut page, people) = private_page();
        page.disk = FULL;
        page.send(BoardEvent::Choose(Some(people[0])));
        write(&mut page, Some(people[0]), "in private, while storage is full");
        let expected = [None, Some(people[0]), Some(people[1])].map(|person| read_by(&mut page, person));
        let text = rescue_file(&mut page);

        let mut other = Page::open(9, &Default::default(), "");
        if !empty_device {
            other.send(ExchangeEvent::LinkOpened(link::encode(page.board(), &page.session().replica.document().without_deleted())));
            other.advance(1_000);
        }
        other.send(ExchangeEvent::FileRead(Ok(text.clone())));
        if !empty_device {
            assert!(matches!(other.session().dialog, Dialog::Incoming { .. }), "asked first");
            other.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
        }
        assert_eq!([None, Some(people[0]), Some(people[1])].map(|person| read_by(&mut other, person)), expected);
        assert_eq!(other.session().replica.withheld(), Withheld { notes: 3, voters: 2, notes_elsewhere: 0 });
        other.send(BoardEvent::Choose(None));
        other.advance(1_000);
        // It is stored like anything hidden, and once revealed nothing is missing.
        let mut again = Page::open(10, &other.store, &other.fragment);
        again.act(Command::SetNoteSecrecy(Secrecy::Open));
        again.act(Command::SetBallotSecrecy(Secrecy::Open));
        assert_eq!(again.session().replica.withheld(), Withheld::default());
        assert!(texts(&again).contains("in private, while storage is full"));
        assert_eq!(again.session().replica.board().tally(0).on(Target::Layer(Layer::Goals)), 2);
        // Opened once more it brings nothing.
        again.send(ExchangeEvent::FileRead(Ok(text)));
        assert_eq!(again.model.notice, Some(Notice::NothingNew));
    }
}

/// A rescue file may have been made by anybody: what is hidden here keeps its words and its owner.
#[test]
fn rescue_file_changes_nothing_that_is_hidden_here() {
    let (mut page, [ana, bo]) = private_page();
    let before = [None, Some(ana), Some(bo)].map(|person| read_by(&mut page, person));
    let own = page.session().replica.stored_private_store();
    // Everything newer, and every author somebody else.
    let forged: Document = own
        .registers()
        .map(|(key, register)| {
            let mut register = register.clone();
            register.stamp.time += 1;
            if let Some(author) = register.value.as_thing().and_then(PersonId::of) {
                let other = if author == ana { bo } else { ana };
                register.value = alignment_board::core::document::Value::Thing(other.thing());
            }
            (*key, register)
        })
        .collect();
    let text = rescue::write(page.board(), &page.session().replica.document().without_deleted(), &forged);
    page.send(BoardEvent::Choose(None));
    page.send(ExchangeEvent::FileRead(Ok(text)));
    page.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
    assert_eq!([None, Some(ana), Some(bo)].map(|person| read_by(&mut page, person)), before);
    assert_eq!(page.session().replica.stored_private_store(), own);
}

#[test]
fn rescue_file_opened_as_a_copy_keeps_what_is_hidden() {
    let (mut page, [ana, _]) = private_page();
    let (text, written) = (rescue_file(&mut page), read_by(&mut page, Some(ana)));
    let mut other = received(false);
    other.send(ExchangeEvent::FileRead(Ok(text)));
    let original = other.board();
    other.send(ExchangeEvent::Incoming(IncomingChoice::Copy));
    assert_ne!(other.board(), original);
    assert_eq!(other.session().replica.withheld(), Withheld { notes: 2, voters: 2, notes_elsewhere: 0 });
    assert_eq!(read_by(&mut other, Some(ana)), written);
}
