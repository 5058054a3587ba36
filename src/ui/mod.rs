//! The views. They read signals, call verbs of the core by sending events, and hold no rules.

mod agreement_card;
mod agreement_fields;
mod agreement_form;
mod agreements;
mod board;
mod board_dialogs;
mod closing;
mod composer;
mod dispatch;
mod dots;
mod drag;
mod follow_up;
mod grip;
mod home;
mod keys;
pub mod kit;
mod layer;
mod look;
mod look_around;
mod note;
mod note_actions;
mod note_editor;
mod note_list;
mod note_menu;
mod notices;
mod people;
mod print;
mod private;
mod rating;
mod reading;
mod reading_chart;
mod reading_patterns;
mod reading_topics;
mod rename;
pub mod round_read;
mod said;
mod setup;
mod shown;
mod stage_bar;
mod timer;
mod top_bar;
mod trend;
pub mod triggers;
mod versions;
pub mod view;

use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::Event;
use view::{Dispatch, Screen, View, use_view};

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
    let screen = move || match view.screen.get() {
        Screen::Starting => None,
        Screen::Home => Some(home::home()),
        Screen::Board(_) => Some(board::board_screen()),
    };
    root.changing(screen).child(said::live_region());
}
