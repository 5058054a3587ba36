//! The composer adds notes to a layer: a button that becomes a field. Enter saves and opens the next, Shift+Enter breaks the line, Escape
//! ends.
//!
//! The draft survives when the field is left: a click elsewhere never loses a half-written note.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};

use super::context::use_notes;
use crate::core::app::{BoardEvent, Curtain};
use crate::core::board::Colour;
use crate::core::board::layer::Layer;
use crate::core::board::voting::Secrecy;
use crate::core::command::Command;
use crate::core::document::list::{PastedNotes, pasted_notes};
use crate::core::document::text::{NOTE_LIMIT, within};
use crate::core::replica::private_store::CurrentUser;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, Key, OWN_FORM, button, el, focus_first, focus_soon, in_one_spelling, typed_text, when_drawn};
use crate::ui::state::view::{View, use_dispatch, use_view};

/// The button or field at the end of a layer.
pub(crate) fn composer(notes: El, layer: Layer) -> El {
    let (view, dispatch, shared) = (use_view(), use_dispatch(), use_notes());
    let draft = StoredValue::new(untrack(|| view.unfinished_note(layer)));
    // A note that was left unfinished is shown, and does not take the focus.
    let writing = RwSignal::new(!draft.read_value().is_empty());
    let takes_focus = StoredValue::new(!writing.get_untracked());
    let asked = StoredValue::new(false);
    let begin = move || {
        if view.asks_who_writes() {
            asked.set_value(true);
            dispatch.send(BoardEvent::DrawCurtain(Curtain::WhoWrites));
        } else {
            writing.set(true);
        }
    };
    let drafts = StoredValue::new(Drafts::new());
    let had = StoredValue::new(untrack(|| view.current_user()));
    when_drawn(move || {
        let (current_user, before) = (view.current_user(), had.get_value());
        had.set_value(current_user);
        if current_user != before {
            drafts.update_value(|drafts| draft.update_value(|draft| change_user(view, drafts, draft, before, current_user, writing)));
            let kept = if draft.read_value().is_empty() { untrack(|| view.unfinished_note(layer)) } else { String::new() };
            if !kept.is_empty() {
                draft.set_value(kept);
                takes_focus.set_value(false);
                writing.set(true);
            }
        }
        // After the person has said who writes, the field opens.
        if current_user != CurrentUser::Locked && std::mem::replace(&mut *asked.write_value(), false) && current_user.person().is_some() {
            writing.set(true);
        }
    });
    // What was typed in a note that has changed or gone.
    when_drawn(move || {
        if let Some((_, words)) = shared.unfinished.get().filter(|(of, _)| *of == layer) {
            shared.unfinished.set(None);
            draft.update_value(|draft| {
                if !draft.trim().is_empty() {
                    draft.push('\n');
                }
                draft.push_str(&words);
            });
            dispatch.keep_draft(layer, draft.get_value());
            // Somebody who has gone on elsewhere stays there.
            takes_focus.set_value(document().active_element().is_none_or(|element| element.tag_name() == "BODY"));
            writing.set(true);
        }
    });
    notes.changing(move || {
        Some(match writing.get() {
            false => {
                let add = button("add", label::ADD, begin).attr("aria-label", &strings::add_note(layer));
                shared.set_add_button(layer, Some(add.clone()));
                add
            }
            true => {
                shared.set_add_button(layer, None);
                composer_field(layer, writing, draft, std::mem::replace(&mut *takes_focus.write_value(), true))
            }
        })
    })
}

/// The unfinished drafts of other users of this device.
type Drafts = Vec<(CurrentUser, String)>;

/// Keeps a draft per user in private writing, so that nobody sees what another has begun to write.
fn change_user(
    view: View,
    drafts: &mut Drafts,
    draft: &mut String,
    before: CurrentUser,
    current_user: CurrentUser,
    writing: RwSignal<bool>,
) {
    let private = view.board(|board| board.note_secrecy() == Secrecy::Hidden);
    keep_drafts_apart(drafts, draft, [before, current_user], private.then_some(writing));
}

fn keep_drafts_apart(drafts: &mut Drafts, draft: &mut String, [before, current_user]: [CurrentUser; 2], private: Option<RwSignal<bool>>) {
    if let Some(writing) = private {
        drafts.push((before, std::mem::take(draft)));
        drafts.retain(|(_, draft)| !draft.trim().is_empty());
        writing.set(false);
    }
    if let Some(own) = drafts.iter().position(|(user, _)| *user == current_user).filter(|_| draft.is_empty()) {
        *draft = drafts.remove(own).1;
    }
}

