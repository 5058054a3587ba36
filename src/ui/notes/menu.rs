//! The menu of a note: where to move it, or which colour to give it. One menu for the whole board, placed at its button.

use leptos::prelude::*;
use web_sys::{Element, KeyboardEvent};

use super::actions::{focus_note, use_notes};
use crate::core::app::view::InGroup;
use crate::core::board::Colour;
use crate::core::board::layer::Layer;
use crate::core::command::{Command, Destination};
use crate::core::document::id::NoteId;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, after_frame, button, el, focus_first, when_drawn};
use crate::ui::state::view::{use_dispatch, use_view};

/// Which menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MenuKind {
    /// Where to move the note.
    Move,
    /// Which colour to give it.
    Colour,
}

/// A menu that is open.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Menu {
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
    pub(crate) fn at(button: &Element, note: NoteId, kind: MenuKind) -> Menu {
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
pub(crate) fn note_menu(main: El) -> El {
    let menu = use_notes().menu;
    main.changing(move || menu.get().map_or_else(Vec::new, open_menu))
}

fn open_menu(open: Menu) -> Vec<El> {
    let (view, dispatch, menu) = (use_view(), use_dispatch(), use_notes().menu);
    let note = open.note;
    let close = move || {
        menu.set(None);
        focus_note(note);
    };
    let item = move |name: &str, command: Command| {
        let choose = move || {
            close();
            dispatch.act(command.clone());
        };
        button("menu__item", name, choose).attrs(&[("role", "menuitem"), ("tabindex", "-1")])
    };
    let name = match open.kind {
        MenuKind::Move => label::MOVE_NOTE,
        MenuKind::Colour => label::COLOUR,
    };
    let (left, top) = open.left_top();
    let mut list = el("div", "menu").attrs(&[("role", "menu"), ("aria-label", name)]).style("left", &left).style("top", &top);
    match open.kind {
        MenuKind::Move => {
            let here = view.layer_of(note);
            for layer in Layer::ALL.into_iter().filter(|layer| Some(*layer) != here) {
                list = list.child(item(&strings::move_to(layer), Command::MoveNote { note, to: Destination::End(layer) }));
            }
            for (name, to) in [(label::EARLIER, Destination::Earlier), (label::LATER, Destination::Later)] {
                list = list.child(item(name, Command::MoveNote { note, to }));
            }
            match view.note(note).map(|view| view.group) {
                Some(InGroup::Led) => {
                    list = list
                        .child(item(label::LEAD_GROUP, Command::LeadGroup(note)))
                        .child(item(label::LEAVE_GROUP, Command::LeaveGroup(note)));
                }
                Some(InGroup::Leads(..)) => list = list.child(item(label::TAKE_APART, Command::TakeApart(note))),
                Some(InGroup::Alone) | None => {}
            }
        }
        MenuKind::Colour => {
            for colour in Colour::ALL {
                let name = strings::colour(colour);
                list = list.child(item(name, Command::ColourNote { note, colour }).attr("data-colour", name));
            }
        }
    }
    let (drawn, inside) = (list.clone(), list.clone());
    when_drawn(move || {
        if let Ok(Some(first)) = drawn.node().query_selector("[role=menuitem]") {
            focus_first(&first);
        }
    });
    let shade = el("div", "menu-shade").on("click", move |_: web_sys::Event| close());
    vec![shade, list.on("keydown", move |event| menu_key(&event, inside.node(), close))]
}

fn menu_key(event: &KeyboardEvent, menu: &Element, close: impl Fn() + 'static) {
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
