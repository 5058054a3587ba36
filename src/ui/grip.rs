//! The grip line: how tightly each layer is held, tight on the left, light on the right. Each band draws its own part, so that
//! markers stand in the middle of their band whatever its height.

use super::kit::{El, el, svg};
use super::view::{View, use_view};
use crate::core::layer::Layer;
use crate::strings::{self, label};

/// Where level 1 and level 7 stand, in percent of the width.
const LEFT: f64 = 12.0;
const RIGHT: f64 = 88.0;

/// Where a level (in hundredths, 100 to 700) stands, in percent of the width.
fn across(hundredths: u32) -> f64 {
    LEFT + (f64::from(hundredths) - 100.0) * (RIGHT - LEFT) / 600.0
}

fn percent(number: f64) -> String {
    // Tenths of a percent: less than a pixel.
    let tenths = (number * 10.0) as i32;
    (tenths / 10).to_string() + "." + &(tenths % 10).to_string() + "%"
}

fn intended(view: View, layer: Layer) -> u32 {
    view.layers[layer as usize].with(|layer| u32::from(layer.intended.max(1)) * 100)
}

fn held(view: View, layer: Layer) -> Option<u32> {
    view.with_reading(|reading| (reading.dots > 0).then(|| reading.layers[layer as usize].held)).flatten()
}

/// The part of a line inside one band, as points in a square of 100: from the neighbour above through the middle to the
/// neighbour below. At the edges it runs half-way, so that the parts meet.
fn points(layer: Layer, at: impl Fn(Layer) -> f64) -> String {
    let here = at(layer);
    let half = |neighbour: Option<Layer>| neighbour.map_or(here, |neighbour| (here + at(neighbour)) / 2.0);
    let (above, below) = (layer.above(), layer.below());
    let mut text = String::new();
    let mut point = |x: f64, y: &str| {
        text.push_str(percent(x).trim_end_matches('%'));
        text.push(',');
        text.push_str(y);
        text.push(' ');
    };
    if above.is_some() {
        point(half(above), "0");
    }
    point(here, "50");
    if below.is_some() {
        point(half(below), "100");
    }
    text
}

/// A line in a square of 100.
fn line(class: &str) -> (El, El) {
    let lines = svg("svg", "grip__lines").attrs(&[("viewBox", "0 0 100 100"), ("preserveAspectRatio", "none")]);
    (lines, svg("polyline", class))
}

/// The grip line's part in one band.
pub(super) fn grip_cell(layer: Layer) -> El {
    let view = use_view();
    let intended_at = move |layer| across(intended(view, layer));
    let held_at = move |layer| across(held(view, layer).unwrap_or(100));
    let gap = move || view.with_reading(|reading| strings::gap(&reading.layers[layer as usize])).flatten();
    let room = move || {
        held(view, layer).map_or_else(Vec::new, |held| {
            let (lines, line) = line("grip__held");
            let marker = el("span", "grip__marker grip__marker--held").style("left", &percent(across(held)));
            vec![lines.child(line.attr("points", &points(layer, held_at))), marker]
        })
    };
    let (lines, line) = line("grip__intended");
    let marker = el("span", "grip__marker grip__marker--intended").style_of("left", move || percent(intended_at(layer)));
    let level = move || String::from(strings::level((intended(view, layer) / 100) as u8));
    el("div", "grip")
        .attr("aria-hidden", "true")
        .child(lines.child(line.attr_of("points", move || points(layer, intended_at))))
        .child(marker)
        .changing(room)
        .changing(move || gap().map(|words| el("span", "grip__gap").text(&words)))
        .child(el("span", "grip__level").text_of(level))
}

/// The heading over the grip line, with its meaning in words for those who do not see it.
pub(super) fn grip_head() -> El {
    let view = use_view();
    let words = move || view.with_reading(strings::grip_read).unwrap_or_else(strings::grip_intended);
    let room = move || {
        let room = view.with_reading(|_| [el("i", "grip-key grip-key--held"), el("span", "").text(label::THE_ROOM)]);
        room.into_iter().flatten().collect::<Vec<_>>()
    };
    let key = el("span", "grip-head__key").child(el("i", "grip-key grip-key--intended")).text(label::INTENDED).changing(room);
    el("div", "grip-head")
        .attr("role", "img")
        .attr_of("aria-label", words)
        .child(el("span", "").text(label::TIGHT))
        .child(key)
        .child(el("span", "").text(label::LIGHT))
}
