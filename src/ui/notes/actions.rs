//! What the pointer and the keyboard do to notes: one set of listeners on the board, for every note on it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement, KeyboardEvent, MouseEvent};

use super::action::NoteAction;
use super::editor::editor_of;
use super::list::{NoteLists, Step};
use super::menu::{Menu, MenuKind};
use super::note::NoteElement;
use crate::core::app::{BoardEvent, Curtain};
use crate::core::board::agreement::Source;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::voting::{Pole, Target};
use crate::core::command::Command;
use crate::core::document::id::{AgreementId, NoteId};
use crate::strings::label;
use crate::ui::kit::{El, closest_data, focus_first, focus_in_place, focus_soon, when_drawn};
use crate::ui::state::view::{Dispatch, View, note_of_key, use_dispatch, use_view};

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

/// Whether a dot is added or taken back.
#[derive(Clone, Copy)]
enum Vote {
    Add,
    Take,
}

/// What a key does on a note.
#[derive(Clone, Copy)]
enum NoteKey {
    Go(Step),
    Act(NoteAction),
}

impl NoteKey {
    fn of(name: &str, stage: Stage, is_picking: bool) -> Option<NoteKey> {
        Some(match name {
            "ArrowRight" | "ArrowDown" => NoteKey::Go(Step::Next),
            "ArrowLeft" | "ArrowUp" => NoteKey::Go(Step::Previous),
            "Home" => NoteKey::Go(Step::First),
            "End" => NoteKey::Go(Step::Last),
            "Enter" if is_picking => NoteKey::Act(NoteAction::Group),
            "Enter" | "F2" => NoteKey::Act(NoteAction::Edit),
            "Delete" | "Backspace" => NoteKey::Act(NoteAction::Delete),
            "g" | "G" if stage == Stage::Group => NoteKey::Act(NoteAction::Group),
            "m" | "M" => NoteKey::Act(NoteAction::Move),
            "c" | "C" => NoteKey::Act(NoteAction::Colour),
            "+" | "=" if stage == Stage::Vote => NoteKey::Act(NoteAction::AddTight),
            "-" if stage == Stage::Vote => NoteKey::Act(NoteAction::TakeTight),
            _ => return None,
        })
    }
}

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

    /// A click anywhere on the board.
    pub(crate) fn clicked(self, event: &MouseEvent) {
        let Some((button, action)) = NoteAction::at(event.target()) else {
            if let Some(picked) = self.picked.get_untracked() {
                self.choose_other(picked, event.target());
            }
            return;
        };
        if let Some(target) = target_of(&button) {
            self.act(action, target, &button);
        }
    }

    /// A double click anywhere on the board.
    pub(crate) fn double_clicked(self, event: &MouseEvent) {
        let on_button = NoteAction::at(event.target()).is_some();
        if let Some(note) = closest_data(event.target(), "data-note").and_then(|(_, key)| note_of_key(&key)).filter(|_| !on_button) {
            self.edit(note);
        }
    }

    fn act(self, action: NoteAction, on: Target, button: &Element) {
        match (action, on) {
            (NoteAction::AddTight, on) => self.vote(Vote::Add, on, Pole::Tight),
            (NoteAction::TakeTight, on) => self.vote(Vote::Take, on, Pole::Tight),
            (NoteAction::AddLoose, on) => self.vote(Vote::Add, on, Pole::Loose),
            (NoteAction::TakeLoose, on) => self.vote(Vote::Take, on, Pole::Loose),
            (NoteAction::Agree, Target::Note(note)) => self.agree_on(Source::Note(note)),
            (NoteAction::Agree, Target::Layer(layer)) => self.agree_on(Source::Layer(layer)),
            (NoteAction::Edit, Target::Note(note)) => self.edit(note),
            (NoteAction::Delete, Target::Note(note)) => self.delete(note),
            (NoteAction::Group, Target::Note(note)) => self.pick(note),
            (NoteAction::OpenGroup, Target::Note(note)) => self.view.toggle_group(note),
            (NoteAction::Move, Target::Note(note)) => self.menu.set(Some(Menu::at(button, note, MenuKind::Move))),
            (NoteAction::Colour, Target::Note(note)) => self.menu.set(Some(Menu::at(button, note, MenuKind::Colour))),
            (NoteAction::More, Target::Note(note)) => {
                if let Some(article) = self.article(note) {
                    // Which notes show their tools is no state of the board: the element alone knows.
                    let _ = article.class_list().toggle("note--open");
                }
            }
            // A layer has no such buttons.
            (
                NoteAction::Edit
                | NoteAction::Delete
                | NoteAction::Group
                | NoteAction::OpenGroup
                | NoteAction::Move
                | NoteAction::Colour
                | NoteAction::More,
                Target::Layer(_),
            ) => {}
        }
    }

    fn vote(self, vote: Vote, target: Target, pole: Pole) {
        match (untrack(|| self.view.current_user()).person(), vote) {
            (Some(voter), Vote::Add) => self.dispatch.act(Command::AddDot { voter, target, pole }),
            (Some(voter), Vote::Take) => self.dispatch.act(Command::TakeDot { voter, target, pole }),
            // Once the voter is known, the dot is put.
            (None, Vote::Add) => self.ask_who_votes(Some((target, pole))),
            (None, Vote::Take) => self.ask_who_votes(None),
        }
    }

    fn ask_who_votes(self, dot: Option<(Target, Pole)>) {
        self.dispatch.send(BoardEvent::DrawCurtain(Curtain::WhoVotes { dot }));
    }

    /// While a note waits for the one it is put together with: a click on another note chooses that.
    fn choose_other(self, picked: NoteId, target: Option<web_sys::EventTarget>) {
        let key = closest_data(target, "data-note").map(|(_, key)| key);
        if let Some(note) = key.and_then(|key| note_of_key(&key)).filter(|note| *note != picked) {
            self.pick(note);
        }
    }

    /// Picks a note to be put together with another; if one is picked already, they are put together.
    fn pick(self, note: NoteId) {
        match self.picked.get_untracked() {
            None => {
                self.picked.set(Some(note));
                self.view.announcement.set((true, String::from(label::CHOOSE_OTHER_NOTE)));
            }
            Some(picked) if picked == note => self.picked.set(None),
            Some(picked) => {
                self.picked.set(None);
                self.dispatch.act(Command::GroupNotes { note: picked, with: note });
                self.focus(note);
            }
        }
    }

    /// Deletes a note and moves the focus to its neighbour.
    fn delete(self, note: NoteId) {
        let neighbour = self.beside(note, Step::Next).or_else(|| self.beside(note, Step::Previous));
        let layer = self.view.layer_of(note);
        self.dispatch.act(Command::DeleteNote(note));
        match (neighbour, layer) {
            (Some(next), _) => self.focus(next),
            (None, Some(layer)) => focus_soon(move || self.add_button(layer)),
            (None, None) => {}
        }
    }

    fn beside(self, note: NoteId, step: Step) -> Option<NoteId> {
        self.lists.with_value(|lists| lists.borrow().beside(note, step))
    }

    /// A key on a note: arrows between notes, Enter edits, M moves, C colours, Delete deletes, plus and minus vote.
    pub(crate) fn key(self, event: &KeyboardEvent) {
        let name = event.key();
        // Most keys are letters in a field.
        let in_field = event.target().is_some_and(|target| target.has_type::<HtmlTextAreaElement>());
        if in_field && name != "Enter" && name != "Escape" {
            return;
        }
        if let Some((field, note)) = editor_of(event) {
            return self.editor_key(event, &name, &field.value(), note);
        }
        let Some((article, key)) = closest_data(event.target(), "data-note") else { return };
        let on_note = event.target().as_ref() == Some(article.as_ref());
        let Some(note) = note_of_key(&key).filter(|_| on_note && !event.ctrl_key() && !event.meta_key() && !event.alt_key()) else {
            return;
        };
        let Some(key) = NoteKey::of(&name, untrack(|| self.view.stage()), self.picked.get_untracked().is_some()) else { return };
        match key {
            NoteKey::Go(step) => {
                if let Some(article) = self.beside(note, step).and_then(|next| self.article(next)) {
                    focus_first(&article);
                }
            }
            NoteKey::Act(action) => {
                let button = action.button_in(&article).unwrap_or(article);
                self.act(action, Target::Note(note), &button);
            }
        }
        event.prevent_default();
    }

    /// The focus came to something on the board: the note it is in becomes its layer's tab stop.
    pub(crate) fn focused(self, event: &web_sys::FocusEvent) {
        let note = closest_data(event.target(), "data-note").and_then(|(_, key)| note_of_key(&key));
        if let (Some(note), Some(lists)) = (note, self.lists.try_with_value(Rc::clone))
            && let Ok(mut lists) = lists.try_borrow_mut()
        {
            lists.stop_at(note);
        }
    }
}

/// The target that an element on the board belongs to.
fn target_of(element: &Element) -> Option<Target> {
    let target = Some(element.clone().into());
    if let Some((_, key)) = closest_data(target.clone(), "data-note") {
        return note_of_key(&key).map(Target::Note);
    }
    let (_, number) = closest_data(target, "data-layer")?;
    number.parse().ok().and_then(Layer::from_number).map(Target::Layer)
}
