//! Every route gives the same board: random people do random things, and what they did travels late, twice and in any order.
//!
//! A failing case prints its seed and is written down in `convergence-regressions.txt`, which is part of the repository: it is run
//! first from then on.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

use alignment_board::core::agreement::{Party, Source, State, Style, Term, Words};
use alignment_board::core::board::{Board, Colour, Role, Touched};
use alignment_board::core::command::{Command, Destination};
use alignment_board::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use alignment_board::core::format::stored::{self, Generation, Slots};
use alignment_board::core::format::{file, link};
use alignment_board::core::history::Direction;
use alignment_board::core::id::{AgreementId, BoardId, Id, Kind, NoteId, PersonId, Thing};
use alignment_board::core::layer::{Layer, Level, Preset};
use alignment_board::core::rating::Rating;
use alignment_board::core::replica::Replica;
use alignment_board::core::stage::Stage;
use alignment_board::core::voting::{Pole, Poles, Target, VoteRules};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::FileFailurePersistence;

use support::{device, picture};

fn config(cases: u32) -> ProptestConfig {
    let regressions = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/convergence-regressions.txt");
    ProptestConfig { cases, failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))), ..ProptestConfig::default() }
}

// --- What can be in a document ---

/// Texts that break programs.
const AWKWARD: [&str; 15] = [
    "",
    " ",
    "\0",
    "👩‍👩‍👧",
    "שלום עולם",
    "\u{202e}abc\u{202c}",
    "a\nb",
    "\t",
    "\"\\/",
    "<b>&amp;</b>",
    "=1+1",
    "e\u{301}",
    "\u{feff}",
    "\u{10ffff}",
    "note 1.0",
];

/// Short texts of any letters.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{1,6}",
        2 => select(&AWKWARD[..]).prop_map(String::from),
        1 => prop::collection::vec(any::<char>(), 0..6).prop_map(String::from_iter),
    ]
}

fn id() -> impl Strategy<Value = Id> {
    (0..6u64, 0..4u64).prop_map(|(time, number)| Id { time, device: device(number) })
}

/// Things of few ids, so that registers meet; also of kinds that this version does not know.
fn thing() -> impl Strategy<Value = Thing> {
    prop_oneof![
        8 => (0..10u8, id()).prop_map(|(kind, id)| if kind == 0 { Thing::BOARD } else { Thing { kind: Kind(kind), id } }),
        2 => (0..6u64).prop_map(|layer| Thing { kind: Kind::LAYER, id: Id { time: layer, device: Thing::BOARD.id.device } }),
        1 => (any::<u8>(), id()).prop_map(|(kind, id)| Thing { kind: Kind(kind), id }),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        1 => Just(Value::Nothing),
        2 => (0..9u64).prop_map(Value::Number),
        1 => (0..1u64 << 40).prop_map(Value::Number),
        3 => text().prop_map(Value::Text),
        3 => thing().prop_map(Value::Thing),
    ];
    let place = (0..7u64, 0..9u64, select(&["", "V", "0V", "0", "é"][..]));
    let place = place
        .prop_map(|(layer, whole, fraction)| Value::List(vec![Value::Number(layer), Value::Number(whole), Value::Text(fraction.into())]));
    let ballot = prop::collection::vec((thing(), 0..9u64), 0..5);
    let ballot =
        ballot.prop_map(|dots| Value::List(dots.into_iter().flat_map(|(on, count)| [Value::Thing(on), Value::Number(count)]).collect()));
    prop_oneof![
        3 => leaf.clone(),
        2 => place,
        2 => ballot,
        1 => leaf.prop_recursive(2, 8, 3, |inner| prop::collection::vec(inner, 0..3).prop_map(Value::List)),
    ]
}

