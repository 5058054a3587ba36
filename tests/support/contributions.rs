//! A facilitator's page, participants' pages, and what the participants send back.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Dialog, ExchangeEvent};
use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::command::Command;
use alignment_board::core::document::id::PersonId;

use super::page::Page;
use super::{notes, votes};

/// The person of this name.
pub(crate) fn person(page: &Page, name: &str) -> PersonId {
    page.session().replica.board().people().find(|(_, person)| person.name == name).map(|(id, _)| id).unwrap()
}

/// The facilitator's page, with Ana, Bo and one note.
pub(crate) fn facilitator(hidden: Secrecy) -> Page {
    let mut page = Page::with_new_board();
    page.act(Command::AddPeople(vec![String::from("Ana"), String::from("Bo")]));
    page.note("open");
    for command in [Command::SetNoteSecrecy(hidden), Command::SetBallotSecrecy(hidden)] {
        page.act(command);
    }
    page.advance(1_000);
    page
}

/// A participant's page in its own browser, opened by the board's link, with one note and two dots by that person.
pub(crate) fn participant(number: u64, facilitator: &mut Page, name: &str) -> Page {
    let mut page = Page::open(number, &Rc::default(), &shared(facilitator));
    let person = person(&page, name);
    page.send(BoardEvent::Choose(Some(person)));
    let texts = vec![format!("words of {name}")];
    page.act(Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Sky, author: Some(person) });
    for _ in 0..2 {
        page.act(Command::AddDot { voter: person, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
    }
    page.advance(1_000);
    page
}

/// The board's link.
pub(crate) fn shared(page: &mut Page) -> String {
    page.send(ExchangeEvent::Share);
    let Dialog::Share { fragment: Ok(fragment) } = page.session().dialog.clone() else { panic!("no link") };
    page.send(BoardEvent::CloseDialog);
    fragment
}

/// The link of the current user's contribution.
pub(crate) fn contribution_link(page: &mut Page) -> String {
    page.send(ExchangeEvent::SendBack);
    let Dialog::SendBack(own) = page.session().dialog.clone() else { panic!("no contribution") };
    page.send(BoardEvent::CloseDialog);
    own.fragment.expect("a link is offered")
}

/// The file of the current user's contribution.
pub(crate) fn contribution_file(page: &mut Page) -> String {
    page.send(ExchangeEvent::SendBack);
    page.send(ExchangeEvent::SaveContribution);
    page.send(BoardEvent::CloseDialog);
    let (name, text) = page.downloads.pop().unwrap();
    assert!(name.ends_with(".part.json"), "{name}");
    text
}

/// The public notes and votes, in short.
pub(crate) fn public(page: &Page) -> (String, String) {
    let board = page.session().replica.board();
    (notes(board), votes(board))
}
