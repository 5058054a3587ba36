//! The dialog to rename a board or a person.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::panel::problem;
use crate::core::app::BoardEvent;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, dialog, el, focus_first, typed_text, when_drawn};
use crate::ui::state::view::use_dispatch;

/// A dialog with a title, the label of its field, and the present name, which is selected so that typing replaces it. `save` must close the
/// dialog, because a rejected name stays to be corrected.
pub(crate) fn rename_dialog(title: &str, asks: &str, now: &str, on_close: Callback<()>, save: impl Fn(String) + 'static) -> El {
    let field = el("input", "").attr("value", now);
    let (drawn, typed) = (field.clone(), field.clone());
    let save = Rc::new(move || save(typed_text(typed.known())));
    let enter = save.clone();
    let field = field.on_key(move |key| {
        if key.name == "Enter" {
            key.take();
            enter();
        }
    });
    when_drawn(move || {
        focus_first(drawn.node());
        drawn.known::<HtmlInputElement>().select();
    });
    dialog(title, on_close, move |body| {
        let actions = el("div", "dialog__actions").child(button("primary", label::SAVE, move || save())).child(button(
            "quiet",
            label::CANCEL,
            move || on_close.run(()),
        ));
        body.child(el("label", "field").child(el("span", "").text(asks)).child(field)).child(problem()).child(actions)
    })
}

/// The dialog to rename a person.
pub(crate) fn rename_person(now: &str) -> El {
    let dispatch = use_dispatch();
    let close = Callback::new(move |()| dispatch.send(BoardEvent::CloseDialog));
    let title = strings::with_name(label::RENAME, now);
    rename_dialog(&title, label::NEW_NAME, now, close, move |name| dispatch.send(BoardEvent::GiveName(name)))
}