fn delta() -> impl Strategy<Value = Delta> {
    let field = prop_oneof![9 => (0..36u16).prop_map(Field), 1 => any::<u16>().prop_map(Field)];
    let stamp = (0..9u64, 0..4u64).prop_map(|(time, number)| Stamp { time, device: device(number) });
    let register =
        (thing(), field, stamp, value()).prop_map(|(thing, field, stamp, value)| (Key { thing, field }, Register { stamp, value }));
    prop::collection::vec(register, 0..30)
}

fn merged<'a>(deltas: impl IntoIterator<Item = &'a Delta>) -> Document {
    deltas.into_iter().flatten().cloned().collect()
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn merge_is_commutative(a in delta(), b in delta()) {
        prop_assert_eq!(merged([&a, &b]), merged([&b, &a]));
        let mut backwards: Delta = a.iter().chain(&b).cloned().collect();
        backwards.reverse();
        prop_assert_eq!(merged([&a, &b]), merged([&backwards]));
    }

    #[test]
    fn merge_is_associative(a in delta(), b in delta(), c in delta()) {
        let mut left = merged([&a]);
        left.merge(merged([&b, &c]));
        let mut right = merged([&a, &b]);
        right.merge(c.clone());
        prop_assert_eq!(left, right);
    }

    #[test]
    fn merge_is_idempotent(a in delta(), b in delta()) {
        let once = merged([&a, &b]);
        let mut twice = once.clone();
        prop_assert!(twice.merge(a).is_empty());
        prop_assert!(twice.merge(once.clone()).is_empty());
        prop_assert_eq!(twice, once);
    }

    /// The picture that follows register by register is the picture of the whole document.
    #[test]
    fn the_board_follows_any_document(a in delta(), b in delta(), c in delta()) {
        let mut replica = Replica::new(device(1), merged([&a]));
        for delta in [b, c, a] {
            replica.receive(delta);
            check_board(replica.board(), replica.document())?;
        }
    }

    /// Documents that nobody would write survive storage and files, unknown kinds and fields included.
    #[test]
    fn any_document_survives_storage_and_files(a in delta()) {
        check_routes(&merged([&a]))?;
    }

    #[test]
    fn no_text_makes_a_reader_stumble(text in text(), cut in any::<Index>(), a in delta()) {
        let board = BoardId::from_random(5);
        let whole = stored::write(board, &merged([&a]), Generation(3));
        let (at, _) = whole.char_indices().nth(cut.index(whole.chars().count())).unwrap();
        for wrong in [text.clone(), whole[..at].to_owned(), format!("{}{text}{}", &whole[..at], &whole[at..])] {
            let read = stored::read(board, &Slots { a: None, b: Some(wrong.clone()) });
            prop_assert!(read.is_err() || wrong == whole);
            prop_assert!(file::read(&text).is_err());
            prop_assert!(link::decode(&wrong).is_err());
        }
    }
}

proptest! {
    // Links are slow to make: each is squeezed against the primer.
    #![proptest_config(config(150))]

    #[test]
    fn any_document_survives_a_link(a in delta()) {
        check_link(&merged([&a]))?;
    }

    #[test]
    fn what_people_did_survives_a_link(deeds in prop::collection::vec((0..3usize, deed()), 1..80)) {
        let mut world = World::new(3);
        for (who, deed) in &deeds {
            world.go(*who, deed)?;
        }
        check_link(&world.said.iter().flatten().cloned().collect())?;
    }
}

fn check_board(board: &Board, document: &Document) -> Result<(), TestCaseError> {
    let whole = Board::of(document);
    prop_assert_eq!(picture(board), picture(&whole));
    prop_assert!(*board == whole, "the boards look alike but are not equal:\n{:?}\n{:?}", board, whole);
    let rules = board.rules();
    let tally = board.tally(board.round());
    for (person, _) in board.people() {
        let marks = board.placed(board.round(), person);
        prop_assert!(marks.spent() <= u32::from(rules.budget()), "over budget");
        let mut dots = marks.tight.dots().chain(marks.loose.dots());
        prop_assert!(dots.all(|(target, dots)| dots <= rules.cap() && board.stands(target)), "over the cap");
        prop_assert_eq!(board.marks(board.round(), person).spent(), marks.spent(), "a group loses dots");
    }
    for note in Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer)) {
        let lead = board.leading(note);
        prop_assert!(board.note(lead).is_some() && (lead == note || board.members(lead).contains(&note)), "a note without its group");
    }
    prop_assert!(tally.total() <= u32::from(rules.budget()) * board.people().count() as u32);
    Ok(())
}

