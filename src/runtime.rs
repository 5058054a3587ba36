//! Joins core, shell and ui: takes in events one after the other, has the views refreshed, and has the effects performed.
//!
//! It holds no rules: what an event does is decided in [`crate::core::app`], what a change means for the views in
//! [`crate::core::app::view`].

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::{Announcement, Effect, Event, update};
use crate::shell::{self, Report};
use crate::strings;
use crate::ui::state::view::View;

/// What the runtime keeps between events.
struct Runtime {
    queue: RefCell<VecDeque<Event>>,
    running: Cell<bool>,
    view: View,
}

/// Starts the program; returns what the views read and how they send events.
pub fn start() -> (View, Rc<dyn Fn(Event)>) {
    let view = View::new(shell::link, || shell::context().now, shell::local);
    let runtime = Rc::new(Runtime { queue: RefCell::default(), running: Cell::new(false), view });
    let report: Report = Rc::new(move |event| runtime.dispatch(event));
    shell::listen(&report);
    report(shell::start());
    (view, report)
}

impl Runtime {
    /// Takes in an event. One that arrives while another is being taken in waits for its turn.
    fn dispatch(self: &Rc<Self>, event: Event) {
        self.queue.borrow_mut().push_back(event);
        if self.running.replace(true) {
            return;
        }
        let report: Report = {
            let runtime = self.clone();
            Rc::new(move |event| runtime.dispatch(event))
        };
        loop {
            // The borrow ends before the event is taken in: performing effects puts new events into the queue.
            let next = self.queue.borrow_mut().pop_front();
            let Some(event) = next else { break };
            let effects = self.view.update(|model| update(model, event, &shell::context()));
            for effect in effects {
                match effect {
                    Effect::Announce(announcement) => self.announce(&announcement),
                    Effect::FocusNote(note) => self.view.focus.set(Some(note)),
                    other => shell::perform(other, &report),
                }
            }
        }
        self.running.set(false);
    }

    /// Puts a sentence into the live region. The same one twice would be no change there, and would not be said.
    fn announce(&self, announcement: &Announcement) {
        let sentence = strings::announcement(announcement);
        self.view.announcement.update(|(seen, before)| {
            *seen = announcement.is_visible();
            *before = if *before == sentence { sentence + "\u{a0}" } else { sentence };
        });
    }
}
