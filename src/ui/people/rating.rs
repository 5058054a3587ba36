//! Rating the layers, in Vote: the current user's answers about one layer at a time, and their reasons to hold on. Each answer may be left
//! out or cleared.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::core::app::{BoardEvent, Curtain};
use crate::core::board::Board;
use crate::core::board::layer::{Layer, Level};
use crate::core::board::rating::{Clarity, Rating, Reason};
use crate::core::command::Command;
use crate::core::document::id::PersonId;
use crate::core::reading::questions::Question;
use crate::strings;
use crate::strings::label;
use crate::strings::patterns::{rated, rates, rating_question, reason, remedy};
use crate::ui::clock::board_dialog;
use crate::ui::kit::{El, Steps, button, el, when_drawn};
use crate::ui::state::view::{View, use_dispatch, use_view};

/// A person's standing rating of a layer, from this round or an earlier one.
fn standing(board: &Board, voter: PersonId, layer: Layer) -> Rating {
    board.standing_rating(board.round(), voter, layer)
}

/// The strip that opens the rating, in Vote.
pub(crate) fn rating_panel() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let voter = move || view.current_user().person();
    let shown = RwSignal::new(false);
    let open = move || match untrack(voter) {
        Some(_) => shown.set(true),
        None => dispatch.send(BoardEvent::DrawCurtain(Curtain::WhoVotes { dot: None })),
    };
    let done = move || {
        let Some(voter) = voter() else { return String::new() };
        let name = name_of(view, voter);
        let layers = view.seen(|board| Layer::ALL.into_iter().filter(|layer| standing(board, voter, *layer) != Rating::default()).count());
        rated(&name, layers)
    };
    let close = Callback::new(move |()| shown.set(false));
    let rate = move |open: &bool| untrack(voter).filter(|_| *open).map(|voter| rating_dialog(voter, close));
    el("section", "rating")
        .attr("aria-label", label::RATING)
        .child(el("p", "").text(label::RATE_NOTE))
        .child(button("quiet", label::RATE_LAYERS, open))
        .child(el("span", "rating__done").text_of(done))
        .drawn(move || shown.get(), rate)
}

fn name_of(view: View, voter: PersonId) -> String {
    view.board(|board| board.person(voter).map(|person| person.name)).unwrap_or_default()
}

/// The last layer, on which "Done" becomes the primary button.
const LAST: usize = Layer::ALL.len() - 1;

/// The dialog that rates one layer at a time.
fn rating_dialog(voter: PersonId, close: Callback<()>) -> El {
    let view = use_view();
    let steps = Steps::new(RwSignal::new(0), Layer::ALL.len());
    let at = steps.at;
    let name = untrack(move || name_of(view, voter));
    let looks = move |before: &'static str, last: &'static str| move || String::from(if at.get() == LAST { last } else { before });
    let actions = el("div", "dialog__actions")
        .child(steps.back_button("quiet", label::PREVIOUS))
        .child(steps.forth_button("", label::NEXT).attr_of("class", looks("primary", "quiet")))
        .child(button("", label::DONE, move || close.run(())).attr_of("class", looks("quiet", "primary")));
    board_dialog(label::RATE_LAYERS, close, move |body| {
        let place = el("p", "rating__place").attr("aria-live", "polite").text_of(move || rates(&name, at.get() + 1));
        body.child(place).drawn(move || at.get(), move |at| Layer::ALL.get(*at).map(|layer| form(voter, *layer))).child(actions)
    })
    .attr("class", "dialog rating-dialog")
}

fn form(voter: PersonId, layer: Layer) -> El {
    let questions = [Question::Clarity, Question::Now, Question::Needed];
    el("div", "rating__form")
        .child(el("h3", "").text(strings::layer(layer)))
        .child(el("p", "rating__question").text(strings::question(layer)))
        .children(questions.map(|question| scale(voter, layer, question)))
        .child(reasons(voter, layer))
}

// --- The three scales ---

fn answer(question: Question, rating: Rating) -> u8 {
    match question {
        Question::Clarity => rating.clarity.map_or(0, Clarity::number),
        Question::Now => rating.now.map_or(0, Level::number),
        Question::Needed => rating.needed.map_or(0, Level::number),
    }
}

fn with_answer(question: Question, rating: Rating, number: u64) -> Rating {
    match question {
        Question::Clarity => Rating { clarity: Clarity::new(number), ..rating },
        Question::Now => Rating { now: Level::new(number), ..rating },
        Question::Needed => Rating { needed: Level::new(number), ..rating },
    }
}

/// The name of a number on a scale; empty if it has none.
fn meaning(question: Question, number: u8) -> &'static str {
    match (question, number) {
        (_, 0) => label::NO_ANSWER,
        (Question::Clarity, 1) => label::CLARITY_ENDS[0],
        (Question::Clarity, 5) => label::CLARITY_ENDS[1],
        (Question::Clarity, _) => "",
        (Question::Now | Question::Needed, number) => strings::level(number),
    }
}

fn scale(voter: PersonId, layer: Layer, question: Question) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let rating = move || view.seen(|board| standing(board, voter, layer));
    let last = if question == Question::Clarity { 5 } else { 7 };
    let choose = move |number: u8| {
        let rating = with_answer(question, untrack(rating), number.into());
        dispatch.act(Command::Rate { voter, layer, rating });
    };
    let group = rating_question(question);
    let choices = (0..=last).map(|number| {
        let shown = if number == 0 { String::from("–") } else { number.to_string() };
        let field = checked("radio", move || answer(question, rating()) == number).attr("name", group);
        el("label", "rating__choice")
            .child(field.on("change", move |_: web_sys::Event| choose(number)))
            .child(el("b", "").attr("aria-hidden", if number == 0 { "true" } else { "false" }).text(&shown))
            .child(el("small", "").text(meaning(question, number)))
    });
    el("fieldset", "rating__scale").child(el("legend", "").text(group)).child(el("div", "rating__choices").children(choices))
}

/// A field that is checked as long as a condition holds.
fn checked(kind: &str, is_checked: impl Fn() -> bool + 'static) -> El {
    let field = el("input", "").attr("type", kind);
    let shown = field.clone();
    when_drawn(move || shown.known::<HtmlInputElement>().set_checked(is_checked()));
    field
}

// --- Reasons ---

fn reasons(voter: PersonId, layer: Layer) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let given = move || view.seen(|board| board.standing_reasons(board.round(), voter, layer));
    let rows = Reason::ALL.into_iter().map(|one| {
        let toggle = move |_: web_sys::Event| {
            let reasons = untrack(given).toggled(one);
            dispatch.act(Command::GiveReasons { voter, layer, reasons });
        };
        let field = checked("checkbox", move || given().has(one)).on("change", toggle);
        let help = move || given().has(one).then(|| el("p", "rating__remedy").text(remedy(one)));
        el("li", "").child(el("label", "").child(field).child(el("span", "").text(reason(one)))).changing(help)
    });
    el("fieldset", "rating__reasons").child(el("legend", "").text(label::REASONS)).child(el("ul", "").children(rows))
}
