//! Shares the open board by a link or as a file.

use super::export::file_name;
use crate::core::app::{Announcement, CopyWay, Dialog, Effect, Model, Notice};
use crate::core::format::validation::ValidationError;
use crate::core::format::{file, link, rescue};

/// Opens the share dialog with the link.
pub(crate) fn show_link(model: &mut Model) {
    let Some(session) = model.session_mut() else { return };
    let fragment = link::offer(session.board, &session.replica.document().without_deleted());
    session.dialog = Dialog::Share { fragment };
}

/// Copies the link of the open dialog.
pub(crate) fn copy_link(model: &Model, effects: &mut Vec<Effect>) {
    let Some(session) = model.session() else { return };
    match &session.dialog {
        Dialog::Share { fragment: Ok(fragment) } => effects.push(Effect::Copy(fragment.clone())),
        Dialog::SendBack(own) => effects.extend(own.fragment.iter().cloned().map(Effect::Copy)),
        Dialog::None
        | Dialog::Share { fragment: Err(_) }
        | Dialog::Versions(_)
        | Dialog::Curtain(_)
        | Dialog::Reveal(_)
        | Dialog::Rename(_)
        | Dialog::LowerRules { .. }
        | Dialog::Contribution(_)
        | Dialog::Incoming { .. } => {}
    }
}

/// Handles the result of copying.
pub(crate) fn copied(model: &mut Model, way: CopyWay, effects: &mut Vec<Effect>) {
    let Some(session) = model.session_mut() else { return };
    match way {
        CopyWay::Copied => {
            session.unfiled = None;
            model.notice = None;
            effects.push(Effect::Announce(Announcement::LinkCopied));
        }
        CopyWay::ByHand => model.notice = Some(Notice::CopyByHand),
    }
}

/// Saves the board as a file.
pub(crate) fn save_file(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(session) = model.session() else { return };
    let offered = file::offer(session.board, &session.replica.document().without_deleted());
    let (title, withheld) = (String::from(session.replica.board().title()), session.replica.withheld());
    if download(model, &title, ".board.json", offered, effects) && !withheld.is_nothing() {
        model.notice = Some(Notice::FileLacks(withheld));
    }
}

/// Saves the board with all that is hidden on it, for whoever runs the workshop.
pub(crate) fn save_rescue_file(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(session) = model.session() else { return };
    let replica = &session.replica;
    let offered = rescue::offer(session.board, &replica.document().without_deleted(), &replica.private_store_to_rescue());
    let title = String::from(replica.board().title());
    download(model, &title, ".rescue.json", offered, effects);
}

/// Downloads the open board, or says why no file of it is offered. Whether it is downloaded.
fn download(model: &mut Model, title: &str, ending: &str, offered: Result<String, ValidationError>, effects: &mut Vec<Effect>) -> bool {
    match offered {
        Ok(text) => {
            effects.push(Effect::Download { name: file_name(title, ending), text });
            model.notice.take_if(|notice| matches!(notice, Notice::SaveAFile | Notice::FileLacks(_)));
            if let Some(session) = model.session_mut() {
                session.unfiled = None;
            }
            true
        }
        Err(error) => {
            model.notice = Some(Notice::NoFile(error));
            false
        }
    }
}
