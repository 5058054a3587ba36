//! The summaries of earlier workshops on a board.

use super::Board;
use super::fields::WorkshopField;
use super::summary::{REMEMBERED, WorkshopSummary};
use crate::core::document::id::Id;
use crate::core::document::{Field, Value};

impl Board {
    pub(super) fn apply_to_workshop(&mut self, id: Id, field: Field, value: &Value) {
        match WorkshopField::of(field) {
            Some(WorkshopField::Summary) => {}
            None => return,
        }
        match WorkshopSummary::from_value(value) {
            Some(summary) => self.summaries.insert(id, summary),
            None => self.summaries.remove(&id),
        };
    }

    /// The earlier workshops, oldest first, at most as many as are remembered (R19).
    pub fn earlier_workshops(&self) -> impl Iterator<Item = (Id, &WorkshopSummary)> {
        self.summaries.iter().skip(self.summaries.len().saturating_sub(REMEMBERED)).map(|(id, summary)| (*id, summary))
    }
}
