//! What the board knows of agreements.

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

    /// Whether any agreement was ever made here.
    pub fn has_agreements(&self) -> bool {
        !self.agreements.is_empty()
    }

    /// The agreements, in the order in which they were made.
    pub fn agreements(&self) -> impl Iterator<Item = (AgreementId, &Agreement)> {
        self.agreements.iter().filter(|(id, agreement)| agreement.is_made() && !self.is_deleted(id.thing())).map(|(id, one)| (*id, one))
    }

    /// The agreements that were carried over from an earlier workshop: those that were made before what is remembered of it.
    pub fn carried(&self) -> impl Iterator<Item = (AgreementId, &Agreement)> {
        let begun = self.summaries.keys().map(|summary| summary.time).max().unwrap_or(0);
        self.agreements().filter(move |(id, _)| id.0.time < begun)
    }

    /// An agreement, unless it is deleted or has not arrived whole.
    pub fn agreement(&self, agreement: AgreementId) -> Option<&Agreement> {
        self.agreements.get(&agreement).filter(|one| one.is_made() && !self.is_deleted(agreement.thing()))
    }

    /// Who is meant by a name: somebody on the board if one is called that, be it in other letters, else whoever it names; nobody if it is
    /// empty.
    pub fn party_called(&self, name: &str) -> Option<Party> {
        let called = |is: &dyn Fn(&str) -> bool| self.people().find(|(_, person)| is(&person.name)).map(|(id, _)| Party::Person(id));
        let person = called(&|other| other == name).or_else(|| called(&|other| is_same_name(other, name)));
        person.or_else(|| (!name.is_empty()).then(|| Party::Named(String::from(name))))
    }

    /// The name of whoever hands over or takes over, as it was typed; empty if that person is no longer on the board.
    pub fn name_of(&self, party: &Party) -> String {
        match party {
            Party::Person(person) => self.person(*person).map_or_else(String::new, |person| person.name),
            Party::Named(name) => name.clone(),
        }
    }
}
