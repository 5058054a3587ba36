//! Two devices change a board without having heard of each other: who wrote last wins, and what a merge would not take is shown.

use alignment_board::core::app::view::{DialogView, DifferenceView, Differing, Said, Views};
use alignment_board::core::app::{BoardEvent, Dialog, ExchangeEvent, HomeEvent, IncomingChoice, Notice};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{DeviceId, NoteId, PersonId};
use alignment_board::core::document::{Document, Key, Register, Stamp, Value};
use alignment_board::core::format::link;
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::differences::Side;
use proptest::prelude::*;

use crate::support::contributions::{contribution_link, facilitator, participant, person, public, shared};
use crate::support::page::Page;

const SECOND: u64 = 1_000;

fn dots(page: &mut Page, voter: PersonId, number: usize) {
    for _ in 0..number {
        page.act(Command::AddDot { voter, target: Target::Layer(Layer::Tactics), pole: Pole::Tight });
    }
}

/// Types a text letter by letter, as a field does.
fn type_title(page: &mut Page, text: &str) {
    for end in 1..=text.len() {
        page.title(&text[..end]);
        page.advance(100);
    }
    page.send(BoardEvent::EndTyping);
}

fn note(page: &Page, words: &str) -> NoteId {
    let board = page.session().replica.board();
    let notes = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer));
    notes.into_iter().find(|note| board.note(*note).is_some_and(|note| note.text == words)).expect("a note")
}

fn words(page: &Page, note: NoteId) -> String {
    page.session().replica.board().note(note).expect("a note").text
}

/// The differences that the open dialog shows.
fn shown(page: &Page) -> Vec<DifferenceView> {
    let mut views = Views::default();
    views.refresh(&page.model);
    let (dialog, _) = views.read(|views| views.open().map(|open| open.dialog().clone()));
    match dialog {
        Some(DialogView::Contribution { differences, .. } | DialogView::Incoming(_, differences, _)) => differences,
        _ => Vec::new(),
    }
}

/// The facilitator typed a title of 28 letters and placed one dot for Ana. Her five dots, placed on her phone later, were thrown away,
/// and the facilitator read "Ana's part is here already".
#[test]
fn later_vote_wins_over_a_busier_device() {
    let mut host = facilitator(Secrecy::Open);
    let mut ana = participant(2, &mut host, "Ana");
    host.now = ana.now;
    type_title(&mut host, "Where do we hold on too much");
    let voter = person(&host, "Ana");
    dots(&mut host, voter, 1);
    ana.now = host.now + 10 * SECOND;
    dots(&mut ana, voter, 3);
    host.now = ana.now + SECOND;
    host.send(HomeEvent::FragmentChanged(contribution_link(&mut ana)));
    assert_eq!((shown(&host), &host.model.notice), (Vec::new(), &None));
    host.send(ExchangeEvent::TakeContribution);
    assert_eq!(public(&host).1, "T3 G2");
}

/// The same with a whole link: "Everything in it is on this board already" was said of a note that had been rewritten.
#[test]
fn later_words_win_over_a_busier_device() {
    let mut host = facilitator(Secrecy::Open);
    let open = note(&host, "open");
    let mut ana = participant(2, &mut host, "Ana");
    host.now = ana.now;
    for text in ["o", "op", "ope", "open space"] {
        host.act(Command::EditNote { note: open, text: String::from(text) });
    }
    ana.now = host.now + 10 * SECOND;
    ana.act(Command::EditNote { note: open, text: String::from("open doors") });
    let link = shared(&mut ana);
    host.now = ana.now + SECOND;
    host.send(HomeEvent::FragmentChanged(link));
    host.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
    assert_eq!(words(&host, open), "open doors");
}

/// Both changed a note, and what is here is later: it stays, unless the person who opens the link chooses otherwise.
#[test]
fn what_both_changed_is_shown_and_chosen() {
    for (side, stands) in [(Side::Here, "open space"), (Side::Theirs, "open doors")] {
        let mut host = facilitator(Secrecy::Open);
        let open = note(&host, "open");
        let mut ana = participant(2, &mut host, "Ana");
        ana.act(Command::EditNote { note: open, text: String::from("open doors") });
        host.now = ana.now + 60 * SECOND;
        host.act(Command::EditNote { note: open, text: String::from("open space") });
        let link = shared(&mut ana);
        host.send(HomeEvent::FragmentChanged(link.clone()));
        let [difference] = &shown(&host)[..] else { panic!("{:?}", shown(&host)) };
        assert_eq!(difference.about, Differing::Words(Layer::Vision));
        let said = |words: &str| Said::Words(String::from(words));
        assert_eq!((&difference.here, &difference.theirs), (&said("open space"), &said("open doors")));
        assert!(difference.here_at.expect("a clock") >= difference.theirs_at.expect("a clock") + 50 * SECOND);
        host.send(ExchangeEvent::ChooseSide { place: 0, side });
        // A place that is not there changes nothing.
        host.send(ExchangeEvent::ChooseSide { place: 7, side: Side::Theirs });
        host.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
        assert_eq!(words(&host, open), stands);
        // What was chosen here is the newest, also where the link came from.
        let back = shared(&mut host);
        ana.now = host.now;
        ana.send(HomeEvent::FragmentChanged(back));
        ana.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
        assert_eq!(words(&ana, open), stands);
        // Only what is here as it is there, is here already.
        host.send(HomeEvent::FragmentChanged(link));
        let is_here = side == Side::Theirs;
        assert_eq!((host.model.notice == Some(Notice::NothingNew), shown(&host).is_empty()), (is_here, is_here));
    }
}

