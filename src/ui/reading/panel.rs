//! The panel of the Read stage: the sentence, patterns, the chart with its table, topics, and rounds of voting.

use std::rc::Rc;

use leptos::prelude::*;

use super::chart::chart;
use super::patterns::{because_fields, patterns};
use super::topics::topics;
use super::trend::trend_section;
use crate::core::app::view::RoundReading;
use crate::core::board::Board;
use crate::core::board::median::Median;
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::command::Command;
use crate::core::drawing::chart::ChartWords;
use crate::core::reading::layer_stack::LayerStack;
use crate::core::reading::layers::{Against, LayerReading, Reading};
use crate::core::reading::questions::Answered;
use crate::core::reading::rounds::run_off_targets;
use crate::core::reading::stack::Stack;
use crate::core::replica::private_store::Hidden;
use crate::strings;
use crate::strings::patterns::{median, pairs, round, spread, times, totals};
use crate::strings::{label, private};
use crate::ui::kit::{El, button, el, options};
use crate::ui::state::view::{View, use_dispatch, use_view};

/// The panel of the Read stage.
pub(crate) fn reading_panel() -> El {
    let view = use_view();
    el("section", "reading")
        .attr("aria-label", label::READING)
        .drawn(move || round_names(view), move |(names, shown)| rounds(view, names, *shown))
        .drawn(move || found(view), |found| found.as_ref().map_or_else(Vec::new, draw_found))
        .with(trend_section)
        .child(because_fields())
        .with(topics)
        .drawn(move || next_round(view), |next| next.as_ref().map(vote_again))
}

// --- What was found ---

/// What to show of a round.
#[derive(PartialEq)]
enum Found {
    /// The votes are still hidden: this many of this many people have voted.
    Hidden(usize, usize),
    /// A reading, with the words of its chart if there is one.
    Reading(Rc<RoundReading>, Option<ChartWords>),
}

fn found(view: View) -> Option<Found> {
    let reading = view.round_reading()?;
    let vote = view.vote();
    if reading.whole.totals.ballots == 0 && vote.voters > 0 && view.board(|board| Some(board.ballot_secrecy())) == Some(Secrecy::Hidden) {
        return Some(Found::Hidden(vote.voters, vote.people.len()));
    }
    let words = |stack: &Stack| view.board(|board| Some(strings::chart::chart_words(board, &stack.layers)));
    let words = reading.whole.stack.as_ref().and_then(words);
    Some(Found::Reading(reading, words))
}

fn draw_found(found: &Found) -> Vec<El> {
    match found {
        Found::Hidden(voters, people) => vec![el("p", "reading__sentence").text(&private::votes_to_reveal(*voters, *people))],
        Found::Reading(reading, words) => findings(reading, words.as_ref()),
    }
}

fn findings(reading: &RoundReading, words: Option<&ChartWords>) -> Vec<El> {
    let has_dots = reading.dots.dots + reading.dots.loose > 0;
    let says_where = reading.whole.stack.is_some() && reading.dots.says_where();
    let sentence =
        if reading.whole.totals.ballots == 0 || says_where { strings::tightest(&reading.dots) } else { totals(reading.whole.totals) };
    let sentence = el("p", "reading__sentence").text(&sentence);
    let (Some(stack), Some(words)) = (&reading.whole.stack, words) else {
        let few = (reading.whole.totals.ballots > 0).then(|| el("p", "reading__how").text(label::TOO_FEW));
        return [sentence].into_iter().chain(few).collect();
    };
    let mut all = vec![sentence];
    if has_dots {
        all.push(el("p", "reading__halves").text(&strings::halves(&reading.dots)));
    }
    if stack.pairs.of > 0 {
        all.push(el("p", "reading__halves").text(&(pairs(&stack.pairs) + ".")));
    }
    all.push(patterns(stack));
    let by_dots = stack.layers.iter().any(|layer| layer.by_dots.is_some());
    let how = by_dots.then(|| el("p", "reading__how").text(label::HOW_HELD));
    let figure = el("div", "reading__figure").child(el("h2", "").text(label::GRIP)).child(chart(&stack.layers, words)).children(how);
    // With answers the table needs the whole width.
    let lists = if by_dots { "reading__lists" } else { "reading__lists reading__lists--wide" };
    all.push(el("div", lists).child(figure).child(layer_table(stack, &reading.dots)));
    all
}

// --- The table ---

/// A cell with the name of its column, which is shown where there is no room for a head row.
fn cell(name: &str, class: &str) -> El {
    el("td", class).attr("data-name", name)
}

fn layer_table(stack: &Stack, reading: &Reading) -> El {
    let most = reading.layers.iter().map(|layer| layer.dots).max().unwrap_or(0).max(1);
    let known: Vec<_> = ANSWERS.into_iter().filter(|(_, of)| stack.layers.iter().any(|layer| of(layer).is_some())).collect();
    let loose = (reading.loose > 0).then_some(label::TOO_LOOSE);
    let others = reading.layers.iter().filter(|layer| layer.dots == 0).copied();
    let rows: Vec<El> = reading
        .ranked()
        .into_iter()
        .chain(others)
        .filter_map(|layer| Some(layer_row(&layer, stack.layers.get(layer.layer as usize)?, most, loose, &known)))
        .collect();
    let names = [label::LAYER, label::DOTS].into_iter().chain(loose).chain([label::NOTES, label::TIMES, label::INTENDED]);
    let names = names.chain(known.iter().map(|(name, _)| *name)).chain([label::AGAINST]);
    let names = el("tr", "").children(names.map(|name| el("th", "").attr("scope", "col").text(name)));
    el("table", "reading__layers")
        .child(el("caption", "").text(label::BY_LAYER))
        .child(el("thead", "").child(names))
        .child(el("tbody", "").children(rows))
}

