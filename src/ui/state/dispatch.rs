//! How views send events, and how text fields do.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::{Apart, BoardEvent, Event, HomeEvent};
use crate::core::board::layer::Layer;
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::ui::kit::{El, WENT_APART, button, field_left, keep_focus, typed_in, typed_text};

/// Sends events to the runtime.
#[derive(Clone, Copy)]
pub struct Dispatch(StoredValue<Rc<Sender>, LocalStorage>);

/// What adds what stands in a field, with the field's number.
type Waiting = (usize, Rc<dyn Fn()>);

/// What all copies of a [`Dispatch`] share.
struct Sender {
    report: Rc<dyn Fn(Event)>,
    /// Adds what stands in fields with a button of their own, by number.
    waiting: RefCell<Vec<Waiting>>,
    /// How many fields there have been.
    fields: Cell<usize>,
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
        Dispatch(StoredValue::new_local(Rc::new(Sender { report, waiting: RefCell::default(), fields: Cell::new(0) })))
    }

    /// Sends an event that somebody has caused. What waits in a field is added before, because the event may take the field away; undo
    /// takes none away, and is not meant for what waits.
    pub fn send(self, event: impl Into<Event>) {
        let event = event.into();
        // A copy, because what is added may be refused and shown, and a field may come or go.
        let is_step = matches!(event, Event::Board(BoardEvent::Step(_)));
        let waiting = if is_step { Vec::new() } else { self.sender().waiting.borrow().clone() };
        for (_, add) in waiting {
            add();
        }
        self.quietly(event);
        keep_focus();
    }

    /// Sends an event that nobody has caused here: time is up, or somebody else has changed something.
    pub fn tell(self, event: impl Into<Event>) {
        self.quietly(event.into());
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
        let sender = self.sender();
        let number = sender.fields.get();
        sender.fields.set(number + 1);
        sender.waiting.borrow_mut().push((number, add));
        on_cleanup(move || {
            let Some(sender) = self.0.try_with_value(Rc::clone) else { return };
            let own = sender.waiting.borrow_mut().extract_if(.., |(other, _)| *other == number).next();
            if let Some((_, add)) = own {
                queue_microtask(move || add());
            }
        });
    }

    fn sender(self) -> Rc<Sender> {
        self.0.with_value(Rc::clone)
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
        (self.sender().report)(event);
    }
}

/// The dispatch, from the context.
pub fn use_dispatch() -> Dispatch {
    expect_context::<Dispatch>()
}
