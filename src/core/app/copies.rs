//! The second copy of each board: browsers write local storage to the disk some seconds after they have taken it, so a browser that is
//! killed may forget what it has taken. Each save goes to a second place too, which is written at once.
//!
//! What the second place has is merged like anything else, so it does not matter which of the two is newer.

use super::effect::Errand;
use super::saving;
use super::{Context, Effect, Model, Notice, Place, StorageProblem, home};
use crate::core::format::LoadError;
use crate::core::format::stored::{self, Heads, Slots};
use crate::core::id::BoardId;
use crate::core::replica::Replica;

/// These boards have a second copy: those that are not in storage come back.
pub(super) fn listed(model: &mut Model, boards: &[BoardId], effects: &mut Vec<Effect>) {
    let missing = boards.iter().filter(|board| !model.entries.iter().any(|entry| entry.board == **board));
    effects.extend(missing.map(|board| Effect::ReadCopy(*board)));
    let mut gone = std::mem::take(&mut model.gone);
    gone.retain(|entry| !boards.contains(&entry.board));
    if !gone.is_empty() && model.notice.is_none() {
        model.notice = Some(Notice::Vanished(gone.into_iter().map(|entry| entry.title).collect()));
    }
}

/// The second copy of a board.
pub(super) fn read(model: &mut Model, board: BoardId, text: &str, effects: &mut Vec<Effect>, context: &Context) {
    let head = Slots { a: Some(String::from(text)), b: None }.heads().a;
    let read = |known: &Heads| (known.a != head && known.b != head).then(|| stored::read_one(board, text));
    if let Some(session) = model.session_mut().filter(|session| session.board == board) {
        match read(&session.heads) {
            Some(Ok((_, document))) => {
                if !session.replica.receive(document.into_iter().collect()).is_empty() {
                    saving::changed(model, effects, context);
                }
            }
            Some(Err(LoadError::TooNew { .. })) => session.fail(StorageProblem::Newer, context.now),
            // What cannot be read is no help.
            Some(Err(_)) | None => {}
        }
        return;
    }
    if model.entries.iter().any(|entry| entry.board == board) {
        return;
    }
    if let Some(Ok((generation, document))) = read(&Heads::default()) {
        let replica = Replica::new(model.device, document);
        home::write_aside(model, board, &replica, generation, Heads::default(), effects, context);
        // Whoever has gone on meanwhile is not called back.
        if model.wanted.take() == Some(board) && model.notice == Some(Notice::NotHere) && matches!(model.place, Place::Home) {
            model.notice = None;
            home::load(model, board, Errand::Open, effects, context);
        }
    }
}
