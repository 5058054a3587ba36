//! People: roles, pasted lists, renaming and removal; and the two presets of intended levels.

use alignment_board::core::app::{BoardEvent, Dialog, Notice, names_to_change};
use alignment_board::core::board::Role;
use alignment_board::core::board::agreement::{Party, Source, Term};
use alignment_board::core::board::layer::{Layer, Preset};
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::command::{Command, Rejected};
use alignment_board::core::document::text::TextError;
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;

use crate::support::page::Page;
use crate::support::room::Room;

/// Runs a script and compares the people: `"Ana Ben*"`, with a star for leaders.
fn check(script: &str, expected: &str) {
    let room = Room::play(script);
    let people = room.board().people().map(|(_, person)| person.name + if person.role == Role::Leader { "*" } else { "" });
    assert_eq!(people.collect::<Vec<_>>().join(" "), expected, "{script}");
}

#[test]
fn people_belong_to_the_team_until_they_lead() {
    check("ana: @Ana @Ben Ben~Leader", "Ana Ben*");
    check("ana: @Ana Ana~Team?NoChange Ana~Leader Ana~Leader?NoChange Ana~Team", "Ana");
    check("ana: @Ana @Ben !Ana Ana~Leader?Gone", "Ben");
    check("ana: @Ana; sync; ana: Ana~Leader; ben: V+a; sync", "Ana*");
}

#[test]
fn pasted_list_is_one_name_a_line_and_one_step() {
    check("ana: @@Ana¶Ben¶¶-_Cleo_Dee", "Ana Ben Cleo Dee");
    check("ana: @@Ana¶Ben¶Cleo undo", "");
    check("ana: @@Ana¶Ben undo redo", "Ana Ben");
}

#[test]
fn paste_skips_known_names() {
    check("ana: @Ben @@Ana¶Ben¶Ana¶_Cleo_", "Ben Ana Cleo");
    check("ana: @Ben @@Ben?NameTaken @@¶_¶?NoChange", "Ben");
}

/// "Ana, Bo" on one line became one person.
#[test]
fn commas_separate_names_on_one_line() {
    check("ana: @@Ana,_Ben,Cleo¶Dee,", "Ana Ben Cleo Dee");
    check("ana: @Ana @@Ben,_Ana,Ben", "Ana Ben");
}

#[test]
fn paste_over_the_limit_is_refused() {
    let mut room = Room::play("ana: @Ana");
    let ana = room.replica("ana");
    let names = |count: usize| (0..count).map(|number| format!("p{number}\n")).collect::<String>();
    assert_eq!(ana.act(&Command::PastePeople(names(250)), 0), Err(Rejected::TooManyPeople));
    assert_eq!(ana.board().people().count(), 1);
    assert!(ana.act(&Command::PastePeople(names(249)), 0).is_ok());
    assert_eq!(ana.board().people().count(), 250);
}

/// One name of 65 characters made the whole list fail, without saying which; a repeated name was dropped silently.
#[test]
fn skipped_names_are_reported() {
    let long = "x".repeat(61);
    let pasted = |added, left: &[&str]| Some(Notice::Pasted { added, left: left.iter().map(|name| String::from(*name)).collect() });
    let cases = [
        ("Ben, Cleo", None, "Ana Ben Cleo", ""),
        ("Ben, Ana", pasted(1, &["Ana"]), "Ana Ben", ""),
        ("Ben, Ben", pasted(1, &["Ben"]), "Ana Ben", ""),
        (&*format!("Ben\n{long}, Ana"), pasted(1, &[&long, "Ana"]), "Ana Ben", &*long),
        (&*long, pasted(0, &[&long]), "Ana", &*long),
        ("Ana, Ana", pasted(0, &["Ana", "Ana"]), "Ana", ""),
        ("Ana", pasted(0, &["Ana"]), "Ana", "Ana"),
        (" ,", None, "Ana", ""),
    ];
    for (list, notice, people, stays) in cases {
        let mut page = Page::with_new_board();
        page.act(Command::AddPeople(vec![String::from("Ana")]));
        page.act(Command::PastePeople(String::from(list)));
        let names: Vec<_> = page.session().replica.board().people().map(|(_, person)| person.name).collect();
        assert_eq!((&page.model.notice, names.join(" ").as_str()), (&notice, people), "{list}");
        let left = page.model.notice.as_ref().map(|notice| names_to_change(notice, String::from(list)));
        assert_eq!(left.unwrap_or_default(), stays, "{list}");
        // The notice of one list is not about the next.
        page.act(Command::PastePeople(String::from("Zoë")));
        assert_eq!(page.model.notice, None, "{list}");
    }
    let mut page = Page::with_new_board();
    page.act(Command::PastePeople((0..251).map(|number| format!("p{number}, ")).collect()));
    assert_eq!(page.model.notice, Some(Notice::Refused(Rejected::TooManyPeople)));
}

