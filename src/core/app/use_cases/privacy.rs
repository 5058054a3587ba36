//! What is hidden on the open board: the device goes from hand to hand behind a curtain, and in the end all is revealed.

use super::command;
use crate::core::app::{Context, Curtain, Dialog, Effect, ExchangeEvent, Model, Session};
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::command::Command;
use crate::core::document::id::PersonId;
use crate::core::replica::private_store::{CurrentUser, Hidden};

/// Somebody takes the device, or nobody.
pub(crate) fn choose(model: &mut Model, person: Option<PersonId>, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    let asked = match session.dialog {
        Dialog::Curtain(Curtain::WhoVotes { dot }) => dot,
        _ => None,
    };
    take_device(session, person, effects);
    if let (Some((target, pole)), Some(voter)) = (asked, session.person()) {
        command::act(model, &Command::AddDot { voter, target, pole }, effects, context);
    }
}

fn take_device(session: &mut Session, person: Option<PersonId>, effects: &mut Vec<Effect>) {
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

/// Draws the curtain: what was seen by the person who had the device is seen no more.
pub(crate) fn draw_curtain(model: &mut Model, curtain: Curtain) {
    let Some(session) = model.session_mut() else { return };
    session.replica.switch_user(CurrentUser::Locked);
    session.dialog = Dialog::Curtain(curtain);
}

/// The dialog is put away. Whoever lifts the curtain without taking the device sees what all see.
pub(crate) fn close_dialog(model: &mut Model) {
    let Some(session) = model.session_mut() else { return };
    match std::mem::replace(&mut session.dialog, Dialog::None) {
        Dialog::Curtain(_) => session.replica.switch_user(CurrentUser::Nobody),
        // A name that was refused is wanted no more.
        Dialog::Rename(_) => model.forget_last_change(),
        _ => {}
    }
}

/// Somebody wants to see what is hidden. What nobody can take back is asked twice, but in Set up, as long as there is nothing to see.
pub(crate) fn ask_reveal(model: &mut Model, what: Hidden, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    if session.hidden(what) == 0 && session.replica.board().stage() == Stage::SetUp {
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
