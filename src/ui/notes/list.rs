//! The notes of all layers on the page, kept in step with the board: what was touched is painted, what has moved is moved.
//!
//! A layer's notes stand in chunks. Each chunk but the last is a box of its own that the browser skips while it is out of
//! sight, so a thousand notes cost about what the few on the screen cost; the last one flows, so that what follows the notes
//! stands beside the last of them.

use leptos::prelude::{document, untrack};
use litemap::LiteMap;
use web_sys::Element;

use super::note::{NoteElement, TabStop};
use crate::core::app::view::Screen;
use crate::core::board::layer::Layer;
use crate::core::document::id::NoteId;
use crate::strings;
use crate::ui::kit::{El, el};
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
    chunks: [Vec<El>; 6],
    notes: LiteMap<NoteId, NoteElement>,
    shown: [Vec<NoteId>; 6],
    /// The note in each layer that the Tab key stops at.
    stops: [Option<NoteId>; 6],
}

/// Where an arrow key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Next,
    Previous,
    First,
    Last,
}

impl NoteLists {
    /// Empty lists.
    pub(crate) fn new(view: View) -> NoteLists {
        NoteLists {
            view,
            screen: untrack(|| view.screen()),
            places: std::array::from_fn(|_| el("div", "notes").attr("role", "list")),
            chunks: Default::default(),
            notes: LiteMap::new_vec(),
            shown: Default::default(),
            stops: [None; 6],
        }
    }

    /// A note's element, if it is shown.
    pub(crate) fn element(&mut self, note: NoteId) -> Option<&mut NoteElement> {
        self.notes.get_mut(&note)
    }

    /// The note that an arrow key leads to.
    pub(crate) fn beside(&self, note: NoteId, step: Step) -> Option<NoteId> {
        let list = self.shown.iter().find(|list| list.contains(&note))?;
        let at = list.iter().position(|other| *other == note)?;
        match step {
            Step::Next => list.get(at + 1),
            Step::Previous => list.get(at.checked_sub(1)?),
            Step::First => list.first(),
            Step::Last => list.last(),
        }
        .copied()
    }

    /// Makes a note the tab stop of the layer it is shown in, with its buttons behind it.
    pub(crate) fn stop_at(&mut self, note: NoteId) {
        let Some(layer) = self.shown.iter().position(|list| list.contains(&note)) else { return };
        let before = self.stops[layer].replace(note);
        self.set_stop(before.filter(|before| *before != note), TabStop::No);
        self.set_stop(Some(note), TabStop::WithButtons);
    }

    fn set_stop(&mut self, note: Option<NoteId>, stop: TabStop) {
        if let Some(element) = note.and_then(|note| self.notes.get_mut(&note)) {
            element.set_stop(stop);
        }
    }

    /// Each layer keeps one tab stop: the first note takes the place of one that has left.
    fn keep_stop(&mut self, layer: Layer) {
        let list = &self.shown[layer as usize];
        let before = self.stops[layer as usize];
        if before.is_some_and(|stop| list.contains(&stop)) {
            return;
        }
        let first = list.first().copied();
        self.stops[layer as usize] = first;
        self.set_stop(before, TabStop::No);
        self.set_stop(first, TabStop::Alone);
    }

    /// Brings the page in step with the board, and returns what has lost the focus because it was moved.
    pub(crate) fn repaint(&mut self) -> Option<Element> {
        if untrack(|| self.view.screen()) != self.screen {
            return None;
        }
        let focused = document().active_element();
        self.paint();
        focused.filter(|focused| focused.is_connected() && document().active_element().as_ref() != Some(focused))
    }

    fn paint(&mut self) {
        let repaint = self.view.take_repaint();
        for note in &repaint.notes {
            match (self.view.note(*note), self.notes.get_mut(note)) {
                (Some(view), Some(element)) => element.paint(view),
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
                    element.paint(view);
                }
            }
        }
        let mut left = Vec::new();
        for layer in Layer::ALL {
            if repaint.lists[layer as usize] {
                self.arrange(layer, &mut left);
            }
        }
        // They are put away in a group.
        left.retain(|note| !self.shown.iter().any(|shown| shown.contains(note)));
        for note in left {
            if let Some(element) = self.notes.remove(&note) {
                element.cell.remove();
            }
        }
        for layer in Layer::ALL {
            if repaint.lists[layer as usize] {
                self.keep_stop(layer);
            }
        }
    }

    /// Puts a layer's notes into their order, and says which have left their chunk.
    fn arrange(&mut self, layer: Layer, left: &mut Vec<NoteId>) {
        let place = self.places[layer as usize].clone();
        let mut standing = std::mem::take(&mut self.chunks[layer as usize]);
        let wanted = untrack(|| self.view.notes_of(layer));
        let shown = std::mem::take(&mut self.shown[layer as usize]);
        let same = shown.iter().zip(&wanted).take_while(|(shown, wanted)| shown == wanted).count();
        let chunks = wanted.len().div_ceil(CHUNK);
        let is_new = |note: &NoteId| self.notes.get(note).is_none();
        let added = same > 0 && same == shown.len() && wanted.iter().skip(same).all(is_new);
        // The chunk before the first difference may have become a box, or flow again.
        for at in (same / CHUNK).saturating_sub(1)..chunks {
            if standing.len() <= at {
                standing.push(el("div", ""));
                place.put(standing[at].clone());
            }
            let chunk = standing[at].node();
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
        while standing.len() > chunks
            && let Some(chunk) = standing.pop()
        {
            chunk.node().remove();
        }
        self.chunks[layer as usize] = standing;
        place.attr("aria-label", &strings::notes(wanted.len()));
        self.shown[layer as usize] = wanted;
    }

    /// Where a note stands, made when it is new.
    fn cell(&mut self, note: NoteId) -> Option<&Element> {
        if self.notes.get(&note).is_none() {
            let mut element = NoteElement::new(note)?;
            element.paint(self.view.note(note)?);
            self.notes.insert(note, element);
        }
        self.notes.get(&note).map(|element| &element.cell)
    }
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
