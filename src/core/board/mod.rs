//! The board: the typed, plain-data projection of a document that rules and views read.
//!
//! It is updated register by register, never rebuilt whole on a keystroke, and each update says what it touched. What this
//! version cannot read in a register is as if it were not there; the document keeps it.

pub mod agreement;
mod agreements;
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
mod touched;
mod votes;
pub mod voting;

pub use entities::{Colour, Note, Person, Role, Visibility, place_value};
use entities::{NoteFields, PersonFields, place_of};
pub use round::FIRST_ROUND;
pub use touched::Touched;

use litemap::LiteMap;

use crate::core::document::id::{AgreementId, Id, Kind, NoteId, PersonId, Thing};
use crate::core::document::order::OrderKey;
use crate::core::document::{Document, Field, Key, Value};
use agreement::Agreement;
use fields::{BoardField, DeletionField, LayerField, NoteField, PersonField, RoundField};
use layer::{Layer, Level, Preset};
use rating::{Rating, Reasons};
use round::{ROUND_LIMIT, RoundFields};
use stage::Stage;
use summary::WorkshopSummary;
use timer::Timer;
use voting::{Ballot, Pole, Poles, Secrecy, Target};

/// The most notes on a board.
pub const NOTE_COUNT_LIMIT: usize = 2_000;
/// The most people on a board.
pub const PEOPLE_LIMIT: usize = 250;

/// The projection of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    title: String,
    stage: Option<Stage>,
    timer: Timer,
    round: Option<u64>,
    rounds: LiteMap<u16, RoundFields>,
    poles: Option<Poles>,
    ballot_secrecy: Option<Secrecy>,
    note_secrecy: Option<Secrecy>,
    /// The ballots of the rounds before this one were revealed; at 0 none was, and the secrecy says what is hidden (D6).
    revealed_rounds: u16,
    has_revealed_notes: bool,
    statements: [Option<String>; 6],
    intended: [Option<Level>; 6],
    because: [Option<String>; 6],
    notes: LiteMap<NoteId, NoteFields>,
    lists: [Vec<(OrderKey, NoteId)>; 6],
    people: LiteMap<PersonId, PersonFields>,
    /// Under pole, round and voter.
    ballots: LiteMap<(u16, u16, PersonId), Ballot>,
    ratings: LiteMap<(u16, PersonId, Layer), (Rating, Option<Reasons>)>,
    groups: LiteMap<NoteId, NoteId>,
    agreements: LiteMap<AgreementId, Agreement>,
    /// Under the time at which they were remembered.
    summaries: LiteMap<Id, WorkshopSummary>,
    deletions: LiteMap<Id, Thing>,
    buried: LiteMap<Thing, u32>,
}

impl Board {
    /// The projection of a whole document.
    pub fn of(document: &Document) -> Board {
        let mut board = Board::default();
        let mut touched = Touched::default();
        for (key, register) in document.registers() {
            board.apply(*key, &register.value, &mut touched);
        }
        board
    }

    /// Takes in the new value of one register.
    pub fn apply(&mut self, key: Key, value: &Value, touched: &mut Touched) {
        match (key.thing.kind, key.field) {
            (Kind::BOARD, field) if key.thing == Thing::BOARD => self.apply_to_board(field, value, touched),
            (Kind::LAYER, field) => self.apply_to_layer(key.thing, field, value, touched),
            (Kind::PERSON, field) => self.apply_to_person(PersonId(key.thing.id), field, value, touched),
            (Kind::NOTE, field) => self.apply_to_note(NoteId(key.thing.id), field, value, touched),
            (Kind::BALLOT | Kind::LOOSE_BALLOT, Field(round)) => {
                let pole = if key.thing.kind == Kind::BALLOT { Pole::Tight } else { Pole::Loose };
                self.ballots.insert((pole as u16, round, PersonId(key.thing.id)), Ballot::from_value(value));
                touched.votes = true;
            }
            (Kind::RATING, field) => self.apply_to_ratings(PersonId(key.thing.id), field, value, touched),
            (Kind::ROUND, field) => {
                let round = round::of(key.thing).filter(|round| *round > FIRST_ROUND);
                if let (Some(round), Some(field)) = (round, RoundField::of(field)) {
                    self.apply_to_round(round, field, value, touched);
                }
            }
            (Kind::AGREEMENT, field) => self.apply_to_agreement(AgreementId(key.thing.id), field, value, touched),
            (Kind::WORKSHOP, field) => self.apply_to_workshop(key.thing.id, field, value, touched),
            (Kind::DELETION, field) => self.apply_to_deletion(key.thing.id, field, value, touched),
            _ => {}
        }
    }

