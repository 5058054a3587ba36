//! The view models of an open board, cached. [`super::views`] recomputes them.

use std::rc::Rc;

use super::models::{DialogView, LayerView, OwnMarks, RoundReading, SavedView, TroubleView, VoteView};
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::tracking::{Aspect, Aspects, Tracked, Tracker};
use crate::core::board::voting::Tally;
use crate::core::document::id::NoteId;
use crate::core::reading::layers::Reading;
use crate::core::replica::history::Direction;

/// Which notes are led, and how many each note leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grouping {
    /// The led notes, sorted.
    led: Vec<NoteId>,
    /// Their leading notes, one for each led note, sorted.
    leads: Vec<NoteId>,
}

impl Grouping {
    pub(super) fn new(pairs: impl Iterator<Item = (NoteId, NoteId)>) -> Grouping {
        let (mut led, mut leads): (Vec<_>, Vec<_>) = pairs.unzip();
        led.sort_unstable();
        leads.sort_unstable();
        Grouping { led, leads }
    }

    pub(super) fn is_led(&self, note: NoteId) -> bool {
        self.led.binary_search(&note).is_ok()
    }

    /// The number of notes that this one leads.
    pub(super) fn members(&self, note: NoteId) -> usize {
        self.leads.partition_point(|lead| *lead <= note) - self.leads.partition_point(|lead| *lead < note)
    }
}

/// A cached view model, recomputed only if something it has read was written.
#[derive(Debug)]
pub(super) struct Cached<T> {
    pub(super) value: Tracked<T>,
    reads: Aspects,
}

impl<T: PartialEq> Cached<T> {
    pub(super) fn new(tracker: &Rc<Tracker>, aspect: Aspect, value: T) -> Cached<T> {
        Cached { value: Tracked::new(tracker, aspect, value), reads: Aspects::ALL }
    }

    /// The recomputed value, if it may differ.
    pub(super) fn recompute(&self, writes: Aspects, tracker: &Tracker, select: impl FnOnce() -> T) -> Option<(T, Aspects)> {
        self.reads.meets(writes).then(|| tracker.reads(select))
    }

    pub(super) fn store(&mut self, recomputed: Option<(T, Aspects)>) {
        if let Some((value, reads)) = recomputed {
            self.value.set(value);
            self.reads = reads;
        }
    }
}

/// Which notes must be painted again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaint {
    /// Whether any note may differ.
    pub all: bool,
    /// The notes that were written.
    pub notes: Vec<NoteId>,
    /// For each layer, whether its list of notes differs.
    pub lists: [bool; 6],
}

impl Repaint {
    /// Whether there is nothing to paint.
    pub fn is_empty(&self) -> bool {
        *self == Repaint::default()
    }
}

/// The view models of an open board.
#[derive(Debug)]
pub struct OpenViews {
    pub(super) tracker: Rc<Tracker>,
    pub(super) open_groups: Tracked<Vec<NoteId>>,
    pub(super) chosen_round: Tracked<Option<u16>>,
    pub(super) saved: Tracked<SavedView>,
    pub(super) trouble: Tracked<Option<TroubleView>>,
    pub(super) dialog: Tracked<DialogView>,
    pub(super) sends_back: Tracked<bool>,
    pub(super) steps: Cached<[bool; 2]>,
    pub(super) grouping: Cached<Grouping>,
    pub(super) own_marks: Cached<OwnMarks>,
    pub(super) tally: Cached<Option<Tally>>,
    pub(super) reading: Cached<Option<Reading>>,
    pub(super) round_reading: Cached<Option<Rc<RoundReading>>>,
    pub(super) vote: Cached<VoteView>,
    pub(super) layers: [Cached<LayerView>; 6],
    pub(super) notes_of: [Cached<Vec<NoteId>>; 6],
    /// What the painted notes have read besides their own fields.
    pub(super) note_reads: Aspects,
    pub(super) repaint: Repaint,
}

