//! The bin: boards go in and come out, and only boards in it can be deleted for ever.

use crate::core::app::{Effect, Model, Notice};
use crate::core::document::id::BoardId;
use crate::core::format::index;
use crate::core::format::index::Shelf;

/// Moves a board to the bin.
pub(crate) fn bin(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) else { return };
    entry.shelf = Shelf::Bin;
    model.notice = Some(Notice::Binned { board, title: entry.title.clone() });
    effects.push(Effect::SaveIndex(index::write(&model.entries)));
}

/// Takes a board out of the bin.
pub(crate) fn restore(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    model.take_out_of_bin(board);
    model.notice = None;
    effects.push(Effect::SaveIndex(index::write(&model.entries)));
}

/// Deletes a board permanently.
pub(crate) fn erase(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    // Only from the bin, so that deleting for ever always takes two steps.
    let binned = model.entries.iter().any(|entry| entry.board == board && entry.shelf == Shelf::Bin);
    if binned {
        model.entries.retain(|entry| entry.board != board);
        model.unsaved.remove(&board);
        model.notice = None;
        model.erased.push(board);
        effects.push(Effect::Erase(board));
        effects.push(Effect::SaveIndex(index::write(&model.entries)));
    }
}
