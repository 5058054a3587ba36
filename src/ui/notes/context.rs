//! What the views of the notes share, provided once for the board: the lists on the page, and what is open or picked.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::list::{NoteLists, Step};
use super::note::NoteElement;
use super::open_menu::Menu;
use crate::core::board::layer::Layer;
use crate::core::document::id::{AgreementId, NoteId};
use crate::ui::kit::{El, focus_in_place, focus_soon, when_drawn};
use crate::ui::state::view::{Dispatch, View, use_dispatch, use_view};

/// What the views of the notes share.
#[derive(Clone, Copy)]
pub(crate) struct Notes {
    pub view: View,
    pub dispatch: Dispatch,
    lists: StoredValue<Rc<RefCell<NoteLists>>, LocalStorage>,
    /// The buttons that add a note to each layer, while they are there.
    add_buttons: StoredValue<[Option<El>; 6], LocalStorage>,
    /// The menu that is open.
    pub menu: RwSignal<Option<Menu>>,
    /// The note that is to be put together with another, which is still to be chosen.
    pub picked: RwSignal<Option<NoteId>>,
    /// The agreement that is open.
    pub agreement: RwSignal<Option<AgreementId>>,
}

/// Provides what the notes share, and keeps the page in step with them.
pub(crate) fn provide_notes() -> Notes {
    let view = use_view();
    let lists = Rc::new(RefCell::new(NoteLists::new(view)));
    let notes = Notes {
        view,
        dispatch: use_dispatch(),
        lists: StoredValue::new_local(lists.clone()),
        add_buttons: StoredValue::new_local(Default::default()),
        menu: RwSignal::new(None),
        picked: RwSignal::new(None),
        agreement: RwSignal::new(None),
    };
    when_drawn(move || {
        view.track_notes();
        let lost = lists.borrow_mut().repaint();
        if let Some(moved) = lost {
            focus_in_place(&moved);
        }
    });
    let marked: RefCell<Option<Element>> = RefCell::default();
    when_drawn(move || {
        let picked = notes.picked.get().and_then(|note| notes.article(note));
        if let Some(before) = marked.replace(picked.clone()) {
            let _ = before.class_list().remove_1(PICKED);
        }
        if let Some(picked) = picked {
            let _ = picked.class_list().add_1(PICKED);
        }
    });
    provide_context(notes);
    notes
}

/// What the notes share, from the context.
pub(crate) fn use_notes() -> Notes {
    expect_context::<Notes>()
}

/// The class of the note that is picked.
const PICKED: &str = "note--picked";

impl Notes {
    /// The element that a layer's notes stand in.
    pub(crate) fn place(self, layer: Layer) -> El {
        self.lists.with_value(|lists| lists.borrow().places[layer as usize].clone())
    }

    /// Does something with a note on the page; nothing once it or the board's view is gone.
    pub(crate) fn with_element<R>(self, note: NoteId, action: impl FnOnce(&mut NoteElement) -> R) -> Option<R> {
        let lists = self.lists.try_with_value(Rc::clone)?;
        lists.borrow_mut().element(note).map(action)
    }

    /// What the arrow keys focus of a note.
    pub(crate) fn article(self, note: NoteId) -> Option<Element> {
        self.with_element(note, |element| element.article().clone())
    }

    /// The cell of a note, which moves in a drag.
    pub(crate) fn cell(self, note: NoteId) -> Option<Element> {
        self.with_element(note, |element| element.cell.clone())
    }

    /// Focuses a note once it is shown.
    pub(crate) fn focus(self, note: NoteId) {
        focus_soon(move || self.article(note));
    }

    /// The button that adds a note to a layer.
    pub(crate) fn add_button(self, layer: Layer) -> Option<Element> {
        self.add_buttons.try_with_value(|buttons| buttons[layer as usize].as_ref().map(|button| button.node().clone())).flatten()
    }

    /// Remembers the button that adds a note to a layer; none while a note is being written there.
    pub(crate) fn set_add_button(self, layer: Layer, button: Option<El>) {
        self.add_buttons.update_value(|buttons| buttons[layer as usize] = button);
    }

    /// Whether notes are being painted and moved.
    pub(crate) fn is_painting(self) -> bool {
        self.lists.try_with_value(|lists| lists.try_borrow().is_err()).unwrap_or(true)
    }

    /// The note that an arrow key leads to.
    pub(super) fn beside(self, note: NoteId, step: Step) -> Option<NoteId> {
        self.lists.with_value(|lists| lists.borrow().beside(note, step))
    }

    /// Makes a note its layer's tab stop, unless notes are being moved.
    pub(super) fn stop_at(self, note: NoteId) {
        if let Some(lists) = self.lists.try_with_value(Rc::clone)
            && let Ok(mut lists) = lists.try_borrow_mut()
        {
            lists.stop_at(note);
        }
    }
}
