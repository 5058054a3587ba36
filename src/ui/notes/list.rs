//! The notes of all layers on the page, kept in step with the board: what was touched is painted, what has moved is moved.
//!
//! A layer's notes stand in chunks. Each chunk but the last is a box of its own that the browser skips while it is out of
//! sight, so a thousand notes cost about what the few on the screen cost; the last one flows, so that what follows the notes
//! stands beside the last of them.

use leptos::prelude::{document, untrack};
use litemap::LiteMap;
use web_sys::Element;

use super::actions::ensure_tab_stop;
use super::note::NoteElement;
use crate::core::app::view::Screen;
use crate::core::board::layer::Layer;
use crate::core::document::id::NoteId;
use crate::strings;
use crate::ui::kit::{El, el, focus_in_place};
use crate::ui::state::view::View;

/// How many notes stand in a chunk: whole rows with two to six of them side by side.
const CHUNK: usize = 60;

/// What stands on the page.
pub(crate) struct NoteLists {
    view: View,
    /// The screen they are on. When it goes, what is to be painted is no longer for them.
    screen: Screen,
    /// The elements of the layers' lists.
    pub places: [El; 6],
    notes: LiteMap<NoteId, NoteElement>,
    shown: [Vec<NoteId>; 6],
}

impl NoteLists {
    /// Empty lists.
    pub(crate) fn new(view: View) -> NoteLists {
        NoteLists {
            view,
            screen: untrack(|| view.screen()),
            places: std::array::from_fn(|_| el("div", "notes").attr("role", "list")),
            notes: LiteMap::new_vec(),
            shown: Default::default(),
        }
    }

    /// A note's element, if it is shown.
    pub(crate) fn element(&mut self, note: NoteId) -> Option<&mut NoteElement> {
        self.notes.get_mut(&note)
    }

    /// Brings the page in step with the board.
    pub(crate) fn repaint(&mut self) {
        if untrack(|| self.view.screen()) != self.screen {
            return;
        }
        let focused = document().active_element();
        self.paint();
        // What has moved has lost the focus.
        if let Some(focused) = focused.filter(|focused| focused.is_connected() && document().active_element().as_ref() != Some(focused)) {
            focus_in_place(&focused);
        }
    }

    fn paint(&mut self) {
        let repaint = self.view.take_repaint();
        for note in &repaint.notes {
            match (self.view.note(*note), self.notes.get_mut(note)) {
                (Some(view), Some(element)) => element.paint(&view),
                // A new one comes with its list.
                (_, None) => {}
                (None, Some(element)) => {
                    element.cell.remove();
                    self.notes.remove(note);
                }
            }
        }
        if repaint.all {
            for (note, element) in self.notes.iter_mut() {
                if let Some(view) = self.view.note(*note) {
                    element.paint(&view);
                }
            }
        }
        let mut left = Vec::new();
        for layer in Layer::ALL {
            if repaint.lists[layer as usize] && self.arrange(layer, &mut left) == Arranged::Moved {
                ensure_tab_stop(self.places[layer as usize].node());
            }
        }
        // They are put away in a group.
        left.retain(|note| !self.shown.iter().any(|shown| shown.contains(note)));
        for note in left {
            if let Some(element) = self.notes.remove(&note) {
                element.cell.remove();
            }
        }
    }

    /// Puts a layer's notes into their order, and says which have left their chunk.
    fn arrange(&mut self, layer: Layer, left: &mut Vec<NoteId>) -> Arranged {
        let place = self.places[layer as usize].clone();
        let standing = place.node().children();
        let wanted = untrack(|| self.view.notes_of(layer));
        let shown = std::mem::take(&mut self.shown[layer as usize]);
        let same = shown.iter().zip(&wanted).take_while(|(shown, wanted)| shown == wanted).count();
        let chunks = wanted.len().div_ceil(CHUNK);
        let is_new = |note: &NoteId| self.notes.get(note).is_none();
        let added = same > 0 && same == shown.len() && wanted.iter().skip(same).all(is_new);
        // The chunk before the first difference may have become a box, or flow again.
        for at in (same / CHUNK).saturating_sub(1)..chunks {
            let chunk = standing.item(at as u32).unwrap_or_else(|| place.put(el("div", "")));
            chunk.set_class_name(if at + 1 < chunks { "chunk" } else { "chunk--last" });
            let inside = part(&wanted, at);
            // They are moved when their turn comes. Until then nothing is moved because of them.
            let leaving = part(&shown, at).iter().filter(|note| !added && !inside.contains(note));
            let leaving: Vec<Element> =
                leaving.inspect(|note| left.push(**note)).filter_map(|note| self.notes.get(note)).map(|note| note.cell.clone()).collect();
            let stays = |cell: Element| after(Some(cell), &leaving);
            let mut next = chunk.first_element_child().and_then(stays);
            for note in inside {
                let Some(cell) = self.cell(*note) else { continue };
                if next.as_ref() == Some(cell) {
                    next = cell.next_element_sibling().and_then(stays);
                } else {
                    // A chunk that was just found takes its child.
                    let _ = chunk.insert_before(cell, next.as_deref());
                }
            }
        }
        // What is left in these belongs to other layers, or is gone.
        while let Some(chunk) = standing.item(chunks as u32) {
            chunk.remove();
        }
        place.attr("aria-label", &strings::notes(wanted.len()));
        self.shown[layer as usize] = wanted;
        if added { Arranged::Added } else { Arranged::Moved }
    }

    /// Where a note stands, made when it is new.
    fn cell(&mut self, note: NoteId) -> Option<&Element> {
        if self.notes.get(&note).is_none() {
            let mut element = NoteElement::new(note)?;
            element.paint(&self.view.note(note)?);
            self.notes.insert(note, element);
        }
        self.notes.get(&note).map(|element| &element.cell)
    }
}

/// What was done to the notes of a layer.
#[derive(PartialEq)]
enum Arranged {
    /// New ones came behind those that stand, or nothing changed: the one with the tab stop is where it was.
    Added,
    /// Anything else.
    Moved,
}

/// The notes of one chunk.
fn part(notes: &[NoteId], chunk: usize) -> &[NoteId] {
    notes.chunks(CHUNK).nth(chunk).unwrap_or(&[])
}

/// The first element, from this one on, that is none of those.
fn after(mut element: Option<Element>, those: &[Element]) -> Option<Element> {
    while let Some(left) = element.as_ref().filter(|element| those.contains(element)) {
        element = left.next_element_sibling();
    }
    element
}
