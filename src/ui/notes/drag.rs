//! Dragging a note with mouse, pen or finger. Only the drop sends a command.
//!
//! A step of a drag changes only the dragged note and the element under it. A finger drags after it has rested on the note for a moment, so
//! that swiping still scrolls. The page scrolls while a note is held at its edges, and with the wheel; the note stays under the pointer.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, PointerEvent, TouchEvent};

use super::context::Notes;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::command::{Command, Destination};
use crate::core::document::id::NoteId;
use crate::ui::kit::{closest_data, each_frame, is_within};
use crate::ui::state::view::note_of_key;

/// The distance a mouse moves before a press becomes a drag, in pixels.
const MOUSE_SLOP: f64 = 5.0;
/// The time a finger rests before it drags, in milliseconds.
const FINGER_REST_MS: u64 = 250;
/// How near to the edge of the window the page scrolls, in pixels: the bars, which cover it, and a bit of the board.
const EDGE: i32 = 120;
/// How fast it scrolls at the very edge, in pixels per 10 ms.
const SCROLL_SPEED: i32 = 14;
/// The space between two notes, in pixels. A drop there lands between them.
const GAP: f64 = 14.0;

/// The note under the pointer.
struct Held {
    note: NoteId,
    /// The note's cell, which moves on the screen.
    cell: HtmlElement,
    pointer: i32,
    start: (f64, f64),
    /// Where the pointer is now.
    at: (f64, f64),
    /// How far the page was scrolled down at the start, and is now.
    scrolled: (f64, f64),
    /// How far it can be scrolled. The dragged note must not make it longer.
    scroll_limit: i32,
    state: State,
    /// Whether a note that is dropped on another joins it.
    groups: bool,
    /// The element marked as the place to drop, with its mark.
    marked: Option<(Element, Mark)>,
}

/// Where a note will land.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Before the marked note.
    Before,
    /// In the marked note's group.
    Into,
    /// At the end of the marked layer.
    AtEnd,
}

impl Mark {
    fn class(self) -> &'static str {
        match self {
            Mark::Before => "drop-before",
            Mark::Into => "drop-into",
            Mark::AtEnd => "drop-end",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The mouse is pressed but has not moved.
    Pressed,
    /// The finger rests.
    Resting,
    /// The note follows the pointer.
    Dragging,
}

/// The drag on a board.
#[derive(Clone, Copy)]
pub(crate) struct Drag {
    notes: Notes,
    held: StoredValue<Rc<RefCell<Option<Held>>>, LocalStorage>,
}

impl Drag {
    /// No drag yet.
    pub(crate) fn new(notes: Notes) -> Drag {
        Drag { notes, held: StoredValue::new_local(Rc::default()) }
    }

    /// Runs an action on the held note. Gives the default once the board's view is gone, which a resting finger may outlive.
    fn with<R: Default>(self, action: impl FnOnce(&mut Option<Held>) -> R) -> R {
        let held = self.held.try_with_value(Rc::clone);
        held.map_or_else(R::default, |held| action(&mut held.borrow_mut()))
    }

    /// Whether a note follows the pointer or may soon.
    pub(crate) fn is_on(self) -> bool {
        self.with(|held| held.as_ref().is_some_and(|held| held.state != State::Pressed))
    }

    /// Handles a press on the board.
    pub(crate) fn down(self, event: &PointerEvent) {
        let on_control = is_within(event.target(), "button, textarea");
        if on_control || event.button() != 0 || !event.is_primary() {
            return;
        }
        let Some((_, key)) = closest_data(event.target(), "data-note") else { return };
        let Some(note) = note_of_key(&key) else { return };
        let mouse = event.pointer_type() == "mouse";
        let state = if mouse { State::Pressed } else { State::Resting };
        let start = (f64::from(event.client_x()), f64::from(event.client_y()));
        let Some(cell) = self.notes.cell(note) else { return };
        let held = Held {
            note,
            cell: cell.unchecked_into(),
            pointer: event.pointer_id(),
            start,
            at: start,
            scrolled: (0.0, 0.0),
            scroll_limit: 0,
            state,
            groups: untrack(|| self.notes.view.stage()) == Stage::Group,
            marked: None,
        };
        self.with(|place| *place = Some(held));
        if !mouse {
            let rested = move || {
                self.with(|held| {
                    if let Some(held) = held.as_mut().filter(|held| held.state == State::Resting && held.note == note) {
                        self.begin(held);
                    }
                });
            };
            set_timeout(rested, std::time::Duration::from_millis(FINGER_REST_MS));
        }
    }

