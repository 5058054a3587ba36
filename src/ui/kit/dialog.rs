//! A modal dialog, based on the browser's `dialog` element: focus stays inside, Escape closes, focus returns.

use leptos::prelude::*;
use web_sys::{HtmlDialogElement, MouseEvent};

use super::{El, el, focus_soon, when_drawn};

/// A dialog with a name, shown as its heading, and a body. It is open as long as it is in the page; `on_close` is called when the person
/// closes it.
#[inline(never)]
pub fn dialog(label: &str, on_close: Callback<()>, body: impl FnOnce(El) -> El) -> El {
    let body = body(el("div", "dialog__body").child(el("h2", "dialog__name").text(label)));
    shell(on_close).attr("aria-label", label).child(body)
}

#[inline(never)]
fn shell(on_close: Callback<()>) -> El {
    give_focus_back();
    let element = el("dialog", "dialog");
    let (shown, clicked) = (element.clone(), element.clone());
    when_drawn(move || {
        let dialog = shown.known::<HtmlDialogElement>();
        // A browser without modal dialogs shows it inline.
        if !dialog.open() && dialog.show_modal().is_err() {
            dialog.set_open(true);
        }
    });
    element
        .on("cancel", move |event: web_sys::Event| {
            event.prevent_default();
            on_close.run(());
        })
        .on("click", move |event: MouseEvent| {
            // A click on the backdrop targets the element itself, not its body.
            if event.target().as_ref() == Some(clicked.node().as_ref()) {
                on_close.run(());
            }
        })
}

/// Marks the element that had the focus when a dialog opened.
const OPENER: &str = "data-opener";

/// Returns the focus once the dialog is gone: to the opener, or to the element that has replaced it under the same id. If a dialog opens
/// another, both openers are marked, so the opener of the second needs an id.
fn give_focus_back() {
    let Some(opener) = document().active_element() else { return };
    let id = opener.id();
    // Setting a plain attribute cannot fail.
    let _ = opener.set_attribute(OPENER, "");
    on_cleanup(move || {
        focus_soon(move || {
            let opener = document().get_element_by_id(&id).or_else(|| document().query_selector("[data-opener]").ok().flatten());
            if let Some(opener) = &opener {
                let _ = opener.remove_attribute(OPENER);
            }
            opener
        });
    });
}
