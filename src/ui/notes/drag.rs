//! Dragging a note with mouse, pen or finger. Only the drop sends a command.
//!
//! A step of a drag changes only the dragged note and the element under it. A finger drags after it has rested on the note for a moment, so
//! that swiping still scrolls.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent, TouchEvent};

use super::context::Notes;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::command::{Command, Destination};
use crate::core::document::id::NoteId;
use crate::ui::kit::closest_data;
use crate::ui::state::view::note_of_key;

/// The distance a mouse moves before a press becomes a drag, in pixels.
const MOUSE_SLOP: f64 = 5.0;
/// The time a finger rests before it drags, in milliseconds.
const FINGER_REST_MS: u64 = 250;

/// The note under the pointer.
struct Held {
    note: NoteId,
    /// The note's cell, which moves on the screen.
    cell: HtmlElement,
    pointer: i32,
    start: (f64, f64),
    state: State,
    /// The mark for a note under the pointer.
    on_note: &'static str,
    /// The element marked as the place to drop, with its mark.
    marked: Option<(Element, &'static str)>,
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
        let on_control = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_none_or(|target| matches!(target.closest("button, textarea"), Ok(Some(_)) | Err(_)));
        if on_control || event.button() != 0 || !event.is_primary() {
            return;
        }
        let Some((_, key)) = closest_data(event.target(), "data-note") else { return };
        let Some(note) = note_of_key(&key) else { return };
        let mouse = event.pointer_type() == "mouse";
        let state = if mouse { State::Pressed } else { State::Resting };
        let start = (f64::from(event.client_x()), f64::from(event.client_y()));
        let Some(cell) = self.notes.cell(note) else { return };
        let on_note = if untrack(|| self.notes.view.stage()) == Stage::Group { INTO } else { BEFORE };
        let held = Held { on_note, note, cell: cell.unchecked_into(), pointer: event.pointer_id(), start, state, marked: None };
        self.with(|place| *place = Some(held));
        if !mouse {
            let rested = move || {
                self.with(|held| {
                    if let Some(held) = held.as_mut().filter(|held| held.state == State::Resting && held.note == note) {
                        begin(held);
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
                State::Pressed => begin(held),
                State::Dragging => {}
            }
            follow(held, (dx, dy), (x, y));
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
        let command = held.marked.as_ref().and_then(|(element, class)| drop_command(note, element, class));
        release(held);
        if let (true, Some(command)) = (dragged, command) {
            self.notes.dispatch.act(command);
        }
    }

    /// Ends the drag without a drop.
    pub(crate) fn cancel(self) {
        if let Some(held) = self.with(Option::take) {
            release(held);
        }
    }
}

const BEFORE: &str = "drop-before";
const INTO: &str = "drop-into";
const AT_END: &str = "drop-end";
/// The mark of the layer from which a note is dragged.
const LEFT: &str = "layer--left";

fn begin(held: &mut Held) {
    held.state = State::Dragging;
    let _ = held.cell.class_list().add_1("cell--dragged");
    if let Ok(Some(layer)) = held.cell.closest(".layer") {
        let _ = layer.class_list().add_1(LEFT);
    }
    // The press has put an invisible caret into the note's text. While it is there, Chromium scans the whole page at each step of the drag.
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.remove_all_ranges();
    }
    // With the capture the drag continues outside the window. Without it, the drag ends at the edge.
    let _ = held.cell.set_pointer_capture(held.pointer);
}

fn follow(held: &mut Held, by: (f64, f64), at: (f64, f64)) {
    let shift = String::from("translate(") + &(by.0 as i32).to_string() + "px," + &(by.1 as i32).to_string() + "px)";
    let _ = held.cell.style().set_property("transform", &shift);
    let under = document().element_from_point(at.0 as f32, at.1 as f32);
    let place = under.and_then(|under| {
        let target = Some(under.clone().into());
        match closest_data(target.clone(), "data-note") {
            Some((note, _)) if !held.cell.contains(Some(&note)) => Some((note, held.on_note)),
            Some(_) => None,
            None => closest_data(target, "data-layer").map(|(layer, _)| (layer, AT_END)),
        }
    });
    if held.marked != place {
        mark(held, place);
    }
}

fn mark(held: &mut Held, place: Option<(Element, &'static str)>) {
    if let Some((element, class)) = &held.marked {
        let _ = element.class_list().remove_1(class);
    }
    if let Some((element, class)) = &place {
        let _ = element.class_list().add_1(class);
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
fn drop_command(note: NoteId, element: &Element, class: &str) -> Option<Command> {
    if class == AT_END {
        let layer = element.get_attribute("data-layer")?.parse().ok().and_then(Layer::from_number)?;
        return Some(Command::MoveNote { note, to: Destination::End(layer) });
    }
    let other = element.get_attribute("data-note").as_deref().and_then(note_of_key)?;
    Some(match class {
        INTO => Command::GroupNotes { note, with: other },
        _ => Command::MoveNote { note, to: Destination::Before(other) },
    })
}
