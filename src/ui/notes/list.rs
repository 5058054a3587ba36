//! The notes of all layers on the page, kept up to date with the board: changed notes are painted, moved notes are moved.
//!
//! A layer's notes are grouped in chunks. Each chunk but the last is a box that the browser skips while it is out of sight, so a thousand
//! notes cost about as much as the few on screen. The last chunk flows, so that the composer stands beside the last note.

use leptos::prelude::{document, untrack};
use litemap::LiteMap;
use web_sys::Element;

use super::note::{NoteElement, TabStop};
use crate::core::app::view::Screen;
use crate::core::board::layer::Layer;
use crate::core::document::id::NoteId;
use crate::strings;
use crate::ui::kit::{El, el, is_apart, typed_words};
use crate::ui::state::view::View;

/// The notes per chunk: a multiple of two to six, so that rows of any width are full.
const CHUNK: usize = 60;

/// The notes on the page.
pub(crate) struct NoteLists {
    view: View,
    /// The screen they belong to. Repaints of another screen are not for them.
    screen: Screen,
    /// The elements of the layers' lists.
    pub places: [El; 6],
    chunks: [Vec<El>; 6],
    notes: LiteMap<NoteId, NoteElement>,
    shown: [Vec<NoteId>; 6],
    /// The tab stop of each layer.
    stops: [Option<NoteId>; 6],
    interrupted: Interrupted,
}

/// Notes that others have taken from under somebody who types in them.
#[derive(Debug, Default)]
pub(crate) struct Interrupted {
    /// What was typed in notes that are deleted, with their layers.
    pub deleted: Vec<(Layer, String)>,
    /// Notes that are in a closed group now.
    pub led: Vec<NoteId>,
    /// Whether somebody has begun to type apart from the board.
    pub has_begun_apart: bool,
}

/// The direction of an arrow key.
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
            interrupted: Interrupted::default(),
        }
    }

    /// A note's element, if it is shown.
    pub(crate) fn element(&mut self, note: NoteId) -> Option<&mut NoteElement> {
        self.notes.get_mut(&note)
    }

    /// The note in that direction.
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

    /// Makes a note the tab stop of the layer it is shown on, followed by its buttons.
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

    /// Ensures that a layer has a tab stop: the first note replaces one that has left.
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

    /// Brings the notes up to date, and returns the element that has lost the focus because it was moved.
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
                (Some(view), Some(element)) => {
                    let was_apart = element.field().is_some_and(is_apart);
                    element.paint(view);
                    self.interrupted.has_begun_apart |= !was_apart && element.field().is_some_and(is_apart);
                }
                // A new note is created with its list.
                (_, None) => {}
                (None, Some(element)) => {
                    let layer = Layer::ALL.into_iter().find(|layer| self.shown[*layer as usize].contains(note));
                    self.interrupted.deleted.extend(layer.zip(element.field().and_then(typed_words)));
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
        // Notes that are shown nowhere any more: their group was closed.
        left.retain(|(_, note)| !self.shown.iter().any(|shown| shown.contains(note)));
        for (layer, note) in left {
            let typed = self.notes.get(&note).and_then(NoteElement::field).and_then(typed_words);
            if typed.is_some() && self.view.note(note).is_some() {
                self.interrupted.led.push(note);
                continue;
            }
            self.interrupted.deleted.extend(typed.map(|typed| (layer, typed)));
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

    /// The notes whose fields others have interrupted since the last call.
    pub(crate) fn take_interrupted(&mut self) -> Interrupted {
        std::mem::take(&mut self.interrupted)
    }

    /// Puts a layer's notes in order, and records those that have left their chunk.
    fn arrange(&mut self, layer: Layer, left: &mut Vec<(Layer, NoteId)>) {
        let place = self.places[layer as usize].clone();
        let mut existing = std::mem::take(&mut self.chunks[layer as usize]);
        let wanted = untrack(|| self.view.notes_of(layer));
        let shown = std::mem::take(&mut self.shown[layer as usize]);
        let same = shown.iter().zip(&wanted).take_while(|(shown, wanted)| shown == wanted).count();
        let chunks = wanted.len().div_ceil(CHUNK);
        let is_new = |note: &NoteId| self.notes.get(note).is_none();
        let added = same > 0 && same == shown.len() && wanted.iter().skip(same).all(is_new);
        // The chunk before the first difference may have become a box, or flow again, so it is included.
        for at in (same / CHUNK).saturating_sub(1)..chunks {
            if existing.len() <= at {
                existing.push(el("div", ""));
                place.put(existing[at].clone());
            }
            let chunk = existing[at].node();
            chunk.set_class_name(if at + 1 < chunks { "chunk" } else { "chunk--last" });
            let inside = chunk_of(&wanted, at);
            // Notes that leave the chunk are moved by the chunk or layer they go to. Skipping them here avoids moving the others.
            let leaving = chunk_of(&shown, at).iter().filter(|note| !added && !inside.contains(note));
            let leaving: Vec<Element> = leaving
                .inspect(|note| left.push((layer, **note)))
                .filter_map(|note| self.notes.get(note))
                .map(|note| note.cell.clone())
                .collect();
            let stays = |cell: Element| after(Some(cell), &leaving);
            let mut next = chunk.first_element_child().and_then(stays);
            for note in inside {
                let Some(cell) = self.cell(*note) else { continue };
                if next.as_ref() == Some(cell) {
                    next = cell.next_element_sibling().and_then(stays);
                } else {
                    // Cannot fail: `next` is a child of `chunk`.
                    let _ = chunk.insert_before(cell, next.as_deref());
                }
            }
        }
        // Notes left in these chunks belong to other layers or are gone.
        let in_last = (chunks..existing.len()).flat_map(|at| chunk_of(&shown, at)).filter(|note| !wanted.contains(note));
        left.extend(in_last.map(|note| (layer, *note)));
        while existing.len() > chunks
            && let Some(chunk) = existing.pop()
        {
            chunk.node().remove();
        }
        self.chunks[layer as usize] = existing;
        place.attr("aria-label", &strings::notes(wanted.len()));
        self.shown[layer as usize] = wanted;
    }

    /// The cell of a note, created if new.
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
fn chunk_of(notes: &[NoteId], chunk: usize) -> &[NoteId] {
    notes.chunks(CHUNK).nth(chunk).unwrap_or(&[])
}

/// The first element, from this one on, that is not among `skipped`.
fn after(mut element: Option<Element>, skipped: &[Element]) -> Option<Element> {
    while let Some(left) = element.as_ref().filter(|element| skipped.contains(element)) {
        element = left.next_element_sibling();
    }
    element
}
