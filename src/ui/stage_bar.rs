//! The bar below: what the stage is for, who has this device, what is left to place, and the one thing to do next.

use leptos::prelude::*;

use super::kit::{Shown, changing, focus_soon, on, text};
use super::people::PeopleDialog;
use super::view::{note_key, use_dispatch, use_view};
use crate::core::app::Event;
use crate::core::command::Command;
use crate::core::id::{NoteId, PersonId};
use crate::core::stage::Stage;
use crate::strings::{self, label};

/// The bar below a board.
#[component]
pub fn StageBar() -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let next = move |_| match view.stage.get_untracked().next() {
        Some(stage) => dispatch.act(Command::GoTo(stage)),
        None => dispatch.send(Event::Share),
    };
    let people_open = RwSignal::new(Shown::No);
    let close = Callback::new(move |()| people_open.set(Shown::No));
    view! {
        <footer class="stage-bar">
            <p class="stage-bar__purpose">{text(move || String::from(strings::purpose(view.stage.get())))}</p>
            {changing(move || (view.stage.get() != Stage::Read).then(|| view! { <Who people_open=people_open/> }))}
            {changing(move || (view.stage.get() == Stage::Vote).then(|| view! { <Budget/> }))}
            <button class="primary stage-bar__next" on:click=on(next)>{text(move || String::from(strings::next_action(view.stage.get())))}</button>
            {changing(move || (people_open.get() == Shown::Yes).then(|| view! { <PeopleDialog on_close=close/> }))}
        </footer>
    }
}

/// Who has this device.
#[component]
fn Who(people_open: RwSignal<Shown>) -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let voting = move || view.stage.get() == Stage::Vote;
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let person =
            view.vote.with_untracked(|vote| vote.people.iter().find(|person| option_key(person.id) == chosen).map(|person| person.id));
        dispatch.send(Event::Choose(person));
    };
    let options = move || {
        view.vote.with(|vote| {
            let nobody = if voting() { label::CHOOSE_VOTER } else { label::NOBODY };
            let nobody = (String::new(), String::from(nobody), vote.person.is_none());
            let people = vote.people.iter().map(|person| {
                let name = if voting() { strings::voter_option(&person.name, person.spent, vote.rules) } else { person.name.clone() };
                (option_key(person.id), name, vote.person == Some(person.id))
            });
            let all = std::iter::once(nobody).chain(people);
            all.map(|(key, name, selected)| view! { <option value=key selected=selected>{name}</option> }).collect_view()
        })
    };
    // The button goes; the next person begins at the choice of names.
    let hand = move |_| {
        dispatch.send(Event::Choose(None));
        focus_soon(|| document().get_element_by_id("voter"));
    };
    let hand_over = move || {
        (voting() && view.vote.with(|vote| vote.person.is_some())).then(|| {
            view! { <button class="quiet" on:click=on(hand)>{label::HAND_OVER}</button> }
        })
    };
    view! {
        <div class="who">
            <label for="voter">{text(move || String::from(if voting() { label::VOTING } else { label::WRITING }))}</label>
            <select id="voter" aria-label=text(move || String::from(if voting() { label::VOTING } else { label::WRITING })) on:change=on(choose)>{changing(options)}</select>
            {changing(hand_over)}
            <button class="quiet" on:click=on(move |_| people_open.set(Shown::Yes))>{label::PEOPLE}</button>
        </div>
    }
}

fn option_key(person: PersonId) -> String {
    note_key(NoteId(person.0))
}

/// What the person who has this device has left, and how far the group is.
#[component]
fn Budget() -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let left = move || {
        view.vote.with(|vote| vote.left.map_or_else(|| String::from(label::CHOOSE_VOTER), |left| strings::dots_left(left, vote.rules)))
    };
    let marks = move || {
        let vote = view.vote.get();
        vote.left.map(|left| {
            let all = (0..u32::from(vote.rules.budget())).map(|place| if place < left { "dot" } else { "dot dot--spent" });
            all.map(|class| view! { <i class=class></i> }).collect_view()
        })
    };
    let clear = move || {
        let vote = view.vote.get();
        let person = vote.person.filter(|_| vote.left < Some(u32::from(vote.rules.budget())))?;
        Some(view! { <button class="quiet" on:click=on(move |_| dispatch.act(Command::ClearBallot(person)))>{label::CLEAR_MINE}</button> })
    };
    view! {
        <div class="budget">
            <span class="budget__marks" aria-hidden="true">{changing(marks)}</span>
            <span class="budget__left" role="status">{text(left)}</span>
            <span class="budget__rule">{text(move || view.vote.with(|vote| strings::cap(vote.rules)))}</span>
            <span class="budget__voted">{text(move || view.vote.with(|vote| strings::voted(vote.voters, vote.people.len())))}</span>
            {changing(clear)}
        </div>
    }
}
