//! "Since last time", in Read: how control has moved over a series of workshops, as a chart, a list and all numbers.

use std::cell::RefCell;

use super::chart::{Look, Shape, across, levels, mark, stroke};
use crate::core::board::layer::Layer;
use crate::core::reading::stack::StackReading;
use crate::core::reading::trend::Trend;
use crate::strings;
use crate::strings::trend;
use crate::ui::kit::{El, el, percent, svg, when_drawn};
use crate::ui::state::view::{View, use_view};

/// The section, if there are earlier workshops.
pub(crate) fn trend_section(panel: El) -> El {
    let view = use_view();
    let section = el("section", "trend").attrs(&[("aria-labelledby", "trend-name"), ("hidden", "")]);
    let (place, shown) = (section.clone(), RefCell::new(None));
    when_drawn(move || {
        let now = of_result(view);
        // Most changes of the board leave the trend equal.
        if *shown.borrow() != now {
            place.node().set_text_content(None);
            // Setting a plain attribute cannot fail.
            let _ = place.node().toggle_attribute_with_force("hidden", now.is_none());
            now.iter().flat_map(content).for_each(|element| drop(place.put(element)));
            shown.replace(now);
        }
    });
    panel.child(section)
}

/// The trend up to the result of this workshop, whichever round is shown.
fn of_result(view: View) -> Option<Trend> {
    view.board(|board| {
        board.earlier_workshops().next()?;
        trend::trend(board, &StackReading::of(board), view.today())
    })
}

/// The content of the section.
fn content(of: &Trend) -> Vec<El> {
    let mut content = vec![el("h2", "").attr("id", "trend-name").text(trend::SINCE)];
    content.extend(trend::moved(of).into_iter().chain(trend::became(of)).map(|sentence| el("p", "trend__moved").text(&sentence)));
    let figure = el("div", "trend__figure").child(chart(of)).child(el("p", "reading__how").text(trend::HOW_TO_READ));
    content.push(el("div", "trend__both").child(figure).child(table(
        "reading__layers trend__workshops",
        &trend::WORKSHOPS,
        trend::list(of),
    )));
    let numbers = el("details", "trend__numbers").child(el("summary", "").text(trend::NUMBERS)).child(table(
        "reading__layers",
        &trend::NUMBERS_OF[..10],
        trend::numbers(of),
    ));
    content.push(numbers);
    content
}

// --- The chart ---

/// The y of a workshop in the band of a layer. A band for the levels is above the six.
fn down(layer: Layer, at: usize, count: usize) -> String {
    let inside = 18 + 64 * at / count.saturating_sub(1).max(1);
    percent((100 * (layer as usize + 1) + inside) as u32 * 10 / 7)
}

fn chart(of: &Trend) -> El {
    let rows = Layer::ALL.map(|layer| {
        let name = el("span", "chart__name").text(strings::layer(layer));
        el("div", "chart__row").attr("data-layer", &(layer as u8).to_string()).child(name)
    });
    let plot = svg("svg", "chart__plot").children(levels()).children(Layer::ALL.into_iter().flat_map(|layer| trail(of, layer)));
    let stack = el("div", "chart__stack").child(el("div", "chart__row")).children(rows).child(plot);
    el("div", "chart").attrs(&[("role", "img"), ("aria-label", &trend::chart_text(of))]).child(stack)
}

/// A layer's intended level, and its trail from the first workshop to this one.
fn trail(of: &Trend, layer: Layer) -> Vec<El> {
    let count = of.workshops.len();
    let this = of.workshops.last().and_then(|this| this.stack.as_ref());
    let mut drawn = Vec::new();
    if let Some(meant) = this.and_then(|stack| stack.layers.get(layer as usize)) {
        let x = across(u32::from(meant.intended.number()) * 100);
        let line = stroke("chart__intended", (&x, &down(layer, 0, count)), (&x, &down(layer, count - 1, count)));
        drawn.push(line.attr("stroke-dasharray", "4 4"));
    }
    let mut before: Option<(String, String)> = None;
    for (at, held) in of.trail(layer).at.into_iter().enumerate() {
        let here = held.map(|held| (across(held), down(layer, at, count)));
        if let Some((x, y)) = &here {
            if let Some((from, above)) = &before {
                drawn.push(stroke("chart__now", (from, above), (x, y)));
            }
            let radius = if at + 1 == count { ".42em" } else { ".2em" };
            drawn.push(mark(Look { class: "chart__now", dashes: "", shape: Shape::Disc(radius) }, x, y));
        }
        before = here;
    }
    drawn
}

// --- The list, and all numbers ---

/// A table with a heading for each row and column. The names determine the number of columns.
fn table(class: &str, names: &[&'static str], rows: Vec<Vec<String>>) -> El {
    let head = names.iter().map(|name| el("th", "").attr("scope", "col").text(name));
    let rows = rows.iter().map(|cells| {
        names.iter().zip(cells).enumerate().fold(el("tr", ""), |row, (at, (name, text))| {
            let cell = if at == 0 { el("th", "").attr("scope", "row") } else { el("td", "").attr("data-name", name) };
            row.child(cell.text(text))
        })
    });
    let head = el("thead", "").child(el("tr", "").children(head));
    el("table", class).child(head).child(el("tbody", "").children(rows))
}
