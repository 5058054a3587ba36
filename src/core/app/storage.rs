//! What is known of storage: whether it works, what it holds of a board, and what a board is loaded for.

use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::stored::{Generation, Heads};
use crate::core::replica::contribution::Contribution;

/// Whether this page can save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// It can.
    Works,
    /// The browser does not let it; the board lives as long as the page.
    Blocked(StorageProblem),
}

/// Why the browser does not let this page save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageProblem {
    /// Storage cannot be reached: cookies blocked, sandboxed frame, policy.
    Blocked,
    /// It did not take the text: full, most often.
    Full,
    /// It said that it took the text, but reads back something else.
    Unfaithful,
    /// It does not let be read what it may hold.
    Unreadable,
    /// Another tab has deleted the board for ever.
    Erased,
    /// A newer version of the program works on the board in another tab.
    Newer,
}

impl StorageProblem {
    /// Whether trying again without a change may help.
    pub(super) fn may_pass(self) -> bool {
        match self {
            StorageProblem::Full | StorageProblem::Unfaithful | StorageProblem::Unreadable => true,
            StorageProblem::Blocked | StorageProblem::Erased | StorageProblem::Newer => false,
        }
    }
}

/// What is in storage when the program starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredKeys {
    /// The boards that have at least one generation.
    pub boards: Vec<BoardId>,
    /// The list of boards, as it was stored.
    pub index: Option<String>,
}

/// A board's document and what is known of where it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The document.
    pub document: Document,
    /// What lies on the private store.
    pub private_store: Document,
    /// The generation that storage has, 0 if none.
    pub generation: Generation,
    /// What this page has seen in storage.
    pub heads: Heads,
}

/// A board that could not be saved when it was left.
#[derive(Clone, Debug)]
pub(super) struct Unsaved {
    pub(super) stored: Stored,
    /// The save that holds it all; until it is answered the board is kept.
    pub(super) awaited: Generation,
}

/// What a board is loaded for. It comes back with what was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadPurpose {
    /// To open it.
    Open,
    /// To give it another title.
    Rename(String),
    /// To make a copy with this title.
    Duplicate(String),
    /// To learn its title for the list of boards.
    List,
    /// To compare it with what came in by a link or a file.
    Compare(Document),
    /// To put it into one file with all others.
    Collect,
    /// To compare it with what came in by a file of many boards.
    Import(Document),
    /// To merge what came in by a file of many boards.
    Take(Document),
    /// To take in a person's contribution.
    Contribution(Contribution),
}
