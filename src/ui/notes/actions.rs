//! What the pointer and the keyboard do to notes: one set of listeners on the board, for every note on it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement, KeyboardEvent, MouseEvent};

use super::editor::editor_of;
use super::list::NoteLists;
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
use crate::ui::kit::{El, closest_data, focus_first, focus_soon, when_drawn};
use crate::ui::state::view::{Dispatch, View, note_key, note_of_key, use_dispatch, use_view};

/// What the views of the notes share.
#[derive(Clone, Copy)]
pub(crate) struct Notes {
    pub view: View,
    pub dispatch: Dispatch,
    lists: StoredValue<Rc<RefCell<NoteLists>>, LocalStorage>,
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
        menu: RwSignal::new(None),
        picked: RwSignal::new(None),
        agreement: RwSignal::new(None),
    };
    when_drawn(move || {
        view.track_notes();
        lists.borrow_mut().repaint();
    });
    when_drawn(move || {
        let picked = notes.picked.get().and_then(note_element);
        if let Ok(Some(before)) = document().query_selector(".note--picked") {
            let _ = before.class_list().remove_1("note--picked");
        }
        if let Some(picked) = picked {
            let _ = picked.class_list().add_1("note--picked");
        }
    });
    provide_context(notes);
    notes
}

/// What the notes share, from the context.
pub(crate) fn use_notes() -> Notes {
    expect_context::<Notes>()
}

/// The element of a note.
pub(crate) fn note_element(note: NoteId) -> Option<Element> {
    let selector = String::from("[data-note=\"") + &note_key(note) + "\"]";
    document().query_selector(&selector).ok().flatten()
}

