//! Whatever people write, vote, hide, reveal, undo and pass on, in whatever order: a private store's content is in no document, everybody
//! sees what is public plus their own, and in the end everybody has everything.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::rating::{Clarity, Rating};
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::voting::{Pole, Secrecy, Target};
use alignment_board::core::board::{Board, Colour};
use alignment_board::core::command::Command;
use alignment_board::core::document::id::{NoteId, PersonId};
use alignment_board::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::contribution::Contribution;
use alignment_board::core::replica::history::Direction;
use alignment_board::core::replica::private_store;
use alignment_board::core::replica::private_store::CurrentUser;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use support::device;

const DEVICES: usize = 3;
const PEOPLE: usize = 3;

#[derive(Clone, Debug)]
enum Action {
    Hand(Option<usize>),
    Curtain,
    HideNotes(Secrecy),
    HideVotes(Secrecy),
    Write(usize),
    Edit(usize),
    Delete(usize),
    Move(usize, usize),
    Dot(usize, usize, Pole),
    Rate(usize, u64),
    Round,
    SetUp,
    Step(Direction),
    /// Another device receives everything that this one sent.
    Tell(usize),
    /// Another device opens a link to this one's board.
    Link(usize),
    /// The page reloads.
    Reload,
    /// A device takes in a board changed by hand: a note has another author, or none, and is not marked as hidden.
    Forge {
        note: usize,
        author: Option<usize>,
        stamp: Forged,
    },
}

/// The stamp of a forged register, relative to the true one.
#[derive(Clone, Copy, Debug)]
enum Forged {
    Earlier,
    Same,
    Later,
}

fn action() -> impl Strategy<Value = (usize, Action)> {
    let secrecy = prop_oneof![Just(Secrecy::Open), Just(Secrecy::Hidden), Just(Secrecy::Hidden)];
    let pole = prop_oneof![Just(Pole::Tight), Just(Pole::Loose)];
    let action = prop_oneof![
        3 => proptest::option::weighted(0.8, 0..PEOPLE).prop_map(Action::Hand),
        1 => Just(Action::Curtain),
        2 => secrecy.clone().prop_map(Action::HideNotes),
        2 => secrecy.prop_map(Action::HideVotes),
        5 => (0..6usize).prop_map(Action::Write),
        3 => (0..12usize).prop_map(Action::Edit),
        1 => (0..12usize).prop_map(Action::Delete),
        1 => (0..12usize, 0..6usize).prop_map(|(note, to)| Action::Move(note, to)),
        4 => (0..PEOPLE, 0..12usize, pole).prop_map(|(voter, on, pole)| Action::Dot(voter, on, pole)),
        2 => (0..PEOPLE, 1..6u64).prop_map(|(voter, number)| Action::Rate(voter, number)),
        1 => Just(Action::Round),
        3 => prop_oneof![Just(Direction::Undo), Just(Direction::Redo)].prop_map(Action::Step),
        3 => (0..DEVICES).prop_map(Action::Tell),
        2 => (0..DEVICES).prop_map(Action::Link),
        1 => Just(Action::Reload),
    ];
    (0..DEVICES, action)
}

/// The same, with forged boards among them.
fn action_or_forgery() -> impl Strategy<Value = (usize, Action)> {
    let stamp = prop_oneof![Just(Forged::Earlier), Just(Forged::Same), Just(Forged::Later)];
    let forgery = (0..12usize, proptest::option::weighted(0.8, 0..PEOPLE), stamp);
    let forgery = (0..DEVICES, forgery).prop_map(|(who, (note, author, stamp))| (who, Action::Forge { note, author, stamp }));
    prop_oneof![5 => action(), 1 => forgery]
}

fn config() -> ProptestConfig {
    let regressions = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/secrets-regressions.txt");
    ProptestConfig {
        cases: 800,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
        ..ProptestConfig::default()
    }
}

struct World {
    devices: Vec<Replica>,
    /// What each device has sent to the others.
    sent: Vec<Delta>,
    people: Vec<PersonId>,
    /// Every register ever written.
    all: Document,
    written: usize,
    pages: u64,
    /// The author of each note, if it was written under a name.
    authors: Vec<(NoteId, PersonId)>,
}

