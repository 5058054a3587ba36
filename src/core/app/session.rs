//! The open board: this page's replica of it, where its latest change is, and the dialog in front of it.

use super::preview::MergePreview;
use super::storage::{StorageProblem, Stored};
use crate::core::board::stage::Stage;
use crate::core::board::voting::{Pole, Secrecy, Target};
use crate::core::command::Command;
use crate::core::document::Document;
use crate::core::document::id::{BoardId, DeviceId, PersonId};
use crate::core::format::index::Origin;
use crate::core::format::stored::{Generation, Heads};
use crate::core::format::version::Version;
use crate::core::replica::Replica;
use crate::core::replica::contribution::{Contribution, ContributionCount, ContributionTiming, Novelty};
use crate::core::replica::private_store::{CurrentUser, Hidden};

/// An open board.
#[derive(Debug)]
pub struct Session {
    /// Which board.
    pub board: BoardId,
    /// This page's replica of it.
    pub replica: Replica,
    /// The generation that was loaded or saved last.
    pub generation: Generation,
    /// The generation that was handed to storage last.
    pub(super) asked: Generation,
    /// When a save that failed is tried again.
    pub(super) retry_at: u64,
    /// What this page has seen in storage.
    pub(super) heads: Heads,
    /// What is there once the save that was asked for last has ended well.
    pub(super) asked_head: Heads,
    /// Where its latest change is.
    pub saving: Saving,
    /// Why it is not saved, as long as it is not.
    pub trouble: Option<Trouble>,
    /// The biggest other boards in storage while it is full: title and size in kilobytes.
    pub biggest: Vec<(String, usize)>,
    /// When the first change came that is in no file and no link.
    pub(super) unfiled: Option<u64>,
    /// Whether the person was reminded to save a file.
    pub(super) reminder: Reminder,
    /// When a version was kept last.
    pub(super) version_at: u64,
    /// What other tabs have changed and was not said yet.
    pub(super) others: Others,
    /// The dialog that is open.
    pub dialog: Dialog,
    /// Where the board is from.
    pub origin: Origin,
}

/// Whether the person was reminded to save a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reminder {
    Due,
    Given,
}

/// A dialog, with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// None is open.
    None,
    /// "Share this board".
    Share {
        /// What follows the `#` in the link.
        fragment: String,
    },
    /// The former versions of this board, the newest first.
    Versions(Vec<Version>),
    /// The curtain, behind which nothing of anybody's own is seen.
    Curtain(Curtain),
    /// Whether something is to be revealed.
    Reveal(Hidden),
    /// Another name for somebody.
    Rename(PersonId),
    /// The contribution of the person who has the device is about to be sent back.
    SendBack(Box<OwnContribution>),
    /// Another's contribution came in.
    Contribution(Box<IncomingContribution>),
    /// A board came in that is here already.
    Incoming {
        /// What came in.
        document: Document,
        /// What merging it would change.
        preview: MergePreview,
    },
}

/// Where the open board's latest change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// In storage, read back.
    Saved,
    /// On its way: the first change that is not saved came at `first`, the last one at `last` (milliseconds since 1970).
    Waiting {
        /// When the first unsaved change came.
        first: u64,
        /// When the last one came.
        last: u64,
    },
    /// Written by another tab, which is about to save it, at `since`. This page saves it if that does not happen.
    Elsewhere {
        /// When it came.
        since: u64,
    },
    /// Handed to storage, not yet answered.
    Writing,
    /// Not saved. It is tried again with every change and every 10 s, if that can help.
    Failed(StorageProblem),
}

/// Why the open board is not saved, until it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What is in the way.
    pub problem: StorageProblem,
    /// Since when, in milliseconds since 1970.
    pub since: u64,
}

/// What other tabs have changed and was not said yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Others {
    /// The notes that came, if anything was changed since the last sentence.
    pub(super) unannounced: Option<usize>,
    /// When the last sentence was announced.
    pub(super) announced: u64,
}

