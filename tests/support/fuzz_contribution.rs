//! The entrance `contribution`: what a person sends back to the board's holder, by link or file.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Dialog, Event, ExchangeEvent, HomeEvent, Notice, Saving};
use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{Id, Kind, NoteId, PersonId, Thing};
use alignment_board::core::document::{Document, Field, Key, Register, Value};
use alignment_board::core::format::link;
use alignment_board::core::format::link::{LinkError, LinkedContribution};
use alignment_board::core::format::{file, validation};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::contribution::Contribution;
use alignment_board::core::replica::private_store;
use alignment_board::core::replica::private_store::Hidden;

use super::{Bytes, framed, golden, stays_usable};
use crate::support::device;
use crate::support::page::Page;

/// The first byte chooses the route, what the board hides and who the current user is; the rest is a text, a link's payload, or
/// registers.
pub(crate) fn contribution(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let text = String::from_utf8_lossy(rest).into_owned();
    let secrecy = |bit: u8| if first & bit > 0 { Secrecy::Hidden } else { Secrecy::Open };
    let event: Event = match first & 3 {
        0 => HomeEvent::FragmentChanged(text.clone()).into(),
        1 => HomeEvent::FragmentChanged(framed("r1", rest)).into(),
        2 => ExchangeEvent::FileRead(Ok(text.clone())).into(),
        _ => match contribution_of(rest) {
            Some(contribution) => HomeEvent::FragmentChanged(link::encode_contribution(golden(), contribution.document())).into(),
            None => return,
        },
    };
    round_trips(&event);
    let mut page = Page::open(1, &Rc::default(), "");
    page.send(ExchangeEvent::FileRead(Ok(String::from(include_str!("../fixtures/v1/workshop.board.json")))));
    // Ben owns one note.
    let ben = page.session().replica.board().people().map(|(person, _)| person).nth(1);
    let texts = vec![String::from("Ben’s")];
    page.act(Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Rose, author: ben });
    page.act(Command::SetNoteSecrecy(secrecy(4)));
    page.act(Command::SetBallotSecrecy(secrecy(8)));
    if first & 16 > 0 {
        let ana = page.session().replica.board().people().map(|(person, _)| person).next();
        page.send(BoardEvent::Choose(ana));
    }
    page.advance(5_000);
    for _ in 0..2 {
        receive(&mut page, &event);
    }
    assert_eq!(page.saving(), Saving::Saved);
    reopens(&page, 2);
    let stored = page.session().replica.private_store().clone();
    page.act(Command::SetNoteSecrecy(Secrecy::Open));
    page.act(Command::SetBallotSecrecy(Secrecy::Open));
    // Votes of rounds that have not started here wait for their own reveal; once the rule is open, nothing waits.
    let replica = &page.session().replica;
    let waits = |key: Key| private_store::kind_of(key) == Some(Hidden::Votes) && !private_store::is_released(replica.board(), key);
    assert!(replica.private_store().registers().all(|(key, _)| waits(*key)), "revealed registers are left in the private store");
    page.act(Command::GoTo(Stage::SetUp));
    page.act(Command::SetBallotSecrecy(Secrecy::Open));
    let replica = &page.session().replica;
    assert!(replica.private_store().is_empty(), "opened registers are left in the private store");
    let is_there = |(key, register): (&Key, &Register)| replica.document().get(*key).is_some_and(|public| public >= register);
    assert!(stored.registers().all(is_there), "the reveal loses hidden registers");
    page.advance(5_000);
    reopens(&page, 3);
    stays_usable(page.board(), page.session().replica.document().clone());
}

/// A contribution survives both routes unchanged, and is never read as a board.
fn round_trips(event: &Event) {
    let read = match event {
        Event::Home(HomeEvent::FragmentChanged(text)) => {
            let read = link::decode_contribution(text);
            if let Err(LinkError::Cut { arrived, expected }) = read {
                assert!(arrived < expected);
            }
            assert!(read.is_err() || link::decode(text) == Err(LinkError::NotALink), "a contribution is read as a board");
            read.ok()
        }
        Event::Exchange(ExchangeEvent::FileRead(Ok(text))) => {
            let read = file::read_contribution(text).ok();
            assert!(read.is_none() || file::read(text).is_err(), "a contribution is read as a board");
            read
        }
        _ => None,
    };
    let Some(LinkedContribution { board, contribution }) = read else { return };
    let linked = LinkedContribution { board, contribution };
    assert_eq!(link::decode_contribution(&link::encode_contribution(board, linked.contribution.document())).as_ref(), Ok(&linked));
    assert_eq!(file::read_contribution(&file::write_contribution(board, linked.contribution.document())).as_ref(), Ok(&linked));
}

