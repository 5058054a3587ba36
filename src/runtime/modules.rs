//! The modules that are loaded behind the first, what each brings, and what has to wait for which. The release page is cut at the
//! functions here that `wasm_split` marks: what can be reached through one of them alone is in a file of its own.
//!
//! Each hands out functions, rather than being called anew for each of them: once a module is here, nothing waits any more.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::Runtime;
use crate::core::app::view::{Changes, Views};
use crate::core::app::{
    BoardEvent, Context, Effect, Event, ExchangeEvent, HomeEvent, LoadPurpose, Model, StorageProblem, board, exchange, loaded,
};
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::core::format::stored::Slots;
use crate::shell::Report;
use crate::ui;
use crate::ui::state::modules::BoardViews;

/// A module of the program. Each needs those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Module {
    /// The list of boards. It is there from the beginning.
    Home,
    /// The open board: what it needs until notes stand on it.
    Board,
    /// All else: what comes in and goes out, what is asked in dialogs, and the stages in which a board is read.
    Rest,
}

/// What comes with the module of the open board.
pub(super) struct BoardModule {
    pub(super) update: fn(&mut Model, BoardEvent, &Context) -> Vec<Effect>,
    pub(super) refresh: fn(&mut Views, &Model) -> Changes,
    pub(super) perform: fn(&Runtime, Effect, &Report),
    views: BoardViews,
}

type LoadedSlots = Result<[Slots; 2], StorageProblem>;

/// What comes with the last module.
pub(super) struct RestModule {
    pub(super) exchange: fn(&mut Model, ExchangeEvent, &Context) -> Vec<Effect>,
    pub(super) loaded: fn(&mut Model, BoardId, LoadedSlots, LoadPurpose, &Context) -> Vec<Effect>,
}

#[wasm_split(board, fallible, wasm_split_path = leptos::wasm_split)]
fn load_board() -> Result<BoardModule, SplitLoaderError> {
    let views = ui::board_views();
    Ok(BoardModule { update: board::update, refresh: Views::refresh, perform: Runtime::perform_any, views })
}

#[wasm_split(rest, fallible, wasm_split_path = leptos::wasm_split)]
fn load_rest() -> Result<RestModule, SplitLoaderError> {
    Ok(RestModule { exchange: exchange::update, loaded: loaded::update })
}

/// The modules that are here.
#[derive(Default)]
pub(super) struct Modules {
    pub(super) board: OnceCell<BoardModule>,
    pub(super) rest: OnceCell<RestModule>,
    loading: Cell<bool>,
}

impl Modules {
    pub(super) fn has(&self, module: Module) -> bool {
        match module {
            Module::Home => true,
            Module::Board => self.board.get().is_some(),
            Module::Rest => self.rest.get().is_some(),
        }
    }
}

/// The module that an event needs.
pub(super) fn needed_by(event: &Event) -> Module {
    match event {
        Event::Home(event) => match event {
            HomeEvent::Started(start) if !start.fragment.is_empty() => Module::Rest,
            HomeEvent::FragmentChanged(fragment) if !fragment.is_empty() => Module::Rest,
            HomeEvent::OpenBoard(_) | HomeEvent::RenameBoard { .. } | HomeEvent::DuplicateBoard { .. } => Module::Rest,
            _ => Module::Home,
        },
        Event::Board(event) => match event {
            BoardEvent::OpenSample | BoardEvent::AskReveal(_) | BoardEvent::AskName(_) | BoardEvent::DrawCurtain(_) => Module::Rest,
            BoardEvent::Do(Command::GoTo(stage)) if *stage > Stage::Group => Module::Rest,
            _ => Module::Board,
        },
        Event::Exchange(_) | Event::Loaded { .. } => Module::Rest,
    }
}

impl Runtime {
    /// Loads what is not here yet: first what a new board needs, then all else. Whatever waited for a module goes on once it is here.
    pub(super) fn load_modules(self: &Rc<Self>) {
        if self.modules.has(Module::Rest) || self.modules.loading.replace(true) {
            return;
        }
        let runtime = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            // One that cannot be had says so in the page (`boot.js`) and comes when it can. Were it to fail all the same, it is asked for
            // again as soon as something needs it.
            if runtime.load().await.is_err() {
                runtime.modules.loading.set(false);
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
        let _ = self.modules.rest.set(load_rest().await?);
        self.resume();
        Ok(())
    }
}