/// What the curtain is drawn for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curtain {
    /// The device is on its way to the next person.
    HandOver,
    /// Somebody wants to write, and it is not known who.
    WhoWrites,
    /// Somebody wants to vote, and it is not known who.
    WhoVotes {
        /// The dot that was asked for: it is put once it is known whose it is.
        dot: Option<(Target, Pole)>,
    },
    /// Somebody wants to send back what is theirs, and it is not known who.
    WhoSends,
}

/// A contribution that is about to be sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnContribution {
    /// The contribution.
    pub contribution: Contribution,
    /// What follows the `#` in its link.
    pub fragment: String,
    /// What is in it.
    pub count: ContributionCount,
}

/// A contribution that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingContribution {
    /// The contribution.
    pub contribution: Contribution,
    /// What is in it.
    pub count: ContributionCount,
    /// What becomes of it here.
    pub timing: ContributionTiming,
    /// What it is to what is here.
    pub novelty: Novelty,
}

impl Session {
    /// Opens a board from what is stored of it.
    pub(super) fn new(device: DeviceId, board: BoardId, stored: Stored, saving: Saving) -> Session {
        let Stored { document, private_store, generation, heads } = stored;
        Session {
            board,
            replica: Replica::with_private_store(device, document, private_store),
            generation,
            asked: generation,
            retry_at: 0,
            asked_head: heads.clone(),
            heads,
            saving,
            trouble: None,
            biggest: Vec::new(),
            version_at: 0,
            unfiled: None,
            reminder: Reminder::Due,
            others: Others::default(),
            dialog: Dialog::None,
            origin: Origin::Here,
        }
    }

    /// Who has this device.
    pub fn person(&self) -> Option<PersonId> {
        self.replica.current_user().person()
    }

    /// Its document and what is known of where it is stored.
    pub(super) fn stored(&self) -> Stored {
        let (document, private_store) = (self.replica.document().clone(), self.replica.stored_private_store());
        Stored { document, private_store, generation: self.generation, heads: self.heads.clone() }
    }

    /// Takes down that storage has all of it.
    pub(super) fn settle(&mut self) {
        self.saving = Saving::Saved;
        self.trouble = None;
    }

    /// Takes down that it is not saved.
    pub(super) fn fail(&mut self, problem: StorageProblem, now: u64) {
        let since = self.trouble.map_or(now, |trouble| trouble.since);
        self.trouble = Some(Trouble { problem, since });
        self.saving = Saving::Failed(problem);
    }

    /// Whether a newer version works on the board: then this one only shows it.
    pub fn is_outdated(&self) -> bool {
        self.saving == Saving::Failed(StorageProblem::Newer)
    }

    /// Whether it has to be known who writes before a note is begun: hidden notes are seen by those who wrote them.
    pub fn asks_who_writes(&self) -> bool {
        let board = self.replica.board();
        board.note_secrecy() == Secrecy::Hidden && self.person().is_none() && board.people().next().is_some()
    }

    /// How much is hidden: closed notes, or people whose votes nobody has seen.
    pub fn hidden(&self, what: Hidden) -> usize {
        let board = self.replica.board();
        match what {
            _ if what.on(board) == Secrecy::Open => 0,
            Hidden::Notes => board.hidden_notes().count(),
            Hidden::Votes => {
                let voters = self.replica.in_private_store(what);
                board.people().filter(|(person, _)| voters.contains(person) && self.replica.has_voted(*person)).count()
            }
        }
    }

    /// Whoever has the device may be gone: taken back by a step, or deleted by another. Then nobody has it.
    pub(super) fn unseat_who_is_gone(&mut self) {
        if self.person().is_some_and(|person| self.replica.board().person(person).is_none()) {
            self.replica.switch_user(CurrentUser::Nobody);
        }
    }
}

impl Hidden {
    /// Whether it is time to reveal it: notes before they are grouped, votes before they are read.
    pub fn is_due(self, stage: Stage) -> bool {
        match self {
            Hidden::Notes => stage >= Stage::Group,
            Hidden::Votes => stage >= Stage::Read,
        }
    }

    /// What hides or reveals it.
    pub fn set(self, secrecy: Secrecy) -> Command {
        match self {
            Hidden::Notes => Command::SetNoteSecrecy(secrecy),
            Hidden::Votes => Command::SetBallotSecrecy(secrecy),
        }
    }
}
