//! Adds a stored board to the index, if it is missing there.

use crate::core::app::load::LoadOutcome;
use crate::core::app::{Effect, LoadPurpose, Model};
use crate::core::document::id::BoardId;
use crate::core::format::index;
use crate::core::format::index::Entry;
use crate::core::replica::Replica;

/// The entries of an index. One that another program wrote is set aside and counts as empty, because it is rebuilt from the boards.
pub(crate) fn read_index(text: Option<String>, effects: &mut Vec<Effect>) -> Vec<Entry> {
    let Some(text) = text else { return Vec::new() };
    index::read(&text).unwrap_or_else(|| {
        effects.push(Effect::QuarantineIndex(text));
        Vec::new()
    })
}

/// Loads the board.
pub(crate) fn request(board: BoardId, effects: &mut Vec<Effect>) {
    effects.push(Effect::Load { board, purpose: LoadPurpose::List });
}

/// Records title, notes and stage. A board that cannot be read stays in the list; opening it tells why.
pub(crate) fn answered(model: &mut Model, board: BoardId, outcome: LoadOutcome, effects: &mut Vec<Effect>) {
    match outcome {
        LoadOutcome::Loaded(loaded) => {
            let replica = Replica::new(model.device, loaded.stored.document);
            let projection = replica.board();
            if let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) {
                entry.title = String::from(projection.title());
                entry.notes = projection.note_count();
                entry.stage = Some(projection.stage());
            }
            effects.push(Effect::SaveIndex(index::write(&model.entries)));
        }
        LoadOutcome::Missing | LoadOutcome::Damaged(_) | LoadOutcome::Unreachable => {}
    }
}
