//! Agreements: started from a note or a layer, edited term by term, followed up. Rules A1 to A3 and W1 to W6 of
//! `core::reading::guidance`.

use alignment_board::core::app::{Change, MergePreview};
use alignment_board::core::board::Board;
use alignment_board::core::board::agreement::{AGREEMENT_LIMIT, Agreement, Grade, Party, Source, State, Style, Term, Words};
use alignment_board::core::board::layer::{Layer, Level};
use alignment_board::core::command::{Command, Rejected};
use alignment_board::core::document::date::Date;
use alignment_board::core::document::id::{AgreementId, BoardId, Kind};
use alignment_board::core::document::text::TextError;
use alignment_board::core::document::{Document, Value};
use alignment_board::core::format::{file, link};
use alignment_board::core::reading::guidance::{Warning, suggested, warnings};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;

use crate::support::device;
use crate::support::room::Room;

fn start(replica: &mut Replica, source: Source) -> AgreementId {
    replica.act(&Command::StartAgreement(source), 0).unwrap();
    replica.board().agreements().last().unwrap().0
}

fn set(replica: &mut Replica, agreement: AgreementId, term: Term) {
    replica.act(&Command::SetTerm { agreement, term: term.clone() }, 0).unwrap_or_else(|refused| panic!("{term:?}: {refused:?}"));
}

fn words(words: Words, text: &str) -> Term {
    Term::Words(words, String::from(text))
}

fn made(terms: &[Term]) -> Agreement {
    let mut replica = Replica::new(device(1), Document::new());
    let id = start(&mut replica, Source::Layer(Layer::Kpis));
    set(&mut replica, id, Term::To(None));
    terms.iter().for_each(|term| set(&mut replica, id, term.clone()));
    replica.board().agreement(id).unwrap().clone()
}

/// Each term once, with its new value.
fn terms(room: &Room) -> Vec<Term> {
    vec![
        words(Words::What, "Approving swaps"),
        words(Words::Good, "Swaps settled within a day"),
        words(Words::Guardrails, "Budget\nLaw"),
        words(Words::Triggers, "A ward is left empty"),
        words(Words::NoTriggers, "Another way than mine"),
        Term::Layer(Layer::Goals),
        Term::Giver(Some(Party::Person(room.person("Ana")))),
        Term::Receiver(Some(Party::Named(String::from("the schedulers")))),
        Term::From(Level::new(1)),
        Term::To(Level::new(5)),
        Term::Style(Some(Style::Support)),
        Term::Capability(Some(Grade::High)),
        Term::Confidence(Some(Grade::Low)),
        Term::CheckIn(Date::new(2026, 12, 4)),
        Term::State(State::PulledBack { why: String::from("Two gaps") }),
    ]
}

#[test]
fn agreement_starts_from_a_note_or_a_layer_in_one_step() {
    let mut room = Room::play("ana: @Ana @Ben Ana~Leader K+the_third_approval");
    let note = room.note("the third approval");
    let ana = room.person("Ana");
    let replica = room.replica("ana");
    let id = start(replica, Source::Note(note));
    let agreement = replica.board().agreement(id).unwrap().clone();
    assert_eq!((agreement.words(Words::What), agreement.layer), ("the third approval", Layer::Kpis));
    assert_eq!((agreement.source, agreement.to, agreement.state.clone()), (Some(Source::Note(note)), Level::new(6), State::Open));
    assert_eq!(agreement.giver, Some(Party::Person(ana)), "the only leader is suggested as the giver");
    replica.step(Direction::Undo, 0).unwrap();
    assert_eq!(replica.board().agreements().count(), 0);
    replica.step(Direction::Redo, 0).unwrap();
    assert_eq!(replica.board().agreement(id), Some(&agreement));
    let id = start(replica, Source::Layer(Layer::Tactics));
    let agreement = replica.board().agreement(id).unwrap();
    assert_eq!((agreement.words(Words::What), agreement.layer, agreement.to), ("", Layer::Tactics, Level::new(7)));
}

