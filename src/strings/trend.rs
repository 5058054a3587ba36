//! How control has moved from workshop to workshop: in words, as a section of the Markdown export, and as a table.

use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::median::Median;
use crate::core::board::summary::{Became, LayerSummary, WorkshopSummary};
use crate::core::document::date::Date;
use crate::core::format::csv::{Separator, Table};
use crate::core::format::markdown::escape;
use crate::core::reading::stack::StackReading;
use crate::core::reading::summarize::summarize;
use crate::core::reading::trend::{Measure, Moved, Trend, share};
use crate::strings::agreement::date;
use crate::strings::patterns::{gap_of, median};
use crate::strings::phrase::{counted, fill, hundredths, listed};
use crate::strings::{RIGHTLY, dots, layer, patterns, title};

/// The heading of the trend.
pub const SINCE: &str = "Since last time";
/// How to read the chart.
pub const HOW_TO_READ: &str =
    "Each layer’s line runs from the first workshop, above, to this one, the large mark. The dashed line is where it is meant to be.";
/// The name of the chart.
pub const CHART: &str = "Where each layer was held, workshop by workshop";
/// The heading of all numbers.
pub const NUMBERS: &str = "All numbers, workshop by workshop";
/// The columns of the list of workshops.
pub const WORKSHOPS: [&str; 4] = ["Workshop", "Held tightest", "What stood out", "What became of agreements"];
/// The columns of all numbers; the last three appear only in the exported table.
pub const NUMBERS_OF: [&str; 13] = [
    "Workshop",
    "Layer",
    "Dots",
    "Share of dots",
    "Dots per note (1 = average)",
    "Meant",
    "Now",
    "Needed",
    "Against the intention",
    "Clarity",
    "Kept",
    "Deepened",
    "Pulled back",
];

/// The trend of a board with this reading; `None` if it has no earlier workshops.
pub fn trend(board: &Board, reading: &StackReading, today: Option<Date>) -> Option<Trend> {
    Trend::of(board, summarize(board, reading, today))
}

/// The name of a workshop: its day, or else its title. The last is this one.
pub fn name(trend: &Trend, at: usize) -> String {
    match trend.workshops.get(at) {
        Some(summary) if at + 1 < trend.workshops.len() => called(summary),
        _ => String::from("This workshop"),
    }
}

fn called(summary: &WorkshopSummary) -> String {
    summary.day.map_or_else(|| String::from(title(&summary.title)), date)
}

/// The one sentence: what has moved most since last time.
pub fn moved(trend: &Trend) -> Option<String> {
    let (then, moved) = trend.moved()?;
    let since = called(then);
    Some(match moved {
        Moved::Gap { layer: of, then, now } => {
            fill("Since {}: {} was {} and is now {}.", &[&since, layer(of), &gap_of(then), &gap_of(now)])
        }
        Moved::Share { layer: of, then, now } => {
            fill("Since {}: {} had {} of the dots and now has {}.", &[&since, layer(of), &percent(then), &percent(now)])
        }
        Moved::Little => fill("Since {}: no layer has moved by much.", &[&since]),
    })
}

fn percent(of: u32) -> String {
    of.to_string() + "%"
}

/// "Of what was agreed before: 2 kept, 1 pulled back."; `None` if no agreement was looked at.
pub fn became(trend: &Trend) -> Option<String> {
    let this = trend.workshops.last()?.became;
    (this.looked_at() > 0).then(|| fill("Of what was agreed before: {}.", &[&outcome(this)]))
}

/// "2 kept, 1 deepened, 1 pulled back"; empty if there are none.
pub fn outcome(became: Became) -> String {
    let parts = [(became.kept, "kept"), (became.deepened, "deepened"), (became.pulled_back, "pulled back")];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, word)| fill("{} {}", &[&number.to_string(), word])).collect::<Vec<_>>().join(", ")
}

/// Where control was held tightest: "Tactics and tasks, 24 of 32 dots". Below three ballots, the totals.
pub fn tightest(summary: &WorkshopSummary) -> String {
    let Some(stack) = &summary.stack else {
        return fill("{}, {}", &[&counted(summary.totals.ballots, "ballot", "ballots"), &dots(summary.totals.tight)]);
    };
    let all = summary.totals.tight;
    let counting = || stack.layers.iter().filter(|layer| !layer.rightly);
    let most = counting().map(|layer| layer.tight).max().unwrap_or(0);
    if most == 0 {
        return if all == 0 { dots(0) } else { fill("{}, {}", &[&dots(all), RIGHTLY]) };
    }
    let names: Vec<String> = counting().filter(|one| one.tight == most).map(|one| String::from(layer(one.layer))).collect();
    fill(if names.len() == 1 { "{}, {} of {}" } else { "{}, {} each of {}" }, &[&listed(&names), &most.to_string(), &dots(all)])
}