/// A typo in a name stayed for ever.
#[test]
fn rename_merges_like_any_change() {
    check("ana: @Ana @Ben Ben→Benno", "Ana Benno");
    check("ana: @Ana @Ben Ben→_Benno_Berg_ undo", "Ana Ben");
    check("ana: @Ana @Ben Ben→Benno undo redo", "Ana Benno");
    check("ana: @Ana @Ben Ben→Ana?NameTaken Ben→Ben?NoChange Ben→_?NoName !Ben Ben→Benno?Gone", "Ana");
    check("ana: @Ana; sync; ana: Ana→Anna; ben: Ana~Leader; sync", "Anna*");
    check("ana: @Ana; sync; ana: Ana→Anna; ben: Ana→Anne; sync", "Anne");
    let mut room = Room::play("ana: @Ana");
    let ana = room.person("Ana");
    let long = room.replica("ana").act(&Command::RenamePerson { person: ana, name: "x".repeat(61) }, 0);
    assert!(matches!(long, Err(Rejected::Text(_))));
}

/// After a taken name the old one was typed again and saved: the dialog stayed for ever, with a sentence that was no longer true. For a
/// person who was removed in another tab it said nothing at all.
#[test]
fn rename_dialog_stays_open_only_for_a_refused_name() {
    let long = "x".repeat(61);
    let refused = |why| Some(Notice::Refused(why));
    let too_long = Rejected::Text(TextError::TooLong { length: 61, limit: 60 });
    let cases = [
        ("Anna", "Anna Bo", None),
        (" Ana ", "Ana Bo", None),
        ("Bo", "Ana Bo", refused(Rejected::NameTaken)),
        (" ", "Ana Bo", refused(Rejected::NoName)),
        (&*long, "Ana Bo", refused(too_long)),
    ];
    for (name, people, notice) in cases {
        for before in ["Ana", "Bo", "", &*long] {
            let mut page = Page::with_new_board();
            page.act(Command::AddPeople(vec![String::from("Ana"), String::from("Bo")]));
            let ana = page.session().replica.board().people().next().map(|(ana, _)| ana).unwrap();
            page.send(BoardEvent::AskName(ana));
            // An earlier attempt is forgotten, even a refused one.
            if before != "Ana" {
                page.send(BoardEvent::GiveName(String::from(before)));
                assert!(page.model.notice.is_some(), "{before}");
            }
            page.send(BoardEvent::GiveName(String::from(name)));
            let names: Vec<_> = page.session().replica.board().people().map(|(_, person)| person.name).collect();
            assert_eq!((names.join(" ").as_str(), &page.model.notice), (people, &notice), "{before}, then {name}");
            let open = if notice.is_some() { Dialog::Rename(ana) } else { Dialog::None };
            assert_eq!(page.session().dialog, open, "{before}, then {name}");
            page.send(BoardEvent::CloseDialog);
            assert_eq!((&page.session().dialog, &page.model.notice), (&Dialog::None, &None), "{before}, then {name}, then nothing");
        }
    }
    let mut page = Page::with_new_board();
    page.act(Command::AddPeople(vec![String::from("Ana")]));
    let ana = page.session().replica.board().people().next().map(|(ana, _)| ana).unwrap();
    page.send(BoardEvent::AskName(ana));
    page.act(Command::RemovePerson(ana));
    page.send(BoardEvent::GiveName(String::from("Anna")));
    assert_eq!((&page.session().dialog, &page.model.notice), (&Dialog::None, &refused(Rejected::Gone)));
}

