//! The second copy of each board: browsers write local storage to the disk some seconds after they have taken it, so a browser that is
//! killed may forget what it has taken. Each save goes to a second place too, which is written at once.
//!
//! What the second place has is merged like anything else, so it does not matter which of the two is newer.

use super::effect::LoadPurpose;
use super::saving;
use super::{Context, Effect, Model, Notice, Place, StorageProblem, home};
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;
use crate::core::format::stored;
use crate::core::format::stored::{Generation, Heads, Slots};
use crate::core::replica::Replica;

/// A second copy that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondCopy {
    /// The board.
    pub document: Document,
    /// What lay on its private store.
    pub private_store: Document,
    /// Its generation.
    pub generation: Generation,
}

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

/// The second copy of a board, and of what lay on its private store.
pub(super) fn read(
    model: &mut Model,
    board: BoardId,
    text: &str,
    private_store: Option<&str>,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    let head = Slots { a: Some(String::from(text)), b: None }.heads().a;
    let read = |known: &Heads| (known.a != head && known.b != head).then(|| stored::read_one(board, text));
    // What cannot be read is no help.
    let private_store = private_store.map_or_else(Document::new, |private_store| {
        stored::read_one(board, private_store).map_or_else(|_| Document::new(), |(_, private_store)| private_store)
    });
    if let Some(session) = model.session_mut().filter(|session| session.board == board) {
        let mut changed = false;
        match read(&session.heads) {
            Some(Ok((_, document))) => changed = !session.replica.receive(document.into_iter().collect()).is_empty(),
            Some(Err(LoadError::TooNew { .. })) => return session.fail(StorageProblem::Newer, context.now),
            Some(Err(_)) | None => {}
        }
        // Behind the board, which may say that it is revealed by now.
        if session.replica.receive_private_store(private_store) {
            changed = true;
            model.notice.take_if(|notice| matches!(notice, Notice::PrivateStoreUnreadable { .. }));
        }
        if changed {
            saving::changed(model, effects, context);
        }
        return;
    }
    let Some(Ok((generation, document))) = read(&Heads::default()) else { return };
    match &mut model.notice {
        // It is offered: unasked, nothing is written in the place of what cannot be read. Perhaps the browser reads wrongly just now.
        Some(Notice::Unreadable { board: unreadable, copy, .. }) if *unreadable == board => {
            *copy = Some(Box::new(SecondCopy { document, private_store, generation }));
        }
        _ if model.entries.iter().any(|entry| entry.board == board) => {}
        _ => {
            let replica = Replica::with_private_store(model.device, document, private_store);
            home::save_unopened(model, board, &replica, generation, Heads::default(), effects, context);
            // Whoever has gone on meanwhile is not called back.
            if model.wanted.take() == Some(board) && model.notice == Some(Notice::NotHere) && matches!(model.place, Place::Home) {
                model.notice = None;
                home::load(model, board, LoadPurpose::Open, effects, context);
            }
        }
    }
}

/// Opens the second copy that is offered, in the place of what cannot be read and was set aside.
pub(super) fn open(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let offered = model.notice.take_if(|notice| matches!(notice, Notice::Unreadable { copy: Some(_), .. }));
    let Some(Notice::Unreadable { board, heads, copy: Some(copy), .. }) = offered else { return };
    let SecondCopy { document, private_store, generation } = *copy;
    let replica = Replica::with_private_store(model.device, document, private_store);
    home::save_unopened(model, board, &replica, generation, heads, effects, context);
    home::load(model, board, LoadPurpose::Open, effects, context);
}
