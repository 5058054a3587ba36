//! The control line: how tightly each layer is held, tight on the left, light on the right. Each band draws its own part, so that
//! markers stand in the middle of their band whatever its height.

use leptos::prelude::*;

use crate::core::board::layer::{Layer, Level};
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, el, percent, svg};
use crate::ui::state::view::{View, use_dispatch, use_view};

/// A marker that is on its way: drawn already, and a change of the board only once it is let go of. So one drag is one step.
#[derive(Clone, Copy)]
struct OnItsWay(RwSignal<Option<(Layer, Level)>>);

/// Where level 1 and level 7 stand, in percent of the width.
const LEFT: f64 = 12.0;
const RIGHT: f64 = 88.0;

/// Where a level (in hundredths, 100 to 700) stands, in percent of the width.
fn across(hundredths: u32) -> f64 {
    LEFT + (f64::from(hundredths) - 100.0) * (RIGHT - LEFT) / 600.0
}

/// Words stand on the side where the line is not.
fn beside(class: &str, hundredths: u32) -> String {
    String::from(class) + if hundredths > 400 { " control__left" } else { "" }
}

/// As the style writes it, in tenths of a percent: less than a pixel.
fn share(number: f64) -> String {
    percent((number * 10.0) as u32)
}

/// The level that is meant, or the one that the marker is just being moved to.
fn intended(view: View, on_its_way: OnItsWay, layer: Layer) -> u8 {
    match on_its_way.0.get() {
        Some((moved, level)) if moved == layer => level.number(),
        _ => meant(view, layer),
    }
}

fn meant(view: View, layer: Layer) -> u8 {
    view.layer(layer).intended.max(1)
}

fn held(view: View, layer: Layer) -> Option<u32> {
    view.reading(|reading| reading.layers[layer as usize].held).flatten()
}

/// The part of a line inside one band, as points in a square of 100: from the neighbour above through the middle to the
/// neighbour below. At the edges it runs half-way, so that the parts meet. A neighbour of which nothing is known interrupts it.
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

/// A line in a square of 100.
fn line(class: &str) -> (El, El) {
    let lines = svg("svg", "control__lines").attrs(&[("viewBox", "0 0 100 100"), ("preserveAspectRatio", "none")]);
    (lines, svg("polyline", class))
}

/// The control line's part in one band.
pub(crate) fn control_cell(layer: Layer) -> El {
    let view = use_view();
    let on_its_way = expect_context::<OnItsWay>();
    let intended_at = move |layer| across(u32::from(intended(view, on_its_way, layer)) * 100);
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
    let level_class = move || beside("control__level", u32::from(intended(view, on_its_way, layer)) * 100);
    let level = move || String::from(strings::level(intended(view, on_its_way, layer)));
    let drawn = el("div", "")
        .attr("aria-hidden", "true")
        .child(lines.child(line.attr_of("points", move || points(layer, |layer| Some(intended_at(layer))))))
        .child(el("span", "control__marker control__marker--intended"))
        .changing(room)
        .changing(move || {
            let held = held(view, layer).unwrap_or(0);
            let class = if held == u32::from(meant(view, layer)) * 100 { "control__gap control__gap--meant" } else { "control__gap" };
            gap().map(|words| el("span", &beside(class, held)).text(&words))
        })
        .child(el("span", "").attr_of("class", level_class).text_of(level));
    el("div", "control")
        .style_of("--at", move || share(intended_at(layer)))
        .child(drawn)
        .drawn_if(move || view.stage() == Stage::SetUp, move || range(layer))
}

/// The browser's own slider over the drawn line, with all its ways to be moved.
fn range(layer: Layer) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let on_its_way = expect_context::<OnItsWay>();
    let level_of = |event: &web_sys::Event| event_target_value(event).parse().ok().and_then(Level::new);
    let slider = el("input", "control__range");
    let left = slider.clone();
    slider
        .attrs(&[("type", "range"), ("min", "1"), ("max", "7"), ("step", "1"), ("aria-label", &strings::intended_of(layer))])
        .attr_of("aria-valuetext", move || String::from(strings::level(intended(view, on_its_way, layer))))
        .value_of(move || meant(view, layer).to_string())
        .on("input", move |event: web_sys::Event| on_its_way.0.set(level_of(&event).map(|level| (layer, level))))
        .on("change", move |event: web_sys::Event| {
            if let Some(level) = level_of(&event) {
                dispatch.act(Command::SetIntended { layer, level });
            }
            on_its_way.0.set(None);
        })
        // The finger came to scroll: the marker goes back to where it was.
        .on("pointercancel", move |_: web_sys::Event| {
            on_its_way.0.set(None);
            left.clone().value(&meant(view, layer).to_string());
        })
}

/// The heading over the control line, with its meaning in words for those who do not see it. Comes before the bands, which it gives
/// what they share.
pub(crate) fn control_head() -> El {
    let view = use_view();
    provide_context(OnItsWay(RwSignal::new(None)));
    let words = move || {
        view.reading(strings::control_read).unwrap_or_else(|| strings::control_intended(Layer::ALL.map(|layer| meant(view, layer))))
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