/// A column that is shown only if it has values: its name, and a layer's median and spread.
type Column = (&'static str, fn(&LayerStack) -> Option<(Median, Option<String>)>);

const ANSWERS: [Column; 5] = [
    (label::NOW, |layer| of_all(&layer.now)),
    (label::LEADER_NOW, |layer| of_side(layer, |(leader, _)| leader)),
    (label::TEAM_NOW, |layer| of_side(layer, |(_, team)| team)),
    (label::NEEDED, |layer| of_all(&layer.needed)),
    (label::CLARITY, |layer| of_all(&layer.clarity)),
];

fn of_all(answered: &Option<Answered>) -> Option<(Median, Option<String>)> {
    answered.as_ref().map(|answered| (answered.all.median(), Some(spread(&answered.all))))
}

/// One side's median. Its spread is not shown, because it could disclose single answers.
fn of_side(layer: &LayerStack, side: fn((Median, Median)) -> Median) -> Option<(Median, Option<String>)> {
    layer.now.as_ref()?.sides.map(|sides| (side(sides), None))
}

fn layer_row(dots: &LayerReading, layer: &LayerStack, most: u32, loose: Option<&str>, known: &[Column]) -> El {
    let share = (dots.dots * 100 / most).to_string() + "%";
    let bar = el("span", "bar").attr("aria-hidden", "true").child(el("i", "").style("width", &share));
    let against = strings::layer_reading(dots);
    let tight = layer.because.is_none() && dots.against.is_some_and(Against::is_tighter);
    let times = layer.ratio.map_or_else(String::new, times);
    el("tr", "")
        .child(el("th", "").attr("scope", "row").text(strings::layer(dots.layer)))
        .child(cell(label::DOTS, "").child(bar).text(&dots.dots.to_string()))
        .children(loose.map(|name| cell(name, "").text(&dots.loose.to_string())))
        .child(cell(label::NOTES, "").text(&dots.notes.to_string()))
        .child(cell(label::TIMES, "").text(&times))
        .child(cell(label::INTENDED, "").text(strings::level(layer.intended.number())))
        .children(known.iter().map(|(name, of)| answer_cell(name, of(layer))))
        .child(cell(label::AGAINST, if tight { "reading__tight" } else { "" }).text(&against))
}

/// A median, and the spread below it.
fn answer_cell(name: &str, known: Option<(Median, Option<String>)>) -> El {
    let cell = cell(name, "");
    let Some((of, apart)) = known else { return cell.text("–") };
    let apart = apart.map(|apart| el("small", "").text(&apart));
    cell.child(el("b", "").text(&median(of))).text(" ").children(apart)
}

// --- Rounds ---

/// The numbers and names of the rounds, and the round shown.
fn round_names(view: View) -> (Vec<(String, String)>, u16) {
    let names = view.board(|board| {
        let names = (0..=board.round()).map(|number| (number.to_string(), round(number, board.targets_of(number).is_some())));
        names.collect::<Vec<_>>()
    });
    (names, view.round_shown())
}

/// The choice of a round, if there are several.
fn rounds(view: View, names: &[(String, String)], shown: u16) -> Option<El> {
    let options = options(names, &shown.to_string());
    let choose = move |event: web_sys::Event| {
        if let Ok(number) = event_target_value(&event).parse() {
            view.choose_round(number);
        }
    };
    let select = el("select", "").on("change", choose).children(options);
    (names.len() > 1).then(|| el("label", "reading__round").child(el("span", "").text(label::ROUND_SHOWN)).child(select))
}

/// The number of targets of a run-off, before ties.
const TOP: usize = 5;

/// The options for another round.
#[derive(PartialEq)]
struct NextRound {
    /// The number of targets of a run-off, if one is possible.
    run_off: Option<usize>,
    /// Whether its votes are hidden again.
    is_hidden: bool,
}

/// The options for another round, once this round has dots.
fn next_round(view: View) -> Option<NextRound> {
    view.board(|board| {
        let tally = board.tally(board.round());
        let run_off = run_off_targets(board, TOP).map(|among| among.len());
        (tally.total() + tally.loose_total() > 0).then(|| NextRound { run_off, is_hidden: Hidden::Votes.is_revealed(board) })
    })
}

/// The buttons for another round.
fn vote_again(next: &NextRound) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let begin = move |command: Command| {
        let round = move || view.board(Board::round);
        let before = untrack(round);
        dispatch.act(command);
        // If the run-off was rejected, the stage stays.
        if untrack(round) != before {
            dispatch.act(Command::GoTo(Stage::Vote));
        }
    };
    let hidden = next.is_hidden.then(|| el("p", "reading__how").text(private::HIDDEN_AGAIN));
    let run_off = next.run_off.map(|among| button("quiet", &strings::run_off_among(among), move || begin(Command::StartRunOff(TOP))));
    el("div", "reading__again")
        .child(button("quiet", label::VOTE_AGAIN, move || begin(Command::StartRound)))
        .children(run_off)
        .children(hidden)
}