/// Storage and file keep a document as it is, and what may leave this device gives the same board.
fn check_routes(document: &Document) -> Result<(), TestCaseError> {
    let board = BoardId::from_random(0xb0a2d);
    let expected = picture(&Board::of(document));

    let text = stored::write(board, document, Generation(8));
    let loaded = stored::read(board, &Slots { a: Some(text), b: None }).map(|loaded| loaded.document);
    prop_assert_eq!(loaded.as_ref(), Ok(document));

    let read = file::read(&file::write(board, document)).map(|read| read.document);
    prop_assert_eq!(read.as_ref(), Ok(document));

    let shareable = document.shareable();
    prop_assert_eq!(&picture(&Board::of(&shareable)), &expected);
    let mut back = document.clone();
    prop_assert!(back.merge(shareable).is_empty(), "what comes back changes nothing");
    Ok(())
}

/// A link keeps all but the texts of deleted notes.
fn check_link(document: &Document) -> Result<(), TestCaseError> {
    let (board, shareable) = (BoardId::from_random(0xb0a2d), document.shareable());
    let linked = link::decode(&link::encode(board, &shareable)).map(|linked| (linked.board, linked.document));
    prop_assert_eq!(linked, Ok((board, shareable)));
    Ok(())
}

/// A thing of the board's kind with another id is not the board. It once wrote the cap over, and which of the two counted hung on
/// the order in which they came.
#[test]
fn only_one_thing_is_the_board() {
    let stamp = Stamp { time: 0, device: device(0) };
    let other = Thing { kind: Kind::BOARD, id: Id { time: 0, device: device(1) } };
    let cap = |thing, value| vec![(Key { thing, field: Field::CAP }, Register { stamp, value })];
    let mut replica = Replica::new(device(1), merged([&cap(other, Value::Nothing)]));
    replica.receive(cap(Thing::BOARD, Value::Number(1)));
    assert!(check_board(replica.board(), replica.document()).is_ok());
    assert_eq!(replica.board().rules().cap(), 1);
}

// --- What people do ---

/// A thing that a person does; notes and people are chosen among all that there ever were.
#[derive(Clone, Debug)]
enum Deed {
    Add(usize, Vec<String>),
    Edit(Index, String),
    Colour(Index, usize),
    MoveTo(Index, usize),
    MoveBefore(Index, Index),
    Shift(Index, bool),
    Delete(Index),
    Title(String),
    Statement(usize, String),
    Intended(usize, u64),
    Stage(usize),
    Rules(u64, u64),
    People(Vec<String>),
    Paste(String),
    Role(Index, usize),
    Preset(usize),
    Remove(Index),
    Dot(Index, Index),
    LayerDot(Index, usize),
    LooseDot(Index, Index),
    Poles(usize),
    Round(usize),
    Rate(Index, usize, u64),
    Group(Index, Index),
    Ungroup(Index, usize),
    TakeDot(Index, Index),
    Clear(Index),
    Agree(usize),
    AgreeOnNote(Index),
    Term(Index, usize, String),
    Disagree(Index),
    Undo,
    Redo,
    EndTyping,
    HandOver,
    /// Takes in one of the messages that wait, and perhaps leaves it to come again.
    Hear(Index, bool),
    /// Takes in the whole document of another.
    Meet(Index),
}

