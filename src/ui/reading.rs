//! The reading of the vote: the sentence, the layers against their intention, and the notes by dots.

use leptos::prelude::*;

use super::kit::changing;
use super::view::use_view;
use crate::core::reading::{NoteReading, Reading};
use crate::strings::{self, label};

/// The reading, in Read.
#[component]
pub fn ReadingPanel() -> impl IntoView {
    let view = use_view();
    changing(move || view.with_reading(Reading::clone).map(|reading| view! { <Panel reading=reading/> }))
}

#[component]
fn Panel(reading: Reading) -> impl IntoView {
    let voted = reading.dots > 0;
    view! {
        <section class="reading" aria-label=label::READING>
            <p class="reading__sentence">{strings::tightest(&reading)}</p>
            {voted.then(|| view! {
                <p class="reading__halves">{strings::halves(&reading)}</p>
                <div class="reading__lists">
                    <LayerTable reading=reading.clone()/>
                    <NoteRanking notes=reading.notes/>
                </div>
                <p class="reading__how">{label::HOW_HELD}</p>
            })}
        </section>
    }
}

#[component]
fn LayerTable(reading: Reading) -> impl IntoView {
    let most = reading.layers.iter().map(|layer| layer.dots).max().unwrap_or(0).max(1);
    let ranked = reading.ranked();
    let others = reading.layers.iter().filter(|layer| layer.dots == 0).copied().collect::<Vec<_>>();
    let rows = ranked.into_iter().chain(others).map(|layer| {
        let share = (layer.dots * 100 / most).to_string() + "%";
        let tight = if layer.dots > 0 { "reading__tight" } else { "" };
        view! {
            <tr>
                <th scope="row">{strings::layer(layer.layer)}</th>
                <td><span class="bar" aria-hidden="true"><i style:width=share></i></span>{layer.dots}</td>
                <td>{layer.notes}</td>
                <td>{strings::level(layer.intended.number())}</td>
                <td class=tight>{strings::layer_reading(&layer)}</td>
            </tr>
        }
    });
    view! {
        <table class="reading__layers">
            <caption>{label::BY_LAYER}</caption>
            <thead><tr>
                <th scope="col">{label::LAYER}</th><th scope="col">{label::DOTS}</th><th scope="col">{label::NOTES}</th>
                <th scope="col">{label::INTENDED}</th><th scope="col">{label::AGAINST}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn NoteRanking(notes: Vec<NoteReading>) -> impl IntoView {
    let rows = notes.into_iter().map(|note| {
        view! {
            <li><span class="reading__dots">{strings::dots(note.dots)}</span><span class="reading__text">{note.text}</span><span class="reading__layer">{strings::layer(note.layer)}</span></li>
        }
    });
    view! {
        <div class="reading__notes">
            <h2>{label::BY_NOTE}</h2>
            <ol tabindex="0" aria-label=label::BY_NOTE>{rows.collect_view()}</ol>
        </div>
    }
}
