//! Saving, debounced: within 350 ms of the last change, within 1 s under continuous typing, at once when the page is hidden.

use super::model::Keeping;
use super::nearing::Bound;
use super::session::{Reminder, SecondCopyState};
use super::storage::Unsaved;
use super::{Context, Effect, Model, Notice, Saving, Session, Storage, StorageProblem, Stored};
use crate::core::board::Board;
use crate::core::document::id::BoardId;
use crate::core::format::index;
use crate::core::format::index::{Entry, Origin, Shelf};
use crate::core::format::stored;
use crate::core::format::stored::{Generation, Heads};
use crate::core::format::version;
use crate::core::replica::Replica;

/// The delay of a save after a change. With the duration of the save itself it stays within 350 ms.
pub const WAKE_AFTER_MS: u32 = 250;
/// The longest delay while changes keep coming.
const LONGEST_WAIT_MS: u64 = 700;
/// The delay of a retry after a failed save.
const RETRY_AFTER_MS: u32 = 10_000;
/// The delay of the second try of a second copy. A browser that was too busy for one has time again by then.
const COPY_AGAIN_AFTER_MS: u32 = 20_000;
/// The time another tab has to save its own changes before this one does.
const OTHERS_SAVE_AFTER_MS: u64 = 2_000;

/// The least time between two versions.
const KEEP_AFTER_MS: u64 = 5 * 60_000;
/// Work longer than this should not be in one browser alone.
const LONG_WORK_MS: u64 = 40 * 60_000;
/// Smaller boards, in UTF-16 units, are not worth naming when storage is full.
const WORTH_DELETING: usize = 10_000;

/// The occasion of a reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// After any change.
    Change,
    /// When the workshop closes.
    Close,
}

/// Records that the open board has changed, and schedules a save.
pub(super) fn changed(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let blocked = matches!(model.storage, Storage::Blocked(_));
    let Some(session) = model.session_mut() else { return };
    session.has_news = true;
    session.saving = match session.saving {
        Saving::Failed(StorageProblem::Blocked) if blocked => return,
        Saving::Failed(StorageProblem::Newer) => return,
        Saving::Waiting { first, .. } => Saving::Waiting { first, last: context.now },
        Saving::Saved | Saving::Elsewhere { .. } | Saving::Writing | Saving::Failed(_) => {
            effects.push(Effect::Wake(WAKE_AFTER_MS));
            Saving::Waiting { first: context.now, last: context.now }
        }
    };
}

/// Saves if it is time to, or waits for a pause in typing.
pub(super) fn woken(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    match session.saving {
        Saving::Waiting { first, last } => {
            let since_last = context.now.saturating_sub(last);
            let since_first = context.now.saturating_sub(first);
            // A clock set back must not keep the board from being saved.
            let backwards = context.now < first.max(last);
            if backwards || since_last >= u64::from(WAKE_AFTER_MS) - 20 || since_first >= LONGEST_WAIT_MS {
                write(model, effects);
            } else {
                effects.push(Effect::Wake(WAKE_AFTER_MS - since_last as u32));
            }
        }
        Saving::Elsewhere { since } => {
            let waited = context.now.saturating_sub(since);
            if context.now < since || waited >= OTHERS_SAVE_AFTER_MS - 20 {
                write(model, effects);
            }
        }
        Saving::Failed(problem) if problem.may_pass() => {
            // Only the wake scheduled for the retry counts.
            if is_due(session.retry_at, RETRY_AFTER_MS, context) {
                write(model, effects);
            }
        }
        Saving::Saved => {
            if let SecondCopyState::Missing { again_at: Some(at) } = session.second_copy
                && is_due(at, COPY_AGAIN_AFTER_MS, context)
            {
                session.second_copy = SecondCopyState::Missing { again_at: None };
                write(model, effects);
            }
        }
        Saving::Writing | Saving::Failed(_) => {}
    }
}

/// Whether a time set `delay` before it has come. A clock set back must not delay it.
fn is_due(at: u64, delay: u32, context: &Context) -> bool {
    let wait = at.saturating_sub(context.now);
    wait <= 20 || wait > u64::from(delay)
}

/// Saves at once, because the page may end now. If it is saved, storage is asked whether it still has it: it may have been cleared.
pub(super) fn page_hidden(model: &mut Model, effects: &mut Vec<Effect>) {
    save_now(model, effects);
    let saved = model.session().filter(|session| session.saving == Saving::Saved);
    effects.extend(saved.map(|session| Effect::CheckStored { board: session.board, heads: session.heads.clone() }));
}

