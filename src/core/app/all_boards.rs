//! All boards of this device as one file, and such a file taken in again. Nothing is replaced: new boards are added, those that differ
//! are merged only if the person says so.

use super::effect::LoadPurpose;
use super::home;
use super::home::save_unopened;
use super::preview::{MergePreview, changes_authors};
use super::{Context, Effect, Model, Notice};
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::boards;
use crate::core::format::file;
use crate::core::format::index::Shelf;
use crate::core::format::stored::{Generation, Heads, Loaded};
use crate::core::format::version;
use crate::core::replica::Replica;

/// Boards that are on their way into a file.
#[derive(Debug, Default)]
pub(super) struct Collecting {
    waiting: usize,
    read: Vec<String>,
    unread: Vec<String>,
}

/// Boards that came from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// How many storage has not answered for yet.
    waiting: usize,
    /// How many are new here.
    pub new: usize,
    /// How many are here already, with all that came.
    pub same: usize,
    /// Those that are here and would be changed.
    different: Vec<(BoardId, Document)>,
    /// The titles of those that cannot be read.
    pub unread: Vec<String>,
}

impl Import {
    /// How many would be changed here.
    pub fn different(&self) -> usize {
        self.different.len()
    }
}

/// Asks storage for every board that is not in the bin.
pub(super) fn save_all(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let boards: Vec<BoardId> = model.entries.iter().filter(|entry| entry.shelf == Shelf::Boards).map(|entry| entry.board).collect();
    model.collecting = Collecting { waiting: boards.len(), ..Collecting::default() };
    for board in boards {
        home::load(model, board, LoadPurpose::Collect, effects, context);
    }
}

/// Storage has answered for one of them; with the last one the file is offered.
pub(super) fn collected(model: &mut Model, board: BoardId, document: Option<&Document>, effects: &mut Vec<Effect>) {
    let title = || model.entries.iter().find(|entry| entry.board == board).map_or_else(String::new, |entry| entry.title.clone());
    match document {
        Some(document) => model.collecting.read.push(file::write(board, &document.shareable())),
        None => {
            let title = title();
            model.collecting.unread.push(title);
        }
    }
    model.collecting.waiting = model.collecting.waiting.saturating_sub(1);
    if model.collecting.waiting > 0 {
        return;
    }
    let Collecting { read, unread, .. } = std::mem::take(&mut model.collecting);
    if !read.is_empty() {
        effects.push(Effect::Download { name: String::from("alignment-boards.json"), text: boards::write(&read) });
    }
    if !unread.is_empty() {
        model.notice = Some(Notice::NotCollected(unread));
    }
}

/// A file with several boards was opened.
pub(super) fn open(model: &mut Model, text: &str, effects: &mut Vec<Effect>, context: &Context) {
    let boards = match boards::read(text) {
        Ok(boards) => boards,
        Err(error) => {
            model.notice = Some(Notice::File(error));
            return;
        }
    };
    let mut import = Import::default();
    let mut found = Vec::new();
    for board in boards {
        match board {
            Ok(board) => found.push(board),
            Err(title) => import.unread.push(title),
        }
    }
    import.waiting = found.len();
    let nothing = found.is_empty();
    model.import = import;
    for file::BoardFile { board, document } in found {
        home::load(model, board, LoadPurpose::Import(document), effects, context);
    }
    if nothing {
        model.notice = Some(Notice::Imported(std::mem::take(&mut model.import)));
    }
}

/// Storage has answered for one that came: `None` if it has no such board.
pub(super) fn compared(
    model: &mut Model,
    board: BoardId,
    here: Option<&Document>,
    came: Document,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match here {
        None => {
            let replica = Replica::new(model.device, came);
            save_unopened(model, board, &replica, Generation(0), Heads::default(), effects, context);
            model.import.new += 1;
        }
        Some(here) if changes_authors(here, &came) => return not_compared(model, board),
        Some(here) if MergePreview::of(here, &came).is_empty() => model.import.same += 1,
        Some(_) => model.import.different.push((board, came)),
    }
    answered(model);
}

/// Storage cannot say what it has of one that came: it is left as it is.
pub(super) fn not_compared(model: &mut Model, board: BoardId) {
    let title = model.entries.iter().find(|entry| entry.board == board).map_or_else(String::new, |entry| entry.title.clone());
    model.import.unread.push(title);
    answered(model);
}

fn answered(model: &mut Model) {
    model.import.waiting = model.import.waiting.saturating_sub(1);
    if model.import.waiting == 0 {
        model.notice = Some(Notice::Imported(std::mem::take(&mut model.import)));
    }
}

/// The person wants those merged that differ.
pub(super) fn merge_different(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let Some(Notice::Imported(import)) = model.notice.take() else { return };
    for (board, document) in import.different {
        home::load(model, board, LoadPurpose::Take(document), effects, context);
    }
}

/// One of them is merged; what was here before is kept as a version.
pub(super) fn taken(
    model: &mut Model,
    board: BoardId,
    loaded: Loaded,
    private_store: Document,
    came: Document,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    let mut replica = Replica::with_private_store(model.device, loaded.document, private_store);
    // Another page may have saved the notes since.
    if changes_authors(replica.document(), &came) {
        model.notice = Some(Notice::OtherAuthors);
        return;
    }
    let (name, text) = version::write(board, replica.document(), replica.board(), context.now);
    effects.push(Effect::KeepVersion { board, name, text });
    replica.receive(came.into_iter().collect());
    save_unopened(model, board, &replica, loaded.generation, loaded.heads, effects, context);
}