fn composer_field(layer: Layer, writing: RwSignal<bool>, draft: StoredValue<String>, takes_focus: bool) -> El {
    let (view, dispatch, shared) = (use_view(), use_dispatch(), use_notes());
    let number = move || view.board(|board| board.notes_of(layer).len());
    // A signal of a type of its own would weigh more than the rest of this file.
    let (pasted, is_offered) = (Rc::new(RefCell::new(None::<Pasted>)), RwSignal::new(false));
    let field = el("textarea", "composer__field").attrs(&[("aria-label", &strings::new_note(layer)), ("rows", "3"), OWN_FORM]);
    let drawn = field.clone();
    when_drawn(move || {
        drawn.known::<HtmlTextAreaElement>().set_value(&draft.get_value());
        if takes_focus {
            focus_first(drawn.node());
        }
    });
    let element = field.clone();
    let keep = move |text: String| {
        draft.set_value(text.clone());
        dispatch.keep_draft(layer, text);
    };
    let add = Rc::new(move |texts: Vec<String>, rest: String| {
        let before = number();
        let (author, colour) = untrack(|| {
            let vote = view.vote();
            let colour = vote.people.iter().find(|person| Some(person.id) == vote.person).map(|person| person.colour);
            (vote.person, colour.unwrap_or(Colour::Butter))
        });
        dispatch.typed(Command::AddNotes { layer, texts, colour, author });
        // A rejected text stays in the field.
        if number() > before {
            element.known::<HtmlTextAreaElement>().set_value(&rest);
            keep(rest);
            focus_first(element.node());
            is_offered.set(false);
        }
    });
    let end = move || {
        writing.set(false);
        focus_soon(move || shared.add_button(layer));
    };
    // `blur` also fires while the field is being removed; then only the event still has the text.
    let left = move |event: web_sys::Event| {
        if event_target_value(&event).trim().is_empty() {
            writing.try_set(false);
        }
    };
    let (element, add_one) = (field.clone(), add.clone());
    let on_key = move |key: Key| match key.name.as_str() {
        "Enter" if !key.has_shift() => {
            key.take();
            let text = value(&element);
            if text.trim().is_empty() {
                end();
            } else {
                add_one(vec![text], String::new());
            }
        }
        "Escape" => {
            key.take();
            end();
        }
        _ => {}
    };
    let (typed, offer, changed) = (field.clone(), pasted.clone(), pasted.clone());
    let field = field
        .on_key(on_key)
        .on("paste", move |event| {
            let read = Pasted::of(&event);
            // Shown anew, if another text is pasted.
            is_offered.set(false);
            is_offered.set(read.is_some());
            offer.replace(read);
        })
        .on("input", move |_: web_sys::Event| {
            let text = value(&typed);
            // What is offered follows what stands in the field.
            let read = changed.borrow().as_ref().filter(|_| is_offered.get_untracked()).map(|pasted| pasted.split(&text).0);
            if let (Some(read), Some(pasted)) = (read, changed.borrow_mut().as_mut()) {
                pasted.read = read;
                is_offered.set(!pasted.read.notes.is_empty());
            }
            keep(text);
        })
        .on("blur", left);
    let element = field.clone();
    el("div", "composer").child(field).changing(move || {
        is_offered.get().then(|| pasted.borrow().clone()).flatten().map(|around| {
            let (element, whole, add) = (element.clone(), element.clone(), add.clone());
            let PastedNotes { notes, headings } = around.read.clone();
            let count = notes.len();
            let one = move || {
                is_offered.set(false);
                focus_first(element.node());
            };
            let each = move || {
                let (PastedNotes { notes, .. }, rest) = around.split(&value(&whole));
                add(notes, rest);
            };
            let shown = notes.iter().take(SHOWN_NOTES).map(|note| el("li", "").text(note));
            let too_long = notes.iter().position(|note| within(note, NOTE_LIMIT).is_err());
            el("div", "composer__offer")
                .attr("role", "group")
                .child(el("p", "").text(&strings::paste_offer(count, headings, layer)))
                .child(el("ol", "composer__pasted").children(shown))
                .with(|offer| match strings::paste_more(count.saturating_sub(SHOWN_NOTES)) {
                    Some(more) => offer.child(el("p", "").text(&more)),
                    None => offer,
                })
                .with(|offer| match too_long {
                    Some(at) => {
                        offer.child(el("p", "composer__too-long").text(&strings::paste_too_long(at + 1, notes[at].chars().count())))
                    }
                    None => offer.child(button("primary", &strings::paste_notes(count), each)),
                })
                .child(button("quiet", label::KEEP_ONE, one))
        })
    })
}

/// The most notes of a pasted text that are shown before they are made.
const SHOWN_NOTES: usize = 6;

fn value(field: &El) -> String {
    typed_text(field.known())
}

/// A text of several lines that was pasted into the field.
#[derive(Clone)]
struct Pasted {
    read: PastedNotes,
    /// What stood before and behind it.
    around: [String; 2],
}

impl Pasted {
    fn of(event: &ClipboardEvent) -> Option<Pasted> {
        let Ok(text) = event.clipboard_data()?.get_data("text/plain") else { return None };
        let read = pasted_notes(&text);
        let field: HtmlTextAreaElement = event.target()?.unchecked_into();
        // The positions count UTF-16 units.
        let units: Vec<u16> = field.value().encode_utf16().collect();
        let place = |place: Result<Option<u32>, _>| place.unwrap_or(None).map_or(units.len(), |at| units.len().min(at as usize));
        let (start, end) = (place(field.selection_start()), place(field.selection_end()));
        let around = [&units[..start], &units[end.max(start)..]].map(|units| in_one_spelling(String::from_utf16_lossy(units)));
        (!read.notes.is_empty() && read.notes.len() + read.headings > 1).then_some(Pasted { read, around })
    }

    /// The notes in the pasted text as it stands in the field now, and what stood there before.
    fn split(&self, text: &str) -> (PastedNotes, String) {
        let [before, behind] = &self.around;
        match text.strip_prefix(before.as_str()).and_then(|rest| rest.strip_suffix(behind.as_str())) {
            Some(pasted) => (pasted_notes(pasted), self.around.concat()),
            // Somebody has changed what stood there: all of it is meant.
            None => (pasted_notes(text), String::new()),
        }
    }
}