    /// Handles a move of the pointer.
    pub(crate) fn moved(self, event: &PointerEvent) {
        let cancelled = self.with(|place| {
            let Some(held) = place.as_mut().filter(|held| held.pointer == event.pointer_id()) else { return false };
            let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
            let (dx, dy) = (x - held.start.0, y - held.start.1);
            let far = dx.abs() > MOUSE_SLOP || dy.abs() > MOUSE_SLOP;
            match held.state {
                // A finger that moves before it has rested is scrolling.
                State::Resting => return far,
                State::Pressed if !far => return false,
                State::Pressed => self.begin(held),
                State::Dragging => {}
            }
            held.at = (x, y);
            follow(held);
            false
        });
        if cancelled {
            self.cancel();
        }
    }

    /// Prevents scrolling while a note follows the finger.
    pub(crate) fn hold_scroll(self, event: &TouchEvent) {
        if self.with(|held| held.as_ref().is_some_and(|held| held.state == State::Dragging)) {
            event.prevent_default();
        }
    }

    /// Handles the release of the pointer: drops the note on the marked place.
    pub(crate) fn up(self, event: &PointerEvent) {
        let Some(held) = self.with(|place| place.take_if(|held| held.pointer == event.pointer_id())) else { return };
        let dragged = held.state == State::Dragging;
        let note = held.note;
        let command = held.marked.as_ref().and_then(|(element, mark)| drop_command(note, element, *mark));
        release(held);
        if let (true, Some(command)) = (dragged, command) {
            self.notes.dispatch.act(command);
        }
    }

    /// Ends the drag without a drop. Tells whether a note was dragged.
    pub(crate) fn cancel(self) -> bool {
        let Some(held) = self.with(Option::take) else { return false };
        let dragged = held.state == State::Dragging;
        release(held);
        dragged
    }