fn deed() -> impl Strategy<Value = Deed> {
    let layer = || 0..6usize;
    let who = any::<Index>;
    prop_oneof![
        6 => (layer(), prop::collection::vec(text(), 1..3)).prop_map(|(layer, texts)| Deed::Add(layer, texts)),
        4 => (who(), text()).prop_map(|(note, text)| Deed::Edit(note, text)),
        1 => (who(), layer()).prop_map(|(note, colour)| Deed::Colour(note, colour)),
        2 => (who(), layer()).prop_map(|(note, layer)| Deed::MoveTo(note, layer)),
        3 => (who(), who()).prop_map(|(note, next)| Deed::MoveBefore(note, next)),
        2 => (who(), any::<bool>()).prop_map(|(note, later)| Deed::Shift(note, later)),
        3 => who().prop_map(Deed::Delete),
        1 => text().prop_map(Deed::Title),
        1 => (layer(), text()).prop_map(|(layer, text)| Deed::Statement(layer, text)),
        1 => (layer(), 1..8u64).prop_map(|(layer, level)| Deed::Intended(layer, level)),
        1 => (0..7usize).prop_map(Deed::Stage),
        1 => (0..8u64, 0..5u64).prop_map(|(budget, cap)| Deed::Rules(budget, cap)),
        2 => prop::collection::vec(text(), 1..3).prop_map(Deed::People),
        1 => prop::collection::vec(text(), 1..4).prop_map(|names| Deed::Paste(names.join("\n"))),
        1 => (who(), 0..2usize).prop_map(|(person, role)| Deed::Role(person, role)),
        1 => (0..2usize).prop_map(Deed::Preset),
        1 => who().prop_map(Deed::Remove),
        5 => (who(), who()).prop_map(|(person, note)| Deed::Dot(person, note)),
        2 => (who(), layer()).prop_map(|(person, layer)| Deed::LayerDot(person, layer)),
        2 => (who(), who()).prop_map(|(person, note)| Deed::TakeDot(person, note)),
        2 => (who(), who()).prop_map(|(person, note)| Deed::LooseDot(person, note)),
        1 => (0..2usize).prop_map(Deed::Poles),
        1 => (0..3usize).prop_map(Deed::Round),
        1 => (who(), layer(), 0..8u64).prop_map(|(person, layer, now)| Deed::Rate(person, layer, now)),
        4 => (who(), who()).prop_map(|(note, with)| Deed::Group(note, with)),
        2 => (who(), 0..3usize).prop_map(|(note, way)| Deed::Ungroup(note, way)),
        1 => who().prop_map(Deed::Clear),
        1 => layer().prop_map(Deed::Agree),
        1 => who().prop_map(Deed::AgreeOnNote),
        3 => (who(), 0..4usize, text()).prop_map(|(which, term, text)| Deed::Term(which, term, text)),
        1 => who().prop_map(Deed::Disagree),
        5 => Just(Deed::Undo),
        3 => Just(Deed::Redo),
        1 => Just(Deed::EndTyping),
        1 => Just(Deed::HandOver),
        12 => (who(), any::<bool>()).prop_map(|(message, again)| Deed::Hear(message, again)),
        1 => who().prop_map(Deed::Meet),
    ]
}

/// The replicas, what waits for each, and everything that was said.
struct World {
    replicas: Vec<Replica>,
    waiting: Vec<Vec<Delta>>,
    said: Vec<Delta>,
    now: u64,
}

impl World {
    fn new(size: usize) -> World {
        let replicas = (1..=size as u64).map(|number| Replica::new(device(number), Document::new())).collect();
        World { replicas, waiting: vec![Vec::new(); size], said: Vec::new(), now: 0 }
    }

    fn all<T>(&self, of: impl Fn(Thing) -> Option<T>) -> Vec<T> {
        let keys = self.said.iter().flatten().filter(|(key, register)| key.field == Field::TEXT && register.value != Value::Nothing);
        let mut things: Vec<Thing> = keys.map(|(key, _)| key.thing).collect();
        things.sort_unstable();
        things.dedup();
        things.into_iter().filter_map(of).collect()
    }

