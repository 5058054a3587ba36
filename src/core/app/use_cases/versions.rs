//! Former versions of the open board, kept in IndexedDB: stored when it opens, every few minutes of work and before a merge; restored as a
//! new change.
//!
//! They are a convenience: nothing else depends on them, if the browser keeps none.

use crate::core::app::{Announcement, Context, Dialog, Effect, Model, Notice, saving, tabs};
use crate::core::document::id::BoardId;
use crate::core::format::version;
use crate::core::format::version::Version;

/// The most versions of a board that are kept.
pub const VERSION_LIMIT: usize = 20;

/// Lists the versions, after storing the current state as one.
pub(crate) fn show(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    saving::keep_version(session, effects, context);
    effects.push(Effect::ListVersions(session.board));
}

/// Opens the dialog with the versions, newest first.
pub(crate) fn listed(model: &mut Model, board: BoardId, names: &[String]) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else { return };
    let mut versions: Vec<Version> = names.iter().filter_map(|name| version::read_name(name)).collect();
    versions.sort_unstable_by(|one, other| other.name.cmp(&one.name));
    session.dialog = Dialog::Versions(versions);
}

/// Reads the version with this name.
pub(crate) fn request(model: &Model, name: String, effects: &mut Vec<Effect>) {
    effects.extend(model.session().map(|session| Effect::ReadVersion { board: session.board, name }));
}

/// Restores the version that was read.
pub(crate) fn read(model: &mut Model, board: BoardId, text: Option<&str>, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| session.board == board && !session.is_outdated()) else { return };
    session.dialog = Dialog::None;
    let Some(Ok(document)) = text.map(version::read) else {
        model.notice = Some(Notice::NoVersion);
        return;
    };
    saving::keep_version(session, effects, context);
    let delta = session.replica.restore(&document, context.now);
    if delta.is_empty() {
        model.notice = Some(Notice::NothingNew);
        return;
    }
    effects.extend(tabs::tell(board, delta));
    effects.push(Effect::Announce(Announcement::Restored));
    model.notice = Some(Notice::Restored);
    saving::changed(model, effects, context);
}
