//! The time left, as shown in the bar and in every dialog over a board.

use leptos::prelude::*;

use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, dialog, el};
use crate::ui::state::view::use_view;

/// A dialog over a board. It shows the clock too, because the time continues behind it.
pub(crate) fn board_dialog(label: &str, on_close: Callback<()>, body: impl FnOnce(El) -> El) -> El {
    dialog(label, on_close, move |own| body(own.child(clock())))
}

/// The time left; empty while the timer is off.
pub(crate) fn clock() -> El {
    let view = use_view();
    let left = move || {
        view.tick.track();
        view.board(|board| board.timer().left((view.now)()))
    };
    el("span", "timer__left")
        .attrs(&[("role", "timer"), ("aria-label", label::TIMER)])
        .attr_of("data-ended", move || String::from(if left() == Some(0) { "yes" } else { "no" }))
        .text_of(move || left().map_or_else(String::new, strings::time_left))
}
