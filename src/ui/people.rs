//! People and the rules of voting, in a dialog.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use super::kit::{El, button, dialog, el, focus_first};
use super::view::{PersonView, use_dispatch, use_view};
use crate::core::command::Command;
use crate::core::text::{initials, pasted_notes};
use crate::core::voting::{BUDGET_LIMIT, VoteRules};
use crate::strings::{self, label};

/// Who is on the board, and how many dots each has.
pub(super) fn people_dialog(on_close: Callback<()>) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let vote = view.vote;
    let field = el("textarea", "").attr("rows", "2");
    let names = field.clone();
    let add = Rc::new(move || {
        let before = vote.with_untracked(|vote| vote.people.len());
        let field = names.known::<HtmlTextAreaElement>();
        dispatch.act(Command::AddPeople(pasted_notes(&field.value())));
        // Names that were refused stay to be changed.
        if vote.with_untracked(|vote| vote.people.len()) > before {
            field.set_value("");
        }
        focus_first(field);
    });
    let people = move || vote.with(|vote| vote.people.iter().map(person_row).collect::<Vec<_>>());
    let enter = add.clone();
    let field = field.on("keydown", move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" && !event.shift_key() {
            event.prevent_default();
            enter();
        }
    });
    let problem = move || view.notice.with(|notice| notice.as_ref().map_or_else(String::new, strings::notice));
    dialog(label::PEOPLE, on_close, move |body| {
        body.child(el("ul", "people").changing(people))
            .child(el("label", "field").child(el("span", "").text(label::ADD_PEOPLE)).child(field))
            .child(button("quiet", label::ADD_TO_BOARD, move || add()))
            .child(rules())
            .child(el("p", "dialog__problem").attr("role", "status").text_of(problem))
            .child(el("div", "dialog__actions").child(button("primary", label::DONE, move || on_close.run(()))))
    })
}

fn person_row(person: &PersonView) -> El {
    let dispatch = use_dispatch();
    let id = person.id;
    let badge = el("span", "badge").attr("data-colour", strings::colour(person.colour)).attr("aria-hidden", "true");
    el("li", "people__row").child(badge.text(&initials(&person.name))).child(el("span", "people__name").text(&person.name)).child(button(
        "quiet",
        label::REMOVE,
        move || dispatch.act(Command::RemovePerson(id)),
    ))
}

fn rules() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let vote = view.vote;
    let rules = move || vote.with(|vote| vote.rules);
    let field = move |name: &str, of: fn(VoteRules) -> u64, to: fn(VoteRules, u64) -> VoteRules| {
        let field = el("input", "")
            .attrs(&[("type", "number"), ("min", "1"), ("max", &BUDGET_LIMIT.to_string())])
            .value_of(move || of(rules()).to_string())
            .on("change", move |event: web_sys::Event| {
                if let Ok(number) = event_target_value(&event).parse() {
                    dispatch.act(Command::SetRules(to(rules(), number)));
                }
            });
        el("label", "field").child(el("span", "").text(name)).child(field)
    };
    el("div", "rules")
        .child(field(
            label::DOTS_PER_PERSON,
            |rules| u64::from(rules.budget()),
            |rules, budget| VoteRules::new(budget, u64::from(rules.cap())),
        ))
        .child(field(label::DOTS_PER_TARGET, |rules| u64::from(rules.cap()), |rules, cap| VoteRules::new(u64::from(rules.budget()), cap)))
}
