//! Renames a person.

use super::{command, privacy};
use crate::core::app::{Context, Dialog, Effect, Model, Notice};
use crate::core::command::Command;
use crate::core::document::id::PersonId;

/// Opens the dialog for the new name.
pub(crate) fn ask(model: &mut Model, person: PersonId) {
    let Some(session) = model.session_mut() else { return };
    session.dialog = Dialog::Rename(person);
    model.forget_last_change();
}

/// Renames the person of the open dialog. The dialog stays open if the name is rejected.
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
