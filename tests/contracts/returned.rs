//! A person's contribution is sent back by a link or a file, holds nothing of anybody else's, and is counted once however often it comes.

use std::rc::Rc;

use alignment_board::core::app::{Curtain, Dialog, Event, Notice};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::board::{Board, Colour};
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{BoardId, Kind, PersonId, Thing};
use alignment_board::core::document::{Document, Field, Key, Register, Stamp, Value};
use alignment_board::core::format::link;
use alignment_board::core::format::link::LinkError;
use alignment_board::core::format::stored::Slot;
use alignment_board::core::format::{LoadError, file};
use alignment_board::core::replica::contribution::{Contribution, ContributionCount, ContributionTiming, Novelty};

use crate::support::page::Page;
use crate::support::room::Room;
use crate::support::{device, notes, votes};

fn act(page: &mut Page, command: Command) {
    page.send(Event::Do(command));
}

fn person(page: &Page, name: &str) -> PersonId {
    page.session().replica.board().people().find(|(_, person)| person.name == name).map(|(id, _)| id).unwrap()
}

/// The facilitator's page, with Ana and Bo, one note, and what is hidden.
fn facilitator(hidden: Secrecy) -> Page {
    let mut page = Page::with_new_board();
    act(&mut page, Command::AddPeople(vec![String::from("Ana"), String::from("Bo")]));
    page.note("open");
    for command in [Command::SetNoteSecrecy(hidden), Command::SetBallotSecrecy(hidden)] {
        act(&mut page, command);
    }
    page.advance(1_000);
    page
}

