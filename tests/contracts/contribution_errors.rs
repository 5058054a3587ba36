//! What is no contribution, or cannot be opened as one, is named and changes nothing.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Dialog, Event, ExchangeEvent, HomeEvent, Notice};
use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{BoardId, Thing};
use alignment_board::core::document::{Document, Field, Key, Register, Stamp, Value};
use alignment_board::core::format::link::LinkError;
use alignment_board::core::format::{LoadError, file, link};
use alignment_board::core::replica::contribution::Contribution;

use crate::support::contributions::{contribution_file, contribution_link, facilitator, participant, person};
use crate::support::device;
use crate::support::page::Page;
use crate::support::room::Room;

#[test]
fn only_one_persons_document_is_a_contribution() {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo V+open hand@Ana G+mine Ana*V hand@Bo Bo*V");
    let ana = room.person("Ana");
    let contribution: Vec<_> = Contribution::of(room.replica("laptop"), ana).document().clone().into_iter().collect();
    let whole: Vec<_> = room.replica("laptop").document().clone().into_iter().collect();
    assert!(Contribution::from_document(contribution.iter().cloned().collect()).is_some());
    assert_eq!(Contribution::from_document(whole.iter().cloned().collect()), None);
    assert_eq!(Contribution::from_document(Document::new()), None);
    // One register too many, of any kind: a rule, another's ballot, another's note, the deletion of another's note.
    let strangers = whole.iter().filter(|register| !contribution.contains(register));
    for stranger in strangers {
        let mut more = contribution.clone();
        more.push(stranger.clone());
        assert_eq!(Contribution::from_document(more.into_iter().collect()), None, "{stranger:?}");
    }
    let stamp = Stamp { time: 99, device: device(5) };
    let rule = (Key { thing: Thing::BOARD, field: Field::WRITING }, Register { stamp, value: Value::Number(0) });
    let more: Document = contribution.iter().cloned().chain([rule]).collect();
    let board = BoardId::from_random(5);
    assert_eq!(link::decode_contribution(&link::encode_contribution(board, &more)).map(|linked| linked.board), Err(LinkError::Invalid));
    assert_eq!(file::read_contribution(&file::write_contribution(board, &more)).map(|filed| filed.board), Err(LoadError::Damaged));
}

#[test]
fn contribution_errors_are_told_apart() {
    let mut host = facilitator(Secrecy::Hidden);
    let mut ana = participant(2, &mut host, "Ana");
    let (link, text) = (contribution_link(&mut ana), contribution_file(&mut ana));
    let before = host.session().replica.document().clone();
    let notice = |host: &mut Page, event: Event| {
        host.send(HomeEvent::DismissNotice);
        host.send(event);
        assert_eq!((&host.session().dialog, host.session().replica.document()), (&Dialog::None, &before));
        host.model.notice.clone().unwrap()
    };
    let cut = notice(&mut host, HomeEvent::FragmentChanged(String::from(&link[..link.len() - 9])).into());
    assert_eq!(cut, Notice::ContributionLink(LinkError::Cut { arrived: link.len() - 9, expected: link.len() }));
    let newer = notice(&mut host, HomeEvent::FragmentChanged(link.replacen("r1", "r2", 1)).into());
    assert_eq!(newer, Notice::ContributionLink(LinkError::TooNew));
    let damaged = link.replace(&link[20..22], "xy");
    assert_eq!(notice(&mut host, HomeEvent::FragmentChanged(damaged).into()), Notice::ContributionLink(LinkError::Damaged));
    let other = notice(&mut host, HomeEvent::FragmentChanged(String::from("readme")).into());
    assert_eq!(other, Notice::Link(LinkError::NotALink));
    assert_eq!(notice(&mut host, ExchangeEvent::FileRead(Ok(text[..text.len() - 9].into())).into()), Notice::File(LoadError::Damaged));
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(notice(&mut host, ExchangeEvent::FileRead(Ok(newer)).into()), Notice::File(LoadError::TooNew { version: 2 }));
    // A contribution is no board: a program that knows only boards says so.
    assert_eq!(file::read(&text), Err(LoadError::NotABoard));
    assert_eq!(link::decode(&link), Err(LinkError::NotALink));
}

/// A contribution that was edited by hand to claim another's note was taken, and showed Bo's hidden words to Ana.
#[test]
fn contribution_claiming_anothers_note_is_refused() {
    let mut host = facilitator(Secrecy::Hidden);
    let bo = person(&host, "Bo");
    host.send(BoardEvent::Choose(Some(bo)));
    let texts = vec![String::from("words of Bo")];
    host.act(Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Sky, author: Some(bo) });
    host.send(BoardEvent::Choose(None));
    let theirs = host.session().replica.board().notes_of(Layer::Goals).next().unwrap().thing();
    let mut ana = participant(2, &mut host, "Ana");
    let whole = link::decode_contribution(&contribution_link(&mut ana)).unwrap();
    let stamp = Stamp { time: 99, device: device(5) };
    let claim = Register { stamp, value: Value::Thing(person(&ana, "Ana").thing()) };
    let mut claimed = whole.contribution.document().clone();
    claimed.merge([(Key { thing: theirs, field: Field::AUTHOR }, claim)]);
    for (document, taken) in [(whole.contribution.document().clone(), true), (claimed, false)] {
        let before = host.session().replica.clone();
        for event in [
            Event::from(ExchangeEvent::FileRead(Ok(file::write_contribution(whole.board, &document)))),
            HomeEvent::FragmentChanged(link::encode_contribution(whole.board, &document)).into(),
        ] {
            host.send(event);
            assert_eq!(matches!(host.session().dialog, Dialog::Contribution(_)), taken);
            if !taken {
                assert_eq!(host.model.notice, Some(Notice::ContributionLink(LinkError::Invalid)));
            }
            host.send(BoardEvent::CloseDialog);
            assert_eq!(
                (host.session().replica.document(), host.session().replica.private_store()),
                (before.document(), before.private_store())
            );
        }
    }
}

#[test]
fn contribution_for_an_unknown_board_says_so() {
    let mut host = facilitator(Secrecy::Hidden);
    let mut ana = participant(2, &mut host, "Ana");
    let link = contribution_link(&mut ana);
    // In a fresh browser the link stays in the address.
    let stranger = Page::open(7, &Rc::default(), &link);
    assert_eq!(stranger.model.notice, Some(Notice::ContributionElsewhere(String::from("Ana"))));
    assert_eq!(stranger.fragment, link);
    // Another open board stays open.
    let mut other = Page::open(6, &Rc::default(), "");
    other.send(BoardEvent::NewBoard);
    other.note("mine");
    let (board, before) = (other.board(), other.session().replica.document().clone());
    other.send(HomeEvent::FragmentChanged(link.clone()));
    assert_eq!((other.board(), other.session().replica.document()), (board, &before));
    assert_eq!(other.model.notice, Some(Notice::ContributionElsewhere(String::from("Ana"))));
    // A new tab of the browser that has the board opens it and previews the contribution.
    let mut tab = Page::open(8, &host.store, &link);
    assert!(matches!(tab.session().dialog, Dialog::Contribution(_)));
    tab.send(ExchangeEvent::TakeContribution);
    tab.advance(1_000);
    assert!(tab.session().replica.has_voted(person(&tab, "Ana")));
}
