//! The agreements on a board.

use super::Board;
use super::agreement::{Agreement, Party, is_same_name};
use super::fields::AgreementField;
use crate::core::document::id::AgreementId;
use crate::core::document::{Field, Value};

impl Board {
    pub(super) fn apply_to_agreement(&mut self, agreement: AgreementId, field: Field, value: &Value) {
        let one = self.agreements.entry(agreement).or_default();
        if let Some(field) = AgreementField::of(field) {
            one.apply(field, value);
        }
    }

    /// Whether any agreement was ever made on this board.
    pub fn has_agreements(&self) -> bool {
        !self.agreements.is_empty()
    }

    /// The agreements, in order of creation.
    pub fn agreements(&self) -> impl Iterator<Item = (AgreementId, &Agreement)> {
        self.agreements.iter().filter(|(id, agreement)| agreement.is_made() && !self.is_deleted(id.thing())).map(|(id, one)| (*id, one))
    }

    /// The agreements carried over from an earlier workshop: those made before its summary.
    pub fn carried(&self) -> impl Iterator<Item = (AgreementId, &Agreement)> {
        let begun = self.summaries.keys().map(|summary| summary.time).max().unwrap_or(0);
        self.agreements().filter(move |(id, _)| id.0.time < begun)
    }

    /// An agreement, unless deleted or incomplete.
    pub fn agreement(&self, agreement: AgreementId) -> Option<&Agreement> {
        self.agreements.get(&agreement).filter(|one| one.is_made() && !self.is_deleted(agreement.thing()))
    }

    /// The party with this name: a person on the board, preferring an exact match over one that ignores case, otherwise somebody else.
    /// `None` if the name is empty.
    pub fn party_called(&self, name: &str) -> Option<Party> {
        let called = |is: &dyn Fn(&str) -> bool| self.people().find(|(_, person)| is(&person.name)).map(|(id, _)| Party::Person(id));
        let person = called(&|other| other == name).or_else(|| called(&|other| is_same_name(other, name)));
        person.or_else(|| (!name.is_empty()).then(|| Party::Named(String::from(name))))
    }

    /// The name of a party, as typed; empty if the person has left the board.
    pub fn name_of(&self, party: &Party) -> String {
        match party {
            Party::Person(person) => self.person(*person).map_or_else(String::new, |person| person.name),
            Party::Named(name) => name.clone(),
        }
    }
}
