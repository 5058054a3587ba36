//! Privacy on the open board: the current user, the curtain between users, and the reveal.

use super::command;
use crate::core::app::{Context, Curtain, Dialog, Effect, ExchangeEvent, Model, Session};
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::command::Command;
use crate::core::document::id::PersonId;
use crate::core::replica::private_store::{CurrentUser, Hidden};

/// Makes a person the current user, or nobody, and places the dot that was asked for.
pub(crate) fn choose(model: &mut Model, person: Option<PersonId>, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    let asked = match session.dialog {
        Dialog::Curtain(Curtain::WhoVotes { dot }) => dot,
        _ => None,
    };
    switch_user(session, person, effects);
    if let (Some((target, pole)), Some(voter)) = (asked, session.person()) {
        command::act(model, &Command::AddDot { voter, target, pole }, effects, context);
    }
}

fn switch_user(session: &mut Session, person: Option<PersonId>, effects: &mut Vec<Effect>) {
    let sends = session.dialog == Dialog::Curtain(Curtain::WhoSends) && person.is_some();
    if matches!(session.dialog, Dialog::Curtain(_)) {
        session.dialog = Dialog::None;
    }
    let known = person.filter(|person| session.replica.board().person(*person).is_some());
    session.replica.switch_user(known.map_or(CurrentUser::Nobody, CurrentUser::Person));
    if sends && session.person().is_some() {
        effects.push(Effect::Next(Box::new(ExchangeEvent::SendBack.into())));
    }
}

/// Draws the curtain: the former user's private content disappears.
pub(crate) fn draw_curtain(model: &mut Model, curtain: Curtain) {
    let Some(session) = model.session_mut() else { return };
    session.replica.switch_user(CurrentUser::Locked);
    session.dialog = Dialog::Curtain(curtain);
}

/// Closes the dialog. Lifting the curtain without choosing a person shows what everybody sees.
pub(crate) fn close_dialog(model: &mut Model) {
    let Some(session) = model.session_mut() else { return };
    match std::mem::replace(&mut session.dialog, Dialog::None) {
        Dialog::Curtain(_) => session.replica.switch_user(CurrentUser::Nobody),
        // The rejected name no longer matters.
        Dialog::Rename(_) => model.forget_last_change(),
        _ => {}
    }
}

/// Asks before a reveal, because nobody can undo it; not in Set up while nothing is hidden.
pub(crate) fn ask_reveal(model: &mut Model, what: Hidden, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    if session.replica.to_reveal(what) == 0 && session.replica.board().stage() == Stage::SetUp {
        command::act(model, &what.set(Secrecy::Open), effects, context);
    } else {
        session.dialog = Dialog::Reveal(what);
    }
}

/// Reveals what the open dialog asks about.
pub(crate) fn reveal(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    if let Dialog::Reveal(what) = session.dialog {
        session.dialog = Dialog::None;
        command::act(model, &what.set(Secrecy::Open), effects, context);
    }
}