/// A participant's page in a browser of its own, opened by the board's link; one note and two dots by that person.
fn participant(number: u64, facilitator: &mut Page, name: &str) -> Page {
    let mut page = Page::open(number, &Rc::default(), &shared(facilitator));
    let person = person(&page, name);
    page.send(Event::Choose(Some(person)));
    let texts = vec![format!("words of {name}")];
    act(&mut page, Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Sky, author: Some(person) });
    for _ in 0..2 {
        act(&mut page, Command::AddDot { voter: person, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
    }
    page.advance(1_000);
    page
}

fn shared(page: &mut Page) -> String {
    page.send(Event::Share);
    let Dialog::Share { fragment } = page.session().dialog.clone() else { panic!("no link") };
    page.send(Event::CloseDialog);
    fragment
}

/// The link of the contribution of whoever has the device.
fn contribution_link(page: &mut Page) -> String {
    page.send(Event::SendBack);
    let Dialog::SendBack(own) = page.session().dialog.clone() else { panic!("no part") };
    page.send(Event::CloseDialog);
    own.fragment
}

fn contribution_file(page: &mut Page) -> String {
    page.send(Event::SendBack);
    page.send(Event::SaveContribution);
    page.send(Event::CloseDialog);
    let (name, text) = page.downloads.pop().unwrap();
    assert!(name.ends_with(".part.json"), "{name}");
    text
}

fn public(page: &Page) -> (String, String) {
    let board = page.session().replica.board();
    (notes(board), votes(board))
}

#[test]
fn parts_wait_hidden_and_are_there_after_the_reveal() {
    let mut host = facilitator(Secrecy::Hidden);
    let [mut ana, mut bo] = [(2, "Ana"), (3, "Bo")].map(|(number, name)| participant(number, &mut host, name));
    assert_eq!(public(&ana), (String::from("V open; G ·"), String::new()));
    host.send(Event::FragmentChanged(contribution_link(&mut ana)));
    let Dialog::Contribution(shown) = host.session().dialog.clone() else { panic!("no preview") };
    assert_eq!((shown.contribution.name(), shown.count), ("Ana", ContributionCount { notes: 1, dots: 2, layers: 0 }));
    assert_eq!(public(&host), (String::from("V open"), String::new()), "a preview takes nothing");
    host.send(Event::TakeContribution);
    host.send(Event::FileRead(Ok(contribution_file(&mut bo))));
    host.send(Event::TakeContribution);
    assert_eq!(public(&host), (String::from("V open; G · ·"), String::new()));
    let names = |page: &Page| ["Ana", "Bo"].map(|name| page.session().replica.has_voted(person(page, name)));
    assert_eq!(names(&host), [true, true]);
    assert!(!format!("{:?}", host.session().replica.document()).contains("words of"));
    host.advance(1_000);
    let mut again = Page::open(9, &host.store, &host.fragment);
    assert_eq!(names(&again), [true, true]);
    for command in [Command::SetNoteSecrecy(Secrecy::Open), Command::SetBallotSecrecy(Secrecy::Open)] {
        act(&mut again, command);
    }
    assert_eq!(public(&again), (String::from("V open; G words of Ana words of Bo"), String::from("G4")));
    // With the next link the participants have it all too, their own contribution included.
    let link = shared(&mut again);
    ana.send(Event::FragmentChanged(link));
    ana.send(Event::Incoming(alignment_board::core::app::IncomingChoice::Merge));
    assert_eq!(ana.session().replica.board(), again.session().replica.board());
    assert!(ana.session().replica.private_store().is_empty());
}

/// Ana was called Anna by then, and what came in was "Ana's contribution".
#[test]
fn a_part_is_spoken_of_by_the_name_that_its_person_has_here() {
    let mut host = facilitator(Secrecy::Open);
    let mut ana = participant(2, &mut host, "Ana");
    let (id, link) = (person(&host, "Ana"), contribution_link(&mut ana));
    act(&mut host, Command::RenamePerson { person: id, name: String::from("Anna") });
    host.send(Event::FragmentChanged(link.clone()));
    let Dialog::Contribution(shown) = host.session().dialog.clone() else { panic!("no preview") };
    assert_eq!((shown.contribution.name(), shown.contribution.name_on(host.session().replica.board()).as_str()), ("Ana", "Anna"));
    host.send(Event::TakeContribution);
    assert_eq!(host.announced.last().map(String::as_str), Some("ContributionTaken(\"Anna\")"));
    host.send(Event::FragmentChanged(link.clone()));
    assert_eq!(host.model.notice, Some(Notice::ContributionIsHere(String::from("Anna"))));
    // Where that person was removed the contribution's own name is all that is known.
    act(&mut host, Command::RemovePerson(id));
    host.send(Event::FragmentChanged(link));
    assert_eq!(host.model.notice, Some(Notice::ContributionIsHere(String::from("Ana"))));
}

#[test]
fn a_part_that_comes_twice_is_counted_once_and_says_so() {
    for secrecy in Secrecy::ALL {
        let mut host = facilitator(secrecy);
        let mut ana = participant(2, &mut host, "Ana");
        let (link, text) = (contribution_link(&mut ana), contribution_file(&mut ana));
        let news = |page: &Page| match &page.session().dialog {
            Dialog::Contribution(shown) => shown.news,
            other => panic!("{other:?}"),
        };
        host.send(Event::FragmentChanged(link.clone()));
        assert_eq!(news(&host), Novelty::New);
        host.send(Event::TakeContribution);
        let before = (host.session().replica.document().clone(), host.session().replica.private_store().clone());
        for event in [Event::FragmentChanged(link.clone()), Event::FileRead(Ok(text.clone()))] {
            host.send(Event::DismissNotice);
            host.send(event);
            assert_eq!(
                (&host.session().dialog, &host.model.notice),
                (&Dialog::None, &Some(Notice::ContributionIsHere(String::from("Ana"))))
            );
        }
        assert_eq!(before, (host.session().replica.document().clone(), host.session().replica.private_store().clone()));
        // What is new in it comes with the next one; what was there is counted no second time.
        let id = person(&ana, "Ana");
        act(&mut ana, Command::AddDot { voter: id, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
        host.send(Event::FragmentChanged(contribution_link(&mut ana)));
        // The preview still stood before "Ana's contribution is here already", and did not say that it replaces what is here.
        assert_eq!((news(&host), &host.model.notice), (Novelty::Update, &None));
        host.send(Event::TakeContribution);
        act(&mut host, Command::SetBallotSecrecy(Secrecy::Open));
        assert_eq!(public(&host).1, "G3");
    }
}

/// Ballots that were changed by hand to hold more than the rules allow are cut at the tally like any other.
#[test]
fn a_ballot_over_the_budget_is_cut_at_the_tally() {
    let mut host = facilitator(Secrecy::Open);
    let mut ana = participant(2, &mut host, "Ana");
    let id = person(&ana, "Ana");
    act(&mut ana, Command::SetRules(alignment_board::core::board::voting::VoteRules::new(20, 20)));
    for _ in 0..15 {
        act(&mut ana, Command::AddDot { voter: id, target: Target::Layer(Layer::Vision), pole: Pole::Tight });
    }
    host.send(Event::FragmentChanged(contribution_link(&mut ana)));
    host.send(Event::TakeContribution);
    assert_eq!(public(&host).1, "V3 G2 !Ana");
}

#[test]
fn a_part_holds_one_persons_own_and_nothing_else() {
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
    // There and back by both routes.
    let board = BoardId::from_random(5);
    let linked = link::decode_contribution(&link::encode_contribution(board, contribution.document())).unwrap();
    let filed = file::read_contribution(&file::write_contribution(board, contribution.document())).unwrap();
    assert_eq!((&linked.contribution, &filed.contribution, linked.board, filed.board), (&contribution, &contribution, board, board));
    assert!(linked.contribution.document().len() < replica.document().len());
}

/// A ballot of an earlier round was announced as "Di sends nothing yet", and taking it in changed that round.
#[test]
fn a_part_counts_what_is_in_it_of_all_rounds() {
    let mut room = Room::default();
    room.run("laptop: @Di V+a hand@Di Di*a Di*V Di.V345 round; laptop: round");
    let di = room.person("Di");
    assert_eq!(Contribution::of(room.replica("laptop"), di).count(), ContributionCount { notes: 0, dots: 2, layers: 1 });
    room.run("laptop: Di*a Di.V111 Di.G345");
    assert_eq!(Contribution::of(room.replica("laptop"), di).count(), ContributionCount { notes: 0, dots: 3, layers: 2 });
}

/// "What is hidden on this board stays hidden" was said of two dots that counted at once.
#[test]
fn a_preview_says_what_becomes_of_the_notes_and_the_votes() {
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
            assert_eq!(contribution.fate(room.replica("host")), expected, "{own}: {hides}");
        }
    }
}

#[test]
fn what_is_not_one_persons_part_is_not_taken_for_one() {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo V+open hand@Ana G+mine Ana*V hand@Bo Bo*V");
    let ana = room.person("Ana");
    let contribution: Vec<_> = Contribution::of(room.replica("laptop"), ana).document().clone().into_iter().collect();
    let whole: Vec<_> = room.replica("laptop").document().clone().into_iter().collect();
    assert!(Contribution::from_document(contribution.iter().cloned().collect()).is_some());
    assert_eq!(Contribution::from_document(whole.iter().cloned().collect()), None);
    assert_eq!(Contribution::from_document(Document::new()), None);
    // One register too many of any sort: a rule, another's ballot, another's note, the deletion of another's note.
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
fn what_is_wrong_with_a_part_is_told_apart_and_changes_nothing() {
    let mut host = facilitator(Secrecy::Hidden);
    let mut ana = participant(2, &mut host, "Ana");
    let (link, text) = (contribution_link(&mut ana), contribution_file(&mut ana));
    let before = host.session().replica.document().clone();
    let notice = |host: &mut Page, event: Event| {
        host.send(Event::DismissNotice);
        host.send(event);
        assert_eq!((&host.session().dialog, host.session().replica.document()), (&Dialog::None, &before));
        host.model.notice.clone().unwrap()
    };
    let cut = notice(&mut host, Event::FragmentChanged(String::from(&link[..link.len() - 9])));
    assert_eq!(cut, Notice::ContributionLink(LinkError::Cut { arrived: link.len() - 9, expected: link.len() }));
    let newer = notice(&mut host, Event::FragmentChanged(link.replacen("r1", "r2", 1)));
    assert_eq!(newer, Notice::ContributionLink(LinkError::TooNew));
    let damaged = link.replace(&link[20..22], "xy");
    assert_eq!(notice(&mut host, Event::FragmentChanged(damaged)), Notice::ContributionLink(LinkError::Damaged));
    let other = notice(&mut host, Event::FragmentChanged(String::from("readme")));
    assert_eq!(other, Notice::Link(LinkError::NotALink));
    assert_eq!(notice(&mut host, Event::FileRead(Ok(text[..text.len() - 9].into()))), Notice::File(LoadError::Damaged));
    let newer = text.replacen("\"version\":1", "\"version\":2", 1);
    assert_eq!(notice(&mut host, Event::FileRead(Ok(newer))), Notice::File(LoadError::TooNew { version: 2 }));
    // A contribution is no board: whoever knows boards alone is told so.
    assert_eq!(file::read(&text), Err(LoadError::NotABoard));
    assert_eq!(link::decode(&link), Err(LinkError::NotALink));
}

/// A contribution that somebody has changed by hand to say that another's note is one's own: it was taken, and showed Bo's hidden words to Ana.
#[test]
fn a_part_that_claims_anothers_note_is_refused() {
    let mut host = facilitator(Secrecy::Hidden);
    let bo = person(&host, "Bo");
    host.send(Event::Choose(Some(bo)));
    let texts = vec![String::from("words of Bo")];
    act(&mut host, Command::AddNotes { layer: Layer::Goals, texts, colour: Colour::Sky, author: Some(bo) });
    host.send(Event::Choose(None));
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
            Event::FileRead(Ok(file::write_contribution(whole.board, &document))),
            Event::FragmentChanged(link::encode_contribution(whole.board, &document)),
        ] {
            host.send(event);
            assert_eq!(matches!(host.session().dialog, Dialog::Contribution(_)), taken);
            if !taken {
                assert_eq!(host.model.notice, Some(Notice::ContributionLink(LinkError::Invalid)));
            }
            host.send(Event::CloseDialog);
            assert_eq!(
                (host.session().replica.document(), host.session().replica.private_store()),
                (before.document(), before.private_store())
            );
        }
    }
}

