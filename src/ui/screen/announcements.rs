//! Announcements: the one polite live region, and toasts.

use leptos::prelude::*;

use crate::core::app::{BoardEvent, Toast};
use crate::core::replica::history::Direction;
use crate::strings::label;
use crate::ui::kit::{El, button, el, focus_first};
use crate::ui::state::view::{use_dispatch, use_view};

/// The polite live region: one sentence at a time. Some are also shown for a moment, each in a new element so that the animation restarts.
pub(crate) fn live_region() -> El {
    let view = use_view();
    let announcement = view.announcement;
    let region = el("div", "")
        .attrs(&[("aria-live", "polite"), ("aria-atomic", "true")])
        .drawn(move || announcement.get().1, |sentence| [el("p", "listeners").text(sentence)]);
    let who = move || (view.screen(), view.current_user());
    el("div", "").child(region).drawn(
        move || announcement.get(),
        move |(toast, sentence)| {
            // Those who listen have heard it.
            let said = || el("div", "said").child(el("p", "").attr("aria-hidden", "true").text(sentence));
            // On another board, and for another person, it would take back something else.
            let by = untrack(who);
            match toast {
                Toast::None => None,
                Toast::Plain => Some(said()),
                Toast::WithUndo => Some(said().drawn_if(move || who() == by, undo)),
            }
        },
    )
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
