//! The grip line: how tightly each layer is held, tight on the left, light on the right. Each band draws its own part, so that
//! markers stand in the middle of their band whatever its height.

use leptos::prelude::*;

use super::kit::{changing, text};
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

/// The grip line's part in one band.
#[component]
pub fn GripCell(layer: Layer) -> impl IntoView {
    let view = use_view();
    let intended_at = move |layer| across(intended(view, layer));
    let held_at = move |layer| across(held(view, layer).unwrap_or(100));
    let gap = move || view.with_reading(|reading| strings::gap(&reading.layers[layer as usize])).flatten();
    let room = move || {
        held(view, layer).map(|held| {
            view! {
                <svg class="grip__lines" viewBox="0 0 100 100" preserveAspectRatio="none">
                    <polyline class="grip__held" points=points(layer, held_at)/>
                </svg>
                <span class="grip__marker grip__marker--held" style:left=percent(across(held))></span>
            }
        })
    };
    view! {
        <div class="grip" aria-hidden="true">
            <svg class="grip__lines" viewBox="0 0 100 100" preserveAspectRatio="none">
                <polyline class="grip__intended" points=text(move || points(layer, intended_at))/>
            </svg>
            <span class="grip__marker grip__marker--intended" style:left=text(move || percent(intended_at(layer)))></span>
            {changing(room)}
            {changing(move || gap().map(|words| view! { <span class="grip__gap">{words}</span> }))}
            <span class="grip__level">{text(move || String::from(strings::level((intended(view, layer) / 100) as u8)))}</span>
        </div>
    }
}

/// The heading over the grip line, with its meaning in words for those who do not see it.
#[component]
pub fn GripHead() -> impl IntoView {
    let view = use_view();
    let words = move || view.with_reading(strings::grip_read).unwrap_or_else(strings::grip_intended);
    let room = move || view.with_reading(|_| view! { <i class="grip-key grip-key--held"></i>{label::THE_ROOM} });
    view! {
        <div class="grip-head" role="img" aria-label=text(words)>
            <span>{label::TIGHT}</span>
            <span class="grip-head__key"><i class="grip-key grip-key--intended"></i>{label::INTENDED}{changing(room)}</span>
            <span>{label::LIGHT}</span>
        </div>
    }
}
