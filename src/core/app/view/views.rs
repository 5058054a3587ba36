//! The cache of view models, and what has changed since the last refresh.

use std::rc::Rc;

use super::models::{BoardRow, DialogView, LayerView, NoteView, RoundReading, SavedView, Screen, TroubleView, VoteView};
use super::selectors;
use crate::core::app::{Model, Notice, Session};
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::tracking::{Aspect, Aspects, Tracked, Tracker, Writes};
use crate::core::board::voting::{Marks, Tally};
use crate::core::document::id::NoteId;
use crate::core::reading::layers::Reading;
use crate::core::replica::Replica;
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
struct Cached<T> {
    value: Tracked<T>,
    reads: Aspects,
}

impl<T: PartialEq> Cached<T> {
    fn new(tracker: &Rc<Tracker>, aspect: Aspect, value: T) -> Cached<T> {
        Cached { value: Tracked::new(tracker, aspect, value), reads: Aspects::ALL }
    }

    /// The recomputed value, if it may differ.
    fn recompute<V>(&self, writes: Aspects, tracker: &Tracker, select: impl FnOnce() -> V) -> Option<(V, Aspects)> {
        self.reads.meets(writes).then(|| tracker.reads(select))
    }

    fn store(&mut self, recomputed: Option<(T, Aspects)>) {
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

/// What has changed since the last refresh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The aspects that were written.
    pub aspects: Aspects,
    /// Whether notes must be painted again.
    pub notes: bool,
}

/// The cache of all view models.
#[derive(Debug)]
pub struct Views {
    page: Rc<Tracker>,
    screen: Tracked<Screen>,
    boards: Tracked<Vec<BoardRow>>,
    notice: Tracked<Option<Notice>>,
    open: Option<OpenViews>,
}

impl Default for Views {
    fn default() -> Views {
        let page = Rc::default();
        Views {
            screen: Tracked::new(&page, Aspect::Screen, Screen::Starting),
            boards: Tracked::new(&page, Aspect::Boards, Vec::new()),
            notice: Tracked::new(&page, Aspect::Notice, None),
            open: None,
            page,
        }
    }
}

impl Views {
    /// Recomputes what may differ, and returns what has changed.
    pub fn refresh(&mut self, model: &Model) -> Changes {
        self.boards.set(selectors::board_rows(model));
        // A notice may hold a long text, so it is copied only if it differs.
        if *self.notice != model.notice {
            (*self.notice).clone_from(&model.notice);
        }
        let mut changes = self.refresh_screen(model);
        let Some(session) = model.session() else {
            if self.open.take().is_some() {
                changes.aspects = Aspects::ALL;
            }
            return changes;
        };
        match self.open.as_mut().filter(|open| Rc::ptr_eq(&open.tracker, session.replica.tracker())) {
            Some(open) => open.refresh(session, session.replica.take_writes(), &mut changes),
            None => {
                let mut open = OpenViews::new(session.replica.tracker());
                open.refresh(session, Writes { aspects: Aspects::ALL, ..session.replica.take_writes() }, &mut changes);
                open.repaint = Repaint { all: true, notes: Vec::new(), lists: [true; 6] };
                changes = Changes { aspects: Aspects::ALL, notes: true };
                self.open = Some(open);
            }
        }
        changes
    }

    /// The same before there are boards, notices and an open board.
    pub fn refresh_screen(&mut self, model: &Model) -> Changes {
        self.screen.set(selectors::screen(model));
        Changes { aspects: self.page.take_writes().aspects, notes: false }
    }

    /// Runs `query` on the cache and returns which aspects it has read.
    pub fn read<R>(&self, query: impl FnOnce(&Views) -> R) -> (R, Aspects) {
        let query = || self.page.reads(|| query(self));
        match &self.open {
            Some(open) => {
                let ((result, page), open) = open.tracker.reads(query);
                (result, page.and(open))
            }
            None => query(),
        }
    }

    /// The screen.
    pub fn screen(&self) -> Screen {
        *self.screen
    }

    /// The rows of the list of boards; empty while a board is open.
    pub fn boards(&self) -> &[BoardRow] {
        &self.boards
    }

    /// The notice.
    pub fn notice(&self) -> Option<&Notice> {
        self.notice.as_ref()
    }

    /// The view models of the open board.
    pub fn open(&self) -> Option<&OpenViews> {
        // Reads the screen, so that a view without a board is recomputed once there is one.
        self.screen();
        self.open.as_ref()
    }

