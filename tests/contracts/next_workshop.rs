//! The next workshop starts with the open agreements, statements, levels, people and rules, and with nothing else.

use alignment_board::core::app::ExchangeEvent;
use alignment_board::core::board::Role;
use alignment_board::core::board::agreement::{Source, State, Term, Words};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::timer::Timer;
use alignment_board::core::board::voting::Poles;
use alignment_board::core::command::Command;
use alignment_board::core::document::date::Date;
use alignment_board::core::document::id::{AgreementId, BoardId};
use alignment_board::core::format::file;
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;
use alignment_board::core::replica::next_workshop::next_workshop;

use alignment_board::strings::closing;

use crate::support::device;
use crate::support::page::Page;
use crate::support::room::Room;

fn workshop() -> (Replica, Vec<AgreementId>) {
    let mut room = Room::play(
        "ana: title=Wards @Ana @Ben @Cleo Ana~Leader !Cleo V=Calm V%4 T§law rules4/2 poles1 V+a|b b&a Ana*a Ana-V Ana.V345 Ana.V!3 round Ben*a",
    );
    let replica = room.replica("ana");
    for command in [Command::GoTo(Stage::Close), Command::SetTimer(Timer::started(1, 5))] {
        replica.act(&command, 0).unwrap();
    }
    let note = replica.board().notes_of(Layer::Vision).next().unwrap();
    for source in [Source::Note(note), Source::Layer(Layer::Kpis), Source::Layer(Layer::Goals), Source::Layer(Layer::Tactics)] {
        replica.act(&Command::StartAgreement(source), 0).unwrap();
    }
    let made: Vec<AgreementId> = replica.board().agreements().map(|(id, _)| id).collect();
    let kept = Command::SetTerm { agreement: made[1], term: Term::State(State::Kept) };
    for command in [kept, Command::DeleteAgreement(made[2])] {
        replica.act(&command, 0).unwrap();
    }
    (replica.clone(), made)
}

/// Back in Set up, the panel asked what had become of an agreement that was made a minute ago.
#[test]
fn follow_up_asks_only_about_earlier_agreements() {
    let (before, _) = workshop();
    assert_eq!(before.board().carried().count(), 0);
    let mut next = Replica::new(device(9), next_workshop(before.document(), device(9), None));
    let carried = |next: &Replica| next.board().carried().map(|(id, _)| id).collect::<Vec<_>>();
    let asked = carried(&next);
    assert_eq!(asked, next.board().agreements().map(|(id, _)| id).collect::<Vec<_>>());
    assert_eq!((asked.len(), alignment_board::strings::closing::followed_up(next.board())), (2, String::from("0 of 2 looked at")));
    next.act(&Command::StartAgreement(Source::Layer(Layer::Values)), 0).unwrap();
    assert_eq!((carried(&next), next.board().agreements().count()), (asked.clone(), 3));
    // Two workshops later it asks about all of them.
    let last = Replica::new(device(10), next_workshop(next.document(), device(10), None));
    assert_eq!(carried(&last).len(), 3);
}

#[test]
fn open_agreements_and_rules_carry_over_and_nothing_else() {
    let (before, made) = workshop();
    let after = Replica::new(device(7), next_workshop(before.document(), device(7), None));
    let board = after.board();
    assert_eq!((board.title(), board.statement(Layer::Vision), board.because(Layer::Tactics)), ("Wards", Some("Calm"), Some("law")));
    assert_eq!((board.intended(Layer::Vision).number(), board.rules().budget(), board.poles()), (4, 4, Poles::Both));
    let people: Vec<_> = board.people().map(|(_, person)| (person.name, person.role)).collect();
    assert_eq!(people, [(String::from("Ana"), Role::Leader), (String::from("Ben"), Role::Team)]);
    assert_eq!(board.agreements().map(|(id, _)| id).collect::<Vec<_>>(), [made[0], made[3]]);
    let sources = [made[0], made[3]].map(|id| board.agreement(id).unwrap().source);
    assert_eq!(sources, [None, Some(Source::Layer(Layer::Tactics))]);
    assert_eq!(board.agreement(made[0]).unwrap().words(Words::What), "a", "it reads as it did, without its note");
    assert_eq!((board.note_count(), board.tally(0).voters.len(), board.ballots_in(0), board.round()), (0, 0, 0, 0));
    assert_eq!((board.stage(), board.timer()), (Stage::Write, Timer::Off));
    let text = file::write(BoardId::from_random(1), after.document());
    assert!(!text.contains("Cleo") && !text.contains("deletion"), "{text}");
}

#[test]
fn outcome_of_an_agreement_is_recorded_in_the_next_workshop() {
    let (before, made) = workshop();
    let mut after = Replica::new(device(7), next_workshop(before.document(), device(7), None));
    let pulled = State::PulledBack { why: String::from("Two gaps") };
    after.act(&Command::SetTerm { agreement: made[0], term: Term::State(pulled.clone()) }, 0).unwrap();
    assert_eq!(after.board().agreement(made[0]).unwrap().state, pulled);
    assert_eq!(before.board().agreement(made[0]).unwrap().state, State::Open);
    let third = Replica::new(device(8), next_workshop(after.document(), device(8), None));
    assert_eq!(third.board().agreements().map(|(id, _)| id).collect::<Vec<_>>(), [made[3]]);
}

/// Both boards had the same title, and nobody knew which was which.
#[test]
fn next_workshop_has_its_own_title() {
    for (title, next) in [("Wards", "Wards – workshop 2"), ("Wards – workshop 2", "Wards – workshop 3"), ("", "")] {
        let mut page = Page::with_new_board();
        if !title.is_empty() {
            page.title(title);
        }
        let before = page.board();
        let named = closing::next_title(page.session().replica.board());
        page.send(ExchangeEvent::NextWorkshop { title: named, today: None });
        assert_eq!(page.session().replica.board().title(), next);
        assert_ne!(page.board(), before);
        assert!(!page.session().replica.history().has(Direction::Undo));
    }
}

/// A workshop on a Tuesday evening in California was dated Wednesday.
#[test]
fn workshop_is_remembered_under_its_local_date() {
    let mut page = Page::with_new_board();
    page.act(Command::StartAgreement(Source::Layer(Layer::Goals)));
    let today = Date::at(page.now).and_then(|day| Date::new(u64::from(day.year()), u64::from(day.month()), u64::from(day.day()) - 1));
    page.send(ExchangeEvent::NextWorkshop { title: String::new(), today });
    let days: Vec<_> = page.session().replica.board().earlier_workshops().map(|(_, past)| past.day).collect();
    assert_eq!((days, today.is_some()), (vec![today], true));
}