impl OpenViews {
    pub(super) fn new(tracker: &Rc<Tracker>) -> OpenViews {
        OpenViews {
            open_groups: Tracked::new(tracker, Aspect::OpenGroups, Vec::new()),
            chosen_round: Tracked::new(tracker, Aspect::ChosenRound, None),
            saved: Tracked::new(tracker, Aspect::Saving, SavedView::Saved),
            trouble: Tracked::new(tracker, Aspect::Trouble, None),
            dialog: Tracked::new(tracker, Aspect::Dialog, DialogView::None),
            sends_back: Tracked::new(tracker, Aspect::SendsBack, false),
            steps: Cached::new(tracker, Aspect::Steps, [false; 2]),
            grouping: Cached::new(tracker, Aspect::Grouping, Grouping::default()),
            own_marks: Cached::new(tracker, Aspect::OwnMarks, OwnMarks::default()),
            tally: Cached::new(tracker, Aspect::Tally, None),
            reading: Cached::new(tracker, Aspect::Reading, None),
            round_reading: Cached::new(tracker, Aspect::RoundReading, None),
            vote: Cached::new(tracker, Aspect::Vote, VoteView::default()),
            layers: Aspect::LAYERS.map(|aspect| Cached::new(tracker, aspect, LayerView::default())),
            notes_of: Aspect::NOTES_OF.map(|aspect| Cached::new(tracker, aspect, Vec::new())),
            note_reads: Aspects::NONE,
            repaint: Repaint::default(),
            tracker: tracker.clone(),
        }
    }

    /// Takes the pending repaint. Painting reads each note through [`OpenViews::note`].
    pub fn take_repaint(&mut self) -> Repaint {
        std::mem::take(&mut self.repaint)
    }

    /// Shows or hides the notes of a group.
    pub fn toggle_group(&mut self, lead: NoteId) {
        match self.open_groups.iter().position(|open| *open == lead) {
            Some(at) => drop(self.open_groups.remove(at)),
            None => self.open_groups.push(lead),
        }
    }

    /// Chooses the round shown in Read.
    pub fn choose_round(&mut self, round: u16) {
        self.chosen_round.set(Some(round));
    }

    /// The round chosen in Read, if any.
    pub fn chosen_round(&self) -> Option<u16> {
        *self.chosen_round
    }

    /// The round shown in Read: the chosen one, or the newest with dots.
    pub fn round_shown(&self, board: &Board) -> u16 {
        self.chosen_round.unwrap_or_else(|| board.round_to_read())
    }

    /// Whether the board is saved.
    pub fn saved(&self) -> SavedView {
        *self.saved
    }

    /// Why it is not saved.
    pub fn trouble(&self) -> Option<&TroubleView> {
        self.trouble.as_ref()
    }

    /// The open dialog.
    pub fn dialog(&self) -> &DialogView {
        &self.dialog
    }

    /// Whether to offer sending back a contribution.
    pub fn sends_back(&self) -> bool {
        *self.sends_back
    }

    /// Whether there is a step to undo or redo.
    pub fn has_step(&self, direction: Direction) -> bool {
        match direction {
            Direction::Undo => self.steps.value[0],
            Direction::Redo => self.steps.value[1],
        }
    }

    /// The vote.
    pub fn vote(&self) -> &VoteView {
        &self.vote.value
    }

    /// A layer without its notes.
    pub fn layer(&self, layer: Layer) -> &LayerView {
        &self.layers[layer as usize].value
    }

    /// The notes shown on a layer, in order.
    pub fn notes_of(&self, layer: Layer) -> &[NoteId] {
        &self.notes_of[layer as usize].value
    }

    /// The reading of the dots, in stages that show all dots.
    pub fn reading(&self) -> Option<&Reading> {
        self.reading.value.as_ref()
    }

    /// The whole reading of the round shown in Read.
    pub fn round_reading(&self) -> Option<Rc<RoundReading>> {
        (*self.round_reading.value).clone()
    }

    pub(super) fn grouping(&self) -> &Grouping {
        &self.grouping.value
    }

    pub(super) fn own_marks(&self) -> &OwnMarks {
        &self.own_marks.value
    }

    pub(super) fn tally(&self) -> Option<&Tally> {
        self.tally.value.as_ref()
    }

    /// Whether the notes of a group are shown.
    pub fn is_open(&self, lead: NoteId) -> bool {
        self.open_groups.contains(&lead)
    }
}
