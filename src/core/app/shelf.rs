//! The bin: boards go in and come out, and only what is in it is deleted for ever.

use super::{Effect, Model, Notice};
use crate::core::document::id::BoardId;
use crate::core::format::index;
use crate::core::format::index::Shelf;

/// A board that is opened is no longer in the bin.
pub(super) fn restore_entry(model: &mut Model, board: BoardId) {
    if let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) {
        entry.shelf = Shelf::Boards;
    }
}

pub(super) fn bin(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) else { return };
    entry.shelf = Shelf::Bin;
    model.notice = Some(Notice::Binned { board, title: entry.title.clone() });
    effects.push(Effect::SaveIndex(index::write(&model.entries)));
}

pub(super) fn restore(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    restore_entry(model, board);
    model.notice = None;
    effects.push(Effect::SaveIndex(index::write(&model.entries)));
}

pub(super) fn erase(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    // Only what is in the bin: deleting for ever is always the second step.
    let binned = model.entries.iter().any(|entry| entry.board == board && entry.shelf == Shelf::Bin);
    if binned {
        model.entries.retain(|entry| entry.board != board);
        model.unsaved.remove(&board);
        model.notice = None;
        effects.push(Effect::Erase(board));
        effects.push(Effect::SaveIndex(index::write(&model.entries)));
    }
}
