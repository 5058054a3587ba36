//! A contribution: what one person sends back by link or file. It holds nobody else's content and counts once, however often it comes.

use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Curtain, Dialog, Event, ExchangeEvent, HomeEvent, Notice};
use alignment_board::core::board::Board;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{BoardId, Kind};
use alignment_board::core::format::stored::Slot;
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::contribution::{Contribution, ContributionCount, ContributionTiming, Novelty};

use crate::support::contributions::{contribution_file, contribution_link, facilitator, participant, person, public, shared};
use crate::support::notes;
use crate::support::page::Page;
use crate::support::room::Room;

#[test]
fn contributions_wait_hidden_until_the_reveal() {
    let mut host = facilitator(Secrecy::Hidden);
    let [mut ana, mut bo] = [(2, "Ana"), (3, "Bo")].map(|(number, name)| participant(number, &mut host, name));
    assert_eq!(public(&ana), (String::from("V open; G ·"), String::new()));
    host.send(HomeEvent::FragmentChanged(contribution_link(&mut ana)));
    let Dialog::Contribution(shown) = host.session().dialog.clone() else { panic!("no preview") };
    assert_eq!((shown.contribution.name(), shown.count), ("Ana", ContributionCount { notes: 1, dots: 2, layers: 0 }));
    assert_eq!(public(&host), (String::from("V open"), String::new()), "a preview takes nothing");
    host.send(ExchangeEvent::TakeContribution);
    host.send(ExchangeEvent::FileRead(Ok(contribution_file(&mut bo))));
    host.send(ExchangeEvent::TakeContribution);
    assert_eq!(public(&host), (String::from("V open; G · ·"), String::new()));
    let names = |page: &Page| ["Ana", "Bo"].map(|name| page.session().replica.has_voted(person(page, name)));
    assert_eq!(names(&host), [true, true]);
    assert!(!format!("{:?}", host.session().replica.document()).contains("words of"));
    host.advance(1_000);
    let mut again = Page::open(9, &host.store, &host.fragment);
    assert_eq!(names(&again), [true, true]);
    for command in [Command::SetNoteSecrecy(Secrecy::Open), Command::SetBallotSecrecy(Secrecy::Open)] {
        again.act(command);
    }
    assert_eq!(public(&again), (String::from("V open; G words of Ana words of Bo"), String::from("G4")));
    // The next link gives the participants everything, their own contribution included.
    let link = shared(&mut again);
    ana.send(HomeEvent::FragmentChanged(link));
    ana.send(ExchangeEvent::Incoming(alignment_board::core::app::IncomingChoice::Merge));
    assert_eq!(ana.session().replica.board(), again.session().replica.board());
    assert!(ana.session().replica.private_store().is_empty());
}

/// Ana was called Anna by then, and what came in was "Ana's part".
#[test]
fn contribution_goes_by_the_persons_name_here() {
    let mut host = facilitator(Secrecy::Open);
    let mut ana = participant(2, &mut host, "Ana");
    let (id, link) = (person(&host, "Ana"), contribution_link(&mut ana));
    host.act(Command::RenamePerson { person: id, name: String::from("Anna") });
    host.send(HomeEvent::FragmentChanged(link.clone()));
    let Dialog::Contribution(shown) = host.session().dialog.clone() else { panic!("no preview") };
    assert_eq!((shown.contribution.name(), shown.contribution.name_on(host.session().replica.board()).as_str()), ("Ana", "Anna"));
    host.send(ExchangeEvent::TakeContribution);
    assert_eq!(host.announced.last().map(String::as_str), Some("ContributionTaken(\"Anna\")"));
    host.send(HomeEvent::FragmentChanged(link.clone()));
    assert_eq!(host.model.notice, Some(Notice::ContributionIsHere(String::from("Anna"))));
    // If that person was removed, the contribution's own name is all that is known.
    host.act(Command::RemovePerson(id));
    host.send(HomeEvent::FragmentChanged(link));
    assert_eq!(host.model.notice, Some(Notice::ContributionIsHere(String::from("Ana"))));
}

