//! A field in which somebody types, and what happens to it if its text changes elsewhere: the rules are in [`super::meanwhile`].
//!
//! Its state is in attributes of the element, so every field has it, whoever made it, and it ends with the element.

use js_sys::JsString;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlTextAreaElement};

use super::meanwhile::{Meanwhile, OpenField, is_same_text, meanwhile};

/// Marks a field whose text is apart from the board (F2), with the text that stands there.
const APART: &str = "data-apart";
/// The time of the last keystroke in a field since it last showed what is on the board, in milliseconds since 1970.
const TYPED_AT: &str = "data-typed-at";
/// Marks a field during the command of its own keystroke.
const OWN: &str = "data-own";
/// The value that a field shows once it is left.
const LATER: &str = "data-later";
/// Marks a field in which an input method is composing.
const COMPOSING: &str = "data-composing";

/// Tells a field's listeners that it goes on apart from the board.
pub const WENT_APART: &str = "apart";

/// What stands in a field, with each letter written in the one way of Unicode's NFC: a name that is typed on one keyboard and pasted from
/// another program is one name.
pub fn typed_text(field: &HtmlTextAreaElement) -> String {
    in_one_spelling(field.value())
}

/// A text with each letter in the one way of Unicode's NFC.
pub fn in_one_spelling(text: String) -> String {
    if text.is_ascii() { text } else { String::from(JsString::from(text).normalize("NFC")) }
}

/// Whether the caret is in this field.
#[inline(never)]
pub(super) fn has_caret(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element) && element.matches("textarea, input:not([type])").unwrap_or(false)
}

/// Handles another text on the board for an open field, by rules F1 and F2.
#[inline(never)]
pub fn changed(field: &HtmlTextAreaElement, before: &str, value: &str) {
    if field.has_attribute(OWN) {
        // The board keeps a text without needless white space, and a name as it is written there. The field shows that once it is left.
        return mark(field, LATER, value);
    }
    if field.has_attribute(APART) {
        return mark(field, APART, value);
    }
    if is_same_text(&typed_text(field), value) {
        return;
    }
    let open = OpenField { typed: &typed_text(field), board: before, typed_at: typed_at(field), is_composing: is_composing(field) };
    match meanwhile(&open, now()) {
        Meanwhile::Takes => {
            let _ = field.remove_attribute(TYPED_AT);
            let _ = field.remove_attribute(LATER);
            show_in(field, value);
        }
        Meanwhile::GoesOnApart => {
            mark(field, APART, value);
            // A plain name cannot fail.
            let _ = Event::new(WENT_APART).map(|event| field.dispatch_event(&event));
        }
    }
}

/// Handles a keystroke: runs its command, unless the field goes on apart from the board. Whether it does not.
pub fn typed_in(field: &HtmlTextAreaElement, command: impl FnOnce()) -> bool {
    if is_apart(field) {
        return false;
    }
    mark(field, TYPED_AT, &now().to_string());
    mark(field, OWN, "");
    // If the board refuses the text, nothing else is shown when the field is left.
    let _ = field.remove_attribute(LATER);
    command();
    let field = field.clone();
    // What the command changes is drawn in a microtask, so before any message from elsewhere comes in. A timer of a page in the background
    // would be late.
    queue_microtask(move || {
        queue_microtask(move || {
            let _ = field.remove_attribute(OWN);
        });
    });
    true
}

/// Whether what is typed in a field is apart from the board.
pub fn is_apart(field: &HtmlTextAreaElement) -> bool {
    field.has_attribute(APART)
}

/// What was typed in a field since it last showed what is on the board, if anything.
pub fn typed_words(field: &HtmlTextAreaElement) -> Option<String> {
    let is_typed = field.has_attribute(TYPED_AT) || is_apart(field);
    Some(typed_text(field)).filter(|typed| is_typed && !typed.trim().is_empty())
}

/// Ends typing in a field: it shows what is on the board again. Returns what was typed apart from that, if anything.
pub fn field_left(field: &HtmlTextAreaElement) -> Option<String> {
    let (later, board) = (field.get_attribute(LATER), field.get_attribute(APART));
    let apart = board.as_ref().filter(|board| !is_same_text(&typed_text(field), board)).map(|_| typed_text(field));
    if let Some(text) = board.or(later) {
        field.set_value(&text);
    }
    for name in [LATER, APART, TYPED_AT] {
        let _ = field.remove_attribute(name);
    }
    apart.filter(|typed| !typed.trim().is_empty())
}

/// What was typed in the field that has the caret, if it is in this element, which is about to be removed: what it belongs to was deleted
/// elsewhere. Ends typing in it.
pub fn typed_within(element: &Element) -> Option<String> {
    let field = document().active_element().filter(|active| has_caret(active) && element.contains(Some(active)))?;
    let field: HtmlTextAreaElement = field.unchecked_into();
    let typed = typed_words(&field);
    let _ = field_left(&field);
    typed
}

/// Records that an input method begins or ends composing in the field of an event.
pub fn composing(event: &Event, is_composing: bool) {
    if let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = field.toggle_attribute_with_force(COMPOSING, is_composing);
    }
}

/// Whether an input method is composing in a field.
fn is_composing(field: &Element) -> bool {
    field.has_attribute(COMPOSING)
}

/// Shows another text in a field in which the caret is, and leaves the caret as near as it can.
fn show_in(field: &HtmlTextAreaElement, text: &str) {
    let caret = field.selection_start().unwrap_or(None);
    field.set_value(text);
    // The new text may be shorter; then the browser takes its end.
    let _ = caret.map(|caret| field.set_selection_range(caret, caret));
}

/// Milliseconds since 1970.
fn now() -> u64 {
    js_sys::Date::now() as u64
}

fn mark(field: &Element, name: &str, value: &str) {
    // Setting a plain attribute cannot fail.
    let _ = field.set_attribute(name, value);
}

fn typed_at(field: &Element) -> Option<u64> {
    let Ok(at) = field.get_attribute(TYPED_AT)?.parse() else { return None };
    Some(at)
}
