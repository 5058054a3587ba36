//! Effects: what the browser is to do. One list, performed in one place.

use super::event::Event;
use super::storage::LoadPurpose;
use crate::core::board::Colour;
use crate::core::board::layer::Layer;
use crate::core::document::id::{BoardId, NoteId};
use crate::core::document::{Delta, Key};
use crate::core::format::stored::{Generation, Heads, Slot};
use crate::core::replica::history::Direction;
use crate::core::replica::private_store::Hidden;

/// Whether going back in the browser leads to where one was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FragmentChange {
    /// A new place in the browser's history.
    Push,
    /// The same place with another address.
    Replace,
}

/// What is said to people who listen: each becomes one sentence of the polite live region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// Notes were added.
    Added(usize, Layer),
    /// A note was moved to another layer.
    Moved(Layer),
    /// A note was moved inside its layer, to this place of so many.
    Placed {
        /// The place, from 1.
        place: usize,
        /// How many notes the layer has.
        of: usize,
    },
    /// A note has another colour.
    Coloured(Colour),
    /// A note was deleted, and so many dots with it.
    Deleted(u32),
    /// An agreement was deleted.
    AgreementDeleted,
    /// A step was taken back or done again, and what it was about, if about one thing.
    Stepped(Direction, Option<Key>),
    /// There was no step to take.
    NothingToUndo,
    /// The link was copied.
    LinkCopied,
    /// Boards were merged.
    Merged,
    /// A former version was brought back.
    Restored,
    /// Another tab has changed the board.
    Elsewhere {
        /// How many notes it has added.
        added: usize,
    },
    /// What was hidden is seen by all.
    Revealed(Hidden),
    /// The contribution of the person of this name is here.
    ContributionTaken(String),
    /// The time that the group gave itself is up.
    TimeIsUp,
}

impl Announcement {
    /// Whether it is shown for a moment to those who see, too: what it speaks of may be out of sight, or be gone.
    pub fn is_visible(&self) -> bool {
        use Announcement::{AgreementDeleted, ContributionTaken, Deleted, Merged, NothingToUndo, Stepped};
        matches!(self, Stepped(..) | NothingToUndo | Deleted(_) | AgreementDeleted | Merged | ContributionTaken(_))
    }
}

/// What is to be done outside the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Take this event in, after those that wait already: what one subject asks of another.
    Next(Box<Event>),
    /// Read what storage holds of a board; answered by `Event::Loaded`.
    Load {
        /// The board.
        board: BoardId,
        /// What for.
        purpose: LoadPurpose,
    },
    /// Read what storage holds by now of a board that this page works on; answered by `BoardEvent::Reread`.
    Reread(BoardId),
    /// Read what storage holds of a board, to be downloaded as it lies there; answered by `ExchangeEvent::StoredFetched`.
    FetchStored(BoardId),
    /// Write one generation of a board and read it back; answered by `BoardEvent::Saved`. If storage holds something else than what the
    /// writer has seen, nothing is written and what is there comes back by `BoardEvent::Reread`, to be merged.
    Save {
        /// The board.
        board: BoardId,
        /// What the writer has seen.
        over: Heads,
        /// Which generation.
        generation: Generation,
        /// What to write.
        text: String,
        /// What lies on the private store: it is written and read back before the board. Where nothing lies there, what was stored of it in this
        /// generation's place is taken away, once the board is written.
        private_store: Option<String>,
    },
    /// Write the list of boards. A failure is passed over: the list is made again from the boards.
    SaveIndex(String),
    /// Keep a text that cannot be read, where no save will ever go.
    Quarantine {
        /// The board.
        board: BoardId,
        /// The place it was in.
        slot: Slot,
        /// The text.
        text: String,
    },
    /// Keep a text of a private store that cannot be read, where no save will ever go.
    QuarantinePrivateStore {
        /// The board.
        board: BoardId,
        /// The place it was in.
        slot: Slot,
        /// The text.
        text: String,
    },
    /// Delete what storage holds of a board: asked for by a person, twice.
    Erase(BoardId),
    /// Listen to the other tabs that have this board open, or to none.
    Follow(Option<BoardId>),
    /// Pass on what was written to the other tabs that have the same board open, if there are any.
    Tell(BoardId, Delta),
    /// Load the page anew.
    Reload,
    /// Keep a former version of a board, unless the newest kept one is alike.
    KeepVersion {
        /// The board.
        board: BoardId,
        /// Its name.
        name: String,
        /// Its text.
        text: String,
    },
    /// Find out of which boards there is a second copy; answered by `HomeEvent::Copies`.
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
    /// Find out how much storage each board takes; answered by `BoardEvent::Measured`.
    Measure,
    /// Ask the browser not to clear what is stored.
    Persist,
    /// Send `BoardEvent::Woken` after so many milliseconds.
    Wake(u32),
    /// Change what follows the `#` in the address.
    SetFragment(String, FragmentChange),
    /// Put a text on the clipboard; answered by `ExchangeEvent::Copied`.
    Copy(String),
    /// Offer a text as a file.
    Download {
        /// The file's name.
        name: String,
        /// What is in it.
        text: String,
    },
    /// Offer a drawing (SVG) as a picture (PNG).
    DownloadPicture {
        /// The file's name.
        name: String,
        /// The drawing.
        drawing: String,
    },
    /// Put the page on paper, as the browser does it.
    Print,
    /// Let a short sound be heard.
    Chime,
    /// Let the person choose a file; answered by `ExchangeEvent::FileRead`.
    PickFile,
    /// Say it to people who listen.
    Announce(Announcement),
    /// Bring a note into focus, once it is shown.
    FocusNote(NoteId),
}
