//! What goes with a person or a note that is taken away, and what is said of it.

use super::Notice;
use super::session::Session;
use crate::core::command::Command;
use crate::core::desk::Hands;
use crate::core::later::later;
use crate::core::voting::Target;

/// What goes with what a command takes away.
#[derive(Default)]
pub(super) struct Goes {
    /// Dots that are seen.
    pub(super) dots: u32,
    /// The name of somebody who has voted.
    pub(super) voter: Option<String>,
}

/// What goes with it; asked before it goes.
pub(super) fn before(session: &mut Session, command: &Command) -> Goes {
    // Whoever is removed has the device no more: to bring them back is for those who are left.
    if session.person().is_some_and(|person| *command == Command::RemovePerson(person)) {
        later(|| session.replica.hand_over(Hands::Nobodys));
    }
    // A board without votes does without all this.
    if session.replica.has_votes() { later(|| goes_with(session, command)) } else { Goes::default() }
}

fn goes_with(session: &Session, command: &Command) -> Goes {
    let board = session.replica.board();
    match *command {
        Command::DeleteNote(note) => Goes { dots: board.dots_such(&|_, on| on == Target::Note(note)), voter: None },
        Command::RemovePerson(person) if session.replica.has_ever_voted(person) => {
            let voter = board.person(person).map(|person| person.name);
            Goes { dots: board.dots_such(&|voter, _| voter == person), voter }
        }
        _ => Goes::default(),
    }
}

/// What was said of a change is not about the next one.
pub(super) fn put_away(notice: &mut Option<Notice>) {
    if matches!(notice, Some(Notice::Refused(_) | Notice::Removed { .. })) {
        *notice = None;
    }
}
