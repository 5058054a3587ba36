//! Notices to the person. `strings` has their sentences.

use super::nearing::Bound;
use crate::core::command::Rejected;
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::document::text::Name;
use crate::core::format::LoadError;
use crate::core::format::link::LinkError;
use crate::core::format::stored::{Generation, Heads};
use crate::core::format::validation::ValidationError;
use crate::core::replica::withheld::Withheld;

/// A notice to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// A command was rejected.
    Refused(Rejected),
    /// Not all names of a pasted list are new.
    Pasted {
        /// The number of people added.
        added: usize,
        /// The rest: names already on the board and texts too long for a name.
        left: Vec<String>,
    },
    /// A person who had voted was removed. Undo brings them back.
    Removed {
        /// The person's name.
        name: String,
        /// The number of their visible dots.
        dots: u32,
    },
    /// A link could not be opened. Nothing has changed.
    Link(LinkError),
    /// A file could not be opened. Nothing has changed.
    File(LoadError),
    /// The browser could not read the file. Nothing has changed.
    FileUnreadable,
    /// Several files were dropped on the page at once; none was opened.
    SeveralFiles,
    /// A stored board cannot be read. Its text is in quarantine and can be downloaded.
    Unreadable {
        /// The board.
        board: BoardId,
        /// The error.
        error: LoadError,
        /// The stored texts.
        text: String,
        /// The heads seen in storage.
        heads: Heads,
        /// Its second copy, once found.
        copy: Option<Box<SecondCopy>>,
    },
    /// A former version was restored. Undo reverts that.
    Restored,
    /// A former version is unreadable. Nothing has changed.
    NoVersion,
    /// Some of a private store cannot be read. Its text is in quarantine and can be downloaded.
    PrivateStoreUnreadable {
        /// The board.
        board: BoardId,
        /// The unreadable texts.
        text: String,
    },
    /// A contribution could not be opened. Nothing has changed.
    ContributionLink(LinkError),
    /// The contribution of the person with this name is on the board already.
    ContributionIsHere(String),
    /// The contribution of the person with this name belongs to a board that is not on this device.
    ContributionElsewhere(String),
    /// The board is not on this device.
    NotHere,
    /// Boards with these titles are in the index but no longer in storage.
    Vanished(Vec<String>),
    /// What this site stores was cleared while the board was open. It is saved again.
    Cleared,
    /// The poster could not be made into a picture.
    NoPicture,
    /// Of the boards of this device, this is not in the file.
    NotCollected {
        /// The titles of boards that could not be read.
        unread: Vec<String>,
        /// The titles of boards of which something is hidden, and what.
        withheld: Vec<(String, Withheld)>,
    },
    /// A file of many boards was imported.
    Imported(Import),
    /// Long work is in this browser alone: time to save a file.
    SaveAFile,
    /// The board comes near a bound, with this count.
    Nearing(Bound, usize),
    /// No file was saved, because it would not open elsewhere.
    NoFile(ValidationError),
    /// The file that was saved does not hold this, because it is hidden.
    FileLacks(Withheld),
    /// The copy of a board does not hold this, because it is hidden.
    CopyLacks(Withheld),
    /// A rescue file was opened, and this is hidden on its board.
    Rescued(Withheld),
    /// What was typed is not on the board.
    Apart(Apart),
    /// Storage cannot be read. Nothing has changed.
    Unreachable,
    /// Another tab has moved the open board to the bin.
    BinnedElsewhere(BoardId),
    /// The newest generation was damaged; the one before it is open.
    Recovered {
        /// The board.
        board: BoardId,
        /// The damaged text.
        text: String,
    },
    /// A board was put into the bin, from which it can be restored.
    Binned {
        /// The board.
        board: BoardId,
        /// Its title.
        title: String,
    },
    /// The clipboard refused the text, which is selected for copying by hand.
    CopyByHand,
    /// What was opened brings nothing new.
    NothingNew,
    /// A board, or a contribution, was not taken in, because its times are years ahead of this device's clock.
    FromTheFuture,
    /// A board was not taken in, because it gives notes that are here to other authors.
    OtherAuthors,
}

/// What happened elsewhere to a text while somebody typed in it here. What was typed is kept (see `ui::kit::meanwhile`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apart {
    /// A text is being changed by somebody else, too; what is typed goes on apart from it (F2).
    Begun,
    /// The note was changed; what was typed is in the field for a new note (F2).
    NoteChanged,
    /// The note was deleted; what was typed is in the field for a new note (F3).
    NoteDeleted,
    /// Another text was changed. This was typed (F2).
    TextChanged(String),
    /// The agreement was deleted. This was typed in it (F3).
    AgreementDeleted(String),
}

impl Apart {
    /// With what an earlier notice keeps: no words go because others come.
    pub(super) fn after(self, earlier: Option<Notice>) -> Apart {
        let Some(Notice::Apart(earlier)) = earlier else { return self };
        let Some(before) = earlier.words() else { return self };
        match self {
            Apart::TextChanged(typed) => Apart::TextChanged(String::from(before) + "” “" + &typed),
            Apart::AgreementDeleted(typed) => Apart::AgreementDeleted(String::from(before) + "” “" + &typed),
            Apart::Begun | Apart::NoteChanged | Apart::NoteDeleted => earlier,
        }
    }

    /// What was typed, if it is nowhere else.
    fn words(&self) -> Option<&str> {
        match self {
            Apart::TextChanged(typed) | Apart::AgreementDeleted(typed) => Some(typed),
            Apart::Begun | Apart::NoteChanged | Apart::NoteDeleted => None,
        }
    }
}

impl Notice {
    /// Whether it is about people, so that it is shown where people are named.
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

    /// Whether it is about the last change, so that the next change dismisses it.
    pub(super) fn is_of_last_change(&self) -> bool {
        matches!(self, Notice::Refused(_) | Notice::Removed { .. } | Notice::Pasted { .. } | Notice::Restored)
    }
}

/// The text that stays in the field for names after this notice, to be corrected: names that are too long, a single taken name, or all of a
/// rejected text.
pub fn names_to_change(notice: &Notice, typed: String) -> String {
    match notice {
        Notice::Pasted { added: 0, left } if left.len() == 1 => typed,
        Notice::Pasted { left, .. } => left.iter().filter(|name| Name::new(name).is_err()).cloned().collect::<Vec<_>>().join("\n"),
        Notice::Refused(_) => typed,
        _ => String::new(),
    }
}

/// A readable second copy of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondCopy {
    /// The board's document.
    pub document: Document,
    /// Its private store.
    pub private_store: Document,
    /// Its generation.
    pub generation: Generation,
}

/// The import of a file of many boards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Import {
    /// The number of boards for which storage has not answered yet.
    pub(super) waiting: usize,
    /// The number of boards that are new here.
    pub new: usize,
    /// The number of boards that are here already, unchanged by a merge.
    pub same: usize,
    /// The boards that are here and would change.
    pub(super) different: Vec<(BoardId, Document)>,
    /// The titles of boards that could not be read.
    pub unread: Vec<String>,
    /// The titles of boards that are here and in which something was changed on both sides. What is here stays.
    pub contested: Vec<String>,
}

impl Import {
    /// The number of boards that would change here.
    pub fn different(&self) -> usize {
        self.different.len()
    }
}
