//! The dialogs of a board: sharing it, and what to do with another state of it that came in.

use leptos::html;
use leptos::prelude::*;

use super::kit::{Dialog, changing, on, text, when_drawn};
use super::view::{DialogView, use_dispatch, use_view};
use crate::core::app::{Event, IncomingChoice, MergePreview, Notice, Said};
use crate::strings::{self, label};

/// The dialog that is open.
#[component]
pub fn BoardDialogs() -> impl IntoView {
    let view = use_view();
    changing(move || match view.dialog.get() {
        DialogView::None => ().into_any(),
        DialogView::Share { fragment } => view! { <ShareDialog link=(view.link)(&fragment)/> }.into_any(),
        DialogView::Incoming(preview) => view! { <IncomingDialog preview=preview/> }.into_any(),
    })
}

#[component]
fn ShareDialog(link: String) -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let field = NodeRef::<html::Textarea>::new();
    let select = move || {
        if let Some(field) = field.get_untracked() {
            field.select();
        }
    };
    let copy = move |_| {
        // The older way of copying takes what is selected.
        select();
        dispatch.send(Event::CopyLink);
    };
    // After a refusal the link stays selected, to be copied by hand.
    when_drawn(move || {
        if view.notice.with(|notice| *notice == Some(Notice::CopyByHand)) {
            if let Some(field) = field.get_untracked() {
                super::kit::focus_first(&field);
            }
            select();
        }
    });
    let length = link.len();
    let problem = move || view.notice.with(|notice| notice.as_ref().filter(|notice| **notice == Notice::CopyByHand).map(strings::notice));
    // Of what is said aloud only this belongs here.
    let copied = move || Some(view.said.get()).filter(|said| said.trim_end() == strings::said(&Said::LinkCopied));
    let problem = move || problem().or_else(copied).unwrap_or_default();
    let close = Callback::new(move |()| dispatch.send(Event::CloseDialog));
    view! {
        <Dialog label=label::SHARE_TITLE on_close=close>
            <p>{label::SHARE_NOTE}</p>
            <label class="field"><span>{label::LINK}</span>
                <textarea class="link" rows="4" readonly node_ref=field prop:value=link on:focus=on(move |_| select())></textarea></label>
            <p class="link__length">{strings::link_length(length)}</p>
            <p class="dialog__problem" role="status">{text(problem)}</p>
            <div class="dialog__actions">
                <button class="primary" on:click=on(copy)>{label::COPY_LINK}</button>
                <button class="quiet" on:click=on(move |_| dispatch.send(Event::SaveFile))>{label::SAVE_FILE}</button>
                <button class="quiet" on:click=on(move |_| close.run(()))>{label::CLOSE}</button>
            </div>
        </Dialog>
    }
}

#[component]
fn IncomingDialog(preview: MergePreview) -> impl IntoView {
    let dispatch = use_dispatch();
    let choose = move |choice| on(move |_| dispatch.send(Event::Incoming(choice)));
    let leave = Callback::new(move |()| dispatch.send(Event::Incoming(IncomingChoice::Leave)));
    view! {
        <Dialog label=label::INCOMING_TITLE on_close=leave>
            <p>{strings::merge_preview(&preview)}</p>
            <div class="dialog__actions">
                <button class="primary" on:click=choose(IncomingChoice::Merge)>{label::MERGE}</button>
                <button class="quiet" on:click=choose(IncomingChoice::Copy)>{label::AS_COPY}</button>
                <button class="quiet" on:click=choose(IncomingChoice::Leave)>{label::LEAVE}</button>
            </div>
        </Dialog>
    }
}
