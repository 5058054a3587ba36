//! What is hidden on the open board: the device goes from hand to hand behind a curtain, and in the end all is revealed.

use super::effect::Announcement;
use super::session::{Dialog, Session};
use super::{Context, Effect, Event, Model, contribution, removal};
use crate::core::board::stage::Stage;
use crate::core::board::voting::{Pole, Secrecy, Target};
use crate::core::command::Command;
use crate::core::document::id::PersonId;
use crate::core::replica::private_store::{CurrentUser, Hidden};

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

impl Session {
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

/// Somebody takes the device, or nobody.
pub(super) fn choose(model: &mut Model, person: Option<PersonId>, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    let asked = match session.dialog {
        Dialog::Curtain(Curtain::WhoVotes { dot }) => dot,
        _ => None,
    };
    take_device(session, person);
    if let (Some((target, pole)), Some(voter)) = (asked, session.person()) {
        super::session::act(model, &Command::AddDot { voter, target, pole }, effects, context);
    }
}

fn take_device(session: &mut Session, person: Option<PersonId>) {
    let sends = session.dialog == Dialog::Curtain(Curtain::WhoSends) && person.is_some();
    if matches!(session.dialog, Dialog::Curtain(_)) {
        session.dialog = Dialog::None;
    }
    match person.and_then(|person| Some((person, session.replica.board().person(person)?))) {
        Some((person, known)) => {
            session.colour = known.colour;
            session.replica.switch_user(CurrentUser::Person(person));
        }
        None => session.replica.switch_user(CurrentUser::Nobody),
    }
    if sends && session.person().is_some() {
        contribution::send_back(session);
    }
}

/// Draws the curtain: what was seen by the person who had the device is seen no more.
pub(super) fn draw_curtain(session: &mut Session, curtain: Curtain) {
    session.replica.switch_user(CurrentUser::Locked);
    session.dialog = Dialog::Curtain(curtain);
}

/// The dialog is put away. Whoever lifts the curtain without taking the device sees what all see.
pub(super) fn close_dialog(model: &mut Model) {
    let Some(session) = model.session_mut() else { return };
    match std::mem::replace(&mut session.dialog, Dialog::None) {
        Dialog::Curtain(_) => session.replica.switch_user(CurrentUser::Nobody),
        // A name that was refused is wanted no more.
        Dialog::Rename(_) => removal::put_away(&mut model.notice),
        _ => {}
    }
}

/// Somebody wants to see what is hidden. What nobody can take back is asked twice, but in Set up, as long as there is nothing to see.
pub(super) fn ask_reveal(model: &mut Model, what: Hidden) -> Option<Event> {
    let session = model.session_mut()?;
    if session.hidden(what) == 0 && session.replica.board().stage() == Stage::SetUp {
        return Some(Event::Do(what.set(Secrecy::Open)));
    }
    session.dialog = Dialog::Reveal(what);
    None
}

/// What is open is said aloud.
pub(super) fn after_reveal(command: &Command, effects: &mut Vec<Effect>) {
    match command {
        Command::SetNoteSecrecy(Secrecy::Open) => effects.push(Effect::Announce(Announcement::Revealed(Hidden::Notes))),
        Command::SetBallotSecrecy(Secrecy::Open) => effects.push(Effect::Announce(Announcement::Revealed(Hidden::Votes))),
        _ => {}
    }
}
