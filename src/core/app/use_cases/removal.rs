//! Facts to report about a command, gathered before it runs: what a removal takes with it, and which names of a pasted list are new.

use crate::core::app::{Notice, Session};
use crate::core::board::voting::Target;
use crate::core::command::{Command, pasted_people};
use crate::core::replica::private_store::CurrentUser;

/// What a command removes along with its target.
#[derive(Default)]
pub(crate) struct Removal {
    /// The number of visible dots.
    pub(crate) dots: u32,
    /// The name of a removed person who has voted.
    pub(crate) voter: Option<String>,
}

/// What a command will remove. Must run before the command.
pub(crate) fn before(session: &mut Session, command: &Command) -> Removal {
    // A removed person cannot stay the current user. The removal then enters the history of no particular user, where those who remain
    // can undo it.
    if matches!(command, Command::RemovePerson(person) if session.person() == Some(*person)) {
        session.replica.switch_user(CurrentUser::Nobody);
    }
    // Shortcut for a board without votes.
    if session.replica.has_votes() { removal_of(session, command) } else { Removal::default() }
}

fn removal_of(session: &Session, command: &Command) -> Removal {
    let board = session.replica.board();
    match *command {
        Command::DeleteNote(note) => Removal { dots: board.dots_where(&|_, on| on == Target::Note(note)), voter: None },
        Command::RemovePerson(person) if session.replica.has_ever_voted(person) => {
            let voter = board.person(person).map(|person| person.name);
            Removal { dots: board.dots_where(&|voter, _| voter == person), voter }
        }
        _ => Removal::default(),
    }
}

/// The notice about a pasted list of names; `None` if all are new.
pub(crate) fn pasted(session: &Session, command: &Command) -> Option<Notice> {
    let Command::PastePeople(list) = command else { return None };
    let (new, left) = pasted_people(session.replica.board(), list);
    (!left.is_empty()).then_some(Notice::Pasted { added: new.len(), left })
}
