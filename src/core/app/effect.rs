//! Effects: what the shell must do in the browser, as values.

use super::event::Event;
use super::storage::LoadPurpose;
use crate::core::board::Colour;
use crate::core::board::layer::Layer;
use crate::core::document::id::{BoardId, NoteId, PersonId, Thing};
use crate::core::document::{Delta, Key};
use crate::core::format::stored::{Generation, Heads, Slot};
use crate::core::replica::history::Direction;
use crate::core::replica::private_store::Hidden;

/// How a change of the fragment enters the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FragmentChange {
    /// As a new entry: Back returns to the former one.
    Push,
    /// In place of the current entry.
    Replace,
}

/// An announcement to screen readers: one sentence in the polite live region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// Notes were added.
    Added(usize, Layer),
    /// A note was moved to another layer.
    Moved(Layer),
    /// A note was moved inside its layer.
    Placed {
        /// Its place, from 1.
        place: usize,
        /// The number of notes on the layer.
        of: usize,
    },
    /// A note got another colour.
    Coloured(Colour),
    /// A note was deleted, with this many dots.
    Deleted(u32),
    /// An agreement was deleted.
    AgreementDeleted,
    /// A step was undone or redone; with its subject, if it has a single one.
    Stepped(Direction, Option<Key>),
    /// There was no step to undo or redo.
    NothingToUndo,
    /// The link was copied.
    LinkCopied,
    /// Boards were merged.
    Merged,
    /// A former version was restored.
    Restored,
    /// Another tab has changed the board.
    Elsewhere {
        /// The number of notes it has added.
        added: usize,
    },
    /// What was hidden is now visible to all.
    Revealed(Hidden),
    /// The contribution of the person with this name was added.
    ContributionTaken(String),
    /// The timer has ended.
    TimeIsUp,
}

/// Who gets to know an announcement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Toast {
    /// Those who listen, alone.
    #[default]
    None,
    /// It is also shown for a moment, because its subject may be out of sight or gone.
    Plain,
    /// The same, with a button that takes it back.
    WithUndo,
}

impl Announcement {
    /// Whether and how it is also shown.
    pub fn toast(&self) -> Toast {
        match self {
            Announcement::Deleted(_) | Announcement::AgreementDeleted => Toast::WithUndo,
            Announcement::Stepped(..) | Announcement::NothingToUndo => Toast::Plain,
            Announcement::Merged | Announcement::ContributionTaken(_) => Toast::Plain,
            Announcement::Added(..) | Announcement::Moved(_) | Announcement::Placed { .. } | Announcement::Coloured(_) => Toast::None,
            Announcement::LinkCopied | Announcement::Restored | Announcement::Elsewhere { .. } => Toast::None,
            Announcement::Revealed(_) | Announcement::TimeIsUp => Toast::None,
        }
    }
}

/// Something for the shell or the runtime to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Handle this event after those already queued: how one subject asks another for something.
    Next(Box<Event>),
    /// Read a board from storage; answered by `Event::Loaded`.
    Load {
        /// The board.
        board: BoardId,
        /// The purpose.
        purpose: LoadPurpose,
    },
    /// Read again what storage holds of the open board; answered by `BoardEvent::Reread`.
    Reread(BoardId),
    /// Read the raw texts of a board for a download; answered by `ExchangeEvent::StoredFetched`.
    FetchStored(BoardId),
    /// Write one generation of a board and read it back; answered by `BoardEvent::Saved`. If storage holds something the writer has not
    /// seen, nothing is written, and the content comes back by `BoardEvent::Reread` to be merged.
    Save {
        /// The board.
        board: BoardId,
        /// The heads this page has seen.
        over: Heads,
        /// The generation.
        generation: Generation,
        /// The text.
        text: String,
        /// The private store, written and read back before the board. `None` removes this slot's private store after the board is written.
        private_store: Option<String>,
    },
    /// Write the index. A failure is ignored: the index is rebuilt from the boards.
    SaveIndex(String),
    /// Copy an unreadable text to quarantine, where no save ever goes.
    Quarantine {
        /// The board.
        board: BoardId,
        /// The slot it was in.
        slot: Slot,
        /// The text.
        text: String,
    },
    /// Copy an unreadable text of a private store to quarantine, where no save ever goes.
    QuarantinePrivateStore {
        /// The board.
        board: BoardId,
        /// The slot it was in.
        slot: Slot,
        /// The text.
        text: String,
    },
    /// Keep an unfinished note in this browser at once, so that no reload, Back or crash loses it; an empty text takes it away.
    SaveDraft {
        /// The board.
        board: BoardId,
        /// Whose it is, while notes are private.
        owner: Option<PersonId>,
        /// The layer.
        layer: Thing,
        /// What was typed.
        text: String,
    },
    /// Copy the text of an index that is not ours to a place where nothing is overwritten.
    QuarantineIndex(String),
    /// See whether storage still holds these heads of the open board; if not, answered by `BoardEvent::Reread`.
    CheckStored {
        /// The board.
        board: BoardId,
        /// The heads this page has seen in storage.
        heads: Heads,
    },
    /// Delete a board from storage, and remember that it was deleted. A person has asked for it twice.
    Erase(BoardId),
    /// Listen to other tabs that have this board open, or to none.
    Follow(Option<BoardId>),
    /// Send a delta to the other tabs that have the same board open, if there are any.
    Tell(BoardId, Delta),
    /// Reload the page.
    Reload,
    /// Store a version of a board, unless it equals the newest one.
    KeepVersion {
        /// The board.
        board: BoardId,
        /// Its name.
        name: String,
        /// Its text.
        text: String,
    },
    /// List the boards that have a second copy; answered by `HomeEvent::Copies`.
    ListCopies,
    /// Read the second copy of a board; answered by `BoardEvent::CopyRead`.
    ReadCopy(BoardId),
    /// List the former versions of a board; answered by `ExchangeEvent::Versions`.
    ListVersions(BoardId),
    /// Read a former version; answered by `ExchangeEvent::VersionRead`.
    ReadVersion {
        /// The board.
        board: BoardId,
        /// Its name.
        name: String,
    },
    /// Measure the stored size of each board; answered by `BoardEvent::Measured`.
    Measure,
    /// Ask the browser for persistent storage.
    Persist,
    /// Send `BoardEvent::Woken` after this many milliseconds.
    Wake(u32),
    /// Change the fragment of the address.
    SetFragment(String, FragmentChange),
    /// Copy the link with this fragment to the clipboard; answered by `ExchangeEvent::Copied`.
    Copy(String),
    /// Offer a text as a file.
    Download {
        /// The file name.
        name: String,
        /// The content.
        text: String,
    },
    /// Offer a drawing (SVG) as a picture (PNG).
    DownloadPicture {
        /// The file name.
        name: String,
        /// The drawing, as SVG.
        drawing: String,
    },
    /// Open the browser's print dialog.
    Print,
    /// Play the chime.
    Chime,
    /// Set the chime for so many milliseconds from now, in place of an earlier one; `None` sets none.
    SetChime(Option<u64>),
    /// Let the user choose a file; answered by `ExchangeEvent::FileRead`.
    PickFile,
    /// Announce something in the live region.
    Announce(Announcement),
    /// Take away a toast with a button that undoes, if one is shown: it would undo something else now.
    WithdrawUndo,
    /// Show the notice of a refusal anew, where the press was.
    ShowRefusal,
    /// Focus a note once it is shown.
    FocusNote(NoteId),
}
