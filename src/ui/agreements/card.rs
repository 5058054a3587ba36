//! An agreement: the sentence it comes to, and its fields while it is open.

use leptos::prelude::*;
use web_sys::Element;

use super::fields::Fields;
use super::form::agreement_form;
use crate::core::command::Command;
use crate::core::document::id::AgreementId;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el, focus_soon};
use crate::ui::notes::actions::use_notes;

/// The heading of the panel, which takes the focus when the last agreement goes.
pub(crate) const HEADING: &str = "agreements-name";
/// The button that opens an agreement and puts it away.
const TOGGLE: &str = ".agreement__toggle";

/// An agreement. Nothing is read here that would have it made anew.
pub(crate) fn agreement_card(id: AgreementId) -> El {
    let notes = use_notes();
    let fields = Fields::new(notes.view, notes.dispatch, id);
    let open = notes.agreement;
    let is_open = move || open.get() == Some(id);
    let card = el("li", "agreement").attr_if("data-open", move || is_open().then(String::new));
    let toggle =
        button("quiet agreement__toggle", "", move || if untrack(is_open) { open.set(None) } else { notes.open_agreement(Some(id)) })
            .text_of(move || String::from(if is_open() { label::DONE } else { label::EDIT }))
            .attr_of("aria-expanded", move || is_open().to_string())
            .attr_of("aria-label", move || fields.say(if is_open() { strings::agreement::done } else { strings::agreement::edit }));
    let (here, back) = (card.clone(), toggle.clone());
    let delete = move || {
        let neighbour = here.node().next_element_sibling().or_else(|| here.node().previous_element_sibling());
        notes.dispatch.act(Command::DeleteAgreement(id));
        match neighbour {
            Some(card) => focus_soon(move || toggle_of(&card)),
            None => focus_soon(|| document().get_element_by_id(HEADING)),
        }
    };
    let tools = el("div", "agreement__tools")
        .child(toggle)
        .child(button("quiet", label::DELETE, delete).attr_of("aria-label", move || fields.say(strings::agreement::delete)));
    let read = el("div", "agreement__read")
        .child(tags(fields))
        .child(el("p", "agreement__sentence").text_of(move || sentence(fields)))
        .child(tools);
    card.child(read).drawn_if(is_open, move || {
        let back = back.clone();
        let done = move || {
            open.set(None);
            let back = back.clone();
            focus_soon(move || Some(back.node().clone()));
        };
        agreement_form(fields).child(button("primary agreement__done", label::DONE, done))
    })
}

fn toggle_of(card: &Element) -> Option<Element> {
    card.query_selector(TOGGLE).ok().flatten()
}

fn sentence(fields: Fields) -> String {
    fields.view.board(|board| board.agreement(fields.id).map_or_else(String::new, |one| strings::agreement::agreement(one, board)))
}

fn tags(fields: Fields) -> El {
    el("p", "agreement__tags")
        .child(el("span", "agreement__layer").text_of(move || fields.say(|one| String::from(strings::layer(one.layer)))))
        .child(el("span", "agreement__state").text_of(move || fields.say(|one| strings::agreement::state(&one.state))))
}
