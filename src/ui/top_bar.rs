//! The bar on top: home, title, whether the board is saved, stages, undo and redo, share.

use leptos::prelude::*;

use super::kit::{on, text};
use super::view::{use_dispatch, use_view};
use crate::core::app::{Event, Saving};
use crate::core::command::Command;
use crate::core::history::Direction;
use crate::core::stage::Stage;
use crate::strings::{self, label};

/// The bar on top of a board.
#[component]
pub fn TopBar() -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let step = move |class, name: &'static str, at: usize, direction| {
        // Not `disabled`: the button that took the last step back would lose the focus.
        let none = text(move || String::from(if view.history[at].get() { "false" } else { "true" }));
        view! { <button class=class aria-label=name title=name aria-disabled=none on:click=on(move |_| dispatch.send(Event::Step(direction)))></button> }
    };
    let stage = move |stage| {
        let current = Signal::derive(move || (view.stage.get() == stage).then_some("step"));
        view! { <button aria-current=current on:click=on(move |_| dispatch.act(Command::GoTo(stage)))>{strings::stage(stage)}</button> }
    };
    view! {
        <header class="top-bar">
            <button class="brand" aria-label=label::YOUR_BOARDS title=label::YOUR_BOARDS on:click=on(move |_| dispatch.send(Event::GoHome))>
                <Mark/>
            </button>
            <div class="top-bar__title">
                <h1 class="listeners">{text(move || view.title.with(|title| String::from(strings::title(title))))}</h1>
                <input class="title" aria-label=label::BOARD_TITLE placeholder=strings::UNTITLED prop:value=text(move || view.title.get())
                    on:input=on(move |event| dispatch.act(Command::SetTitle(event_target_value(&event))))
                    on:blur=on(move |_| dispatch.send(Event::EndTyping))
                    on:keydown=on(move |event: web_sys::KeyboardEvent| if event.key() == "Enter" { dispatch.send(Event::EndTyping) })/>
                <span class="saved" role="status" aria-live="off" data-saved=text(move || String::from(if matches!(view.saving.get(), Saving::Failed(_)) { "no" } else { "yes" }))>
                    {text(move || String::from(strings::saving(view.saving.get())))}
                </span>
            </div>
            <nav class="stages" aria-label=label::STAGES>
                {Stage::ALL.map(stage).collect_view()}
            </nav>
            <div class="top-bar__actions">
                {step("quiet icon icon--undo", label::UNDO, 0, Direction::Undo)}
                {step("quiet icon icon--redo", label::REDO, 1, Direction::Redo)}
                <button class="quiet" on:click=on(move |_| dispatch.send(Event::Share))>{label::SHARE}</button>
            </div>
        </header>
    }
}

/// The product's mark: the stack, dense at the top.
#[component]
pub fn Mark() -> impl IntoView {
    view! { <span class="mark" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i><i></i></span> }
}
