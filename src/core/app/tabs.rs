//! Other tabs with the same board: sends them changes, receives theirs, and never overwrites what they have saved.
//!
//! Messages make this fast, storage makes it safe: a page overwrites only what it has seen, and merges what it has not. Nothing here moves
//! the focus or enters the undo history.

use super::session::Others;
use super::storage::Unsaved;
use super::use_cases::list;
use super::{Announcement, Context, Effect, Model, Notice, Saving, Session, StorageProblem, StoredKeys, saving};
use crate::core::document::Delta;
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;
use crate::core::format::index::Shelf;
use crate::core::format::stored;
use crate::core::format::stored::{Heads, Slot, Slots, StoredPrivateStore};
use crate::core::format::tab;
use crate::core::replica::Replica;

/// The least time between two announcements about other tabs.
const QUIET_MS: u64 = 5_000;

/// Sends a delta to the other tabs. The private store reaches them by storage, never in a message.
pub(super) fn tell(board: BoardId, delta: Delta) -> Option<Effect> {
    (!delta.is_empty()).then_some(Effect::Tell(board, delta))
}

/// Handles a message of another tab.
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
        // A malformed message is ignored; the change arrives by storage.
        Err(_) => {}
    }
}

/// A newer version has this board open: it is read-only here from now on.
fn outdate(session: &mut Session, context: &Context) {
    session.fail(StorageProblem::Newer, context.now);
}

/// Merges registers of others; returns whether any was new.
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

/// Announces changes of others, or schedules that if the last announcement was a moment ago.
fn announce(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    let Others { unannounced: Some(added), announced } = session.others else { return };
    let since = context.now.saturating_sub(announced);
    // A clock set back must not silence the page.
    if since >= QUIET_MS || context.now < announced {
        session.others = Others { unannounced: None, announced: context.now };
        effects.push(Effect::Announce(Announcement::Elsewhere { added }));
    } else {
        effects.push(Effect::Wake((QUIET_MS - since) as u32));
    }
}

/// Announces changes of others if it is time to.
pub(super) fn woken(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    if let Some(session) = model.session_mut() {
        let due = context.now.saturating_sub(session.others.announced) >= QUIET_MS || context.now < session.others.announced;
        if due {
            announce(session, effects, context);
        }
    }
}

/// A stored text, compared with the open board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    /// Everything this page has.
    All,
    /// Less than this page has, and nothing new.
    Less,
    /// Something new, but not everything this page has.
    Other,
    /// A text of a newer version.
    Newer,
}