#[test]
fn rename_keeps_dots_and_agreements() {
    let mut room = Room::play("ana: @Ana Ana*V");
    let ana = room.person("Ana");
    let replica = room.replica("ana");
    replica.act(&Command::StartAgreement(Source::Layer(Layer::Goals)), 0).unwrap();
    let (agreement, _) = replica.board().agreements().next().unwrap();
    replica.act(&Command::SetTerm { agreement, term: Term::Receiver(replica.board().party_called("Ana")) }, 0).unwrap();
    replica.act(&Command::RenamePerson { person: ana, name: String::from("Béa Neu") }, 0).unwrap();
    let party = replica.board().agreement(agreement).unwrap().receiver.clone().unwrap();
    assert_eq!(replica.board().name_of(&party), "Béa Neu");
    assert_eq!(replica.board().marks(0, ana).spent(), 1);
}

#[test]
fn pasted_people_get_colours_in_turn() {
    let room = Room::play("ana: @@a¶b¶c¶d¶e¶f¶g");
    let colours: Vec<_> = room.board().people().map(|(_, person)| person.colour as u64).collect();
    assert_eq!(colours, [0, 1, 2, 3, 4, 5, 0]);
}

/// Bo was removed, and Bo's agreement had no holder any more, not even in Close.
#[test]
fn removed_person_stays_in_agreements_by_name() {
    let mut room = Room::play("ana: @Ana @Bo V+a");
    let [ana, bo] = ["Ana", "Bo"].map(|name| room.person(name));
    let replica = room.replica("ana");
    replica.act(&Command::StartAgreement(Source::Layer(Layer::Goals)), 0).unwrap();
    let (agreement, _) = replica.board().agreements().next().unwrap();
    for term in [Term::Giver(Some(Party::Person(ana))), Term::Receiver(Some(Party::Person(bo)))] {
        replica.act(&Command::SetTerm { agreement, term }, 0).unwrap();
    }
    let parties =
        |replica: &Replica| replica.board().agreement(agreement).map(|one| [one.giver.clone(), one.receiver.clone()].map(Option::unwrap));
    let named = |name: &str| Party::Named(String::from(name));
    replica.act(&Command::RemovePerson(bo), 0).unwrap();
    assert_eq!(parties(replica), Some([Party::Person(ana), named("Bo")]));
    replica.act(&Command::RemovePerson(ana), 0).unwrap();
    assert_eq!(parties(replica), Some([named("Ana"), named("Bo")]));
    for _ in 0..2 {
        replica.step(Direction::Undo, 0).unwrap();
    }
    assert_eq!((parties(replica), replica.board().people().count()), (Some([Party::Person(ana), Party::Person(bo)]), 2));
}

/// "Remove" took three dots away without saying so.
#[test]
fn removing_a_voter_says_how_many_dots_go() {
    for (secrecy, dots) in [(Secrecy::Open, 3), (Secrecy::Hidden, 0)] {
        let mut page = Page::with_new_board();
        page.act(Command::AddPeople(vec![String::from("Ana"), String::from("Bo")]));
        page.act(Command::SetBallotSecrecy(secrecy));
        let people: Vec<_> = page.session().replica.board().people().map(|(id, _)| id).collect();
        page.send(BoardEvent::Choose(Some(people[1])));
        for layer in [Layer::Goals, Layer::Goals, Layer::Kpis] {
            page.act(Command::AddDot { voter: people[1], target: Target::Layer(layer), pole: Pole::Tight });
        }
        page.send(BoardEvent::Choose(None));
        page.act(Command::RemovePerson(people[1]));
        assert_eq!(page.model.notice, Some(Notice::Removed { name: String::from("Bo"), dots }));
        page.send(BoardEvent::Step(Direction::Undo));
        assert_eq!((&page.model.notice, page.session().replica.board().people().count()), (&None, 2));
        assert!(page.session().replica.has_ever_voted(people[1]));
        // Removing somebody who has not voted says nothing.
        page.act(Command::RemovePerson(people[0]));
        assert_eq!(page.model.notice, None);
    }
}

/// A group's lead was deleted, and the group's dots were gone without a word.
#[test]
fn deleting_a_note_says_how_many_dots_go() {
    let mut page = Page::with_new_board();
    page.note("voted on");
    let note = page.session().replica.board().notes_of(Layer::Vision).next().unwrap();
    page.act(Command::AddPeople(vec![String::from("Ana")]));
    let ana = page.session().replica.board().people().next().map(|(ana, _)| ana).unwrap();
    page.act(Command::AddDot { voter: ana, target: Target::Note(note), pole: Pole::Tight });
    page.act(Command::DeleteNote(note));
    assert_eq!(page.announced.last().map(String::as_str), Some("Deleted(1)"));
}

#[test]
fn preset_sets_all_layers_in_one_step() {
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
