//! Boards come and go: start, the list of boards, opening from storage, links and files. Nothing here ever replaces a board.

use super::effect::{FragmentChange, LoadPurpose};
use super::event::Start;
use super::preview::MergePreview;
use super::saving::{Saving, WAKE_AFTER_MS, entry_of, put_entry};
use super::session::{Dialog, Session};
use super::{
    Context, Effect, Model, Notice, Place, Storage, StorageProblem, Stored, Unsaved, all_boards, contribution, saving, shelf, tabs,
    unopened, versions,
};
use crate::core::command::Command;
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;
use crate::core::format::boards;
use crate::core::format::file;
use crate::core::format::file::BoardFile;
use crate::core::format::index;
use crate::core::format::index::{Entry, Origin, Shelf};
use crate::core::format::link;
use crate::core::format::link::{LinkError, Linked, LinkedContribution};
use crate::core::format::stored;
use crate::core::format::stored::{Generation, Heads, Loaded, Newest, Slots, StoredPrivateStore};
use crate::core::replica::Replica;

/// What stands before the id of a board of this device in the address.
const LOCAL: &str = "board-";

pub(super) fn start(model: &mut Model, start: Start, effects: &mut Vec<Effect>, context: &Context) {
    model.device = start.device;
    match start.storage {
        Ok(keys) => {
            model.storage = Storage::Works;
            model.entries = keys.index.as_deref().map(index::read).unwrap_or_else(Vec::new);
            let (here, gone): (Vec<_>, Vec<_>) =
                std::mem::take(&mut model.entries).into_iter().partition(|entry| keys.boards.contains(&entry.board));
            model.entries = here;
            if !gone.is_empty() {
                effects.push(Effect::SaveIndex(index::write(&model.entries)));
            }
            model.gone = gone;
            effects.push(Effect::ListCopies);
            for board in keys.boards {
                if !model.entries.iter().any(|entry| entry.board == board) {
                    model.entries.push(Entry {
                        board,
                        title: String::new(),
                        notes: 0,
                        saved: 0,
                        stage: None,
                        shelf: Shelf::Boards,
                        origin: Origin::Here,
                    });
                    effects.push(Effect::Load { board, purpose: LoadPurpose::List });
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
            load(model, board, LoadPurpose::Open, effects, context);
        }
        return;
    }
    if fragment.is_empty() {
        leave_board(model, effects);
        return;
    }
    go_to_link(model, fragment, effects, context);
}

fn go_to_link(model: &mut Model, fragment: &str, effects: &mut Vec<Effect>, context: &Context) {
    // The link is not left in the address: a reload must not take it in twice.
    let address = model.session().map_or_else(String::new, |session| local_fragment(session.board));
    match link::decode_contribution(fragment) {
        Err(LinkError::NotALink) => {}
        Ok(LinkedContribution { board, contribution }) => return contribution::come_in(model, board, contribution, effects, context),
        Err(error) => {
            model.notice = Some(Notice::ContributionLink(error));
            effects.push(Effect::SetFragment(address, FragmentChange::Replace));
            if model.session().is_none() {
                model.place = Place::Home;
            }
            return;
        }
    }
    match link::decode(fragment) {
        Ok(Linked { board, document }) => take_in(model, board, document, effects, context),
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
pub(super) fn leave_board(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.session().is_some() {
        put_board_away(model, effects);
    }
    super::removal::put_away(&mut model.notice);
    model.place = Place::Home;
}

fn put_board_away(model: &mut Model, effects: &mut Vec<Effect>) {
    saving::save_now(model, effects);
    effects.push(Effect::Follow(None));
    if let Some(session) = model.session().filter(|session| session.saving != Saving::Saved) {
        let (board, projection) = (session.board, session.replica.board());
        let unsaved = Unsaved { stored: session.stored(), awaited: session.asked };
        let saved = model.entries.iter().find(|entry| entry.board == board).map_or(0, |entry| entry.saved);
        let entry = entry_of(board, projection, saved);
        model.unsaved.insert(board, unsaved);
        put_entry(model, entry, effects);
    }
}

impl Model {
    /// Whether a board lives in this page alone, because it could not be saved.
    pub fn is_unsaved(&self, board: BoardId) -> bool {
        self.unsaved.contains_key(&board)
    }
}

/// A new board on this device, with what is in the document.
pub(super) fn new_board(model: &mut Model, document: Document, effects: &mut Vec<Effect>, context: &Context) {
    let board = BoardId::from_random((context.random)());
    open_unsaved(model, board, document, FragmentChange::Push, effects, context);
}

/// Opens a board that is in no storage yet and has it saved.
pub(super) fn open_unsaved(
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
    let stored = Stored { document, private_store: Document::new(), generation: Generation(0), heads: Heads::default() };
    show(model, board, stored, saving, effects, context);
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
        let changed = !session.replica.receive(document.into_iter().collect()).is_empty();
        if !matches!(model.notice, Some(Notice::Recovered { .. })) {
            model.notice = Some(Notice::NothingNew);
        }
        if changed {
            saving::changed(model, effects, context);
        }
        return;
    }
    // Storage is asked even for a board that is not in the list: another page may have stored it since this one was opened.
    load(model, board, LoadPurpose::Compare(document), effects, context);
}

pub(super) fn open_file(model: &mut Model, text: &str, effects: &mut Vec<Effect>, context: &Context) {
    if boards::is_one(text) {
        return all_boards::open(model, text, effects, context);
    }
    // A text file with a link in it is a board, or a contribution, as well.
    let linked = text.split_once("#b1").map(|(_, rest)| link::decode(&(String::from("b1") + rest.trim())));
    let contribution_linked = || text.split_once("#r1").map(|(_, rest)| link::decode_contribution(&(String::from("r1") + rest.trim())));
    match (file::read(text), linked) {
        (Ok(BoardFile { board, document }), _) | (Err(_), Some(Ok(Linked { board, document }))) => {
            take_in(model, board, document, effects, context)
        }
        (Err(error), _) => match (file::read_contribution(text), contribution_linked()) {
            (Ok(LinkedContribution { board, contribution }), _) | (Err(_), Some(Ok(LinkedContribution { board, contribution }))) => {
                contribution::come_in(model, board, contribution, effects, context)
            }
            // A contribution that cannot be read says so itself.
            (Err(LoadError::NotABoard), _) => model.notice = Some(Notice::File(error)),
            (Err(error), _) => model.notice = Some(Notice::File(error)),
        },
    }
}

/// Asks storage for a board; one that this page alone has is at hand.
pub(super) fn load(model: &mut Model, board: BoardId, purpose: LoadPurpose, effects: &mut Vec<Effect>, context: &Context) {
    match model.unsaved.get(&board).cloned() {
        Some(Unsaved { stored: Stored { document, private_store, generation, heads }, .. }) => {
            let loaded = Loaded { document, generation, heads, newest: Newest::Whole, unreadable: None };
            run(model, board, loaded, private_store, purpose, effects, context);
        }
        None => effects.push(Effect::Load { board, purpose }),
    }
}

/// Storage has answered.
pub(super) fn loaded(
    model: &mut Model,
    board: BoardId,
    [slots, private_store]: [&Slots; 2],
    purpose: LoadPurpose,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    if purpose == LoadPurpose::Merge {
        return tabs::merge(model, board, [slots, private_store], effects, context);
    }
    if purpose == LoadPurpose::Download {
        effects.push(unopened::raw(board, slots.text()));
        return;
    }
    match stored::read(board, slots).and_then(|loaded| Ok((loaded, stored::read_private_store(board, private_store).map_err(Some)?))) {
        Ok((loaded, StoredPrivateStore { private_store, unreadable })) => {
            if let Some(text) = &loaded.unreadable {
                let slot = loaded.generation.next().slot();
                effects.push(Effect::Quarantine { board, slot, text: text.clone() });
            }
            for (slot, text) in &unreadable {
                effects.push(Effect::QuarantinePrivateStore { board, slot: *slot, text: text.clone() });
            }
            run(model, board, loaded, private_store, purpose, effects, context);
            if !unreadable.is_empty() && model.session().is_some_and(|session| session.board == board) {
                let text = unreadable.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("\n\n");
                model.notice = Some(Notice::PrivateStoreUnreadable { board, text });
            }
        }
        Err(error) => unopened::failed(model, board, slots, error, purpose, effects, context),
    }
}

fn run(
    model: &mut Model,
    board: BoardId,
    loaded: Loaded,
    private_store: Document,
    purpose: LoadPurpose,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match purpose {
        LoadPurpose::Open => open(model, board, loaded, private_store, FragmentChange::Push, effects, context),
        LoadPurpose::Compare(document) => {
            open(model, board, loaded, private_store, FragmentChange::Replace, effects, context);
            take_in(model, board, document, effects, context);
        }
        LoadPurpose::Contribution(contribution) => {
            open(model, board, loaded, private_store, FragmentChange::Replace, effects, context);
            contribution::come_in(model, board, contribution, effects, context);
        }
        LoadPurpose::List => {
            let replica = Replica::new(model.device, loaded.document);
            let projection = replica.board();
            if let Some(entry) = model.entries.iter_mut().find(|entry| entry.board == board) {
                entry.title = String::from(projection.title());
                entry.notes = projection.note_count();
                entry.stage = Some(projection.stage());
            }
            effects.push(Effect::SaveIndex(index::write(&model.entries)));
        }
        LoadPurpose::Rename(title) => {
            let mut replica = Replica::with_private_store(model.device, loaded.document, private_store);
            match replica.act(&Command::SetTitle(title), context.now) {
                Ok(_) => save_unopened(model, board, &replica, loaded.generation, loaded.heads, effects, context),
                Err(rejected) => model.notice = Some(Notice::Refused(rejected)),
            }
        }
        // What lies on the private store stays with the one board.
        LoadPurpose::Duplicate(title) => {
            let mut replica = Replica::new(model.device, loaded.document);
            match replica.act(&Command::SetTitle(title), context.now) {
                Ok(_) => {
                    let copy = BoardId::from_random((context.random)());
                    save_unopened(model, copy, &replica, Generation(0), Heads::default(), effects, context);
                }
                Err(rejected) => model.notice = Some(Notice::Refused(rejected)),
            }
        }
        LoadPurpose::Collect => all_boards::collected(model, board, Some(&loaded.document), effects),
        LoadPurpose::Import(document) => all_boards::compared(model, board, Some(&loaded.document), document, effects, context),
        LoadPurpose::Take(document) => all_boards::taken(model, board, loaded, private_store, document, effects, context),
        // These need no board that can be read, and were answered before.
        LoadPurpose::Merge | LoadPurpose::Download => {}
    }
}

/// Writes a board that is not open.
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
    let (document, private_store) = (replica.document().clone(), replica.private_store().clone());
    let stored = Stored { document, private_store, generation: before, heads: heads.clone() };
    model.unsaved.insert(board, Unsaved { stored, awaited: generation });
    effects.push(saving::save_effect(board, replica, heads, generation));
    put_entry(model, entry, effects);
}

fn open(
    model: &mut Model,
    board: BoardId,
    loaded: Loaded,
    private_store: Document,
    change: FragmentChange,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    leave_board(model, effects);
    let unsaved = model.unsaved.contains_key(&board);
    let saving = match model.storage {
        Storage::Blocked(problem) => Saving::Failed(problem),
        Storage::Works if unsaved || loaded.newest == Newest::Partial => {
            effects.push(Effect::Wake(WAKE_AFTER_MS));
            Saving::Waiting { first: context.now, last: context.now }
        }
        Storage::Works => Saving::Saved,
    };
    let recovered = loaded.unreadable;
    let stored = Stored { document: loaded.document, private_store, generation: loaded.generation, heads: loaded.heads };
    show(model, board, stored, saving, effects, context);
    let origin = model.entries.iter().find(|entry| entry.board == board).map_or(Origin::Here, |entry| entry.origin);
    if let Some(session) = model.session_mut() {
        session.origin = origin;
    }
    effects.push(Effect::ReadCopy(board));
    model.notice = recovered.map(|text| Notice::Recovered { board, text });
    shelf::restore_entry(model, board);
    effects.push(Effect::SetFragment(local_fragment(board), change));
}

fn show(model: &mut Model, board: BoardId, stored: Stored, saving: Saving, effects: &mut Vec<Effect>, context: &Context) {
    let mut session = Session::new(model, board, stored, saving);
    if let Saving::Failed(problem) = saving {
        session.fail(problem, context.now);
    }
    if model.outdated.contains_key(&board) {
        session.fail(StorageProblem::Newer, context.now);
    }
    versions::keep(&mut session, effects, context);
    model.place = Place::Board(Box::new(session));
    effects.push(Effect::Follow(Some(board)));
}
