//! What goes with a person or a note that is taken away, and what came of a pasted list of names.

use crate::core::app::{Notice, Session};
use crate::core::board::voting::Target;
use crate::core::command::{Command, pasted_people};
use crate::core::replica::private_store::CurrentUser;

/// What goes with what a command takes away.
#[derive(Default)]
pub(crate) struct Removal {
    /// Dots that are seen.
    pub(crate) dots: u32,
    /// The name of somebody who has voted.
    pub(crate) voter: Option<String>,
}

/// What goes with it; asked before it does.
pub(crate) fn before(session: &mut Session, command: &Command) -> Removal {
    // Whoever is removed has the device no more: to bring them back is for those who are left.
    if matches!(command, Command::RemovePerson(person) if session.person() == Some(*person)) {
        session.replica.switch_user(CurrentUser::Nobody);
    }
    // A board without votes does without all this.
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

/// What is to be said of a pasted list of names; nothing, if all of them are new.
pub(crate) fn pasted(session: &Session, command: &Command) -> Option<Notice> {
    let Command::PastePeople(list) = command else { return None };
    let (new, left) = pasted_people(session.replica.board(), list);
    (!left.is_empty()).then_some(Notice::Pasted { added: new.len(), left })
}
