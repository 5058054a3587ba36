//! Boards come and go: start, the list of boards, opening from storage, links and files. Nothing here ever replaces a board.

use super::effect::{Errand, FragmentChange};
use super::event::Start;
use super::saving::{Saving, WAKE_AFTER_MS, entry_of, put_entry};
use super::session::{Dialog, MergePreview, Session};
use super::{Context, Effect, Kept, Model, Notice, Place, Storage, part, saving};
use crate::core::command::Command;
use crate::core::document::Document;
use crate::core::format::LoadError;
use crate::core::format::file::{self, BoardFile};
use crate::core::format::index::{self, Entry, Origin, Shelf};
use crate::core::format::link::{self, LinkError, Linked, LinkedPart};
use crate::core::format::stored::{self, Generation, Loaded, Slot, Slots, StoredDesk};
use crate::core::id::BoardId;
use crate::core::later::later;
use crate::core::replica::Replica;

/// What stands before the id of a board of this device in the address.
const LOCAL: &str = "board-";

pub(super) fn start(model: &mut Model, start: Start, effects: &mut Vec<Effect>, context: &Context) {
    model.device = start.device;
    match start.storage {
        Ok(keys) => {
            model.storage = Storage::Works;
            model.entries = keys.index.as_deref().map(|text| later(|| index::read(text))).unwrap_or_else(Vec::new);
            model.entries.retain(|entry| keys.boards.contains(&entry.board));
            for board in keys.boards {
                if !model.entries.iter().any(|entry| entry.board == board) {
                    model.entries.push(Entry {
                        board,
                        title: String::new(),
                        notes: 0,
                        saved: 0,
                        shelf: Shelf::Boards,
                        origin: Origin::Here,
                    });
                    effects.push(Effect::Load { board, errand: Errand::List });
                }
            }
        }
        Err(problem) => model.storage = Storage::Blocked(problem),
    }
    go_to_fragment(model, &start.fragment, effects, context);
}

pub(super) fn go_to_fragment(model: &mut Model, fragment: &str, effects: &mut Vec<Effect>, context: &Context) {
    if let Some(board) = fragment.strip_prefix(LOCAL).and_then(BoardId::from_hex) {
        let open = model.session().is_some_and(|session| session.board == board);
        if !open {
            load(model, board, Errand::Open, effects, context);
        }
        return;
    }
    if fragment.is_empty() {
        leave_board(model, effects);
        return;
    }
    // The link is not left in the address: a reload must not take it in twice.
    let address = model.session().map_or_else(String::new, |session| local_fragment(session.board));
    match later(|| link::decode_part(fragment)) {
        Err(LinkError::NotALink) => {}
        Ok(LinkedPart { board, part }) => return later(|| part::come_in(model, board, part, effects, context)),
        Err(error) => {
            model.notice = Some(Notice::PartLink(error));
            effects.push(Effect::SetFragment(address, FragmentChange::Replace));
            if model.session().is_none() {
                model.place = Place::Home;
            }
            return;
        }
    }
    match later(|| link::decode(fragment)) {
        Ok(Linked { board, document }) => later(|| take_in(model, board, document, effects, context)),
        Err(error) => {
            model.notice = Some(Notice::Link(error));
            effects.push(Effect::SetFragment(address, FragmentChange::Replace));
            if model.session().is_none() {
                model.place = Place::Home;
            }
        }
    }
}

pub(super) fn local_fragment(board: BoardId) -> String {
    String::from(LOCAL) + &board.to_hex()
}

/// Saves what is open and shows the list of boards.
pub(super) fn go_home(model: &mut Model, effects: &mut Vec<Effect>) {
    leave_board(model, effects);
    effects.push(Effect::SetFragment(String::new(), FragmentChange::Push));
}

/// Puts the open board away. If it cannot be saved, it is kept as long as the page is open.
fn leave_board(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.session().is_some_and(|session| session.saving != Saving::Saved) {
        saving::save_now(model, effects);
    }
    if let Some(session) = model.session().filter(|session| session.saving != Saving::Saved) {
        let (board, picture) = (session.board, session.replica.board());
        let (document, desk) = (session.replica.document().clone(), session.replica.desk().clone());
        let kept = Kept { document, desk, generation: session.generation, awaited: session.asked };
        let saved = model.entries.iter().find(|entry| entry.board == board).map_or(0, |entry| entry.saved);
        let entry = entry_of(board, picture, saved);
        model.kept.insert(board, kept);
        put_entry(model, entry, effects);
    }
    model.place = Place::Home;
}

impl Model {
    /// Whether a board lives in this page alone, because it could not be saved.
    pub fn is_unsaved(&self, board: BoardId) -> bool {
        self.kept.contains_key(&board)
    }
}

/// A new board on this device, with what is in the document.
pub(super) fn new_board(model: &mut Model, document: Document, effects: &mut Vec<Effect>, context: &Context) {
    let board = BoardId::from_random(context.random);
    open_unsaved(model, board, document, FragmentChange::Push, effects, context);
}

