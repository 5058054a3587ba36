//! The shared state of the views of notes, provided once per board: the lists on the page, and what is open or picked.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::list::{Interrupted, NoteLists, Step};
use super::note::NoteElement;
use super::open_menu::Menu;
use crate::core::app::{Apart, BoardEvent};
use crate::core::board::layer::Layer;
use crate::core::document::id::{AgreementId, NoteId};
use crate::ui::kit::{El, focus_in_place, focus_soon, when_drawn};
use crate::ui::state::view::{Dispatch, View, use_dispatch, use_view};

/// The state that the views of notes share.
#[derive(Clone, Copy)]
pub(crate) struct Notes {
    pub view: View,
    pub dispatch: Dispatch,
    lists: StoredValue<Rc<RefCell<NoteLists>>, LocalStorage>,
    /// The buttons that add a note to each layer, while shown.
    add_buttons: StoredValue<[Option<El>; 6], LocalStorage>,
    /// The open menu.
    pub menu: RwSignal<Option<Menu>>,
    /// The note picked for grouping, while the other note is still to be chosen.
    pub picked: RwSignal<Option<NoteId>>,
    /// What was typed in a note that has changed or gone, for the field for a new note on this layer.
    pub unfinished: RwSignal<Option<(Layer, String)>>,
    /// The open agreement.
    pub agreement: RwSignal<Option<AgreementId>>,
}

/// Provides the shared state of notes, and keeps the notes on the page up to date.
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
        unfinished: RwSignal::new(None),
        agreement: RwSignal::new(None),
    };
    when_drawn(move || {
        view.track_notes();
        let lost = lists.borrow_mut().repaint();
        if let Some(moved) = lost {
            focus_in_place(&moved);
        }
        let Interrupted { deleted, led, has_begun_apart } = lists.borrow_mut().take_interrupted();
        if has_begun_apart {
            queue_microtask(move || notes.dispatch.tell(BoardEvent::TypedApart(Apart::Begun)));
        }
        if !deleted.is_empty() || !led.is_empty() {
            queue_microtask(move || notes.keep_typing(deleted, led));
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

/// The shared state of notes, from the context.
pub(crate) fn use_notes() -> Notes {
    expect_context::<Notes>()
}

/// The class of the picked note.
const PICKED: &str = "note--picked";

impl Notes {
    /// The element that contains a layer's notes.
    pub(crate) fn place(self, layer: Layer) -> El {
        self.lists.with_value(|lists| lists.borrow().places[layer as usize].clone())
    }

    /// Runs an action on a note's element; `None` if the note or the board's view is gone.
    pub(crate) fn with_element<R>(self, note: NoteId, action: impl FnOnce(&mut NoteElement) -> R) -> Option<R> {
        let lists = self.lists.try_with_value(Rc::clone)?;
        lists.borrow_mut().element(note).map(action)
    }

    /// The focusable element of a note.
    pub(crate) fn article(self, note: NoteId) -> Option<Element> {
        self.with_element(note, |element| element.article().clone())
    }

    /// The cell of a note, which a drag moves.
    pub(crate) fn cell(self, note: NoteId) -> Option<Element> {
        self.with_element(note, |element| element.cell.clone())
    }

    /// Keeps what was typed in notes that others have deleted, and shows those that others have put into closed groups (F3).
    fn keep_typing(self, deleted: Vec<(Layer, String)>, led: Vec<NoteId>) {
        for (layer, words) in deleted {
            self.go_on_in_new_note(layer, words, Apart::NoteDeleted);
        }
        for note in led {
            self.view.toggle_group(untrack(|| self.view.board(|board| Some(board.leading(note)))).unwrap_or(note));
            self.edit(note);
        }
    }

    /// Focuses a note once it is shown.
    pub(crate) fn focus(self, note: NoteId) {
        focus_soon(move || self.article(note));
    }

    /// The button that adds a note to a layer.
    pub(crate) fn add_button(self, layer: Layer) -> Option<Element> {
        self.add_buttons.try_with_value(|buttons| buttons[layer as usize].as_ref().map(|button| button.node().clone())).flatten()
    }

    /// Sets the button that adds a note to a layer; `None` while the composer is open there.
    pub(crate) fn set_add_button(self, layer: Layer, button: Option<El>) {
        self.add_buttons.update_value(|buttons| buttons[layer as usize] = button);
    }

    /// Whether notes are being painted or moved just now.
    pub(crate) fn is_painting(self) -> bool {
        self.lists.try_with_value(|lists| lists.try_borrow().is_err()).unwrap_or(true)
    }

    /// The note in the direction of an arrow key.
    pub(super) fn beside(self, note: NoteId, step: Step) -> Option<NoteId> {
        self.lists.with_value(|lists| lists.borrow().beside(note, step))
    }

    /// Makes a note the tab stop of its layer, unless notes are being painted.
    pub(super) fn stop_at(self, note: NoteId) {
        if let Some(lists) = self.lists.try_with_value(Rc::clone)
            && let Ok(mut lists) = lists.try_borrow_mut()
        {
            lists.stop_at(note);
        }
    }
}
