//! Let go: the agreements on what is handed over, to whom, and with which bar; and the notes to begin with.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use litemap::LiteMap;

use super::card::{HEADING, agreement_card};
use crate::core::board::agreement::Source;
use crate::core::board::stage::Stage;
use crate::core::document::id::AgreementId;
use crate::core::reading::handover::{layers_not_agreed, not_agreed};
use crate::core::reading::layers::NoteReading;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, closest_data, el, when_drawn};
use crate::ui::notes::actions::use_notes;
use crate::ui::state::view::{Part, note_key, note_of_key, use_view};

/// How many notes to begin with are shown.
const TO_BEGIN: usize = 5;
/// On the button of a note to begin with: which note.
const BEGIN_WITH: &str = "data-begin-with";

/// The panel, in its stage.
pub(crate) fn agreements_panel(main: El) -> El {
    let view = use_view();
    main.changing(move || (view.stage.get() == Stage::LetGo).then(panel))
}

fn panel() -> El {
    let view = use_view();
    let made = move || view.board(&[Part::Made], |board| board.agreements().count()) > 0;
    el("section", "agreements")
        .attr("aria-labelledby", HEADING)
        .child(el("h2", "agreements__name").attrs(&[("id", HEADING), ("tabindex", "-1")]).text(label::AGREEMENTS))
        .child(el("p", "agreements__none").attr_if("hidden", move || made().then(String::new)).text(strings::agreement::NONE_YET))
        .child(to_begin())
        .with(layers_to_begin)
        .child(cards())
}

/// The notes where control is tightest and nothing is agreed yet.
fn to_begin() -> El {
    let (view, notes) = (use_view(), use_notes());
    let list = el("ol", "").attr("aria-labelledby", "to-begin").on("click", move |event: web_sys::MouseEvent| {
        if let Some(note) = closest_data(event.target(), BEGIN_WITH).and_then(|(_, key)| note_of_key(&key)) {
            notes.agree_on(Source::Note(note));
        }
    });
    let part = el("div", "to-begin").child(el("h3", "").attr("id", "to-begin").text(strings::agreement::BEGIN_HERE)).child(list.clone());
    let (shown, whole) = (Rc::new(RefCell::new(Vec::new())), part.clone());
    let (place, rows) = (list.clone(), shown.clone());
    when_drawn(move || {
        let mut open = view.board(&[Part::Made, Part::Lists, Part::Votes], not_agreed);
        open.truncate(TO_BEGIN);
        place.node().set_text_content(None);
        open.iter().for_each(|note| drop(place.put(row(note))));
        // A plain attribute cannot fail.
        let _ = whole.node().toggle_attribute_with_force("hidden", open.is_empty());
        rows.replace(open);
    });
    // What is typed in a note changes its own row alone.
    when_drawn(move || {
        view.track_notes();
        for (at, one) in shown.borrow_mut().iter_mut().enumerate() {
            let Some(now) = view.note(one.note).filter(|now| now.text != one.text) else { continue };
            one.text = now.text;
            if let Some(before) = list.node().children().item(at as u32) {
                // A row that was just found can be replaced.
                let _ = before.replace_with_with_node_1(row(one).node());
            }
        }
    });
    part
}

/// The layers that people's answers put tighter than meant.
fn layers_to_begin(panel: El) -> El {
    let (view, notes) = (use_view(), use_notes());
    panel.changing(move || {
        let open = view.board(&[Part::Made, Part::Lists, Part::Layers, Part::Votes], layers_not_agreed);
        (!open.is_empty()).then(|| {
            let rows = open.into_iter().map(|(layer, gap)| {
                let make = button("quiet", label::MAKE_AGREEMENT, move || notes.agree_on(Source::Layer(layer)));
                el("li", "")
                    .child(el("span", "to-begin__text").text(strings::layer(layer)))
                    .child(el("span", "to-begin__dots").text(&strings::patterns::gap_of(gap)))
                    .child(make.attr("aria-label", &strings::agreement::make_about(layer)))
            });
            el("div", "to-begin").child(el("h3", "").text(strings::agreement::BEGIN_BY_ANSWERS)).child(el("ul", "").children(rows))
        })
    })
}

fn row(note: &NoteReading) -> El {
    let words = strings::note_words(&note.text);
    let name = strings::agreement::make_from(&words);
    let make = el("button", "quiet").attrs(&[(BEGIN_WITH, &note_key(note.note)), ("aria-label", &name)]);
    el("li", "")
        .child(el("span", "to-begin__text").text(&words))
        .child(el("span", "to-begin__dots").text(&strings::agreement::dots_on(note.dots, note.layer)))
        .child(make.text(label::MAKE_AGREEMENT))
}

/// The agreements. Each keeps its element as long as it is there: nothing that others do takes a field away from whoever types in it.
fn cards() -> El {
    let view = use_view();
    let list = el("ul", "agreements__list").attr("aria-labelledby", HEADING);
    let Some(owner) = Owner::current() else { return list };
    let (place, shown) = (list.clone(), RefCell::new(LiteMap::<AgreementId, (El, Owner)>::new_vec()));
    when_drawn(move || {
        let made = view.board(&[Part::Made], |board| board.agreements().map(|(id, _)| id).collect::<Vec<_>>());
        let mut shown = shown.borrow_mut();
        shown.retain(|id, (card, owner)| {
            let stays = made.contains(id);
            if !stays {
                card.node().remove();
                owner.cleanup();
            }
            stays
        });
        let mut next = place.node().first_element_child();
        for id in made {
            if !shown.contains_key(&id) {
                let own = owner.child();
                let card = own.with(|| untrack(|| agreement_card(id)));
                // A place that is there takes one more.
                let _ = place.node().insert_before(card.node(), next.as_deref());
                shown.insert(id, (card, own));
            } else {
                // They stand in the order in which they were made, and that never changes.
                next = next.and_then(|card| card.next_element_sibling());
            }
        }
    });
    list
}
