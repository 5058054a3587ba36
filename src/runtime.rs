//! Joins core, shell and ui: handles events one after another, refreshes the views, and performs the effects.
//!
//! It holds no rules: [`crate::core::app`] decides what an event does, [`crate::core::app::view`] what a change means for the views.

mod modules;
mod perform;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;

use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use modules::{Module, Modules, load_board, load_rest, needed_by};

use crate::core::app::view::Views;
use crate::core::app::{BoardEvent, Effect, Event, HomeEvent, Place, first_visit};
use crate::shell::{self, Report};
use crate::ui;
use crate::ui::state::view::View;

/// The state of the runtime between events.
struct Runtime {
    queue: RefCell<VecDeque<Step>>,
    /// What waits for a module, in the order in which it came.
    waiting: RefCell<Vec<Step>>,
    /// The module that somebody is shown to wait for.
    awaited: Cell<Option<Module>>,
    modules: Modules,
    loading: Cell<bool>,
    running: Cell<bool>,
    view: View,
}

/// What is done one after the other.
enum Step {
    TakeIn(Event),
    Perform(Effect),
}

/// Starts the program; returns what the views read and how they send events.
pub fn start() -> (View, Rc<dyn Fn(Event)>) {
    let view = View::new(shell::link, || shell::context().now, shell::local);
    let runtime = Rc::new(Runtime {
        queue: RefCell::default(),
        waiting: RefCell::default(),
        awaited: Cell::new(None),
        modules: Modules::default(),
        loading: Cell::new(false),
        running: Cell::new(false),
        view,
    });
    let report = runtime.report();
    shell::listen(&report);
    report(shell::start());
    runtime.load_modules();
    (view, report)
}

impl Runtime {
    /// Where events go.
    fn report(self: &Rc<Self>) -> Report {
        let runtime = self.clone();
        Rc::new(move |event| runtime.dispatch(event))
    }

    /// Takes in an event. One that arrives while another is being taken in waits for its turn. One that needs a module that is not here
    /// yet waits for that, in the order of all that wait; what needs less goes on meanwhile, so that nothing keeps a board from being
    /// written on and saved.
    fn dispatch(self: &Rc<Self>, event: Event) {
        if event.leads_elsewhere() {
            self.waiting.borrow_mut().retain(|step| !matches!(step, Step::TakeIn(before) if before.leads_elsewhere()));
        }
        self.queue.borrow_mut().push_back(Step::TakeIn(event));
        self.run();
    }

    /// Has everything that waits for a module take its turn.
    fn resume(self: &Rc<Self>) {
        let waiting = self.waiting.take();
        self.queue.borrow_mut().extend(waiting);
        self.run();
    }

    fn run(self: &Rc<Self>) {
        if self.running.replace(true) {
            return;
        }
        let report = self.report();
        loop {
            // The borrow ends before the step is done: performing effects puts new events into the queue.
            let next = self.queue.borrow_mut().pop_front();
            let Some(step) = next else { break };
            if self.modules.has(self.needs(&step)) {
                self.take(step, &report);
            } else {
                self.waiting.borrow_mut().push(step);
            }
        }
        self.running.set(false);
        self.show_waiting();
    }

    /// The module that a step needs. Until the program has begun everything waits for that.
    fn needs(&self, step: &Step) -> Module {
        let event = match step {
            Step::TakeIn(event) => event,
            Step::Perform(_) if !self.modules.has(Module::Board) => return Module::Board,
            Step::Perform(_) => return Module::Rest,
        };
        self.view.model(|model| match (&model.place, event) {
            (Place::Starting, Event::Home(HomeEvent::Started(_))) => needed_by(event),
            (Place::Starting, _) => Module::Rest,
            // Where no board is open there is nothing to save.
            (Place::Home, Event::Board(BoardEvent::Woken | BoardEvent::PageHidden)) => Module::Home,
            _ => needed_by(event),
        })
    }

    /// Does a step whose module is here.
    fn take(&self, step: Step, report: &Report) {
        let (board, rest) = (self.modules.board.get(), self.modules.rest.get());
        let event = match step {
            Step::TakeIn(event) => event,
            Step::Perform(effect) => return self.perform(effect, report),
        };
        let context = shell::context();
        let refresh = board.map_or(Views::refresh_screen as fn(&mut Views, &_) -> _, |board| board.refresh);
        let take_in = |model: &mut _| match (event, board, rest) {
            (Event::Home(event), Some(board), _) => (board.home)(model, event),
            (Event::Home(event), None, _) => first_visit::update(model, event),
            (Event::Board(event), Some(board), _) => (board.update)(model, event, &context),
            (Event::Exchange(event), _, Some(rest)) => (rest.exchange)(model, event, &context),
            (Event::Loaded { board, slots, purpose }, _, Some(rest)) => (rest.loaded)(model, board, slots, purpose, &context),
            // It was to be saved, and no board is open.
            (Event::Board(_) | Event::Exchange(_) | Event::Loaded { .. }, ..) => Vec::new(),
        };
        for effect in self.view.update(take_in, refresh) {
            self.perform(effect, report);
        }
    }

    /// Performs an effect. What a first visit needs is at hand; any other waits for the module that can.
    fn perform(&self, effect: Effect, report: &Report) {
        let Err(effect) = shell::perform_at_home(effect, report) else { return };
        let left = match self.modules.board.get() {
            Some(board) => (board.perform)(self.view, effect, report),
            None => Err(effect),
        };
        match (left, self.modules.rest.get()) {
            (Ok(()), _) => {}
            (Err(effect), Some(rest)) => (rest.perform)(effect, report),
            (Err(effect), None) => self.waiting.borrow_mut().push(Step::Perform(effect)),
        }
    }

    /// Shows what is waited for, and has it loaded. For effects alone nobody waits.
    fn show_waiting(self: &Rc<Self>) {
        let waiting = self.waiting.borrow();
        let events = waiting.iter().filter(|step| matches!(step, Step::TakeIn(_)));
        let awaited = events.map(|step| self.needs(step)).max();
        if self.awaited.replace(awaited) != awaited {
            ui::show_waiting(awaited.map(|module| if module == Module::Rest { "rest" } else { "board" }));
        }
        if awaited.is_some() {
            self.load_modules();
        }
    }

    /// Loads what is not here yet: first what a new board needs, then all else. Whatever waited for a module goes on once it is here.
    fn load_modules(self: &Rc<Self>) {
        if self.modules.has(Module::Rest) || self.loading.replace(true) {
            return;
        }
        let runtime = self.clone();
        spawn_local(async move {
            // One that cannot be had says so in the page (`boot.js`) and comes when it can. Were it to fail all the same, it is asked for
            // again as soon as something needs it.
            if runtime.load().await.is_err() {
                runtime.loading.set(false);
            }
        });
    }

    async fn load(self: &Rc<Self>) -> Result<(), SplitLoaderError> {
        if !self.modules.has(Module::Board) {
            let board = load_board().await?;
            self.view.modules.board.set(Some(board.views));
            let _ = self.modules.board.set(board);
            self.resume();
        }
        let rest = load_rest().await?;
        self.view.modules.rest.set(Some(rest.views));
        let _ = self.modules.rest.set(rest);
        self.resume();
        Ok(())
    }
}
