//! The open board: its replica, the state of saving, and the dialog.

use super::preview::MergePreview;
use super::storage::{IncomingBoard, StorageProblem, Stored};
use crate::core::board::stage::Stage;
use crate::core::board::voting::{Pole, RuleChange, Secrecy, Target};
use crate::core::command::Command;
use crate::core::document::id::{BoardId, DeviceId, PersonId};
use crate::core::format::index::Origin;
use crate::core::format::link::TooLong;
use crate::core::format::stored::{Generation, Heads};
use crate::core::format::version::Version;
use crate::core::replica::Replica;
use crate::core::replica::contribution::{Contribution, ContributionCount, ContributionTiming, Novelty};
use crate::core::replica::differences::Difference;
use crate::core::replica::private_store::{CurrentUser, Hidden};

/// An open board.
#[derive(Debug)]
pub struct Session {
    /// The board.
    pub board: BoardId,
    /// This page's replica of it.
    pub replica: Replica,
    /// The generation loaded or saved last.
    pub generation: Generation,
    /// The generation of the last save that was started.
    pub(super) asked: Generation,
    /// The time of the next retry after a failed save.
    pub(super) retry_at: u64,
    /// The heads this page has seen in storage.
    pub(super) heads: Heads,
    /// The heads once the last started save has succeeded.
    pub(super) asked_head: Heads,
    /// The state of saving.
    pub saving: Saving,
    /// How far the second copy of the latest save is.
    pub second_copy: SecondCopyState,
    /// Why the board is not saved, while it is not.
    pub trouble: Option<Trouble>,
    /// The size of the last save, in kilobytes.
    pub(super) size: usize,
    /// The biggest other boards while storage is full: title and size in kilobytes.
    pub biggest: Vec<(String, usize)>,
    /// The time of the first change that is in no file and no link.
    pub(super) unfiled: Option<u64>,
    /// Whether the user was reminded to save a file.
    pub(super) reminder: Reminder,
    /// The time of the last version.
    pub(super) version_at: u64,
    /// Whether anything but deletions has changed the board since its last version.
    pub(super) has_news: bool,
    /// Changes of other tabs that were not announced yet.
    pub(super) others: Others,
    /// The open dialog.
    pub dialog: Dialog,
    /// Where the board came from.
    pub origin: Origin,
}

/// Whether the user was reminded to save a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reminder {
    Due,
    Given,
}

/// A dialog, with its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// No dialog.
    None,
    /// "Share this board".
    Share {
        /// The fragment of the link, if one is offered.
        fragment: Result<String, TooLong>,
    },
    /// The former versions of this board, newest first.
    Versions(Vec<Version>),
    /// The curtain, behind which nothing private is visible.
    Curtain(Curtain),
    /// Confirms a reveal.
    Reveal(Hidden),
    /// Renames a person.
    Rename(PersonId),
    /// Confirms rules of the vote that allow less than somebody has placed.
    LowerRules {
        /// The change.
        change: RuleChange,
        /// What it leaves out.
        leave_out: LeftOut,
    },
    /// Sends back the contribution of the current user.
    SendBack(Box<OwnContribution>),
    /// Previews the contribution of somebody else.
    Contribution(Box<IncomingContribution>),
    /// Previews the merge of a board that is already here.
    Incoming {
        /// The board that came in.
        incoming: IncomingBoard,
        /// What a merge would change.
        preview: MergePreview,
        /// What was changed here as well, for a person to decide.
        differences: Vec<Difference>,
    },
}

impl Dialog {
    /// The differences that the dialog asks about.
    pub(super) fn differences_mut(&mut self) -> &mut [Difference] {
        match self {
            Dialog::Contribution(incoming) => &mut incoming.differences,
            Dialog::Incoming { differences, .. } => differences,
            Dialog::None | Dialog::Share { .. } | Dialog::Versions(_) | Dialog::Curtain(_) => &mut [],
            Dialog::Reveal(_) | Dialog::Rename(_) | Dialog::LowerRules { .. } | Dialog::SendBack(_) => &mut [],
        }
    }
}

/// The state of saving of the open board's latest change. Times are in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// In storage, and read back.
    Saved,
    /// Waiting to be saved.
    Waiting {
        /// The time of the first unsaved change.
        first: u64,
        /// The time of the last unsaved change.
        last: u64,
    },
    /// Written by another tab, which is about to save it. This page saves it if that does not happen.
    Elsewhere {
        /// The time of the change.
        since: u64,
    },
    /// Handed to storage, without an answer yet.
    Writing,
    /// Not saved. Retried with every change and every 10 s, if that can help.
    Failed(StorageProblem),
}

