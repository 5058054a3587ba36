//! What storage has of a board is downloaded as it lies there, where the board cannot be read or written.

use crate::core::app::{Effect, Model, Notice, StorageProblem, place};
use crate::core::document::id::BoardId;
use crate::core::format::stored::Slots;

/// Offers the text that is at hand, or asks for that of the open board.
pub(crate) fn request(model: &Model, effects: &mut Vec<Effect>) {
    match (&model.notice, model.session()) {
        (
            Some(
                Notice::Unreadable { board, text, .. } | Notice::Recovered { board, text } | Notice::PrivateStoreUnreadable { board, text },
            ),
            _,
        ) => effects.push(download(*board, text.clone())),
        (_, Some(session)) => effects.push(Effect::FetchStored(session.board)),
        (_, None) => {}
    }
}

/// Storage has answered.
pub(crate) fn fetched(model: &mut Model, board: BoardId, slots: Result<[Slots; 2], StorageProblem>, effects: &mut Vec<Effect>) {
    match slots {
        Ok([slots, _]) => effects.push(download(board, slots.text())),
        Err(_) => place::unreachable(model),
    }
}

fn download(board: BoardId, text: String) -> Effect {
    Effect::Download { name: board.to_hex() + ".txt", text }
}
