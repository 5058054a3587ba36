//! The chart in words, and the chart as a file.

use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::drawing::chart;
use crate::core::drawing::chart::ChartWords;
use crate::core::reading::layer_stack::LayerStack;
use crate::core::reading::stack::StackReading;
use crate::strings::patterns::{answers, gap, median, ratio};
use crate::strings::phrase::{fill, hundredths};
use crate::strings::{dots, label, layer, level, title};

/// The layers with their numbers; below three ballots only the intended levels.
pub fn layers(board: &Board) -> Vec<LayerStack> {
    StackReading::of(board).stack.map_or_else(|| Layer::ALL.map(|layer| LayerStack::meant(board, layer)).into(), |stack| stack.layers)
}

/// A layer of the chart, in words.
pub fn chart_row(row: &LayerStack) -> String {
    let mut parts = vec![fill("meant at {}", &[level(row.intended.number())])];
    if let Some(now) = &row.now {
        parts.push(fill("now {} ({})", &[&answers(&now.all), &gap(row)]));
        parts.extend(now.sides.map(|(leader, team)| fill("leader {}, team {}", &[&median(leader), &median(team)])));
    }
    parts.extend(row.needed.as_ref().map(|needed| fill("needed {}", &[&answers(&needed.all)])));
    parts.extend(row.ratio.map(|of| fill("{}: {}", &[&dots(row.tight), &ratio(of)])));
    parts.extend(row.by_dots.filter(|_| row.tight + row.loose > 0).map(|at| fill("the dots say {}", &[&hundredths(at)])));
    fill("{}: {}.", &[layer(row.layer), &parts.join("; ")])
}

/// The words of the chart.
pub fn chart_words(board: &Board, rows: &[LayerStack]) -> ChartWords {
    let shown: Vec<String> = rows.iter().map(chart_row).collect();
    ChartWords {
        title: fill("Control, layer by layer: {}", &[title(board.title())]),
        text: fill("From 1, tight, to 7, light. {}", &[&shown.join(" ")]),
        layers: Layer::ALL.map(layer),
        series: ["Meant", label::NOW, label::NEEDED, label::LEADER_NOW, label::TEAM_NOW, label::BY_DOTS],
        tight: "tight",
        light: "light",
    }
}

/// The chart as an SVG file, with its content as text.
pub fn chart_svg(board: &Board) -> String {
    let rows = layers(board);
    chart::svg(&rows, &chart_words(board, &rows))
}
