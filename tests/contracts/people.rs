//! People lead or are of the team, a list of names can be pasted, and intended levels have two presets.

use alignment_board::core::agreement::{Party, Source, Term};
use alignment_board::core::app::{Event, Notice};
use alignment_board::core::board::Role;
use alignment_board::core::command::{Command, Rejected};
use alignment_board::core::history::Direction;
use alignment_board::core::layer::{Layer, Preset};
use alignment_board::core::replica::Replica;
use alignment_board::core::voting::{Pole, Secrecy, Target};

use crate::support::page::Page;
use crate::support::room::Room;

/// The people of a board in short: `"Ana Ben*"`, with a star for leaders.
fn check(script: &str, expected: &str) {
    let room = Room::play(script);
    let people = room.board().people().map(|(_, person)| person.name + if person.role == Role::Leader { "*" } else { "" });
    assert_eq!(people.collect::<Vec<_>>().join(" "), expected, "{script}");
}

#[test]
fn people_are_of_the_team_until_they_lead() {
    check("ana: @Ana @Ben Ben~Leader", "Ana Ben*");
    check("ana: @Ana Ana~Team?NoChange Ana~Leader Ana~Leader?NoChange Ana~Team", "Ana");
    check("ana: @Ana @Ben !Ana Ana~Leader?Gone", "Ben");
    check("ana: @Ana; sync; ana: Ana~Leader; ben: V+a; sync", "Ana*");
}

#[test]
fn a_pasted_list_is_one_name_a_line_and_one_step() {
    check("ana: @@Ana¶Ben¶¶-_Cleo_Dee", "Ana Ben Cleo Dee");
    check("ana: @@Ana¶Ben¶Cleo undo", "");
    check("ana: @@Ana¶Ben undo redo", "Ana Ben");
}

#[test]
fn who_is_there_already_is_passed_over_in_a_paste() {
    check("ana: @Ben @@Ana¶Ben¶Ana¶_Cleo_", "Ben Ana Cleo");
    check("ana: @Ben @@Ben?NameTaken @@¶_¶?NoChange", "Ben");
}

#[test]
fn a_paste_is_taken_whole_or_not_at_all() {
    let mut room = Room::play("ana: @Ana");
    let ana = room.replica("ana");
    let names = |count: usize| (0..count).map(|number| format!("p{number}\n")).collect::<String>();
    assert_eq!(ana.act(&Command::PastePeople(names(250)), 0), Err(Rejected::TooManyPeople));
    let long = ana.act(&Command::PastePeople(format!("Ben\n{}", "x".repeat(61))), 0);
    assert!(matches!(long, Err(Rejected::Text(_))));
    assert_eq!(ana.board().people().count(), 1);
    assert!(ana.act(&Command::PastePeople(names(249)), 0).is_ok());
    assert_eq!(ana.board().people().count(), 250);
}

#[test]
fn pasted_people_have_colours_in_turns() {
    let room = Room::play("ana: @@a¶b¶c¶d¶e¶f¶g");
    let colours: Vec<_> = room.board().people().map(|(_, person)| person.colour as u64).collect();
    assert_eq!(colours, [0, 1, 2, 3, 4, 5, 0]);
}

/// Bo was removed, and the agreement that Bo held had no holder any more, in Close too.
#[test]
fn whoever_is_removed_stays_in_the_agreements_by_name() {
    let mut room = Room::play("ana: @Ana @Bo V+a");
    let [ana, bo] = ["Ana", "Bo"].map(|name| room.person(name));
    let desk = room.replica("ana");
    desk.act(&Command::StartAgreement(Source::Layer(Layer::Goals)), 0).unwrap();
    let (agreement, _) = desk.board().agreements().next().unwrap();
    for term in [Term::Giver(Some(Party::Person(ana))), Term::Receiver(Some(Party::Person(bo)))] {
        desk.act(&Command::SetTerm { agreement, term }, 0).unwrap();
    }
    let parties =
        |desk: &Replica| desk.board().agreement(agreement).map(|one| [one.giver.clone(), one.receiver.clone()].map(Option::unwrap));
    let named = |name: &str| Party::Named(String::from(name));
    desk.act(&Command::RemovePerson(bo), 0).unwrap();
    assert_eq!(parties(desk), Some([Party::Person(ana), named("Bo")]));
    desk.act(&Command::RemovePerson(ana), 0).unwrap();
    assert_eq!(parties(desk), Some([named("Ana"), named("Bo")]));
    for _ in 0..2 {
        desk.step(Direction::Undo).unwrap();
    }
    assert_eq!((parties(desk), desk.board().people().count()), (Some([Party::Person(ana), Party::Person(bo)]), 2));
}

