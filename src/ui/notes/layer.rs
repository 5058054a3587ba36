//! A layer of the stack: its name and question, its agreed statement, its notes, and its segment of the control line.

use super::action::NoteAction;
use super::composer::composer;
use super::context::use_notes;
use super::control::control_cell;
use super::dots::Dots;
use crate::core::board::layer::Layer;
use crate::core::board::stage::DotsShown;
use crate::core::command::Command;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, OWN_FORM, el, when_drawn};
use crate::ui::state::view::{use_dispatch, use_view};

/// A layer's band.
pub(crate) fn layer_band(layer: Layer) -> El {
    let view = use_view();
    let number = (layer as u8).to_string();
    let heading = String::from("layer-") + &number;
    let guide = el("div", "layer__guide")
        .child(el("h2", "").attr("id", &heading).text(strings::layer(layer)))
        .child(el("p", "layer__question").text(strings::question(layer)))
        .child(statement(layer))
        .child(layer_dots(layer))
        .child(NoteAction::Agree.on(el("button", "quiet layer__agree")).text(&strings::agreement::make_about(layer)));
    let notes = el("div", "layer__notes")
        .child(use_notes().place(layer))
        .drawn_if(move || view.notes_of(layer).is_empty(), move || empty(layer))
        .with(|notes| composer(notes, layer));
    el("section", "layer")
        .attrs(&[("data-layer", &number), ("aria-labelledby", &heading)])
        .child(guide)
        .child(notes)
        .child(control_cell(layer))
}

/// Shown on a layer without notes: prompts, and an example.
fn empty(layer: Layer) -> El {
    el("div", "layer__empty")
        .child(el("p", "layer__prompt").text(strings::think_of(layer)))
        .child(el("p", "layer__example").text(strings::example(layer)))
}

/// The dots on the layer itself: with buttons in Vote, otherwise only if there are some. The element always exists, because rebuilding it
/// with each dot would lose the focus.
fn layer_dots(layer: Layer) -> El {
    let view = use_view();
    let shown = move || view.layer(layer).dots;
    let place = el("span", "dots__place");
    let mut dots = Dots::new(place.clone());
    when_drawn(move || dots.paint(shown(), "0"));
    let hidden = move || {
        let dots = shown();
        let shows = dots.owner == DotsShown::Own || !dots.is_empty();
        (!shows).then(String::new)
    };
    el("div", "layer__dots").attr_if("hidden", hidden).child(el("span", "").text(label::WHOLE_LAYER)).child(place)
}

/// The agreed statement, in a field that looks like text until it is used.
fn statement(layer: Layer) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let field = el("textarea", "statement")
        .attrs(&[("rows", "1"), ("aria-label", &strings::statement_of(layer)), ("placeholder", strings::NO_STATEMENT), OWN_FORM])
        .value_of(move || view.layer(layer).statement.unwrap_or_default());
    dispatch.typing(field, move |text| Command::SetStatement { layer, text }).on_key(|key| {
        if key.name == "Enter" {
            key.take();
        }
    })
}
