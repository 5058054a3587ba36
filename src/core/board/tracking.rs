//! Tracks which parts of an open board are read and written. The fields do it themselves.
//!
//! Computing a view tells which aspects it has read; an update tells which aspects were written. A view is stale if the two sets intersect.
//! Nobody lists dependencies: a [`Tracked`] field cannot be read or written unnoticed.
//!
//! Tracking is deliberately coarse: at most one aspect per field of the board, and for notes also which of them were written. It decides when to
//! recompute a view, not whether the view has changed; that is decided by comparing values ([`crate::core::app::view`]).

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use litemap::LiteMap;

use crate::core::document::id::NoteId;

/// What is tracked: the fields of an open board and of its replica, and the views computed from them ([`crate::core::app::view`]). The
/// number is the bit in [`Aspects`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// The title of the board.
    Title,
    /// The stage.
    Stage,
    /// The timer.
    Timer,
    /// The current round, and the rules and targets of each round.
    Rounds,
    /// Whether there are dots for "too loose".
    Poles,
    /// What is hidden until the reveal, and what was revealed.
    Secrecy,
    /// The agreed statements.
    Statements,
    /// The intended levels of control.
    Intended,
    /// Why layers are rightly held tightly.
    Because,
    /// The fields of notes.
    Notes,
    /// Which notes have, or had, hidden text.
    HiddenNotes,
    /// The list of notes of Vision.
    ListOfVision,
    /// The list of notes of Mission.
    ListOfMission,
    /// The list of notes of Values.
    ListOfValues,
    /// The list of notes of Goals.
    ListOfGoals,
    /// The list of notes of KPIs.
    ListOfKpis,
    /// The list of notes of Tactics and tasks.
    ListOfTactics,
    /// The people.
    People,
    /// The ballots.
    Ballots,
    /// The ratings and reasons.
    Ratings,
    /// Which note leads which.
    Groups,
    /// The agreements.
    Agreements,
    /// The summaries of earlier workshops.
    Summaries,
    /// What is deleted.
    Deletions,
    /// The document.
    Document,
    /// The private store of this device.
    PrivateStore,
    /// The board as the current user sees it was rebuilt.
    Seen,
    /// The current user.
    CurrentUser,
    /// The history of the current user.
    History,
    /// View: the groups that are open on this device.
    OpenGroups,
    /// View: the round chosen in Read on this device.
    ChosenRound,
    /// View: the screen.
    Screen,
    /// View: the list of boards.
    Boards,
    /// View: the notice.
    Notice,
    /// View: whether the board is saved.
    Saving,
    /// View: why the board is not saved.
    Trouble,
    /// View: the dialog.
    Dialog,
    /// View: whether there is something to undo, and to redo.
    Steps,
    /// View: whether to offer sending back a contribution.
    SendsBack,
    /// View: the tally.
    Tally,
    /// View: which note leads which.
    Grouping,
    /// View: the dots of the current user.
    OwnMarks,
    /// View: the vote.
    Vote,
    /// View: the reading.
    Reading,
    /// View: the whole reading of the round shown.
    RoundReading,
    /// View: the notes shown on Vision.
    NotesOfVision,
    /// View: the notes shown on Mission.
    NotesOfMission,
    /// View: the notes shown on Values.
    NotesOfValues,
    /// View: the notes shown on Goals.
    NotesOfGoals,
    /// View: the notes shown on KPIs.
    NotesOfKpis,
    /// View: the notes shown on Tactics and tasks.
    NotesOfTactics,
    /// View: Vision without its notes.
    Vision,
    /// View: Mission without its notes.
    Mission,
    /// View: Values without its notes.
    Values,
    /// View: Goals without its notes.
    Goals,
    /// View: KPIs without its notes.
    Kpis,
    /// View: Tactics and tasks without its notes.
    Tactics,
}

impl Aspect {
    /// The number of aspects.
    pub const COUNT: usize = Aspect::Tactics as usize + 1;

