//! A contribution: everything one person has written and voted on a board, and nothing of anybody else's. The person sends it back to
//! whoever runs the board, where it merges like any other registers, however often it arrives.
//!
//! It contains the person, their ballots, ratings and reasons, their notes with all fields, and the deletions of those notes, including
//! what is in the private store of the sending device.

use litemap::LiteMap;

use super::Replica;
use super::private_store;
use super::private_store::Hidden;
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::rating::{Rating, Reasons, read_field};
use crate::core::board::voting::{Ballot, Secrecy};
use crate::core::document::id::{Id, Kind, NoteId, PersonId};
use crate::core::document::{Delta, Document, Field, Key, Register, Value};

/// A person's contribution to a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    person: PersonId,
    document: Document,
}

/// The size of a contribution.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContributionCount {
    /// Notes.
    pub notes: usize,
    /// Dots in all rounds.
    pub dots: u32,
    /// Layers with a rating or reasons in any round.
    pub layers: usize,
}

/// When the content of a contribution becomes visible, once it is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContributionTiming {
    /// Everything is visible at once.
    AtOnce,
    /// Its notes wait for the reveal; its votes count at once.
    NotesWait,
    /// Its votes wait for the reveal; its notes are visible at once.
    VotesWait,
    /// Everything waits for the reveal.
    AllWaits,
}

/// Whether a contribution is new or an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Novelty {
    /// Nothing of it is on the board yet.
    New,
    /// Some of it is on the board, perhaps in an earlier state.
    Update,
}

impl Replica {
    /// Takes in a contribution, under the rules of the private store, as if it had been written here.
    pub fn receive_contribution(&mut self, delta: Delta) {
        let known = self.known();
        let mut newer: Delta = delta.into_iter().filter(|(key, register)| known.get(*key).is_none_or(|here| here < register)).collect();
        let mut texts = Delta::new();
        if self.board.note_secrecy() == Secrecy::Hidden {
            // Text that is not public here waits for the reveal, whatever the contribution says about hiding.
            let is_public = |key: Key| self.document.get(key).is_some_and(|text| text.value != Value::Nothing);
            let waits = |key: Key| private_store::kind_of(key) == Some(Hidden::Notes) && !is_public(key);
            (texts, newer) = newer.into_iter().partition(|(key, _)| waits(*key));
            // Notes written while nothing was hidden are not marked as hidden. They are marked on arrival, identically on every device.
            let mark = |thing| Key { thing, field: Field::HIDDEN };
            let unmarked = texts.iter().filter(|(key, _)| known.get(mark(key.thing)).is_none());
            newer.extend(unmarked.map(|(key, text)| (mark(key.thing), Register { value: Value::Number(1), ..text.clone() })));
        }
        self.write(newer);
        self.withhold(texts);
    }
}

impl Contribution {
    /// The contribution of a person, including what is in the private store.
    pub fn of(replica: &Replica, person: PersonId) -> Contribution {
        // The board may name this person as the author of a note that another owns in the private store (D7).
        let own = replica.private_store().registers().filter(|(key, _)| replica.owner(**key) == Some(person));
        let whole: Document = replica.document().registers().chain(own).map(|(key, register)| (*key, register.clone())).collect();
        let notes = notes_of(&whole, person);
        let own = whole.registers().filter(|(key, register)| is_of(**key, register, person, &notes));
        let own: Document = own.map(|(key, register)| (*key, register.clone())).collect();
        Contribution { person, document: own.without_deleted_words() }
    }

    /// The contribution in a received document; `None` unless it is one person's contribution and nothing else.
    pub fn from_document(document: Document) -> Option<Contribution> {
        let named = |(key, register): (&Key, &Register)| {
            (key.thing.kind == Kind::PERSON && key.field == Field::TEXT && register.value.as_text().is_some()).then_some(key.thing.id)
        };
        let person = PersonId(document.registers().find_map(named)?);
        let notes = notes_of(&document, person);
        let is_own = document.registers().all(|(key, register)| is_of(*key, register, person, &notes));
        is_own.then_some(Contribution { person, document })
    }

    /// The person.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The person's name in the contribution.
    pub fn name(&self) -> &str {
        let name = self.document.get(Key { thing: self.person.thing(), field: Field::TEXT });
        name.and_then(|name| name.value.as_text()).unwrap_or("")
    }

