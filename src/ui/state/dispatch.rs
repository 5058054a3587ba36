//! How views send events, and how text fields do.

use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::{Apart, BoardEvent, Event, HomeEvent};
use crate::core::board::layer::Layer;
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::ui::kit::{El, WENT_APART, button, field_left, keep_focus, typed_in};

/// Sends events to the runtime.
#[derive(Clone, Copy)]
pub struct Dispatch(StoredValue<Rc<dyn Fn(Event)>, LocalStorage>);

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
        Dispatch(StoredValue::new_local(report))
    }

    /// Sends an event.
    pub fn send(self, event: impl Into<Event>) {
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
            .on("input", move |event: web_sys::Event| {
                typed_in(typed.known(), || self.typed(command(event_target_value(&event))));
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
        let report = self.0.with_value(Rc::clone);
        report(event);
    }
}

/// The dispatch, from the context.
pub fn use_dispatch() -> Dispatch {
    expect_context::<Dispatch>()
}
