//! Read: the sentence, what stands out, the chart with the table behind it, what to talk about, and rounds of voting.

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

/// The reading, in Read.
pub(crate) fn reading_panel() -> El {
    let view = use_view();
    el("section", "reading")
        .attr("aria-label", label::READING)
        .drawn(move || round_names(view), move |(names, shown)| rounds(view, names, *shown))
        .drawn(move || found(view), |found| found.as_ref().map_or_else(Vec::new, draw_found))
        .with(trend_section)
        .child(because_fields())
        .with(topics)
        .drawn(move || again(view), |again| again.as_ref().map(vote_again))
}

// --- What was found ---

/// What there is to show of a round.
#[derive(PartialEq)]
enum Found {
    /// So many of so many people have voted, and the votes are still hidden.
    Hidden(usize, usize),
    /// A reading, with the words of its chart where there is one.
    Reading(Rc<RoundReading>, Option<ChartWords>),
}

fn found(view: View) -> Option<Found> {
    let look = view.round_reading()?;
    let vote = view.vote();
    if look.whole.totals.ballots == 0 && vote.voters > 0 && view.board(|board| Some(board.ballot_secrecy())) == Some(Secrecy::Hidden) {
        return Some(Found::Hidden(vote.voters, vote.people.len()));
    }
    let words = |stack: &Stack| view.board(|board| Some(strings::chart::chart_words(board, &stack.layers)));
    let words = look.whole.stack.as_ref().and_then(words);
    Some(Found::Reading(look, words))
}

fn draw_found(found: &Found) -> Vec<El> {
    match found {
        Found::Hidden(voters, people) => vec![el("p", "reading__sentence").text(&private::votes_to_reveal(*voters, *people))],
        Found::Reading(look, words) => findings(look, words.as_ref()),
    }
}

fn findings(look: &RoundReading, words: Option<&ChartWords>) -> Vec<El> {
    let has_dots = look.dots.dots + look.dots.loose > 0;
    let said = if look.whole.totals.ballots == 0 || (look.whole.stack.is_some() && look.dots.says_where()) {
        strings::tightest(&look.dots)
    } else {
        totals(look.whole.totals)
    };
    let sentence = el("p", "reading__sentence").text(&said);
    let (Some(stack), Some(words)) = (&look.whole.stack, words) else {
        let few = (look.whole.totals.ballots > 0).then(|| el("p", "reading__how").text(label::TOO_FEW));
        return [sentence].into_iter().chain(few).collect();
    };
    let mut all = vec![sentence];
    if has_dots {
        all.push(el("p", "reading__halves").text(&strings::halves(&look.dots)));
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
    all.push(el("div", lists).child(figure).child(layer_table(stack, &look.dots)));
    all
}

// --- The table ---

/// A cell with its column's name, which is shown where there is no room for a head.
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

/// A column that is there only where something is known: its name, and of a layer a median and how far the answers lie apart.
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

/// The answers of one side have no spread: it could tell who said what.
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

/// A median, and below it how far the answers lie apart.
fn answer_cell(name: &str, known: Option<(Median, Option<String>)>) -> El {
    let cell = cell(name, "");
    let Some((of, apart)) = known else { return cell.text("–") };
    let apart = apart.map(|apart| el("small", "").text(&apart));
    cell.child(el("b", "").text(&median(of))).text(" ").children(apart)
}

// --- Rounds ---

/// The rounds by their numbers, with their names, and the one that is shown.
fn round_names(view: View) -> (Vec<(String, String)>, u16) {
    let names = view.board(|board| {
        let names = (0..=board.round()).map(|number| (number.to_string(), round(number, board.targets_of(number).is_some())));
        names.collect::<Vec<_>>()
    });
    (names, view.round_shown())
}

/// A choice of round, where there have been several.
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

/// How many the run-off is among.
const TOP: usize = 5;

/// What another round could be.
#[derive(PartialEq)]
struct Again {
    /// How many targets a run-off would be among.
    run_off: Option<usize>,
    /// Whether its votes are hidden again.
    is_hidden: bool,
}

/// What another round could be, once there is one to read.
fn again(view: View) -> Option<Again> {
    view.board(|board| {
        let tally = board.tally(board.round());
        let run_off = run_off_targets(board, TOP).map(|among| among.len());
        (tally.total() + tally.loose_total() > 0).then(|| Again { run_off, is_hidden: Hidden::Votes.is_revealed(board) })
    })
}

/// Another round.
fn vote_again(again: &Again) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let begin = move |command: Command| {
        let round = move || view.board(Board::round);
        let before = untrack(round);
        dispatch.act(command);
        // A run-off that was refused is no reason to leave.
        if untrack(round) != before {
            dispatch.act(Command::GoTo(Stage::Vote));
        }
    };
    let hidden = again.is_hidden.then(|| el("p", "reading__how").text(private::HIDDEN_AGAIN));
    let run_off = again.run_off.map(|among| button("quiet", &strings::run_off_among(among), move || begin(Command::StartRunOff(TOP))));
    el("div", "reading__again")
        .child(button("quiet", label::VOTE_AGAIN, move || begin(Command::StartRound)))
        .children(run_off)
        .children(hidden)
}
