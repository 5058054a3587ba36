//! What is open: opens a board, closes it without losing anything, and reports why a board cannot be opened.

use super::load::{Damaged, LoadedBoard};
use super::saving;
use super::saving::{WAKE_AFTER_MS, entry_of, put_entry};
use super::storage::Unsaved;
use super::{Context, Effect, FragmentChange, IncomingBoard, Model, Notice, Place, Saving, Session, Storage, StorageProblem, Stored};
use crate::core::document::id::BoardId;
use crate::core::format::index::Origin;
use crate::core::format::stored::{Generation, Heads, Newest, Slot};

/// The prefix of a board's id in the fragment of this device's own addresses.
const LOCAL: &str = "board-";

/// The board that a fragment of this device leads to.
pub(super) fn local_board(fragment: &str) -> Option<BoardId> {
    fragment.strip_prefix(LOCAL).and_then(BoardId::from_hex)
}

/// The fragment that leads to a board of this device.
pub(super) fn local_fragment(board: BoardId) -> String {
    String::from(LOCAL) + &board.to_hex()
}

/// Shows the list of boards.
pub(super) fn show_home(model: &mut Model) {
    model.forget_last_change();
    model.place = Place::Home;
}

/// Closes the open board and shows the list of boards.
pub(super) fn go_home(model: &mut Model, effects: &mut Vec<Effect>) {
    leave(model, effects);
    effects.push(Effect::SetFragment(String::new(), FragmentChange::Push));
}

/// Closes the open board. If it cannot be saved, it is kept as long as the page lives.
pub(super) fn leave(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.session().is_some() {
        close_board(model, effects);
        // About a board that is not open any more.
        model.notice.take_if(|notice| matches!(notice, Notice::SaveAFile | Notice::FileLacks(_)));
    }
    show_home(model);
}

fn close_board(model: &mut Model, effects: &mut Vec<Effect>) {
    saving::save_now(model, effects);
    effects.push(Effect::Follow(None));
    effects.push(Effect::SetChime(None));
    if let Some(session) = model.session().filter(|session| session.saving != Saving::Saved) {
        let (board, projection) = (session.board, session.replica.board());
        let unsaved = Unsaved { stored: session.stored(), awaited: session.asked };
        let saved = model.entries.iter().find(|entry| entry.board == board).map_or(0, |entry| entry.saved);
        let entry = entry_of(board, projection, saved);
        model.unsaved.insert(board, unsaved);
        put_entry(model, entry, effects);
    }
}

/// Creates a board on this device with this document, and opens it.
pub(super) fn new_board(model: &mut Model, incoming: IncomingBoard, effects: &mut Vec<Effect>, context: &Context) {
    let board = BoardId::from_random((context.random)());
    open_unsaved(model, board, incoming, FragmentChange::Push, effects, context);
}

/// Opens a board that is not in storage yet and has it saved.
pub(super) fn open_unsaved(
    model: &mut Model,
    board: BoardId,
    incoming: IncomingBoard,
    change: FragmentChange,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    leave(model, effects);
    let saving = match model.storage {
        Storage::Works => {
            effects.push(Effect::Wake(WAKE_AFTER_MS));
            Saving::Waiting { first: context.now, last: context.now }
        }
        Storage::Blocked(problem) => Saving::Failed(problem),
    };
    let IncomingBoard { document, private_store } = incoming;
    let stored = Stored { document, private_store, generation: Generation(0), heads: Heads::default() };
    show(model, board, stored, saving, effects, context);
    model.notice = None;
    effects.push(Effect::SetFragment(local_fragment(board), change));
}

/// How long a page may stay open and undo a deletion: a day.
const UNDOABLE_FOR_MS: u64 = 24 * 60 * 60_000;

/// Opens a loaded board, without what was deleted so long ago that nothing brings it back.
pub(super) fn open(
    model: &mut Model,
    board: BoardId,
    mut loaded: LoadedBoard,
    change: FragmentChange,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    leave(model, effects);
    loaded.stored.document = loaded.stored.document.without_deleted_before(context.now.saturating_sub(UNDOABLE_FOR_MS));
    let unsaved = model.unsaved.contains_key(&board);
    let saving = match model.storage {
        Storage::Blocked(problem) => Saving::Failed(problem),
        Storage::Works if unsaved || loaded.newest == Newest::Partial => {
            effects.push(Effect::Wake(WAKE_AFTER_MS));
            Saving::Waiting { first: context.now, last: context.now }
        }
        Storage::Works => Saving::Saved,
    };
    show(model, board, loaded.stored, saving, effects, context);
    let origin = model.entries.iter().find(|entry| entry.board == board).map_or(Origin::Here, |entry| entry.origin);
    if let Some(session) = model.session_mut() {
        session.origin = origin;
    }
    effects.push(Effect::ReadCopy(board));
    model.notice = loaded.damaged_generation.map(|text| Notice::Recovered { board, text });
    model.take_out_of_bin(board);
    effects.push(Effect::SetFragment(local_fragment(board), change));
}

fn show(model: &mut Model, board: BoardId, stored: Stored, saving: Saving, effects: &mut Vec<Effect>, context: &Context) {
    let mut session = Session::new(model.device, board, stored, saving);
    if let Saving::Failed(problem) = saving {
        session.fail(problem, context.now);
    }
    if model.outdated.contains_key(&board) {
        session.fail(StorageProblem::Newer, context.now);
    }
    saving::keep_version(&mut session, effects, context);
    model.place = Place::Board(Box::new(session));
    effects.push(Effect::Follow(Some(board)));
}

/// Reports that a board is not on this device, and asks for its second copy.
pub(super) fn not_here(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    model.notice = Some(Notice::NotHere);
    if !model.erased.contains(&board) {
        model.wanted = Some(board);
        effects.push(Effect::ReadCopy(board));
    }
    return_home(model, effects);
}

/// Reports that a board cannot be read. Its texts go to quarantine and can be downloaded. `open` alone also asks for the second copy.
pub(super) fn unreadable(model: &mut Model, board: BoardId, damaged: Damaged, effects: &mut Vec<Effect>) {
    let Damaged { error, slots } = damaged;
    for (slot, text) in [(Slot::A, &slots.a), (Slot::B, &slots.b)] {
        effects.extend(text.clone().map(|text| Effect::Quarantine { board, slot, text }));
    }
    model.notice = Some(Notice::Unreadable { board, error, text: slots.text(), heads: slots.heads(), copy: None });
    return_home(model, effects);
}

/// Reports that storage cannot be read.
pub(super) fn unreachable(model: &mut Model) {
    model.notice = Some(Notice::Unreachable);
    if matches!(model.place, Place::Starting) {
        model.place = Place::Home;
    }
}

fn return_home(model: &mut Model, effects: &mut Vec<Effect>) {
    leave(model, effects);
    effects.push(Effect::SetFragment(String::new(), FragmentChange::Replace));
}