    fn command(&self, deed: &Deed) -> Option<Command> {
        let note = |index: &Index| pick(&self.all(NoteId::of), index);
        let person = |index: &Index| pick(&self.all(PersonId::of), index);
        let agreement = |index: &Index| pick(&self.all(AgreementId::of), index);
        let layer = |number: &usize| Layer::ALL[*number];
        Some(match deed {
            Deed::Add(number, texts) => {
                Command::AddNotes { layer: layer(number), texts: texts.clone(), colour: Colour::Mint, author: None }
            }
            Deed::Edit(which, text) => Command::EditNote { note: note(which)?, text: text.clone() },
            Deed::Colour(which, colour) => Command::ColourNote { note: note(which)?, colour: Colour::ALL[*colour] },
            Deed::MoveTo(which, number) => Command::MoveNote { note: note(which)?, to: Destination::End(layer(number)) },
            Deed::MoveBefore(which, next) => Command::MoveNote { note: note(which)?, to: Destination::Before(note(next)?) },
            Deed::Shift(which, true) => Command::MoveNote { note: note(which)?, to: Destination::Later },
            Deed::Shift(which, false) => Command::MoveNote { note: note(which)?, to: Destination::Earlier },
            Deed::Delete(which) => Command::DeleteNote(note(which)?),
            Deed::Title(text) => Command::SetTitle(text.clone()),
            Deed::Statement(number, text) => Command::SetStatement { layer: layer(number), text: text.clone() },
            Deed::Intended(number, level) => Command::SetIntended { layer: layer(number), level: Level::new(*level)? },
            Deed::Stage(number) => Command::GoTo(Stage::ALL[*number]),
            Deed::Rules(budget, cap) => Command::SetRules(VoteRules::new(*budget, *cap)),
            Deed::People(names) => Command::AddPeople(names.clone()),
            Deed::Paste(list) => Command::PastePeople(list.clone()),
            Deed::Role(who, role) => Command::SetRole { person: person(who)?, role: Role::ALL[*role] },
            Deed::Preset(preset) => Command::SetPreset(Preset::ALL[*preset]),
            Deed::Remove(who) => Command::RemovePerson(person(who)?),
            Deed::Dot(who, on) => Command::AddDot { voter: person(who)?, target: Target::Note(note(on)?), pole: Pole::Tight },
            Deed::LayerDot(who, on) => Command::AddDot { voter: person(who)?, target: Target::Layer(layer(on)), pole: Pole::Tight },
            Deed::LooseDot(who, on) => Command::AddDot { voter: person(who)?, target: Target::Note(note(on)?), pole: Pole::Loose },
            Deed::TakeDot(who, on) => Command::TakeDot { voter: person(who)?, target: Target::Note(note(on)?), pole: Pole::Tight },
            Deed::Poles(poles) => Command::SetPoles(Poles::ALL[*poles]),
            Deed::Round(0) => Command::StartRound,
            Deed::Round(top) => Command::StartRunOff(*top),
            Deed::Rate(who, on, now) => {
                let rating = Rating { clarity: None, now: Level::new(*now), needed: None };
                Command::Rate { voter: person(who)?, layer: layer(on), rating }
            }
            Deed::Group(one, with) => Command::GroupNotes { note: note(one)?, with: note(with)? },
            Deed::Ungroup(one, 0) => Command::LeadGroup(note(one)?),
            Deed::Ungroup(one, 1) => Command::LeaveGroup(note(one)?),
            Deed::Ungroup(one, _) => Command::TakeApart(note(one)?),
            Deed::Clear(who) => Command::ClearBallot(person(who)?),
            Deed::Agree(number) => Command::StartAgreement(Source::Layer(layer(number))),
            Deed::AgreeOnNote(which) => Command::StartAgreement(Source::Note(note(which)?)),
            Deed::Term(which, term, text) => {
                let terms = [
                    Term::Words(Words::What, text.clone()),
                    Term::Receiver(Some(Party::Named(text.clone()))),
                    Term::Style(Style::from_number(text.len() as u64)),
                    Term::State(State::PulledBack { why: text.clone() }),
                ];
                Command::SetTerm { agreement: agreement(which)?, term: terms[*term].clone() }
            }
            Deed::Disagree(which) => Command::DeleteAgreement(agreement(which)?),
            _ => return None,
        })
    }

