//! A modal dialog on the browser's own `dialog` element: focus stays inside, Escape closes, the focus returns.

use leptos::prelude::*;
use web_sys::{HtmlDialogElement, MouseEvent};

use super::{El, el, focus_soon, when_drawn};

/// A dialog that is open as long as it is shown: its name, shown as its heading, what happens when it is put away, and what
/// is in it.
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
        // A browser without modal dialogs shows it in place.
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
            // A click beside the dialog reaches the element itself, not its body.
            if event.target().as_ref() == Some(clicked.node().as_ref()) {
                on_close.run(());
            }
        })
}

/// What had the focus when the dialog opened.
const OPENER: &str = "data-opener";

/// Once the dialog is gone the focus is where it was, or on what stands in its place under the same id. Where a dialog opens another,
/// what opened the second has an id: both openers are marked.
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