/// Saves at once, unless saved.
pub(super) fn save_now(model: &mut Model, effects: &mut Vec<Effect>) {
    let unsaved = model.session().is_some_and(|session| match session.saving {
        Saving::Waiting { .. } | Saving::Elsewhere { .. } => true,
        Saving::Failed(problem) => problem.may_pass(),
        Saving::Saved | Saving::Writing => false,
    });
    if unsaved {
        write(model, effects);
    }
}

/// Records that another tab has changed the open board. That tab saves it; this page does only if it fails to.
pub(super) fn changed_elsewhere(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    session.has_news = true;
    if session.saving == Saving::Saved {
        session.saving = Saving::Elsewhere { since: context.now };
        effects.push(Effect::Wake(OTHERS_SAVE_AFTER_MS as u32));
    }
}

/// Saves the open board.
pub(super) fn write(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(session) = model.session_mut() else { return };
    // During another save this is the next generation. After a failure the same slot is tried again, so that the last good generation
    // survives.
    let generation = session.generation.max(session.asked).next();
    session.asked = generation;
    session.saving = Saving::Writing;
    session.asked_head = session.heads.clone();
    let save = save_effect(session.board, &session.replica, session.heads.clone(), generation);
    let mut neared = None;
    if let Effect::Save { text, .. } = &save {
        session.asked_head.set(generation.slot(), Some(text));
        let size = in_kilobytes(text);
        let before = std::mem::replace(&mut session.size, size);
        neared = Bound::Storage.is_neared(before, size).then_some(Notice::Nearing(Bound::Storage, size));
    }
    effects.push(save);
    model.notice = neared.or(model.notice.take());
}

/// The size of a text in storage, in thousands of UTF-16 units. They are counted only where bytes say that it may be large.
fn in_kilobytes(text: &str) -> usize {
    let bytes = text.len() / 1_000;
    if 10 * bytes < 9 * Bound::Storage.limit() { bytes } else { text.encode_utf16().count() / 1_000 }
}

/// The effect that saves one generation of a board, with its private store, over the heads seen in storage.
pub(super) fn save_effect(board: BoardId, replica: &Replica, over: Heads, generation: Generation) -> Effect {
    let text = stored::write(board, replica.document(), generation);
    let private_store = (!replica.private_store().is_empty()).then(|| stored::write(board, &replica.stored_private_store(), generation));
    Effect::Save { board, over, generation, text, private_store }
}

/// Handles the end of a save.
pub(super) fn saved(
    model: &mut Model,
    board: BoardId,
    generation: Generation,
    result: Result<(), StorageProblem>,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    if result.is_ok() {
        model.erased.retain(|erased| *erased != board);
    }
    if result.is_ok() && model.unsaved.get(&board).is_some_and(|unsaved| unsaved.awaited <= generation) {
        model.unsaved.remove(&board);
    }
    let Some(session) = model.session_mut().filter(|session| session.board == board) else {
        if result.is_ok() {
            saved_unopened(model, board, effects, context);
        }
        return;
    };
    // Only the answer to the latest save tells whether the latest change is saved.
    let latest = session.asked == generation;
    let writing = latest && session.saving == Saving::Writing;
    match result {
        Ok(()) => {
            session.generation = session.generation.max(generation);
            if latest {
                session.heads = session.asked_head.clone();
                session.second_copy = SecondCopyState::Writing { generation, is_again: is_second_try(session.second_copy) };
            }
            if writing {
                session.settle();
            }
            session.biggest = Vec::new();
            keep_version_at_times(session, effects, context);
            let projection = session.replica.board();
            let entry = entry_of(board, projection, context.now);
            put_entry(model, entry, effects);
            if model.keeping == Keeping::Wanted {
                model.keeping = Keeping::Asked;
                effects.push(Effect::Persist);
            }
        }
        Err(problem) => {
            if latest {
                session.asked = session.generation;
            }
            if writing {
                if problem == StorageProblem::Full && session.trouble.is_none() {
                    effects.push(Effect::Measure);
                }
                fail(session, problem, effects, context);
            }
        }
    }
}

/// Records that the board is not saved, and has it tried again.
pub(super) fn fail(session: &mut Session, problem: StorageProblem, effects: &mut Vec<Effect>, context: &Context) {
    session.fail(problem, context.now);
    let wait = session.retry_at.saturating_sub(context.now);
    // One retry at a time, however many saves fail in between.
    if wait == 0 || wait > u64::from(RETRY_AFTER_MS) {
        session.retry_at = context.now + u64::from(RETRY_AFTER_MS);
        effects.push(Effect::Wake(RETRY_AFTER_MS));
    }
}