/// "Remove" took three dots away and said nothing of it.
#[test]
fn removing_somebody_who_has_voted_says_what_goes_too() {
    for (secrecy, dots) in [(Secrecy::Open, 3), (Secrecy::Hidden, 0)] {
        let mut page = Page::with_new_board();
        page.send(Event::Do(Command::AddPeople(vec![String::from("Ana"), String::from("Bo")])));
        page.send(Event::Do(Command::SetBallotSecrecy(secrecy)));
        let people: Vec<_> = page.session().replica.board().people().map(|(id, _)| id).collect();
        page.send(Event::Choose(Some(people[1])));
        for layer in [Layer::Goals, Layer::Goals, Layer::Kpis] {
            page.send(Event::Do(Command::AddDot { voter: people[1], target: Target::Layer(layer), pole: Pole::Tight }));
        }
        page.send(Event::Choose(None));
        page.send(Event::Do(Command::RemovePerson(people[1])));
        assert_eq!(page.model.notice, Some(Notice::Removed { name: String::from("Bo"), dots }));
        page.send(Event::Step(Direction::Undo));
        assert_eq!((&page.model.notice, page.session().replica.board().people().count()), (&None, 2));
        assert!(page.session().replica.has_ever_voted(people[1]));
        // Of somebody who has not voted nothing is said.
        page.send(Event::Do(Command::RemovePerson(people[0])));
        assert_eq!(page.model.notice, None);
    }
}

/// The leading note of a group was deleted, and the dots of the group were gone without a word.
#[test]
fn deleting_a_note_says_which_dots_go_too() {
    let mut page = Page::with_new_board();
    page.note("voted on");
    let note = page.session().replica.board().notes_of(Layer::Vision).next().unwrap();
    page.send(Event::Do(Command::AddPeople(vec![String::from("Ana")])));
    let ana = page.session().replica.board().people().next().map(|(ana, _)| ana).unwrap();
    page.send(Event::Do(Command::AddDot { voter: ana, target: Target::Note(note), pole: Pole::Tight }));
    page.send(Event::Do(Command::DeleteNote(note)));
    assert_eq!(page.said.last().map(String::as_str), Some("Deleted(1)"));
}

#[test]
fn a_preset_sets_all_layers_in_one_step() {
    let check = |script: &str, levels: [u8; 6], preset: Option<Preset>| {
        let room = Room::play(script);
        assert_eq!(Layer::ALL.map(|layer| room.board().intended(layer).number()), levels, "{script}");
        assert_eq!(room.board().preset(), preset, "{script}");
    };
    let (picks, approves) = ([2, 3, 3, 4, 6, 7], [2, 3, 3, 4, 4, 7]);
    check("ana: V+a levels0?NoChange", picks, Some(Preset::TeamPicksKpis));
    check("ana: levels1 levels1?NoChange", approves, Some(Preset::LeaderApprovesKpis));
    check("ana: V%5 T%1 levels1", approves, Some(Preset::LeaderApprovesKpis));
    check("ana: V%5 T%1 levels1 levels0", picks, Some(Preset::TeamPicksKpis));
    check("ana: V%5 T%1 levels1 undo", [5, 3, 3, 4, 6, 1], None);
}
