//! Downloads the raw stored text of a board that cannot be read or written.

use crate::core::app::{Effect, Model, Notice, StorageProblem, place};
use crate::core::document::id::BoardId;
use crate::core::format::stored::Slots;

/// Downloads the text of the notice, or fetches that of the open board.
pub(crate) fn request(model: &Model, effects: &mut Vec<Effect>) {
    match (&model.notice, model.session()) {
        (Some(Notice::Recovered { board, text } | Notice::PrivateStoreUnreadable { board, text }), _) => {
            effects.push(download(*board, text.clone()))
        }
        // With the private store, which a damaged board does not bring along.
        (Some(Notice::Unreadable { board, .. }), _) => effects.push(Effect::FetchStored(*board)),
        (_, Some(session)) => effects.push(Effect::FetchStored(session.board)),
        (_, None) => {}
    }
}

/// Downloads the fetched text.
pub(crate) fn fetched(model: &mut Model, board: BoardId, slots: Result<[Slots; 2], StorageProblem>, effects: &mut Vec<Effect>) {
    match slots {
        Ok(stored) => {
            let texts: Vec<String> = stored.iter().map(Slots::text).filter(|text| !text.is_empty()).collect();
            effects.push(download(board, texts.join("\n\n")));
        }
        Err(_) => place::unreachable(model),
    }
}

fn download(board: BoardId, text: String) -> Effect {
    Effect::Download { name: board.to_hex() + ".txt", text }
}
