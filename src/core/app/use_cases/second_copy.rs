//! The second copy of each board. Browsers write local storage to disk some seconds late, so a killed browser may lose a save. Each save
//! therefore also goes to IndexedDB, which is written at once.
//!
//! A second copy is merged like anything else, so it does not matter which of the two is newer.

use super::open;
use crate::core::app::saving::save_unopened;
use crate::core::app::{Context, Effect, Model, Notice, Place, SecondCopy, StorageProblem, saving};
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;
use crate::core::format::stored;
use crate::core::format::stored::{Heads, Slots};
use crate::core::replica::Replica;

/// Handles the list of second copies: boards missing from storage are restored from theirs. Those that were deleted for ever are deleted
/// once more: the page that did it may have ended before the browser had done all of it.
pub(crate) fn listed(model: &mut Model, boards: Vec<BoardId>, effects: &mut Vec<Effect>) {
    let (erased, boards): (Vec<_>, Vec<_>) = boards.into_iter().partition(|board| model.erased.contains(board));
    effects.extend(erased.into_iter().map(Effect::Erase));
    let missing = boards.iter().filter(|board| !model.entries.iter().any(|entry| entry.board == **board));
    effects.extend(missing.map(|board| Effect::ReadCopy(*board)));
    let mut gone = std::mem::take(&mut model.gone);
    gone.retain(|entry| !boards.contains(&entry.board));
    if !gone.is_empty() && model.notice.is_none() {
        model.notice = Some(Notice::Vanished(gone.into_iter().map(|entry| entry.title).collect()));
    }
}

/// Handles the second copy of a board and its private store.
pub(crate) fn read(
    model: &mut Model,
    board: BoardId,
    text: &str,
    private_store: Option<&str>,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    let head = Slots { a: Some(String::from(text)), b: None }.heads().a;
    let read = |known: &Heads| (known.a != head && known.b != head).then(|| stored::read_one(board, text));
    // An unreadable private store is ignored.
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
        // After the board, which may have revealed it by now.
        if session.replica.receive_private_store(private_store) {
            changed = true;
            model.notice.take_if(|notice| matches!(notice, Notice::PrivateStoreUnreadable { .. }));
        }
        if changed {
            saving::changed(model, effects, context);
        }
        return;
    }
    let Some(Ok((generation, document))) = read(&Heads::default()).filter(|_| !model.erased.contains(&board)) else { return };
    match &mut model.notice {
        // Only offered, because nothing may overwrite an unreadable board unasked: the browser may be misreading it just now.
        Some(Notice::Unreadable { board: unreadable, copy, .. }) if *unreadable == board => {
            *copy = Some(Box::new(SecondCopy { document, private_store, generation }));
        }
        _ if model.entries.iter().any(|entry| entry.board == board) => {}
        _ => {
            let replica = Replica::with_private_store(model.device, document, private_store);
            // Opened only if the person is still waiting for it.
            if model.wanted.take() == Some(board) && model.notice == Some(Notice::NotHere) && matches!(model.place, Place::Home) {
                model.notice = None;
                open::request(board, effects);
            }
            save_unopened(model, board, &replica, generation, Heads::default(), effects, context);
        }
    }
}

/// Opens the offered second copy in place of the unreadable board, whose text is in quarantine.
pub(crate) fn open_offered(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let offered = model.notice.take_if(|notice| matches!(notice, Notice::Unreadable { copy: Some(_), .. }));
    let Some(Notice::Unreadable { board, heads, copy: Some(copy), .. }) = offered else { return };
    let SecondCopy { document, private_store, generation } = *copy;
    let replica = Replica::with_private_store(model.device, document, private_store);
    // The load is requested before the save; it finds the unsaved board that this page now holds.
    open::request(board, effects);
    save_unopened(model, board, &replica, generation, heads, effects, context);
}
