//! What the program knows about storage: whether it works, what it holds of a board, and for what a board is loaded.

use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::stored::{Generation, Heads};
use crate::core::replica::contribution::Contribution;

/// Whether this page can save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// It can save.
    Works,
    /// It cannot; boards live only as long as the page.
    Blocked(StorageProblem),
}

/// Why this page cannot save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageProblem {
    /// Storage is not available: cookies blocked, sandboxed frame, policy.
    Blocked,
    /// Storage refused the text, most likely because it is full.
    Full,
    /// Storage accepted the text but reads back something else.
    Unfaithful,
    /// Storage cannot be read.
    Unreadable,
    /// Another tab has deleted the board permanently.
    Erased,
    /// A newer version of the program has the board open in another tab.
    Newer,
}

impl StorageProblem {
    /// Whether a retry may help.
    pub(super) fn may_pass(self) -> bool {
        match self {
            StorageProblem::Full | StorageProblem::Unfaithful | StorageProblem::Unreadable => true,
            StorageProblem::Blocked | StorageProblem::Erased | StorageProblem::Newer => false,
        }
    }
}

/// The content of storage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredKeys {
    /// The boards with at least one generation.
    pub boards: Vec<BoardId>,
    /// The text of the index.
    pub index: Option<String>,
    /// The boards that were deleted for ever, and not saved since.
    pub erased: Vec<BoardId>,
}

/// A board with what is known of its storage.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The document.
    pub document: Document,
    /// The private store.
    pub private_store: Document,
    /// The generation in storage, 0 if none.
    pub generation: Generation,
    /// The heads this page has seen in storage.
    pub heads: Heads,
}

/// A board that was closed before it could be saved.
#[derive(Clone, Debug)]
pub(super) struct Unsaved {
    pub(super) stored: Stored,
    /// The generation that contains everything. The board is kept until that is saved.
    pub(super) awaited: Generation,
}

/// A board from a link or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingBoard {
    /// Its document.
    pub document: Document,
    /// What is hidden on it; only a rescue file brings that.
    pub private_store: Document,
}

impl From<Document> for IncomingBoard {
    /// A board on which nothing is hidden.
    fn from(document: Document) -> IncomingBoard {
        IncomingBoard { document, private_store: Document::new() }
    }
}

/// The purpose of a load. It comes back with the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadPurpose {
    /// To open it.
    Open,
    /// To give it this title.
    Rename(String),
    /// To copy it under this title.
    Duplicate(String),
    /// To learn its title for the index.
    List,
    /// To compare it with a board from a link or a file.
    Compare(IncomingBoard),
    /// To collect it into one file with all others.
    Collect,
    /// To compare it with a board from a file of many.
    Import(Document),
    /// To merge a board from a file of many.
    MergeImported(Document),
    /// To preview a person's contribution.
    Contribution(Contribution),
}
