//! People and the rules of voting, in the panel of Set up and in a dialog in other stages.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlTextAreaElement;

use crate::core::app::{BoardEvent, names_to_change};
use crate::core::board::voting::{BUDGET_LIMIT, Poles, RuleChange, VoteRules};
use crate::core::board::{Person, Role};
use crate::core::command::Command;
use crate::core::document::id::{NoteId, PersonId};
use crate::strings;
use crate::strings::label;
use crate::ui::clock::board_dialog;
use crate::ui::kit::{El, button, el, focus_first, initials, typed_text};
use crate::ui::state::view::{note_key, use_dispatch, use_view};

/// The dialog with people and rules.
pub(crate) fn people_dialog(on_close: Callback<()>) -> El {
    board_dialog(label::PEOPLE, on_close, move |body| {
        body.with(people).with(rules).child(problem()).child(el("div", "dialog__actions").child(button(
            "primary",
            label::DONE,
            move || on_close.run(()),
        )))
    })
}

/// The people on the board, and a field to add more.
pub(crate) fn people(parent: El) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let field = el("textarea", "").attr("rows", "2");
    let names = field.clone();
    let add = move || {
        let names = names.known::<HtmlTextAreaElement>();
        dispatch.typed(Command::PastePeople(typed_text(names)));
        let left = untrack(|| view.notice(|notice| Some(names_to_change(notice, typed_text(names)))));
        names.set_value(left.as_deref().unwrap_or(""));
    };
    let (typed, waiting, refused) = (field.clone(), add.clone(), RefCell::new(String::new()));
    // Back, or another address, has left this board by now: its names are not another board's.
    let screen = untrack(|| view.screen());
    dispatch.adds_before_all_else(Rc::new(move || {
        if untrack(|| view.screen()) != screen {
            return;
        }
        let names = || typed_text(typed.known());
        // What was refused is said again only when the field is gone.
        let is_told = typed.node().is_connected() && names() == *refused.borrow();
        if !names().trim().is_empty() && !is_told {
            waiting();
            refused.replace(names());
        }
    }));
    let asked = field.clone();
    let add = Rc::new(move || {
        add();
        focus_first(asked.node());
    });
    let enter = add.clone();
    let field = field.on_key(move |key| {
        if key.name == "Enter" && !key.has_shift() {
            key.take();
            enter();
        }
    });
    let after_last = field.clone();
    let everybody = move || view.board(|board| board.people().collect::<Vec<_>>());
    let rows = move |people: &Vec<(PersonId, Person)>| {
        let last = people.len().saturating_sub(1);
        let row = |(at, (id, person)): (usize, &(PersonId, Person))| person_row(*id, person, (at == last).then(|| after_last.clone()));
        people.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    parent
        .child(el("ul", "people").drawn(everybody, rows))
        .child(el("label", "field").child(el("span", "").text(label::ADD_PEOPLE)).child(field))
        .child(button("quiet", label::ADD_TO_BOARD, move || add()))
}

/// A person's row. Removing the last person moves the focus to `focus_next`.
fn person_row(id: PersonId, person: &Person, focus_next: Option<El>) -> El {
    let dispatch = use_dispatch();
    let key = note_key(NoteId(id.0));
    let badge = el("span", "badge").attr("data-colour", strings::colour(person.colour)).attr("aria-hidden", "true");
    let current = person.role;
    let set_role = move |role| dispatch.act(Command::SetRole { person: id, role });
    let role = choice(&key, &strings::role_of(&person.name), Role::ALL.map(|role| (strings::role(role), role)), current, set_role);
    let name = button("people__name", &person.name, move || dispatch.send(BoardEvent::AskName(id)));
    let name = name.attr("id", &key).named(&strings::with_name(label::RENAME, &person.name));
    let remove = button("quiet", label::REMOVE, move || {
        dispatch.act(Command::RemovePerson(id));
        if let Some(field) = &focus_next {
            focus_first(field.node());
        }
    });
    el("li", "people__row")
        .child(badge.text(&initials(&person.name)))
        .child(name)
        .child(role)
        .child(remove.attr("aria-label", &strings::with_name(label::REMOVE, &person.name)))
}

/// A choice between two values, as radio buttons.
pub(crate) fn choice<T: Copy + PartialEq + 'static>(
    group: &str,
    name: &str,
    of: [(&str, T); 2],
    current: T,
    choose: impl Fn(T) + Copy + 'static,
) -> El {
    let one = move |(words, value): (&str, T)| {
        let input = el("input", "").attrs(&[("type", "radio"), ("name", group)]).on("change", move |_: web_sys::Event| choose(value));
        let input = if value == current { input.attr("checked", "") } else { input };
        el("label", "either__one").child(input).child(el("span", "").text(words))
    };
    el("span", "either").attrs(&[("role", "radiogroup"), ("aria-label", name)]).children(of.map(one))
}

/// The rules of voting: the number of dots, and what they can say.
pub(crate) fn rules(parent: El) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let rules = move || view.board(|board| Some(board.rules())).unwrap_or_default();
    let field = move |name: &str, of: fn(VoteRules) -> u64, to: fn(u64) -> RuleChange| {
        let field = el("input", "").attrs(&[("type", "number"), ("min", "1"), ("max", &BUDGET_LIMIT.to_string())]);
        let shown = field.clone();
        let field = field.value_of(move || of(rules()).to_string()).on("change", move |event: web_sys::Event| {
            if let Ok(number) = event_target_value(&event).parse() {
                dispatch.send(BoardEvent::AskRules(to(number)));
            }
            // A value out of range has been clamped or rejected.
            shown.clone().value(&of(untrack(rules)).to_string());
        });
        el("label", "field").child(el("span", "").text(name)).child(field)
    };
    let current = move || view.board(|board| Some(board.poles())).unwrap_or(Poles::TightOnly);
    let poles = move |current: &Poles| {
        let options = Poles::ALL.map(|poles| (strings::poles(poles), poles));
        Some(choice("poles", label::DOTS_SAY, options, *current, move |poles| dispatch.act(Command::SetPoles(poles))))
    };
    let numbers = el("div", "rules")
        .child(field(label::DOTS_PER_PERSON, |rules| u64::from(rules.budget()), RuleChange::Budget))
        .child(field(label::DOTS_PER_TARGET, |rules| u64::from(rules.cap()), RuleChange::Cap));
    let says = el("div", "field").child(el("span", "").attr("aria-hidden", "true").text(label::DOTS_SAY)).drawn(current, poles);
    parent.child(numbers).child(says)
}

/// Asks before the rules leave out dots that are placed.
pub(crate) fn lower_rules_dialog(left_out: Option<&(Vec<String>, u32)>) -> El {
    let dispatch = use_dispatch();
    let close = Callback::new(move |()| dispatch.send(BoardEvent::CloseDialog));
    board_dialog(label::LOWER_RULES, close, move |body| {
        let actions = el("div", "dialog__actions")
            .child(button("primary", label::LOWER_ANYWAY, move || dispatch.send(BoardEvent::LowerRules)))
            .child(button("quiet", label::KEEP_RULES, move || close.run(())));
        body.child(el("p", "").text(&strings::lower_rules(left_out))).child(actions)
    })
}

/// The notice about people: why a name was rejected, or what was removed with a person.
pub(crate) fn problem() -> El {
    let view = use_view();
    let words = move || view.notice(|notice| if notice.is_of_people() { strings::notice(notice) } else { String::new() });
    el("p", "dialog__problem").attr("role", "status").text_of(words)
}
