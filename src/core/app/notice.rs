//! What the person should know, with what can be done about it. The sentences are made elsewhere.

use crate::core::command::Rejected;
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::document::text::Name;
use crate::core::format::LoadError;
use crate::core::format::link::LinkError;
use crate::core::format::stored::{Generation, Heads};

/// What the person should know, with what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A command was refused.
    Refused(Rejected),
    /// Not all of a pasted list of names is new.
    Pasted {
        /// How many people were added.
        added: usize,
        /// The names that were not: those of people who are here already, and what is too long for a name.
        left: Vec<String>,
    },
    /// Somebody was removed who had voted; undo takes that back.
    Removed {
        /// The name.
        name: String,
        /// How many dots that are seen went too.
        dots: u32,
    },
    /// A link could not be opened. Nothing has changed.
    Link(LinkError),
    /// A file could not be opened. Nothing has changed.
    File(LoadError),
    /// The browser could not read the file.
    FileUnreadable,
    /// A stored board cannot be read; its text is kept and can be downloaded.
    Unreadable {
        /// The board.
        board: BoardId,
        /// Why.
        error: LoadError,
        /// All that is stored of it.
        text: String,
        /// What was seen in storage.
        heads: Heads,
        /// Its second copy, once it is found.
        copy: Option<Box<SecondCopy>>,
    },
    /// A former version is back; undo takes that back.
    Restored,
    /// A former version could not be read. Nothing has changed.
    NoVersion,
    /// Something that lay on the private store cannot be read; its text is kept and can be downloaded.
    PrivateStoreUnreadable {
        /// The board.
        board: BoardId,
        /// What cannot be read.
        text: String,
    },
    /// A contribution that is sent back could not be opened. Nothing has changed.
    ContributionLink(LinkError),
    /// The contribution of the person of this name is here already.
    ContributionIsHere(String),
    /// The contribution of the person of this name belongs to a board that is not on this device.
    ContributionElsewhere(String),
    /// The board is not on this device.
    NotHere,
    /// Boards of these titles are in the list and no longer in storage.
    Vanished(Vec<String>),
    /// Boards of these titles could not be read and are not in the file.
    NotCollected(Vec<String>),
    /// A file of many boards was taken in.
    Imported(Import),
    /// A day's work is in this browser alone: time to save a file.
    SaveAFile,
    /// The browser does not let the board be read. Nothing has changed.
    Unreachable,
    /// Another tab has put the open board into the bin.
    BinnedElsewhere(BoardId),
    /// The newest generation was damaged; the one before is open.
    Recovered {
        /// The board.
        board: BoardId,
        /// The damaged text.
        text: String,
    },
    /// A board was put into the bin; it can be taken back.
    Binned {
        /// The board.
        board: BoardId,
        /// Its title.
        title: String,
    },
    /// The clipboard did not take the text; it is selected to be copied by hand.
    CopyByHand,
    /// What was opened is on this device already, unchanged.
    NothingNew,
    /// A board was not taken in, because it gives notes that are here to other authors.
    OtherAuthors,
}

impl Notice {
    /// Whether it is about who is on the board: then it is said where people are named.
    pub fn is_of_people(&self) -> bool {
        use crate::core::document::text::NAME_LIMIT;
        use crate::core::document::text::TextError::TooLong;
        use Rejected::{NameTaken, NoName, Text, TooManyPeople};
        match self {
            Notice::Pasted { .. } | Notice::Removed { .. } => true,
            Notice::Refused(refused) => matches!(refused, NameTaken | NoName | TooManyPeople | Text(TooLong { limit: NAME_LIMIT, .. })),
            _ => false,
        }
    }

    /// Whether it is about the change that was made last: it is put away with the next one.
    pub(super) fn is_of_last_change(&self) -> bool {
        matches!(self, Notice::Refused(_) | Notice::Removed { .. } | Notice::Pasted { .. } | Notice::Restored)
    }
}

/// What of the names that were typed in a field stays there to be changed, after this was said of them: what is too long, a single name
/// that is taken, all of what was refused.
pub fn names_to_change(notice: &Notice, typed: String) -> String {
    match notice {
        Notice::Pasted { added: 0, left } if left.len() == 1 => typed,
        Notice::Pasted { left, .. } => left.iter().filter(|name| Name::new(name).is_err()).cloned().collect::<Vec<_>>().join("\n"),
        Notice::Refused(_) => typed,
        _ => String::new(),
    }
}

/// A second copy that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondCopy {
    /// The board.
    pub document: Document,
    /// What lay on its private store.
    pub private_store: Document,
    /// Its generation.
    pub generation: Generation,
}

/// Boards that came from a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// How many storage has not answered for yet.
    pub(super) waiting: usize,
    /// How many are new here.
    pub new: usize,
    /// How many are here already, with all that came.
    pub same: usize,
    /// Those that are here and would be changed.
    pub(super) different: Vec<(BoardId, Document)>,
    /// The titles of those that cannot be read.
    pub unread: Vec<String>,
}

impl Import {
    /// How many would be changed here.
    pub fn different(&self) -> usize {
        self.different.len()
    }
}
