//! The board: the typed projection of a document that rules and views read.
//!
//! It is updated register by register, never rebuilt on a keystroke, and its fields track what is read and written ([`tracking`]). A
//! register that this version cannot read counts as absent; the document keeps it.

pub mod agreement;
mod agreements;
mod apply;
mod entities;
pub mod fields;
mod groups;
pub mod hidden;
pub mod layer;
pub mod median;
pub mod pattern;
pub mod rating;
pub mod round;
pub mod stage;
mod summaries;
pub mod summary;
pub mod timer;
pub mod totals;
pub mod tracking;
pub mod vote_rules;
mod votes;
pub mod voting;

pub use entities::{Colour, Note, Person, Role, Visibility, place_value};
use entities::{NoteFields, PersonFields};
pub use round::FIRST_ROUND;
use round::RoundFields;
use tracking::{Aspect, Tracked, TrackedNotes, Tracker};

use std::rc::Rc;

use litemap::LiteMap;

use crate::core::document::id::{AgreementId, Id, NoteId, PersonId, Thing};
use crate::core::document::order::OrderKey;
use agreement::Agreement;
use layer::{Layer, Level, Preset};
use rating::{Rating, Reasons};
use stage::Stage;
use summary::WorkshopSummary;
use timer::Timer;
use voting::{Ballot, Poles, Secrecy, Target};

/// The most notes on a board.
pub const NOTE_COUNT_LIMIT: usize = 2_000;
/// The most people on a board.
pub const PEOPLE_LIMIT: usize = 250;

/// The projection of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    title: Tracked<String>,
    stage: Tracked<Option<Stage>>,
    timer: Tracked<Timer>,
    round: Tracked<Option<u64>>,
    rounds: Tracked<LiteMap<u16, RoundFields>>,
    poles: Tracked<Option<Poles>>,
    secrecy: Tracked<SecrecyFields>,
    statements: Tracked<[Option<String>; 6]>,
    intended: Tracked<[Option<Level>; 6]>,
    because: Tracked<[Option<String>; 6]>,
    notes: TrackedNotes<NoteFields>,
    /// Index of the notes marked as hidden, because they are few and looked up often.
    hidden_notes: Tracked<LiteMap<NoteId, ()>>,
    lists: [Tracked<Vec<(OrderKey, NoteId)>>; 6],
    people: Tracked<LiteMap<PersonId, PersonFields>>,
    /// Keyed by pole, round and voter.
    ballots: Tracked<LiteMap<(u16, u16, PersonId), Ballot>>,
    /// Keyed by round, voter and layer.
    ratings: Tracked<LiteMap<(u16, PersonId, Layer), RatingFields>>,
    groups: Tracked<LiteMap<NoteId, NoteId>>,
    agreements: Tracked<LiteMap<AgreementId, Agreement>>,
    /// Keyed by creation id, so oldest first.
    summaries: Tracked<LiteMap<Id, WorkshopSummary>>,
    /// The target of each deletion, and the number of deletions of each deleted thing.
    deletions: Tracked<(LiteMap<Id, Thing>, LiteMap<Thing, u32>)>,
}

/// A person's rating of a layer, and their reasons, if written.
type RatingFields = (Option<Rating>, Option<Reasons>);

/// What is hidden and revealed, as it arrives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct SecrecyFields {
    ballots: Option<Secrecy>,
    notes: Option<Secrecy>,
    /// First round whose ballots are still hidden (D6). 0 if nothing was revealed; then `ballots` decides.
    revealed_rounds: u16,
    has_revealed_notes: bool,
}

impl Default for Board {
    fn default() -> Board {
        Board::tracked_by(&Rc::default())
    }
}