/// A person's own part as well: dots that were placed here later stay, and theirs are shown.
#[test]
fn part_that_is_older_than_what_is_here_is_shown() {
    let mut host = facilitator(Secrecy::Open);
    let mut ana = participant(2, &mut host, "Ana");
    host.now = ana.now + 60 * SECOND;
    let voter = person(&host, "Ana");
    dots(&mut host, voter, 1);
    let link = contribution_link(&mut ana);
    host.send(HomeEvent::FragmentChanged(link.clone()));
    let [difference] = &shown(&host)[..] else { panic!("{:?}", shown(&host)) };
    assert_eq!(
        (&difference.about, &difference.here, &difference.theirs),
        (&Differing::Dots(String::from("Ana")), &Said::Dots(1), &Said::Dots(2))
    );
    host.send(ExchangeEvent::TakeContribution);
    assert_eq!(public(&host).1, "T1");
    host.send(HomeEvent::FragmentChanged(link));
    host.send(ExchangeEvent::ChooseSide { place: 0, side: Side::Theirs });
    host.send(ExchangeEvent::TakeContribution);
    assert_eq!(public(&host).1, "G2");
}

/// What is hidden until the reveal is told by no difference, and stays hidden whichever side is chosen.
#[test]
fn differences_tell_nothing_hidden() {
    for side in [Side::Here, Side::Theirs] {
        let mut host = facilitator(Secrecy::Hidden);
        let mut ana = participant(2, &mut host, "Ana");
        host.now = ana.now + 60 * SECOND;
        let voter = person(&host, "Ana");
        host.send(BoardEvent::Choose(Some(voter)));
        dots(&mut host, voter, 1);
        host.send(BoardEvent::Choose(None));
        host.send(HomeEvent::FragmentChanged(contribution_link(&mut ana)));
        let [difference] = &shown(&host)[..] else { panic!("{:?}", shown(&host)) };
        assert_eq!((&difference.here, &difference.theirs), (&Said::Hidden, &Said::Hidden));
        host.send(ExchangeEvent::ChooseSide { place: 0, side });
        host.send(ExchangeEvent::TakeContribution);
        assert_eq!(public(&host).1, "");
        host.act(Command::SetBallotSecrecy(Secrecy::Open));
        assert_eq!(public(&host).1, if side == Side::Here { "T1" } else { "G2" });
    }
}

/// A board whose times are years ahead would win over everything that is written from now on.
#[test]
fn board_from_the_future_is_not_taken_in() {
    let year = 366 * 24 * 60 * 60 * SECOND;
    for (years, is_taken) in [(1, true), (30, false)] {
        let mut host = facilitator(Secrecy::Open);
        let mut ana = participant(2, &mut host, "Ana");
        ana.now = host.now + years * year;
        ana.note("from the future");
        let voter = person(&ana, "Ana");
        dots(&mut ana, voter, 1);
        for link in [shared(&mut ana), contribution_link(&mut ana)] {
            for event in [HomeEvent::FragmentChanged(link.clone()).into(), ExchangeEvent::FileRead(Ok(format!("#{link}"))).into()] {
                let event: alignment_board::core::app::Event = event;
                host.send(HomeEvent::DismissNotice);
                host.send(event);
                let is_asked = host.session().dialog != Dialog::None;
                assert_eq!((is_asked, host.model.notice == Some(Notice::FromTheFuture)), (is_taken, !is_taken), "{years}");
                host.send(BoardEvent::CloseDialog);
            }
        }
    }
}

/// What a part says, by key, without what is not compared.
fn content(part: &Document) -> Vec<(Key, Value)> {
    let compared = |document: &Document| -> Vec<Key> {
        // Against a replica in which everything was overwritten, each register that is compared differs.
        let mut later = Replica::new(DeviceId::from_random(99), document.clone());
        let overwritten = document.registers().map(|(key, register)| {
            let stamp = Stamp { time: register.stamp.time + 1, device: DeviceId::from_random(99) };
            (*key, Register { stamp, value: Value::List(vec![register.value.clone()]) })
        });
        later.receive(overwritten.collect());
        later.differences(document).into_iter().flat_map(|difference| difference.keys).collect()
    };
    let keys = compared(part);
    part.registers().filter(|(key, _)| keys.contains(key)).map(|(key, register)| (*key, register.value.clone())).collect()
}

