//! Other tabs with the same board: what is written here is told there, what is written there is taken in here, and neither is ever
//! saved over the other.
//!
//! Messages make it quick, storage makes it sure: a page writes only over what it has seen, and merges what it has not. Nothing here
//! moves the focus or enters the history of undo.

use super::session::Others;
use super::storage::Unsaved;
use super::{Announcement, Context, Effect, Model, Notice, Saving, Session, StorageProblem, StoredKeys, saving};
use crate::core::document::Delta;
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;
use crate::core::format::index;
use crate::core::format::index::Shelf;
use crate::core::format::stored;
use crate::core::format::stored::{Heads, Slot, Slots, StoredPrivateStore};
use crate::core::format::tab;
use crate::core::replica::Replica;

/// At most one sentence about others in so many milliseconds.
const QUIET_MS: u64 = 5_000;

/// Tells the other tabs what was written. What lies on the private store comes to them by storage, and never in a message.
pub(super) fn tell(board: BoardId, delta: Delta) -> Option<Effect> {
    (!delta.is_empty()).then_some(Effect::Tell(board, delta))
}

/// Another tab has a message.
pub(super) fn told(model: &mut Model, board: BoardId, text: &str, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else { return };
    match tab::read(board, text) {
        Ok(delta) => {
            if receive(session, delta, effects, context) {
                saving::changed_elsewhere(session, effects, context);
            }
        }
        Err(LoadError::TooNew { .. }) => {
            outdate(session, context);
            model.outdated.insert(board, ());
        }
        // What no version writes is passed over; storage has what was meant.
        Err(_) => {}
    }
}

/// A newer version works on this board: from now on this page only shows it.
fn outdate(session: &mut Session, context: &Context) {
    session.fail(StorageProblem::Newer, context.now);
}

/// Takes registers of others in; says whether any was new.
fn receive(session: &mut Session, delta: Delta, effects: &mut Vec<Effect>, context: &Context) -> bool {
    let before = session.replica.board().note_count();
    if session.replica.receive(delta).is_empty() {
        return false;
    }
    let added = session.replica.board().note_count().saturating_sub(before);
    session.others.unannounced = Some(session.others.unannounced.unwrap_or(0) + added);
    announce(session, effects, context);
    true
}

/// Says what others have changed, or later, if something was said a moment ago.
fn announce(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    let Others { unannounced: Some(added), announced } = session.others else { return };
    let since = context.now.saturating_sub(announced);
    // A clock that was set back must not make the page silent.
    if since >= QUIET_MS || context.now < announced {
        session.others = Others { unannounced: None, announced: context.now };
        effects.push(Effect::Announce(Announcement::Elsewhere { added }));
    } else {
        effects.push(Effect::Wake((QUIET_MS - since) as u32));
    }
}

/// The time that was asked for has passed.
pub(super) fn woken(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    if let Some(session) = model.session_mut() {
        let due = context.now.saturating_sub(session.others.announced) >= QUIET_MS || context.now < session.others.announced;
        if due {
            announce(session, effects, context);
        }
    }
}

/// What storage has of the open board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// All that this page has.
    All,
    /// Less, and nothing that this page had not.
    Less,
    /// Something that this page had not, and not all that it has.
    Other,
    /// What a newer version wrote.
    Newer,
}

/// Another tab has written or deleted one place of a board.
pub(super) fn stored_elsewhere(
    model: &mut Model,
    board: BoardId,
    slot: Slot,
    text: Option<&str>,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else {
        // Deleted for ever; what this page alone has stays.
        if text.is_none() {
            model.entries.retain(|entry| entry.board != board || model.unsaved.contains_key(&board));
        }
        return;
    };
    let Some(text) = text else {
        session.heads.set(slot, None);
        if session.heads == Heads::default() {
            session.fail(StorageProblem::Erased, context.now);
        }
        return;
    };
    let mut seen = session.heads.clone();
    seen.set(slot, Some(text));
    if seen == session.heads {
        return;
    }
    let before = session.generation;
    let holds = take_text(session, slot, text, effects, context);
    if holds == Holds::Newer {
        return;
    }
    session.heads = seen;
    // Two pages wrote one generation at the same moment: which of them is there nobody knows, so a next one is written.
    let met = session.generation == before;
    match (session.saving, holds) {
        (Saving::Saved | Saving::Elsewhere { .. }, _) if met => saving::changed(model, effects, context),
        (Saving::Saved, Holds::Less | Holds::Other) => saving::changed(model, effects, context),
        (Saving::Elsewhere { .. } | Saving::Waiting { .. }, Holds::All) => session.settle(),
        _ => {}
    }
}

/// What storage holds by now of a board that this page works on.
pub(super) fn reread(
    model: &mut Model,
    board: BoardId,
    slots: Result<[Slots; 2], StorageProblem>,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match slots {
        Ok([slots, private_store]) => merge(model, board, [&slots, &private_store], effects, context),
        Err(problem) => {
            if let Some(session) = model.session_mut().filter(|session| session.board == board) {
                session.fail(problem, context.now);
            }
        }
    }
}

