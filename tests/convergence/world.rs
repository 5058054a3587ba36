//! Several replicas of one board, what waits for each, and what they do.

use alignment_board::core::board::agreement::{Grade, Party, Source, State, Style, Term, Words};
use alignment_board::core::board::fields::AgreementField;
use alignment_board::core::board::layer::{Layer, Level, Preset};
use alignment_board::core::board::rating::{Rating, Reasons};
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::timer::Timer;
use alignment_board::core::board::voting::{Pole, Poles, Secrecy, Target, VoteRules};
use alignment_board::core::board::{Board, Colour, Role};
use alignment_board::core::command::{Command, Destination};
use alignment_board::core::document::date::Date;
use alignment_board::core::document::id::{AgreementId, DeviceId, Kind, NoteId, PersonId, Thing};
use alignment_board::core::document::{Delta, Document, Field, Key, Register, Value};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;
use alignment_board::core::replica::private_store;
use alignment_board::core::replica::private_store::CurrentUser;
use proptest::prelude::*;
use proptest::sample::Index;

use super::actions::Action;
use super::checks::Seen;
use crate::support::device;

/// The replicas, the messages waiting for each, and everything that was sent.
pub(super) struct World {
    pub(super) replicas: Vec<Replica>,
    /// The device that each replica writes as.
    pub(super) devices: Vec<DeviceId>,
    /// What was sent to each, by whom, and has not arrived.
    pub(super) waiting: Vec<Vec<(usize, Delta)>>,
    /// Each peer's side of the partitioned network; messages do not cross.
    pub(super) sides: Vec<usize>,
    pub(super) sent: Vec<Delta>,
    /// Everything that was ever in a private store.
    pub(super) secrets: Document,
    /// All things that ever had a text or a place, in order.
    things: Vec<Thing>,
    now: u64,
}

impl World {
    pub(super) fn new(size: usize) -> World {
        let devices: Vec<DeviceId> = (1..=size as u64).map(device).collect();
        let replicas = devices.iter().map(|device| Replica::new(*device, Document::new())).collect();
        let (waiting, sides) = (vec![Vec::new(); size], vec![0; size]);
        World { replicas, devices, waiting, sides, sent: Vec::new(), secrets: Document::new(), things: Vec::new(), now: 0 }
    }

    fn all<T>(&self, of: impl Fn(Thing) -> Option<T>) -> Vec<T> {
        self.things.iter().filter_map(|thing| of(*thing)).collect()
    }

    /// Everything that was sent, merged.
    pub(super) fn everything(&self) -> Document {
        self.sent.iter().flatten().cloned().collect()
    }

