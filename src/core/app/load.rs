//! The outcome of a load: the board is loaded, missing, damaged, or storage is unreachable.
//!
//! The use case that asked decides what each means. Nothing overwrites what cannot be read.

use super::storage::Unsaved;
use super::{Effect, Model, StorageProblem, Stored};
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;
use crate::core::format::stored;
use crate::core::format::stored::{Loaded, Newest, Slots, StoredPrivateStore};

/// The outcome of a load.
pub(super) enum LoadOutcome {
    /// The board.
    Loaded(LoadedBoard),
    /// Storage has no such board.
    Missing,
    /// The stored texts cannot be read.
    Damaged(Damaged),
    /// Storage cannot be read. That is not the same as missing: nothing may be written in its place.
    Unreachable,
}

/// A loaded board.
pub(super) struct LoadedBoard {
    /// Its content.
    pub(super) stored: Stored,
    /// Whether the newest generation holds the whole document.
    pub(super) newest: Newest,
    /// The text of the other generation, if it is damaged.
    pub(super) damaged_generation: Option<String>,
    /// The unreadable texts of its private store.
    damaged_private_store: Option<String>,
}

/// A board whose stored texts cannot be read.
pub(super) struct Damaged {
    pub(super) error: LoadError,
    pub(super) slots: Slots,
}

impl LoadOutcome {
    /// The outcome, from the answer of storage. A board that only this page holds is newer than anything in storage. Unreadable texts of a
    /// loaded board go to quarantine.
    pub(super) fn of(model: &Model, board: BoardId, slots: Result<[Slots; 2], StorageProblem>, effects: &mut Vec<Effect>) -> LoadOutcome {
        if let Some(Unsaved { stored, .. }) = model.unsaved.get(&board) {
            let stored = stored.clone();
            return LoadOutcome::Loaded(LoadedBoard {
                stored,
                newest: Newest::Whole,
                damaged_generation: None,
                damaged_private_store: None,
            });
        }
        let Ok([slots, private_store]) = slots else { return LoadOutcome::Unreachable };
        let Loaded { document, generation, heads, newest, unreadable: damaged_generation } = match stored::read(board, &slots) {
            Ok(loaded) => loaded,
            Err(None) => return LoadOutcome::Missing,
            Err(Some(error)) => return LoadOutcome::Damaged(Damaged { error, slots }),
        };
        let StoredPrivateStore { private_store, unreadable } = match stored::read_private_store(board, &private_store) {
            Ok(read) => read,
            Err(error) => return LoadOutcome::Damaged(Damaged { error, slots }),
        };
        if let Some(text) = damaged_generation.clone() {
            effects.push(Effect::Quarantine { board, slot: generation.next().slot(), text });
        }
        let texts: Vec<String> = unreadable.iter().map(|(_, text)| text.clone()).collect();
        let damaged_private_store = (!texts.is_empty()).then(|| texts.join("\n\n"));
        effects.extend(unreadable.into_iter().map(|(slot, text)| Effect::QuarantinePrivateStore { board, slot, text }));
        let stored = Stored { document, private_store, generation, heads };
        LoadOutcome::Loaded(LoadedBoard { stored, newest, damaged_generation, damaged_private_store })
    }

    /// The unreadable texts of the private store, to be reported once the rest is done.
    pub(super) fn take_damaged_private_store(&mut self) -> Option<String> {
        match self {
            LoadOutcome::Loaded(loaded) => loaded.damaged_private_store.take(),
            LoadOutcome::Missing | LoadOutcome::Damaged(_) | LoadOutcome::Unreachable => None,
        }
    }
}