/// Storage may hold what this page has not seen: it is merged, and then what is new here is saved.
fn merge(model: &mut Model, board: BoardId, [slots, private_store]: [&Slots; 2], effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else {
        return merge_unsaved(model, board, [slots, private_store], effects, context);
    };
    let Ok(StoredPrivateStore { private_store, unreadable }) = stored::read_private_store(board, private_store) else {
        return outdate(session, context);
    };
    effects.extend(unreadable.into_iter().map(|(slot, text)| Effect::QuarantinePrivateStore { board, slot, text }));
    session.replica.receive_private_store(private_store.clone());
    let mut in_private_store = private_store;
    let private_store_is_whole = in_private_store.merge(session.replica.private_store().clone()).is_empty();
    let mut held = Holds::Less;
    for (slot, text) in [(Slot::A, &slots.a), (Slot::B, &slots.b)] {
        match text.as_ref().map(|text| take_text(session, slot, text, effects, context)) {
            Some(Holds::Newer) => return,
            // The second may have brought something that the first lacks.
            Some(holds @ (Holds::All | Holds::Other)) => held = holds,
            Some(Holds::Less) | None => {}
        }
    }
    let erased = *slots == Slots::default() && session.heads != Heads::default();
    session.heads = slots.heads();
    match session.saving {
        _ if erased => session.fail(StorageProblem::Erased, context.now),
        Saving::Writing if held == Holds::All && private_store_is_whole => session.settle(),
        Saving::Writing => saving::write(model, effects),
        // Storage is looked at without being written: whoever wrote there has not seen what is here.
        Saving::Saved | Saving::Elsewhere { .. } if held != Holds::All && session.heads != Heads::default() => {
            saving::changed(model, effects, context);
        }
        _ => {}
    }
}

/// The same for a board that was left before it could be saved.
fn merge_unsaved(model: &mut Model, board: BoardId, [slots, private_store]: [&Slots; 2], effects: &mut Vec<Effect>, context: &Context) {
    let Some(Unsaved { stored, .. }) = model.unsaved.get(&board).cloned() else { return };
    let mut replica = Replica::with_private_store(model.device, stored.document, stored.private_store);
    let Ok(StoredPrivateStore { private_store, .. }) = stored::read_private_store(board, private_store) else { return };
    replica.receive_private_store(private_store);
    let mut generation = stored.generation;
    match stored::read(board, slots) {
        Ok(loaded) => {
            generation = generation.max(loaded.generation);
            replica.receive(loaded.document.into_iter().collect());
        }
        Err(None) => {}
        // It stays here, and what is there stays there.
        Err(Some(_)) => return,
    }
    saving::save_unopened(model, board, &replica, generation, slots.heads(), effects, context);
}

/// Takes one stored text into the open board.
fn take_text(session: &mut Session, slot: Slot, text: &str, effects: &mut Vec<Effect>, context: &Context) -> Holds {
    match stored::read_one(session.board, text) {
        Ok((generation, document)) => {
            session.generation = session.generation.max(generation);
            let brought = receive(session, document.clone().into_iter().collect(), effects, context);
            match *session.replica.document() == document {
                true => Holds::All,
                false if brought => Holds::Other,
                false => Holds::Less,
            }
        }
        Err(LoadError::TooNew { .. }) => {
            outdate(session, context);
            Holds::Newer
        }
        Err(_) => {
            effects.push(Effect::Quarantine { board: session.board, slot, text: String::from(text) });
            Holds::Less
        }
    }
}

/// Another tab has written what lies on the private store, which all tabs of this device share. This page's next save has it too.
pub(super) fn private_store_elsewhere(model: &mut Model, board: BoardId, text: &str, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else { return };
    match stored::read_one(board, text) {
        Ok((_, private_store)) => {
            session.replica.receive_private_store(private_store);
        }
        Err(LoadError::TooNew { .. }) => outdate(session, context),
        // It is kept aside when this page saves.
        Err(_) => {}
    }
}

/// The page has slept, and was told nothing: what is stored now holds, as if it had been heard.
pub(super) fn came_back(model: &mut Model, storage: Result<StoredKeys, StorageProblem>, effects: &mut Vec<Effect>) {
    let open = model.session().map(|session| session.board);
    // What cannot be read just now is seen at the next save.
    if let Ok(StoredKeys { boards, index }) = storage {
        if let Some(text) = index {
            index_elsewhere(model, &text);
        }
        model
            .entries
            .retain(|entry| Some(entry.board) == open || boards.contains(&entry.board) || model.unsaved.contains_key(&entry.board));
    }
    effects.extend(open.map(Effect::Reread));
}

/// Another tab has written the list of boards: what it says of a board holds, what it does not know stays.
pub(super) fn index_elsewhere(model: &mut Model, text: &str) {
    let theirs = index::read(text);
    let open = model.session().map(|session| session.board);
    let binned = theirs.iter().find(|entry| Some(entry.board) == open && entry.shelf == Shelf::Bin);
    if let Some(entry) = binned {
        model.notice = Some(Notice::BinnedElsewhere(entry.board));
    }
    let ours = std::mem::replace(&mut model.entries, theirs);
    for entry in ours {
        if !model.entries.iter().any(|other| other.board == entry.board) {
            model.entries.push(entry);
        }
    }
}
