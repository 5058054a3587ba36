//! Performs the effects that an open board needs: what concerns the views alone here, the others in the shell.

use leptos::prelude::*;

use crate::core::app::Effect;
use crate::shell::{self, Report};
use crate::strings;
use crate::ui::state::view::View;

/// Performs an effect, or returns it if it is none of these.
pub(super) fn perform(view: View, effect: Effect, report: &Report) -> Result<(), Effect> {
    match effect {
        Effect::Announce(announcement) => view.announce(announcement.toast(), strings::announcement(&announcement)),
        Effect::WithdrawUndo => view.withdraw_undo(),
        Effect::ShowRefusal => view.refusals.update(|times| *times += 1),
        Effect::FocusNote(note) => view.focus.set(Some(note)),
        other => return shell::perform_for_board(other, report),
    }
    Ok(())
}
