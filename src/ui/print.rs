//! The workshop on one page: shown in Close, on a projector, and the only thing that is printed there.

use super::kit::{El, button, el};
use super::view::{Part, use_dispatch, use_view};
use crate::core::agreement::Agreement;
use crate::core::board::Board;
use crate::core::command::Command;
use crate::core::date::Date;
use crate::core::layer::Layer;
use crate::core::reading::stack::StackReading;
use crate::core::stage::Stage;
use crate::strings::{self, closing, export, trend};

/// The page.
pub(super) fn printed_page() -> El {
    let view = use_view();
    let today = Date::at((view.now)());
    let head = el("div", "summary__head")
        .child(el("h2", "summary__title").text_of(move || view.title.with(|title| String::from(strings::title(title)))))
        .child(el("p", "summary__date").text(&today.map_or_else(String::new, strings::agreement::date)));
    let parts = [Part::Layers, Part::Lists, Part::Votes, Part::Agreements];
    el("article", "summary")
        .attr("aria-label", closing::PAGE)
        .child(head)
        .changing(move || view.board(&parts, |board| Some(el("div", "summary__body").children(page(board, today)))))
}

fn page(board: &Board, today: Option<Date>) -> Vec<El> {
    let mut parts = Vec::new();
    if let Some((sentence, halves)) = closing::reading(board) {
        parts.push(el("p", "summary__sentence").text(&sentence));
        parts.push(el("p", "summary__halves").text(&halves));
    }
    parts.extend(closing::run_off(board).map(|said| el("p", "summary__halves").text(&said)));
    parts.push(agreements(board, today));
    parts.push(el("div", "summary__columns").child(statements(board)).child(chart(board)));
    parts.extend(patterns(board));
    parts.extend(since(board, today));
    parts.push(people(board, today));
    parts
}

fn part(class: &str, name: &str) -> El {
    el("section", class).child(el("h3", "").text(name))
}

fn agreements(board: &Board, today: Option<Date>) -> El {
    let section = part("summary__agreements", closing::AGREEMENTS);
    let (stand, pulled_back) = closing::let_go(board);
    if stand.is_empty() && pulled_back.is_empty() {
        let dispatch = use_dispatch();
        let back = button("quiet", closing::BACK_TO_LET_GO, move || dispatch.act(Command::GoTo(Stage::LetGo)));
        return section.child(el("p", "summary__none").text(closing::NO_AGREEMENT)).child(back);
    }
    let next = closing::next_check_in(board, today).map(|next| el("p", "summary__next").text(&next));
    let list =
        |of: Vec<&Agreement>| (!of.is_empty()).then(|| el("ol", "").children(of.into_iter().map(|one| agreement(one, board, today))));
    let heading = (!pulled_back.is_empty()).then(|| el("h3", "summary__pulled-back").text(closing::PULLED_BACK));
    section.children(list(stand)).children(next).children(heading).children(list(pulled_back))
}

fn agreement(one: &Agreement, board: &Board, today: Option<Date>) -> El {
    let due = today.is_some_and(|today| one.is_due(today));
    let looked_at = closing::looked_at(one, today).map(|text| {
        let line = el("p", "summary__check-in").text(&text);
        if due { line.attr("data-due", "yes") } else { line }
    });
    el("li", "").child(el("p", "").text(&closing::sentence(one, board))).children(looked_at)
}

fn statements(board: &Board) -> El {
    let row = |layer: Layer| {
        let said = board.statement(layer);
        let text = el("span", if said.is_some() { "summary__said" } else { "summary__unsaid" });
        el("li", "").child(el("b", "").text(strings::layer(layer))).child(text.text(said.unwrap_or(strings::NO_STATEMENT)))
    };
    part("summary__statements", closing::STATEMENTS).child(el("ul", "").children(Layer::ALL.map(row)))
}

/// The chart is the same drawing as the file, as a picture: one drawing, and nothing of it in the page's own tree.
fn chart(board: &Board) -> El {
    let drawing = String::from(js_sys::encode_uri_component(&export::chart_svg(board)));
    let picture =
        el("img", "summary__chart").attr("alt", &export::chart_text(board)).attr("src", &(String::from("data:image/svg+xml,") + &drawing));
    part("", closing::CONTROL).child(picture)
}

fn patterns(board: &Board) -> Option<El> {
    let rows = closing::patterns(board).into_iter().map(|(name, evidence, question)| {
        el("li", "").child(el("b", "").text(name)).child(el("span", "").text(&evidence)).child(el("em", "").text(question))
    });
    let rows: Vec<El> = rows.collect();
    (!rows.is_empty()).then(|| part("summary__patterns", closing::PATTERNS).child(el("ul", "").children(rows)))
}

/// What has moved since the last workshop, and what became of what was agreed there.
fn since(board: &Board, today: Option<Date>) -> Option<El> {
    let trend = trend::trend(board, &StackReading::of(board), today)?;
    let sentences: Vec<El> =
        trend::moved(&trend).into_iter().chain(trend::became(&trend)).map(|sentence| el("p", "").text(&sentence)).collect();
    (!sentences.is_empty()).then(|| part("summary__since", trend::SINCE).children(sentences))
}

/// Who took part; on paper, below agreements, as who has agreed.
fn people(board: &Board, today: Option<Date>) -> El {
    let agreed = today.filter(|_| board.agreements().next().is_some());
    let names = el("p", if agreed.is_some() { "summary__names" } else { "" }).text(&closing::names(board));
    let signed = agreed.map(|today| el("p", "summary__signed").text(&export::signed(board, today)));
    part("summary__people", closing::PEOPLE).child(el("p", "").text(&closing::took_part(board))).child(names).children(signed)
}
