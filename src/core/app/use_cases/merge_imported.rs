//! Merges the boards of an imported file that differ from those here, once the person asks for it.

use crate::core::app::load::LoadOutcome;
use crate::core::app::saving::save_unopened;
use crate::core::app::{Context, Effect, LoadPurpose, Model, Notice, Stored, changes_authors, place};
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::version;
use crate::core::replica::Replica;

/// Asks for each board that differs.
pub(crate) fn request(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Notice::Imported(import)) = model.notice.take() else { return };
    let loads = import.different.into_iter().map(|(board, document)| Effect::Load { board, purpose: LoadPurpose::MergeImported(document) });
    effects.extend(loads);
}

/// Merges one board. Its state before the merge is kept as a version.
pub(crate) fn answered(
    model: &mut Model,
    board: BoardId,
    incoming: Document,
    outcome: LoadOutcome,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match outcome {
        // Another page may have stored the notes since.
        LoadOutcome::Loaded(loaded) if changes_authors(&loaded.stored.document, &incoming) => model.notice = Some(Notice::OtherAuthors),
        LoadOutcome::Loaded(loaded) => {
            let Stored { document, private_store, generation, heads } = loaded.stored;
            let mut replica = Replica::with_private_store(model.device, document, private_store);
            let (name, text) = version::write(board, replica.document(), replica.board(), loaded.stored.generation, context.now);
            effects.push(Effect::KeepVersion { board, name, text });
            replica.receive(incoming.into_iter().collect());
            save_unopened(model, board, &replica, generation, heads, effects, context);
        }
        LoadOutcome::Missing => place::not_here(model, board, effects),
        LoadOutcome::Damaged(damaged) => place::unreadable(model, board, damaged, effects),
        LoadOutcome::Unreachable => place::unreachable(model),
    }
}