    /// The lists of notes of the six layers, in the order of the stack.
    pub const LISTS: [Aspect; 6] =
        [Aspect::ListOfVision, Aspect::ListOfMission, Aspect::ListOfValues, Aspect::ListOfGoals, Aspect::ListOfKpis, Aspect::ListOfTactics];

    /// The notes shown on the six layers, in the order of the stack.
    pub const NOTES_OF: [Aspect; 6] = [
        Aspect::NotesOfVision,
        Aspect::NotesOfMission,
        Aspect::NotesOfValues,
        Aspect::NotesOfGoals,
        Aspect::NotesOfKpis,
        Aspect::NotesOfTactics,
    ];

    /// The six layers without their notes, in the order of the stack.
    pub const LAYERS: [Aspect; 6] = [Aspect::Vision, Aspect::Mission, Aspect::Values, Aspect::Goals, Aspect::Kpis, Aspect::Tactics];
}

/// A set of aspects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspects(u64);

impl Aspects {
    /// The empty set.
    pub const NONE: Aspects = Aspects(0);
    /// All aspects.
    pub const ALL: Aspects = Aspects((1 << Aspect::COUNT) - 1);

    /// This set with another aspect.
    #[must_use]
    pub fn with(self, aspect: Aspect) -> Aspects {
        Aspects(self.0 | 1 << aspect as u64)
    }

    /// This set without an aspect.
    #[must_use]
    pub fn without(self, aspect: Aspect) -> Aspects {
        Aspects(self.0 & !(1 << aspect as u64))
    }

    /// The union of two sets.
    #[must_use]
    pub fn union(self, others: Aspects) -> Aspects {
        Aspects(self.0 | others.0)
    }

    /// Whether two sets intersect.
    pub fn meets(self, others: Aspects) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The numbers of the aspects, in order.
    pub fn numbers(self) -> impl Iterator<Item = usize> {
        (0..Aspect::COUNT).filter(move |number| self.0 & 1 << number != 0)
    }
}

/// What was written since the last call of [`Tracker::take_writes`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Writes {
    /// The aspects that were written.
    pub aspects: Aspects,
    /// The notes that were written, for [`Aspect::Notes`].
    pub notes: LiteMap<NoteId, ()>,
}

/// Records what is read and written of one open board. All its tracked fields share one tracker.
#[derive(Debug, Default)]
pub struct Tracker {
    reads: Cell<Aspects>,
    writes: Cell<Aspects>,
    notes: RefCell<LiteMap<NoteId, ()>>,
    /// The note that is being viewed: reading it does not count as reading all notes.
    own: Cell<Option<NoteId>>,
}

impl Tracker {
    /// Runs `work` and returns which aspects it has read. An enclosing call has read them too.
    pub fn reads<T>(&self, work: impl FnOnce() -> T) -> (T, Aspects) {
        let outer = self.reads.replace(Aspects::NONE);
        let result = work();
        let reads = self.reads.replace(outer);
        self.read(reads);
        (result, reads)
    }

    /// Like [`Tracker::reads`], for what is computed from one note: [`Aspect::Notes`] is among the reads only if other notes were read too.
    pub fn reads_of_note<T>(&self, note: NoteId, work: impl FnOnce() -> T) -> (T, Aspects) {
        let outer = self.own.replace(Some(note));
        let result = self.reads(work);
        self.own.set(outer);
        result
    }

    /// Records that these were read, through something computed from them earlier.
    pub fn read(&self, aspects: Aspects) {
        self.reads.set(self.reads.get().union(aspects));
    }

    /// Returns what was written since the last call.
    pub fn take_writes(&self) -> Writes {
        Writes { aspects: self.writes.take(), notes: self.notes.take() }
    }

    fn write(&self, aspect: Aspect) {
        self.writes.set(self.writes.get().with(aspect));
    }
}

/// A field that records reads and writes of itself.
#[derive(Clone)]
pub struct Tracked<T> {
    value: T,
    aspect: Aspect,
    tracker: Rc<Tracker>,
}

