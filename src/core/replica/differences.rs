//! What differs between a board here and one that came in, where a merge would keep what is here: both sides wrote, and what is here was
//! written later, or by a device whose clock is ahead. Nothing of it is thrown away unseen: a person decides.
//!
//! Values are compared, not stamps: what two people wrote alike does not differ. Left out is what a thing was created with, what belongs to
//! the moment (the stage, the timer), and what would hide or reveal (D6).

use litemap::LiteMap;

use super::Replica;
use crate::core::board::fields::{BoardField, NoteField};
use crate::core::board::layer::Layer;
use crate::core::document::id::{AgreementId, Kind, NoteId, PersonId, Thing};
use crate::core::document::{Delta, Document, Key, Register, Stamp};

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The words of a note.
    Words(NoteId),
    /// The dots of a person, in all rounds.
    Dots(PersonId),
    /// The answers of a person, in all rounds.
    Answers(PersonId),
    /// The name, colour or role of a person.
    Person(PersonId),
    /// The title of the board.
    Title,
    /// What is agreed about a layer: its statement, its intended level, why it is held tightly.
    Layer(Layer),
    /// An agreement.
    Agreement(AgreementId),
    /// Where notes are, and in which colours and groups.
    Arrangement,
    /// The rules of voting, and what a newer version wrote.
    Rest,
}

/// Whose state is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is here.
    Here,
    /// What came in.
    Theirs,
}

/// A difference, and what was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about.
    pub subject: Subject,
    /// Its registers.
    pub keys: Vec<Key>,
    /// The greatest time of those here.
    pub here_at: u64,
    /// The greatest time of those that came in.
    pub theirs_at: u64,
    /// Whose state is to stand: what is here, unless a person chooses otherwise.
    pub side: Side,
}

/// What a register is about; `None` for what is not compared.
fn subject(Key { thing, field }: Key) -> Option<Subject> {
    match thing.kind {
        Kind::NOTE => match NoteField::of(field) {
            Some(NoteField::Text) => Some(Subject::Words(NoteId(thing.id))),
            // Authors never change, and the marks of hidden notes follow the rules of the private store.
            Some(NoteField::Author | NoteField::Hidden) => None,
            Some(NoteField::Place | NoteField::Colour | NoteField::Group) => Some(Subject::Arrangement),
            None => Some(Subject::Rest),
        },
        Kind::BALLOT | Kind::LOOSE_BALLOT => Some(Subject::Dots(PersonId(thing.id))),
        Kind::RATING => Some(Subject::Answers(PersonId(thing.id))),
        Kind::PERSON => Some(Subject::Person(PersonId(thing.id))),
        Kind::AGREEMENT => Some(Subject::Agreement(AgreementId(thing.id))),
        Kind::LAYER => Some(thing.number(Kind::LAYER).and_then(Layer::from_number).map_or(Subject::Rest, Subject::Layer)),
        Kind::BOARD => match BoardField::of(field) {
            Some(BoardField::Title) => Some(Subject::Title),
            Some(BoardField::Stage | BoardField::Timer) => None,
            Some(BoardField::BallotSecrecy | BoardField::NoteSecrecy | BoardField::RevealedBallots | BoardField::RevealedNotes) => None,
            Some(BoardField::Budget | BoardField::Cap | BoardField::Poles | BoardField::Round) | None => Some(Subject::Rest),
        },
        _ => Some(Subject::Rest),
    }
}

/// The differences between what is here and a document that came in, ordered by subject.
pub fn between<'d>(here: impl Fn(Key) -> Option<&'d Register>, theirs: &Document) -> Vec<Difference> {
    let mut found: LiteMap<Subject, Difference> = LiteMap::new_vec();
    for (key, their) in theirs.registers() {
        let Some(ours) = here(*key).filter(|ours| *ours > their && ours.value != their.value) else { continue };
        // What a thing was created with was known to whoever wrote on it later.
        if their.stamp == (Stamp { time: key.thing.id.time, device: key.thing.id.device }) {
            continue;
        }
        let Some(subject) = subject(*key) else { continue };
        let new = Difference { subject, keys: Vec::new(), here_at: 0, theirs_at: 0, side: Side::Here };
        let difference = found.entry(subject).or_insert(new);
        difference.keys.push(*key);
        difference.here_at = difference.here_at.max(ours.stamp.time);
        difference.theirs_at = difference.theirs_at.max(their.stamp.time);
    }
    found.into_tuple_vec().into_iter().map(|(_, difference)| difference).collect()
}

impl Replica {
    /// What differs between this replica, with its private store, and a document that came in.
    pub fn differences(&self, theirs: &Document) -> Vec<Difference> {
        between(|key| self.known().get(key), theirs)
    }

    /// Whether a merge would take a value from a document that is not here yet, in public or in the private store.
    pub fn would_take(&self, document: &Document) -> bool {
        let is_new = |key: Key, their: &Register| self.known().get(key).is_none_or(|ours| ours < their && ours.value != their.value);
        document.registers().any(|(key, register)| is_new(*key, register))
    }

    /// The registers of a document that came in, written anew at `now` (milliseconds since 1970) where theirs were chosen over what is here.
    pub fn resolved(&self, document: &Document, differences: &[Difference], now: u64) -> Delta {
        let stamp = self.next_stamp(now);
        let chosen = differences.iter().filter(|difference| difference.side == Side::Theirs);
        let chosen: LiteMap<Key, ()> = chosen.flat_map(|difference| &difference.keys).map(|key| (*key, ())).collect();
        let register = |(key, register): (&Key, &Register)| {
            let register = if chosen.contains_key(key) { Register { stamp, ..register.clone() } } else { register.clone() };
            (*key, register)
        };
        document.registers().map(register).collect()
    }
}

/// The notes that a difference is about.
pub fn notes_of(difference: &Difference) -> usize {
    let mut notes: Vec<Thing> = difference.keys.iter().map(|key| key.thing).filter(|thing| thing.kind == Kind::NOTE).collect();
    notes.dedup();
    notes.len()
}
