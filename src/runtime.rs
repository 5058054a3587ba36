//! Joins core, shell and ui: handles events one after another, refreshes the views, and performs the effects. Loads the modules that come
//! behind the first.
//!
//! It holds no rules: [`crate::core::app`] decides what an event does and which module it needs, [`crate::core::app::view`] what a change
//! means for the views.

mod modules;
mod perform;

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use modules::{Modules, load_board, load_rest};

use crate::core::app::modules::{Module, leads_elsewhere, needed_by};
use crate::core::app::view::{Screen, Views};
use crate::core::app::{BoardEvent, Effect, Event, first_visit};
use crate::shell::{self, Report};
use crate::strings;
use crate::ui;
use crate::ui::state::view::{Browser, View};

/// The state of the runtime between events.
struct Runtime {
    queue: RefCell<VecDeque<Step>>,
    /// Steps that wait for a module, in order.
    waiting: RefCell<Vec<Step>>,
    /// The module that the page shows as awaited.
    awaited: Cell<Option<Module>>,
    modules: Modules,
    loading: Cell<bool>,
    running: Cell<bool>,
    view: View,
}

/// A step of the queue.
enum Step {
    Handle(Event),
    Perform(Effect),
}

/// Starts the program; returns what the views read, and the function that takes their events.
pub fn start() -> (View, Rc<dyn Fn(Event)>) {
    let view = View::new(Browser {
        link: shell::link,
        now: || shell::context().now,
        local: shell::local,
        one_and_a_half: shell::one_and_a_half,
        draft: shell::draft,
    });
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
    ui::kit::when_drawn(move || {
        let title = matches!(view.screen(), Screen::Board(_)).then(|| view.title());
        shell::name_page(&strings::page_title(title.as_deref()));
    });
    report(shell::start());
    runtime.load_modules();
    (view, report)
}

impl Runtime {
    /// The function that takes events.
    fn report(self: &Rc<Self>) -> Report {
        let runtime = self.clone();
        Rc::new(move |event| runtime.dispatch(event))
    }

    /// Handles an event. One that arrives while another is being handled waits in the queue. One that needs a module that is not loaded
    /// yet waits for that, in the order of all that do; events that need less go on meanwhile, so that nothing keeps a board from being
    /// written on and saved.
    fn dispatch(self: &Rc<Self>, event: Event) {
        if leads_elsewhere(&event) {
            self.waiting.borrow_mut().retain(|step| !matches!(step, Step::Handle(before) if leads_elsewhere(before)));
        }
        self.queue.borrow_mut().push_back(Step::Handle(event));
        self.run();
    }

    /// Puts everything that waits for a module back into the queue.
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
            // The borrow must end before the step is handled, because effects queue new events.
            let next = self.queue.borrow_mut().pop_front();
            let Some(step) = next else { break };
            if self.modules.has(self.needs(&step)) {
                self.handle(step, &report);
            } else {
                self.waiting.borrow_mut().push(step);
            }
        }
        self.running.set(false);
        self.show_waiting();
    }

    /// The module that a step needs.
    fn needs(&self, step: &Step) -> Module {
        match step {
            Step::Handle(event) => self.view.model(|model| needed_by(model, event)),
            Step::Perform(_) if !self.modules.has(Module::Board) => Module::Board,
            Step::Perform(_) => Module::Rest,
        }
    }

    /// Handles a step whose module is loaded.
    fn handle(&self, step: Step, report: &Report) {
        let (board, rest) = (self.modules.board.get(), self.modules.rest.get());
        let event = match step {
            Step::Handle(event) => event,
            Step::Perform(effect) => return self.perform(effect, report),
        };
        let context = shell::context();
        let refresh = board.map_or(Views::refresh_screen as fn(&mut Views, &_) -> _, |board| board.refresh);
        let change = |model: &mut _| match (event, board, rest) {
            (Event::Home(event), Some(board), _) => (board.home)(model, event),
            (Event::Home(event), None, _) => first_visit::update(model, event),
            (Event::Board(event), Some(board), _) => (board.update)(model, event, &context),
            (Event::Exchange(event), _, Some(rest)) => (rest.exchange)(model, event, &context),
            (Event::Loaded { board, slots, purpose }, _, Some(rest)) => (rest.loaded)(model, board, slots, purpose, &context),
            // At home there is nothing to save, and without the module of the open board no board is open.
            (Event::Board(BoardEvent::Woken | BoardEvent::PageHidden), None, _) => Vec::new(),
            (event, ..) => {
                self.waiting.borrow_mut().push(Step::Handle(event));
                Vec::new()
            }
        };
        for effect in self.view.update(change, refresh) {
            self.perform(effect, report);
        }
    }

    /// Performs an effect. Those of a first visit are at hand; any other waits for the module that can.
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

    /// Shows which module is awaited, and loads it. Nobody waits for effects alone; the last module is always on its way.
    fn show_waiting(self: &Rc<Self>) {
        let events = |step: &&Step| matches!(step, Step::Handle(_));
        let awaited = self.waiting.borrow().iter().filter(events).map(|step| self.needs(step)).max();
        if self.awaited.replace(awaited) != awaited {
            ui::show_waiting(awaited.map(|module| if module == Module::Rest { "rest" } else { "board" }));
        }
        if awaited.is_some() {
            self.load_modules();
        }
    }

    /// Loads the modules that are missing: first that of the open board, then the last. Steps that wait go on once theirs is loaded.
    fn load_modules(self: &Rc<Self>) {
        if self.modules.has(Module::Rest) || self.loading.replace(true) {
            return;
        }
        let runtime = self.clone();
        spawn_local(async move {
            // `boot.js` says what is wrong with a module, and tries again until it is here. Should one fail all the same, the next
            // event that needs it has it loaded again.
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