#[test]
fn repeated_contribution_counts_once() {
    for secrecy in Secrecy::ALL {
        let mut host = facilitator(secrecy);
        let mut ana = participant(2, &mut host, "Ana");
        let (link, text) = (contribution_link(&mut ana), contribution_file(&mut ana));
        let novelty = |page: &Page| match &page.session().dialog {
            Dialog::Contribution(shown) => shown.novelty,
            other => panic!("{other:?}"),
        };
        host.send(HomeEvent::FragmentChanged(link.clone()));
        assert_eq!(novelty(&host), Novelty::New);
        host.send(ExchangeEvent::TakeContribution);
        let before = (host.session().replica.document().clone(), host.session().replica.private_store().clone());
        for event in [Event::from(HomeEvent::FragmentChanged(link.clone())), ExchangeEvent::FileRead(Ok(text.clone())).into()] {
            host.send(HomeEvent::DismissNotice);
            host.send(event);
            assert_eq!(
                (&host.session().dialog, &host.model.notice),
                (&Dialog::None, &Some(Notice::ContributionIsHere(String::from("Ana"))))
            );
        }
        assert_eq!(before, (host.session().replica.document().clone(), host.session().replica.private_store().clone()));
        // The next contribution brings what is new; what was here does not count twice.
        let id = person(&ana, "Ana");
        ana.act(Command::AddDot { voter: id, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
        host.send(HomeEvent::FragmentChanged(contribution_link(&mut ana)));
        // The notice "Ana's part is here already" stayed behind the preview, which did not say that it replaces what is here.
        assert_eq!((novelty(&host), &host.model.notice), (Novelty::Update, &None));
        host.send(ExchangeEvent::TakeContribution);
        host.act(Command::SetBallotSecrecy(Secrecy::Open));
        assert_eq!(public(&host).1, "G3");
    }
}

/// A ballot that was edited by hand to exceed the rules is cut at the tally like any other.
#[test]
fn ballot_over_the_budget_is_cut_at_the_tally() {
    let mut host = facilitator(Secrecy::Open);
    let mut ana = participant(2, &mut host, "Ana");
    let id = person(&ana, "Ana");
    ana.act(Command::SetRules(alignment_board::core::board::voting::VoteRules::new(20, 20)));
    for _ in 0..15 {
        ana.act(Command::AddDot { voter: id, target: Target::Layer(Layer::Vision), pole: Pole::Tight });
    }
    host.send(HomeEvent::FragmentChanged(contribution_link(&mut ana)));
    host.send(ExchangeEvent::TakeContribution);
    assert_eq!(public(&host).1, "V3 G2 !Ana");
}

#[test]
fn contribution_holds_one_persons_content_alone() {
    let mut room = Room::default();
    room.run(
        "laptop: @Ana @Bo title=Secret_plan V+open private1 hidden1 hand@Ana G+ana1 G+ana2 Ana*V Ana.V345 ana1&ana2 T+ana3 !ana3 \
         hand@Bo G+bobo Bo*G Bo-G?Dot(NotAsked) hand@Ana",
    );
    let (ana, bo) = (room.person("Ana"), room.person("Bo"));
    let replica = room.replica("laptop");
    let contribution = Contribution::of(replica, ana);
    assert_eq!(
        (contribution.person(), contribution.name(), contribution.count()),
        (ana, "Ana", ContributionCount { notes: 2, dots: 1, layers: 1 })
    );
    assert_eq!(notes(&Board::of(contribution.document())), "G ana1 ana2");
    for (key, register) in contribution.document().registers() {
        let row = format!("{key:?} {register:?}");
        assert!(!["bobo", "open", "Secret plan", "ana3"].iter().any(|words| row.contains(words)), "{row}");
        let ballot = matches!(key.thing.kind, Kind::BALLOT | Kind::LOOSE_BALLOT | Kind::RATING | Kind::PERSON);
        assert!(!ballot || key.thing.id == ana.0, "{row}");
    }
    let theirs = Contribution::of(replica, bo);
    assert_eq!((notes(&Board::of(theirs.document())).as_str(), theirs.count().dots), ("G bobo", 1));
    // A round trip by both routes.
    let board = BoardId::from_random(5);
    let linked = link::decode_contribution(&link::encode_contribution(board, contribution.document())).unwrap();
    let filed = file::read_contribution(&file::write_contribution(board, contribution.document())).unwrap();
    assert_eq!((&linked.contribution, &filed.contribution, linked.board, filed.board), (&contribution, &contribution, board, board));
    assert!(linked.contribution.document().len() < replica.document().len());
}

/// A ballot of an earlier round was shown as "Di sends nothing yet", and taking it in changed that round.
#[test]
fn contribution_counts_all_rounds() {
    let mut room = Room::default();
    room.run("laptop: @Di V+a hand@Di Di*a Di*V Di.V345 round; laptop: round");
    let di = room.person("Di");
    assert_eq!(Contribution::of(room.replica("laptop"), di).count(), ContributionCount { notes: 0, dots: 2, layers: 1 });
    room.run("laptop: Di*a Di.V111 Di.G345");
    assert_eq!(Contribution::of(room.replica("laptop"), di).count(), ContributionCount { notes: 0, dots: 3, layers: 2 });
}

/// "What is hidden on this board stays hidden" was said of two dots that counted at once.
#[test]
fn preview_says_what_waits_and_what_counts() {
    let all = ContributionTiming::AllWaits;
    let cases = [
        ("G+new Ana*G", [ContributionTiming::AtOnce, ContributionTiming::NotesWait, ContributionTiming::VotesWait, all]),
        ("G+new", [ContributionTiming::AtOnce, all, ContributionTiming::AtOnce, all]),
        ("Ana*G", [ContributionTiming::AtOnce, ContributionTiming::AtOnce, all, all]),
        (
            "old=older Ana*G",
            [ContributionTiming::AtOnce, ContributionTiming::AtOnce, ContributionTiming::VotesWait, ContributionTiming::VotesWait],
        ),
        ("end", [ContributionTiming::AtOnce; 4]),
    ];
    for (own, fates) in cases {
        let old = if own.contains("old") { "hand@Ana G+old hand" } else { "" };
        for (hides, expected) in ["", "private1", "hidden1", "private1 hidden1"].into_iter().zip(fates) {
            let mut room = Room::default();
            room.run(&format!("host: @Ana {old}; sync; ana: hand@Ana {own}; host: {hides}"));
            let ana = room.person("Ana");
            let contribution = Contribution::of(room.replica("ana"), ana);
            assert_eq!(contribution.timing(room.replica("host")), expected, "{own}: {hides}");
        }
    }
}

#[test]
fn sender_is_asked_for_a_name_first() {
    let mut host = facilitator(Secrecy::Hidden);
    let mut guest = Page::open(2, &Rc::default(), &shared(&mut host));
    guest.send(ExchangeEvent::SendBack);
    assert_eq!(guest.session().dialog, Dialog::Curtain(Curtain::WhoSends));
    guest.send(BoardEvent::CloseDialog);
    assert_eq!(guest.session().dialog, Dialog::None);
    guest.send(ExchangeEvent::SendBack);
    // A name that is not on the list is added and comes along.
    guest.act(Command::AddPeople(vec![String::from("Cleo")]));
    let cleo = person(&guest, "Cleo");
    guest.send(BoardEvent::Choose(Some(cleo)));
    let Dialog::SendBack(own) = guest.session().dialog.clone() else { panic!("no contribution") };
    assert_eq!((own.contribution.name(), own.count), ("Cleo", ContributionCount::default()));
    host.send(HomeEvent::FragmentChanged(own.fragment.unwrap()));
    host.send(ExchangeEvent::TakeContribution);
    assert_eq!(host.session().replica.board().person(cleo).map(|person| person.name), Some(String::from("Cleo")));
}

/// Notes written before the facilitator switched to private writing are not marked as hidden; they wait all the same.
#[test]
fn open_words_wait_on_a_board_that_hides() {
    let mut host = facilitator(Secrecy::Open);
    let mut ana = participant(2, &mut host, "Ana");
    for command in [Command::SetNoteSecrecy(Secrecy::Hidden), Command::SetBallotSecrecy(Secrecy::Hidden)] {
        host.act(command);
    }
    host.send(HomeEvent::FragmentChanged(contribution_link(&mut ana)));
    host.send(ExchangeEvent::TakeContribution);
    assert_eq!(public(&host), (String::from("V open; G ·"), String::new()));
    for command in [Command::SetNoteSecrecy(Secrecy::Open), Command::SetBallotSecrecy(Secrecy::Open)] {
        host.act(command);
    }
    assert_eq!(public(&host), (String::from("V open; G words of Ana"), String::from("G2")));
}

#[test]
fn board_from_a_link_keeps_its_origin() {
    use alignment_board::core::format::index::Origin;
    let mut host = facilitator(Secrecy::Hidden);
    assert_eq!(host.session().origin, Origin::Here);
    let guest = participant(2, &mut host, "Ana");
    assert_eq!(guest.session().origin, Origin::Sent);
    let mut again = Page::open(3, &guest.store, &guest.fragment);
    assert_eq!(again.session().origin, Origin::Sent);
    again.title("other");
    again.advance(1_000);
    again.send(BoardEvent::GoHome);
    assert_eq!(again.model.entries[0].origin, Origin::Sent);
}

/// The newest save was damaged, and somebody who opened a contribution's link was neither told so nor offered the damaged text.
#[test]
fn contribution_does_not_hide_a_recovery_notice() {
    let mut host = facilitator(Secrecy::Hidden);
    let link = contribution_link(&mut participant(2, &mut host, "Ana"));
    host.note("newer");
    host.advance(1_000);
    let newest = host.session().generation.slot();
    {
        let mut store = host.store.borrow_mut();
        let slots = store.boards.get_mut(&host.board()).unwrap();
        let text = if newest == Slot::A { &mut slots.a } else { &mut slots.b };
        *text = text.take().map(|text| text.replace("\"text\"", "\"texd\""));
    }
    let again = Page::open(8, &host.store, &link);
    assert!(matches!(again.model.notice, Some(Notice::Recovered { .. })), "{:?}", again.model.notice);
    assert!(matches!(again.session().dialog, Dialog::Contribution(_)));
}
