//! The fields of an agreement: words, names, choices and a day, each bound to one term.

use leptos::prelude::*;

use crate::core::board::agreement::{Agreement, Party, State, Term, Words};
use crate::core::command::Command;
use crate::core::document::date::Date;
use crate::core::document::id::AgreementId;
use crate::core::reading::guidance::{Warning, warnings};
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el};
use crate::ui::notes::agree::WHAT;
use crate::ui::state::view::{Dispatch, View};

/// The list of the names on the board, for the fields that ask for one.
const PEOPLE: &str = "agreement-people";
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// What the fields of one agreement share.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub view: View,
    dispatch: Dispatch,
    pub id: AgreementId,
}

/// A choice of one among a few, each under its number. Pressing the one that is chosen takes it back.
pub(crate) struct Choice {
    pub name: &'static str,
    pub options: Vec<(u64, String)>,
    pub now: fn(&Agreement) -> Option<u64>,
    pub term: fn(Option<u64>) -> Term,
    /// What the one that is chosen means.
    pub hint: fn(u64) -> &'static str,
}

impl Fields {
    pub(crate) fn new(view: View, dispatch: Dispatch, id: AgreementId) -> Fields {
        Fields { view, dispatch, id }
    }

    /// Something about the agreement, looked at again when agreements change; nothing once it is gone.
    pub(crate) fn read<R>(self, about: impl FnOnce(&Agreement) -> R) -> Option<R> {
        self.view.board(|board| board.agreement(self.id).map(about))
    }

    /// A text about the agreement.
    pub(crate) fn say(self, about: fn(&Agreement) -> String) -> String {
        self.read(about).unwrap_or_default()
    }

    /// Where what was chosen and what was said go apart.
    pub(crate) fn warnings(self) -> Vec<Warning> {
        self.view.board(|board| board.agreement(self.id).map(|one| warnings(one, board, self.view.today()))).unwrap_or_default()
    }

    /// Sets a term by a choice.
    pub(crate) fn act(self, term: Term) {
        self.dispatch.act(Command::SetTerm { agreement: self.id, term });
    }

    /// Binds a field that is typed in.
    fn typed(self, field: El, now: impl Fn() -> String + 'static, term: impl Fn(String) -> Term + 'static) -> El {
        self.dispatch.typing(field.value_of(now), move |text| Command::SetTerm { agreement: self.id, term: term(text) })
    }

    /// A field for words of their own.
    pub(crate) fn words(self, name: &str, words: Words) -> El {
        let field = el("textarea", "").attrs(&[("rows", "2"), ("placeholder", strings::agreement::example(words))]);
        let field = if words == Words::What { field.attr("id", WHAT) } else { field };
        let now = move || self.read(|one| String::from(one.words(words))).unwrap_or_default();
        labelled(name, self.typed(field, now, move |text| Term::Words(words, text)))
    }

    /// A field for a name: that of somebody on the board, or any other.
    pub(crate) fn party(self, name: &str, now: fn(&Agreement) -> Option<&Party>, term: fn(Option<Party>) -> Term) -> El {
        let view = self.view;
        let field = el("input", "").attrs(&[
            ("list", PEOPLE),
            ("placeholder", strings::agreement::WHO_EXAMPLE),
            ("autocomplete", "off"),
            ("enterkeyhint", "done"),
        ]);
        let shown =
            move || view.board(|board| board.agreement(self.id).and_then(now).map(|party| board.name_of(party))).unwrap_or_default();
        let named = move |name: String| term(view.board(|board| board.party_called(&name)));
        labelled(name, self.typed(field, shown, named))
    }

    /// The names that those fields offer.
    pub(crate) fn names(self) -> El {
        let names = move || self.view.board(|board| board.people().map(|(_, person)| person.name).collect::<Vec<_>>());
        let options = |names: &Vec<String>| names.iter().map(|name| el("option", "").attr("value", name)).collect::<Vec<_>>();
        el("datalist", "").attr("id", PEOPLE).drawn(names, options)
    }

    /// A choice.
    pub(crate) fn choice(self, choice: Choice) -> El {
        let Choice { now, term, hint, .. } = choice;
        let chosen = move || self.read(now).flatten();
        let option = move |(number, name): (u64, String)| {
            let press = move || self.act(term(Some(number).filter(|number| untrack(chosen) != Some(*number))));
            button("", &name, press).attr_of("aria-pressed", move || (chosen() == Some(number)).to_string())
        };
        el("fieldset", "choice")
            .child(el("legend", "").text(choice.name))
            .child(el("div", "choice__options").children(choice.options.into_iter().map(option)))
            .child(el("p", "choice__hint").text_of(move || chosen().map_or_else(String::new, |number| String::from(hint(number)))))
    }

    /// A field for the day of the check-in. While it is typed, a day that is not whole yet is none.
    pub(crate) fn check_in(self) -> El {
        let set = move |event: web_sys::Event| {
            if let Some(day) = Date::parse(&event_target_value(&event)) {
                self.act(Term::CheckIn(Some(day)));
            }
        };
        let left = move |event: web_sys::Event| {
            if event_target_value(&event).is_empty() {
                self.act(Term::CheckIn(None));
            }
        };
        let soon = move |name, weeks: u64| {
            button("quiet", name, move || {
                if let Some(day) = Date::at(self.view.clock() + weeks * 7 * DAY_MS) {
                    self.act(Term::CheckIn(Some(day)));
                }
            })
        };
        let field = el("input", "")
            .attr("type", "date")
            .value_of(move || self.read(|one| one.check_in.map(Date::to_iso)).flatten().unwrap_or_default())
            .on("input", set)
            .on("blur", left);
        el("div", "agreement__day")
            .child(labelled(label::CHECK_IN, field))
            .child(soon(label::IN_TWO_WEEKS, 2))
            .child(soon(label::IN_SIX_WEEKS, 6))
    }

    /// Why it was pulled back, if it was. It is hidden and not taken away, so that it keeps the focus.
    pub(crate) fn why_back(self) -> El {
        let why = move || {
            self.read(|one| match &one.state {
                State::PulledBack { why } => Some(why.clone()),
                _ => None,
            })
            .flatten()
        };
        let field = self.typed(
            el("textarea", "").attr("rows", "2"),
            move || why().unwrap_or_default(),
            |why| Term::State(State::PulledBack { why }),
        );
        labelled(label::WHY_BACK, field).attr_if("hidden", move || why().is_none().then(String::new))
    }
}

/// A field with its name.
pub(crate) fn labelled(name: &str, field: El) -> El {
    el("label", "field").child(el("span", "").text(name)).child(field)
}
