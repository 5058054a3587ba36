//! An agreement: its sentence, and its fields while it is open.

use leptos::prelude::*;
use litemap::LiteMap;

use super::fields::Fields;
use super::form::agreement_form;
use crate::core::command::Command;
use crate::core::document::id::AgreementId;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el, focus_soon};
use crate::ui::notes::context::use_notes;

/// The id of the panel's heading, which gets the focus when the last agreement is deleted.
pub(crate) const HEADING: &str = "agreements-name";

/// The buttons that open and close agreements. One gets the focus when the agreement beside it is deleted.
#[derive(Clone, Copy)]
pub(crate) struct Toggles(StoredValue<LiteMap<AgreementId, El>, LocalStorage>);

impl Toggles {
    /// No buttons yet.
    pub(crate) fn new() -> Toggles {
        Toggles(StoredValue::new_local(LiteMap::new_vec()))
    }

    fn insert(self, agreement: AgreementId, toggle: El) {
        self.0.update_value(|toggles| drop(toggles.insert(agreement, toggle)));
    }

    /// Forgets the button of a deleted agreement.
    pub(crate) fn forget(self, agreement: AgreementId) {
        self.0.update_value(|toggles| drop(toggles.remove(&agreement)));
    }

    /// Focuses the button of an agreement if there is one, otherwise the heading.
    fn focus(self, agreement: Option<AgreementId>) {
        focus_soon(move || {
            let toggle = self.0.try_with_value(|toggles| Some(toggles.get(&agreement?)?.node().clone())).flatten();
            toggle.or_else(|| document().get_element_by_id(HEADING))
        });
    }
}

/// An agreement. Reads nothing outside closures, so that the card is never rebuilt.
pub(crate) fn agreement_card(id: AgreementId, toggles: Toggles) -> El {
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
    toggles.insert(id, toggle.clone());
    let back = toggle.clone();
    let delete = move || {
        let made: Vec<_> = untrack(|| fields.view.board(|board| board.agreements().map(|(id, _)| id).collect()));
        let at = made.iter().position(|other| *other == id);
        let neighbour = at.and_then(|at| made.get(at + 1).or_else(|| made.get(at.checked_sub(1)?)).copied());
        notes.dispatch.act(Command::DeleteAgreement(id));
        toggles.focus(neighbour);
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

fn sentence(fields: Fields) -> String {
    fields.view.board(|board| board.agreement(fields.id).map_or_else(String::new, |one| strings::agreement::agreement(one, board)))
}

fn tags(fields: Fields) -> El {
    el("p", "agreement__tags")
        .child(el("span", "agreement__layer").text_of(move || fields.say(|one| String::from(strings::layer(one.layer)))))
        .child(el("span", "agreement__state").text_of(move || fields.say(|one| strings::agreement::state(&one.state))))
}