    fn apply_to_board(&mut self, field: Field, value: &Value, touched: &mut Touched) {
        let Some(field) = BoardField::of(field) else { return };
        let number = value.as_number();
        match field {
            BoardField::Title => {
                self.title = value.as_text().map_or_else(String::new, String::from);
                touched.title = true;
                return;
            }
            BoardField::Stage => {
                self.stage = number.and_then(Stage::from_number);
                touched.stage = true;
                return;
            }
            BoardField::Timer => {
                self.timer = Timer::from_value(value);
                touched.timer = true;
                return;
            }
            BoardField::Budget => return self.apply_to_round(FIRST_ROUND, RoundField::Budget, value, touched),
            BoardField::Cap => return self.apply_to_round(FIRST_ROUND, RoundField::Cap, value, touched),
            BoardField::Round => self.round = number,
            BoardField::Poles => self.poles = number.and_then(Poles::from_number),
            BoardField::BallotSecrecy => self.ballot_secrecy = number.and_then(Secrecy::from_number),
            BoardField::NoteSecrecy => self.note_secrecy = number.and_then(Secrecy::from_number),
            BoardField::RevealedBallots => {
                self.revealed_rounds = number.map_or(0, |number| number.min(u64::from(ROUND_LIMIT) + 1) as u16);
            }
            BoardField::RevealedNotes => self.has_revealed_notes = number == Some(1),
        }
        touched.votes = true;
        touched.secrets = true;
    }

    fn apply_to_layer(&mut self, thing: Thing, field: Field, value: &Value, touched: &mut Touched) {
        let (Some(layer), Some(field)) = (Layer::of(thing), LayerField::of(field)) else { return };
        match field {
            LayerField::Statement => self.statements[layer as usize] = value.as_text().filter(|text| !text.is_empty()).map(String::from),
            LayerField::Because => self.because[layer as usize] = value.as_text().filter(|text| !text.is_empty()).map(String::from),
            LayerField::Intended => self.intended[layer as usize] = value.as_number().and_then(Level::new),
        }
        touched.layers[layer as usize] = true;
    }

    fn apply_to_person(&mut self, person: PersonId, field: Field, value: &Value, touched: &mut Touched) {
        let Some(field) = PersonField::of(field) else { return };
        let fields = self.people.entry(person).or_default();
        match field {
            PersonField::Name => fields.name = value.as_text().map(String::from),
            PersonField::Colour => fields.colour = value.as_number().and_then(Colour::from_number),
            PersonField::Role => fields.role = value.as_number().and_then(Role::from_number),
        }
        touched.people = true;
    }

    fn apply_to_note(&mut self, note: NoteId, field: Field, value: &Value, touched: &mut Touched) {
        let Some(field) = NoteField::of(field) else { return };
        let was_alive = self.notes.get(&note).is_some_and(NoteFields::has_words);
        match field {
            NoteField::Group => return self.apply_group(note, value.as_thing().and_then(NoteId::of), touched),
            NoteField::Hidden => self.fields_of(note).hidden = value.as_number() == Some(1),
            NoteField::Text => self.fields_of(note).text = value.as_text().map(String::from),
            NoteField::Colour => self.fields_of(note).colour = value.as_number().and_then(Colour::from_number),
            NoteField::Author => self.fields_of(note).author = value.as_thing().and_then(PersonId::of),
            NoteField::Place => {
                self.unlist(note, touched);
                let (fields, place) = (self.fields_of(note), place_of(value));
                // Dots on a note count only while it has a place.
                let came_or_went = fields.place.is_some() != place.is_some();
                fields.place = place;
                touched.votes |= came_or_went && self.has_dots_on(note);
                self.list(note, touched);
            }
        }
        let is_alive = self.notes.get(&note).is_some_and(NoteFields::has_words);
        touched.secrets |= field == NoteField::Hidden;
        if was_alive != is_alive {
            self.unlist(note, touched);
            self.list(note, touched);
            self.touch_groups(note, touched);
            // A new note that nobody has voted on leaves all votes as they are.
            touched.votes |= self.has_dots_on(note);
        }
        if field == NoteField::Place {
            self.touch_groups(note, touched);
        }
        touched.notes.insert(note, ());
    }

    fn fields_of(&mut self, note: NoteId) -> &mut NoteFields {
        self.notes.entry(note).or_default()
    }

    fn apply_to_deletion(&mut self, deletion: Id, field: Field, value: &Value, touched: &mut Touched) {
        match DeletionField::of(field) {
            Some(DeletionField::Target) => {}
            None => return,
        }
        let after = value.as_thing();
        let before = match after {
            Some(thing) => self.deletions.insert(deletion, thing),
            None => self.deletions.remove(&deletion),
        };
        for (target, weight) in [(before, -1), (after, 1)] {
            if let Some(thing) = target {
                let count = self.buried.get(&thing).copied().unwrap_or(0).saturating_add_signed(weight);
                // Nothing is left of what is over: equal boards have equal fields.
                match count {
                    0 => self.buried.remove(&thing),
                    count => self.buried.insert(thing, count),
                };
                self.refresh_life(thing, touched);
            }
        }
    }

