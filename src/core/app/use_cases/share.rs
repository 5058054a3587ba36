//! Shares the open board by a link or as a file.

use super::export::file_name;
use crate::core::app::{Announcement, CopyWay, Dialog, Effect, Model, Notice};
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
    let Some(session) = model.session_mut() else { return };
    let text = match file::offer(session.board, &session.replica.document().without_deleted()) {
        Ok(text) => text,
        Err(error) => {
            model.notice = Some(Notice::NoFile(error));
            return;
        }
    };
    session.unfiled = None;
    effects.push(Effect::Download { name: file_name(session.replica.board().title(), ".board.json"), text });
    let withheld = session.replica.withheld();
    model.notice.take_if(|notice| matches!(notice, Notice::SaveAFile | Notice::FileLacks(_)));
    if !withheld.is_nothing() {
        model.notice = Some(Notice::FileLacks(withheld));
    }
}

/// Saves the board with all that is hidden on it, for whoever runs the workshop.
pub(crate) fn save_rescue_file(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(session) = model.session_mut() else { return };
    let replica = &session.replica;
    let text = match rescue::offer(session.board, &replica.document().without_deleted(), &replica.private_store_to_rescue()) {
        Ok(text) => text,
        Err(error) => {
            model.notice = Some(Notice::NoFile(error));
            return;
        }
    };
    session.unfiled = None;
    effects.push(Effect::Download { name: file_name(replica.board().title(), ".rescue.json"), text });
    model.notice.take_if(|notice| matches!(notice, Notice::SaveAFile | Notice::FileLacks(_)));
}
