//! Duplicates a board under another title.

use crate::core::app::double_press::Made;
use crate::core::app::load::LoadOutcome;
use crate::core::app::saving::save_unopened;
use crate::core::app::{Context, Effect, LoadPurpose, Model, Notice, Stored, place};
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::core::format::stored::{Generation, Heads};
use crate::core::replica::Replica;

/// Loads the board.
pub(crate) fn request(board: BoardId, title: String, effects: &mut Vec<Effect>) {
    effects.push(Effect::Load { board, purpose: LoadPurpose::Duplicate(title) });
}

/// Saves the copy. The private store stays with the original.
pub(crate) fn answered(
    model: &mut Model,
    board: BoardId,
    title: String,
    outcome: LoadOutcome,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match outcome {
        LoadOutcome::Loaded(_) if model.last_made.is_second_press(Made::Duplicate, context.now) => {}
        LoadOutcome::Loaded(loaded) => {
            let Stored { document, private_store, .. } = loaded.stored;
            // A replica releases what a slot still holds although it is revealed.
            let original = Replica::with_private_store(model.device, document, private_store);
            let withheld = original.withheld();
            let mut replica = Replica::new(model.device, original.document().clone());
            match replica.act(&Command::SetTitle(title), context.now) {
                Ok(_) => {
                    let copy = BoardId::from_random((context.random)());
                    save_unopened(model, copy, &replica, Generation(0), Heads::default(), effects, context);
                    if !withheld.is_nothing() {
                        model.notice = Some(Notice::CopyLacks(withheld));
                    }
                }
                Err(rejected) => model.notice = Some(Notice::Refused(rejected)),
            }
        }
        LoadOutcome::Missing => place::not_here(model, board, effects),
        LoadOutcome::Damaged(damaged) => place::unreadable(model, board, damaged, effects),
        LoadOutcome::Unreachable => place::unreachable(model),
    }
}
