//! The reading of the vote: the sentence, the layers against their intention, and the notes by dots.

use super::kit::{El, el};
use super::view::use_view;
use crate::core::reading::{NoteReading, Reading};
use crate::strings::{self, label};

/// The reading, in Read.
pub(super) fn reading_panel(main: El) -> El {
    let view = use_view();
    main.changing(move || view.with_reading(panel))
}

fn panel(reading: &Reading) -> El {
    let panel =
        el("section", "reading").attr("aria-label", label::READING).child(el("p", "reading__sentence").text(&strings::tightest(reading)));
    if reading.dots == 0 {
        return panel;
    }
    let lists = el("div", "reading__lists").child(layer_table(reading)).child(note_ranking(&reading.notes));
    panel
        .child(el("p", "reading__halves").text(&strings::halves(reading)))
        .child(lists)
        .child(el("p", "reading__how").text(label::HOW_HELD))
}

fn layer_table(reading: &Reading) -> El {
    let most = reading.layers.iter().map(|layer| layer.dots).max().unwrap_or(0).max(1);
    let ranked = reading.ranked();
    let others = reading.layers.iter().filter(|layer| layer.dots == 0).copied();
    let rows = ranked.into_iter().chain(others).map(|layer| {
        let share = (layer.dots * 100 / most).to_string() + "%";
        let bar = el("span", "bar").attr("aria-hidden", "true").child(el("i", "").style("width", &share));
        el("tr", "")
            .child(el("th", "").attr("scope", "row").text(strings::layer(layer.layer)))
            .child(el("td", "").child(bar).text(&layer.dots.to_string()))
            .child(el("td", "").text(&layer.notes.to_string()))
            .child(el("td", "").text(strings::level(layer.intended.number())))
            .child(el("td", if layer.dots > 0 { "reading__tight" } else { "" }).text(&strings::layer_reading(&layer)))
    });
    let rows: Vec<El> = rows.collect();
    let names = [label::LAYER, label::DOTS, label::NOTES, label::INTENDED, label::AGAINST];
    let names = el("tr", "").children(names.map(|name| el("th", "").attr("scope", "col").text(name)));
    el("table", "reading__layers")
        .child(el("caption", "").text(label::BY_LAYER))
        .child(el("thead", "").child(names))
        .child(el("tbody", "").children(rows))
}

fn note_ranking(notes: &[NoteReading]) -> El {
    let rows = notes.iter().map(|note| {
        el("li", "")
            .child(el("span", "reading__dots").text(&strings::dots(note.dots)))
            .child(el("span", "reading__text").text(&note.text))
            .child(el("span", "reading__layer").text(strings::layer(note.layer)))
    });
    let rows = el("ol", "").attrs(&[("tabindex", "0"), ("aria-label", label::BY_NOTE)]).children(rows);
    el("div", "reading__notes").child(el("h2", "").text(label::BY_NOTE)).child(rows)
}
