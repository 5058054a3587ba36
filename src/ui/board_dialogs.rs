//! The dialogs of a board: sharing it, and what to do with another state of it that came in.

use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use super::kit::{El, button, dialog, el, focus_first, when_drawn};
use super::private::{curtain, reveal_dialog};
use super::versions::versions_dialog;
use super::view::{DialogView, use_dispatch, use_view};
use crate::core::app::{Event, IncomingChoice, MergePreview, Notice, Said};
use crate::core::later::later;
use crate::strings::{self, label};

/// The dialog that is open.
pub(super) fn board_dialogs(screen: El) -> El {
    let view = use_view();
    screen.changing(move || match view.dialog.get() {
        DialogView::None => None,
        DialogView::Share { fragment } => later(|| Some(share_dialog((view.link)(&fragment)))),
        DialogView::Versions(versions) => later(|| Some(versions_dialog(versions))),
        DialogView::Incoming(preview) => later(|| Some(incoming_dialog(preview))),
        DialogView::Curtain(of, rows) => later(|| Some(curtain(of, &rows))),
        DialogView::Reveal(what, number) => later(|| Some(reveal_dialog(what, number))),
    })
}

fn share_dialog(link: String) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let field = el("textarea", "link").attrs(&[("rows", "4"), ("readonly", "")]).value(&link);
    let (copied_from, drawn, focused) = (field.clone(), field.clone(), field.clone());
    let select = |field: &El| field.known::<HtmlTextAreaElement>().select();
    let copy = move || {
        // The older way of copying takes what is selected.
        select(&copied_from);
        dispatch.send(Event::CopyLink);
    };
    // After a refusal the link stays selected, to be copied by hand.
    when_drawn(move || {
        if view.notice.with(|notice| *notice == Some(Notice::CopyByHand)) {
            focus_first(drawn.node());
            select(&drawn);
        }
    });
    let field = field.on("focus", move |_: web_sys::Event| select(&focused));
    let problem = move || view.notice.with(|notice| notice.as_ref().filter(|notice| **notice == Notice::CopyByHand).map(strings::notice));
    // Of what is said aloud only this belongs here.
    let copied = move || Some(view.said.get()).filter(|said| said.trim_end() == strings::said(&Said::LinkCopied));
    let problem = move || problem().or_else(copied).unwrap_or_default();
    let close = Callback::new(move |()| dispatch.send(Event::CloseDialog));
    dialog(label::SHARE_TITLE, close, move |body| {
        let actions = el("div", "dialog__actions")
            .child(button("primary", label::COPY_LINK, copy))
            .child(button("quiet", label::SAVE_FILE, move || dispatch.send(Event::SaveFile)))
            .child(button("quiet", label::VERSIONS, move || dispatch.send(Event::ShowVersions)))
            .child(button("quiet", label::CLOSE, move || close.run(())));
        body.child(el("p", "").text(label::SHARE_NOTE))
            .child(el("label", "field").child(el("span", "").text(label::LINK)).child(field))
            .child(el("p", "link__length").text(&strings::link_length(link.len())))
            .child(el("p", "dialog__problem").attr("role", "status").text_of(problem))
            .child(actions)
    })
}

fn incoming_dialog(preview: MergePreview) -> El {
    let dispatch = use_dispatch();
    let choose = move |class, name, choice: IncomingChoice| button(class, name, move || dispatch.send(Event::Incoming(choice)));
    let leave = Callback::new(move |()| dispatch.send(Event::Incoming(IncomingChoice::Leave)));
    dialog(label::INCOMING_TITLE, leave, move |body| {
        let actions = el("div", "dialog__actions")
            .child(choose("primary", label::MERGE, IncomingChoice::Merge))
            .child(choose("quiet", label::AS_COPY, IncomingChoice::Copy))
            .child(choose("quiet", label::LEAVE, IncomingChoice::Leave));
        body.child(el("p", "").text(&strings::merge_preview(&preview))).child(actions)
    })
}
