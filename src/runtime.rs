//! Joins core, shell and ui: takes events in one after the other, has the views look again at what was touched, and has the
//! effects performed.
//!
//! Alone in changing the model and in pulling the views' triggers. Holds no rules of the board.
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::{Announcement, Dialog, Effect, Event, Notice, Place, Saving, Session, update};
use crate::core::board::Touched;
use crate::core::board::layer::Layer;
use crate::core::board::stage::{DotsShown, Stage};
use crate::core::board::voting::Tally;
use crate::core::document::id::PersonId;
use crate::core::reading::layers::Reading;
use crate::core::reading::rounds::{Rounds, shown_tally};
use crate::core::replica::history::Direction;
use crate::core::replica::private_store::CurrentUser;
use crate::shell::Report;
use crate::ui::state::triggers::{Repaint, Triggers};
use crate::ui::state::view::{Screen, State, View};
use crate::{shell, strings};

/// What the runtime keeps between events.
struct Runtime {
    state: Rc<RefCell<State>>,
    queue: RefCell<VecDeque<Event>>,
    running: Cell<bool>,
    view: View,
    triggers: Triggers,
    seen: RefCell<Seen>,
}

/// What the views have seen of the model beside what the board says it touched.
#[derive(Default)]
struct Seen {
    screen: Option<Screen>,
    /// Notes show other dots in another stage and for another person.
    dots_for: Option<(Stage, Option<PersonId>)>,
    session: Option<[u8; 5]>,
    current_user: Option<CurrentUser>,
    notice: Option<Notice>,
}

