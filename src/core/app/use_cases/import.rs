//! Imports a file of many boards. Nothing is replaced: new boards are added, and boards that differ are merged only if the person says so.

use crate::core::app::load::LoadOutcome;
use crate::core::app::saving::save_unopened;
use crate::core::app::{Context, Effect, Import, LoadPurpose, MergePreview, Model, Notice, changes_authors};
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::stored::{Generation, Heads};
use crate::core::format::{boards, file};
use crate::core::replica::Replica;

/// Loads each board of the file from storage.
pub(crate) fn request(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let boards = match boards::read(text) {
        Ok(boards) => boards,
        Err(error) => {
            model.notice = Some(Notice::File(error));
            return;
        }
    };
    let mut import = Import::default();
    let mut found = Vec::new();
    for board in boards {
        match board {
            Ok(board) => found.push(board),
            Err(title) => import.unread.push(title),
        }
    }
    import.waiting = found.len();
    let nothing = found.is_empty();
    model.import = import;
    for file::BoardFile { board, document } in found {
        effects.push(Effect::Load { board, purpose: LoadPurpose::Import(document) });
    }
    if nothing {
        model.notice = Some(Notice::Imported(std::mem::take(&mut model.import)));
    }
}

/// Adds a board that is new here, and compares one that is not. After the last one, reports the result.
pub(crate) fn answered(
    model: &mut Model,
    board: BoardId,
    incoming: Document,
    outcome: LoadOutcome,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match outcome {
        LoadOutcome::Loaded(loaded) if changes_authors(&loaded.stored.document, &incoming) => {
            model.import.unread.push(model.title_in_list(board));
        }
        LoadOutcome::Loaded(loaded) if MergePreview::of(&loaded.stored.document, &incoming).is_empty() => model.import.same += 1,
        LoadOutcome::Loaded(_) => model.import.different.push((board, incoming)),
        LoadOutcome::Missing => {
            let replica = Replica::new(model.device, incoming);
            save_unopened(model, board, &replica, Generation(0), Heads::default(), effects, context);
            model.import.new += 1;
        }
        // The board here cannot be compared, so it stays as it is.
        LoadOutcome::Damaged(_) | LoadOutcome::Unreachable => model.import.unread.push(model.title_in_list(board)),
    }
    model.import.waiting = model.import.waiting.saturating_sub(1);
    if model.import.waiting == 0 {
        model.notice = Some(Notice::Imported(std::mem::take(&mut model.import)));
    }
}
