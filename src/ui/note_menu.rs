//! The menu of a note: where to move it, or which colour to give it. One menu for the whole board, placed at its button.

use leptos::html;
use leptos::prelude::*;
use web_sys::{Element, KeyboardEvent};

use super::kit::{after_frame, changing, focus_first, on, when_drawn};
use super::note_actions::{focus_note, use_notes};
use super::view::{use_dispatch, use_view};
use crate::core::board::Colour;
use crate::core::command::{Command, Destination};
use crate::core::id::NoteId;
use crate::core::layer::Layer;
use crate::strings::{self, label};

/// Which menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MenuKind {
    /// Where to move the note.
    Move,
    /// Which colour to give it.
    Colour,
}

/// A menu that is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Menu {
    /// The note it acts on.
    pub note: NoteId,
    /// Which menu.
    pub kind: MenuKind,
    /// Where its button is: left, top and bottom in pixels of the window.
    place: (f64, f64, f64),
}

/// The widest a menu is, in pixels, and the tallest: it is kept inside the window.
const MENU_SIZE: (f64, f64) = (230.0, 380.0);

impl Menu {
    /// A menu at its button.
    pub fn at(button: &Element, note: NoteId, kind: MenuKind) -> Menu {
        let bounds = button.get_bounding_client_rect();
        Menu { note, kind, place: (bounds.left(), bounds.top(), bounds.bottom()) }
    }

    /// Left and top of the menu: below its button, or as far up as the window asks for.
    fn left_top(&self) -> (String, String) {
        let size = |size: Result<wasm_bindgen::JsValue, _>| size.ok().and_then(|size| size.as_f64()).unwrap_or(f64::MAX);
        let (width, height) = (size(window().inner_width()), size(window().inner_height()));
        let left = self.place.0.min(width - MENU_SIZE.0 - 8.0).max(8.0);
        let top = (self.place.2 + 4.0).min(height - MENU_SIZE.1 - 8.0).max(8.0);
        (pixels(left), pixels(top))
    }
}

fn pixels(number: f64) -> String {
    (number as i32).to_string() + "px"
}

/// The menu, while one is open.
#[component]
pub fn NoteMenu() -> impl IntoView {
    let menu = use_notes().menu;
    changing(move || menu.get().map(|open| view! { <OpenMenu open=open/> }))
}

#[component]
fn OpenMenu(open: Menu) -> impl IntoView {
    let (view, dispatch, menu) = (use_view(), use_dispatch(), use_notes().menu);
    let element = NodeRef::<html::Div>::new();
    when_drawn(move || {
        if let Some(Ok(Some(first))) = element.get().map(|menu| menu.query_selector("[role=menuitem]")) {
            focus_first(&first);
        }
    });
    let close = move || {
        menu.set(None);
        focus_note(open.note);
    };
    let choose = move |command: Command| {
        close();
        dispatch.act(command);
    };
    let item = move |name: String, colour: Option<&'static str>, command: Command| {
        view! {
            <button class="menu__item" role="menuitem" tabindex="-1" data-colour=colour on:click=on(move |_| choose(command.clone()))>{name}</button>
        }
    };
    let here = view.layer_of(open.note);
    let note = open.note;
    let items = match open.kind {
        MenuKind::Move => {
            let layers = Layer::ALL.into_iter().filter(|layer| Some(*layer) != here);
            let away = layers.map(|layer| item(strings::move_to(layer), None, Command::MoveNote { note, to: Destination::End(layer) }));
            let inside = [(label::EARLIER, Destination::Earlier), (label::LATER, Destination::Later)];
            let inside = inside.map(|(name, to)| item(String::from(name), None, Command::MoveNote { note, to }));
            away.chain(inside).collect_view()
        }
        MenuKind::Colour => {
            let colours = Colour::ALL.into_iter();
            colours
                .map(|colour| {
                    item(String::from(strings::colour(colour)), Some(strings::colour(colour)), Command::ColourNote { note, colour })
                })
                .collect_view()
        }
    };
    let name = match open.kind {
        MenuKind::Move => label::MOVE_NOTE,
        MenuKind::Colour => label::COLOUR,
    };
    let (left, top) = open.left_top();
    view! {
        <div class="menu-shade" on:click=on(move |_| close())></div>
        <div class="menu" role="menu" aria-label=name node_ref=element style:left=left style:top=top
            on:keydown=on(move |event| menu_key(&event, element, close))>
            {items}
        </div>
    }
}

fn menu_key(event: &KeyboardEvent, element: NodeRef<html::Div>, close: impl Fn() + 'static) {
    let Some(menu) = element.get_untracked() else { return };
    let focused = document().active_element();
    let target = match event.key().as_str() {
        "ArrowDown" => focused.and_then(|item| item.next_element_sibling()).or_else(|| menu.first_element_child()),
        "ArrowUp" => focused.and_then(|item| item.previous_element_sibling()).or_else(|| menu.last_element_child()),
        "Home" => menu.first_element_child(),
        "End" => menu.last_element_child(),
        "Escape" | "Tab" => {
            event.prevent_default();
            // After the frame: the key that closes the menu must not reach what gets the focus.
            after_frame(close);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    if let Some(item) = target {
        focus_first(&item);
    }
}
