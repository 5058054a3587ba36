//! The control line: how tightly each layer is held, tight on the left, light on the right. Each band draws its own segment, so that
//! markers stand in the middle of their band whatever its height.

use leptos::prelude::*;

use crate::core::board::layer::{Layer, Level};
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, el, percent, svg};
use crate::ui::state::view::{View, use_dispatch, use_view};

/// A marker being dragged. The board changes only when it is released, so that one drag is one step.
#[derive(Clone, Copy)]
struct Dragged(RwSignal<Option<(Layer, Level)>>);

/// The positions of level 1 and level 7, in percent of the width.
const LEFT: f64 = 12.0;
const RIGHT: f64 = 88.0;

/// The position of a level (in hundredths, 100 to 700), in percent of the width.
fn across(hundredths: u32) -> f64 {
    LEFT + (f64::from(hundredths) - 100.0) * (RIGHT - LEFT) / 600.0
}

/// The class of a text, which stands on the side away from the line.
fn beside(class: &str, hundredths: u32) -> String {
    String::from(class) + if hundredths > 400 { " control__left" } else { "" }
}

/// A percentage for a style, to a tenth of a percent, which is less than a pixel.
fn share(number: f64) -> String {
    percent((number * 10.0) as u32)
}

/// The intended level, or the one to which the marker is being dragged.
fn intended(view: View, dragged: Dragged, layer: Layer) -> u8 {
    match dragged.0.get() {
        Some((moved, level)) if moved == layer => level.number(),
        _ => stored(view, layer),
    }
}

/// The intended level as the board has it.
fn stored(view: View, layer: Layer) -> u8 {
    view.layer(layer).intended.max(1)
}

fn held(view: View, layer: Layer) -> Option<u32> {
    view.reading(|reading| reading.layers[layer as usize].held).flatten()
}

/// The segment of a line inside one band, as points in a square of 100: from the neighbour above through the middle to the neighbour below.
/// At each edge it reaches half-way to the neighbour, so that the segments meet. A neighbour without a value interrupts it.
fn points(layer: Layer, at: impl Fn(Layer) -> Option<f64>) -> String {
    let Some(here) = at(layer) else { return String::new() };
    let half = |neighbour: Option<Layer>| neighbour.and_then(&at).map(|there| (here + there) / 2.0);
    let mut text = String::new();
    let mut point = |x: f64, y: &str| {
        text.push_str(share(x).trim_end_matches('%'));
        text.push(',');
        text.push_str(y);
        text.push(' ');
    };
    for (x, y) in [(half(layer.above()), "0"), (Some(here), "50"), (half(layer.below()), "100")] {
        if let Some(x) = x {
            point(x, y);
        }
    }
    text
}

/// An empty line in a square of 100.
fn line(class: &str) -> (El, El) {
    let lines = svg("svg", "control__lines").attrs(&[("viewBox", "0 0 100 100"), ("preserveAspectRatio", "none")]);
    (lines, svg("polyline", class))
}

/// The segment of the control line in one band.
pub(crate) fn control_cell(layer: Layer) -> El {
    let view = use_view();
    let dragged = expect_context::<Dragged>();
    let intended_at = move |layer| across(u32::from(intended(view, dragged, layer)) * 100);
    let held_at = move |layer| held(view, layer).map(across);
    let gap = move || view.reading(|reading| strings::gap(&reading.layers[layer as usize])).flatten();
    let room = move || {
        held(view, layer).map_or_else(Vec::new, |held| {
            let (lines, line) = line("control__held");
            let marker = el("span", "control__marker control__marker--held").style("left", &share(across(held)));
            vec![lines.child(line.attr("points", &points(layer, held_at))), marker]
        })
    };
    let (lines, line) = line("control__intended");
    let level_class = move || beside("control__level", u32::from(intended(view, dragged, layer)) * 100);
    let level = move || String::from(strings::level(intended(view, dragged, layer)));
    let drawn = el("div", "")
        .attr("aria-hidden", "true")
        .child(lines.child(line.attr_of("points", move || points(layer, |layer| Some(intended_at(layer))))))
        .child(el("span", "control__marker control__marker--intended"))
        .changing(room)
        .changing(move || {
            let held = held(view, layer).unwrap_or(0);
            let class = if held == u32::from(stored(view, layer)) * 100 { "control__gap control__gap--meant" } else { "control__gap" };
            gap().map(|words| el("span", &beside(class, held)).text(&words))
        })
        .child(el("span", "").attr_of("class", level_class).text_of(level));
    el("div", "control")
        .style_of("--at", move || share(intended_at(layer)))
        .child(drawn)
        .drawn_if(move || view.stage() == Stage::SetUp, move || range(layer))
}

/// The browser's own slider over the drawn line, which brings all ways to move it.
fn range(layer: Layer) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let dragged = expect_context::<Dragged>();
    let level_of = |event: &web_sys::Event| event_target_value(event).parse().ok().and_then(Level::new);
    let slider = el("input", "control__range");
    let left = slider.clone();
    slider
        .attrs(&[("type", "range"), ("min", "1"), ("max", "7"), ("step", "1"), ("aria-label", &strings::intended_of(layer))])
        .attr_of("aria-valuetext", move || String::from(strings::level(intended(view, dragged, layer))))
        .value_of(move || stored(view, layer).to_string())
        .on("input", move |event: web_sys::Event| dragged.0.set(level_of(&event).map(|level| (layer, level))))
        .on("change", move |event: web_sys::Event| {
            if let Some(level) = level_of(&event) {
                dispatch.act(Command::SetIntended { layer, level });
            }
            dragged.0.set(None);
        })
        // The finger turned out to scroll, so the marker returns.
        .on("pointercancel", move |_: web_sys::Event| {
            dragged.0.set(None);
            left.clone().value(&stored(view, layer).to_string());
        })
}

/// The heading over the control line, with the line as text for screen readers. It must precede the bands, because it provides their
/// shared state.
pub(crate) fn control_head() -> El {
    let view = use_view();
    provide_context(Dragged(RwSignal::new(None)));
    let words = move || {
        view.reading(strings::control_read).unwrap_or_else(|| strings::control_intended(Layer::ALL.map(|layer| stored(view, layer))))
    };
    let pair = |class, name| el("span", "control-head__pair").child(el("i", class)).text(name);
    let is_held = move || Layer::ALL.into_iter().any(|layer| held(view, layer).is_some());
    let room = move || is_held().then(|| pair("control-key control-key--held", label::THE_ROOM));
    let key = el("span", "control-head__key").child(pair("control-key control-key--intended", label::INTENDED)).changing(room);
    el("div", "control-head")
        .attr("role", "img")
        .attr_of("aria-label", words)
        .child(el("span", "").text(label::TIGHT))
        .child(key)
        .child(el("span", "").text(label::LIGHT))
}
