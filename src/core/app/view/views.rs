//! The cache of view models, and what has changed since the last refresh.

use std::rc::Rc;

use super::models::{BoardRow, NoteView, Screen};
use super::open::{OpenViews, Repaint};
use super::selectors;
use crate::core::app::{Model, Notice, Session};
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::tracking::{Aspect, Aspects, Tracked, Tracker, Writes};
use crate::core::document::id::NoteId;
use crate::core::replica::Replica;
use crate::core::replica::history::Direction;

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

    /// Refreshes the screen alone, which is enough until the module of the open board is loaded.
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
                (result, page.union(open))
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

impl OpenViews {
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
            writes.aspects = writes.aspects.union(views.tracker.take_writes().aspects);
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
        changes.aspects = changes.aspects.union(all(self));
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

    /// A note as the current user sees it; `None` if deleted.
    pub fn note(&mut self, replica: &Replica, note: NoteId) -> Option<NoteView> {
        let tracker = self.tracker.clone();
        let (view, reads) = tracker.reads_of_note(note, || selectors::note(self, replica, note));
        self.note_reads = self.note_reads.union(reads);
        view
    }
}
