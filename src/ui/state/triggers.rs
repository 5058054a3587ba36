//! The triggers that say when to look again, one for each thing that can change on the screen, and what of the notes is to be
//! painted anew.

use leptos::prelude::*;

use crate::core::board::Touched;
use crate::core::document::id::NoteId;

/// What of the notes is to be painted anew.
#[derive(Default)]
pub struct Repaint {
    /// Notes whose content changed, came or went.
    pub notes: Vec<NoteId>,
    /// Layers whose list of notes changed, in their order.
    pub lists: [bool; 6],
    /// Whether any note may have other dots or another author's name.
    pub around: bool,
}

impl Repaint {
    /// Whether there is nothing to paint.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && !self.lists.contains(&true) && !self.around
    }

    /// What was touched is to be painted too; `dots` says whether any note may show other dots now.
    pub fn add(&mut self, touched: &Touched, dots: bool) {
        self.notes.extend(touched.notes.keys());
        for (list, touched) in self.lists.iter_mut().zip(touched.lists) {
            *list |= touched;
        }
        self.around |= dots || touched.people;
    }
}

/// The triggers of everything that can change. The runtime pulls them.
#[derive(Clone, Copy)]
pub struct Triggers {
    /// The screen.
    pub screen: Trigger,
    /// The title.
    pub title: Trigger,
    /// Whether the board is saved.
    pub saving: Trigger,
    /// Why it is not saved.
    pub trouble: Trigger,
    /// The stage.
    pub stage: Trigger,
    /// The timer.
    pub timer: Trigger,
    /// The agreements.
    pub agreements: Trigger,
    /// Which agreements there are, and what they were made from.
    pub made: Trigger,
    /// The notes of each layer.
    pub lists: [Trigger; 6],
    /// Each layer without its notes.
    pub layers: [Trigger; 6],
    /// People, ballots and rules.
    pub vote: Trigger,
    /// In whose hands the device is.
    pub current_user: Trigger,
    /// The reading.
    pub reading: Trigger,
    /// Whether there is something to undo or redo.
    pub history: Trigger,
    /// The boards on this device.
    pub boards: Trigger,
    /// The notice.
    pub notice: Trigger,
    /// The dialog.
    pub dialog: Trigger,
    /// The notes: what of them is to be painted anew is in [`super::view::State::repaint`].
    pub notes: Trigger,
}

impl Triggers {
    /// Triggers that nothing follows yet.
    pub(crate) fn new() -> Triggers {
        Triggers {
            screen: Trigger::new(),
            title: Trigger::new(),
            saving: Trigger::new(),
            trouble: Trigger::new(),
            stage: Trigger::new(),
            timer: Trigger::new(),
            agreements: Trigger::new(),
            made: Trigger::new(),
            lists: std::array::from_fn(|_| Trigger::new()),
            layers: std::array::from_fn(|_| Trigger::new()),
            vote: Trigger::new(),
            current_user: Trigger::new(),
            reading: Trigger::new(),
            history: Trigger::new(),
            boards: Trigger::new(),
            notice: Trigger::new(),
            dialog: Trigger::new(),
            notes: Trigger::new(),
        }
    }
}