#[test]
fn giver_stays_empty_if_several_lead() {
    let mut room = Room::play("ana: @Ana @Ben Ana~Leader Ben~Leader");
    let id = start(room.replica("ana"), Source::Layer(Layer::Kpis));
    assert_eq!(room.replica("ana").board().agreement(id).unwrap().giver, None);
}

#[test]
fn terms_are_set_undone_and_survive_file_and_link() {
    let mut room = Room::play("ana: @Ana");
    let all = terms(&room);
    let replica = room.replica("ana");
    let id = start(replica, Source::Layer(Layer::Kpis));
    for term in &all {
        let before = replica.board().agreement(id).cloned();
        set(replica, id, term.clone());
        replica.end_typing();
        let after = replica.board().agreement(id).cloned();
        assert_ne!(before, after, "{term:?}");
        assert_eq!(replica.act(&Command::SetTerm { agreement: id, term: term.clone() }, 0), Err(Rejected::NoChange), "{term:?}");
        replica.step(Direction::Undo, 0).unwrap();
        assert_eq!(replica.board().agreement(id).cloned(), before, "{term:?}");
        replica.step(Direction::Redo, 0).unwrap();
        assert_eq!(replica.board().agreement(id).cloned(), after, "{term:?}");
    }
    let (board, document, agreement) = (BoardId::from_random(1), replica.document().clone(), replica.board().agreement(id).cloned());
    let ways =
        [file::read(&file::write(board, &document)).unwrap().document, link::decode(&link::encode(board, &document)).unwrap().document];
    for read in ways {
        assert_eq!(Replica::new(device(2), read).board().agreement(id).cloned(), agreement);
    }
    assert_eq!(agreement.unwrap().state, State::PulledBack { why: String::from("Two gaps") });
}

#[test]
fn terms_can_be_cleared() {
    let taken =
        [Term::Giver(None), Term::From(None), Term::Style(None), Term::Capability(None), Term::CheckIn(None), Term::State(State::Open)];
    let room = Room::play("ana: @Ana");
    let some: Vec<Term> = terms(&room).into_iter().chain(taken).collect();
    let agreement = made(&some);
    assert_eq!((agreement.giver.clone(), agreement.from, agreement.style), (None, None, None));
    assert_eq!((agreement.capability, agreement.check_in, agreement.state.clone()), (None, None, State::Open));
}

#[test]
fn typing_a_term_is_one_step() {
    let mut room = Room::play("ana: @Ana");
    let replica = room.replica("ana");
    let id = start(replica, Source::Layer(Layer::Kpis));
    ["S", "Sw", "Swap"].into_iter().for_each(|text| set(replica, id, words(Words::What, text)));
    replica.step(Direction::Undo, 0).unwrap();
    assert_eq!(replica.board().agreement(id).unwrap().words(Words::What), "");
    let why = |why: &str| Term::State(State::PulledBack { why: String::from(why) });
    set(replica, id, why(""));
    ["T", "Tw"].into_iter().for_each(|text| set(replica, id, why(text)));
    replica.step(Direction::Undo, 0).unwrap();
    assert_eq!(replica.board().agreement(id).unwrap().state, State::Open);
}

#[test]
fn typed_name_becomes_a_person_of_the_board() {
    let mut room = Room::play("ana: @Ana");
    let person = room.person("Ana");
    let replica = room.replica("ana");
    let id = start(replica, Source::Layer(Layer::Kpis));
    for name in ["A", "An", "Ana", "Ana B", "a", "an", "ana", "anab", " ANA ", ""] {
        let party = replica.board().party_called(name);
        let is_ana = name.trim().eq_ignore_ascii_case("ana");
        assert_eq!(party == Some(Party::Person(person)), is_ana, "{name}");
        set(replica, id, Term::Receiver(party.clone()));
        let called = party.map(|party| replica.board().name_of(&party)).unwrap_or_default();
        assert_eq!(called, if is_ana { "Ana" } else { name });
    }
    // If two names differ only in case, each matches exactly.
    let room = Room::play("ana: @ana @Ana @Zoë");
    let people = ["ana", "Ana", "Zoë"].map(|name| (name, room.person(name)));
    for (name, person) in people.into_iter().chain([("ZOË", people[2].1)]) {
        assert_eq!(room.board().party_called(name), Some(Party::Person(person)), "{name}");
    }
    let mut room = Room::play("ana: @Ana");
    let person = room.person("Ana");
    let replica = room.replica("ana");
    let id = start(replica, Source::Layer(Layer::Kpis));
    set(replica, id, Term::Receiver(Some(Party::Named(String::from("An")))));
    set(replica, id, Term::Receiver(Some(Party::Person(person))));
    replica.step(Direction::Undo, 0).unwrap();
    assert_eq!(replica.board().agreement(id).map(|agreement| agreement.receiver.clone()), Some(None));
}

