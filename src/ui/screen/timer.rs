//! The timer of a stage. Its end is in the document, so every screen shows the same.

use std::cell::Cell;

use leptos::prelude::*;

use crate::core::app::{BoardEvent, Sound};
use crate::core::board::timer::Timer;
use crate::core::command::Command;
use crate::strings::label;
use crate::ui::clock::clock;
use crate::ui::kit::{El, button, el, when_drawn};
use crate::ui::state::view::{use_dispatch, use_view};

/// The clock with its buttons, in every stage.
pub(crate) fn timer(bar: El) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let timer = move || view.board(|board| board.timer());
    let now = view.tick;
    let muted = RwSignal::new(false);
    // A timer that ended before this page opened does not ring (T1).
    let checked = StoredValue::new((view.now)());
    let waits = StoredValue::new(None::<TimeoutHandle>);
    when_drawn(move || {
        let at = (view.now)();
        let timer = timer();
        now.track();
        if timer.rings(checked.get_value(), at) {
            dispatch.tell(BoardEvent::TimeIsUp(if muted.get_untracked() { Sound::Off } else { Sound::On }));
        }
        checked.set_value(at);
        if let Some(before) = waits.get_value() {
            before.clear();
        }
        let tick = timer.next_tick(at).and_then(|wait| {
            let wait = std::time::Duration::from_millis(wait);
            set_timeout_with_handle(
                move || {
                    now.try_set((view.now)());
                },
                wait,
            )
            .ok()
        });
        waits.set_value(tick);
    });
    // Set anew only if its end or the mute button changes, not at every tick.
    let set_for = Cell::new(Timer::Off);
    when_drawn(move || {
        let due = if muted.get() { Timer::Off } else { timer() };
        if set_for.replace(due) != due {
            dispatch.tell(BoardEvent::ChimeDue(due.chime_in((view.now)())));
        }
    });
    on_cleanup(move || {
        if let Some(Some(before)) = waits.try_get_value() {
            before.clear();
        }
    });
    let set = move |change: fn(Timer, u64) -> Timer| {
        let now = (view.now)();
        dispatch.act(Command::SetTimer(change(view.board(|board| board.timer()), now)));
    };
    let ended = move || {
        now.track();
        timer().left((view.now)()) == Some(0)
    };
    let start = move || {
        let minutes = untrack(|| view.stage()).minutes();
        dispatch.act(Command::SetTimer(Timer::started((view.now)(), minutes)));
    };
    let buttons = move || match timer() {
        Timer::Off => vec![button("quiet", label::START_TIMER, start)],
        Timer::Running { .. } if ended() => Vec::new(),
        Timer::Running { .. } => vec![button("quiet", label::PAUSE_TIMER, move || set(Timer::paused))],
        Timer::Paused { .. } => vec![button("quiet", label::RESUME_TIMER, move || set(Timer::resumed))],
    };
    let others = move || {
        let on = timer() != Timer::Off;
        let mute = move || muted.update(|muted| *muted = !*muted);
        on.then(|| {
            [
                button("quiet", label::MINUTE_MORE, move || set(Timer::one_minute_more)),
                button("quiet", label::RESET_TIMER, move || set(|_, _| Timer::Off)),
                button("quiet icon icon--mute", "", mute)
                    .named(label::MUTE)
                    .attr_of("aria-pressed", move || String::from(if muted.get() { "true" } else { "false" })),
            ]
        })
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
    };
    bar.child(el("div", "timer").child(clock()).changing(buttons).changing(others))
}