impl<T> Tracked<T> {
    /// A field with this value.
    pub fn new(tracker: &Rc<Tracker>, aspect: Aspect, value: T) -> Tracked<T> {
        Tracked { value, aspect, tracker: tracker.clone() }
    }

    /// Writes a value, if it differs.
    pub fn set(&mut self, value: T)
    where
        T: PartialEq,
    {
        if self.value != value {
            **self = value;
        }
    }

    /// The value, untracked. For contents that track themselves.
    pub fn inside(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.tracker.read(Aspects::NONE.with(self.aspect));
        &self.value
    }
}

impl<T> DerefMut for Tracked<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.tracker.write(self.aspect);
        &mut self.value
    }
}

/// Fields are equal if their values are.
impl<T: PartialEq> PartialEq for Tracked<T> {
    fn eq(&self, other: &Tracked<T>) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Tracked<T> {}

impl<T: fmt::Debug> fmt::Debug for Tracked<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        self.value.fmt(formatter)
    }
}

/// A value for each note, which records the notes that are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackedNotes<V>(Tracked<LiteMap<NoteId, V>>);

impl<V: Default> TrackedNotes<V> {
    /// A map without notes.
    pub fn new(tracker: &Rc<Tracker>) -> TrackedNotes<V> {
        TrackedNotes(Tracked::new(tracker, Aspect::Notes, LiteMap::new_vec()))
    }

    /// The value of a note.
    pub fn get(&self, note: NoteId) -> Option<&V> {
        if self.0.tracker.own.get() == Some(note) { self.0.value.get(&note) } else { self.0.get(&note) }
    }

    /// The value of a note, for writing; created if missing.
    pub fn write(&mut self, note: NoteId) -> &mut V {
        self.0.tracker.notes.borrow_mut().insert(note, ());
        self.0.entry(note).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_are_recorded_and_meet() {
        let tracker = Rc::new(Tracker::default());
        let mut title = Tracked::new(&tracker, Aspect::Title, String::new());
        let stage = Tracked::new(&tracker, Aspect::Stage, 1);
        let (length, reads) = tracker.reads(|| title.len());
        assert_eq!((length, reads), (0, Aspects::NONE.with(Aspect::Title)));
        let ((_, inner), outer) = tracker.reads(|| tracker.reads(|| *stage));
        assert_eq!((inner, outer), (Aspects::NONE.with(Aspect::Stage), inner), "an enclosing read includes it");
        title.set(String::new());
        assert_eq!(tracker.take_writes(), Writes::default(), "nothing differs");
        title.push('a');
        let writes = tracker.take_writes();
        assert!(writes.aspects.meets(reads) && !writes.aspects.meets(inner));
        assert_eq!(tracker.take_writes(), Writes::default(), "a write is taken once");
    }

    #[test]
    fn written_notes_are_recorded() {
        let tracker = Rc::new(Tracker::default());
        let mut notes: TrackedNotes<u8> = TrackedNotes::new(&tracker);
        let note = |time| NoteId(crate::core::document::id::Id { time, device: crate::core::document::id::DeviceId::from_random(1) });
        *notes.write(note(2)) = 7;
        let (found, reads) = tracker.reads(|| (notes.get(note(2)).copied(), notes.get(note(1)).copied()));
        assert_eq!((found, reads), ((Some(7), None), Aspects::NONE.with(Aspect::Notes)));
        let (_, own) = tracker.reads_of_note(note(2), || notes.get(note(2)).is_some());
        let (_, others) = tracker.reads_of_note(note(2), || notes.get(note(1)).is_some());
        assert_eq!((own, others), (Aspects::NONE, reads));
        let writes = tracker.take_writes();
        assert_eq!((writes.aspects, writes.notes.keys().copied().collect::<Vec<_>>()), (reads, vec![note(2)]));
    }

    #[test]
    fn all_aspects_are_in_the_set() {
        assert_eq!(Aspects::ALL.numbers().count(), Aspect::COUNT);
        assert!(!Aspects::ALL.without(Aspect::Tactics).meets(Aspects::NONE.with(Aspect::Tactics)));
    }
}
