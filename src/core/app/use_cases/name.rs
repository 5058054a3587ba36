//! Somebody gets another name.

use super::{command, privacy};
use crate::core::app::{Context, Dialog, Effect, Model, Notice};
use crate::core::command::Command;
use crate::core::document::id::PersonId;

/// Shows the dialog in which it is typed.
pub(crate) fn ask(model: &mut Model, person: PersonId) {
    let Some(session) = model.session_mut() else { return };
    session.dialog = Dialog::Rename(person);
    model.forget_last_change();
}

/// Gives somebody the name that was typed. A name that is refused stays in its dialog, to be changed; anything else ends it.
pub(crate) fn give(model: &mut Model, name: String, effects: &mut Vec<Effect>, context: &Context) {
    let Some(Dialog::Rename(person)) = model.session().map(|session| &session.dialog) else { return };
    let person = *person;
    privacy::close_dialog(model);
    command::act(model, &Command::RenamePerson { person, name }, effects, context);
    if model.notice.as_ref().is_some_and(Notice::is_of_people)
        && let Some(session) = model.session_mut()
    {
        session.dialog = Dialog::Rename(person);
    }
}
