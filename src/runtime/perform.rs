//! Performs the effects that an open board needs: what concerns the views alone here, the others in the shell.

use leptos::prelude::*;

use crate::core::app::{Announcement, Effect, Toast};
use crate::shell::{self, Report};
use crate::strings;
use crate::ui::state::view::View;

/// Performs an effect, or returns it if it is none of these.
pub(super) fn perform(view: View, effect: Effect, report: &Report) -> Result<(), Effect> {
    match effect {
        Effect::Announce(announcement) => announce(view, &announcement),
        Effect::WithdrawUndo => view.announcement.update(|(toast, _)| *toast = Toast::None),
        Effect::ShowRefusal => view.refusals.update(|times| *times += 1),
        Effect::FocusNote(note) => view.focus.set(Some(note)),
        other => return shell::perform_for_board(other, report),
    }
    Ok(())
}

/// Puts a sentence into the live region. A repeated sentence gets a no-break space, because screen readers announce only changes.
fn announce(view: View, announcement: &Announcement) {
    let sentence = strings::announcement(announcement);
    view.announcement.update(|(toast, before)| {
        *toast = announcement.toast();
        *before = if *before == sentence { sentence + "\u{a0}" } else { sentence };
    });
}
