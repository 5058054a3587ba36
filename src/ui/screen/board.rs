//! The screen of a board: the two halves with their six bands, and one set of listeners for all notes.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::copying::copies_text;
use super::notices::notices;
use super::setup::setup_panel;
use super::stage_bar::stage_bar;
use super::top_bar::top_bar;
use crate::core::app::{BoardEvent, StorageProblem};
use crate::core::board::layer::{Half, Layer};
use crate::core::board::stage::Stage;
use crate::core::document::id::AgreementId;
use crate::core::replica::history::Direction;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, Key, button, composing, el, focus_first, focus_main, on_window, on_window_key, when_drawn, with_known_height};
use crate::ui::notes::context::provide_notes;
use crate::ui::notes::control::control_head;
use crate::ui::notes::drag::Drag;
use crate::ui::notes::layer::layer_band;
use crate::ui::notes::menu::note_menu;
use crate::ui::people::private::private_strips;
use crate::ui::state::view::{Dispatch, View, use_dispatch, use_view};

/// The screen of the open board.
pub(crate) fn board_screen() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let rest = view.modules.rest;
    let (stage, held) = stage_shown(view);
    let notes = provide_notes();
    let drag = Drag::new(notes);
    when_drawn(move || {
        if let Some(note) = view.focus.get() {
            notes.focus(note);
        }
    });
    scroll_up_at_new_stage(stage);
    on_window("compositionstart", |event: web_sys::Event| composing(&event, true));
    on_window("compositionend", |event: web_sys::Event| composing(&event, false));
    on_window_key(move |key| {
        // Escape takes a drag back and cancels grouping, wherever the focus is.
        if key.name == "Escape" && drag.cancel() {
            key.take();
        } else if notes.picked.get_untracked().is_some() && key.name == "Escape" {
            notes.picked.set(None);
        }
        undo_key(&key, dispatch);
        if key.is_command() && !key.has_shift() && key.name.eq_ignore_ascii_case("s") {
            // The browser would save the program.
            key.take();
            dispatch.send(BoardEvent::SaveFile);
        }
    });
    // What waits in a field is added before a dropped file takes the field away.
    on_window("drop", move |_: web_sys::Event| dispatch.send(BoardEvent::EndTyping));
    let board = el("div", "board")
        .on("click", move |event| notes.clicked(&event))
        .on("dblclick", move |event| notes.double_clicked(&event))
        .on_key(move |key| notes.key(&key))
        .on("focusin", move |event| notes.focused(&event))
        .on("focusout", move |event| {
            notes.left(&event);
            // Removing the screen takes the focus out, too; its signals are gone by then.
            if held.try_get_untracked() == Some(true) {
                held.set(false);
            }
        })
        .on("input", move |event| notes.typed(&event))
        .on("pointerdown", move |event| drag.down(&event))
        .on("pointermove", move |event| drag.moved(&event))
        .on("pointerup", move |event| drag.up(&event))
        .on("pointercancel", move |_: web_sys::Event| {
            drag.cancel();
        })
        .on("touchmove", move |event| drag.hold_scroll(&event))
        .on("contextmenu", move |event: web_sys::Event| {
            if drag.is_on() {
                event.prevent_default();
            }
        })
        .child(control_head())
        .child(half_of_stack(Half::Direction))
        .child(half_of_stack(Half::Execution));
    copies_text(view, board.node().clone());
    // A board that a newer version has open is read-only here.
    let outdated = move || view.trouble().filter(|shown| shown.trouble.problem == StorageProblem::Newer);
    // Repeated here, because on a phone the bar below has no room for it.
    let purpose = move || String::from(view.purpose()) + " (" + &strings::timebox(view.stage()) + ")";
    let main = el("main", "main")
        .attr_if("inert", move || outdated().map(|_| String::new()))
        .drawn(move || rest.get().is_some(), move |_| rest.get_untracked().map(|rest| (rest.sheet_head)()))
        .child(el("p", "purpose").text_of(purpose))
        .with(private_strips)
        .drawn(
            move || (carried(view), rest.get().is_some()),
            move |(carried, _)| rest.get_untracked().filter(|_| !carried.is_empty()).map(|rest| (rest.follow_up)(carried)),
        )
        .with(setup_panel)
        .drawn(move || (stage.get(), rest.get().is_some()), move |(stage, _)| rest.get_untracked().and_then(|rest| (rest.panel)(*stage)))
        .child(board)
        .with(note_menu);
    el("div", "screen")
        .child(skip_links())
        .attr_of("data-stage", move || String::from(strings::stage(stage.get())))
        .child(with_known_height(top_bar(), "--top-bar"))
        .with(notices)
        .drawn_if(
            move || held.get(),
            move || el("div", "notice").attr("role", "status").child(el("p", "").text(&strings::held(untrack(|| view.stage())))),
        )
        .child(main)
        .child(with_known_height(stage_bar(), "--stage-bar"))
        .drawn(move || (view.dialog(), rest.get().is_some()), move |(open, _)| rest.get_untracked().and_then(|rest| (rest.dialog)(open)))
}

