//! People and the rules of voting, in a dialog.

use leptos::html;
use leptos::prelude::*;

use super::kit::{Dialog, changing, focus_first, on, text};
use super::view::{PersonView, use_dispatch, use_view};
use crate::core::command::Command;
use crate::core::text::{initials, pasted_notes};
use crate::core::voting::{BUDGET_LIMIT, VoteRules};
use crate::strings::{self, label};

/// Who is on the board, and how many dots each has.
#[component]
pub fn PeopleDialog(on_close: Callback<()>) -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let field = NodeRef::<html::Textarea>::new();
    let add = move || {
        let Some(names) = field.get_untracked() else { return };
        let before = view.vote.with_untracked(|vote| vote.people.len());
        dispatch.act(Command::AddPeople(pasted_notes(&names.value())));
        // Names that were refused stay to be changed.
        if view.vote.with_untracked(|vote| vote.people.len()) > before {
            names.set_value("");
        }
        focus_first(&names);
    };
    let people =
        move || view.vote.with(|vote| vote.people.iter().cloned().map(|person| view! { <PersonRow person=person/> }).collect_view());
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() {
            event.prevent_default();
            add();
        }
    };
    let problem = move || view.notice.with(|notice| notice.as_ref().map_or_else(String::new, strings::notice));
    view! {
        <Dialog label=label::PEOPLE on_close=on_close>
            <ul class="people">{changing(people)}</ul>
            <label class="field">
                <span>{label::ADD_PEOPLE}</span>
                <textarea rows="2" node_ref=field on:keydown=on(key)></textarea>
            </label>
            <button class="quiet" on:click=on(move |_| add())>{label::ADD_TO_BOARD}</button>
            <Rules/>
            <p class="dialog__problem" role="status">{text(problem)}</p>
            <div class="dialog__actions"><button class="primary" on:click=on(move |_| on_close.run(()))>{label::DONE}</button></div>
        </Dialog>
    }
}

#[component]
fn PersonRow(person: PersonView) -> impl IntoView {
    let dispatch = use_dispatch();
    let id = person.id;
    view! {
        <li class="people__row">
            <span class="badge" data-colour=strings::colour(person.colour) aria-hidden="true">{initials(&person.name)}</span>
            <span class="people__name">{person.name}</span>
            <button class="quiet" on:click=on(move |_| dispatch.act(Command::RemovePerson(id)))>{label::REMOVE}</button>
        </li>
    }
}

#[component]
fn Rules() -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let rules = move || view.vote.with(|vote| vote.rules);
    let number = |event| event_target_value(&event).parse::<u64>();
    let budget = move |event| {
        if let Ok(budget) = number(event) {
            dispatch.act(Command::SetRules(VoteRules::new(budget, u64::from(rules().cap()))));
        }
    };
    let cap = move |event| {
        if let Ok(cap) = number(event) {
            dispatch.act(Command::SetRules(VoteRules::new(u64::from(rules().budget()), cap)));
        }
    };
    view! {
        <div class="rules">
            <label class="field"><span>{label::DOTS_PER_PERSON}</span>
                <input type="number" min="1" max=BUDGET_LIMIT.to_string() prop:value=text(move || rules().budget().to_string()) on:change=on(budget)/></label>
            <label class="field"><span>{label::DOTS_PER_TARGET}</span>
                <input type="number" min="1" max=BUDGET_LIMIT.to_string() prop:value=text(move || rules().cap().to_string()) on:change=on(cap)/></label>
        </div>
    }
}
