//! How the board takes in registers, one by one. What this version cannot read in one is as if it were not there.

use super::entities::{NoteFields, place_of};
use super::layer::{Layer, Level};
use super::round::{self, FIRST_ROUND, ROUND_LIMIT};
use super::stage::Stage;
use super::timer::Timer;
use super::voting::{Ballot, Pole, Poles, Secrecy};
use super::{Board, Colour, Role};
use crate::core::document::id::{AgreementId, Id, Kind, NoteId, PersonId, Thing};
use crate::core::document::{Field, Key, Value};

impl Board {
    /// Takes in the new value of one register.
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
                if let Some(round) = round::of(key.thing).filter(|round| *round > FIRST_ROUND) {
                    self.apply_to_round(round, field, value);
                }
            }
            (Kind::AGREEMENT, field) => self.apply_to_agreement(AgreementId(key.thing.id), field, value),
            (Kind::WORKSHOP, Field::SUMMARY) => self.apply_to_summary(key.thing.id, value),
            (Kind::DELETION, field) => self.apply_to_deletion(key.thing.id, field, value),
            _ => {}
        }
    }

    fn apply_to_board(&mut self, field: Field, value: &Value) {
        let number = value.as_number();
        match field {
            Field::TEXT => self.title.set(value.as_text().map_or_else(String::new, String::from)),
            Field::STAGE => self.stage.set(number.and_then(Stage::from_number)),
            Field::TIMER => self.timer.set(Timer::from_value(value)),
            Field::BUDGET | Field::CAP => self.apply_to_round(FIRST_ROUND, field, value),
            Field::ROUND => self.round.set(number),
            Field::POLES => self.poles.set(number.and_then(Poles::from_number)),
            Field::SECRECY => self.secrecy.ballots = number.and_then(Secrecy::from_number),
            Field::WRITING => self.secrecy.notes = number.and_then(Secrecy::from_number),
            Field::REVEALED_NOTES => self.secrecy.has_revealed_notes = number == Some(1),
            Field::REVEALED_BALLOTS => {
                self.secrecy.revealed_rounds = number.map_or(0, |number| number.min(u64::from(ROUND_LIMIT) + 1) as u16);
            }
            _ => {}
        }
    }

    fn apply_to_layer(&mut self, thing: Thing, field: Field, value: &Value) {
        let Some(layer) = Layer::of(thing) else { return };
        let text = || value.as_text().filter(|text| !text.is_empty()).map(String::from);
        match field {
            Field::TEXT => self.statements[layer as usize] = text(),
            Field::BECAUSE => self.because[layer as usize] = text(),
            Field::INTENDED => self.intended[layer as usize] = value.as_number().and_then(Level::new),
            _ => {}
        }
    }

    fn apply_to_person(&mut self, person: PersonId, field: Field, value: &Value) {
        let fields = self.people.entry(person).or_default();
        match field {
            Field::TEXT => fields.name = value.as_text().map(String::from),
            Field::COLOUR => fields.colour = value.as_number().and_then(Colour::from_number),
            Field::ROLE => fields.role = value.as_number().and_then(Role::from_number),
            _ => {}
        }
    }

    fn apply_to_note(&mut self, note: NoteId, field: Field, value: &Value) {
        if field == Field::GROUP {
            return self.apply_group(note, value.as_thing().and_then(NoteId::of));
        }
        let fields = self.notes.write(note);
        let had_words = fields.has_words();
        match field {
            Field::HIDDEN => fields.hidden = value.as_number() == Some(1),
            Field::TEXT => fields.text = value.as_text().map(String::from),
            Field::COLOUR => fields.colour = value.as_number().and_then(Colour::from_number),
            Field::AUTHOR => fields.author = value.as_thing().and_then(PersonId::of),
            Field::PLACE => {
                self.unlist(note);
                self.notes.write(note).place = place_of(value);
                self.list(note);
            }
            _ => return,
        }
        if field == Field::HIDDEN {
            match value.as_number() {
                Some(1) => self.hidden_notes.insert(note, ()),
                _ => self.hidden_notes.remove(&note),
            };
        }
        if had_words != self.notes.get(note).is_some_and(NoteFields::has_words) {
            self.unlist(note);
            self.list(note);
        }
    }

    fn apply_to_deletion(&mut self, deletion: Id, field: Field, value: &Value) {
        if field != Field::TARGET {
            return;
        }
        let after = value.as_thing();
        let before = match after {
            Some(thing) => self.deletions.0.insert(deletion, thing),
            None => self.deletions.0.remove(&deletion),
        };
        for (target, weight) in [(before, -1), (after, 1)] {
            if let Some(thing) = target {
                let buried = &mut self.deletions.1;
                let count = buried.get(&thing).copied().unwrap_or(0).saturating_add_signed(weight);
                // Nothing is left of what is over: equal boards have equal fields.
                match count {
                    0 => buried.remove(&thing),
                    count => buried.insert(thing, count),
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
        if self.is_buried(note.thing()) {
            return;
        }
        let list = &mut self.lists[layer as usize];
        if let Err(place) = list.binary_search(&(order.clone(), note)) {
            list.insert(place, (order, note));
        }
    }
}