#[test]
fn concurrent_terms_of_one_agreement_merge() {
    let mut room = Room::play("ana: @Ana; ben: V+a; sync");
    let id = start(room.replica("ana"), Source::Layer(Layer::Kpis));
    let whole: Vec<_> = room.replica("ana").document().clone().into_iter().collect();
    room.replica("ben").receive(whole);
    set(room.replica("ana"), id, words(Words::What, "Swaps"));
    set(room.replica("ben"), id, Term::Style(Some(Style::Guide)));
    let (one, other) = (room.replica("ana").document().clone(), room.replica("ben").document().clone());
    room.replica("ana").receive(other.into_iter().collect());
    room.replica("ben").receive(one.into_iter().collect());
    let agreement = room.replica("ana").board().agreement(id).cloned();
    assert_eq!(room.replica("ben").board().agreement(id).cloned(), agreement);
    let agreement = agreement.unwrap();
    assert_eq!((agreement.words(Words::What), agreement.style), ("Swaps", Some(Style::Guide)));
}

#[test]
fn deleted_agreement_leaves_no_words_in_files() {
    let mut room = Room::play("ana: @Ana");
    let replica = room.replica("ana");
    let id = start(replica, Source::Layer(Layer::Kpis));
    set(replica, id, words(Words::Good, "A secret bar"));
    set(replica, id, Term::Receiver(Some(Party::Named(String::from("A secret name")))));
    set(replica, id, Term::State(State::PulledBack { why: String::from("A secret reason") }));
    replica.act(&Command::DeleteAgreement(id), 0).unwrap();
    assert_eq!(replica.board().agreements().count(), 0);
    let gone = [Command::DeleteAgreement(id), Command::SetTerm { agreement: id, term: Term::From(None) }];
    assert!(gone.iter().all(|command| replica.act(command, 0) == Err(Rejected::Gone)));
    let text = file::write(BoardId::from_random(1), &replica.document().without_deleted());
    assert!(!text.contains("secret"), "{text}");
    replica.step(Direction::Undo, 0).unwrap();
    assert_eq!(replica.board().agreement(id).unwrap().words(Words::Good), "A secret bar");
}

#[test]
fn undo_skips_an_agreement_deleted_by_another() {
    let mut room = Room::play("ana: @Ana; ben: V+b; sync");
    let id = start(room.replica("ana"), Source::Layer(Layer::Kpis));
    set(room.replica("ana"), id, words(Words::Good, "A bar"));
    let whole: Vec<_> = room.replica("ana").document().clone().into_iter().collect();
    room.replica("ben").receive(whole);
    let deleted = room.replica("ben").act(&Command::DeleteAgreement(id), 0).unwrap();
    room.replica("ana").receive(deleted);
    room.replica("ana").step(Direction::Undo, 0).unwrap();
    assert_eq!((room.replica("ana").board().agreements().count(), room.replica("ana").board().people().count()), (0, 0));
}

#[test]
fn agreement_outlives_its_note() {
    let mut room = Room::play("ana: K+a");
    let note = room.note("a");
    let replica = room.replica("ana");
    let id = start(replica, Source::Note(note));
    replica.act(&Command::DeleteNote(note), 0).unwrap();
    assert_eq!(replica.board().agreement(id).unwrap().words(Words::What), "a");
    assert_eq!(replica.act(&Command::StartAgreement(Source::Note(note)), 0), Err(Rejected::Gone));
}

