//! How views send events, and how a field that is typed in does.

use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::Event;
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::ui::kit::{El, button, keep_focus};

/// How views send events.
#[derive(Clone, Copy)]
pub struct Dispatch(StoredValue<Rc<dyn Fn(Event)>, LocalStorage>);

impl Dispatch {
    /// A button that sends an event. The event is made at the press: to copy one takes more code than all of these buttons.
    pub fn sends(self, class: &str, name: &str, event: fn() -> Event) -> El {
        button(class, name, move || self.send(event()))
    }

    /// A button that sends an event about a board.
    pub fn sends_of(self, class: &str, name: &str, event: fn(BoardId) -> Event, board: BoardId) -> El {
        button(class, name, move || self.send(event(board)))
    }

    /// From the runtime's door.
    pub fn new(report: Rc<dyn Fn(Event)>) -> Dispatch {
        Dispatch(StoredValue::new_local(report))
    }

    /// Sends an event.
    pub fn send(self, event: Event) {
        self.quietly(event);
        keep_focus();
    }

    /// Asks for something to be done to the board.
    pub fn act(self, command: Command) {
        self.send(Event::Do(command));
    }

    /// Asks for what was typed in a field. It takes nothing away from the page, so no focus has to be looked after.
    pub fn typed(self, command: Command) {
        self.quietly(Event::Do(command));
    }

    /// Says that the typing in a field has ended.
    pub fn end_typing(self) {
        self.quietly(Event::EndTyping);
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
