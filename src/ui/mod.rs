//! The views. They read signals, call verbs of the core by sending events, and hold no rules.

#![allow(unreachable_pub)] // the component macro writes `pub` itself

mod board;
mod board_dialogs;
mod composer;
mod drag;
mod grip;
mod home;
pub mod kit;
mod layer;
mod look;
mod note;
mod note_actions;
mod note_menu;
mod notices;
mod people;
mod reading;
mod stage_bar;
mod top_bar;
pub mod view;

use std::rc::Rc;

use leptos::prelude::*;

use crate::core::app::Event;
use view::{Dispatch, Screen, View, use_view};

/// Shows the program in the page.
pub fn mount(start: impl FnOnce() -> (View, Rc<dyn Fn(Event)>) + 'static) {
    let app = move || {
        let (view, report) = start();
        provide_context(view);
        provide_context(Dispatch::new(report));
        view! { <App/> }
    };
    let root = document().get_element_by_id("app");
    match root.map(wasm_bindgen::JsCast::unchecked_into) {
        Some(root) => leptos::mount::mount_to(root, app).forget(),
        None => leptos::mount::mount_to_body(app),
    }
}

#[component]
fn App() -> impl IntoView {
    let view = use_view();
    view! {
        {kit::changing(move || match view.screen.get() {
            Screen::Starting => ().into_any(),
            Screen::Home => view! { <home::Home/> }.into_any(),
            Screen::Board(_) => view! { <board::BoardScreen/> }.into_any(),
        })}
        <notices::LiveRegion/>
    }
}
