//! What the board knows of agreements.

use super::{Board, Touched};
use crate::core::agreement::Agreement;
use crate::core::document::{Field, Value};
use crate::core::id::AgreementId;

impl Board {
    pub(super) fn apply_to_agreement(&mut self, agreement: AgreementId, field: Field, value: &Value, touched: &mut Touched) {
        self.agreements.entry(agreement).or_default().apply(field, value);
        touched.agreements = true;
    }

    /// The agreements, in the order in which they were made.
    pub fn agreements(&self) -> impl Iterator<Item = (AgreementId, &Agreement)> {
        self.agreements.iter().filter(|(id, agreement)| agreement.is_made() && !self.is_buried(id.thing())).map(|(id, one)| (*id, one))
    }

    /// An agreement, unless it is deleted or has not arrived whole.
    pub fn agreement(&self, agreement: AgreementId) -> Option<&Agreement> {
        self.agreements.get(&agreement).filter(|one| one.is_made() && !self.is_buried(agreement.thing()))
    }
}