impl World {
    fn new() -> World {
        let mut first = Replica::new(device(1), Document::new());
        let names = ["Ana", "Bo", "Cleo"].map(String::from).to_vec();
        let delta = first.act(&Command::AddPeople(names), 0).unwrap();
        let people = first.board().people().map(|(id, _)| id).collect();
        let document = first.document().clone();
        let mut devices = vec![first];
        devices.extend((2..=DEVICES as u64).map(|number| Replica::new(device(number), document.clone())));
        World { devices, sent: vec![delta; DEVICES], people, all: document, written: 0, pages: 100, authors: Vec::new() }
    }

    fn note(&self, who: usize, at: usize) -> Option<NoteId> {
        let board = self.devices[who].board();
        let notes: Vec<NoteId> = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer)).collect();
        notes.get(at % notes.len().max(1)).copied()
    }

    fn command(&mut self, who: usize, action: &Action) -> Option<Command> {
        self.written += 1;
        let author = self.devices[who].current_user().person();
        Some(match action {
            Action::HideNotes(secrecy) => Command::SetNoteSecrecy(*secrecy),
            Action::HideVotes(secrecy) => Command::SetBallotSecrecy(*secrecy),
            Action::Write(layer) => {
                let texts = vec![format!("words {}", self.written)];
                Command::AddNotes { layer: Layer::ALL[*layer], texts, colour: Colour::Sky, author }
            }
            Action::Edit(note) => Command::EditNote { note: self.note(who, *note)?, text: format!("other words {}", self.written) },
            Action::Delete(note) => Command::DeleteNote(self.note(who, *note)?),
            Action::Move(note, to) => {
                let to = alignment_board::core::command::Destination::End(Layer::ALL[*to]);
                Command::MoveNote { note: self.note(who, *note)?, to }
            }
            Action::Dot(voter, on, pole) => {
                let target = self.note(who, *on).map_or(Target::Layer(Layer::Kpis), Target::Note);
                Command::AddDot { voter: self.people[*voter], target, pole: *pole }
            }
            Action::Rate(voter, number) => {
                let rating = Rating { clarity: Clarity::new(*number), ..Rating::default() };
                Command::Rate { voter: self.people[*voter], layer: Layer::Goals, rating }
            }
            Action::Round => Command::StartRound,
            Action::SetUp => Command::GoTo(Stage::SetUp),
            _ => return None,
        })
    }

    fn act(&mut self, who: usize, action: &Action) {
        match action {
            Action::Hand(person) => {
                let current_user = person.map_or(CurrentUser::Nobody, |person| CurrentUser::Person(self.people[person]));
                self.devices[who].switch_user(current_user);
            }
            Action::Curtain => self.devices[who].switch_user(CurrentUser::Locked),
            Action::Step(direction) => {
                if let Some(step) = self.devices[who].step(*direction, 0) {
                    self.sent[who].extend(step.delta);
                }
            }
            Action::Tell(other) => {
                let delta = self.sent[who].clone();
                self.devices[*other].receive(delta);
            }
            Action::Link(other) => {
                let delta = self.devices[who].document().clone().into_iter().collect();
                self.devices[*other].receive(delta);
            }
            Action::Forge { note, author, stamp } => {
                if let Some(forged) = self.forge(who, *note, *author, *stamp) {
                    self.devices[who].receive(forged);
                }
            }
            Action::Reload => {
                self.pages += 1;
                let (document, private_store) = (self.devices[who].document().clone(), self.devices[who].stored_private_store());
                self.devices[who] = Replica::with_private_store(device(self.pages), document, private_store);
            }
            other => {
                let Some(command) = self.command(who, other) else { return };
                let private = self.devices[who].board().ballot_secrecy() == Secrecy::Hidden;
                // A refused command does nothing.
                if let Ok(delta) = self.devices[who].act(&command, self.written as u64 * 10_000) {
                    if let Command::AddNotes { author: Some(author), .. } = command {
                        let made = delta.iter().find_map(|(key, _)| NoteId::of(key.thing));
                        self.authors.extend(made.map(|note| (note, author)));
                    }
                    self.sent[who].extend(delta);
                    let voter = command.voter().filter(|_| private);
                    assert!(
                        voter.is_none() || voter == self.devices[who].current_user().person(),
                        "{command:?} for another person was accepted"
                    );
                }
            }
        }
        for (device, sent) in self.devices.iter_mut().zip(&mut self.sent) {
            sent.extend(device.take_released());
        }
        for device in &self.devices {
            self.all.merge(device.document().clone());
            self.all.merge(device.private_store().clone());
        }
    }

    /// A note as a board changed by hand has it.
    fn forge(&self, who: usize, note: usize, author: Option<usize>, forged: Forged) -> Option<Delta> {
        let note = self.note(who, note)?.thing();
        let document = self.devices[who].document();
        let author = author.map_or(Value::Nothing, |author| Value::Thing(self.people[author].thing()));
        let stamp = |field| match (forged, document.get(Key { thing: note, field })) {
            (Forged::Earlier, Some(there)) => Stamp { time: there.stamp.time - 1, ..there.stamp },
            (Forged::Same, Some(there)) => there.stamp,
            (Forged::Later, _) | (_, None) => Stamp { time: document.latest() + 5, device: device(99) },
        };
        let fields = [(Field::AUTHOR, author), (Field::HIDDEN, Value::Number(0))];
        Some(fields.map(|(field, value)| (Key { thing: note, field }, Register { stamp: stamp(field), value })).into())
    }

    /// Hidden text is visible to the author alone and in nobody else's contribution, whatever a received board says.
    fn check_authors(&self) -> Result<(), TestCaseError> {
        for device in &self.devices {
            for (key, register) in device.private_store().registers().filter(|(key, _)| key.field == Field::TEXT) {
                let Some(text) = register.value.as_text() else { continue };
                let author = self.authors.iter().find(|(note, _)| note.thing() == key.thing).map(|(_, author)| *author);
                let Some((note, author)) = NoteId::of(key.thing).zip(author) else { continue };
                let is_visible = device.seen().note(note).is_some_and(|note| note.text == text);
                prop_assert!(!is_visible || device.current_user() == CurrentUser::Person(author), "another sees {:?}", text);
                for other in self.people.iter().filter(|person| **person != author) {
                    let contribution = Contribution::of(device, *other);
                    prop_assert!(contribution.document().get(*key) != Some(register), "another contributes {:?}", text);
                }
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), TestCaseError> {
        for device in &self.devices {
            prop_assert_eq!(&Board::of(device.document()), device.board());
            let (board, current_user) = (device.board(), device.current_user());
            let own = device.private_store().registers().filter(|(key, _)| current_user.sees(device.owner(**key)));
            let seen: Document = device.document().clone().into_iter().chain(own.map(|(key, own)| (*key, own.clone()))).collect();
            prop_assert_eq!(&Board::of(&seen), device.seen());
            for (key, own) in device.private_store().registers() {
                prop_assert!(!private_store::is_released(board, *key), "{:?} is open and still in a private store", key);
                let is_in = |other: &Document| other.get(*key) == Some(own);
                prop_assert!(
                    !self.devices.iter().any(|other| is_in(other.document())),
                    "{:?} is in a private store and in a document",
                    key
                );
                prop_assert!(!self.sent.iter().flatten().any(|sent| sent == &(*key, own.clone())), "{:?} was sent", key);
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn secrets_stay_private_until_the_reveal(actions in proptest::collection::vec(action(), 1..60)) {
        play(&actions)?;
    }

    #[test]
    fn forged_boards_show_nobody_anothers_text(actions in proptest::collection::vec(action_or_forgery(), 1..60)) {
        play(&actions)?;
    }
}

fn play(actions: &[(usize, Action)]) -> Result<(), TestCaseError> {
    let mut world = World::new();
    for (who, action) in actions {
        world.act(*who, action);
        world.check()?;
        world.check_authors()?;
    }
    // Everybody receives everything, then all is revealed, then everybody receives that.
    for round in 0..3 {
        if round == 1 {
            // In Set up, by rule: a reveal in a later stage would leave votes of later rounds that somebody undid.
            world.act(0, &Action::SetUp);
            world.act(0, &Action::HideNotes(Secrecy::Open));
            world.act(0, &Action::HideVotes(Secrecy::Open));
        }
        for from in 0..DEVICES {
            for to in 0..DEVICES {
                world.act(from, &Action::Link(to));
            }
        }
        for from in 0..DEVICES {
            for to in 0..DEVICES {
                world.act(from, &Action::Tell(to));
            }
        }
    }
    for device in &world.devices {
        prop_assert!(device.private_store().is_empty());
        prop_assert_eq!(device.document(), &world.all);
    }
    Ok(())
}