    /// The person's name on a board, which may be newer than in the contribution.
    pub fn name_on(&self, board: &Board) -> String {
        board.person(self.person).map_or_else(|| String::from(self.name()), |person| person.name)
    }

    /// Its registers.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether it claims a note that belongs to somebody else on this board. No version writes that.
    pub fn claims_anothers(&self, board: &Board) -> bool {
        let another = |note: &Id| board.author_of(NoteId(*note)).is_some_and(|author| author != self.person);
        notes_of(&self.document, self.person).keys().any(another)
    }

    /// Whether it is new to a replica or an update.
    pub fn novelty(&self, replica: &Replica) -> Novelty {
        // The person may be on the board without having contributed.
        let mut own = self.document.registers().filter(|(key, _)| key.thing.kind != Kind::PERSON);
        let is_here = |key: Key| replica.document().get(key).or(replica.private_store().get(key)).is_some();
        if own.any(|(key, _)| is_here(*key)) { Novelty::Update } else { Novelty::New }
    }

    /// The size of the contribution, in all rounds.
    pub fn count(&self) -> ContributionCount {
        let board = Board::of(&self.document);
        let ballots = self.document.registers().filter(|(key, _)| matches!(key.thing.kind, Kind::BALLOT | Kind::LOOSE_BALLOT));
        let answers = self.document.registers().filter(|(key, _)| key.thing.kind == Kind::RATING);
        let rounds: Vec<u16> = answers.filter_map(|(key, _)| read_field(key.field)).map(|(round, ..)| round).collect();
        let has_answers = |round: u16, layer| {
            let has_reasons = board.reasons(round, self.person, layer) != Reasons::default();
            has_reasons || board.rating(round, self.person, layer) != Rating::default()
        };
        ContributionCount {
            notes: board.notes_by(self.person),
            dots: ballots.map(|(_, ballot)| Ballot::from_value(&ballot.value).spent()).sum(),
            layers: Layer::ALL.into_iter().filter(|layer| rounds.iter().any(|round| has_answers(*round, *layer))).count(),
        }
    }

    /// When its content becomes visible, once a replica takes it in.
    pub fn timing(&self, replica: &Replica) -> ContributionTiming {
        // Text that is public here stays public.
        let is_public = |key: Key| replica.document().get(key).is_some_and(|text| text.value != Value::Nothing);
        let secrecy = |what: Hidden| {
            let mut keys =
                self.document.registers().map(|(key, _)| *key).filter(|key| private_store::kind_of(*key) == Some(what)).peekable();
            keys.peek()?;
            let waits = match what {
                Hidden::Notes => replica.board().note_secrecy() == Secrecy::Hidden && !keys.all(is_public),
                Hidden::Votes => keys.any(|key| private_store::is_withheld(replica.board(), key)),
            };
            Some(if waits { Secrecy::Hidden } else { Secrecy::Open })
        };
        match (secrecy(Hidden::Notes), secrecy(Hidden::Votes)) {
            (Some(Secrecy::Hidden), Some(Secrecy::Open)) => ContributionTiming::NotesWait,
            (Some(Secrecy::Open), Some(Secrecy::Hidden)) => ContributionTiming::VotesWait,
            (Some(Secrecy::Hidden), _) | (_, Some(Secrecy::Hidden)) => ContributionTiming::AllWaits,
            _ => ContributionTiming::AtOnce,
        }
    }
}

/// The notes of a person.
fn notes_of(document: &Document, person: PersonId) -> LiteMap<Id, ()> {
    let by = |register: &Register| register.value == Value::Thing(person.thing());
    let authors = document.registers().filter(|(key, register)| key.thing.kind == Kind::NOTE && key.field == Field::AUTHOR && by(register));
    authors.map(|(key, _)| (key.thing.id, ())).collect()
}

/// Whether a register belongs to a person's contribution.
fn is_of(key: Key, register: &Register, person: PersonId, notes: &LiteMap<Id, ()>) -> bool {
    match key.thing.kind {
        Kind::PERSON | Kind::BALLOT | Kind::LOOSE_BALLOT | Kind::RATING => key.thing.id == person.0,
        Kind::NOTE => notes.contains_key(&key.thing.id),
        Kind::DELETION => register.value.as_thing().and_then(NoteId::of).is_some_and(|note| notes.contains_key(&note.0)),
        _ => false,
    }
}
