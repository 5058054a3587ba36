//! Applies registers to the board, one by one. What this version cannot read counts as absent.

use std::rc::Rc;

use super::entities::{NoteFields, place_of};
use super::fields::{BoardField, DeletionField, LayerField, NoteField, PersonField, RoundField};
use super::layer::{Layer, Level};
use super::round::{self, FIRST_ROUND, ROUND_LIMIT};
use super::stage::Stage;
use super::timer::Timer;
use super::tracking::Tracker;
use super::voting::{Ballot, Pole, Poles, Secrecy};
use super::{Board, Colour, Role};
use crate::core::document::id::{AgreementId, Id, Kind, NoteId, PersonId, Thing};
use crate::core::document::{Document, Field, Key, Value};

impl Board {
    /// The projection of a whole document.
    pub fn of(document: &Document) -> Board {
        Board::of_tracked_by(document, &Rc::default())
    }

    /// The projection of a whole document, with this tracker.
    pub fn of_tracked_by(document: &Document, tracker: &Rc<Tracker>) -> Board {
        let mut board = Board::tracked_by(tracker);
        for (key, register) in document.registers() {
            board.apply(*key, &register.value);
        }
        board
    }

    /// Applies the new value of one register.
    pub fn apply(&mut self, key: Key, value: &Value) {
        match (key.thing.kind, key.field) {
            (Kind::BOARD, field) if key.thing == Thing::BOARD => self.apply_to_board(field, value),
            (Kind::LAYER, field) => self.apply_to_layer(key.thing, field, value),
            (Kind::PERSON, field) => self.apply_to_person(PersonId(key.thing.id), field, value),
            (Kind::NOTE, field) => self.apply_to_note(NoteId(key.thing.id), field, value),
            (Kind::BALLOT | Kind::LOOSE_BALLOT, Field(round)) => {
                let pole = if key.thing.kind == Kind::BALLOT { Pole::Tight } else { Pole::Loose };
                self.ballots.insert((pole as u16, round, PersonId(key.thing.id)), Ballot::from_value(value));
            }
            (Kind::RATING, field) => self.apply_to_ratings(PersonId(key.thing.id), field, value),
            (Kind::ROUND, field) => {
                let round = round::of(key.thing).filter(|round| *round > FIRST_ROUND);
                if let (Some(round), Some(field)) = (round, RoundField::of(field)) {
                    self.apply_to_round(round, field, value);
                }
            }
            (Kind::AGREEMENT, field) => self.apply_to_agreement(AgreementId(key.thing.id), field, value),
            (Kind::WORKSHOP, field) => self.apply_to_workshop(key.thing.id, field, value),
            (Kind::DELETION, field) => self.apply_to_deletion(key.thing.id, field, value),
            _ => {}
        }
    }

    fn apply_to_board(&mut self, field: Field, value: &Value) {
        let Some(field) = BoardField::of(field) else { return };
        let number = value.as_number();
        match field {
            BoardField::Title => self.title.set(value.as_text().map_or_else(String::new, String::from)),
            BoardField::Stage => self.stage.set(number.and_then(Stage::from_number)),
            BoardField::Timer => self.timer.set(Timer::from_value(value)),
            BoardField::Budget => self.apply_to_round(FIRST_ROUND, RoundField::Budget, value),
            BoardField::Cap => self.apply_to_round(FIRST_ROUND, RoundField::Cap, value),
            BoardField::Round => self.round.set(number),
            BoardField::Poles => self.poles.set(number.and_then(Poles::from_number)),
            BoardField::BallotSecrecy => self.secrecy.ballots = number.and_then(Secrecy::from_number),
            BoardField::NoteSecrecy => self.secrecy.notes = number.and_then(Secrecy::from_number),
            BoardField::RevealedBallots => {
                self.secrecy.revealed_rounds = number.map_or(0, |number| number.min(u64::from(ROUND_LIMIT) + 1) as u16);
            }
            BoardField::RevealedNotes => self.secrecy.has_revealed_notes = number == Some(1),
        }
    }