/// Handles a slot of a board that another tab has written or deleted.
pub(super) fn stored_elsewhere(
    model: &mut Model,
    board: BoardId,
    slot: Slot,
    text: Option<&str>,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else {
        // Deleted for ever. A board that only this page holds stays.
        if text.is_none() {
            model.entries.retain(|entry| entry.board != board || model.unsaved.contains_key(&board));
        }
        return;
    };
    let Some(text) = text else {
        // Deleted for ever, cleared by the browser, or damaged by another program: what storage holds now tells.
        effects.push(Effect::Reread(board));
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
    // Two pages have written the same generation at the same moment. Which one survived is unknown, so the next one is written.
    let collided = session.generation == before;
    match (session.saving, holds) {
        (Saving::Saved | Saving::Elsewhere { .. }, _) if collided => saving::changed(model, effects, context),
        (Saving::Saved, Holds::Less | Holds::Other) => saving::changed(model, effects, context),
        (Saving::Elsewhere { .. } | Saving::Waiting { .. }, Holds::All) => session.settle(),
        _ => {}
    }
}

/// Handles what storage now holds of the open board.
pub(super) fn reread(
    model: &mut Model,
    board: BoardId,
    slots: Result<[Slots; 2], StorageProblem>,
    was_erased: bool,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match slots {
        Ok([slots, private_store]) => {
            let is_gone = slots == Slots::default() && gone(model, board, was_erased, effects, context);
            if !is_gone {
                merge(model, board, [&slots, &private_store], effects, context);
            }
        }
        Err(problem) => {
            if let Some(session) = model.session_mut().filter(|session| session.board == board) {
                saving::fail(session, problem, effects, context);
            }
        }
    }
}

/// Handles that storage no longer holds the open board, which it did. Another tab has deleted it for ever, or else the browser or a person
/// has cleared what this site stores: then it is saved again at once, because this page may be the last to have it. Whether it is gone.
fn gone(model: &mut Model, board: BoardId, was_erased: bool, effects: &mut Vec<Effect>, context: &Context) -> bool {
    let session = model.session_mut().filter(|session| session.board == board && session.heads != Heads::default());
    let Some(session) = session else { return false };
    session.heads = Heads::default();
    if was_erased {
        session.fail(StorageProblem::Erased, context.now);
    } else {
        saving::write(model, effects);
        model.notice = Some(Notice::Cleared);
    }
    true
}

/// Merges what this page has not seen in storage, then saves what storage lacks.
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
            // The second slot may have brought something that the first lacks.
            Some(holds @ (Holds::All | Holds::Other)) => held = holds,
            Some(Holds::Less) | None => {}
        }
    }
    session.heads = slots.heads();
    match session.saving {
        Saving::Writing if held == Holds::All && private_store_is_whole => session.settle(),
        Saving::Writing => saving::write(model, effects),
        // Reread without a save: another page has written without seeing what is here.
        Saving::Saved | Saving::Elsewhere { .. } if held != Holds::All && session.heads != Heads::default() => {
            saving::changed(model, effects, context);
        }
        _ => {}
    }
}

/// Like [`merge`], for a board that was closed before it could be saved.
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
        // Unreadable: the board stays here, and the stored text stays there.
        Err(Some(_)) => return,
    }
    saving::save_unopened(model, board, &replica, generation, slots.heads(), effects, context);
}

/// Merges one stored text into the open board.
fn take_text(session: &mut Session, slot: Slot, text: &str, effects: &mut Vec<Effect>, context: &Context) -> Holds {
    match stored::read_one(session.board, text) {
        Ok((generation, document)) => {
            session.generation = session.generation.max(generation);
            let is_new = receive(session, document.clone().into_iter().collect(), effects, context);
            match *session.replica.document() == document {
                true => Holds::All,
                false if is_new => Holds::Other,
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

/// Handles the private store as another tab has written it; all tabs of this device share it. This page's next save includes it.
pub(super) fn private_store_elsewhere(model: &mut Model, board: BoardId, text: &str, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else { return };
    match stored::read_one(board, text) {
        Ok((_, private_store)) => {
            session.replica.receive_private_store(private_store);
        }
        Err(LoadError::TooNew { .. }) => outdate(session, context),
        // Quarantined when this page saves.
        Err(_) => {}
    }
}

/// Catches up after the back/forward cache, where the page heard no messages, and after all storage was cleared: takes over what is now in
/// storage.
pub(super) fn catch_up(model: &mut Model, storage: Result<StoredKeys, StorageProblem>, effects: &mut Vec<Effect>) {
    let open = model.session().map(|session| session.board);
    // If storage cannot be read just now, the next save notices.
    if let Ok(StoredKeys { boards, index, erased }) = storage {
        if let Some(text) = index {
            index_elsewhere(model, text, effects);
        }
        let is_here = |board| Some(board) == open || boards.contains(&board) || model.unsaved.contains_key(&board);
        let (here, gone) = std::mem::take(&mut model.entries).into_iter().partition(|entry| is_here(entry.board));
        model.entries = here;
        model.gone = gone;
        model.gone.retain(|entry| !erased.contains(&entry.board));
        model.erased = erased;
        if !model.gone.is_empty() {
            effects.push(Effect::ListCopies);
        }
    }
    effects.extend(open.map(Effect::Reread));
}

/// Handles the index as another tab has written it: its entries win, and entries it lacks stay.
pub(super) fn index_elsewhere(model: &mut Model, text: String, effects: &mut Vec<Effect>) {
    let theirs = list::read_index(Some(text), effects);
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