/// How far the second copy of the open board's latest save is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondCopyState {
    /// On disk, or this page has saved nothing yet.
    Kept,
    /// On its way to the disk.
    Writing {
        /// Its generation.
        generation: Generation,
        /// Whether it is the second try.
        is_again: bool,
    },
    /// The browser has not taken it. It is tried once more at this time, in milliseconds since 1970, and then at every save.
    Missing {
        /// `None` after the second try.
        again_at: Option<u64>,
    },
}

/// Why the open board is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The problem.
    pub problem: StorageProblem,
    /// The time of the first failure, in milliseconds since 1970.
    pub since: u64,
}

/// What lower rules of the vote would leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// These dots of these people.
    Dots(Vec<(PersonId, u32)>),
    /// Nobody may know, because the ballots are hidden.
    Hidden,
}

/// Changes of other tabs, for their announcement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Others {
    /// The number of notes added since the last announcement, if anything was changed since.
    pub(super) unannounced: Option<usize>,
    /// The time of the last announcement.
    pub(super) announced: u64,
}

/// Why the curtain is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curtain {
    /// The device passes to the next person.
    HandOver,
    /// Asks who wants to write.
    WhoWrites,
    /// Asks who wants to vote.
    WhoVotes {
        /// The dot that was asked for, placed once the voter is known.
        dot: Option<(Target, Pole)>,
    },
    /// Asks who wants to send back a contribution.
    WhoSends,
}

/// The current user's contribution, ready to be sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnContribution {
    /// The contribution.
    pub contribution: Contribution,
    /// The fragment of its link.
    pub fragment: Result<String, TooLong>,
    /// Its size.
    pub count: ContributionCount,
}

/// A received contribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingContribution {
    /// The contribution.
    pub contribution: Contribution,
    /// Its size.
    pub count: ContributionCount,
    /// When its content becomes visible here.
    pub timing: ContributionTiming,
    /// Whether it is new here or an update.
    pub novelty: Novelty,
    /// What was changed here as well, for a person to decide.
    pub differences: Vec<Difference>,
}

impl Session {
    /// Opens a stored board.
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
            second_copy: SecondCopyState::Kept,
            trouble: None,
            size: 0,
            biggest: Vec::new(),
            version_at: 0,
            has_news: true,
            unfiled: None,
            reminder: Reminder::Due,
            others: Others::default(),
            dialog: Dialog::None,
            origin: Origin::Here,
        }
    }

    /// The person who uses this device, if any.
    pub fn person(&self) -> Option<PersonId> {
        self.replica.current_user().person()
    }

    /// The board with its private store, generation and heads.
    pub(super) fn stored(&self) -> Stored {
        let (document, private_store) = (self.replica.document().clone(), self.replica.stored_private_store());
        Stored { document, private_store, generation: self.generation, heads: self.heads.clone() }
    }

    /// Records that storage has all of it.
    pub(super) fn settle(&mut self) {
        self.saving = Saving::Saved;
        self.trouble = None;
    }

    /// Records that it is not saved.
    pub(super) fn fail(&mut self, problem: StorageProblem, now: u64) {
        let since = self.trouble.map_or(now, |trouble| trouble.since);
        self.trouble = Some(Trouble { problem, since });
        self.saving = Saving::Failed(problem);
    }

    /// Whether a newer version has the board open, so that it is read-only here.
    pub fn is_outdated(&self) -> bool {
        self.saving == Saving::Failed(StorageProblem::Newer)
    }

    /// Whose an unfinished note is: while notes are private, the current user's; otherwise whoever's writes next.
    pub fn owner_of_draft(&self) -> Option<PersonId> {
        self.person().filter(|_| self.replica.board().note_secrecy() == Secrecy::Hidden)
    }

    /// Whether a new note requires a current user first, because a hidden note is visible only to its author.
    pub fn asks_who_writes(&self) -> bool {
        let board = self.replica.board();
        board.note_secrecy() == Secrecy::Hidden && self.person().is_none() && board.people().next().is_some()
    }

    /// Makes nobody the current user if the person is no longer on the board: undone, or removed by somebody else.
    pub(super) fn drop_absent_user(&mut self) {
        if self.person().is_some_and(|person| self.replica.board().person(person).is_none()) {
            self.replica.switch_user(CurrentUser::Nobody);
        }
    }
}

impl Hidden {
    /// Whether a reveal is due: notes before grouping, votes before reading.
    pub fn is_due(self, stage: Stage) -> bool {
        match self {
            Hidden::Notes => stage >= Stage::Group,
            Hidden::Votes => stage >= Stage::Read,
        }
    }

    /// The command that hides or reveals it.
    pub fn set(self, secrecy: Secrecy) -> Command {
        match self {
            Hidden::Notes => Command::SetNoteSecrecy(secrecy),
            Hidden::Votes => Command::SetBallotSecrecy(secrecy),
        }
    }
}
