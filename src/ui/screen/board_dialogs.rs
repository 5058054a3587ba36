//! The dialogs of a board: sharing, contributions, and boards that came in.

use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use super::versions::versions_dialog;
use crate::core::app::view::{DialogView, DifferenceView, Said};
use crate::core::app::{Announcement, BoardEvent, ExchangeEvent, IncomingChoice, MergePreview, Notice};
use crate::core::format::link::TooLong;
use crate::core::replica::contribution::{ContributionCount, ContributionTiming, Novelty};
use crate::core::replica::differences::Side;
use crate::core::replica::withheld::Withheld;
use crate::strings;
use crate::strings::withheld::{RESCUE_SAYS, SAVE_RESCUE, brings_hidden, not_in_a_file, share_note};
use crate::strings::{label, private};
use crate::ui::clock::board_dialog;
use crate::ui::kit::{El, button, el, focus_first, when_drawn};
use crate::ui::people::panel::lower_rules_dialog;
use crate::ui::people::private::{curtain, reveal_dialog};
use crate::ui::people::rename::rename_person;
use crate::ui::state::view::{use_dispatch, use_view};

/// The open dialog.
pub(crate) fn open_dialog(open: &DialogView) -> Option<El> {
    let view = use_view();
    Some(match open {
        DialogView::None => return None,
        DialogView::Share { fragment } => share_dialog(fragment.as_deref().map(view.link)),
        DialogView::Versions(versions) => versions_dialog(versions.clone()),
        DialogView::Incoming(preview, differences, hidden) => incoming_dialog(*preview, differences.clone(), *hidden),
        DialogView::Curtain(of, rows) => curtain(*of, rows),
        DialogView::Rename(person) => {
            rename_person(&view.board(|board| board.person(*person).map(|person| person.name)).unwrap_or_default())
        }
        DialogView::LowerRules(left_out) => lower_rules_dialog(left_out.as_ref()),
        DialogView::Reveal(what, number, elsewhere) => reveal_dialog(*what, *number, *elsewhere),
        DialogView::SendBack { fragment, name, count } => send_back_dialog(fragment.as_deref().map(view.link), name, *count),
        DialogView::Contribution { name, count, timing, novelty, differences: between } => {
            contribution_dialog(name, *count, *timing, *novelty, between.clone())
        }
    })
}

fn share_dialog(link: Result<String, &TooLong>) -> El {
    let dispatch = use_dispatch();
    let close = Callback::new(move |()| dispatch.send(BoardEvent::CloseDialog));
    let view = use_view();
    let link = link.map_err(|too_long| *too_long);
    board_dialog(label::SHARE_TITLE, close, move |body| {
        let withheld = untrack(|| view.withheld());
        let rescue = withheld.is_here().then(|| button("quiet", SAVE_RESCUE, move || dispatch.send(BoardEvent::SaveRescueFile)));
        let says = withheld.is_here().then(|| el("p", "").text(RESCUE_SAYS));
        let about = if link.is_ok() { Some(share_note(withheld)) } else { not_in_a_file(withheld) };
        let (field, copy, problem) = link_field(&link);
        let actions = el("div", "dialog__actions")
            .children(copy)
            .child(button("quiet", label::SAVE_FILE, move || dispatch.send(BoardEvent::SaveFile)))
            .children(rescue)
            .child(button("quiet", private::SEND_BACK, move || dispatch.send(ExchangeEvent::SendBack)))
            .child(button("quiet", label::VERSIONS, move || dispatch.send(ExchangeEvent::ShowVersions)))
            .child(button("quiet", label::CLOSE, move || close.run(())));
        body.children(about.map(|words| el("p", "").text(&words))).children(field).child(problem).child(actions).children(says)
    })
}

/// Sends back the current user's contribution.
fn send_back_dialog(link: Result<String, &TooLong>, name: &str, count: ContributionCount) -> El {
    let dispatch = use_dispatch();
    let close = Callback::new(move |()| dispatch.send(BoardEvent::CloseDialog));
    let link = link.map_err(|too_long| *too_long);
    board_dialog(private::SEND_BACK, close, move |body| {
        let (field, copy, problem) = link_field(&link);
        let actions = el("div", "dialog__actions")
            .children(copy)
            .child(button("quiet", label::SAVE_FILE, move || dispatch.send(ExchangeEvent::SaveContribution)))
            .child(button("quiet", label::CLOSE, move || close.run(())));
        body.child(el("p", "").text(&private::own_contribution(name, count)))
            .child(el("p", "").text(private::OWN_CONTRIBUTION_SAYS))
            .children(field)
            .child(problem)
            .child(actions)
    })
}

