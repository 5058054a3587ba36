//! Joins core, shell and ui: handles events one after another, refreshes the views, and performs the effects.
//!
//! It holds no rules: [`crate::core::app`] decides what an event does, [`crate::core::app::view`] what a change means for the views.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::{Announcement, Effect, Event, update};
use crate::shell::{self, Report};
use crate::strings;
use crate::ui::state::view::View;

/// The state of the runtime between events.
struct Runtime {
    queue: RefCell<VecDeque<Event>>,
    running: Cell<bool>,
    view: View,
}

/// Starts the program; returns what the views read, and the function that takes their events.
pub fn start() -> (View, Rc<dyn Fn(Event)>) {
    let view = View::new(shell::link, || shell::context().now, shell::local);
    let runtime = Rc::new(Runtime { queue: RefCell::default(), running: Cell::new(false), view });
    let report: Report = Rc::new(move |event| runtime.dispatch(event));
    shell::listen(&report);
    report(shell::start());
    (view, report)
}

impl Runtime {
    /// Handles an event. One that arrives while another is being handled waits in the queue.
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
            // The borrow must end before the event is handled, because effects queue new events.
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

    /// Puts a sentence into the live region. A repeated sentence gets a no-break space, because screen readers announce only changes.
    fn announce(&self, announcement: &Announcement) {
        let sentence = strings::announcement(announcement);
        self.view.announcement.update(|(seen, before)| {
            *seen = announcement.is_visible();
            *before = if *before == sentence { sentence + "\u{a0}" } else { sentence };
        });
    }
}
