//! Imports a file of many boards: adds new boards and compares known ones. Never replaces a board.

use crate::core::app::load::LoadOutcome;
use crate::core::app::saving::save_unopened;
use crate::core::app::{Context, Effect, Import, LoadPurpose, MergePreview, Model, Notice, changes_authors, is_believable};
use crate::core::board::Board;
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::stored::{Generation, Heads};
use crate::core::format::{boards, file};
use crate::core::replica::{Replica, differences};

/// Reads the file and loads each of its boards.
pub(crate) fn request(model: &mut Model, text: &str, effects: &mut Vec<Effect>, context: &Context) {
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
            Ok(board) if !is_believable(&board.document, context.now) => {
                import.unread.push(String::from(Board::of(&board.document).title()));
            }
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

/// Adds a new board, or compares a known one. With the last one the result is reported.
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
        LoadOutcome::Loaded(loaded) => {
            let here = &loaded.stored.document;
            let preview = MergePreview::of(here, &incoming);
            if !differences::between(|key| here.get(key), &incoming).is_empty() {
                model.import.contested.push(model.title_in_list(board));
            }
            if preview.is_empty() {
                model.import.same += 1;
            } else {
                model.import.different.push((board, incoming));
            }
        }
        LoadOutcome::Missing => {
            let replica = Replica::new(model.device, incoming);
            save_unopened(model, board, &replica, Generation(0), Heads::default(), effects, context);
            model.import.new += 1;
        }
        // What is here is unknown, and stays as it is.
        LoadOutcome::Damaged(_) | LoadOutcome::Unreachable => model.import.unread.push(model.title_in_list(board)),
    }
    model.import.waiting = model.import.waiting.saturating_sub(1);
    if model.import.waiting == 0 {
        model.notice = Some(Notice::Imported(std::mem::take(&mut model.import)));
    }
}