/// Previews somebody else's contribution.
fn contribution_dialog(
    name: &str,
    count: ContributionCount,
    timing: ContributionTiming,
    novelty: Novelty,
    between: Vec<DifferenceView>,
) -> El {
    let dispatch = use_dispatch();
    let close = Callback::new(move |()| dispatch.send(BoardEvent::CloseDialog));
    board_dialog(&private::contribution_sends(name, count), close, move |body| {
        let actions = el("div", "dialog__actions")
            .child(button("primary", private::TAKE_CONTRIBUTION, move || dispatch.send(ExchangeEvent::TakeContribution)))
            .child(button("quiet", label::LEAVE, move || close.run(())));
        let before = private::contribution_update(name, novelty).map(|again| el("p", "").text(&again));
        body.children(before).child(el("p", "").text(private::contribution_says(timing))).children(differences(&between)).child(actions)
    })
}

/// A link: its field with its length, the button that copies it, and the result of copying.
fn link_field(link: &Result<String, TooLong>) -> (Vec<El>, Option<El>, El) {
    let link = match link {
        Ok(link) => link,
        Err(TooLong { letters }) => return (vec![el("p", "").text(&strings::no_link(*letters))], None, el("p", "dialog__problem")),
    };
    let (view, dispatch) = (use_view(), use_dispatch());
    let field = el("textarea", "link").attrs(&[("rows", "4"), ("readonly", "")]).value(link);
    let (copied_from, drawn, focused) = (field.clone(), field.clone(), field.clone());
    let select = |field: &El| field.known::<HtmlTextAreaElement>().select();
    let copy = move || {
        // `execCommand`, the fallback, copies the selection.
        select(&copied_from);
        dispatch.send(ExchangeEvent::CopyLink);
    };
    // After a refusal the link stays selected for copying by hand.
    when_drawn(move || {
        if view.notice(|notice| *notice == Notice::CopyByHand) {
            focus_first(drawn.node());
            select(&drawn);
        }
    });
    let field = field.on("focus", move |_: web_sys::Event| select(&focused));
    let problem = move || view.notice(|notice| Some(notice).filter(|notice| **notice == Notice::CopyByHand).map(strings::notice));
    // The only announcement that also belongs here.
    let copied =
        move || Some(view.announcement.get().1).filter(|sentence| sentence.trim_end() == strings::announcement(&Announcement::LinkCopied));
    let problem = move || problem().or_else(copied).unwrap_or_default();
    let field = el("label", "field").child(el("span", "").text(label::LINK)).child(field);
    let length = el("p", "link__length").text(&strings::link_length(link.len()));
    let problem = el("p", "dialog__problem").attr("role", "status").text_of(problem);
    (vec![field, length], Some(button("primary", label::COPY_LINK, copy)), problem)
}

/// What was changed on both sides, each with its choice.
fn differences(between: &[DifferenceView]) -> Option<El> {
    let (view, dispatch) = (use_view(), use_dispatch());
    let said = move |of: Side, said: &Said, at: Option<u64>| strings::side(of, said, at.map(view.local), view.clock());
    let row = move |(place, difference): (usize, &DifferenceView)| {
        let DifferenceView { about, here, theirs, here_at, theirs_at } = difference;
        let about = strings::differing(about);
        let (here, theirs) = (said(Side::Here, here, *here_at), said(Side::Theirs, theirs, *theirs_at));
        let choose = move |side| dispatch.send(ExchangeEvent::ChooseSide { place, side });
        let group = String::from("difference-") + &place.to_string();
        let one = move |(side, words): (Side, &String)| {
            let input = el("input", "").attrs(&[("type", "radio"), ("name", &group)]).on("change", move |_: web_sys::Event| choose(side));
            let input = if side == Side::Here { input.attr("checked", "") } else { input };
            el("label", "differences__side").child(input).child(el("span", "").text(words))
        };
        el("fieldset", "differences__one")
            .child(el("legend", "").text(&about))
            .children([(Side::Here, &here), (Side::Theirs, &theirs)].map(one))
    };
    let rows = el("div", "differences").children(between.iter().enumerate().map(row));
    (!between.is_empty()).then(|| el("div", "").child(el("p", "").text(strings::DIFFERS)).child(rows))
}

fn incoming_dialog(preview: MergePreview, between: Vec<DifferenceView>, hidden: Withheld) -> El {
    let dispatch = use_dispatch();
    let choose = move |class, name, choice: IncomingChoice| button(class, name, move || dispatch.send(ExchangeEvent::Incoming(choice)));
    let leave = Callback::new(move |()| dispatch.send(ExchangeEvent::Incoming(IncomingChoice::Leave)));
    board_dialog(label::INCOMING_TITLE, leave, move |body| {
        let actions = el("div", "dialog__actions")
            .child(choose("primary", label::MERGE, IncomingChoice::Merge))
            .child(choose("quiet", label::AS_COPY, IncomingChoice::Copy))
            .child(choose("quiet", label::LEAVE, IncomingChoice::Leave));
        let brings = (!preview.is_empty() || !between.is_empty()).then(|| strings::merge_preview(&preview));
        let brings = brings.into_iter().chain(brings_hidden(hidden)).map(|says| el("p", "").text(&says));
        body.children(brings).children(differences(&between)).child(actions)
    })
}
