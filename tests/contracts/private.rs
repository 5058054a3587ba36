//! What is hidden until it is revealed leaves this device by no route, is seen by the one person whose it is, and is all there after
//! the reveal.

use std::rc::Rc;

use alignment_board::core::app::{Curtain, Dialog, Event, Notice, Saving};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::board::{Board, Colour};
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{BoardId, DeviceId, Id, Kind, PersonId, Thing};
use alignment_board::core::document::{Document, Field, Key};
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::Slots;
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::next_workshop::next_workshop;
use alignment_board::core::replica::private_store::{CurrentUser, Hidden, is_withheld};
use alignment_board::strings::export;

use crate::support::page::Page;
use crate::support::room::Room;
use crate::support::storage::{Disk, Store};
use crate::support::{device, notes, votes};

/// Words that no program writes by itself.
const SECRET: &str = "Zwergpinscher";

/// A board with hidden notes and votes, in a room of one device that three people share.
const HIDDEN: &str = "laptop: @Ana @Bo @Cleo V+open hidden1 private1 hand@Ana G+ZwergpinscherAna T+two Ana*open Ana.V345 Ana.V!3 \
     hand@Bo G+ZwergpinscherBo Bo*open Bo*open poles1 Bo-V";

fn room() -> Room {
    let mut room = Room::default();
    room.run(HIDDEN);
    room
}

fn command(page: &mut Page, command: Command) {
    page.send(Event::Do(command));
}

