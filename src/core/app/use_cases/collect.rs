//! Saves all boards of this device in one file.

use crate::core::app::load::LoadOutcome;
use crate::core::app::model::Collecting;
use crate::core::app::{Effect, LoadPurpose, Model, Notice, Stored};
use crate::core::document::id::BoardId;
use crate::core::format::index::Shelf;
use crate::core::format::{boards, file};
use crate::core::replica::Replica;

/// Loads every board that is not in the bin.
pub(crate) fn request(model: &mut Model, effects: &mut Vec<Effect>) {
    let boards: Vec<BoardId> = model.entries.iter().filter(|entry| entry.shelf == Shelf::Boards).map(|entry| entry.board).collect();
    model.collecting = Collecting { waiting: boards.len(), ..Collecting::default() };
    effects.extend(boards.into_iter().map(|board| Effect::Load { board, purpose: LoadPurpose::Collect }));
}

/// Adds a board to the file. After the last one the file is offered, and boards that could not be read are named.
pub(crate) fn answered(model: &mut Model, board: BoardId, outcome: LoadOutcome, effects: &mut Vec<Effect>) {
    match outcome {
        LoadOutcome::Loaded(loaded) => {
            let Stored { document, private_store, .. } = loaded.stored;
            // A replica releases what a slot still holds although it is revealed.
            let replica = Replica::with_private_store(model.device, document, private_store);
            let (withheld, title) = (replica.withheld(), String::from(replica.board().title()));
            match file::offer(board, &replica.document().without_deleted()) {
                Ok(text) => model.collecting.read.push(text),
                Err(_) => model.collecting.unread.push(title.clone()),
            }
            model.collecting.withheld.extend((!withheld.is_nothing()).then_some((title, withheld)));
        }
        LoadOutcome::Missing | LoadOutcome::Damaged(_) | LoadOutcome::Unreachable => {
            model.collecting.unread.push(model.title_in_list(board));
        }
    }
    model.collecting.waiting = model.collecting.waiting.saturating_sub(1);
    if model.collecting.waiting > 0 {
        return;
    }
    let Collecting { read, unread, withheld, .. } = std::mem::take(&mut model.collecting);
    if !read.is_empty() {
        effects.push(Effect::Download { name: String::from("alignment-boards.json"), text: boards::write(&read) });
    }
    if !unread.is_empty() || !withheld.is_empty() {
        model.notice = Some(Notice::NotCollected { unread, withheld });
    }
}