#[test]
fn a_part_of_a_board_that_is_not_here_says_so_and_loses_nothing() {
    let mut host = facilitator(Secrecy::Hidden);
    let mut ana = participant(2, &mut host, "Ana");
    let link = contribution_link(&mut ana);
    // In a fresh browser: the link stays in the address.
    let stranger = Page::open(7, &Rc::default(), &link);
    assert_eq!(stranger.model.notice, Some(Notice::ContributionElsewhere(String::from("Ana"))));
    assert_eq!(stranger.fragment, link);
    // Beside another open board, which stays open.
    let mut other = Page::open(6, &Rc::default(), "");
    other.send(Event::NewBoard);
    other.note("mine");
    let (board, before) = (other.board(), other.session().replica.document().clone());
    other.send(Event::FragmentChanged(link.clone()));
    assert_eq!((other.board(), other.session().replica.document()), (board, &before));
    assert_eq!(other.model.notice, Some(Notice::ContributionElsewhere(String::from("Ana"))));
    // In a new tab of the browser that has the board: it is opened, and the contribution is shown.
    let mut tab = Page::open(8, &host.store, &link);
    assert!(matches!(tab.session().dialog, Dialog::Contribution(_)));
    tab.send(Event::TakeContribution);
    tab.advance(1_000);
    assert!(tab.session().replica.has_voted(person(&tab, "Ana")));
}