/// The names of the patterns found.
pub fn stood_out(summary: &WorkshopSummary) -> String {
    let found = summary.stack.iter().flat_map(|stack| &stack.patterns);
    found.map(|pattern| patterns::pattern(*pattern)).collect::<Vec<_>>().join(", ")
}

/// The workshops, the latest first, in the columns of [`WORKSHOPS`].
pub fn list(trend: &Trend) -> Vec<Vec<String>> {
    let row =
        |(at, summary): (usize, &WorkshopSummary)| vec![name(trend, at), tightest(summary), stood_out(summary), outcome(summary.became)];
    trend.workshops.iter().enumerate().rev().map(row).collect()
}

/// All numbers in the columns of [`NUMBERS_OF`]: first the totals of workshops below three ballots, then a row for each layer of the
/// others, layer by layer.
pub fn numbers(trend: &Trend) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for place in 0..=Layer::ALL.len() {
        for (at, summary) in trend.workshops.iter().enumerate().rev() {
            let mut row = vec![name(trend, at)];
            match (&summary.stack, place.checked_sub(1)) {
                (None, None) => {
                    row.extend([String::from("All"), summary.totals.tight.to_string()]);
                    row.resize(10, String::new());
                }
                (Some(stack), Some(layer)) => stack.layers.get(layer).into_iter().for_each(|of| layer_numbers(&mut row, summary, of)),
                _ => continue,
            }
            for number in [summary.became.kept, summary.became.deepened, summary.became.pulled_back] {
                row.push(number.to_string());
            }
            rows.push(row);
        }
    }
    rows
}

/// The numbers of a layer in one workshop; empty where unknown.
fn layer_numbers(row: &mut Vec<String>, summary: &WorkshopSummary, of: &LayerSummary) {
    row.push(String::from(layer(of.layer)));
    row.push(of.tight.to_string());
    row.push(share(of.tight, summary.totals.tight).map_or_else(String::new, percent));
    row.push(lift(summary, of).map_or_else(String::new, patterns::times));
    row.push(of.intended.number().to_string());
    for known in [of.now, of.needed] {
        row.push(known.map_or_else(String::new, median));
    }
    row.push(of.gap_halves().map_or_else(String::new, gap_of));
    row.push(of.clarity.map_or_else(String::new, median));
}

/// Share of dots ÷ share of notes (R5), as numerator and denominator.
fn lift(summary: &WorkshopSummary, of: &LayerSummary) -> Option<(u32, u32)> {
    let notes: u32 = summary.stack.iter().flat_map(|stack| &stack.layers).map(|layer| layer.notes).sum();
    let (dots, per) = (of.tight.saturating_mul(notes), of.notes.saturating_mul(summary.totals.tight));
    (per > 0 && dots > 0).then_some((dots, per))
}

/// The trail of a layer in words: "Goals: 2, then 3.5."
pub fn trail(trend: &Trend, of: Layer) -> String {
    let trail = trend.trail(of);
    let known = trail.at.iter().flatten().map(|at| match trail.by {
        Measure::Answers => median(Median::from_halves(at / 50)),
        Measure::Dots => hundredths(*at),
    });
    let known: Vec<String> = known.collect();
    let said = if known.is_empty() { String::from("not known") } else { known.join(", then ") };
    fill("{}: {}.", &[layer(of), &said])
}

/// The content of the chart as text.
pub fn chart_text(trend: &Trend) -> String {
    let trails = Layer::ALL.map(|of| trail(trend, of));
    fill("{}, from 1, tight, to 7, light. {}", &[CHART, &trails.join(" ")])
}

/// The section of the Markdown export.
pub(super) fn markdown(trend: &Trend) -> String {
    let mut text = fill("\n## {}\n\n", &[SINCE]);
    for sentence in moved(trend).into_iter().chain(became(trend)) {
        text += &(escape(&sentence, 0) + "\n");
    }
    let row = |cells: &[String]| ["| ", &cells.join(" | "), " |\n"].concat();
    text += "\n";
    text += &row(&WORKSHOPS.map(String::from));
    text += "| --- | --- | --- | --- |\n";
    for mut cells in list(trend) {
        cells[0] = escape(&cells[0], 0);
        text += &row(&cells);
    }
    text
}

/// All numbers as a table for spreadsheets; only headings without a trend.
pub(super) fn csv(trend: Option<&Trend>, separator: Separator) -> String {
    let mut table = Table::new(separator, &NUMBERS_OF);
    for row in trend.map_or_else(Vec::new, numbers) {
        table.row(&row.iter().map(String::as_str).collect::<Vec<_>>());
    }
    table.finish()
}
