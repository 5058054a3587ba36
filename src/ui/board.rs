//! The board's screen: the two halves with their six bands, and one set of listeners for all notes.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::board_dialogs::BoardDialogs;
use super::drag::Drag;
use super::grip::GripHead;
use super::kit::{on, text, when_drawn};
use super::layer::LayerBand;
use super::note_actions::{focus_note, provide_notes};
use super::note_menu::NoteMenu;
use super::notices::Notices;
use super::reading::ReadingPanel;
use super::stage_bar::StageBar;
use super::top_bar::TopBar;
use super::view::{Dispatch, use_dispatch, use_view};
use crate::core::app::Event;
use crate::core::history::Direction;
use crate::core::layer::{Half, Layer};
use crate::strings;

/// A board.
#[component]
pub fn BoardScreen() -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let notes = provide_notes();
    let drag = Drag::new(dispatch);
    when_drawn(move || {
        if let Some(note) = view.focus.get() {
            focus_note(note);
        }
    });
    let keys = window_event_listener(leptos::ev::keydown, move |event| undo_key(&event, dispatch));
    on_cleanup(move || keys.remove());
    view! {
        <div class="screen" data-stage=text(move || String::from(strings::stage(view.stage.get())))>
            <TopBar/>
            <Notices/>
            <main class="main">
                <ReadingPanel/>
                <div class="board"
                    on:click=on(move |event| notes.clicked(&event))
                    on:dblclick=on(move |event| notes.double_clicked(&event))
                    on:keydown=on(move |event| notes.key(&event))
                    on:focusin=on(move |event| notes.focused(&event))
                    on:pointerdown=on(move |event| drag.down(&event))
                    on:pointermove=on(move |event| drag.moved(&event))
                    on:pointerup=on(move |event| drag.up(&event))
                    on:pointercancel=on(move |_| drag.cancel())
                    on:touchmove=on(move |event| drag.hold_scroll(&event))
                    on:contextmenu=on(move |event: web_sys::MouseEvent| if drag.is_on() { event.prevent_default() })
                >
                    <GripHead/>
                    <HalfOfStack half=Half::Direction/>
                    <HalfOfStack half=Half::Execution/>
                </div>
                <NoteMenu/>
            </main>
            <StageBar/>
            <BoardDialogs/>
        </div>
    }
}

#[component]
fn HalfOfStack(half: Half) -> impl IntoView {
    let layers = Layer::ALL.into_iter().filter(move |layer| layer.half() == half);
    view! {
        <div class="half">
            <p class="half__name"><span>{strings::half(half)}</span></p>
            <div class="half__layers">{layers.map(|layer| view! { <LayerBand layer=layer/> }).collect_view()}</div>
        </div>
    }
}

/// Undo and redo by key. In a text field the browser's own undo is closer to what was typed.
fn undo_key(event: &KeyboardEvent, dispatch: Dispatch) {
    let in_field = event.target().is_some_and(|target| {
        use wasm_bindgen::JsCast;
        target.dyn_ref::<web_sys::Element>().is_some_and(|element| matches!(element.tag_name().as_str(), "TEXTAREA" | "INPUT"))
    });
    if in_field || !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return;
    }
    let direction = match (event.key().as_str(), event.shift_key()) {
        ("z" | "Z", false) => Direction::Undo,
        ("z" | "Z", true) | ("y" | "Y", false) => Direction::Redo,
        _ => return,
    };
    event.prevent_default();
    dispatch.send(Event::Step(direction));
}