    fn begin(self, held: &mut Held) {
        held.state = State::Dragging;
        let _ = held.cell.class_list().add_1("cell--dragged");
        if let Ok(Some(layer)) = held.cell.closest(".layer") {
            let _ = layer.class_list().add_1(LEFT);
        }
        // The press has put an invisible caret into the note's text. While it is there, Chromium scans the whole page at each step of the
        // drag.
        if let Ok(Some(selection)) = window().get_selection() {
            let _ = selection.remove_all_ranges();
        }
        // With the capture the drag continues outside the window. Without it, the drag ends at the edge.
        let _ = held.cell.set_pointer_capture(held.pointer);
        held.scrolled = (scroll_top(), scroll_top());
        held.scroll_limit = document().document_element().map_or(0, |page| page.scroll_height() - page.client_height());
        let (note, pointer) = (held.note, held.pointer);
        each_frame(move |passed| {
            self.with(|place| {
                let held = place.as_mut().filter(|held| held.state == State::Dragging && (held.note, held.pointer) == (note, pointer));
                held.map(|held| scroll(held, passed)).is_some()
            })
        });
    }
}

/// The mark of the layer from which a note is dragged.
const LEFT: &str = "layer--left";

fn scroll_top() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Scrolls if the pointer is at an edge of the window, and brings the note back under the pointer, whatever has scrolled the page.
fn scroll(held: &mut Held, passed_ms: i32) {
    let height = document().document_element().map_or(0, |page| page.client_height());
    // In a low window the middle must stay calm.
    let edge = EDGE.min(height / 4).max(1);
    let at = held.at.1 as i32;
    let depth = if at < edge { at - edge } else { (at + edge - height).max(0) };
    if depth != 0 {
        let to = scroll_top() as i32 + depth.clamp(-edge, edge) * SCROLL_SPEED * passed_ms / (10 * edge);
        window().scroll_to_with_x_and_y(window().scroll_x().unwrap_or_default(), f64::from(to.min(held.scroll_limit)));
    }
    if scroll_top() != held.scrolled.1 {
        held.scrolled.1 = scroll_top();
        follow(held);
    }
}

fn follow(held: &mut Held) {
    let (x, y) = held.at;
    let (dx, dy) = (x - held.start.0, y - held.start.1 + scroll_top() - held.scrolled.0);
    let shift = String::from("translate(") + &(dx as i32).to_string() + "px," + &(dy as i32).to_string() + "px)";
    let _ = held.cell.style().set_property("transform", &shift);
    let place = place_at(held);
    if held.marked != place {
        mark(held, place);
    }
}

/// The place to drop under the pointer.
fn place_at(held: &Held) -> Option<(Element, Mark)> {
    let (x, y) = held.at;
    let under = |x: f64, y: f64| document().element_from_point(x as f32, y as f32).map(EventTarget::from);
    let note_at = |under: Option<EventTarget>| closest_data(under, "data-note").map(|(note, _)| note);
    let here = under(x, y);
    let Some(note) = note_at(here.clone()) else {
        // Between two notes.
        if let Some(next) = note_at(under(x + GAP, y)).or_else(|| note_at(under(x, y + GAP))) {
            return on(held, next, Mark::Before);
        }
        return closest_data(here, "data-layer").map(|(layer, _)| (layer, Mark::AtEnd));
    };
    let area = note.get_bounding_client_rect();
    let across = (x - area.left()) / area.width().max(1.0);
    match (held.groups, across) {
        (true, 0.2..=0.8) => on(held, note, Mark::Into),
        (_, ..=0.6) => on(held, note, Mark::Before),
        _ => after(held, &note),
    }
}

/// A place at a note, unless it is the dragged one.
fn on(held: &Held, note: Element, mark: Mark) -> Option<(Element, Mark)> {
    (!held.cell.contains(Some(&note))).then_some((note, mark))
}

/// The place after a note: before the next one, or at the end of the layer.
fn after(held: &Held, note: &Element) -> Option<(Element, Mark)> {
    let cell = note.parent_element()?;
    let next_chunk = || cell.parent_element()?.next_element_sibling()?.first_element_child();
    match cell.next_element_sibling().or_else(next_chunk).and_then(|next| next.first_element_child()) {
        Some(next) => on(held, next, Mark::Before),
        None => closest_data(Some(cell.into()), "data-layer").map(|(layer, _)| (layer, Mark::AtEnd)),
    }
}

fn mark(held: &mut Held, place: Option<(Element, Mark)>) {
    if let Some((element, mark)) = &held.marked {
        let _ = element.class_list().remove_1(mark.class());
    }
    if let Some((element, mark)) = &place {
        let _ = element.class_list().add_1(mark.class());
    }
    held.marked = place;
}

fn release(mut held: Held) {
    mark(&mut held, None);
    let _ = held.cell.class_list().remove_1("cell--dragged");
    if let Ok(Some(layer)) = held.cell.closest(".layer") {
        let _ = layer.class_list().remove_1(LEFT);
    }
    let _ = held.cell.style().remove_property("transform");
    let _ = held.cell.release_pointer_capture(held.pointer);
}

/// The command for a drop on a marked place.
fn drop_command(note: NoteId, element: &Element, mark: Mark) -> Option<Command> {
    if mark == Mark::AtEnd {
        let layer = element.get_attribute("data-layer")?.parse().ok().and_then(Layer::from_number)?;
        return Some(Command::MoveNote { note, to: Destination::End(layer) });
    }
    let other = element.get_attribute("data-note").as_deref().and_then(note_of_key)?;
    Some(match mark {
        Mark::Into => Command::GroupNotes { note, with: other },
        Mark::Before | Mark::AtEnd => Command::MoveNote { note, to: Destination::Before(other) },
    })
}
