//! How views send events, and how a field that is typed in does.

use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::{BoardEvent, Event, HomeEvent};
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::ui::kit::{El, button, keep_focus};

/// How views send events.
#[derive(Clone, Copy)]
pub struct Dispatch(StoredValue<Rc<dyn Fn(Event)>, LocalStorage>);

impl Dispatch {
    /// A button that sends an event. The event is made at the press: to copy one takes more code than all of these buttons.
    pub fn sends<E: Into<Event> + 'static>(self, class: &str, name: &str, event: fn() -> E) -> El {
        button(class, name, move || self.send(event()))
    }

    /// A button that sends an event about a board.
    pub fn sends_of(self, class: &str, name: &str, event: fn(BoardId) -> HomeEvent, board: BoardId) -> El {
        button(class, name, move || self.send(event(board)))
    }

    /// From the runtime's door.
    pub fn new(report: Rc<dyn Fn(Event)>) -> Dispatch {
        Dispatch(StoredValue::new_local(report))
    }

    /// Sends an event.
    pub fn send(self, event: impl Into<Event>) {
        self.quietly(event.into());
        keep_focus();
    }

    /// Asks for something to be done to the board.
    pub fn act(self, command: Command) {
        self.send(BoardEvent::Do(command));
    }

    /// Asks for what was typed in a field. It takes nothing away from the page, so no focus has to be looked after.
    pub fn typed(self, command: Command) {
        self.quietly(BoardEvent::Do(command).into());
    }

    /// Says that the typing in a field has ended.
    pub fn end_typing(self) {
        self.quietly(BoardEvent::EndTyping.into());
    }

    /// Binds a field that is typed in: each keystroke is a change, and leaving the field ends the typing.
    pub fn typing(self, field: El, command: impl Fn(String) -> Command + 'static) -> El {
        field
            .on("input", move |event: web_sys::Event| self.typed(command(event_target_value(&event))))
            .on("blur", move |_: web_sys::Event| self.end_typing())
    }

    fn quietly(self, event: Event) {
        let report = self.0.with_value(Rc::clone);
        report(event);
    }
}

/// The way to send events, from the context.
pub fn use_dispatch() -> Dispatch {
    expect_context::<Dispatch>()
}