/// Handles the end of a second copy. Until then a killed browser may lose the save, so the page doesn't call it saved.
pub(super) fn second_copy_saved(
    model: &mut Model,
    board: BoardId,
    generation: Generation,
    is_kept: bool,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else { return };
    let SecondCopyState::Writing { generation: awaited, is_again } = session.second_copy else { return };
    if awaited != generation {
        return;
    }
    session.second_copy = match (is_kept, is_again) {
        (true, _) => SecondCopyState::Kept,
        (false, true) => SecondCopyState::Missing { again_at: None },
        (false, false) => {
            effects.push(Effect::Wake(COPY_AGAIN_AFTER_MS));
            SecondCopyState::Missing { again_at: Some(context.now + u64::from(COPY_AGAIN_AFTER_MS)) }
        }
    };
}

/// Whether the save that follows is the second try of a second copy. A browser that takes none is not asked again and again.
fn is_second_try(before: SecondCopyState) -> bool {
    match before {
        SecondCopyState::Kept => false,
        SecondCopyState::Writing { is_again, .. } => is_again,
        SecondCopyState::Missing { again_at } => again_at.is_none(),
    }
}

/// Saves a board that is not open.
pub(super) fn save_unopened(
    model: &mut Model,
    board: BoardId,
    replica: &Replica,
    before: Generation,
    heads: Heads,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    let entry = entry_of(board, replica.board(), context.now);
    let generation = before.next();
    let (document, private_store) = (replica.document().clone(), replica.stored_private_store());
    let stored = Stored { document, private_store, generation: before, heads: heads.clone() };
    model.unsaved.insert(board, Unsaved { stored, awaited: generation });
    effects.push(save_effect(board, replica, heads, generation));
    put_entry(model, entry, effects);
}

/// Stores a version of the board. The shell skips one that equals the newest.
pub(super) fn keep_version(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    session.version_at = context.now;
    session.has_news = false;
    let projection = session.replica.board();
    if !session.replica.document().is_empty() {
        let (name, text) = version::write(session.board, session.replica.document(), projection, session.generation, context.now);
        effects.push(Effect::KeepVersion { board: session.board, name, text });
    }
}

/// Stores a version before something is deleted, so that it can be found after a reload, too. Several deletions in a row share one.
pub(super) fn keep_version_before_deletion(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    if session.has_news {
        keep_version(session, effects, context);
    }
}

/// Stores a version after a save, if the last one is old enough.
fn keep_version_at_times(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    let since = context.now.saturating_sub(session.version_at);
    // A clock set back starts the interval again.
    if since >= KEEP_AFTER_MS || context.now < session.version_at {
        keep_version(session, effects, context);
    }
}

/// Reminds the person once to save a file: after long work, or at the end.
pub(super) fn remind(model: &mut Model, at: Moment, context: &Context) {
    let is_free = model.notice.is_none();
    let Some(session) = model.session_mut().filter(|session| is_free && session.reminder == Reminder::Due) else { return };
    let since = *session.unfiled.get_or_insert(context.now);
    if at == Moment::Close || context.now.saturating_sub(since) >= LONG_WORK_MS {
        session.reminder = Reminder::Given;
        model.notice = Some(Notice::SaveAFile);
    }
}

/// Remembers the biggest other boards while storage is full.
pub(super) fn measured(model: &mut Model, mut sizes: Vec<(BoardId, usize)>) {
    sizes.sort_unstable_by_key(|(_, size)| std::cmp::Reverse(*size));
    let open = model.session().map(|session| session.board);
    let others = sizes.into_iter().filter(|(board, size)| Some(*board) != open && *size >= WORTH_DELETING).take(3);
    // A unit takes two bytes.
    let biggest = others.map(|(board, size)| (model.title_in_list(board), size / 500)).collect();
    if let Some(session) = model.session_mut() {
        session.biggest = biggest;
    }
}

/// Handles the save of a board that is not open.
fn saved_unopened(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>, context: &Context) {
    if let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) {
        entry.saved = context.now;
        effects.push(Effect::SaveIndex(index::write(&model.entries)));
    }
}

/// The entry of a board in the index.
pub(super) fn entry_of(board: BoardId, projection: &Board, saved: u64) -> Entry {
    let (title, notes, stage) = (String::from(projection.title()), projection.note_count(), Some(projection.stage()));
    Entry { board, title, notes, saved, stage, shelf: Shelf::Boards, origin: Origin::Here }
}

/// Puts an entry at the front of the index and writes the index.
pub(super) fn put_entry(model: &mut Model, mut entry: Entry, effects: &mut Vec<Effect>) {
    // The origin was recorded when the board arrived and must not change.
    let known = model.session().filter(|session| session.board == entry.board).map(|session| session.origin);
    let before = || model.entries.iter().find(|other| other.board == entry.board).map(|before| before.origin);
    entry.origin = known.or_else(before).unwrap_or(entry.origin);
    model.entries.retain(|other| other.board != entry.board);
    model.entries.insert(0, entry);
    effects.push(Effect::SaveIndex(index::write(&model.entries)));
}