    fn refresh_life(&mut self, thing: Thing, touched: &mut Touched) {
        if let Some(note) = NoteId::of(thing) {
            self.unlist(note, touched);
            self.list(note, touched);
            self.touch_groups(note, touched);
            touched.notes.insert(note, ());
        }
        touched.people |= thing.kind == Kind::PERSON;
        touched.agreements |= thing.kind == Kind::AGREEMENT;
        touched.made |= thing.kind == Kind::AGREEMENT;
        touched.votes = true;
    }

    /// Whether somebody has deleted this thing.
    pub fn is_deleted(&self, thing: Thing) -> bool {
        self.buried.get(&thing).is_some_and(|deletions| *deletions > 0)
    }

    fn unlist(&mut self, note: NoteId, touched: &mut Touched) {
        let Some((layer, order)) = self.notes.get(&note).and_then(|fields| fields.place.clone()) else { return };
        let list = &mut self.lists[layer as usize];
        if let Ok(place) = list.binary_search(&(order, note)) {
            list.remove(place);
            touched.lists[layer as usize] = true;
        }
    }

    fn list(&mut self, note: NoteId, touched: &mut Touched) {
        let Some(fields) = self.notes.get(&note) else { return };
        let (true, Some((layer, order))) = (fields.has_words(), fields.place.clone()) else { return };
        if self.is_deleted(note.thing()) {
            return;
        }
        let list = &mut self.lists[layer as usize];
        if let Err(place) = list.binary_search(&(order.clone(), note)) {
            list.insert(place, (order, note));
            touched.lists[layer as usize] = true;
        }
    }

    /// The title; empty until one is given.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The stage; a new board begins with writing.
    pub fn stage(&self) -> Stage {
        self.stage.unwrap_or(Stage::Write)
    }

    /// The timer.
    pub fn timer(&self) -> Timer {
        self.timer
    }

    /// The sentence that the group has agreed on for this layer.
    pub fn statement(&self, layer: Layer) -> Option<&str> {
        self.statements[layer as usize].as_deref()
    }

    /// The level of control that is meant for this layer.
    pub fn intended(&self, layer: Layer) -> Level {
        self.intended[layer as usize].unwrap_or(layer.intended_by_default())
    }

    /// Why this layer is rightly held tightly; nothing unless the group has said so.
    pub fn because(&self, layer: Layer) -> Option<&str> {
        self.because[layer as usize].as_deref()
    }

    /// The notes of a layer, in their order.
    pub fn notes_of(&self, layer: Layer) -> impl ExactSizeIterator<Item = NoteId> + DoubleEndedIterator {
        self.lists[layer as usize].iter().map(|(_, note)| *note)
    }

    /// The notes of a layer with their order keys, for placing another among them.
    pub fn ordered(&self, layer: Layer) -> &[(OrderKey, NoteId)] {
        &self.lists[layer as usize]
    }

    fn place(&self, note: NoteId) -> Option<&(Layer, OrderKey)> {
        self.notes.get(&note)?.place.as_ref()
    }

    /// How many notes there are on all layers.
    pub fn note_count(&self) -> usize {
        self.lists.iter().map(Vec::len).sum()
    }

    /// A note, unless it is deleted or has not arrived whole.
    pub fn note(&self, note: NoteId) -> Option<Note> {
        let fields = self.notes.get(&note)?;
        let (true, Some((layer, order))) = (fields.has_words(), &fields.place) else { return None };
        if self.is_deleted(note.thing()) {
            return None;
        }
        let text = fields.text.as_ref().map_or_else(String::new, String::clone);
        let visibility = if fields.is_hidden() { Visibility::Hidden } else { Visibility::Revealed };
        let colour = fields.colour.unwrap_or(Colour::Butter);
        Some(Note { text, visibility, layer: *layer, order: order.clone(), colour, author: fields.author })
    }

    /// Whether a target of dots is there.
    pub fn stands(&self, target: Target) -> bool {
        match target {
            Target::Layer(_) => true,
            Target::Note(note) => {
                self.notes.get(&note).is_some_and(|fields| fields.has_words() && fields.place.is_some()) && !self.is_deleted(note.thing())
            }
        }
    }

    /// The people, in the order in which they came.
    pub fn people(&self) -> impl Iterator<Item = (PersonId, Person)> {
        let standing = self.people.iter().filter(|(id, _)| !self.is_deleted(id.thing()));
        standing.filter_map(|(id, fields)| Some((*id, fields.person()?)))
    }

    /// A person, unless removed.
    pub fn person(&self, person: PersonId) -> Option<Person> {
        self.people.get(&person).filter(|_| !self.is_deleted(person.thing()))?.person()
    }

    /// The preset that the intended levels are, if they are one.
    pub fn preset(&self) -> Option<Preset> {
        Preset::ALL.into_iter().find(|preset| Layer::ALL.iter().all(|layer| self.intended(*layer) == preset.level(*layer)))
    }
}
