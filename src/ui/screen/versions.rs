//! The dialog with the former versions of a board.

use leptos::prelude::*;

use crate::core::app::{BoardEvent, ExchangeEvent};
use crate::core::format::version::Version;
use crate::strings;
use crate::strings::label;
use crate::ui::clock::board_dialog;
use crate::ui::kit::{El, button, el};
use crate::ui::state::view::{use_dispatch, use_view};

/// The dialog with the former versions, newest first.
pub(crate) fn versions_dialog(versions: Vec<Version>) -> El {
    let dispatch = use_dispatch();
    let close = Callback::new(move |()| dispatch.send(BoardEvent::CloseDialog));
    let before = versions.iter().skip(1).map(|version| Some(version.counts)).chain([None]);
    let rows: Vec<El> =
        versions.iter().zip(before).map(|(version, before)| row(version, &strings::version(version.counts, before))).collect();
    board_dialog(label::VERSIONS, close, move |body| {
        let list = match rows.is_empty() {
            true => el("p", "").text(label::NO_VERSIONS),
            false => el("ul", "versions").children(rows),
        };
        let actions = el("div", "dialog__actions").child(button("quiet", label::CLOSE, move || close.run(())));
        body.child(el("p", "").text(label::VERSIONS_NOTE)).child(list).child(actions)
    })
}

fn row(version: &Version, what: &str) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let time = strings::time_of_day((view.local)(version.at));
    let ago = strings::saved_ago(version.at, (view.now)());
    let name = version.name.clone();
    let restore = button("quiet", label::RESTORE_VERSION, move || dispatch.send(ExchangeEvent::RestoreVersion(name.clone())))
        .attr("aria-label", &strings::restore_version(&time));
    let text = el("div", "versions__text").child(el("b", "").text(&time)).child(el("span", "").text(&ago)).child(el("p", "").text(what));
    el("li", "versions__row").child(text).child(restore)
}