/// Ways past what comes before the board and what comes before the next step, for people who go by keyboard.
fn skip_links() -> El {
    let next = || {
        if let Ok(Some(next)) = document().query_selector(".stage-bar__next") {
            focus_first(&next);
        }
    };
    el("nav", "skip").attr("aria-label", label::SKIP).child(button("quiet", label::SKIP_TO_BOARD, focus_main)).child(button(
        "quiet",
        label::SKIP_TO_NEXT,
        next,
    ))
}

/// The agreements of an earlier workshop, in Set up.
fn carried(view: View) -> Vec<AgreementId> {
    match view.stage() {
        Stage::SetUp => view.board(|board| board.carried().map(|(id, _)| id).collect()),
        _ => Vec::new(),
    }
}

/// The stage that is shown, and whether it is an earlier one: while somebody is in a field of the board, a stage that others go to waits
/// (F3).
fn stage_shown(view: View) -> (RwSignal<Stage>, RwSignal<bool>) {
    let (shown, held) = (RwSignal::new(untrack(|| view.stage())), RwSignal::new(false));
    when_drawn(move || {
        let now = view.stage();
        // Let go when the field is left.
        held.track();
        let is_held = shown.get_untracked() != now && is_writing();
        if held.get_untracked() != is_held {
            held.set(is_held);
        }
        if !is_held && shown.get_untracked() != now {
            shown.set(now);
        }
    });
    (shown, held)
}

/// Whether the focus is in a field for words, on the board or in its panels.
fn is_writing() -> bool {
    document().active_element().is_some_and(|field| field.matches("main textarea, main input:not([type])").unwrap_or(false))
}

/// Scrolls to the top when the stage changes.
fn scroll_up_at_new_stage(stage: RwSignal<Stage>) {
    let shown = StoredValue::new_local(stage.get_untracked());
    when_drawn(move || {
        let now = stage.get();
        if shown.try_update_value(|shown| std::mem::replace(shown, now) != now) == Some(true) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}

fn half_of_stack(half: Half) -> El {
    let layers = Layer::ALL.into_iter().filter(move |layer| layer.half() == half);
    el("div", "half")
        .child(el("p", "half__name").child(el("span", "").text(strings::half(half))))
        .child(el("div", "half__layers").children(layers.map(layer_band)))
}

/// Undo and redo by keyboard. In a text field the browser's own undo is better.
fn undo_key(key: &Key, dispatch: Dispatch) {
    if !key.is_command() {
        return;
    }
    let in_field = key.target().is_some_and(|target| {
        target
            .dyn_ref::<web_sys::Element>()
            .is_some_and(|element| element.matches("textarea, input:not([type=range], [type=radio])").unwrap_or(true))
    });
    if in_field {
        return;
    }
    let direction = match (key.name.as_str(), key.has_shift()) {
        ("z" | "Z", false) => Direction::Undo,
        ("z" | "Z", true) | ("y" | "Y", false) => Direction::Redo,
        _ => return,
    };
    key.take();
    dispatch.send(BoardEvent::Step(direction));
}
