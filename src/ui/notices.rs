//! What the person should know: the lasting banner of a board that is not saved, notices with what can be done, and the one
//! polite live region.

use leptos::prelude::*;

use super::kit::{changing, on, text};
use super::view::{use_dispatch, use_view};
use crate::core::app::{Event, Notice, Saving};
use crate::strings::{self, label};

/// The banner and the notice.
#[component]
pub fn Notices() -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let banner = move || match view.saving.get() {
        Saving::Failed(problem) => Some(view! {
            <div class="notice notice--lasting" role="alert">
                <p>{strings::not_saved(problem)}</p>
                <button class="primary" on:click=on(move |_| dispatch.send(Event::SaveFile))>{label::SAVE_FILE}</button>
            </div>
        }),
        _ => None,
    };
    view! {
        {changing(banner)}
        <CurrentNotice/>
    }
}

/// The notice, until it is put away.
#[component]
pub fn CurrentNotice() -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let button = move |name: &'static str, event: Event| view! { <button class="quiet" on:click=on(move |_| dispatch.send(event.clone()))>{name}</button> };
    changing(move || {
        view.notice.get().map(|notice| {
            let action = match &notice {
                Notice::Unreadable { .. } => Some(button(label::DOWNLOAD_RAW, Event::DownloadUnreadable)),
                Notice::Binned { board, .. } => Some(button(label::RESTORE, Event::RestoreBoard(*board))),
                _ => None,
            };
            view! { <div class="notice" role="status"><p>{strings::notice(&notice)}</p>{action}{button(label::DISMISS, Event::DismissNotice)}</div> }
        })
    })
}

/// The polite live region: one sentence at a time.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let said = use_view().said;
    view! { <p class="listeners" aria-live="polite" aria-atomic="true">{text(move || said.get())}</p> }
}