/// Starts the program; returns what the views read and how they send events.
pub fn start() -> (View, Rc<dyn Fn(Event)>) {
    let state = Rc::new(RefCell::new(State::default()));
    let (view, triggers) = View::new(state.clone(), shell::link, || shell::context().now, shell::local);
    let runtime = Runtime { state, queue: RefCell::default(), running: Cell::new(false), view, triggers, seen: RefCell::default() };
    let runtime = Rc::new(runtime);
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
            let effects = update(&mut self.state.borrow_mut().model, event, &shell::context());
            self.refresh();
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

    /// Puts a sentence into the live region. The same one twice would be no change there, and would not be announcement.
    fn announce(&self, announcement: &Announcement) {
        let sentence = strings::announcement(announcement);
        self.view.announcement.update(|(seen, before)| {
            *seen = announcement.is_visible();
            *before = if *before == sentence { sentence + "\u{a0}" } else { sentence };
        });
    }

    /// Has the views look again at what has changed.
    fn refresh(&self) {
        let mut state = self.state.borrow_mut();
        let mut seen = self.seen.borrow_mut();
        let mut pulls: Vec<Trigger> = Vec::new();
        let notices = (&mut seen.notice, &state.model.notice);
        if *notices.0 != *notices.1 {
            notices.0.clone_from(notices.1);
            pulls.push(self.triggers.notice);
        }
        let screen = Some(View::screen_of(&state));
        let new_screen = std::mem::replace(&mut seen.screen, screen) != screen;
        if new_screen {
            pulls.push(self.triggers.screen);
        }
        match state.model.place {
            Place::Board(_) => self.refresh_board(&mut state, &mut seen, new_screen, &mut pulls),
            Place::Home | Place::Starting => pulls.push(self.triggers.boards),
        }
        drop((state, seen));
        for trigger in pulls {
            trigger.notify();
        }
    }

    /// The same for an open board.
    fn refresh_board(&self, state: &mut State, seen: &mut Seen, new_screen: bool, pulls: &mut Vec<Trigger>) {
        let Place::Board(session) = &mut state.model.place else { return };
        let mut touched = session.replica.take_touched();
        let board = session.replica.board();
        if new_screen {
            touched = Touched::everything();
        }
        let dots_for = Some((board.stage(), session.person()));
        let counted_anew = touched.votes || touched.people;
        let dots_moved = std::mem::replace(&mut seen.dots_for, dots_for) != dots_for;
        // A note more or less changes no dots that are shown on another, unless ballots came with it.
        let dots_changed = dots_moved || touched.people || (counted_anew && board.stage().dots_shown() != DotsShown::Nobodys);
        let current_user = Some(session.replica.current_user());
        if std::mem::replace(&mut seen.current_user, current_user) != current_user {
            pulls.push(self.triggers.current_user);
        }
        let before = seen.session.replace(fingerprint(session));
        // Each by itself: a dialog that is made anew because a save has ended would lose what is selected in it.
        let triggers = [self.triggers.saving, self.triggers.history, self.triggers.history, self.triggers.dialog, self.triggers.trouble];
        for (contribution, trigger) in triggers.into_iter().enumerate() {
            if before.map(|before| before[contribution]) != seen.session.map(|now| now[contribution]) {
                pulls.push(trigger);
            }
        }
        if dots_moved || counted_anew || touched.secrets {
            pulls.push(self.triggers.vote);
        }
        self.pull_touched(&touched, dots_changed, pulls);
        let all_shown = board.stage().dots_shown() == DotsShown::All;
        let in_read = board.stage() == Stage::Read && !new_screen;
        let chosen = state.round_shown.filter(|round| in_read && *round <= board.round());
        let rounds = || match board.stage() {
            Stage::Read => Rounds::one(chosen.unwrap_or_else(|| board.round_to_read())),
            _ => Rounds::of_result(board),
        };
        let tally =
            (dots_moved || counted_anew).then(|| all_shown.then(|| shown_tally(board, rounds())).flatten().unwrap_or_else(Tally::default));
        let leads = touched.lists.contains(&true).then(|| board.leads());
        let lists_changed = touched.lists.contains(&true) || touched.layers.contains(&true);
        let reading_changed = dots_moved || counted_anew || touched.stage || lists_changed;
        let reading = if reading_changed && all_shown { Reading::shown(board, rounds()) } else { None };
        state.round_shown = chosen;
        if let Some(tally) = tally {
            state.tally = tally;
        }
        if new_screen {
            state.repaint = Repaint::default();
        }
        state.repaint.add(&touched, dots_changed);
        if !state.repaint.is_empty() {
            pulls.push(self.triggers.notes);
        }
        if let Some(leads) = leads {
            state.leads = leads;
        }
        if reading_changed {
            state.reading = reading;
            state.round_read.take();
            pulls.push(self.triggers.reading);
        }
    }

    fn pull_touched(&self, touched: &Touched, dots_changed: bool, pulls: &mut Vec<Trigger>) {
        let triggers = &self.triggers;
        if touched.title {
            pulls.push(triggers.title);
        }
        if touched.stage {
            pulls.push(triggers.stage);
        }
        if touched.timer {
            pulls.push(triggers.timer);
        }
        if touched.agreements {
            pulls.push(triggers.agreements);
        }
        if touched.made {
            pulls.push(triggers.made);
        }
        for layer in Layer::ALL {
            if touched.lists[layer as usize] {
                pulls.push(triggers.lists[layer as usize]);
            }
            if dots_changed || touched.layers[layer as usize] {
                pulls.push(triggers.layers[layer as usize]);
            }
        }
    }
}

/// What the bar on top and the dialogs show of a session, in short: they look again when it differs.
fn fingerprint(session: &Session) -> [u8; 5] {
    let history = session.replica.history();
    let saved = match session.saving {
        Saving::Saved => 0,
        Saving::Waiting { .. } | Saving::Elsewhere { .. } | Saving::Writing => 1,
        Saving::Failed(problem) => 2 + problem as u8,
    };
    let trouble = session.trouble.map_or(0, |trouble| 1 + trouble.problem as u8 + 16 * session.biggest.len() as u8);
    let dialog = match &session.dialog {
        Dialog::None => 0,
        Dialog::Share { .. } => 1,
        Dialog::Incoming { .. } => 2,
        Dialog::Curtain(_) => 3,
        Dialog::Reveal(_) => 4,
        Dialog::SendBack(_) => 5,
        Dialog::Contribution(_) => 6,
        Dialog::Versions(_) => 7,
        Dialog::Rename(_) => 8,
    };
    [saved, u8::from(history.has(Direction::Undo)), u8::from(history.has(Direction::Redo)), dialog, trouble]
}
