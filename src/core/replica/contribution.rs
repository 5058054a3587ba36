//! A contribution: all that one person has written and voted on a board, and nothing of anybody else's. It is sent back to whoever holds the
//! board and merged there like any other registers, as often as it comes.
//!
//! In it are the person, the person's ballots, ratings and reasons, the notes that the person has written with all that belongs to
//! them, and the deletions of those; also what lies on the private store of the device that sends it.

use litemap::LiteMap;

use super::Replica;
use super::private_store;
use super::private_store::Hidden;
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::rating::{Rating, Reasons, read_field};
use crate::core::board::voting::{Ballot, Secrecy};
use crate::core::document::id::{Id, Kind, NoteId, PersonId};
use crate::core::document::{Document, Field, Key, Register, Value};

/// A person's contribution of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    person: PersonId,
    document: Document,
}

/// What is in a contribution, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContributionCount {
    /// Notes.
    pub notes: usize,
    /// Dots of all rounds.
    pub dots: u32,
    /// Layers about which something is said in any round.
    pub layers: usize,
}

/// What becomes of what is in a contribution once it is taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContributionTiming {
    /// All of it is on the board at once.
    AtOnce,
    /// The words of its notes wait for the reveal; its votes count at once.
    NotesWait,
    /// Its votes wait for the reveal; its notes are read at once.
    VotesWait,
    /// All of it waits for the reveal.
    AllWaits,
}

/// What a contribution that comes in is to what is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Novelty {
    /// Nothing of it is here.
    New,
    /// Some of it is here as it was earlier; it brings that up to date.
    Update,
}

impl Contribution {
    /// The contribution of a person, with what lies on the private store.
    pub fn of(replica: &Replica, person: PersonId) -> Contribution {
        // A note that the board gives to this person may have another's words on the private store (D7).
        let own = replica.private_store().registers().filter(|(key, _)| replica.owner(**key) == Some(person));
        let whole: Document = replica.document().registers().chain(own).map(|(key, register)| (*key, register.clone())).collect();
        let notes = notes_of(&whole, person);
        let own = whole.registers().filter(|(key, register)| is_of(**key, register, person, &notes));
        let own: Document = own.map(|(key, register)| (*key, register.clone())).collect();
        Contribution { person, document: own.shareable() }
    }

    /// A contribution from a document that came in; `None`, if it is not one person's contribution and nothing else.
    pub fn from_document(document: Document) -> Option<Contribution> {
        let named = |(key, register): (&Key, &Register)| {
            (key.thing.kind == Kind::PERSON && key.field == Field::TEXT && register.value.as_text().is_some()).then_some(key.thing.id)
        };
        let person = PersonId(document.registers().find_map(named)?);
        let notes = notes_of(&document, person);
        let whole = document.registers().all(|(key, register)| is_of(*key, register, person, &notes));
        whole.then_some(Contribution { person, document })
    }

    /// Whose it is.
    pub fn person(&self) -> PersonId {
        self.person
    }

    /// The name of whose it is.
    pub fn name(&self) -> &str {
        let name = self.document.get(Key { thing: self.person.thing(), field: Field::TEXT });
        name.and_then(|name| name.value.as_text()).unwrap_or("")
    }

    /// How whoever it is of is called on a board; that may be a newer name than the contribution's own.
    pub fn name_on(&self, board: &Board) -> String {
        board.person(self.person).map_or_else(|| String::from(self.name()), |person| person.name)
    }

    /// Its registers.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Whether it says that a note is this person's which is another's on this board: no program writes that.
    pub fn claims_anothers(&self, board: &Board) -> bool {
        let another = |note: &Id| board.author_of(NoteId(*note)).is_some_and(|author| author != self.person);
        notes_of(&self.document, self.person).keys().any(another)
    }

    /// What it is to what is here.
    pub fn news(&self, replica: &Replica) -> Novelty {
        // The person is on the board from which the contribution was written.
        let mut own = self.document.registers().filter(|(key, _)| key.thing.kind != Kind::PERSON);
        let is_here = |key: Key| replica.document().get(key).or(replica.private_store().get(key)).is_some();
        if own.any(|(key, _)| is_here(*key)) { Novelty::Update } else { Novelty::New }
    }

    /// What is in it, of all rounds.
    pub fn count(&self) -> ContributionCount {
        let board = Board::of(&self.document);
        let ballots = self.document.registers().filter(|(key, _)| matches!(key.thing.kind, Kind::BALLOT | Kind::LOOSE_BALLOT));
        let answers = self.document.registers().filter(|(key, _)| key.thing.kind == Kind::RATING);
        let rounds: Vec<u16> = answers.filter_map(|(key, _)| read_field(key.field)).map(|(round, ..)| round).collect();
        let said = |round: u16, layer| {
            let has_reasons = board.reasons(round, self.person, layer) != Reasons::default();
            has_reasons || board.rating(round, self.person, layer) != Rating::default()
        };
        ContributionCount {
            notes: board.notes_by(self.person),
            dots: ballots.map(|(_, ballot)| Ballot::from_value(&ballot.value).spent()).sum(),
            layers: Layer::ALL.into_iter().filter(|layer| rounds.iter().any(|round| said(*round, *layer))).count(),
        }
    }

    /// What becomes of it on this board once it is taken in.
    pub fn fate(&self, replica: &Replica) -> ContributionTiming {
        // Words that are public here stay public.
        let is_public = |key: Key| replica.document().get(key).is_some_and(|words| words.value != Value::Nothing);
        let fate = |what: Hidden| {
            let mut of_it =
                self.document.registers().map(|(key, _)| *key).filter(|key| private_store::kind_of(*key) == Some(what)).peekable();
            of_it.peek()?;
            let waits = match what {
                Hidden::Notes => replica.board().note_secrecy() == Secrecy::Hidden && !of_it.all(is_public),
                Hidden::Votes => of_it.any(|key| private_store::is_withheld(replica.board(), key)),
            };
            Some(if waits { Secrecy::Hidden } else { Secrecy::Open })
        };
        match (fate(Hidden::Notes), fate(Hidden::Votes)) {
            (Some(Secrecy::Hidden), Some(Secrecy::Open)) => ContributionTiming::NotesWait,
            (Some(Secrecy::Open), Some(Secrecy::Hidden)) => ContributionTiming::VotesWait,
            (Some(Secrecy::Hidden), _) | (_, Some(Secrecy::Hidden)) => ContributionTiming::AllWaits,
            _ => ContributionTiming::AtOnce,
        }
    }
}

/// The notes that a person has written.
fn notes_of(document: &Document, person: PersonId) -> LiteMap<Id, ()> {
    let by = |register: &Register| register.value == Value::Thing(person.thing());
    let authors = document.registers().filter(|(key, register)| key.thing.kind == Kind::NOTE && key.field == Field::AUTHOR && by(register));
    authors.map(|(key, _)| (key.thing.id, ())).collect()
}

fn is_of(key: Key, register: &Register, person: PersonId, notes: &LiteMap<Id, ()>) -> bool {
    match key.thing.kind {
        Kind::PERSON | Kind::BALLOT | Kind::LOOSE_BALLOT | Kind::RATING => key.thing.id == person.0,
        Kind::NOTE => notes.contains_key(&key.thing.id),
        Kind::DELETION => register.value.as_thing().and_then(NoteId::of).is_some_and(|note| notes.contains_key(&note.0)),
        _ => false,
    }
}
