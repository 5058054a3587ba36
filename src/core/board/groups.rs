//! Groups of notes. A note's `group` register names the note that leads it, and that is all there is to a group.
//!
//! Rules:
//! - **G1** The leading note is found by going from note to note. Where the note named is deleted, the way ends before it.
//! - **G2** Where two people have made notes lead each other, the oldest of them leads.
//! - **G3** A group stands where its leading note stands. Each note keeps its own place for when the group is taken apart.

use super::Board;
use super::layer::Layer;
use super::voting::Target;
use crate::core::document::id::NoteId;

impl Board {
    pub(super) fn apply_group(&mut self, note: NoteId, lead: Option<NoteId>) {
        match lead {
            Some(lead) => self.groups.insert(note, lead),
            None => self.groups.remove(&note),
        };
    }

    /// The leading note of the group that a note is in; the note itself if it leads or is in none (G1, G2).
    pub fn leading(&self, note: NoteId) -> NoteId {
        let next = |note: NoteId| self.groups.get(&note).copied().filter(|next| self.exists(Target::Note(*next)));
        // A file from anywhere may hold long ways and circles: a circle is found by a mark that is moved ahead less and less often.
        let (mut mark, mut last) = (note, note);
        let (mut steps, mut until) = (0u32, 1);
        while let Some(one) = next(last) {
            if one == mark {
                return std::iter::successors(next(one), |other| next(*other).filter(|_| *other != one)).min().unwrap_or(one);
            }
            last = one;
            steps += 1;
            if steps == until {
                (mark, steps, until) = (one, 0, until.saturating_mul(2));
            }
        }
        last
    }

    /// Where the dots of a target are counted (V8).
    pub fn leading_target(&self, target: Target) -> Target {
        match target {
            Target::Note(note) => Target::Note(self.leading(note)),
            layer => layer,
        }
    }

    /// Whether a note is in a group that another leads.
    pub fn is_led(&self, note: NoteId) -> bool {
        self.leading(note) != note
    }

    /// The notes that this one leads, in the order of their own places.
    pub fn members(&self, lead: NoteId) -> Vec<NoteId> {
        let led =
            self.groups.keys().copied().filter(|note| *note != lead && self.exists(Target::Note(*note)) && self.leading(*note) == lead);
        let mut members: Vec<_> = led.filter_map(|note| Some((self.place(note)?, note))).collect();
        members.sort_unstable();
        members.into_iter().map(|(_, note)| note).collect()
    }

    /// Each note that another leads, with its leading note.
    pub fn led(&self) -> impl Iterator<Item = (NoteId, NoteId)> {
        let standing = self.groups.keys().copied().filter(|note| self.exists(Target::Note(*note)));
        standing.map(|note| (note, self.leading(note))).filter(|(note, lead)| note != lead)
    }

    /// The notes of a layer that stand there by themselves or lead a group, in their order.
    pub fn leads_of(&self, layer: Layer) -> impl Iterator<Item = NoteId> {
        self.notes_of(layer).filter(|note| !self.is_led(*note))
    }

    /// The layer that a note counts for: that of its leading note (G3).
    pub fn layer_of(&self, note: NoteId) -> Option<Layer> {
        self.place(self.leading(note)).map(|(layer, _)| *layer)
    }
}