    fn go(&mut self, who: usize, deed: &Deed) -> Result<(), TestCaseError> {
        let before = self.replicas[who].board().clone();
        self.perform(who, deed)?;
        let touched = self.replicas[who].take_touched();
        check_touched(&before, self.replicas[who].board(), &touched)
    }

    fn perform(&mut self, who: usize, deed: &Deed) -> Result<(), TestCaseError> {
        self.now += 900;
        let delta = match deed {
            Deed::Undo => self.step(who, Direction::Undo)?,
            Deed::Redo => self.step(who, Direction::Redo)?,
            Deed::EndTyping => {
                self.replicas[who].end_typing();
                None
            }
            Deed::HandOver => {
                self.replicas[who].forget_votes();
                None
            }
            Deed::Hear(message, again) => {
                self.hear(who, message, *again);
                None
            }
            Deed::Meet(other) => {
                let other = other.index(self.replicas.len());
                let whole = self.replicas[other].document().clone();
                self.replicas[who].receive(whole.into_iter().collect());
                None
            }
            deed => match self.command(deed) {
                Some(command) => self.act(who, &command)?,
                None => None,
            },
        };
        if let Some(delta) = delta {
            let others = self.waiting.iter_mut().enumerate().filter(|(other, _)| *other != who);
            others.for_each(|(_, waiting)| waiting.push(delta.clone()));
            self.said.push(delta);
        }
        Ok(())
    }

    fn act(&mut self, who: usize, command: &Command) -> Result<Option<Delta>, TestCaseError> {
        let before = self.replicas[who].clone();
        match self.replicas[who].act(command, self.now) {
            Ok(delta) => {
                prop_assert!(self.replicas[who].document() != before.document(), "{:?} was taken and changed nothing", command);
                Ok(Some(delta))
            }
            Err(_) => {
                prop_assert!(self.replicas[who] == before, "{:?} was refused and changed something", command);
                Ok(None)
            }
        }
    }

    /// A step may bring back only what this replica itself has deleted or taken back.
    fn step(&mut self, who: usize, direction: Direction) -> Result<Option<Delta>, TestCaseError> {
        let before = self.replicas[who].document().clone();
        let delta = self.replicas[who].step(direction);
        let after = self.replicas[who].board();
        let others =
            before.registers().filter(|(key, _)| key.thing.kind == Kind::DELETION && key.thing.id.device != device(who as u64 + 1));
        for (_, register) in others {
            let Some(thing) = register.value.as_thing() else { continue };
            prop_assert!(NoteId::of(thing).is_none_or(|note| after.note(note).is_none()), "{:?} brought back {:?}", direction, thing);
            prop_assert!(
                PersonId::of(thing).is_none_or(|person| after.person(person).is_none()),
                "{:?} brought back {:?}",
                direction,
                thing
            );
        }
        for (key, register) in delta.iter().flatten() {
            let before = before.get(*key).map(|register| register.stamp.device);
            prop_assert_eq!(before, Some(register.stamp.device), "{:?} wrote over another's register", direction);
        }
        Ok(delta)
    }

    fn hear(&mut self, who: usize, message: &Index, again: bool) {
        let count = self.waiting[who].len();
        if count > 0 {
            let place = message.index(count);
            let delta = if again { self.waiting[who][place].clone() } else { self.waiting[who].swap_remove(place) };
            self.replicas[who].receive(delta);
        }
    }
}

