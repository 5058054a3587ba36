//! The bar at the top: home, title, saving, stages, undo and redo, share.

use crate::core::app::view::SavedView;
use crate::core::app::{BoardEvent, ExchangeEvent};
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::core::replica::history::Direction;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el};
use crate::ui::state::view::{use_dispatch, use_view};

/// The bar at the top of a board.
pub(crate) fn top_bar() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let step = move |class, name, direction| {
        // Not `disabled`: after the last undo the button would lose the focus.
        button(class, "", move || dispatch.send(BoardEvent::Step(direction)))
            .named(name)
            .attr_of("aria-disabled", move || String::from(if view.has_step(direction) { "false" } else { "true" }))
    };
    let stage = move |stage| {
        button("", strings::stage(stage), move || dispatch.act(Command::GoTo(stage)))
            .attr_if("aria-current", move || (view.stage() == stage).then(|| String::from("step")))
    };
    let title = el("input", "title")
        .attrs(&[("aria-label", label::BOARD_TITLE), ("placeholder", strings::UNTITLED)])
        .value_of(move || view.title());
    let title = dispatch.typing(title, Command::SetTitle).on_key(move |key| {
        if key.name == "Enter" {
            dispatch.end_typing();
        }
    });
    let saved = el("span", "saved")
        .attrs(&[("role", "status"), ("aria-live", "off")])
        .attr_of("data-saved", move || {
            // `boot.js` reads this after a panic.
            let state = match view.saved() {
                SavedView::Saved => "yes",
                SavedView::SavedOnce => "once",
                SavedView::Failed => "no",
                SavedView::Soon => "soon",
            };
            String::from(state)
        })
        // Four texts, shown and hidden by the style sheet: changing a text would lay out the whole page again, and this changes with the
        // first keystroke after every pause.
        .child(el("span", "").text(label::SAVED))
        .child(el("span", "").text(label::SAVED_ONCE))
        .child(el("span", "").text(label::SAVING))
        .child(el("span", "").text_of(move || String::from(strings::unsaved(view.trouble().map(|shown| shown.trouble.problem)))));
    let title = el("div", "top-bar__title")
        .child(el("h1", "listeners").text_of(move || String::from(strings::title(&view.title()))))
        .child(title)
        .child(saved);
    let actions = el("div", "top-bar__actions")
        .child(step("quiet icon icon--undo", label::UNDO, Direction::Undo))
        .child(step("quiet icon icon--redo", label::REDO, Direction::Redo))
        .child(button("quiet", label::SHARE, move || dispatch.send(ExchangeEvent::Share)));
    el("header", "top-bar")
        .child(button("brand", "", move || dispatch.send(BoardEvent::GoHome)).named(label::YOUR_BOARDS).child(mark()))
        .child(title)
        .child(el("nav", "stages").attr("aria-label", label::STAGES).children(Stage::ALL.map(stage)))
        .child(actions)
}

/// The product's logo: the stack, dark at the top.
pub(crate) fn mark() -> El {
    el("span", "mark").attr("aria-hidden", "true").children((0..6).map(|_| el("i", "")))
}
