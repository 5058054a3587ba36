//! The panel of the Let go stage: the agreements, and the notes and layers to start with.

use std::cell::RefCell;

use leptos::prelude::*;
use litemap::LiteMap;

use super::card::{HEADING, Toggles, agreement_card};
use crate::core::app::{Apart, BoardEvent};
use crate::core::board::agreement::Source;
use crate::core::board::layer::Layer;
use crate::core::document::id::AgreementId;
use crate::core::reading::handover::{layers_not_agreed, not_agreed};
use crate::core::reading::layers::NoteReading;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el, typed_within, when_drawn};
use crate::ui::notes::context::{Notes, use_notes};
use crate::ui::state::view::{use_dispatch, use_view};

/// The most suggested notes.
const TO_BEGIN: usize = 5;

/// The panel of the Let go stage.
pub(crate) fn agreements_panel() -> El {
    let view = use_view();
    let made = move || view.board(|board| board.agreements().count()) > 0;
    el("section", "agreements")
        .attr("aria-labelledby", HEADING)
        .child(el("h2", "agreements__name").attrs(&[("id", HEADING), ("tabindex", "-1")]).text(label::AGREEMENTS))
        .child(el("p", "agreements__none").attr_if("hidden", move || made().then(String::new)).text(strings::agreement::NONE_YET))
        .with(notes_to_begin)
        .with(layers_to_begin)
        .child(cards())
}

/// The suggested notes: those with most dots and no agreement yet.
fn notes_to_begin(panel: El) -> El {
    let (view, notes) = (use_view(), use_notes());
    let open = move || {
        let mut open = view.board(not_agreed);
        open.truncate(TO_BEGIN);
        open
    };
    panel.drawn(open, move |open: &Vec<NoteReading>| {
        (!open.is_empty()).then(|| {
            let rows = open.iter().map(|note| row(note, notes));
            el("div", "to-begin")
                .child(el("h3", "").attr("id", "to-begin").text(strings::agreement::BEGIN_HERE))
                .child(el("ol", "").attr("aria-labelledby", "to-begin").children(rows))
        })
    })
}

/// The suggested layers: those that people's answers put tighter than intended.
fn layers_to_begin(panel: El) -> El {
    let (view, notes) = (use_view(), use_notes());
    panel.drawn(
        move || view.board(layers_not_agreed),
        move |open: &Vec<(Layer, i32)>| {
            (!open.is_empty()).then(|| {
                let rows = open.iter().map(|&(layer, gap)| {
                    let make = button("quiet", label::MAKE_AGREEMENT, move || notes.agree_on(Source::Layer(layer)));
                    el("li", "")
                        .child(el("span", "to-begin__text").text(strings::layer(layer)))
                        .child(el("span", "to-begin__dots").text(&strings::patterns::gap_of(gap)))
                        .child(make.attr("aria-label", &strings::agreement::make_about(layer)))
                });
                el("div", "to-begin").child(el("h3", "").text(strings::agreement::BEGIN_BY_ANSWERS)).child(el("ul", "").children(rows))
            })
        },
    )
}

fn row(note: &NoteReading, notes: Notes) -> El {
    let source = Source::Note(note.note);
    let words = strings::note_words(&note.text);
    let name = strings::agreement::make_from(&words);
    let make = button("quiet", label::MAKE_AGREEMENT, move || notes.agree_on(source)).attr("aria-label", &name);
    el("li", "")
        .child(el("span", "to-begin__text").text(&words))
        .child(el("span", "to-begin__dots").text(&strings::agreement::dots_on(note.dots, note.layer)))
        .child(make)
}

/// The agreements. Each keeps its element, so that changes of others never replace a field in which somebody types.
fn cards() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let list = el("ul", "agreements__list").attr("aria-labelledby", HEADING);
    let Some(owner) = Owner::current() else { return list };
    let toggles = Toggles::new();
    let (place, shown) = (list.clone(), RefCell::new(LiteMap::<AgreementId, (El, Owner)>::new_vec()));
    when_drawn(move || {
        let made = view.board(|board| board.agreements().map(|(id, _)| id).collect::<Vec<_>>());
        let mut shown = shown.borrow_mut();
        shown.retain(|id, (card, owner)| {
            let stays = made.contains(id);
            if !stays {
                if let Some(typed) = typed_within(card.node()) {
                    queue_microtask(move || dispatch.tell(BoardEvent::TypedApart(Apart::AgreementDeleted(typed))));
                }
                card.node().remove();
                owner.cleanup();
                toggles.forget(*id);
            }
            stays
        });
        // Agreements are ordered by creation, so existing cards never move.
        let mut next: Option<El> = None;
        for id in made.into_iter().rev() {
            let card = shown.get(&id).map(|(card, _)| card.clone()).unwrap_or_else(|| {
                let own = owner.child();
                let card = own.with(|| untrack(|| agreement_card(id, toggles)));
                // Cannot fail: `next` is a child of `place`.
                let _ = place.node().insert_before(card.node(), next.as_ref().map(|next| next.node().as_ref()));
                shown.insert(id, (card.clone(), own));
                card
            });
            next = Some(card);
        }
    });
    list
}
