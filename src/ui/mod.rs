//! The views. They read signals, send events, and hold no rules.

mod agreements;
mod clock;
pub mod kit;
pub mod notes;
mod people;
mod reading;
mod screen;
pub mod state;

use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::Event;
use crate::core::app::view::Screen;
use crate::core::board::stage::Stage;
use state::modules::{BoardViews, RestViews};
use state::view::{Dispatch, View, use_view};

/// The element that the program is shown in.
const ROOT: &str = "app";

/// Shows the program in the page.
pub fn mount(start: impl FnOnce() -> (View, Rc<dyn Fn(Event)>) + 'static) {
    let Some(root) = document().get_element_by_id(ROOT) else { return };
    let page = kit::El::of(root.clone());
    let program = move || {
        let (view, report) = start();
        provide_context(view);
        provide_context(Dispatch::new(report));
        app(page);
    };
    leptos::mount::mount_to(wasm_bindgen::JsCast::unchecked_into(root), program).forget();
}

fn app(root: kit::El) {
    let view = use_view();
    let draw = move |screen: &Screen| match screen {
        Screen::Starting => None,
        Screen::Home => Some(screen::home::home()),
        // It is opened by its module, so that is here.
        Screen::Board(_) => view.modules.board.get().map(|board| (board.screen)()),
    };
    root.drawn(move || view.screen(), draw).child(screen::announcements::live_region());
}

/// Shows that somebody waits for a module of this name, or nobody any more. `boot.js` looks here, and knows how far the module is.
pub fn show_waiting(module: Option<&str>) {
    let Some(root) = document().get_element_by_id(ROOT).map(kit::El::of) else { return };
    match module {
        Some(module) => drop(root.attrs(&[("aria-busy", "true"), ("data-waits-for", module)])),
        None => drop(root.without(&["aria-busy", "data-waits-for"])),
    }
}

/// The views that come with the module of an open board.
pub fn board_views() -> BoardViews {
    BoardViews {
        screen: screen::board::board_screen,
        notice: screen::notices::home_notice,
        shelves: screen::shelves::shelves,
        rename: screen::shelves::rename,
    }
}

/// The views that come with the last module.
pub fn rest_views() -> RestViews {
    RestViews {
        panel,
        follow_up: agreements::follow_up::follow_up,
        dialog: screen::board_dialogs::open_dialog,
        sheet_head: screen::print::sheet_head,
        board_as_text: crate::strings::export::as_shown,
    }
}

fn panel(stage: Stage) -> Option<kit::El> {
    match stage {
        Stage::SetUp | Stage::Write | Stage::Group => None,
        Stage::Vote => Some(people::rating::rating_panel()),
        Stage::Read => Some(reading::panel::reading_panel()),
        Stage::LetGo => Some(agreements::panel::agreements_panel()),
        Stage::Close => Some(screen::closing::closing_panel()),
    }
}
