//! Changes the title of a board that is not open.

use crate::core::app::load::LoadOutcome;
use crate::core::app::saving::save_unopened;
use crate::core::app::{Context, Effect, LoadPurpose, Model, Notice, Stored, place};
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::core::replica::Replica;

/// Loads the board.
pub(crate) fn request(board: BoardId, title: String, effects: &mut Vec<Effect>) {
    effects.push(Effect::Load { board, purpose: LoadPurpose::Rename(title) });
}

/// Sets the title and saves the board.
pub(crate) fn answered(
    model: &mut Model,
    board: BoardId,
    title: String,
    outcome: LoadOutcome,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match outcome {
        LoadOutcome::Loaded(loaded) => {
            let Stored { document, private_store, generation, heads } = loaded.stored;
            let mut replica = Replica::with_private_store(model.device, document, private_store);
            match replica.act(&Command::SetTitle(title), context.now) {
                Ok(_) => save_unopened(model, board, &replica, generation, heads, effects, context),
                Err(rejected) => model.notice = Some(Notice::Refused(rejected)),
            }
        }
        LoadOutcome::Missing => place::not_here(model, board, effects),
        LoadOutcome::Damaged(damaged) => place::unreadable(model, board, damaged, effects),
        LoadOutcome::Unreachable => place::unreachable(model),
    }
}
