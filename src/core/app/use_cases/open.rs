//! Opens a board of this device.

use crate::core::app::load::{Damaged, LoadOutcome};
use crate::core::app::{Context, Effect, FragmentChange, LoadPurpose, Model, place};
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;

/// Loads the board.
pub(crate) fn request(board: BoardId, effects: &mut Vec<Effect>) {
    effects.push(Effect::Load { board, purpose: LoadPurpose::Open });
}

/// Opens the board, or reports why it cannot be opened.
pub(crate) fn answered(model: &mut Model, board: BoardId, outcome: LoadOutcome, effects: &mut Vec<Effect>, context: &Context) {
    match outcome {
        LoadOutcome::Loaded(loaded) => place::open(model, board, loaded, FragmentChange::Push, effects, context),
        LoadOutcome::Missing => place::not_here(model, board, effects),
        // A newer version's text is not damaged, and its second copy would be no help.
        LoadOutcome::Damaged(damaged @ Damaged { error: LoadError::TooNew { .. }, .. }) => {
            place::unreadable(model, board, damaged, effects)
        }
        LoadOutcome::Damaged(damaged) => {
            place::unreadable(model, board, damaged, effects);
            effects.push(Effect::ReadCopy(board));
        }
        LoadOutcome::Unreachable => place::unreachable(model),
    }
}
