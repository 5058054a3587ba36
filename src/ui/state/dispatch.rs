//! How views send events, and how text fields do.

use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::{Apart, BoardEvent, Event, HomeEvent};
use crate::core::board::layer::Layer;
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::ui::kit::{El, WENT_APART, button, field_left, keep_focus, typed_in, typed_text};

/// Sends events to the runtime.
#[derive(Clone, Copy)]
pub struct Dispatch {
    report: StoredValue<Rc<dyn Fn(Event)>, LocalStorage>,
    /// Adds what stands in fields with a button of their own.
    waiting: StoredValue<Vec<Rc<dyn Fn()>>, LocalStorage>,
}

impl Dispatch {
    /// A button that sends an event. Takes a constructor, because cloning `Event` is large.
    pub fn sends<E: Into<Event> + 'static>(self, class: &str, name: &str, event: fn() -> E) -> El {
        button(class, name, move || self.send(event()))
    }

    /// A button that sends an event about a board.
    pub fn sends_of(self, class: &str, name: &str, event: fn(BoardId) -> HomeEvent, board: BoardId) -> El {
        button(class, name, move || self.send(event(board)))
    }

    /// A dispatch to the runtime.
    pub fn new(report: Rc<dyn Fn(Event)>) -> Dispatch {
        Dispatch { report: StoredValue::new_local(report), waiting: StoredValue::new_local(Vec::new()) }
    }

    /// Sends an event. What waits in a field is added before, because the event may take the field away.
    pub fn send(self, event: impl Into<Event>) {
        for add in self.waiting.get_value() {
            add();
        }
        self.quietly(event.into());
        keep_focus();
    }

    /// Sends a command.
    pub fn act(self, command: Command) {
        self.send(BoardEvent::Do(command));
    }

    /// Sends a command from a text field. It removes nothing from the page, so the focus needs no care.
    pub fn typed(self, command: Command) {
        self.quietly(BoardEvent::Do(command).into());
    }

    /// Has what waits in a field added before anything else is done, and when the owner ends. `add` sends commands as [`Dispatch::typed`]
    /// does, and needs nothing of the owner.
    pub fn adds_before_all_else(self, add: Rc<dyn Fn()>) {
        self.waiting.update_value(|waiting| waiting.push(add.clone()));
        // A cleanup must be able to go to another thread, in principle.
        let own = StoredValue::new_local(add);
        on_cleanup(move || {
            let Some(own) = own.try_get_value() else { return };
            self.waiting.try_update_value(|waiting| waiting.retain(|add| !Rc::ptr_eq(add, &own)));
            queue_microtask(move || own());
        });
    }

    /// Keeps an unfinished note.
    pub fn keep_draft(self, layer: Layer, text: String) {
        self.quietly(BoardEvent::Draft { layer, text }.into());
    }

    /// Ends typing in a field.
    pub fn end_typing(self) {
        self.quietly(BoardEvent::EndTyping.into());
    }

    /// Binds a text field: each keystroke sends a command, and leaving the field ends typing. What happens if the text changes elsewhere
    /// meanwhile: see [`crate::ui::kit::meanwhile`].
    pub fn typing(self, field: El, command: impl Fn(String) -> Command + 'static) -> El {
        let (typed, left) = (field.clone(), field.clone());
        field
            .on("input", move |_: web_sys::Event| {
                typed_in(typed.known(), || self.typed(command(typed_text(typed.known()))));
            })
            .on(WENT_APART, move |_: web_sys::Event| self.quietly(BoardEvent::TypedApart(Apart::Begun).into()))
            .on("blur", move |_: web_sys::Event| {
                self.end_typing();
                if let Some(typed) = field_left(left.known()) {
                    self.quietly(BoardEvent::TypedApart(Apart::TextChanged(typed)).into());
                }
            })
    }

    fn quietly(self, event: Event) {
        let report = self.report.with_value(Rc::clone);
        report(event);
    }
}

/// The dispatch, from the context.
pub fn use_dispatch() -> Dispatch {
    expect_context::<Dispatch>()
}
