//! Announcements: the one polite live region, and toasts.

use leptos::prelude::*;

use crate::core::app::{BoardEvent, Toast};
use crate::core::replica::history::Direction;
use crate::strings::label;
use crate::ui::kit::{El, button, el, focus_first};
use crate::ui::state::view::{use_dispatch, use_view};

/// The polite live region: one sentence at a time. Some are also shown for a moment, each in a new element so that the animation restarts.
pub(crate) fn live_region() -> El {
    let announcement = use_view().announcement;
    let region = el("div", "")
        .attrs(&[("aria-live", "polite"), ("aria-atomic", "true")])
        .changing(move || [el("p", "listeners").text(&announcement.get().1)]);
    el("div", "").child(region).changing(move || {
        let (toast, sentence) = announcement.get();
        // Those who listen have heard it.
        let said = || el("div", "said").child(el("p", "").attr("aria-hidden", "true").text(&sentence));
        match toast {
            Toast::None => None,
            Toast::Plain => Some(said()),
            Toast::WithUndo => Some(said().child(undo())),
        }
    })
}

/// The button that takes back what the toast says. Its toast goes with the press, and the focus to the lasting button for the same.
fn undo() -> El {
    let dispatch = use_dispatch();
    button("quiet", label::UNDO, move || {
        dispatch.send(BoardEvent::Step(Direction::Undo));
        if let Ok(Some(lasting)) = document().query_selector(".icon--undo") {
            focus_first(&lasting);
        }
    })
}