    /// The view models of the open board, for opening groups, choosing a round and taking the repaint.
    pub fn open_mut(&mut self) -> Option<&mut OpenViews> {
        self.open.as_mut()
    }
}

/// The view models of an open board.
#[derive(Debug)]
pub struct OpenViews {
    tracker: Rc<Tracker>,
    open_groups: Tracked<Vec<NoteId>>,
    chosen_round: Tracked<Option<u16>>,
    saved: Tracked<SavedView>,
    trouble: Tracked<Option<TroubleView>>,
    dialog: Tracked<DialogView>,
    sends_back: Tracked<bool>,
    steps: Cached<[bool; 2]>,
    grouping: Cached<Grouping>,
    own_marks: Cached<Marks>,
    tally: Cached<Option<Tally>>,
    reading: Cached<Option<Reading>>,
    round_reading: Cached<Option<Rc<RoundReading>>>,
    vote: Cached<VoteView>,
    layers: [Cached<LayerView>; 6],
    notes_of: [Cached<Vec<NoteId>>; 6],
    /// What the painted notes have read besides their own fields.
    note_reads: Aspects,
    repaint: Repaint,
}

impl OpenViews {
    fn new(tracker: &Rc<Tracker>) -> OpenViews {
        OpenViews {
            open_groups: Tracked::new(tracker, Aspect::OpenGroups, Vec::new()),
            chosen_round: Tracked::new(tracker, Aspect::ChosenRound, None),
            saved: Tracked::new(tracker, Aspect::Saving, SavedView::Saved),
            trouble: Tracked::new(tracker, Aspect::Trouble, None),
            dialog: Tracked::new(tracker, Aspect::Dialog, DialogView::None),
            sends_back: Tracked::new(tracker, Aspect::SendsBack, false),
            steps: Cached::new(tracker, Aspect::Steps, [false; 2]),
            grouping: Cached::new(tracker, Aspect::Grouping, Grouping::default()),
            own_marks: Cached::new(tracker, Aspect::OwnMarks, Marks::default()),
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

    /// Recomputes the view models in order of dependency: each comes after those it reads, and sees what they have written.
    fn refresh(&mut self, session: &Session, mut writes: Writes, changes: &mut Changes) {
        let tracker = self.tracker.clone();
        let replica = &session.replica;
        let board = replica.board();
        // The choice of a round ends when the stage leaves Read.
        let chosen = self.chosen_round.filter(|round| board.stage() == Stage::Read && *round <= board.round());
        self.chosen_round.set(chosen);
        self.saved.set(selectors::saved(session));
        self.trouble.set(selectors::trouble(session));
        self.dialog.set(selectors::dialog(session));
        self.sends_back.set(selectors::sends_back(session));
        let mut all = |views: &OpenViews| {
            writes.aspects = writes.aspects.and(views.tracker.take_writes().aspects);
            writes.aspects
        };
        macro_rules! refresh {
            ($cached:expr, $select:expr) => {{
                let written = all(self);
                let recomputed = $cached.recompute(written, &tracker, || $select);
                $cached.store(recomputed);
            }};
        }
        refresh!(self.steps, [Direction::Undo, Direction::Redo].map(|direction| replica.history().has(direction)));
        refresh!(self.grouping, selectors::grouping(board));
        refresh!(self.own_marks, selectors::own_marks(replica));
        refresh!(self.tally, selectors::tally(self, board));
        refresh!(self.reading, selectors::reading(self, board));
        refresh!(self.round_reading, selectors::round_reading(self, board).map(Rc::new));
        refresh!(self.vote, selectors::vote(replica));
        for layer in Layer::ALL {
            let at = layer as usize;
            refresh!(self.layers[at], selectors::layer(self, replica, layer));
            refresh!(self.notes_of[at], selectors::notes_of(self, board, layer));
        }
        changes.aspects = changes.aspects.and(all(self));
        self.add_repaint(&writes, changes.aspects);
        changes.notes = !self.repaint.is_empty();
    }

    fn add_repaint(&mut self, writes: &Writes, written: Aspects) {
        if written.meets(self.note_reads) {
            self.repaint.all = true;
            self.note_reads = Aspects::NONE;
        }
        self.repaint.notes.extend(writes.notes.keys());
        for (list, aspect) in self.repaint.lists.iter_mut().zip(Aspect::NOTES_OF) {
            *list |= written.meets(Aspects::NONE.with(aspect));
        }
    }

    /// Takes the pending repaint. Painting reads each note through [`OpenViews::note`].
    pub fn take_repaint(&mut self) -> Repaint {
        std::mem::take(&mut self.repaint)
    }

    /// A note as the current user sees it; `None` if deleted.
    pub fn note(&mut self, replica: &Replica, note: NoteId) -> Option<NoteView> {
        let tracker = self.tracker.clone();
        let (view, reads) = tracker.reads_of_note(note, || selectors::note(self, replica, note));
        self.note_reads = self.note_reads.and(reads);
        view
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

    pub(super) fn own_marks(&self) -> &Marks {
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
