//! Former versions of a board: kept at its opening, every few minutes of change and before a merge; brought back as a new change.
//!
//! They are a convenience beside what is stored: where the browser keeps none, nothing else is less safe.

use super::effect::Announcement;
use super::saving;
use super::session::{Dialog, Session};
use super::{Context, Effect, Model, Notice};
use crate::core::document::id::BoardId;
use crate::core::format::version;
use crate::core::format::version::Version;

/// How many versions of a board are kept.
pub const VERSION_LIMIT: usize = 20;
/// How long changes are gathered before a version of them is kept.
const KEEP_AFTER_MS: u64 = 5 * 60_000;

/// Keeps the board as it is now. A version like the newest is not kept twice.
pub(super) fn keep(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    session.version_at = context.now;
    let projection = session.replica.board();
    if !session.replica.document().is_empty() {
        let (name, text) = version::write(session.board, session.replica.document(), projection, context.now);
        effects.push(Effect::KeepVersion { board: session.board, name, text });
    }
}

/// The board was saved: time for a version, perhaps.
pub(super) fn saved(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    let since = context.now.saturating_sub(session.version_at);
    // A clock that was set back begins anew.
    if since >= KEEP_AFTER_MS || context.now < session.version_at {
        keep(session, effects, context);
    }
}

/// The person wants to see them. The board as it is now is one of them.
pub(super) fn show(session: &mut Session, effects: &mut Vec<Effect>, context: &Context) {
    keep(session, effects, context);
    effects.push(Effect::ListVersions(session.board));
}

/// They are listed: the newest first.
pub(super) fn listed(session: &mut Session, names: &[String]) {
    let mut versions: Vec<Version> = names.iter().filter_map(|name| version::read_name(name)).collect();
    versions.sort_unstable_by_key(|version| std::cmp::Reverse(version.at));
    session.dialog = Dialog::Versions(versions);
}

/// A version was read, to be brought back.
pub(super) fn read(model: &mut Model, board: BoardId, text: Option<&str>, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| session.board == board && !session.is_outdated()) else { return };
    session.dialog = Dialog::None;
    let Some(Ok(document)) = text.map(version::read) else {
        model.notice = Some(Notice::NoVersion);
        return;
    };
    keep(session, effects, context);
    let delta = session.replica.restore(&document, context.now);
    if delta.is_empty() {
        model.notice = Some(Notice::NothingNew);
        return;
    }
    effects.extend(super::tabs::tell(board, delta));
    effects.push(Effect::Announce(Announcement::Restored));
    model.notice = Some(Notice::Restored);
    saving::changed(model, effects, context);
}