/// Opens a board that is in no storage yet and has it saved.
fn open_unsaved(
    model: &mut Model,
    board: BoardId,
    document: Document,
    change: FragmentChange,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    leave_board(model, effects);
    let saving = match model.storage {
        Storage::Works => {
            effects.push(Effect::Wake(WAKE_AFTER_MS));
            Saving::Waiting { first: context.now, last: context.now }
        }
        Storage::Blocked(problem) => Saving::Failed(problem),
    };
    let session = Session::new(Replica::new(model.device, document), board, Generation(0), saving);
    model.place = Place::Board(Box::new(session));
    model.notice = None;
    effects.push(Effect::SetFragment(local_fragment(board), change));
}

/// Takes in a board from a link or a file: a new one is opened, a known one is compared first.
fn take_in(model: &mut Model, board: BoardId, document: Document, effects: &mut Vec<Effect>, context: &Context) {
    if let Some(session) = model.session_mut().filter(|session| session.board == board) {
        effects.push(Effect::SetFragment(local_fragment(board), FragmentChange::Replace));
        let preview = MergePreview::of(session.replica.document(), &document);
        if !preview.is_empty() {
            session.dialog = Dialog::Incoming { document, preview };
            return;
        }
        // What cannot be seen is taken in all the same: that another has deleted what is deleted here, fields of newer versions.
        let changed = session.replica.receive(document.into_iter().collect());
        if model.notice != Some(Notice::Recovered) {
            model.notice = Some(Notice::NothingNew);
        }
        if changed {
            saving::changed(model, effects, context);
        }
        return;
    }
    // Storage is asked even for a board that is not in the list: another page may have stored it since this one was opened.
    load(model, board, Errand::Compare(document), effects, context);
}

pub(super) fn open_file(model: &mut Model, text: &str, effects: &mut Vec<Effect>, context: &Context) {
    // A text file with a link in it is a board, or a part, as well.
    let linked = text.split_once("#b1").map(|(_, rest)| link::decode(&(String::from("b1") + rest.trim())));
    let part_linked = || text.split_once("#r1").map(|(_, rest)| link::decode_part(&(String::from("r1") + rest.trim())));
    match (file::read(text), linked) {
        (Ok(BoardFile { board, document }), _) | (Err(_), Some(Ok(Linked { board, document }))) => {
            take_in(model, board, document, effects, context)
        }
        (Err(error), _) => match (file::read_part(text), part_linked()) {
            (Ok(LinkedPart { board, part }), _) | (Err(_), Some(Ok(LinkedPart { board, part }))) => {
                part::come_in(model, board, part, effects, context)
            }
            // A part that cannot be read says so itself.
            (Err(LoadError::NotABoard), _) => model.notice = Some(Notice::File(error)),
            (Err(error), _) => model.notice = Some(Notice::File(error)),
        },
    }
}

/// Asks storage for a board; one that this page alone has is at hand.
pub(super) fn load(model: &mut Model, board: BoardId, errand: Errand, effects: &mut Vec<Effect>, context: &Context) {
    match model.kept.get(&board).cloned() {
        Some(Kept { document, desk, generation, .. }) => {
            let loaded = Loaded { document, generation, unreadable: None };
            later(|| run(model, board, loaded, desk, errand, effects, context));
        }
        None => effects.push(Effect::Load { board, errand }),
    }
}

/// Storage has answered.
pub(super) fn loaded(
    model: &mut Model,
    board: BoardId,
    [slots, desk]: [&Slots; 2],
    errand: Errand,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match stored::read(board, slots).and_then(|loaded| Ok((loaded, stored::read_desk(board, desk).map_err(Some)?))) {
        Ok((loaded, StoredDesk { desk, unreadable })) => {
            if let Some(text) = &loaded.unreadable {
                let slot = loaded.generation.next().slot();
                effects.push(Effect::Quarantine { board, slot, text: text.clone() });
            }
            for (slot, text) in &unreadable {
                effects.push(Effect::QuarantineDesk { board, slot: *slot, text: text.clone() });
            }
            run(model, board, loaded, desk, errand, effects, context);
            if !unreadable.is_empty() && model.session().is_some_and(|session| session.board == board) {
                let text = unreadable.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n\n");
                model.notice = Some(Notice::DeskUnreadable { board, text });
            }
        }
        Err(error) => failed(model, board, slots, error, errand, effects, context),
    }
}

