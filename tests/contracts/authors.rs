//! Boards changed by hand: one that gives a note to another author is refused, and hidden text stays with its owner (D7).

use alignment_board::core::app::{BoardEvent, Dialog, Event, ExchangeEvent, HomeEvent, IncomingChoice, Notice};
use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::command::{Command, Destination};
use alignment_board::core::document::id::{NoteId, PersonId};
use alignment_board::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use alignment_board::core::format::{boards, file, link};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::contribution::Contribution;
use alignment_board::core::replica::private_store::CurrentUser;

use crate::support::contributions::{facilitator, person};
use crate::support::page::Page;
use crate::support::room::Room;
use crate::support::tabs::{deliver_messages, two_tabs};
use crate::support::{device, notes};

/// The stamp of a forged register, relative to the true one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Forged {
    Earlier,
    Same,
    Later,
}

const FORGED: [Forged; 3] = [Forged::Earlier, Forged::Same, Forged::Later];

/// A register of a note, as somebody changed it by hand.
fn forge(document: &Document, note: NoteId, field: Field, value: Value, forged: Forged) -> (Key, Register) {
    let key = Key { thing: note.thing(), field };
    let stamp = document.get(key).expect("the note has this field").stamp;
    let stamp = match forged {
        Forged::Earlier => Stamp { time: stamp.time - 1, ..stamp },
        Forged::Same => stamp,
        Forged::Later => Stamp { time: document.latest() + 9, device: device(99) },
    };
    (key, Register { stamp, value })
}

/// A note with these words on the open board.
fn write(page: &mut Page, author: Option<PersonId>, text: &str) -> NoteId {
    page.send(BoardEvent::Choose(author));
    page.act(Command::AddNotes { layer: Layer::Goals, texts: vec![String::from(text)], colour: Colour::Sky, author });
    page.send(BoardEvent::Choose(None));
    page.advance(1_000);
    page.session().replica.board().notes_of(Layer::Goals).last().unwrap()
}

/// The document as it arrives: by a link, by a file, and by a file of all boards.
fn arrivals(page: &Page, document: &Document) -> [Event; 3] {
    let file = file::write(page.board(), document);
    let all = boards::write(std::slice::from_ref(&file));
    let link = HomeEvent::FragmentChanged(link::encode(page.board(), document));
    [link.into(), ExchangeEvent::FileRead(Ok(file)).into(), ExchangeEvent::FileRead(Ok(all)).into()]
}

#[test]
fn board_with_other_authors_is_refused() {
    let mut host = facilitator(Secrecy::Hidden);
    let [ana, bo] = ["Ana", "Bo"].map(|name| person(&host, name));
    // Of two persons the later one wins at equal stamps.
    let note = write(&mut host, Some(ana), "words of Ana");
    let before = host.session().replica.clone();
    for forged in FORGED {
        let mut document = before.document().without_deleted();
        document.merge([forge(before.document(), note, Field::AUTHOR, Value::Thing(bo.thing()), forged)]);
        // An earlier stamp changes nothing, so nothing is refused.
        let is_forged = document != before.document().without_deleted();
        assert_eq!(is_forged, forged != Forged::Earlier);
        for event in arrivals(&host, &document) {
            host.send(event.clone());
            assert_eq!(host.session().dialog, Dialog::None, "{forged:?} {event:?}");
            let (unread, same) = match host.model.notice.take() {
                Some(Notice::Imported(import)) => (import.unread.len(), import.same),
                Some(Notice::OtherAuthors) => (1, 0),
                Some(Notice::NothingNew) => (0, 1),
                other => panic!("{other:?}"),
            };
            assert_eq!((unread, same), (usize::from(is_forged), usize::from(!is_forged)), "{forged:?} {event:?}");
            let replica = &host.session().replica;
            assert_eq!((replica.document(), replica.private_store()), (before.document(), before.private_store()), "{forged:?}");
        }
    }
    // An honest change is compared as before.
    let mut theirs = Replica::new(device(7), before.document().without_deleted());
    theirs.act(&Command::MoveNote { note, to: Destination::End(Layer::Kpis) }, 0).unwrap();
    host.send(ExchangeEvent::FileRead(Ok(file::write(host.board(), theirs.document()))));
    assert!(matches!(host.session().dialog, Dialog::Incoming { .. }));
}

/// While the preview was open, another tab brought the note, and the merge gave it to another author.
#[test]
fn preview_is_checked_again_before_the_merge() {
    let (mut one, mut two) = two_tabs();
    one.act(Command::AddPeople(vec![String::from("Ana"), String::from("Bo")]));
    deliver_messages(&mut one, &mut two);
    let [ana, bo] = ["Ana", "Bo"].map(|name| person(&two, name));
    let note = write(&mut two, Some(ana), "words");
    let mut document = two.session().replica.document().clone();
    document.merge([forge(&document.clone(), note, Field::AUTHOR, Value::Thing(bo.thing()), Forged::Later)]);
    one.send(ExchangeEvent::FileRead(Ok(file::write(one.board(), &document))));
    assert!(matches!(one.session().dialog, Dialog::Incoming { .. }), "the note is new here");
    deliver_messages(&mut one, &mut two);
    let before = one.session().replica.document().clone();
    one.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
    assert_eq!((&one.model.notice, one.session().replica.document()), (&Some(Notice::OtherAuthors), &before));
}

