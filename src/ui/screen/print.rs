//! Print: the workshop on one page, shown in Close and the only thing printed there, and the head of printed sheets in other stages.

use leptos::prelude::untrack;

use crate::core::board::Board;
use crate::core::board::agreement::Agreement;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::core::document::date::Date;
use crate::core::reading::stack::StackReading;
use crate::strings;
use crate::strings::{closing, export, trend};
use crate::ui::kit::{El, button, el, on_window};
use crate::ui::reading::chart::chart;
use crate::ui::state::view::{View, use_dispatch, use_view};

/// The workshop on one page.
pub(crate) fn printed_page() -> El {
    let view = use_view();
    let today = view.today();
    let head = el("div", "summary__head")
        .child(el("h2", "summary__title").text_of(move || String::from(strings::title(&view.title()))))
        .child(el("p", "summary__date").text(&today.map_or_else(String::new, strings::agreement::date)));
    el("article", "summary")
        .attr("aria-label", closing::PAGE)
        .child(head)
        .changing(move || view.board(|board| Some(el("div", "summary__body").children(page(board, today)))))
}

/// The content of the page. On paper, agreements and reading stand side by side.
fn page(board: &Board, today: Option<Date>) -> Vec<El> {
    let read = closing::reading(board);
    let sentence = read.as_ref().map(|(sentence, _)| el("p", "summary__sentence").text(sentence));
    let others = read.map(|(_, halves)| halves).into_iter().chain(closing::run_off(board));
    let others = others.map(|sentence| el("p", "summary__halves").text(&sentence));
    let reading: Vec<El> = sentence.into_iter().chain(others).collect();
    let reading = (!reading.is_empty()).then(|| el("div", "summary__reading").children(reading));
    let seen = el("div", "summary__seen").child(control(board)).children(patterns(board)).children(since(board, today));
    reading.into_iter().chain([agreements(board, today), statements(board), seen, people(board, today)]).collect()
}

/// The head of the printed sheets of a stage, filled before printing. Only paper shows it.
pub(crate) fn sheet_head() -> El {
    let view = use_view();
    let head = el("div", "sheet-head");
    let filled = head.clone();
    on_window("beforeprint", move |_: web_sys::Event| fill_head(view, &filled));
    head
}

fn fill_head(view: View, head: &El) {
    let (stage, today) = (untrack(|| view.stage()), view.today());
    let line = |text: String| el("p", "").text(&text);
    let lines = match stage {
        Stage::SetUp => view.board(export::set_up),
        Stage::Vote => strings::voting_round(untrack(|| view.vote()).round).into_iter().collect(),
        Stage::Write | Stage::Group | Stage::Read | Stage::LetGo | Stage::Close => Vec::new(),
    };
    let title = el("p", "sheet-head__title").text(strings::title(&untrack(|| view.title())));
    head.node().set_text_content(None);
    head.clone().child(title).child(line(export::sheet(stage, today))).children(lines.into_iter().map(line));
}

fn section(class: &str, name: &str) -> El {
    el("section", class).child(el("h3", "").text(name))
}

fn agreements(board: &Board, today: Option<Date>) -> El {
    let section = section("summary__agreements", closing::AGREEMENTS);
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
        let statement = board.statement(layer);
        let text = el("span", if statement.is_some() { "summary__said" } else { "summary__unsaid" });
        el("li", "").child(el("b", "").text(strings::layer(layer))).child(text.text(statement.unwrap_or(strings::NO_STATEMENT)))
    };
    section("summary__statements", closing::STATEMENTS).child(el("ul", "").children(Layer::ALL.map(row)))
}

fn control(board: &Board) -> El {
    let layers = strings::chart::layers(board);
    let rightly = closing::rightly(board).into_iter().map(|sentence| el("p", "summary__rightly").text(&sentence));
    section("summary__control", closing::CONTROL).child(chart(&layers, &strings::chart::chart_words(board, &layers))).children(rightly)
}

fn patterns(board: &Board) -> Option<El> {
    let rows = closing::patterns(board).into_iter().map(|(name, evidence, question)| {
        el("li", "").child(el("b", "").text(name)).child(el("span", "").text(&evidence)).child(el("em", "").text(question))
    });
    let rows: Vec<El> = rows.collect();
    (!rows.is_empty()).then(|| section("summary__patterns", closing::PATTERNS).child(el("ul", "").children(rows)))
}

/// What has moved since the last workshop, and what became of its agreements.
fn since(board: &Board, today: Option<Date>) -> Option<El> {
    let trend = trend::trend(board, &StackReading::of(board), today)?;
    let sentences: Vec<El> =
        trend::moved(&trend).into_iter().chain(trend::became(&trend)).map(|sentence| el("p", "").text(&sentence)).collect();
    (!sentences.is_empty()).then(|| section("summary__since", trend::SINCE).children(sentences))
}

/// Who took part. With agreements, paper shows them as signatories.
fn people(board: &Board, today: Option<Date>) -> El {
    let agreed = today.filter(|_| board.agreements().next().is_some());
    let names = el("p", if agreed.is_some() { "summary__names" } else { "" }).text(&closing::names(board));
    let signed = agreed.map(|today| el("p", "summary__signed").text(&export::signed(board, today)));
    section("summary__people", closing::PEOPLE).child(el("p", "").text(&closing::took_part(board))).child(names).children(signed)
}