#[test]
fn values_over_a_limit_are_refused_not_cut() {
    let mut replica = Replica::new(device(1), Document::new());
    let id = start(&mut replica, Source::Layer(Layer::Kpis));
    let refused = |replica: &mut Replica, term: Term| replica.act(&Command::SetTerm { agreement: id, term }, 0).err();
    let too_long = |length, limit| Some(Rejected::Text(TextError::TooLong { length, limit }));
    let name = |length: usize| Term::Receiver(Some(Party::Named("é".repeat(length))));
    assert_eq!(refused(&mut replica, words(Words::Good, &"é".repeat(1_001))), too_long(1_001, 1_000));
    assert_eq!(refused(&mut replica, Term::State(State::PulledBack { why: "é".repeat(1_001) })), too_long(1_001, 1_000));
    assert_eq!(refused(&mut replica, name(61)), too_long(61, 60));
    set(&mut replica, id, words(Words::Good, &"é".repeat(1_000)));
    set(&mut replica, id, name(60));
    let (board, document) = (BoardId::from_random(1), replica.document().clone());
    assert_eq!(file::read(&file::write(board, &document)).map(|read| read.document), Ok(document));
    for _ in 1..AGREEMENT_LIMIT {
        start(&mut replica, Source::Layer(Layer::Kpis));
    }
    assert_eq!(replica.act(&Command::StartAgreement(Source::Layer(Layer::Kpis)), 0), Err(Rejected::TooManyAgreements));
}

#[test]
fn unknown_shape_of_a_term_reads_as_empty() {
    let mut replica = Replica::new(device(1), Document::new());
    let id = start(&mut replica, Source::Layer(Layer::Kpis));
    set(&mut replica, id, Term::Style(Some(Style::Guide)));
    let newer = replica.document().clone().into_iter().filter(|(key, _)| key.thing.kind == Kind::AGREEMENT).map(|(key, mut register)| {
        register.stamp.time += 100;
        if register.value.as_text().is_none() {
            register.value = Value::List(vec![Value::Number(99)]);
        }
        (key, register)
    });
    let newer: Vec<_> = newer.collect();
    replica.receive(newer);
    let agreement = replica.board().agreement(id).unwrap();
    assert_eq!((agreement.style, agreement.to, agreement.layer), (None, None, Layer::Tactics));
}

#[test]
fn merge_preview_names_agreements() {
    let here = Document::new();
    let mut replica = Replica::new(device(1), here.clone());
    start(&mut replica, Source::Layer(Layer::Kpis));
    assert_eq!(MergePreview::of(&here, replica.document()), MergePreview::new(0, 0, 0, &[Change::Agreements]));
}

#[test]
fn a1_to_a3_capability_and_confidence_suggest_a_style() {
    let (low, middle, high) = (Grade::Low, Grade::Middle, Grade::High);
    let cases = [
        (low, [Style::Guide, Style::Guide, Style::Guide]),
        (middle, [Style::Support, Style::Support, Style::Support]),
        (high, [Style::Support, Style::Support, Style::StepBack]),
    ];
    for (capability, styles) in cases {
        for (confidence, style) in Grade::ALL.into_iter().zip(styles) {
            let agreement = made(&[Term::Capability(Some(capability)), Term::Confidence(Some(confidence))]);
            assert_eq!(suggested(&agreement), Some(style), "{capability:?} {confidence:?}");
        }
        assert_eq!(suggested(&made(&[Term::Capability(Some(capability))])), None);
        assert_eq!(suggested(&made(&[Term::Confidence(Some(capability))])), None);
    }
}

