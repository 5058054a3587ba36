//! The form of an agreement: the work, who, how far, the bar, how to let go, and when to look again.

use leptos::prelude::*;

use super::fields::{Choice, Fields, labelled};
use crate::core::board::agreement::{Agreement, Grade, State, Style, Term, Words};
use crate::core::board::layer::{Layer, Level};
use crate::core::reading::guidance::{Warning, suggested};
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, el};

/// The form of an agreement.
pub(crate) fn agreement_form(fields: Fields) -> El {
    let work = section(label::THE_WORK).child(fields.words(label::WHAT_HANDED, Words::What)).child(layer(fields)).child(pair([
        fields.party(label::FROM_WHOM, |one| one.giver.as_ref(), Term::Giver),
        fields.party(label::TO_WHOM, |one| one.receiver.as_ref(), Term::Receiver),
    ]));
    let work = work.child(warnings(fields, |warning| matches!(warning, Warning::StaysWithGiver)));
    let how_far = section(label::HOW_FAR)
        .child(fields.choice(levels(label::LEVEL_NOW, |one| one.from.map(level_number), |level| Term::From(level.and_then(Level::new)))))
        .child(fields.choice(levels(label::LEVEL_AGREED, |one| one.to.map(level_number), |level| Term::To(level.and_then(Level::new)))))
        .child(warnings(fields, |warning| matches!(warning, Warning::NotLighter)));
    let bar = section(label::THE_BAR)
        .child(pair([fields.words(label::GOOD, Words::Good), fields.words(label::GUARDRAILS, Words::Guardrails)]))
        .child(pair([fields.words(label::STEP_IN, Words::Triggers), fields.words(label::NO_STEP_IN, Words::NoTriggers)]));
    let again = section(label::LOOK_AGAIN)
        .child(fields.check_in())
        .child(warnings(fields, |warning| matches!(warning, Warning::CheckInPast)))
        .child(fields.choice(states()))
        .child(fields.why_back());
    el("div", "agreement__form").child(fields.names()).child(work).child(how_far).child(bar).child(how_to_help(fields)).child(again)
}

fn section(name: &str) -> El {
    el("div", "agreement__part").child(el("h3", "").text(name))
}

fn pair(fields: [El; 2]) -> El {
    el("div", "agreement__pair").children(fields)
}

fn layer(fields: Fields) -> El {
    let options = Layer::ALL.map(|layer| el("option", "").attr("value", &(layer as u64).to_string()).text(strings::layer(layer)));
    let choose = move |event: web_sys::Event| {
        if let Some(layer) = event_target_value(&event).parse().ok().and_then(Layer::from_number) {
            fields.act(Term::Layer(layer));
        }
    };
    let select = el("select", "").children(options).value_of(move || fields.say(|one| (one.layer as u64).to_string()));
    labelled(label::LAYER, select.on("change", choose))
}

fn level_number(level: Level) -> u64 {
    level.number().into()
}

fn levels(name: &'static str, now: fn(&Agreement) -> Option<u64>, term: fn(Option<u64>) -> Term) -> Choice {
    let options = (1..=7).map(|number| (number, String::from(strings::level(number as u8)))).collect();
    Choice { name, options, now, term, hint: |number| Level::new(number).map_or("", strings::agreement::level_hint) }
}

fn grades(name: &'static str, now: fn(&Agreement) -> Option<u64>, term: fn(Option<u64>) -> Term) -> Choice {
    let options = Grade::ALL.map(|grade| (grade as u64, String::from(strings::agreement::grade(grade)))).into();
    Choice { name, options, now, term, hint: |_| "" }
}

/// Capability and confidence, the style they suggest, and the choice of a style.
fn how_to_help(fields: Fields) -> El {
    let capability = grades(
        label::CAPABILITY,
        |one| one.capability.map(|grade| grade as u64),
        |grade| Term::Capability(grade.and_then(Grade::from_number)),
    );
    let confidence = grades(
        label::CONFIDENCE,
        |one| one.confidence.map(|grade| grade as u64),
        |grade| Term::Confidence(grade.and_then(Grade::from_number)),
    );
    let style = Choice {
        name: label::STYLE,
        options: Style::ALL.map(|style| (style as u64, String::from(strings::agreement::style(style)))).into(),
        now: |one| one.style.map(|style| style as u64),
        term: |style| Term::Style(style.and_then(Style::from_number)),
        hint: |style| Style::from_number(style).map_or("", strings::agreement::style_hint),
    };
    let suggestion = move || fields.say(|one| suggested(one).map_or_else(String::new, strings::agreement::suggested));
    section(label::HOW_TO_HELP)
        .child(el("p", "agreement__aid").text(strings::agreement::AID))
        .child(pair([fields.choice(capability), fields.choice(confidence)]))
        .child(el("p", "agreement__suggested").attr("role", "status").text_of(suggestion))
        .child(fields.choice(style))
        .child(warnings(fields, |warning| !matches!(warning, Warning::NotLighter | Warning::StaysWithGiver | Warning::CheckInPast)))
}

/// Up to two warnings beside the choices they concern. Their elements always exist, so that screen readers announce only a new text.
fn warnings(fields: Fields, here: fn(&Warning) -> bool) -> El {
    let warning = move |place| {
        let found = fields.warnings().into_iter().filter(here).nth(place);
        found.map_or_else(String::new, strings::agreement::warning)
    };
    let places = [0, 1].map(|place| el("p", "").text_of(move || warning(place)));
    el("div", "agreement__warnings").attr("role", "status").children(places)
}

/// The states of an agreement, in the order of the buttons.
fn state_of(number: u64) -> State {
    match number {
        1 => State::Kept,
        2 => State::Deepened,
        3 => State::PulledBack { why: String::new() },
        _ => State::Open,
    }
}

fn states() -> Choice {
    Choice {
        name: label::WHAT_BECAME,
        options: (0..4).map(|number| (number, strings::agreement::state(&state_of(number)))).collect(),
        now: |one| (0..4).find(|number| std::mem::discriminant(&state_of(*number)) == std::mem::discriminant(&one.state)),
        term: |state| Term::State(state.map_or(State::Open, state_of)),
        hint: |_| "",
    }
}