#[test]
fn whoever_sends_back_is_asked_for_the_name_first() {
    let mut host = facilitator(Secrecy::Hidden);
    let mut guest = Page::open(2, &Rc::default(), &shared(&mut host));
    guest.send(Event::SendBack);
    assert_eq!(guest.session().dialog, Dialog::Curtain(Curtain::WhoSends));
    guest.send(Event::CloseDialog);
    assert_eq!(guest.session().dialog, Dialog::None);
    guest.send(Event::SendBack);
    // A name that was not in the list is added, and comes along.
    act(&mut guest, Command::AddPeople(vec![String::from("Cleo")]));
    let cleo = person(&guest, "Cleo");
    guest.send(Event::Choose(Some(cleo)));
    let Dialog::SendBack(own) = guest.session().dialog.clone() else { panic!("no part") };
    assert_eq!((own.contribution.name(), own.count), ("Cleo", ContributionCount::default()));
    host.send(Event::FragmentChanged(own.fragment));
    host.send(Event::TakeContribution);
    assert_eq!(host.session().replica.board().person(cleo).map(|person| person.name), Some(String::from("Cleo")));
}

/// Who wrote before the facilitator switched to private writing has sealed nothing; it is hidden all the same.
#[test]
fn what_was_written_openly_waits_too_where_it_comes_to_a_board_that_hides() {
    let mut host = facilitator(Secrecy::Open);
    let mut ana = participant(2, &mut host, "Ana");
    for command in [Command::SetNoteSecrecy(Secrecy::Hidden), Command::SetBallotSecrecy(Secrecy::Hidden)] {
        act(&mut host, command);
    }
    host.send(Event::FragmentChanged(contribution_link(&mut ana)));
    host.send(Event::TakeContribution);
    assert_eq!(public(&host), (String::from("V open; G ·"), String::new()));
    for command in [Command::SetNoteSecrecy(Secrecy::Open), Command::SetBallotSecrecy(Secrecy::Open)] {
        act(&mut host, command);
    }
    assert_eq!(public(&host), (String::from("V open; G words of Ana"), String::from("G2")));
}

#[test]
fn a_board_that_came_by_a_link_stays_known_as_such() {
    use alignment_board::core::format::index::Origin;
    let mut host = facilitator(Secrecy::Hidden);
    assert_eq!(host.session().origin, Origin::Here);
    let guest = participant(2, &mut host, "Ana");
    assert_eq!(guest.session().origin, Origin::Sent);
    let mut again = Page::open(3, &guest.store, &guest.fragment);
    assert_eq!(again.session().origin, Origin::Sent);
    again.title("other");
    again.advance(1_000);
    again.send(Event::GoHome);
    assert_eq!(again.model.entries[0].origin, Origin::Sent);
}

/// The newest save was damaged, and whoever came by a contribution's link was neither told so nor offered the damaged text.
#[test]
fn a_part_hides_nothing_that_has_to_be_said() {
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
