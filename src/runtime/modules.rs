//! The modules that are loaded behind the first, and what each brings. The release page is cut at the functions here that `wasm_split`
//! marks: what can be reached through one of them alone is in a file of its own, `split_board-….wasm` or `split_rest-….wasm`; `boot.js`
//! knows them by these names. Which event needs which is told by [`crate::core::app::modules`].
//!
//! A module hands out function pointers, because a call across the cut is asynchronous each time.

use std::cell::OnceCell;

use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::perform::perform;
use crate::core::app::modules::Module;
use crate::core::app::view::{Changes, Views};
use crate::core::app::{
    BoardEvent, Context, Effect, ExchangeEvent, HomeEvent, LoadPurpose, Model, StorageProblem, board, exchange, home, loaded,
};
use crate::core::document::id::BoardId;
use crate::core::format::stored::Slots;
use crate::shell::{self, Report};
use crate::ui;
use crate::ui::state::modules::{BoardViews, RestViews};
use crate::ui::state::view::View;

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