/// A page with a board on which Ana and Bo have written and voted in secret, saved.
fn page() -> (Page, [PersonId; 2]) {
    let mut page = Page::with_new_board();
    command(&mut page, Command::AddPeople(vec![String::from("Ana"), String::from("Bo")]));
    page.note("open");
    command(&mut page, Command::SetNoteSecrecy(Secrecy::Hidden));
    command(&mut page, Command::SetBallotSecrecy(Secrecy::Hidden));
    let people: Vec<PersonId> = page.session().replica.board().people().map(|(id, _)| id).collect();
    for person in &people {
        page.send(Event::Choose(Some(*person)));
        write(&mut page, Some(*person), &format!("{SECRET} {}", person.0.time));
        command(&mut page, Command::AddDot { voter: *person, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
        page.advance(1_000);
    }
    page.send(Event::Choose(None));
    assert_eq!(page.saving(), Saving::Saved);
    (page, [people[0], people[1]])
}

fn write(page: &mut Page, author: Option<PersonId>, text: &str) {
    let texts = vec![String::from(text)];
    command(page, Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Butter, author });
}

/// A document without words and without votes: what is hidden is nowhere in it.
fn assert_holds_nothing(document: &Document, route: &str) {
    for (key, register) in document.registers() {
        assert!(!format!("{register:?}").contains(SECRET), "{route}: {key:?} {register:?}");
        assert!(!matches!(key.thing.kind, Kind::BALLOT | Kind::LOOSE_BALLOT | Kind::RATING), "{route}: {key:?} {register:?}");
    }
}

fn assert_says_nothing(text: &str, route: &str) {
    assert!(!text.contains(SECRET), "{route}: {text}");
}

#[test]
fn no_route_carries_what_is_hidden() {
    let mut room = room();
    let (board, replica) = (BoardId::from_random(7), room.replica("laptop"));
    let public = replica.document().shareable();
    assert_holds_nothing(&public, "document");
    let linked = link::encode(board, &public);
    assert_holds_nothing(&link::decode(&linked).unwrap().document, "link");
    let filed = file::write(board, &public);
    assert_says_nothing(&filed, "file");
    assert_holds_nothing(&file::read(&filed).unwrap().document, "file");
    assert_holds_nothing(&next_workshop(replica.document(), DeviceId::from_random(9), None), "next workshop");
    for (route, text) in [
        ("markdown", export::markdown(replica.board())),
        ("notes", export::notes_csv(replica.board())),
        ("layers", export::layers_csv(replica.board())),
        ("agreements", export::agreements_csv(replica.board())),
        ("chart", export::chart_svg(replica.board())),
    ] {
        assert_says_nothing(&text, route);
    }
    assert!(export::markdown(replica.board()).contains("A hidden note"));
    assert_eq!((votes(replica.board()), notes(replica.board())), (String::new(), String::from("V open; G · ·; T ·")));
}

#[test]
fn what_is_said_to_others_holds_nothing_hidden_until_the_reveal() {
    let mut room = room();
    room.run("laptop>other");
    assert_holds_nothing(room.replica("other").document(), "deltas");
    room.run("laptop: private0; laptop>other");
    assert_eq!(notes(room.replica("other").board()), "V open; G ZwergpinscherAna ZwergpinscherBo; T two");
    assert_eq!(votes(room.replica("other").board()), "");
    room.run("laptop: hidden0; sync");
    assert_eq!(votes(room.replica("other").board()), "open3 V-1");
    let whole = room.replica("laptop").document().clone();
    assert_eq!(&whole, room.replica("other").document());
    assert!(room.replica("laptop").private_store().is_empty());
}

/// Whoever hears of the reveal reveals what is on the own private store; nobody has to be asked twice.
#[test]
fn a_reveal_that_is_heard_of_releases_here_too() {
    let mut room = Room::default();
    room.run("ana: @Ana @Bo private1 hidden1; sync; ana: hand@Ana G+a Ana*a; bo: hand@Bo G+b Bo*V; sync");
    assert_eq!((notes(room.replica("ana").board()), votes(room.replica("ana").board())), (String::from("G · ·"), String::new()));
    room.run("ana: private0 hidden0; sync; sync");
    for who in ["ana", "bo"] {
        assert_eq!((notes(room.replica(who).board()), votes(room.replica(who).board())), (String::from("G a b"), String::from("V1 a1")));
    }
    let whole = room.replica("ana").document().clone();
    assert_eq!(&whole, room.replica("bo").document());
}

#[test]
fn every_route_gives_the_same_board_after_the_reveal() {
    let mut room = room();
    room.run("laptop: private0 hidden0");
    let (board, replica) = (BoardId::from_random(7), room.replica("laptop"));
    let whole = replica.document().clone();
    let by_file = file::read(&file::write(board, &whole)).unwrap().document;
    let by_link = link::decode(&link::encode(board, &whole)).unwrap().document;
    assert_eq!((&by_file, &by_link), (&whole, &whole));
    assert_eq!(&Board::of(&whole), replica.board());
    assert_eq!(replica.seen(), replica.board());
}

#[test]
fn a_person_sees_the_own_things_and_nobody_elses() {
    let mut room = room();
    let [ana, bo] = ["Ana", "Bo"].map(|name| room.person(name));
    let replica = room.replica("laptop");
    let cases = [
        (CurrentUser::Person(ana), "V open; G ZwergpinscherAna ·; T two", "open1"),
        (CurrentUser::Person(bo), "V open; G · ZwergpinscherBo; T ·", "open2 V-1"),
        (CurrentUser::Nobody, "V open; G · ·; T ·", ""),
        (CurrentUser::Locked, "V open; G · ·; T ·", ""),
    ];
    for (current_user, written, voted) in cases.into_iter().chain(cases) {
        replica.switch_user(current_user);
        assert_eq!((notes(replica.seen()).as_str(), votes(replica.seen()).as_str()), (written, voted), "{current_user:?}");
        assert!(replica.has_voted(ana) && replica.has_voted(bo));
    }
    assert!(!room.replica("laptop").has_voted(PersonId(Id { time: 1, device: device(9) })));
}

#[test]
fn what_was_written_without_a_name_is_seen_while_nobody_has_the_device() {
    let mut room = Room::default();
    room.run("laptop: private1 G+a @Ana");
    assert_eq!(notes(room.replica("laptop").seen()), "G a");
    room.run("laptop: hand@Ana");
    assert_eq!(notes(room.replica("laptop").seen()), "G ·");
    room.replica("laptop").switch_user(CurrentUser::Locked);
    assert_eq!(notes(room.replica("laptop").seen()), "G ·");
}

#[test]
fn others_things_cannot_be_changed_here() {
    let mut room = room();
    room.run("laptop: hand@Ana ZwergpinscherBo=mine?Private Bo*V?Private Bo/?Private Bo.V111?Private ZwergpinscherAna=better");
    assert_eq!(notes(room.replica("laptop").seen()), "V open; G better ·; T two");
    room.run("laptop: hand private0");
    assert_eq!(notes(room.replica("laptop").board()), "V open; G better ZwergpinscherBo; T two");
}

#[test]
fn an_undo_neither_reveals_nor_changes_what_is_anothers() {
    // Ana's notes, dots and moves are hers, and so is what she did to the open note.
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo V+open; laptop: private1 hidden1 hand@Ana open=opened G+a a=aa Ana*V !a undo hand@Bo undo?Nothing");
    assert_eq!(notes(room.replica("laptop").board()), "V opened; G ·");
    room.run("laptop: private0 hidden0");
    assert_eq!(
        (notes(room.replica("laptop").board()), votes(room.replica("laptop").board())),
        (String::from("V opened; G aa"), String::from("V1"))
    );
    // What is revealed is still theirs alone to take back.
    room.run("laptop: undo?Nothing hand undo");
    assert_eq!(votes(room.replica("laptop").board()), "V1");
    room.run("laptop: hand@Ana undo");
    assert_eq!(votes(room.replica("laptop").board()), "");
}

#[test]
fn no_step_back_reveals_or_hides() {
    let mut room = Room::default();
    room.run("laptop: @Ana hidden1 private1 hand@Ana G+a undo undo?Nothing redo redo?Nothing");
    assert_eq!((notes(room.replica("laptop").board()), notes(room.replica("laptop").seen())), (String::from("G ·"), String::from("G a")));
    room.run("laptop: private0 undo redo");
    assert_eq!(notes(room.replica("laptop").board()), "G a");
}

#[test]
fn what_is_public_stays_public_and_only_what_is_new_is_hidden() {
    let mut room = Room::default();
    room.run("laptop: @Ana V+a Ana*a; laptop: hidden1 private1 hand@Ana a=aa Ana*V V+b");
    let replica = room.replica("laptop");
    assert_eq!((notes(replica.board()), votes(replica.board())), (String::from("V aa ·"), String::from("a1").replace('a', "aa")));
    assert_eq!((notes(replica.seen()), votes(replica.seen())), (String::from("V aa b"), String::from("V1 aa1")));
    room.run("laptop: private0; laptop: private1 V+c b=bb");
    assert_eq!(notes(room.replica("laptop").board()), "V aa bb ·");
}

#[test]
fn nothing_hidden_gets_into_what_is_public_by_a_command() {
    use alignment_board::core::board::agreement::{Source, Words};
    let mut room = Room::default();
    room.run("laptop: @Ana V+open private1 hidden1 hand@Ana G+Zwergpinscher Ana*open Ana*Zwergpinscher top5?NoRunOff");
    let note = room.note("Zwergpinscher");
    let replica = room.replica("laptop");
    replica.act(&Command::StartAgreement(Source::Note(note)), 0).unwrap();
    let said: Vec<_> = replica.board().agreements().map(|(_, agreement)| String::from(agreement.words(Words::What))).collect();
    assert_eq!(said, [""]);
    assert_holds_nothing(replica.document(), "document");
}

/// The one rule of what goes to the private store, case by case.
#[test]
fn withheld_are_words_of_sealed_notes_and_all_votes() {
    let open = "laptop: V+a @Ana";
    let notes = "laptop: V+a @Ana private1 V+b";
    let votes = "laptop: V+a @Ana hidden1";
    let thing = |kind, id: Id| Thing { kind, id };
    let cases = [
        (open, Kind::NOTE, "a", Field::TEXT, false),
        (notes, Kind::NOTE, "a", Field::TEXT, false),
        (notes, Kind::NOTE, "b", Field::TEXT, true),
        (notes, Kind::NOTE, "b", Field::PLACE, false),
        (notes, Kind::NOTE, "b", Field::COLOUR, false),
        (notes, Kind::NOTE, "b", Field::AUTHOR, false),
        (notes, Kind::NOTE, "b", Field::GROUP, false),
        (notes, Kind::NOTE, "b", Field::HIDDEN, false),
        (notes, Kind::BALLOT, "a", Field(0), false),
        (open, Kind::BALLOT, "a", Field(0), false),
        (votes, Kind::BALLOT, "a", Field(0), true),
        (votes, Kind::BALLOT, "a", Field(7), true),
        (votes, Kind::LOOSE_BALLOT, "a", Field(0), true),
        (votes, Kind::RATING, "a", Field(6), true),
        (votes, Kind::PERSON, "a", Field::TEXT, false),
        (votes, Kind::NOTE, "a", Field::TEXT, false),
        (votes, Kind::AGREEMENT, "a", Field::TEXT, false),
    ];
    for (script, kind, name, field, expected) in cases {
        let mut room = Room::default();
        room.run(script);
        let key = Key { thing: thing(kind, room.note(name).0), field };
        assert_eq!(is_withheld(room.replica("laptop").board(), key), expected, "{script}: {kind:?} {name} {field:?}");
    }
}

// --- Stored on this device -----------------------------------------------------------------------------------------

fn stored_board(page: &Page) -> Document {
    let store = page.store.borrow();
    stored::read(page.board(), &store.boards[&page.board()]).unwrap().document
}

#[test]
fn the_stored_board_and_the_list_hold_nothing_hidden() {
    let (page, _) = page();
    let store = page.store.borrow();
    let slots: &Slots = &store.boards[&page.board()];
    for text in [&slots.a, &slots.b, &store.index].into_iter().flatten() {
        assert_says_nothing(text, "stored");
    }
    drop(store);
    assert_holds_nothing(&stored_board(&page), "stored");
    let private_store = stored::read_private_store(page.board(), &page.store.borrow().private_stores[&page.board()]).unwrap();
    assert_eq!(&private_store.private_store, page.session().replica.private_store());
    assert_eq!(private_store.private_store.len(), 4);
}

#[test]
fn a_reload_has_the_desk_again_in_nobodys_hands() {
    let (page, [ana, _]) = page();
    let mut again = Page::open(2, &page.store, &page.fragment);
    assert_eq!(again.session().replica.private_store(), page.session().replica.private_store());
    assert_eq!((notes(again.session().replica.seen()).as_str(), again.session().person()), ("V open; G · ·", None));
    again.send(Event::Choose(Some(ana)));
    assert_eq!(notes(again.session().replica.seen()), format!("V open; G {SECRET} {} ·", ana.0.time));
    command(&mut again, Command::SetNoteSecrecy(Secrecy::Open));
    command(&mut again, Command::SetBallotSecrecy(Secrecy::Open));
    again.advance(1_000);
    let third = Page::open(3, &page.store, &page.fragment);
    assert_eq!(third.session().replica.board(), again.session().replica.board());
    assert!(third.session().replica.private_store().is_empty());
    assert_eq!(votes(third.session().replica.board()), "G2");
}

/// The browser ends after the private store was written and before the board was: nothing that was saved before is lost, whatever came last.
#[test]
fn a_save_that_breaks_between_desk_and_board_loses_nothing() {
    let changes: [fn(&mut Page, PersonId); 4] = [
        |page, ana| write(page, Some(ana), "more"),
        |page, _| command(page, Command::SetNoteSecrecy(Secrecy::Open)),
        |page, _| command(page, Command::SetBallotSecrecy(Secrecy::Open)),
        |page, _| page.title("other"),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        for saves_before in 0..3 {
            let (mut page, [ana, bo]) = page();
            for save in 0..saves_before {
                page.title(&format!("title {save}"));
                page.advance(1_000);
            }
            page.send(Event::Choose(Some(ana)));
            page.disk = Disk::Breaks;
            change(&mut page, ana);
            page.advance(1_000);
            let mut again = Page::open(2, &page.store, &page.fragment);
            command(&mut again, Command::SetNoteSecrecy(Secrecy::Open));
            command(&mut again, Command::SetBallotSecrecy(Secrecy::Open));
            let board = again.session().replica.board();
            let expected = format!("V open; G {SECRET} {} {SECRET} {}", ana.0.time, bo.0.time);
            assert_eq!((notes(board), votes(board)), (expected, String::from("G2")), "change {number} after {saves_before} saves");
        }
    }
}

/// The browser was killed before it had written to the disk what it had taken: Ana's last words were shown as saved, and were gone.
#[test]
fn what_local_storage_forgot_of_the_desk_comes_back_from_the_second_copy() {
    for forget in [0, 1] {
        let (mut page, [ana, _]) = page();
        let (board, store, fragment) = (page.board(), std::rc::Rc::clone(&page.store), page.fragment.clone());
        let before = (store.borrow().boards[&board].clone(), store.borrow().private_stores[&board].clone());
        page.send(Event::Choose(Some(ana)));
        write(&mut page, Some(ana), "last words");
        page.advance(1_000);
        assert_eq!(page.saving(), Saving::Saved);
        {
            let mut store = store.borrow_mut();
            store.boards.remove(&board);
            store.private_stores.remove(&board);
            if forget == 0 {
                store.boards.insert(board, before.0);
                store.private_stores.insert(board, before.1);
            }
        }
        let mut again = Page::open(2, &store, &fragment);
        again.advance(1_000);
        assert_eq!(
            (again.saving(), again.session().replica.private_store()),
            (Saving::Saved, page.session().replica.private_store()),
            "{forget}"
        );
        assert_holds_nothing(&stored_board(&again), "stored");
        for command in [Command::SetNoteSecrecy(Secrecy::Open), Command::SetBallotSecrecy(Secrecy::Open)] {
            again.send(Event::Do(command));
        }
        assert!(notes(again.session().replica.board()).contains("last words"));
        // After the reveal nothing of it stays behind.
        again.advance(1_000);
        assert_eq!(store.borrow().copies[&board].1, None);
    }
}

#[test]
fn a_desk_that_cannot_be_read_is_kept_and_the_board_opens() {
    let (page, _) = page();
    let board = page.board();
    for places in [[true, false], [false, true], [true, true]] {
        let store = Rc::new(std::cell::RefCell::new(Store { quarantine: Vec::new(), ..page.store.borrow().clone() }));
        let damaged: Vec<String> = {
            let mut store = store.borrow_mut();
            let slots = store.private_stores.get_mut(&board).unwrap();
            let broken = [&mut slots.a, &mut slots.b].into_iter().zip(places).filter(|(_, broken)| *broken);
            broken
                .filter_map(|(slot, _)| slot.as_mut())
                .map(|text| {
                    *text = text.replace(SECRET, "x");
                    text.clone()
                })
                .collect()
        };
        // A second copy brings it back; the rest is about a browser that has none.
        let whole = Rc::new(std::cell::RefCell::new(store.borrow().clone()));
        let copied = Page::open(3, &whole, &page.fragment);
        assert_eq!(copied.session().replica.private_store(), page.session().replica.private_store());
        assert!(places != [true, true] || copied.model.notice.is_none(), "nothing is missing: {:?}", copied.model.notice);
        store.borrow_mut().copies.clear();
        let mut again = Page::open(2, &store, &page.fragment);
        assert_eq!(again.session().replica.document(), page.session().replica.document());
        let kept: Vec<String> = store.borrow().quarantine.iter().map(|(_, text)| text.clone()).collect();
        assert_eq!(kept, damaged);
        assert_eq!(again.model.notice, Some(Notice::PrivateStoreUnreadable { board, text: damaged.join("\n\n") }));
        again.send(Event::DownloadStored);
        assert_eq!(again.downloads.last().map(|(_, text)| text.clone()), Some(damaged.join("\n\n")));
    }
}

#[test]
fn a_desk_of_a_newer_version_is_not_written_over() {
    let (page, _) = page();
    let newer = String::from("alignment-board 2 9 3 00000000\n{}");
    page.store.borrow_mut().private_stores.get_mut(&page.board()).unwrap().a = Some(newer.clone());
    let again = Page::open(2, &page.store, &page.fragment);
    assert!(matches!(again.model.notice, Some(Notice::Unreadable { .. })), "{:?}", again.model.notice);
    assert_eq!(page.store.borrow().private_stores[&page.board()].a, Some(newer));
}

#[test]
fn a_copy_a_renaming_and_a_board_left_unsaved_keep_the_desk_where_it_is() {
    let (mut page, _) = page();
    let board = page.board();
    let private_store = page.session().replica.private_store().clone();
    page.send(Event::GoHome);
    page.send(Event::DuplicateBoard { board, title: String::from("copy") });
    let copy = page.model.entries[0].board;
    assert_ne!(copy, board);
    page.send(Event::RenameBoard { board, title: String::from("renamed") });
    page.send(Event::OpenBoard(copy));
    assert!(page.session().replica.private_store().is_empty());
    assert_eq!(notes(page.session().replica.board()), "V open; G · ·");
    page.send(Event::OpenBoard(board));
    assert_eq!((page.session().replica.private_store(), page.session().replica.board().title()), (&private_store, "renamed"));
    page.disk = Disk::Fails(alignment_board::core::app::StorageProblem::Full);
    page.title("not saved");
    page.send(Event::GoHome);
    page.disk = Disk::Works;
    page.send(Event::OpenBoard(board));
    assert_eq!((page.session().replica.private_store(), page.session().replica.board().title()), (&private_store, "not saved"));
    page.send(Event::GoHome);
    page.send(Event::BinBoard(board));
    page.send(Event::EraseBoard(board));
    assert_eq!(page.store.borrow().private_stores.get(&board), None);
}

// --- The curtain and the reveal --------------------------------------------------------------------------------------

#[test]
fn behind_the_curtain_nothing_of_anybodys_own_is_seen() {
    let (mut page, [ana, bo]) = page();
    let seen = |page: &Page| notes(page.session().replica.seen());
    page.send(Event::Choose(Some(ana)));
    assert!(seen(&page).contains(SECRET));
    page.send(Event::DrawCurtain(Curtain::HandOver));
    assert_eq!((seen(&page).as_str(), page.session().person()), ("V open; G · ·", None));
    assert_eq!(page.session().dialog, Dialog::Curtain(Curtain::HandOver));
    page.send(Event::Choose(Some(bo)));
    assert_eq!((&page.session().dialog, page.session().person()), (&Dialog::None, Some(bo)));
    page.send(Event::DrawCurtain(Curtain::HandOver));
    page.send(Event::CloseDialog);
    assert_eq!((seen(&page).as_str(), page.session().replica.current_user()), ("V open; G · ·", CurrentUser::Nobody));
}

#[test]
fn it_is_asked_who_writes_where_notes_are_private_and_there_are_people() {
    let mut page = Page::with_new_board();
    let asks = |page: &Page| page.session().asks_who_writes();
    assert!(!asks(&page));
    command(&mut page, Command::SetNoteSecrecy(Secrecy::Hidden));
    assert!(!asks(&page));
    command(&mut page, Command::AddPeople(vec![String::from("Ana")]));
    assert!(asks(&page));
    let ana = page.session().replica.board().people().next().map(|(id, _)| id);
    page.send(Event::Choose(ana));
    assert!(!asks(&page));
    page.send(Event::Choose(None));
    command(&mut page, Command::SetNoteSecrecy(Secrecy::Open));
    assert!(!asks(&page));
}

#[test]
fn a_reveal_is_asked_twice_but_in_set_up_where_nothing_is_hidden() {
    for (what, hidden) in [(Hidden::Notes, 2), (Hidden::Votes, 2)] {
        let (mut page, _) = page();
        assert_eq!(page.session().hidden(what), hidden);
        page.send(Event::AskReveal(what));
        assert_eq!((&page.session().dialog, what.on(page.session().replica.board())), (&Dialog::Reveal(what), Secrecy::Hidden));
        page.send(Event::CloseDialog);
        page.send(Event::Reveal);
        assert_eq!(what.on(page.session().replica.board()), Secrecy::Hidden, "put away is not revealed");
        page.send(Event::AskReveal(what));
        page.send(Event::Reveal);
        assert_eq!((&page.session().dialog, what.on(page.session().replica.board())), (&Dialog::None, Secrecy::Open));
        assert_eq!(page.announced.last(), Some(&format!("Revealed({what:?})")));
        // Hidden again, with nothing that is new: a stray press opened the round, and undo did not take it back.
        command(&mut page, what.set(Secrecy::Hidden));
        assert_eq!(page.session().hidden(what), 0);
        page.send(Event::AskReveal(what));
        assert_eq!((&page.session().dialog, what.on(page.session().replica.board())), (&Dialog::Reveal(what), Secrecy::Hidden));
        page.send(Event::CloseDialog);
        // In Set up it is the rule that is chosen. Of votes that all had seen it was asked whether all were to see them.
        command(&mut page, Command::GoTo(Stage::SetUp));
        page.send(Event::AskReveal(what));
        assert_eq!((&page.session().dialog, what.on(page.session().replica.board())), (&Dialog::None, Secrecy::Open));
    }
}

#[test]
fn notes_are_revealed_before_they_are_grouped_and_votes_before_they_are_read() {
    let due = |what: Hidden| Stage::ALL.map(|stage| u8::from(what.is_due(stage)));
    assert_eq!((due(Hidden::Notes), due(Hidden::Votes)), ([0, 0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1, 1]));
}
