//! The menu of a note, for moving or colouring it. One menu serves the whole board and is placed at the pressed button.

use leptos::prelude::*;

use super::context::use_notes;
use super::open_menu::{Menu, MenuKind};
use crate::core::app::view::InGroup;
use crate::core::board::Colour;
use crate::core::board::layer::Layer;
use crate::core::command::{Command, Destination};
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, Key, after_frame, button, el, focus_first, when_drawn};
use crate::ui::state::view::{use_dispatch, use_view};

/// The menu, while one is open.
pub(crate) fn note_menu(main: El) -> El {
    let menu = use_notes().menu;
    main.changing(move || menu.get().map_or_else(Vec::new, open_menu))
}

fn open_menu(open: Menu) -> Vec<El> {
    let (view, dispatch, notes) = (use_view(), use_dispatch(), use_notes());
    let note = open.note;
    let close = move || {
        notes.menu.set(None);
        notes.focus(note);
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
    let items: Vec<El> = match open.kind {
        MenuKind::Move => {
            let here = view.layer_of(note);
            let layers = Layer::ALL.into_iter().filter(|layer| Some(*layer) != here);
            let layers = layers.map(|layer| item(&strings::move_to(layer), Command::MoveNote { note, to: Destination::End(layer) }));
            let places = [(label::EARLIER, Destination::Earlier), (label::LATER, Destination::Later)];
            let places = places.into_iter().map(|(name, to)| item(name, Command::MoveNote { note, to }));
            let group = match view.note(note).map(|view| view.group) {
                Some(InGroup::Led) => {
                    vec![item(label::LEAD_GROUP, Command::LeadGroup(note)), item(label::LEAVE_GROUP, Command::LeaveGroup(note))]
                }
                Some(InGroup::Leads(..)) => vec![item(label::TAKE_APART, Command::TakeApart(note))],
                Some(InGroup::Alone) | None => Vec::new(),
            };
            layers.chain(places).chain(group).collect()
        }
        MenuKind::Colour => {
            let colour = |colour| {
                let name = strings::colour(colour);
                item(name, Command::ColourNote { note, colour }).attr("data-colour", name)
            };
            Colour::ALL.map(colour).into()
        }
    };
    let (left, top) = open.left_top();
    let list = el("div", "menu").attrs(&[("role", "menu"), ("aria-label", name)]).style("left", &left).style("top", &top);
    let list = list.children(items.iter().cloned());
    let first = items.first().cloned();
    when_drawn(move || {
        if let Some(first) = &first {
            focus_first(first.node());
        }
    });
    let shade = el("div", "menu-shade").on("click", move |_: web_sys::Event| close());
    vec![shade, list.on_key(move |key| menu_key(&key, &items, close))]
}

fn menu_key(key: &Key, items: &[El], close: impl Fn() + 'static) {
    let focused = document().active_element();
    let here = items.iter().position(|item| Some(item.node()) == focused.as_ref());
    let last = items.len().saturating_sub(1);
    let at = match (key.name.as_str(), here) {
        ("ArrowDown", Some(here)) if here < last => here + 1,
        ("ArrowDown", _) => 0,
        ("ArrowUp", Some(here)) if here > 0 => here - 1,
        ("ArrowUp", _) => last,
        ("Home", _) => 0,
        ("End", _) => last,
        ("Escape" | "Tab", _) => {
            key.take();
            // Deferred by a frame, because the key must not reach the element that gets the focus.
            after_frame(close);
            return;
        }
        _ => return,
    };
    key.take();
    if let Some(item) = items.get(at) {
        focus_first(item.node());
    }
}
