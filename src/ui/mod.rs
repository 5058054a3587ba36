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
use state::view::{Dispatch, View, use_view};

/// Shows the program in the page.
pub fn mount(start: impl FnOnce() -> (View, Rc<dyn Fn(Event)>) + 'static) {
    let Some(root) = document().get_element_by_id("app") else { return };
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
    let draw = |screen: &Screen| match screen {
        Screen::Starting => None,
        Screen::Home => Some(screen::home::home()),
        Screen::Board(_) => Some(screen::board::board_screen()),
    };
    root.drawn(move || view.screen(), draw).child(screen::announcements::live_region());
}
