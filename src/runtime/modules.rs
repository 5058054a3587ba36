//! The modules that are loaded behind the first, what each brings, and what has to wait for which. The release page is cut at the
//! functions here that `wasm_split` marks: what can be reached through one of them alone is in a file of its own.
//!
//! Each hands out functions, rather than being called anew for each of them: once a module is here, nothing waits any more.

use std::cell::OnceCell;

use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::perform::perform;
use crate::core::app::view::{Changes, Views};
use crate::core::app::{
    BoardEvent, Context, Effect, Event, ExchangeEvent, HomeEvent, LoadPurpose, Model, StorageProblem, board, exchange, first_visit, home,
    loaded,
};
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::core::format::stored::Slots;
use crate::shell::{self, Report};
use crate::ui;
use crate::ui::state::modules::{BoardViews, RestViews};
use crate::ui::state::view::View;

/// A module of the program. Each needs those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Module {
    /// The list of boards, as long as there is none. It is there from the beginning.
    Home,
    /// The open board: what it needs until notes stand on it.
    Board,
    /// All else: what comes in and goes out, what is asked in dialogs, and the stages in which a board is read.
    Rest,
}

/// What comes with the module of the open board.
pub(super) struct BoardModule {
    pub(super) home: fn(&mut Model, HomeEvent) -> Vec<Effect>,
    pub(super) update: fn(&mut Model, BoardEvent, &Context) -> Vec<Effect>,
    pub(super) refresh: fn(&mut Views, &Model) -> Changes,
    pub(super) perform: fn(View, Effect, &Report) -> Result<(), Effect>,
    pub(super) views: BoardViews,
}

type LoadedSlots = Result<[Slots; 2], StorageProblem>;

/// What comes with the last module.
pub(super) struct RestModule {
    pub(super) exchange: fn(&mut Model, ExchangeEvent, &Context) -> Vec<Effect>,
    pub(super) loaded: fn(&mut Model, BoardId, LoadedSlots, LoadPurpose, &Context) -> Vec<Effect>,
    pub(super) perform: fn(Effect, &Report),
    pub(super) views: RestViews,
}

#[wasm_split(board, fallible, wasm_split_path = leptos::wasm_split)]
pub(super) fn load_board() -> Result<BoardModule, SplitLoaderError> {
    let views = ui::board_views();
    Ok(BoardModule { home: home::update, update: board::update, refresh: Views::refresh, perform, views })
}

#[wasm_split(rest, fallible, wasm_split_path = leptos::wasm_split)]
pub(super) fn load_rest() -> Result<RestModule, SplitLoaderError> {
    Ok(RestModule { exchange: exchange::update, loaded: loaded::update, perform: shell::perform, views: ui::rest_views() })
}

/// The modules that are here.
#[derive(Default)]
pub(super) struct Modules {
    pub(super) board: OnceCell<BoardModule>,
    pub(super) rest: OnceCell<RestModule>,
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
            event if first_visit::covers(event) => Module::Home,
            HomeEvent::Started(start) if !start.fragment.is_empty() => Module::Rest,
            HomeEvent::FragmentChanged(_) | HomeEvent::OpenBoard(_) => Module::Rest,
            HomeEvent::RenameBoard { .. } | HomeEvent::DuplicateBoard { .. } => Module::Rest,
            _ => Module::Board,
        },
        Event::Board(event) => match event {
            BoardEvent::AskReveal(_) | BoardEvent::AskName(_) | BoardEvent::DrawCurtain(_) => Module::Rest,
            BoardEvent::Do(Command::GoTo(stage)) if *stage > Stage::Group => Module::Rest,
            _ => Module::Board,
        },
        Event::Exchange(_) | Event::Loaded { .. } => Module::Rest,
    }
}