    fn apply_to_layer(&mut self, thing: Thing, field: Field, value: &Value) {
        let (Some(layer), Some(field)) = (Layer::of(thing), LayerField::of(field)) else { return };
        let text = || value.as_text().filter(|text| !text.is_empty()).map(String::from);
        match field {
            LayerField::Statement => self.statements[layer as usize] = text(),
            LayerField::Because => self.because[layer as usize] = text(),
            LayerField::Intended => self.intended[layer as usize] = value.as_number().and_then(Level::new),
        }
    }

    fn apply_to_person(&mut self, person: PersonId, field: Field, value: &Value) {
        let Some(field) = PersonField::of(field) else { return };
        let fields = self.people.entry(person).or_default();
        match field {
            PersonField::Name => fields.name = value.as_text().map(String::from),
            PersonField::Colour => fields.colour = value.as_number().and_then(Colour::from_number),
            PersonField::Role => fields.role = value.as_number().and_then(Role::from_number),
        }
    }

    fn apply_to_note(&mut self, note: NoteId, field: Field, value: &Value) {
        let Some(field) = NoteField::of(field) else { return };
        let had_words = self.has_words(note);
        match field {
            NoteField::Group => self.apply_group(note, value.as_thing().and_then(NoteId::of)),
            NoteField::Hidden => {
                let is_hidden = value.as_number() == Some(1);
                self.notes.write(note).hidden = is_hidden;
                match is_hidden {
                    true => self.hidden_notes.insert(note, ()),
                    false => self.hidden_notes.remove(&note),
                };
            }
            NoteField::Text => self.notes.write(note).text = value.as_text().map(String::from),
            NoteField::Colour => self.notes.write(note).colour = value.as_number().and_then(Colour::from_number),
            NoteField::Author => self.notes.write(note).author = value.as_thing().and_then(PersonId::of),
            NoteField::Place => {
                self.unlist(note);
                self.notes.write(note).place = place_of(value);
                self.list(note);
            }
        }
        if had_words != self.has_words(note) {
            self.unlist(note);
            self.list(note);
        }
    }

    fn has_words(&self, note: NoteId) -> bool {
        self.notes.get(note).is_some_and(NoteFields::has_words)
    }

    fn apply_to_deletion(&mut self, deletion: Id, field: Field, value: &Value) {
        match DeletionField::of(field) {
            Some(DeletionField::Target) => {}
            None => return,
        }
        let after = value.as_thing();
        let before = match after {
            Some(thing) => self.deletions.0.insert(deletion, thing),
            None => self.deletions.0.remove(&deletion),
        };
        for (target, weight) in [(before, -1), (after, 1)] {
            if let Some(thing) = target {
                let deleted = &mut self.deletions.1;
                let count = deleted.get(&thing).copied().unwrap_or(0).saturating_add_signed(weight);
                // No zeros remain, so equal boards have equal fields.
                match count {
                    0 => deleted.remove(&thing),
                    count => deleted.insert(thing, count),
                };
                if let Some(note) = NoteId::of(thing) {
                    self.unlist(note);
                    self.list(note);
                }
            }
        }
    }

    fn unlist(&mut self, note: NoteId) {
        let Some((layer, order)) = self.notes.get(note).and_then(|fields| fields.place.clone()) else { return };
        let list = &mut self.lists[layer as usize];
        if let Ok(place) = list.binary_search(&(order, note)) {
            list.remove(place);
        }
    }

    fn list(&mut self, note: NoteId) {
        let Some(fields) = self.notes.get(note) else { return };
        let (true, Some((layer, order))) = (fields.has_words(), fields.place.clone()) else { return };
        if self.is_deleted(note.thing()) {
            return;
        }
        let list = &mut self.lists[layer as usize];
        if let Err(place) = list.binary_search(&(order.clone(), note)) {
            list.insert(place, (order, note));
        }
    }
}