/// Brings a note into focus once it is shown.
pub(crate) fn focus_note(note: NoteId) {
    focus_soon(move || note_element(note));
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

    /// Whether notes are being painted and moved.
    pub(crate) fn is_painting(self) -> bool {
        self.lists.try_with_value(|lists| lists.try_borrow().is_err()).unwrap_or(true)
    }

    /// A click anywhere on the board.
    pub(crate) fn clicked(self, event: &MouseEvent) {
        let Some((button, act)) = closest_data(event.target(), "data-act") else {
            if let Some(picked) = self.picked.get_untracked() {
                self.choose_other(picked, event.target());
            }
            return;
        };
        let target = target_of(&button);
        match (act.as_str(), target) {
            ("dot" | "take" | "dot-loose" | "take-loose", Some(target)) => self.vote(target, &act),
            ("agree", Some(Target::Note(note))) => self.agree_on(Source::Note(note)),
            ("agree", Some(Target::Layer(layer))) => self.agree_on(Source::Layer(layer)),
            (_, Some(Target::Note(note))) => self.act_on_note(note, &act, &button),
            (_, Some(Target::Layer(_)) | None) => {}
        }
    }

    /// A double click anywhere on the board.
    pub(crate) fn double_clicked(self, event: &MouseEvent) {
        let on_control = closest_data(event.target(), "data-act").is_some();
        if let Some(note) = closest_data(event.target(), "data-note").and_then(|(_, key)| note_of_key(&key)).filter(|_| !on_control) {
            self.edit(note);
        }
    }

    fn act_on_note(self, note: NoteId, act: &str, button: &Element) {
        match act {
            "edit" => self.edit(note),
            "delete" => self.delete(note),
            "group" => self.pick(note),
            "open-group" => self.view.toggle_group(note),
            "move" => self.menu.set(Some(Menu::at(button, note, MenuKind::Move))),
            "colour" => self.menu.set(Some(Menu::at(button, note, MenuKind::Colour))),
            "more" => {
                if let Some(element) = note_element(note) {
                    // Which notes show their tools is no state of the board: the element alone knows.
                    let _ = element.class_list().toggle("note--open");
                }
            }
            _ => {}
        }
    }

    fn vote(self, target: Target, act: &str) {
        let Some(voter) = untrack(|| self.view.current_user()).person() else {
            return self.ask_who_votes(target, act);
        };
        match act {
            "dot" => self.dispatch.act(Command::AddDot { voter, target, pole: Pole::Tight }),
            "take" => self.dispatch.act(Command::TakeDot { voter, target, pole: Pole::Tight }),
            "dot-loose" => self.dispatch.act(Command::AddDot { voter, target, pole: Pole::Loose }),
            "take-loose" => self.dispatch.act(Command::TakeDot { voter, target, pole: Pole::Loose }),
            _ => {}
        }
    }

    /// It is not known who votes: once it is, the dot that was asked for is put.
    fn ask_who_votes(self, target: Target, act: &str) {
        let pole = match act {
            "dot" => Some(Pole::Tight),
            "dot-loose" => Some(Pole::Loose),
            _ => None,
        };
        self.dispatch.send(BoardEvent::DrawCurtain(Curtain::WhoVotes { dot: pole.map(|pole| (target, pole)) }));
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
                focus_note(note);
            }
        }
    }

    /// Deletes a note and moves the focus to its neighbour.
    fn delete(self, note: NoteId) {
        let neighbour = self.view.layer_of(note).map(|layer| {
            let list = untrack(|| self.view.notes_of(layer));
            let place = list.iter().position(|other| *other == note).unwrap_or(0);
            let next = list.get(place + 1).or_else(|| place.checked_sub(1).and_then(|before| list.get(before))).copied();
            (layer, next)
        });
        self.dispatch.act(Command::DeleteNote(note));
        match neighbour {
            Some((_, Some(next))) => focus_note(next),
            Some((layer, None)) => focus_soon(move || add_button(layer)),
            None => {}
        }
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
        let button =
            |act: &str| article.query_selector(&(String::from("[data-act=") + act + "]")).ok().flatten().unwrap_or_else(|| article.clone());
        match name.as_str() {
            "ArrowRight" | "ArrowDown" => focus_at(&article, Step::Next),
            "ArrowLeft" | "ArrowUp" => focus_at(&article, Step::Previous),
            "Home" => focus_at(&article, Step::First),
            "End" => focus_at(&article, Step::Last),
            "Enter" if self.picked.get_untracked().is_some() => self.pick(note),
            "Enter" | "F2" => self.edit(note),
            "Delete" | "Backspace" => self.delete(note),
            "g" | "G" if untrack(|| self.view.stage()) == Stage::Group => self.pick(note),
            "m" | "M" => self.menu.set(Some(Menu::at(&button("move"), note, MenuKind::Move))),
            "c" | "C" => self.menu.set(Some(Menu::at(&button("colour"), note, MenuKind::Colour))),
            "+" | "=" if untrack(|| self.view.stage()) == Stage::Vote => self.vote(Target::Note(note), "dot"),
            "-" if untrack(|| self.view.stage()) == Stage::Vote => self.vote(Target::Note(note), "take"),
            _ => return,
        }
        event.prevent_default();
    }

    /// The focus came to something on the board: the note it is in becomes its layer's tab stop.
    pub(crate) fn focused(self, event: &web_sys::FocusEvent) {
        let Some((article, _)) = closest_data(event.target(), "data-note") else { return };
        let Ok(Some(list)) = article.closest(".notes") else { return };
        make_tab_stop(&list, &article);
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

/// The button that adds a note to a layer.
pub(crate) fn add_button(layer: Layer) -> Option<Element> {
    let selector = String::from("[data-layer=\"") + &(layer as u8).to_string() + "\"] .add";
    document().query_selector(&selector).ok().flatten()
}

/// Each layer is one stop of the Tab key: the note that had the focus last, with its buttons behind it.
fn make_tab_stop(list: &Element, article: &Element) {
    let stop = "[tabindex=\"0\"]";
    if let Ok(before) = list.query_selector_all(stop) {
        for place in 0..before.length() {
            set_tab_index(before.item(place).as_ref(), "-1");
        }
    }
    set_tab_index(Some(article.as_ref()), "0");
    if let Ok(buttons) = article.query_selector_all("button") {
        for place in 0..buttons.length() {
            set_tab_index(buttons.item(place).as_ref(), "0");
        }
    }
}

fn set_tab_index(node: Option<&web_sys::Node>, to: &str) {
    use wasm_bindgen::JsCast;
    if let Some(element) = node.and_then(|node| node.dyn_ref::<Element>()) {
        // Setting a plain attribute cannot fail.
        let _ = element.set_attribute("tabindex", to);
    }
}

/// Gives a layer its one tab stop, if its list has none, or several because notes came from elsewhere.
pub(crate) fn ensure_tab_stop(list: &Element) {
    let first = |selector| list.query_selector(selector).ok().flatten();
    let stops = list.query_selector_all("article[tabindex=\"0\"]").map_or(0, |stops| stops.length());
    let kept = match stops {
        0 => first("article"),
        1 => None,
        _ => first("article:focus-within").or_else(|| first("article[tabindex=\"0\"]")),
    };
    match kept {
        Some(article) if stops == 0 => set_tab_index(Some(article.as_ref()), "0"),
        Some(article) => make_tab_stop(list, &article),
        None => {}
    }
}

/// Where the arrow keys lead.
enum Step {
    Next,
    Previous,
    First,
    Last,
}

fn focus_at(article: &Element, step: Step) {
    let (Ok(Some(list)), Some(cell)) = (article.closest(".notes"), article.parent_element()) else { return };
    let chunk = cell.parent_element();
    let cell = match step {
        Step::Next => cell.next_element_sibling().or_else(|| chunk?.next_element_sibling()?.first_element_child()),
        Step::Previous => cell.previous_element_sibling().or_else(|| chunk?.previous_element_sibling()?.last_element_child()),
        Step::First => list.first_element_child().and_then(|chunk| chunk.first_element_child()),
        Step::Last => list.last_element_child().and_then(|chunk| chunk.last_element_child()),
    };
    if let Some(article) = cell.and_then(|cell| cell.first_element_child()) {
        focus_first(&article);
    }
}