    fn command(&self, by: usize, action: &Action) -> Option<Command> {
        let note = |index: &Index| pick(&self.all(NoteId::of), index);
        let person = |index: &Index| pick(&self.all(PersonId::of), index);
        let agreement = |index: &Index| pick(&self.all(AgreementId::of), index);
        let layer = |number: &usize| Layer::ALL[*number];
        Some(match action {
            Action::Add(number, texts) => {
                let author = self.replicas[by].current_user().person();
                Command::AddNotes { layer: layer(number), texts: texts.clone(), colour: Colour::Mint, author }
            }
            Action::Edit(which, text) => Command::EditNote { note: note(which)?, text: text.clone() },
            Action::Colour(which, colour) => Command::ColourNote { note: note(which)?, colour: Colour::ALL[*colour] },
            Action::MoveTo(which, number) => Command::MoveNote { note: note(which)?, to: Destination::End(layer(number)) },
            Action::MoveBefore(which, next) => Command::MoveNote { note: note(which)?, to: Destination::Before(note(next)?) },
            Action::Shift(which, true) => Command::MoveNote { note: note(which)?, to: Destination::Later },
            Action::Shift(which, false) => Command::MoveNote { note: note(which)?, to: Destination::Earlier },
            Action::Delete(which) => Command::DeleteNote(note(which)?),
            Action::Title(text) => Command::SetTitle(text.clone()),
            Action::Statement(number, text) => Command::SetStatement { layer: layer(number), text: text.clone() },
            Action::Intended(number, level) => Command::SetIntended { layer: layer(number), level: Level::new(*level)? },
            Action::Stage(number) => Command::GoTo(Stage::ALL[*number]),
            Action::Rules(budget, cap) => Command::SetRules(VoteRules::new(*budget, *cap)),
            Action::People(names) => Command::AddPeople(names.clone()),
            Action::Paste(list) => Command::PastePeople(list.clone()),
            Action::Role(who, role) => Command::SetRole { person: person(who)?, role: Role::ALL[*role] },
            Action::Rename(who, name) => Command::RenamePerson { person: person(who)?, name: name.clone() },
            Action::Preset(preset) => Command::SetPreset(Preset::ALL[*preset]),
            Action::Remove(who) => Command::RemovePerson(person(who)?),
            Action::Dot(who, on) => Command::AddDot { voter: person(who)?, target: Target::Note(note(on)?), pole: Pole::Tight },
            Action::LayerDot(who, on) => Command::AddDot { voter: person(who)?, target: Target::Layer(layer(on)), pole: Pole::Tight },
            Action::LooseDot(who, on) => Command::AddDot { voter: person(who)?, target: Target::Note(note(on)?), pole: Pole::Loose },
            Action::TakeDot(who, on) => Command::TakeDot { voter: person(who)?, target: Target::Note(note(on)?), pole: Pole::Tight },
            Action::Poles(poles) => Command::SetPoles(Poles::ALL[*poles]),
            Action::Round(0) => Command::StartRound,
            Action::Round(top) => Command::StartRunOff(*top),
            Action::Rate(who, on, now) => {
                let rating = Rating { clarity: None, now: Level::new(*now), needed: None };
                Command::Rate { voter: person(who)?, layer: layer(on), rating }
            }
            Action::Group(one, with) => Command::GroupNotes { note: note(one)?, with: note(with)? },
            Action::Ungroup(one, 0) => Command::LeadGroup(note(one)?),
            Action::Ungroup(one, 1) => Command::LeaveGroup(note(one)?),
            Action::Ungroup(one, _) => Command::TakeApart(note(one)?),
            Action::Clear(who) => Command::ClearBallot(person(who)?),
            Action::Agree(number) => Command::StartAgreement(Source::Layer(layer(number))),
            Action::AgreeOnNote(which) => Command::StartAgreement(Source::Note(note(which)?)),
            Action::Term(which, field, text) => Command::SetTerm { agreement: agreement(which)?, term: term(*field, text)? },
            Action::Disagree(which) => Command::DeleteAgreement(agreement(which)?),
            Action::HideNotes(hidden) => Command::SetNoteSecrecy(secrecy(*hidden)),
            Action::HideVotes(hidden) => Command::SetBallotSecrecy(secrecy(*hidden)),
            Action::Because(number, text) => Command::SetBecause { layer: layer(number), text: text.clone() },
            Action::Timer(0) => Command::SetTimer(Timer::Off),
            Action::Timer(minutes) if minutes % 2 == 0 => Command::SetTimer(Timer::Paused { left: minutes * 60_000 }),
            Action::Timer(minutes) => Command::SetTimer(Timer::Running { ends: minutes * 60_000 }),
            Action::Reasons(who, on, reasons) => {
                Command::GiveReasons { voter: person(who)?, layer: layer(on), reasons: Reasons::from_number(*reasons) }
            }
            _ => return None,
        })
    }

    pub(super) fn apply(&mut self, who: usize, action: &Action) -> Result<(), TestCaseError> {
        self.replicas[who].take_writes();
        let before = Seen::of(&self.replicas[who]);
        self.perform(who, action)?;
        self.check_seen(who)?;
        let writes = self.replicas[who].take_writes();
        before.check(&self.replicas[who], &writes)
    }

