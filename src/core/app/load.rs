//! What a load has come to: the board is here, it is missing, it is damaged, or storage does not let it be read.
//!
//! What each of these means is for the use case that asked. Nothing is written in the place of what cannot be read.

use super::storage::Unsaved;
use super::{Effect, Model, StorageProblem, Stored};
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;
use crate::core::format::stored;
use crate::core::format::stored::{Loaded, Newest, Slots, StoredPrivateStore};

/// What a load has come to.
pub(super) enum LoadOutcome {
    /// The board is here.
    Loaded(LoadedBoard),
    /// Storage has no such board.
    Missing,
    /// What storage has of it cannot be read.
    Damaged(Damaged),
    /// Storage does not let it be read. That is not the same as none: nothing may be written in its place.
    Unreachable,
}

/// A board that was loaded.
pub(super) struct LoadedBoard {
    /// The board.
    pub(super) stored: Stored,
    /// Whether the newest generation holds all of it.
    pub(super) newest: Newest,
    /// The text of the newest generation, if that one is damaged.
    pub(super) damaged_generation: Option<String>,
    /// What lay on its private store and cannot be read.
    damaged_private_store: Option<String>,
}

/// What storage has of a board that cannot be read.
pub(super) struct Damaged {
    pub(super) error: LoadError,
    pub(super) slots: Slots,
}

impl LoadOutcome {
    /// What it has come to, now that storage has answered. What this page alone holds is newer than anything in storage. What could not
    /// be read of a board that is here is kept aside.
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

    /// What lay on its private store and cannot be read, to be said of once the rest is done.
    pub(super) fn take_damaged_private_store(&mut self) -> Option<String> {
        match self {
            LoadOutcome::Loaded(loaded) => loaded.damaged_private_store.take(),
            LoadOutcome::Missing | LoadOutcome::Damaged(_) | LoadOutcome::Unreachable => None,
        }
    }
}
