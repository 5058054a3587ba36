//! A board with hidden notes and votes, and checks that nothing hidden is where it must not be.

use alignment_board::core::app::{BoardEvent, Saving};
use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::command::Command;
use alignment_board::core::document::Document;
use alignment_board::core::document::id::{Kind, PersonId};

use super::page::Page;

/// A word that the program never writes itself.
pub(crate) const SECRET: &str = "Zwergpinscher";

/// A page with a saved board on which Ana and Bo have hidden notes and votes.
pub(crate) fn private_page() -> (Page, [PersonId; 2]) {
    let mut page = Page::with_new_board();
    page.act(Command::AddPeople(vec![String::from("Ana"), String::from("Bo")]));
    page.note("open");
    page.act(Command::SetNoteSecrecy(Secrecy::Hidden));
    page.act(Command::SetBallotSecrecy(Secrecy::Hidden));
    let people: Vec<PersonId> = page.session().replica.board().people().map(|(id, _)| id).collect();
    for person in &people {
        page.send(BoardEvent::Choose(Some(*person)));
        write(&mut page, Some(*person), &format!("{SECRET} {}", person.0.time));
        page.act(Command::AddDot { voter: *person, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
        page.advance(1_000);
    }
    page.send(BoardEvent::Choose(None));
    assert_eq!(page.saving(), Saving::Saved);
    (page, [people[0], people[1]])
}

/// Adds a note to Goals.
pub(crate) fn write(page: &mut Page, author: Option<PersonId>, text: &str) {
    let texts = vec![String::from(text)];
    page.act(Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Butter, author });
}

/// Fails if the document holds a hidden word or any vote.
pub(crate) fn assert_holds_nothing(document: &Document, route: &str) {
    for (key, register) in document.registers() {
        assert!(!format!("{register:?}").contains(SECRET), "{route}: {key:?} {register:?}");
        assert!(!matches!(key.thing.kind, Kind::BALLOT | Kind::LOOSE_BALLOT | Kind::RATING), "{route}: {key:?} {register:?}");
    }
}

/// Fails if the text holds a hidden word.
pub(crate) fn assert_says_nothing(text: &str, route: &str) {
    assert!(!text.contains(SECRET), "{route}: {text}");
}
