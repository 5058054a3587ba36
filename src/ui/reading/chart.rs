//! The gradient chart: the intended, actual and needed level of control of each layer, tight on the left, light on the right.
//!
//! Positions are in percent and marks in `em`, so that it fills a projector and fits a phone with text of the same size. Lines differ by
//! dash and mark, not by colour alone.

use crate::core::board::layer::Layer;
use crate::core::drawing::chart::{ChartWords, Point, Series, line};
use crate::core::reading::layer_stack::LayerStack;
use crate::strings::label;
use crate::ui::kit::{El, el, percent, svg};

/// A line of the chart: its series, its look, and its points, interrupted where a value is missing.
struct Line {
    series: Series,
    look: Look,
    runs: Vec<Vec<Point>>,
}

/// The look of a line: its class, its dashes, and the shape of its mark.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub class: &'static str,
    pub dashes: &'static str,
    pub shape: Shape,
}

/// The shape of a mark.
#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Disc(&'static str),
    Square,
    Diamond,
}

fn look(series: Series) -> Look {
    let (class, shape) = match series {
        Series::Intended => ("chart__intended", Shape::Disc(".72em")),
        Series::Now | Series::Dots => ("chart__now", Shape::Disc(".48em")),
        Series::Needed => ("chart__needed", Shape::Disc(".24em")),
        Series::Leader => ("chart__leader", Shape::Square),
        Series::Team => ("chart__team", Shape::Diamond),
    };
    Look { class, dashes: series.dashes(), shape }
}

/// The chart.
pub(crate) fn chart(layers: &[LayerStack], words: &ChartWords) -> El {
    let lines = Series::DRAWN.into_iter().map(|series| Line { series, look: look(series), runs: line(layers, series) });
    let lines: Vec<Line> = lines.filter(|line| !line.runs.is_empty()).collect();
    let text = words.title.clone() + ". " + &words.text;
    let rows = words
        .layers
        .into_iter()
        .enumerate()
        .map(|(at, name)| el("div", "chart__row").attr("data-layer", &at.to_string()).child(el("span", "chart__name").text(name)));
    let stack = el("div", "chart__stack").child(el("div", "chart__row")).children(rows).child(plot(layers, &lines));
    let has_range = layers.iter().any(|layer| layer.now.is_some());
    el("div", "chart").attrs(&[("role", "img"), ("aria-label", &text)]).child(stack).child(legend(&lines, words, has_range))
}

/// The x of a level in hundredths.
pub(crate) fn across(hundredths: u32) -> String {
    percent(70 + hundredths.clamp(100, 700).saturating_sub(100) * 860 / 600)
}

/// The y of a layer. A row for the levels is above the six rows.
fn down(layer: Layer) -> String {
    percent((2 * layer as u32 + 3) * 1000 / 14)
}

/// A straight line.
pub(crate) fn stroke(class: &str, from: (&str, &str), to: (&str, &str)) -> El {
    svg("line", class).attrs(&[("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)])
}

fn letters(x: &str, y: &str, anchor: &str, text: &str) -> El {
    svg("text", "").attrs(&[("x", x), ("y", y), ("text-anchor", anchor)]).text(text)
}

/// The grid: the seven levels with their numbers, and the labels of both ends.
pub(crate) fn levels() -> impl Iterator<Item = El> {
    let each = (1..=7).flat_map(|level: u32| {
        let x = across(level * 100);
        [stroke("chart__grid", (&x, "14.3%"), (&x, "100%")), letters(&x, "12.4%", "middle", &level.to_string())]
    });
    each.chain([letters("1%", "5.6%", "start", label::TIGHT), letters("99%", "5.6%", "end", label::LIGHT)])
}

fn plot(layers: &[LayerStack], lines: &[Line]) -> El {
    let ranges = layers.iter().flat_map(range);
    let strokes = lines.iter().flat_map(|line| {
        let pairs = line.runs.iter().flat_map(|run| run.windows(2));
        pairs.filter_map(|pair| {
            let [from, to] = pair else { return None };
            let segment = stroke(line.look.class, (&across(from.at), &down(from.layer)), (&across(to.at), &down(to.layer)));
            Some(if line.look.dashes.is_empty() { segment } else { segment.attr("stroke-dasharray", line.look.dashes) })
        })
    });
    let points = lines.iter().flat_map(|line| line.runs.iter().flatten().map(|point| (line.look, point)));
    let marks = points.map(|(look, point)| {
        let mark = mark(look, &across(point.at), &down(point.layer));
        if point.below == 0 { mark } else { mark.attr("data-below", &point.below.to_string()) }
    });
    svg("svg", "chart__plot").children(levels()).children(ranges).children(strokes).children(marks)
}

/// The gap from the intended level to the median, and the range of answers.
fn range(layer: &LayerStack) -> Vec<El> {
    let Some(now) = &layer.now else { return Vec::new() };
    let (y, (low, high)) = (down(layer.layer), now.all.range());
    let stroke = |class, from: u32, to: u32| stroke(class, (&across(from), &y), (&across(to), &y));
    vec![
        stroke("chart__gap", u32::from(layer.intended.number()) * 100, now.all.median().halves() * 50),
        stroke("chart__range", u32::from(low) * 100, u32::from(high) * 100),
    ]
}

/// A mark centred on a point.
pub(crate) fn mark(look: Look, x: &str, y: &str) -> El {
    let square = || svg("rect", look.class).attrs(&[("x", "-.36em"), ("y", "-.36em"), ("width", ".72em"), ("height", ".72em")]);
    let shape = match look.shape {
        Shape::Disc(radius) => svg("circle", look.class).attr("r", radius),
        Shape::Square => square(),
        Shape::Diamond => square().attr("transform", "rotate(45)"),
    };
    svg("svg", "chart__mark").attrs(&[("x", x), ("y", y)]).child(shape)
}

fn legend(lines: &[Line], words: &ChartWords, has_range: bool) -> El {
    let key = |class: &str, dashes: &str| {
        let line = stroke(class, ("0", "50%"), ("100%", "50%"));
        let line = if dashes.is_empty() { line } else { line.attr("stroke-dasharray", dashes) };
        svg("svg", "chart__key").child(line)
    };
    let entry = |key: El, name: &str| el("span", "").child(key).text(name);
    let entries = Series::ALL.into_iter().zip(words.series).filter_map(|(series, name)| {
        let look = lines.iter().find(|line| line.series == series)?.look;
        Some(entry(key(look.class, look.dashes).child(mark(look, "50%", "50%")), name))
    });
    let range = has_range.then(|| entry(key("chart__range", ""), label::RANGE));
    el("div", "chart__legend").children(entries).children(range)
}