    fn perform(&mut self, who: usize, action: &Action) -> Result<(), TestCaseError> {
        self.now += 900;
        let delta = match action {
            Action::Undo => self.step(who, Direction::Undo)?,
            Action::Redo => self.step(who, Direction::Redo)?,
            Action::EndTyping => {
                self.replicas[who].end_typing();
                None
            }
            Action::Lock => {
                self.replicas[who].switch_user(CurrentUser::Locked);
                None
            }
            Action::SwitchUser(to) => {
                let people = self.all(PersonId::of);
                let person = to.as_ref().and_then(|index| pick(&people, index));
                let there = person.filter(|person| self.replicas[who].board().person(*person).is_some());
                self.replicas[who].switch_user(there.map_or(CurrentUser::Nobody, CurrentUser::Person));
                None
            }
            Action::Receive(message, again) => {
                self.receive_message(who, message, *again);
                None
            }
            Action::Merge(other) => {
                let other = other.index(self.replicas.len());
                if self.sides[other] == self.sides[who] {
                    let whole = self.replicas[other].document().clone();
                    self.replicas[who].receive(whole.into_iter().collect());
                }
                None
            }
            action => match self.command(who, action) {
                Some(command) => self.act(who, &command)?,
                None => None,
            },
        };
        self.send(who, delta.into_iter().collect());
        Ok(())
    }

    /// Sends these deltas, and what they or received messages released, to all others.
    pub(super) fn send(&mut self, who: usize, mut deltas: Vec<Delta>) {
        self.secrets.merge(self.replicas[who].private_store().clone());
        let released = self.replicas[who].take_released();
        deltas.extend((!released.is_empty()).then_some(released));
        for delta in deltas {
            let others = self.waiting.iter_mut().enumerate().filter(|(other, _)| *other != who);
            others.for_each(|(_, waiting)| waiting.push((who, delta.clone())));
            let made =
                |(key, register): &&(Key, Register)| matches!(key.field, Field::TEXT | Field::PLACE) && register.value != Value::Nothing;
            for (key, _) in delta.iter().filter(made) {
                if let Err(place) = self.things.binary_search(&key.thing) {
                    self.things.insert(place, key.thing);
                }
            }
            self.sent.push(delta);
        }
    }

    /// This tab merges what came by another route than a message.
    pub(super) fn receive(&mut self, who: usize, document: Document) {
        self.replicas[who].receive(document.into_iter().collect());
        self.send(who, Vec::new());
    }

    /// The current user sees what is public plus their own private content; nothing open is left in the private store.
    fn check_seen(&self, who: usize) -> Result<(), TestCaseError> {
        let replica = &self.replicas[who];
        let (board, document) = (replica.board(), replica.document());
        let is_theirs = |key: &Key| replica.current_user().sees(replica.owner(*key));
        let mut seen = document.clone();
        seen.merge(replica.private_store().registers().filter(|(key, _)| is_theirs(key)).map(|(key, register)| (*key, register.clone())));
        prop_assert!(*replica.seen() == Board::of(&seen), "the current user sees something else than public plus own content");
        for (key, register) in replica.private_store().registers() {
            let author = document.get(Key { thing: key.thing, field: Field::AUTHOR }).and_then(|author| author.value.as_thing());
            let is_owner = author.is_none_or(|author| replica.owner(*key).map(PersonId::thing) == Some(author));
            prop_assert!(key.thing.kind != Kind::NOTE || is_owner, "the owner is not the author: {:?}", key);
            prop_assert!(!private_store::is_released(board, *key), "open and still in the private store: {:?}", key);
            prop_assert!(document.get(*key).is_none_or(|public| public < register), "public and still in the private store: {:?}", key);
        }
        Ok(())
    }