#[test]
fn w1_to_w5_choices_against_the_guidance_warn() {
    let work = |capability: Grade, confidence: Grade| [Term::Capability(Some(capability)), Term::Confidence(Some(confidence))];
    let check = |terms: &[Term], expected: &[Warning]| assert_eq!(warnings(&made(terms), &Board::default(), None), expected, "{terms:?}");
    let style = |style: Style| Term::Style(Some(style));
    let with = |terms: [Term; 2], term: Term| terms.into_iter().chain([term]).collect::<Vec<_>>();
    check(&[], &[]);
    check(&[style(Style::Guide)], &[]);
    check(&with(work(Grade::High, Grade::High), style(Style::Guide)), &[Warning::TighterThanSuggested(Style::StepBack)]);
    check(&with(work(Grade::High, Grade::High), style(Style::StepBack)), &[]);
    check(&with(work(Grade::Low, Grade::High), style(Style::Support)), &[Warning::LighterThanSuggested(Style::Guide)]);
    check(&with(work(Grade::Middle, Grade::Middle), style(Style::Support)), &[]);
    let to = |level: u64| Term::To(Level::new(level));
    check(&[style(Style::StepBack), to(3)], &[Warning::StepsBackButDecides]);
    check(&[style(Style::StepBack), to(4)], &[]);
    check(&[style(Style::Guide), to(7)], &[Warning::GuidesButDelegates]);
    check(&[style(Style::Guide), to(6)], &[]);
    let from = |level: u64| Term::From(Level::new(level));
    check(&[from(4), to(5)], &[]);
    check(&[from(5), to(5)], &[Warning::NotLighter]);
    check(&[from(5), to(4)], &[Warning::NotLighter]);
    check(&[from(5)], &[]);
    let party = |name: &str| Some(Party::Named(String::from(name)));
    check(&[Term::Giver(party("Ana")), Term::Receiver(party("Ana"))], &[Warning::StaysWithGiver]);
    check(&[Term::Giver(party("Zoë")), Term::Receiver(party(" ZOË"))], &[Warning::StaysWithGiver]);
    check(&[Term::Giver(party("Ana")), Term::Receiver(party("Bo"))], &[]);
    check(&[Term::Giver(party("Ana"))], &[]);
}

/// "ana" was not recognised as Ana, who joined the board after the name was typed.
#[test]
fn w5_typed_name_matches_a_person_of_the_board() {
    let room = Room::play("ana: @Ana @ana @Zoë");
    let person = |name: &str| Party::Person(room.person(name));
    let named = |name: &str| Party::Named(String::from(name));
    let cases = [
        (person("Ana"), person("Ana"), true),
        (person("Ana"), person("ana"), false),
        (person("Ana"), named(" ANA "), true),
        (named("zOË"), person("Zoë"), true),
        (named("Zoe"), person("Zoë"), false),
    ];
    for (giver, receiver, stays) in cases {
        let one = made(&[Term::Giver(Some(giver.clone())), Term::Receiver(Some(receiver.clone()))]);
        let expected: &[Warning] = if stays { &[Warning::StaysWithGiver] } else { &[] };
        assert_eq!(warnings(&one, room.board(), None), expected, "{giver:?} {receiver:?}");
    }
}

/// A check-in of last year was accepted without a warning.
#[test]
fn w6_past_check_in_of_an_open_agreement_warns() {
    let day = |day| Date::new(2026, 12, day);
    let warned = |terms: &[Term], today| warnings(&made(terms), &Board::default(), today).contains(&Warning::CheckInPast);
    let open = [Term::CheckIn(day(4))];
    assert_eq!([3, 4, 5].map(|today| warned(&open, day(today))), [false, false, true]);
    assert!(!warned(&open, None) && !warned(&[Term::From(Level::new(1))], day(5)));
    assert!(!warned(&[Term::CheckIn(day(4)), Term::State(State::Kept)], day(5)));
}

#[test]
fn open_agreement_is_due_from_its_check_in_on() {
    let day = |day| Date::new(2026, 12, day);
    let due = |terms: &[Term], today| made(terms).is_due(Date::new(2026, 12, today).unwrap());
    let open = [Term::CheckIn(day(4))];
    assert_eq!([3, 4, 5].map(|today| due(&open, today)), [false, true, true]);
    assert!(!due(&[Term::CheckIn(day(4)), Term::State(State::Kept)], 5));
    assert!(!due(&[Term::From(Level::new(1))], 5));
}
