//! The curtain between two people, who is asked for a name, and the reveal with its confirmation.

use alignment_board::core::app::{BoardEvent, Curtain, Dialog};
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::command::Command;
use alignment_board::core::replica::private_store::{CurrentUser, Hidden};

use crate::support::notes;
use crate::support::page::Page;
use crate::support::private::{SECRET, private_page};

#[test]
fn curtain_hides_everybodys_own_content() {
    let (mut page, [ana, bo]) = private_page();
    let seen = |page: &Page| notes(page.session().replica.seen());
    page.send(BoardEvent::Choose(Some(ana)));
    assert!(seen(&page).contains(SECRET));
    page.send(BoardEvent::DrawCurtain(Curtain::HandOver));
    assert_eq!((seen(&page).as_str(), page.session().person()), ("V open; G · ·", None));
    assert_eq!(page.session().dialog, Dialog::Curtain(Curtain::HandOver));
    page.send(BoardEvent::Choose(Some(bo)));
    assert_eq!((&page.session().dialog, page.session().person()), (&Dialog::None, Some(bo)));
    page.send(BoardEvent::DrawCurtain(Curtain::HandOver));
    page.send(BoardEvent::CloseDialog);
    assert_eq!((seen(&page).as_str(), page.session().replica.current_user()), ("V open; G · ·", CurrentUser::Nobody));
}

#[test]
fn author_is_asked_for_where_notes_are_private() {
    let mut page = Page::with_new_board();
    let asks = |page: &Page| page.session().asks_who_writes();
    assert!(!asks(&page));
    page.act(Command::SetNoteSecrecy(Secrecy::Hidden));
    assert!(!asks(&page));
    page.act(Command::AddPeople(vec![String::from("Ana")]));
    assert!(asks(&page));
    let ana = page.session().replica.board().people().next().map(|(id, _)| id);
    page.send(BoardEvent::Choose(ana));
    assert!(!asks(&page));
    page.send(BoardEvent::Choose(None));
    page.act(Command::SetNoteSecrecy(Secrecy::Open));
    assert!(!asks(&page));
}

#[test]
fn reveal_asks_for_confirmation_outside_set_up() {
    for (what, hidden) in [(Hidden::Notes, 2), (Hidden::Votes, 2)] {
        let (mut page, _) = private_page();
        assert_eq!(page.session().replica.to_reveal(what), hidden);
        page.send(BoardEvent::AskReveal(what));
        assert_eq!((&page.session().dialog, what.on(page.session().replica.board())), (&Dialog::Reveal(what), Secrecy::Hidden));
        page.send(BoardEvent::CloseDialog);
        page.send(BoardEvent::Reveal);
        assert_eq!(what.on(page.session().replica.board()), Secrecy::Hidden, "put away is not revealed");
        page.send(BoardEvent::AskReveal(what));
        page.send(BoardEvent::Reveal);
        assert_eq!((&page.session().dialog, what.on(page.session().replica.board())), (&Dialog::None, Secrecy::Open));
        assert_eq!(page.announced.last(), Some(&format!("Revealed({what:?})")));
        // Hidden again, with nothing new: a stray press revealed the round, and undo did not take that back.
        page.act(what.set(Secrecy::Hidden));
        assert_eq!(page.session().replica.to_reveal(what), 0);
        page.send(BoardEvent::AskReveal(what));
        assert_eq!((&page.session().dialog, what.on(page.session().replica.board())), (&Dialog::Reveal(what), Secrecy::Hidden));
        page.send(BoardEvent::CloseDialog);
        // In Set up the choice is the rule. It asked whether all were to see votes that all had seen.
        page.act(Command::GoTo(Stage::SetUp));
        page.send(BoardEvent::AskReveal(what));
        assert_eq!((&page.session().dialog, what.on(page.session().replica.board())), (&Dialog::None, Secrecy::Open));
    }
}

#[test]
fn reveals_are_due_before_grouping_and_reading() {
    let due = |what: Hidden| Stage::ALL.map(|stage| u8::from(what.is_due(stage)));
    assert_eq!((due(Hidden::Notes), due(Hidden::Votes)), ([0, 0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 1, 1]));
}