/// Views refresh what was touched and nothing else, so all that looks different must have been touched.
fn check_touched(before: &Board, after: &Board, touched: &Touched) -> Result<(), TestCaseError> {
    for layer in Layer::ALL {
        let place = layer as usize;
        let notes = |board: &Board| board.notes_of(layer).collect::<Vec<_>>();
        let leads = |board: &Board| board.leads_of(layer).collect::<Vec<_>>();
        prop_assert!(touched.lists[place] || notes(before) == notes(after), "the notes of {layer:?}");
        prop_assert!(touched.lists[place] || leads(before) == leads(after), "the groups of {layer:?}");
        let words = |board: &Board| (board.statement(layer).map(String::from), board.intended(layer));
        prop_assert!(touched.layers[place] || words(before) == words(after), "the words of {layer:?}");
        for note in notes(before).into_iter().chain(notes(after)) {
            let group = |board: &Board| (board.leading(note), board.members(note));
            let content = |board: &Board| board.note(note).map(|one| (one.text, one.layer, one.colour, one.author, group(board)));
            prop_assert!(touched.notes.contains_key(&note) || content(before) == content(after), "a note on {layer:?}");
        }
    }
    prop_assert!(touched.title || before.title() == after.title(), "the title");
    prop_assert!(touched.stage || before.stage() == after.stage(), "the stage");
    prop_assert!(touched.agreements || before.agreements().eq(after.agreements()), "the agreements");
    prop_assert!(touched.timer || before.timer() == after.timer(), "the timer");
    prop_assert!(touched.people || before.people().eq(after.people()), "the people");
    let rated =
        |board: &Board| board.people().map(|(id, _)| Layer::ALL.map(|layer| board.rating(board.round(), id, layer))).collect::<Vec<_>>();
    let votes = |board: &Board| (board.tally(board.round()), board.rules(), board.round(), board.poles(), rated(board));
    // Who counts hangs on who is there, so a change of the people refreshes the votes as well.
    prop_assert!(touched.votes || touched.people || votes(before) == votes(after), "the votes");
    Ok(())
}

fn pick<T: Copy>(from: &[T], index: &Index) -> Option<T> {
    (!from.is_empty()).then(|| from[index.index(from.len())])
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn everybody_ends_with_the_same_board(size in 2..6usize, deeds in prop::collection::vec((any::<Index>(), deed()), 1..80)) {
        let mut world = World::new(size);
        for (who, deed) in &deeds {
            let who = who.index(size);
            world.go(who, deed)?;
            check_board(world.replicas[who].board(), world.replicas[who].document())?;
        }
        // What still waits arrives, the last message first, some of it for the second time.
        for who in 0..size {
            while let Some(delta) = world.waiting[who].pop() {
                world.replicas[who].receive(delta);
            }
        }
        let expected: Document = world.said.iter().flatten().cloned().collect();
        for replica in &world.replicas {
            prop_assert_eq!(replica.document(), &expected);
            check_board(replica.board(), replica.document())?;
        }
        for (key, register) in expected.registers().filter(|(key, _)| key.thing.kind == Kind::DELETION) {
            prop_assert_eq!(register.stamp.device, key.thing.id.device, "a deletion was changed by another than its maker");
        }
        check_routes(&expected)?;
    }

    /// One person alone: all the way back, and all the way forward again.
    #[test]
    fn undo_and_redo_go_there_and_back(deeds in prop::collection::vec(deed(), 1..40)) {
        let mut world = World::new(1);
        let alone = deeds.iter().filter(|deed| !matches!(deed, Deed::Undo | Deed::Redo | Deed::HandOver | Deed::Stage(_)));
        for deed in alone {
            world.go(0, deed)?;
        }
        let replica = &mut world.replicas[0];
        let after = picture(replica.board());
        let mut pictures = vec![after.clone()];
        while replica.step(Direction::Undo).is_some() {
            pictures.push(picture(replica.board()));
        }
        prop_assert_eq!(picture(replica.board()), picture(&Board::default()));
        while pictures.pop().is_some_and(|expected| expected == picture(replica.board())) && replica.step(Direction::Redo).is_some() {}
        prop_assert!(pictures.is_empty(), "redo goes another way than undo came");
        prop_assert_eq!(picture(replica.board()), after);
    }
}
