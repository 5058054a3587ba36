//! Pointer and keyboard on notes: one set of listeners on the board serves every note.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement, MouseEvent};

use super::action::NoteAction;
use super::context::Notes;
use super::editor::editor_of;
use super::list::Step;
use super::open_menu::{Menu, MenuKind};
use crate::core::app::{BoardEvent, Curtain, Toast};
use crate::core::board::agreement::Source;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::voting::{Pole, Target};
use crate::core::command::Command;
use crate::core::document::id::NoteId;
use crate::strings::label;
use crate::ui::kit::{Key, closest_data, focus_first, focus_soon, is_within};
use crate::ui::state::view::note_of_key;

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
    /// A click anywhere on the board.
    pub(crate) fn clicked(self, event: &MouseEvent) {
        let Some((button, action)) = NoteAction::at(event.target()) else {
            if let Some(picked) = self.picked.get_untracked() {
                // A link in the chosen note is not followed.
                event.prevent_default();
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
        let on_control = is_within(event.target(), "a") || NoteAction::at(event.target()).is_some();
        if let Some(note) = closest_data(event.target(), "data-note").and_then(|(_, key)| note_of_key(&key)).filter(|_| !on_control) {
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
                    // Only the element knows whether its tools are shown; the board does not.
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
            // The dot is placed once the voter is known.
            (None, Vote::Add) => self.ask_who_votes(Some((target, pole))),
            (None, Vote::Take) => self.ask_who_votes(None),
        }
    }

    fn ask_who_votes(self, dot: Option<(Target, Pole)>) {
        self.dispatch.send(BoardEvent::DrawCurtain(Curtain::WhoVotes { dot }));
    }

    /// While a note is picked for grouping, a click on another note groups them.
    fn choose_other(self, picked: NoteId, target: Option<web_sys::EventTarget>) {
        let key = closest_data(target, "data-note").map(|(_, key)| key);
        if let Some(note) = key.and_then(|key| note_of_key(&key)).filter(|note| *note != picked) {
            self.pick(note);
        }
    }

    /// Picks a note for grouping; if one is picked already, groups them.
    fn pick(self, note: NoteId) {
        match self.picked.get_untracked() {
            None => {
                self.picked.set(Some(note));
                self.view.announce(Toast::Plain, String::from(label::CHOOSE_OTHER_NOTE));
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

    /// A key on a note: arrows between notes, Enter edits, M moves, C colours, Delete deletes, plus and minus vote.
    pub(crate) fn key(self, key: &Key) {
        let name = key.name.as_str();
        // Most keystrokes are letters typed in a field.
        let in_field = key.target().is_some_and(|target| target.has_type::<HtmlTextAreaElement>());
        if in_field && name != "Enter" && name != "Escape" {
            return;
        }
        if let Some((field, note)) = editor_of(key.event()) {
            return self.editor_key(key, &field, note);
        }
        let Some((article, id)) = closest_data(key.target(), "data-note") else { return };
        let on_note = key.target().as_ref() == Some(article.as_ref());
        let Some(note) = note_of_key(&id).filter(|_| on_note && !key.is_shortcut()) else { return };
        let Some(act) = NoteKey::of(name, untrack(|| self.view.stage()), self.picked.get_untracked().is_some()) else { return };
        match act {
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
        key.take();
    }

    /// The note that gets the focus becomes its layer's tab stop.
    pub(crate) fn focused(self, event: &web_sys::FocusEvent) {
        let note = closest_data(event.target(), "data-note").and_then(|(_, key)| note_of_key(&key));
        if let Some(note) = note {
            self.stop_at(note);
        }
    }
}

/// The note or layer that an element on the board belongs to.
fn target_of(element: &Element) -> Option<Target> {
    let target = Some(element.clone().into());
    if let Some((_, key)) = closest_data(target.clone(), "data-note") {
        return note_of_key(&key).map(Target::Note);
    }
    let (_, number) = closest_data(target, "data-layer")?;
    number.parse().ok().and_then(Layer::from_number).map(Target::Layer)
}