/// Does one of eight things.
fn act(page: &mut Page, ana: PersonId, own: NoteId, what: u8) {
    match what {
        0..3 => dots(page, ana, 1),
        3 => page.act(Command::ClearBallot(ana)),
        4..6 => page.act(Command::EditNote { note: own, text: format!("words {}", page.now) }),
        6 => type_title(page, "Where we hold on"),
        _ => page.act(Command::RenamePerson { person: ana, name: format!("Ana {}", page.now) }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// In 281 of 300 such histories something of a part was thrown away.
    #[test]
    fn every_part_is_taken_or_shown(acts in prop::collection::vec((any::<bool>(), 0..8u8, 1..90_000u64), 1..20), behind in 0..600_000u64) {
        let mut host = facilitator(Secrecy::Open);
        let mut phone = participant(2, &mut host, "Ana");
        let (ana, own) = (person(&host, "Ana"), note(&phone, "words of Ana"));
        host.now = phone.now;
        host.send(HomeEvent::FragmentChanged(contribution_link(&mut phone)));
        host.send(ExchangeEvent::TakeContribution);
        let mut time = phone.now;
        for one in acts {
            time += one.2;
            // The phone's clock is some minutes behind.
            let page = if one.0 { &mut host } else { &mut phone };
            page.now = page.now.max(if one.0 { time } else { time.saturating_sub(behind) });
            act(page, ana, own, one.1);
        }
        let link = contribution_link(&mut phone);
        let link::LinkedContribution { contribution, .. } = link::decode_contribution(&link).expect("a part");
        host.now = host.now.max(time);
        host.send(HomeEvent::FragmentChanged(link));
        let differing: Vec<Key> = match &host.session().dialog {
            Dialog::Contribution(incoming) => incoming.differences.iter().flat_map(|difference| difference.keys.clone()).collect(),
            _ => Vec::new(),
        };
        host.send(ExchangeEvent::TakeContribution);
        for (key, theirs) in content(contribution.document()) {
            let here = host.session().replica.document().get(key).map(|register| register.value.clone());
            prop_assert!(here.as_ref() == Some(&theirs) || differing.contains(&key), "{key:?}: {here:?}, not {theirs:?}");
        }
    }
}

/// Stamps by the clock cost some characters: the notes, people and dots of the sample, written as people do, one thing every 20 seconds or so.
#[test]
fn link_of_a_workshop_stays_short() {
    let mut ana = Page::with_new_board();
    let rows: Vec<Vec<&str>> = include_str!("../../src/core/replica/sample.tsv").lines().map(|line| line.split('\t').collect()).collect();
    ana.title("Ward scheduling: where do we hold on?");
    let mut names: Vec<String> = rows.iter().map(|row| String::from(row[2])).collect();
    names.sort_unstable();
    names.dedup();
    ana.act(Command::AddPeople(names));
    let names = ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"];
    for (number, row) in rows.iter().enumerate() {
        ana.advance(SECOND * (5 + (number as u64 * 7919) % 31));
        let author = person(&ana, row[2]);
        let colour = ana.session().replica.board().person(author).expect("a person").colour;
        let layer = names.iter().position(|name| *name == row[0]).and_then(|number| Layer::from_number(number as u64)).expect("a layer");
        ana.act(Command::AddNotes { layer, texts: vec![String::from(row[1])], colour, author: Some(author) });
    }
    for row in &rows {
        let target = Target::Note(note(&ana, row[1]));
        for name in row[3].split_whitespace() {
            ana.advance(3 * SECOND);
            let voter = person(&ana, name);
            ana.act(Command::AddDot { voter, target, pole: Pole::Tight });
        }
    }
    let length = shared(&mut ana).len();
    assert!((1_200..1_600).contains(&length), "{length} characters");
}

/// A file of many boards asks nothing about each; it says which of them differ, and what is here stays.
#[test]
fn file_of_many_boards_names_those_that_both_changed() {
    let mut host = facilitator(Secrecy::Open);
    host.title("Wards");
    let open = note(&host, "open");
    let mut ana = participant(2, &mut host, "Ana");
    ana.act(Command::EditNote { note: open, text: String::from("open doors") });
    ana.advance(SECOND);
    ana.send(BoardEvent::GoHome);
    ana.send(ExchangeEvent::SaveAllBoards);
    let (_, text) = ana.downloads.pop().expect("a file");
    host.now = ana.now + 60 * SECOND;
    host.act(Command::EditNote { note: open, text: String::from("open space") });
    host.advance(SECOND);
    host.send(BoardEvent::GoHome);
    host.send(ExchangeEvent::FileRead(Ok(text)));
    let Some(Notice::Imported(import)) = &host.model.notice else { panic!("{:?}", host.model.notice) };
    assert_eq!((&import.contested, import.different()), (&vec![String::from("Wards")], 1));
    let says = alignment_board::strings::notice(&Notice::Imported(import.clone()));
    assert!(says.contains("In “Wards” something was changed both here and in the file; what is here stays."), "{says}");
    host.send(ExchangeEvent::MergeImported);
    host.send(HomeEvent::OpenBoard(ana.model.entries[0].board));
    assert_eq!((words(&host, open).as_str(), public(&host).0.contains("words of Ana")), ("open space", true));
}
