//! A modal dialog on the browser's own `dialog` element: focus stays inside, Escape closes, the focus returns.

use leptos::html;
use leptos::prelude::*;
use web_sys::MouseEvent;

use super::{focus_soon, on, when_drawn};

/// A dialog that is open as long as it is shown.
#[component]
pub fn Dialog(
    /// Its name, shown as its heading.
    label: &'static str,
    /// What happens when it is put away.
    on_close: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    give_focus_back();
    when_drawn(move || {
        if let Some(dialog) = element.get().filter(|dialog| !dialog.open()) {
            // A browser without modal dialogs shows it in place.
            if dialog.show_modal().is_err() {
                dialog.set_open(true);
            }
        }
    });
    let cancelled = move |event: web_sys::Event| {
        event.prevent_default();
        on_close.run(());
    };
    let clicked = move |event: MouseEvent| {
        // A click beside the dialog reaches the element itself, not its body.
        if event.target().as_ref() == element.get_untracked().as_deref().map(AsRef::as_ref) {
            on_close.run(());
        }
    };
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby="dialog-name" on:cancel=on(cancelled) on:click=on(clicked)>
            <div class="dialog__body">
                <h2 id="dialog-name" class="dialog__name">{label}</h2>
                {children()}
            </div>
        </dialog>
    }
}

/// What had the focus when the dialog opened.
const OPENER: &str = "data-opener";

/// Once the dialog is gone the focus is where it was, or on what stands in its place under the same id.
fn give_focus_back() {
    let Some(opener) = document().active_element() else { return };
    let id = opener.id();
    // Setting a plain attribute cannot fail.
    let _ = opener.set_attribute(OPENER, "");
    on_cleanup(move || {
        focus_soon(move || {
            let opener = document().query_selector("[data-opener]").ok().flatten();
            if let Some(opener) = &opener {
                let _ = opener.remove_attribute(OPENER);
            }
            opener.or_else(|| document().get_element_by_id(&id))
        });
    });
}
