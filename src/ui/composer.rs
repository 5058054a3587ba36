//! Adding notes to a layer: a button that becomes a field. Enter saves and opens the next, Shift+Enter breaks the line, Escape ends.
//!
//! What is in the field when it is left stays in it: a half-written note is never lost by a click elsewhere.

use leptos::html;
use leptos::prelude::*;
use web_sys::{ClipboardEvent, HtmlTextAreaElement, KeyboardEvent};

use super::kit::{Shown, changing, focus_first, focus_soon, on, when_drawn};
use super::note_actions::add_button;
use super::view::{use_dispatch, use_view};
use crate::core::app::Event;
use crate::core::board::Colour;
use crate::core::command::Command;
use crate::core::layer::Layer;
use crate::core::text::pasted_notes;
use crate::strings::{self, label};

/// The button or field at the end of a layer.
#[component]
pub fn Composer(layer: Layer) -> impl IntoView {
    let writing = RwSignal::new(Shown::No);
    let draft = StoredValue::new(String::new());
    changing(move || match writing.get() {
        Shown::No => {
            let name = strings::add_note(layer);
            view! { <button class="add" aria-label=name on:click=on(move |_| writing.set(Shown::Yes))>{label::ADD}</button> }.into_any()
        }
        Shown::Yes => view! { <Field layer=layer writing=writing draft=draft/> }.into_any(),
    })
}

#[component]
fn Field(layer: Layer, writing: RwSignal<Shown>, draft: StoredValue<String>) -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let element = NodeRef::<html::Textarea>::new();
    let pasted = RwSignal::new(0);
    when_drawn(move || {
        if let Some(field) = element.get() {
            field.set_value(&draft.get_value());
            focus_first(&field);
        }
    });
    let colour = move || {
        view.vote.with_untracked(|vote| vote.people.iter().find(|person| Some(person.id) == vote.person).map(|person| person.colour))
    };
    let add = move |texts: Vec<String>| {
        let before = view.lists[layer as usize].with_untracked(Vec::len);
        let author = view.vote.with_untracked(|vote| vote.person);
        dispatch.send(Event::Do(Command::AddNotes { layer, texts, colour: colour().unwrap_or(Colour::Butter), author }));
        // A text that was refused stays in the field.
        if view.lists[layer as usize].with_untracked(Vec::len) > before {
            empty(element, draft);
            pasted.set(0);
        }
    };
    let end = move || {
        writing.set(Shown::No);
        focus_soon(move || add_button(layer));
    };
    // The field also loses the focus while it is being taken away: then only the event is left to ask.
    let left = move |event: web_sys::FocusEvent| {
        if event_target_value(&event).trim().is_empty() {
            writing.try_set(Shown::No);
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.shift_key() && !event.is_composing() => {
            event.prevent_default();
            let text = value(element);
            if text.trim().is_empty() {
                end();
            } else {
                add(vec![text]);
            }
        }
        "Escape" => {
            event.prevent_default();
            end();
        }
        _ => {}
    };
    view! {
        <div class="composer">
            <textarea class="composer__field" node_ref=element aria-label=strings::new_note(layer) rows="3"
                on:keydown=on(on_key)
                on:paste=on(move |event| pasted.set(pasted_lines(&event)))
                on:input=on(move |event| draft.set_value(event_target_value(&event)))
                on:blur=on(left)
            ></textarea>
            {changing(move || (pasted.get() > 1).then(|| {
                let lines = pasted.get();
                let all = move |_| add(pasted_notes(&value(element)));
                let one = move |_| {
                    pasted.set(0);
                    if let Some(field) = element.get_untracked() {
                        focus_first(&field);
                    }
                };
                view! {
                    <div class="composer__offer" role="group">
                        <p>{strings::paste_offer(lines)}</p>
                        <button class="primary" on:click=on(all)>{strings::paste_notes(lines)}</button>
                        <button class="quiet" on:click=on(one)>{label::KEEP_ONE}</button>
                    </div>
                }
            }))}
        </div>
    }
}

fn value(element: NodeRef<html::Textarea>) -> String {
    element.get_untracked().map_or_else(String::new, |field: HtmlTextAreaElement| field.value())
}

fn empty(element: NodeRef<html::Textarea>, draft: StoredValue<String>) {
    draft.set_value(String::new());
    if let Some(field) = element.get_untracked() {
        field.set_value("");
        focus_first(&field);
    }
}

/// How many notes the pasted text would make.
fn pasted_lines(event: &ClipboardEvent) -> usize {
    let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
    text.map_or(0, |text| pasted_notes(&text).len())
}