fn failed(
    model: &mut Model,
    board: BoardId,
    slots: &Slots,
    error: Option<LoadError>,
    errand: Errand,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match (error, errand) {
        (_, Errand::List) => return,
        (None, Errand::Compare(document)) => {
            open_unsaved(model, board, document, FragmentChange::Replace, effects, context);
            if let Some(session) = model.session_mut() {
                session.origin = Origin::Sent;
            }
            return;
        }
        (None, Errand::Part(part)) => return part::not_here(model, &part, effects),
        (None, _) => model.notice = Some(Notice::NotHere),
        (Some(error), _) => {
            let text = [&slots.a, &slots.b].into_iter().flatten().cloned().collect::<Vec<_>>().join("\n\n");
            for (slot, text) in [(Slot::A, &slots.a), (Slot::B, &slots.b)] {
                effects.extend(text.clone().map(|text| Effect::Quarantine { board, slot, text }));
            }
            model.notice = Some(Notice::Unreadable { board, error, text });
        }
    }
    leave_board(model, effects);
    effects.push(Effect::SetFragment(String::new(), FragmentChange::Replace));
}

fn run(model: &mut Model, board: BoardId, loaded: Loaded, desk: Document, errand: Errand, effects: &mut Vec<Effect>, context: &Context) {
    match errand {
        Errand::Open => open(model, board, loaded, desk, FragmentChange::Push, effects, context),
        Errand::Compare(document) => {
            open(model, board, loaded, desk, FragmentChange::Replace, effects, context);
            take_in(model, board, document, effects, context);
        }
        Errand::Part(part) => {
            open(model, board, loaded, desk, FragmentChange::Replace, effects, context);
            part::come_in(model, board, part, effects, context);
        }
        Errand::List => {
            let replica = Replica::new(model.device, loaded.document);
            let picture = replica.board();
            if let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) {
                entry.title = String::from(picture.title());
                entry.notes = picture.note_count();
            }
            effects.push(Effect::SaveIndex(index::write(&model.entries)));
        }
        Errand::Rename(title) => {
            let mut replica = Replica::with_desk(model.device, loaded.document, desk);
            match replica.act(&Command::SetTitle(title), context.now) {
                Ok(_) => write_aside(model, board, &replica, loaded.generation.next(), effects, context),
                Err(rejected) => model.notice = Some(Notice::Refused(rejected)),
            }
        }
        // What lies on the desk stays with the one board.
        Errand::Duplicate(title) => {
            let mut replica = Replica::new(model.device, loaded.document);
            match replica.act(&Command::SetTitle(title), context.now) {
                Ok(_) => write_aside(model, BoardId::from_random(context.random), &replica, Generation(1), effects, context),
                Err(rejected) => model.notice = Some(Notice::Refused(rejected)),
            }
        }
    }
}

/// Writes a board that is not open.
fn write_aside(model: &mut Model, board: BoardId, replica: &Replica, generation: Generation, effects: &mut Vec<Effect>, context: &Context) {
    let entry = entry_of(board, replica.board(), context.now);
    let before = Generation(generation.0.saturating_sub(1));
    let (document, desk) = (replica.document().clone(), replica.desk().clone());
    model.kept.insert(board, Kept { document, desk, generation: before, awaited: generation });
    effects.push(saving::save_effect(board, replica, generation));
    put_entry(model, entry, effects);
}

fn open(
    model: &mut Model,
    board: BoardId,
    loaded: Loaded,
    desk: Document,
    change: FragmentChange,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    leave_board(model, effects);
    let unsaved = model.kept.contains_key(&board);
    let saving = match model.storage {
        Storage::Blocked(problem) => Saving::Failed(problem),
        Storage::Works if unsaved => {
            effects.push(Effect::Wake(WAKE_AFTER_MS));
            Saving::Waiting { first: context.now, last: context.now }
        }
        Storage::Works => Saving::Saved,
    };
    let recovered = loaded.unreadable.is_some();
    let mut session = Session::new(Replica::with_desk(model.device, loaded.document, desk), board, loaded.generation, saving);
    if let Some(entry) = model.entries.iter().find(|entry| entry.board == board) {
        session.origin = entry.origin;
    }
    model.place = Place::Board(Box::new(session));
    model.notice = recovered.then_some(Notice::Recovered);
    restore_entry(model, board);
    effects.push(Effect::SetFragment(local_fragment(board), change));
}

/// A board that is opened is no longer in the bin.
fn restore_entry(model: &mut Model, board: BoardId) {
    if let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) {
        entry.shelf = Shelf::Boards;
    }
}

pub(super) fn bin(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) else { return };
    entry.shelf = Shelf::Bin;
    model.notice = Some(Notice::Binned { board, title: entry.title.clone() });
    effects.push(Effect::SaveIndex(index::write(&model.entries)));
}

pub(super) fn restore(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    restore_entry(model, board);
    model.notice = None;
    effects.push(Effect::SaveIndex(index::write(&model.entries)));
}

pub(super) fn erase(model: &mut Model, board: BoardId, effects: &mut Vec<Effect>) {
    // Only what is in the bin: deleting for ever is always the second step.
    let binned = model.entries.iter().any(|entry| entry.board == board && entry.shelf == Shelf::Bin);
    if binned {
        model.entries.retain(|entry| entry.board != board);
        model.kept.remove(&board);
        model.notice = None;
        effects.push(Effect::Erase(board));
        effects.push(Effect::SaveIndex(index::write(&model.entries)));
    }
}