impl Board {
    fn tracked_by(tracker: &Rc<Tracker>) -> Board {
        fn field<T: Default>(tracker: &Rc<Tracker>, aspect: Aspect) -> Tracked<T> {
            Tracked::new(tracker, aspect, T::default())
        }
        fn map<K: Ord, V>(tracker: &Rc<Tracker>, aspect: Aspect) -> Tracked<LiteMap<K, V>> {
            Tracked::new(tracker, aspect, LiteMap::new_vec())
        }
        Board {
            title: field(tracker, Aspect::Title),
            stage: field(tracker, Aspect::Stage),
            timer: field(tracker, Aspect::Timer),
            round: field(tracker, Aspect::Rounds),
            rounds: map(tracker, Aspect::Rounds),
            poles: field(tracker, Aspect::Poles),
            secrecy: field(tracker, Aspect::Secrecy),
            statements: field(tracker, Aspect::Statements),
            intended: field(tracker, Aspect::Intended),
            because: field(tracker, Aspect::Because),
            notes: TrackedNotes::new(tracker),
            hidden_notes: map(tracker, Aspect::HiddenNotes),
            lists: Aspect::LISTS.map(|aspect| field(tracker, aspect)),
            people: map(tracker, Aspect::People),
            ballots: map(tracker, Aspect::Ballots),
            ratings: map(tracker, Aspect::Ratings),
            groups: map(tracker, Aspect::Groups),
            agreements: map(tracker, Aspect::Agreements),
            summaries: map(tracker, Aspect::Summaries),
            deletions: Tracked::new(tracker, Aspect::Deletions, (LiteMap::new_vec(), LiteMap::new_vec())),
        }
    }

    /// Whether a thing is deleted.
    pub fn is_deleted(&self, thing: Thing) -> bool {
        self.deletions.1.get(&thing).is_some_and(|deletions| *deletions > 0)
    }

    /// The title; empty if not set.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The stage; a new board starts in Write.
    pub fn stage(&self) -> Stage {
        self.stage.unwrap_or(Stage::Write)
    }

    /// The timer.
    pub fn timer(&self) -> Timer {
        *self.timer
    }

    /// The agreed statement of a layer.
    pub fn statement(&self, layer: Layer) -> Option<&str> {
        self.statements[layer as usize].as_deref()
    }

    /// The intended level of control of a layer.
    pub fn intended(&self, layer: Layer) -> Level {
        self.intended[layer as usize].unwrap_or(layer.intended_by_default())
    }

    /// Why a layer is rightly held tightly; `None` unless the group has said so.
    pub fn because(&self, layer: Layer) -> Option<&str> {
        self.because[layer as usize].as_deref()
    }

    /// The notes of a layer, in order.
    pub fn notes_of(&self, layer: Layer) -> impl ExactSizeIterator<Item = NoteId> + DoubleEndedIterator {
        self.lists[layer as usize].iter().map(|(_, note)| *note)
    }

    /// The notes of a layer with their order keys.
    pub fn ordered(&self, layer: Layer) -> &[(OrderKey, NoteId)] {
        &self.lists[layer as usize]
    }

    fn place(&self, note: NoteId) -> Option<&(Layer, OrderKey)> {
        self.notes.get(note)?.place.as_ref()
    }

    /// The number of notes on all layers.
    pub fn note_count(&self) -> usize {
        self.lists.iter().map(|list| list.len()).sum()
    }

    /// A note, unless deleted or incomplete.
    pub fn note(&self, note: NoteId) -> Option<Note> {
        self.notes.get(note).filter(|_| !self.is_deleted(note.thing()))?.note()
    }

    /// Whether a target of dots exists.
    pub fn exists(&self, target: Target) -> bool {
        match target {
            Target::Layer(_) => true,
            Target::Note(note) => {
                self.notes.get(note).is_some_and(|fields| fields.has_words() && fields.place.is_some()) && !self.is_deleted(note.thing())
            }
        }
    }

    /// The people, in order of creation.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, Person)> {
        let present = self.people.iter().filter(|(id, _)| !self.is_deleted(id.thing()));
        present.filter_map(|(id, fields)| Some((*id, fields.person()?)))
    }

    /// A person, unless removed.
    pub fn person(&self, person: PersonId) -> Option<Person> {
        self.people.get(&person).filter(|_| !self.is_deleted(person.thing()))?.person()
    }

    /// The preset that matches the intended levels, if one does.
    pub fn preset(&self) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| Layer::ALL.iter().all(|layer| self.intended(*layer) == preset.level(*layer)))
    }
}
