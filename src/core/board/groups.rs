//! Groups of notes. A group consists only of its notes' `group` registers, each of which names the note that leads.
//!
//! Rules:
//! - **G1** The leading note is found by following the registers from note to note. The chain ends before a note that is deleted.
//! - **G2** If people have made notes lead each other in a circle, the oldest of them leads.
//! - **G3** A group stands at the position of its leading note. Each note keeps its own position for when the group is taken apart.

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

    /// The leading note of a note's group; the note itself if it leads or is in no group (G1, G2).
    pub fn leading(&self, note: NoteId) -> NoteId {
        let next = |note: NoteId| self.groups.get(&note).copied().filter(|next| self.exists(Target::Note(*next)));
        // Imported data may hold long chains and circles. Brent's algorithm finds a circle: the mark moves ahead after 1, 2, 4, … steps.
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

    /// The target on which the dots of a target count (V8).
    pub fn leading_target(&self, target: Target) -> Target {
        match target {
            Target::Note(note) => Target::Note(self.leading(note)),
            layer => layer,
        }
    }

    /// Whether another note leads this one.
    pub fn is_led(&self, note: NoteId) -> bool {
        self.leading(note) != note
    }

    /// The notes that this one leads, ordered by their own positions.
    pub fn members(&self, lead: NoteId) -> Vec<NoteId> {
        let led =
            self.groups.keys().copied().filter(|note| *note != lead && self.exists(Target::Note(*note)) && self.leading(*note) == lead);
        let mut members: Vec<_> = led.filter_map(|note| Some((self.place(note)?, note))).collect();
        members.sort_unstable();
        members.into_iter().map(|(_, note)| note).collect()
    }

    /// Each led note, with its leading note.
    pub fn led(&self) -> impl Iterator<Item = (NoteId, NoteId)> {
        let existing = self.groups.keys().copied().filter(|note| self.exists(Target::Note(*note)));
        existing.map(|note| (note, self.leading(note))).filter(|(note, lead)| note != lead)
    }

    /// The notes of a layer that no other leads, in order.
    pub fn leads_of(&self, layer: Layer) -> impl Iterator<Item = NoteId> {
        self.notes_of(layer).filter(|note| !self.is_led(*note))
    }

    /// The layer a note counts for: that of its leading note (G3).
    pub fn layer_of(&self, note: NoteId) -> Option<Layer> {
        self.place(self.leading(note)).map(|(layer, _)| *layer)
    }

    /// The number of notes that count for each layer (G3), in the order of the stack.
    pub fn notes_by_layer(&self) -> [u32; 6] {
        let mut notes = [0; 6];
        for note in Layer::ALL.into_iter().flat_map(|layer| self.notes_of(layer)) {
            if let Some(layer) = self.layer_of(note) {
                notes[layer as usize] += 1;
            }
        }
        notes
    }
}