/// Previews and takes the contribution: nothing hidden here becomes public, and it counts once.
fn receive(page: &mut Page, event: &Event) {
    let before = page.session().replica.clone();
    page.send(event.clone());
    if page.model.session().is_none_or(|session| session.board != golden()) {
        // It was a board, or nothing, which leads home.
        page.send(HomeEvent::OpenBoard(golden()));
    }
    assert_eq!(state(&page.session().replica), state(&before), "the preview changes the board");
    let Dialog::Contribution(incoming) = page.session().dialog.clone() else {
        page.send(BoardEvent::CloseDialog);
        page.send(HomeEvent::DismissNotice);
        return;
    };
    page.send(ExchangeEvent::TakeContribution);
    let replica = &page.session().replica;
    assert!(!replica.would_take(incoming.contribution.document()), "registers are missing after taking it");
    for (key, _) in incoming.contribution.document().registers() {
        let was = before.document().get(*key);
        let hidden = match private_store::kind_of(*key) {
            // Public words stay public.
            Some(Hidden::Notes) => before.board().note_secrecy() == Secrecy::Hidden && was.is_none_or(|was| was.value == Value::Nothing),
            Some(Hidden::Votes) => before.board().ballot_secrecy() == Secrecy::Hidden,
            None => false,
        };
        assert!(!hidden || replica.document().get(*key) == was, "not hidden: {key:?}");
    }
    for (note, author) in authors(before.document()) {
        let is_own = author == incoming.contribution.person();
        let is_same = |(key, register): (&Key, &Register)| key.thing != note || replica.document().get(*key) == Some(register);
        assert!(is_own || before.document().registers().all(is_same), "another's note has changed: {note:?}");
    }
    let taken = replica.clone();
    page.send(event.clone());
    match page.session().dialog.clone() {
        // What stayed as it is here differs still.
        Dialog::Contribution(again) => assert!(!again.differences.is_empty(), "there is nothing to ask"),
        _ => {
            assert!(incoming.differences.is_empty(), "what differs is not shown");
            let name = incoming.contribution.name_on(page.session().replica.board());
            assert_eq!(page.model.notice, Some(Notice::ContributionIsHere(name)));
        }
    }
    page.send(BoardEvent::CloseDialog);
    assert_eq!(state(&page.session().replica), state(&taken), "counted twice");
    // A contribution that is sent on from here opens elsewhere.
    let person = incoming.contribution.person();
    let own = Contribution::of(&page.session().replica, person);
    if page.session().replica.board().person(person).is_some() {
        let linked = link::decode_contribution(&link::encode_contribution(golden(), own.document()));
        assert_eq!(linked.map(|linked| linked.contribution), Ok(own), "a contribution sent from here does not open");
    }
    page.send(HomeEvent::DismissNotice);
    page.advance(5_000);
}

/// The notes with an author, and the author.
fn authors(document: &Document) -> Vec<(Thing, PersonId)> {
    let authors = document.registers().filter(|(key, _)| key.thing.kind == Kind::NOTE && key.field == Field::AUTHOR);
    authors.filter_map(|(key, register)| Some((key.thing, register.value.as_thing().and_then(PersonId::of)?))).collect()
}

fn state(replica: &Replica) -> (&Document, &Document) {
    (replica.document(), replica.private_store())
}

/// A page that is opened anew has everything that was saved, public or private.
fn reopens(page: &Page, number: u64) {
    let mut again = Page::open(number, &page.store, "");
    again.send(HomeEvent::OpenBoard(page.board()));
    assert_eq!(state(&again.session().replica), state(&page.session().replica), "a saved board does not open again");
}

/// A contribution out of bytes: one person's notes and votes, whether or not that person is on the board.
fn contribution_of(bytes: &[u8]) -> Option<Contribution> {
    let mut bytes = Bytes(bytes);
    let own = |number: u64| PersonId(Id { time: number, device: device(1) });
    let person = own(2 + bytes.below(5));
    let mut notes: Vec<NoteId> = Vec::new();
    let mut document = Document::new();
    let name = Key { thing: person.thing(), field: Field::TEXT };
    let stamp = bytes.register().1.stamp;
    document.merge([(name, Register { stamp, value: Value::Text(bytes.text()) })]);
    while !bytes.0.is_empty() && document.len() < 200 {
        let (key, register) = bytes.register();
        let votes = [Kind::PERSON, Kind::BALLOT, Kind::LOOSE_BALLOT, Kind::RATING];
        let known = notes.get(key.field.0 as usize % notes.len().max(1)).copied();
        let key = match bytes.below(8) {
            place @ 0..4 => Key { thing: Thing { kind: votes[place as usize], id: person.0 }, field: key.field },
            4 => {
                // Mostly notes of the board, some new ones.
                let note = match bytes.below(8) {
                    place @ 0..6 => NoteId(Id { time: 13 + place, device: device(1) }),
                    place => NoteId(Id { time: 36 + place, device: device(1) }),
                };
                notes.push(note);
                let author = Key { thing: note.thing(), field: Field::AUTHOR };
                document.merge([(author, Register { stamp: register.stamp, value: Value::Thing(person.thing()) })]);
                Key { thing: note.thing(), field: Field::TEXT }
            }
            5 | 6 => Key { thing: known?.thing(), field: if bytes.below(3) == 0 { Field::HIDDEN } else { key.field } },
            _ => {
                let deletion = Key { thing: Thing { kind: Kind::DELETION, id: register_id(&register) }, field: key.field };
                document.merge([(deletion, Register { value: Value::Thing(known?.thing()), ..register })]);
                continue;
            }
        };
        document.merge([(key, register)]);
    }
    Contribution::from_document(validation::validate(document).ok()?)
}

fn register_id(register: &Register) -> Id {
    Id { time: register.stamp.time, device: register.stamp.device }
}
