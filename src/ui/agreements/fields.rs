//! The fields of an agreement: texts, names, choices and a date, each bound to one term.

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

/// The id of the list of names on the board, which name fields suggest.
const PEOPLE: &str = "agreement-people";
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

/// The shared state of the fields of one agreement.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub view: View,
    dispatch: Dispatch,
    pub id: AgreementId,
}

/// A choice of one among a few numbered options. Pressing the chosen one clears the choice.
pub(crate) struct Choice {
    pub name: &'static str,
    pub options: Vec<(u64, String)>,
    pub now: fn(&Agreement) -> Option<u64>,
    pub term: fn(Option<u64>) -> Term,
    /// The meaning of the chosen option.
    pub hint: fn(u64) -> &'static str,
}

impl Fields {
    pub(crate) fn new(view: View, dispatch: Dispatch, id: AgreementId) -> Fields {
        Fields { view, dispatch, id }
    }

    /// Reads something of the agreement; `None` if it is deleted.
    pub(crate) fn read<R>(self, query: impl FnOnce(&Agreement) -> R) -> Option<R> {
        self.view.board(|board| board.agreement(self.id).map(query))
    }

    /// A text about the agreement; empty if it is deleted.
    pub(crate) fn say(self, text: fn(&Agreement) -> String) -> String {
        self.read(text).unwrap_or_default()
    }

    /// The warnings about the agreement.
    pub(crate) fn warnings(self) -> Vec<Warning> {
        self.view.board(|board| board.agreement(self.id).map(|one| warnings(one, board, self.view.today()))).unwrap_or_default()
    }

    /// Sets a term by a choice.
    pub(crate) fn act(self, term: Term) {
        self.dispatch.act(Command::SetTerm { agreement: self.id, term });
    }

    /// Binds a text field to a term.
    fn typed(self, field: El, now: impl Fn() -> String + 'static, term: impl Fn(String) -> Term + 'static) -> El {
        self.dispatch.typing(field.value_of(now), move |text| Command::SetTerm { agreement: self.id, term: term(text) })
    }

    /// A field for a free text.
    pub(crate) fn words(self, name: &str, words: Words) -> El {
        let field = el("textarea", "").attrs(&[("rows", "2"), ("placeholder", strings::agreement::example(words))]);
        let field = if words == Words::What { field.attr("id", WHAT) } else { field };
        let now = move || self.read(|one| String::from(one.words(words))).unwrap_or_default();
        labelled(name, self.typed(field, now, move |text| Term::Words(words, text)))
    }

    /// A field for a name, on the board or not.
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

    /// The names that name fields suggest.
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

    /// A field for the day of the check-in. A date that is incomplete while typing changes nothing.
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

    /// A field for why the work was pulled back, if it was. It is hidden rather than removed, so that it keeps the focus.
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
