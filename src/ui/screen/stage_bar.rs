//! The bar at the bottom: the purpose of the stage, the timer, the current user, the dots left, and the next action.

use leptos::prelude::*;

use super::timer::timer;
use crate::core::app::view::VoteView;
use crate::core::app::{BoardEvent, Curtain, ExchangeEvent};
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::command::Command;
use crate::core::document::id::{NoteId, PersonId};
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el, focus_main, options};
use crate::ui::notes::context::use_notes;
use crate::ui::people::panel::people_dialog;
use crate::ui::people::private::is_due;
use crate::ui::state::view::{note_key, use_dispatch, use_view};

/// The bar at the bottom of a board.
pub(crate) fn stage_bar() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let stage = move || view.stage();
    let next = move || match untrack(stage).next() {
        Some(stage) => {
            dispatch.act(Command::GoTo(stage));
            // The next task is at the top, and the next Tab leads to it.
            focus_main();
        }
        None => dispatch.send(ExchangeEvent::Share),
    };
    let people_open = RwSignal::new(false);
    let close = Callback::new(move |()| people_open.set(false));
    // Only one button is primary: if a reveal is due, it is that one.
    let class = move || String::from(if is_due(view, stage()) { "quiet stage-bar__next" } else { "primary stage-bar__next" });
    let next_button = button("", "", next).attr_of("class", class);
    el("footer", "stage-bar")
        .child(el("p", "stage-bar__purpose").text_of(move || String::from(view.purpose())))
        .child(el("span", "stage-bar__timebox").text_of(move || strings::timebox(stage())))
        .with(timer)
        .changing(choosing)
        .drawn_if(move || has_writers(stage()), move || who(people_open))
        .drawn_if(move || stage() == Stage::Vote, budget)
        .child(next_button.text_of(move || String::from(strings::next_action(stage()))))
        .drawn_if(move || people_open.get(), move || people_dialog(close))
}

/// While a note is picked for grouping: what to do next, and a way to cancel.
fn choosing() -> Option<El> {
    let picked = use_notes().picked;
    picked.get().map(|_| {
        el("div", "choosing")
            .child(el("p", "").text(label::CHOOSE_OTHER_NOTE))
            .child(button("quiet", label::CANCEL, move || picked.set(None)))
    })
}

/// Whether people write or vote in this stage.
fn has_writers(stage: Stage) -> bool {
    matches!(stage, Stage::Write | Stage::Group | Stage::Vote)
}

/// The choice of the current user.
fn who(people_open: RwSignal<bool>) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let (stage, vote) = (move || view.stage(), move || view.vote());
    let voting = move || stage() == Stage::Vote;
    let choose = move |event: web_sys::Event| {
        let chosen = event_target_value(&event);
        let person = untrack(vote).people.into_iter().map(|person| person.id).find(|person| option_key(*person) == chosen);
        dispatch.send(BoardEvent::Choose(person));
    };
    let choices = |(voting, vote): &(bool, VoteView)| {
        let nobody = if *voting { label::CHOOSE_VOTER } else { label::NOBODY };
        let mut all = vec![(String::new(), String::from(nobody))];
        for person in &vote.people {
            let name = if *voting { strings::voter_option(&person.name, person.spent, vote.rules) } else { person.name.clone() };
            all.push((option_key(person.id), name));
        }
        options(&all, &vote.person.map_or_else(String::new, option_key))
    };
    let hand = move || dispatch.send(BoardEvent::DrawCurtain(Curtain::HandOver));
    // Handing over matters only if something is private.
    let is_private = move || voting() || view.board(|board| board.note_secrecy() == Secrecy::Hidden);
    let can_hand_over = move || vote().person.is_some() && is_private();
    let hand_over = move || button("quiet", label::HAND_OVER, hand).attr("id", "hand-over");
    let doing = move || String::from(if voting() { label::VOTING } else { label::WRITING });
    let select =
        el("select", "").attr("id", "voter").attr_of("aria-label", doing).on("change", choose).drawn(move || (voting(), vote()), choices);
    el("div", "who")
        .child(el("label", "").attr("for", "voter").text_of(doing))
        .child(select)
        .drawn_if(can_hand_over, hand_over)
        .child(button("quiet", label::PEOPLE, move || people_open.set(true)))
}

fn option_key(person: PersonId) -> String {
    note_key(NoteId(person.0))
}

/// The dots the current user has left, and how many people have voted.
fn budget() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let vote = move || view.vote();
    let left = move || {
        let vote = vote();
        vote.left.map_or_else(|| String::from(label::CHOOSE_VOTER), |left| strings::dots_left(left, vote.over, vote.rules))
    };
    let marks = move || {
        let vote = vote();
        let all = vote.left.map_or(0, |_| u32::from(vote.rules.budget()));
        (0..all).map(|place| el("i", if Some(place) < vote.left { "dot" } else { "dot dot--spent" })).collect::<Vec<_>>()
    };
    let clear = move || {
        let vote = vote();
        let person = vote.person.filter(|_| vote.left < Some(u32::from(vote.rules.budget())))?;
        Some(button("quiet", label::CLEAR_MINE, move || dispatch.act(Command::ClearBallot(person))))
    };
    el("div", "budget")
        .child(el("span", "budget__round").text_of(move || strings::voting_round(vote().round).unwrap_or_default()))
        .child(el("span", "budget__marks").attr("aria-hidden", "true").changing(marks))
        .child(el("span", "budget__left").attr("role", "status").text_of(left))
        .child(el("span", "budget__rule").text_of(move || strings::cap(vote().rules)))
        .child(el("span", "budget__voted").text_of(move || {
            let vote = vote();
            strings::voted(vote.voters, vote.people.len())
        }))
        .changing(clear)
}
