//! A note on the board. Its buttons say what they are in `data-act`; one listener on the board acts for all notes, so that a
//! thousand notes bring no thousand listeners.

use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use super::kit::{Shown, changing, on, text, when_drawn};
use super::note_actions::use_notes;
use super::view::{ReadNote, note_key, use_dispatch, use_view};
use crate::core::app::Event;
use crate::core::command::Command;
use crate::core::id::NoteId;
use crate::core::stage::Stage;
use crate::core::text::initials;
use crate::strings::{self, label};

/// A note in its layer's list.
#[component]
pub fn Note(note: NoteId) -> impl IntoView {
    let content = use_view().note(note)?;
    let editing = use_notes().editing(note);
    let [name, words, colour, author, title, dots] = std::array::from_fn(|_| content.clone());
    let shown = view! {
        <li class="slot">
            <article class="note" tabindex="-1" data-note=note_key(note)
                data-colour=text(move || colour.with(|view| String::from(strings::colour(view.colour))))
                aria-label=text(move || name.with(|view| view.text.clone()))>
                {changing(move || match editing.get() {
                    Shown::No => {
                        let words = words.clone();
                        view! { <p class="note__text">{text(move || words.with(|view| view.text.clone()))}</p> }.into_any()
                    }
                    Shown::Yes => view! { <Editor note=note/> }.into_any(),
                })}
                <div class="note__foot">
                    <span class="note__author" title=text(move || author_name(&title))>{text(move || initials(&author_name(&author)))}</span>
                    <Dots shown=Signal::derive(move || dots.with(|view| view.dots)) tab="-1"/>
                    {leptos::html::div().class("note__controls").directive(with_controls, ())}
                </div>
            </article>
        </li>
    };
    Some(shown)
}

thread_local! {
    /// The controls of a note. They are the same on every note, so they are made once and copied: a thousand notes are there
    /// in half the time.
    static CONTROLS: Option<[Element; 2]> = controls();
}

/// Puts the controls of a note into their place.
fn with_controls(place: Element) {
    CONTROLS.with(|controls| {
        for control in controls.iter().flatten() {
            if let Ok(copy) = control.clone_node_with_deep(true) {
                // A place that was just made takes its children.
                let _ = place.append_child(&copy);
            }
        }
    });
}

fn controls() -> Option<[Element; 2]> {
    let tools = made("div", &[("class", "note__tools")])?;
    let each = [
        ("tool tool--edit", "edit", label::EDIT_NOTE),
        ("tool tool--move", "move", label::MOVE_NOTE),
        ("tool tool--colour", "colour", label::COLOUR),
        ("tool tool--delete", "delete", label::DELETE_NOTE),
    ];
    for (class, act, name) in each {
        let tool = control(class, act, name)?;
        if matches!(act, "move" | "colour") {
            let _ = tool.set_attribute("aria-haspopup", "menu");
        }
        let _ = tools.append_child(&tool);
    }
    Some([control("note__more", "more", label::NOTE_TOOLS)?, tools])
}

fn control(class: &str, act: &str, name: &str) -> Option<Element> {
    made("button", &[("class", class), ("data-act", act), ("aria-label", name), ("title", name), ("tabindex", "-1")])
}

fn made(tag: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    // Plain names are always accepted; an element that is missing would be missing from every note.
    let Ok(element) = document().create_element(tag) else { return None };
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value);
    }
    Some(element)
}

fn author_name(view: &ReadNote) -> String {
    view.with(|view| view.author.clone().unwrap_or_default())
}

/// The dots of a note or a layer: in Vote with buttons to add one and take one back, in Read the total.
#[component]
pub fn Dots(shown: Signal<u32>, tab: &'static str) -> impl IntoView {
    let stage = use_view().stage;
    let none = move || String::from(if shown.get() == 0 { "true" } else { "false" });
    changing(move || {
        match stage.get() {
        Stage::Write => ().into_any(),
        Stage::Read => view! { <span class="dots">{changing(move || dot_marks(shown.get()))}</span> }.into_any(),
        Stage::Vote => view! {
            <span class="dots dots--open">
                <button class="dots__take" data-act="take" tabindex=tab aria-label=label::TAKE_DOT title=label::TAKE_DOT aria-disabled=text(none)>"−"</button>
                {changing(move || dot_marks(shown.get()))}
                <button class="dots__add" data-act="dot" tabindex=tab aria-label=label::ADD_DOT title=label::ADD_DOT>"+"</button>
            </span>
        }
        .into_any(),
    }
    })
}

/// Up to three dots are drawn one by one, more as a number; the words are for those who listen.
fn dot_marks(number: u32) -> AnyView {
    let drawn = if number <= 3 { number } else { 1 };
    let count = (number > 3).then(|| view! { <b class="dots__number">{number.to_string()}</b> });
    match number {
        0 => ().into_any(),
        _ => view! {
            <span class="dots__marks" role="img" aria-label=strings::dots(number)>
                {(0..drawn).map(|_| view! { <i class="dot"></i> }).collect_view()}{count}
            </span>
        }
        .into_any(),
    }
}

/// The field in which a note's text is edited in place. Every keystroke is a change; Enter and Escape end the editing.
#[component]
fn Editor(note: NoteId) -> impl IntoView {
    let (view, dispatch, notes) = (use_view(), use_dispatch(), use_notes());
    let element = NodeRef::<html::Textarea>::new();
    when_drawn(move || {
        if let Some(field) = element.get() {
            let start = view.note(note).map_or_else(String::new, |content| content.with_untracked(|view| view.text.clone()));
            field.set_value(&start);
            super::kit::focus_first(&field);
            let end = start.encode_utf16().count() as u32;
            // A field that refuses a selection keeps its own caret.
            let _ = field.set_selection_range(end, end);
        }
    });
    // The field also loses the focus while it is being taken away: then only the event is left to ask.
    let finish = move |typed: String| {
        dispatch.send(Event::EndTyping);
        let kept = view.note(note).is_none_or(|content| content.with_untracked(|view| view.text == typed));
        // A text that was refused stays open to be shortened; an emptied one goes back to what it was.
        if kept || typed.trim().is_empty() {
            notes.end_editing(note);
        }
    };
    view! {
        <div class="note__room"></div>
        <textarea class="note__editor" node_ref=element aria-label=label::NOTE_TEXT rows="3"
            on:input=on(move |event| dispatch.act(Command::EditNote { note, text: event_target_value(&event) }))
            on:blur=on(move |event| finish(event_target_value(&event)))
            on:keydown=on(move |event: web_sys::KeyboardEvent| {
                event.stop_propagation();
                let done = event.key() == "Escape" || (event.key() == "Enter" && !event.shift_key() && !event.is_composing());
                if done {
                    event.prevent_default();
                    finish(event_target_value(&event));
                    super::note_actions::focus_note(note);
                }
            })
        ></textarea>
    }
}
