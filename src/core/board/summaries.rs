//! What the board knows of the workshops before this one.

use super::summary::{Past, REMEMBERED};
use super::{Board, Touched};
use crate::core::document::Value;
use crate::core::document::id::Id;

impl Board {
    pub(super) fn apply_to_past(&mut self, id: Id, value: &Value, touched: &mut Touched) {
        match Past::from_value(value) {
            Some(past) => self.past.insert(id, past),
            None => self.past.remove(&id),
        };
        touched.votes = true;
    }

    /// The workshops before this one, the oldest first, as many as are remembered (R19).
    pub fn past(&self) -> impl Iterator<Item = (Id, &Past)> {
        self.past.iter().skip(self.past.len().saturating_sub(REMEMBERED)).map(|(id, past)| (*id, past))
    }
}