/// What is visible of Ana's hidden note to Ana, to Bo, and while nobody is the current user.
fn seen(replica: &mut Replica, [ana, bo]: [PersonId; 2]) -> [String; 3] {
    let users = [CurrentUser::Person(ana), CurrentUser::Person(bo), CurrentUser::Nobody];
    users.map(|user| {
        replica.switch_user(user);
        notes(replica.seen())
    })
}

#[test]
fn d7_hidden_text_stays_with_its_owner() {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo private1 hand@Ana G+words hand");
    let (note, people) = (room.note("words"), ["Ana", "Bo"].map(|name| room.person(name)));
    let laptop = room.replica("laptop").clone();
    let claims = [Value::Thing(people[1].thing()), Value::Nothing, Value::Number(1), Value::Text(String::from("Bo"))];
    for (claim, forged) in claims.into_iter().flat_map(|claim| FORGED.map(|forged| (claim.clone(), forged))) {
        let forgery: Delta = vec![forge(laptop.document(), note, Field::AUTHOR, claim.clone(), forged)];
        let case = format!("{claim:?} {forged:?}");
        // The forgery arrives while the board is open; then the page is reloaded.
        let mut open = laptop.clone();
        open.receive(forgery.clone());
        let stored = open.stored_private_store();
        let reloaded = Replica::with_private_store(device(8), open.document().clone(), stored.clone());
        // Another tab has it before the text.
        let mut tab = Replica::new(device(9), open.document().clone());
        tab.receive_private_store(stored);
        for mut replica in [open, reloaded, tab] {
            assert_eq!(seen(&mut replica, people), ["G words", "G ·", "G ·"], "{case}");
            let sent = Contribution::of(&replica, people[1]);
            assert!(!format!("{sent:?}").contains("words"), "{case}");
            // Documents converge, also with those of devices without the text.
            let mut elsewhere = Replica::new(device(10), laptop.document().clone());
            elsewhere.receive(forgery.clone());
            assert_eq!(elsewhere.document(), replica.document(), "{case}");
            replica.act(&Command::SetNoteSecrecy(Secrecy::Open), 0).unwrap();
            assert_eq!((notes(replica.board()).as_str(), replica.stored_private_store().len()), ("G words", 0), "{case}");
        }
    }
}

/// Two tabs of a browser may have recorded different owners, if one had the forged board before the text. Each keeps its own.
#[test]
fn d7_recorded_owner_stays() {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo private1 hand@Ana G+words hand");
    let (note, people) = (room.note("words"), ["Ana", "Bo"].map(|name| room.person(name)));
    let laptop = room.replica("laptop");
    for forged in FORGED {
        let claim = forge(laptop.document(), note, Field::AUTHOR, Value::Thing(people[1].thing()), forged);
        let record = (*laptop.stored_private_store().registers().find(|(key, _)| key.field == Field::AUTHOR).unwrap().0, claim.1);
        laptop.receive_private_store([record].into_iter().collect());
        assert_eq!(seen(laptop, people), ["G words", "G ·", "G ·"], "{forged:?}");
    }
}

/// A private store of the first release has no record of its owners.
#[test]
fn d7_owner_is_recorded_when_an_old_private_store_opens() {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo private1 hand@Ana G+words hand");
    let (note, people) = (room.note("words"), ["Ana", "Bo"].map(|name| room.person(name)));
    let laptop = room.replica("laptop").clone();
    assert_eq!((laptop.private_store().len(), laptop.stored_private_store().len()), (1, 2));
    let mut opened = Replica::with_private_store(device(8), laptop.document().clone(), laptop.private_store().clone());
    opened.receive(vec![forge(laptop.document(), note, Field::AUTHOR, Value::Thing(people[1].thing()), Forged::Later)]);
    assert_eq!(seen(&mut opened, people), ["G words", "G ·", "G ·"]);
}

/// A board that said the note was not hidden made its next text public.
#[test]
fn d7_new_text_of_a_hidden_note_stays_hidden() {
    for forged in FORGED {
        let mut room = Room::default();
        room.run("laptop: @Ana @Bo private1 hand@Ana G+words hand");
        let (note, people) = (room.note("words"), ["Ana", "Bo"].map(|name| room.person(name)));
        let laptop = room.replica("laptop");
        laptop.receive(vec![forge(&laptop.document().clone(), note, Field::HIDDEN, Value::Number(0), forged)]);
        laptop.switch_user(CurrentUser::Person(people[0]));
        let told = laptop.act(&Command::EditNote { note, text: String::from("more") }, 0).unwrap();
        assert!(!format!("{told:?} {:?}", laptop.document()).contains("more"), "{forged:?}");
        laptop.act(&Command::SetNoteSecrecy(Secrecy::Open), 0).unwrap();
        assert_eq!(notes(laptop.board()), "G more");
    }
}