    fn act(&mut self, who: usize, command: &Command) -> Result<Option<Delta>, TestCaseError> {
        let before = self.replicas[who].clone();
        match self.replicas[who].act(command, self.now) {
            Ok(delta) => {
                let after = &self.replicas[who];
                let changed = after.document() != before.document() || after.private_store() != before.private_store();
                prop_assert!(changed, "{:?} was accepted and changed nothing", command);
                let leaked = delta.iter().find(|(key, _)| private_store::is_withheld(after.board(), *key));
                prop_assert!(leaked.is_none(), "{:?} sends hidden content: {:?}", command, leaked);
                Ok(Some(delta))
            }
            Err(_) => {
                prop_assert!(self.replicas[who] == before, "{:?} was refused and changed something", command);
                Ok(None)
            }
        }
    }

    /// A step restores only what this replica itself deleted or undid.
    fn step(&mut self, who: usize, direction: Direction) -> Result<Option<Delta>, TestCaseError> {
        let before = self.replicas[who].document().clone();
        let private_store = self.replicas[who].private_store().clone();
        let delta = self.replicas[who].step(direction, 0).map(|step| step.delta);
        let after = self.replicas[who].board();
        let own = self.devices[who];
        let others = before.registers().filter(|(key, _)| key.thing.kind == Kind::DELETION && key.thing.id.device != own);
        for (_, register) in others {
            let Some(thing) = register.value.as_thing() else { continue };
            prop_assert!(NoteId::of(thing).is_none_or(|note| after.note(note).is_none()), "{:?} restored {:?}", direction, thing);
            prop_assert!(PersonId::of(thing).is_none_or(|person| after.person(person).is_none()), "{:?} restored {:?}", direction, thing);
        }
        for (key, register) in delta.iter().flatten() {
            let before = before.get(*key).max(private_store.get(*key)).map(|register| register.stamp.device);
            prop_assert_eq!(before, Some(register.stamp.device), "{:?} overwrote another's register", direction);
        }
        Ok(delta)
    }

    fn receive_message(&mut self, who: usize, message: &Index, again: bool) {
        let sides = &self.sides;
        let waiting = &mut self.waiting[who];
        let near: Vec<usize> = (0..waiting.len()).filter(|place| sides[waiting[*place].0] == sides[who]).collect();
        if let Some(place) = pick(&near, message) {
            let (_, delta) = if again { waiting[place].clone() } else { waiting.swap_remove(place) };
            self.replicas[who].receive(delta);
        }
    }
}

pub(super) fn pick<T: Copy>(from: &[T], index: &Index) -> Option<T> {
    (!from.is_empty()).then(|| from[index.index(from.len())])
}

fn secrecy(hidden: bool) -> Secrecy {
    if hidden { Secrecy::Hidden } else { Secrecy::Open }
}

/// A term for a field of an agreement, as random as the text; nothing for the one that is set when the agreement is made.
fn term(field: AgreementField, text: &str) -> Option<Term> {
    let number = text.len() as u64;
    let named = Some(Party::Named(String::from(text)));
    let words = |words| Term::Words(words, String::from(text));
    Some(match field {
        AgreementField::Source => return None,
        AgreementField::What => words(Words::What),
        AgreementField::Good => words(Words::Good),
        AgreementField::Guardrails => words(Words::Guardrails),
        AgreementField::Triggers => words(Words::Triggers),
        AgreementField::NoTriggers => words(Words::NoTriggers),
        AgreementField::Layer => Term::Layer(Layer::from_number(number)?),
        AgreementField::Giver => Term::Giver(named),
        AgreementField::Receiver => Term::Receiver(named),
        AgreementField::From => Term::From(Level::new(number)),
        AgreementField::To => Term::To(Level::new(number)),
        AgreementField::Style => Term::Style(Style::from_number(number)),
        AgreementField::Capability => Term::Capability(Grade::from_number(number)),
        AgreementField::Confidence => Term::Confidence(Grade::from_number(number)),
        AgreementField::CheckIn => Term::CheckIn(Date::from_number(20_261_200 + number)),
        AgreementField::State if number.is_multiple_of(2) => Term::State(State::Kept),
        AgreementField::State => Term::State(State::PulledBack { why: String::from(text) }),
    })
}
