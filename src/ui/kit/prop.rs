//! Properties of elements that can be set: text, value, style, attribute.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::meanwhile::{Meanwhile, OpenField, is_same_text, meanwhile};

/// A property of an element that can be set.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Prop {
    Text,
    Attribute,
    Value,
    Style,
}

/// Whether somebody is typing in this field.
#[inline(never)]
pub(super) fn is_typed_in(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element) && element.matches("textarea, input:not([type])").unwrap_or(false)
}

/// Marks a field whose text is apart from the board (F2), with the text that stands there.
const APART: &str = "data-apart";
/// The time of the last keystroke in a field, in milliseconds since 1970.
const TYPED_AT: &str = "data-typed-at";
/// Marks a field during the command of its own keystroke.
const OWN: &str = "data-own";

/// Handles another value for a focused field, by rules F1 and F2 of [`super::meanwhile`].
#[inline(never)]
pub(super) fn set_typed_in(element: &Element, before: &str, value: &str) {
    let field = element.unchecked_ref::<HtmlTextAreaElement>();
    if field.has_attribute(OWN) {
        // The board keeps a text without needless white space, and a name as it is written there. The field shows that once it is left.
        return mark(field, LATER, value);
    }
    if field.has_attribute(APART) {
        return mark(field, APART, value);
    }
    if is_same_text(&field.value(), value) {
        return;
    }
    let open = OpenField { typed: &field.value(), board: before, typed_at: typed_at(field), is_composing: is_composing(field) };
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

/// The value that a field shows once it is left.
const LATER: &str = "data-later";

fn mark(field: &Element, name: &str, value: &str) {
    // Setting a plain attribute cannot fail.
    let _ = field.set_attribute(name, value);
}

fn typed_at(field: &Element) -> Option<u64> {
    let Ok(at) = field.get_attribute(TYPED_AT)?.parse() else { return None };
    Some(at)
}

/// Tells a field's listeners that it goes on apart from the board.
pub const WENT_APART: &str = "apart";

/// Marks a field in which an input method is composing.
const COMPOSING: &str = "data-composing";

/// Records that an input method begins or ends composing in the field of an event.
pub fn composing(event: &Event, is_composing: bool) {
    if let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) {
        let _ = field.toggle_attribute_with_force(COMPOSING, is_composing);
    }
}

/// Whether an input method is composing in a field.
pub fn is_composing(field: &Element) -> bool {
    field.has_attribute(COMPOSING)
}

/// Runs the command of a keystroke, unless the field goes on apart from the board.
pub fn typed_in(field: &HtmlTextAreaElement, command: impl FnOnce()) {
    if field.has_attribute(APART) {
        return;
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
}

/// Ends typing in a field: it shows what is on the board again. Returns what was typed apart from that, if anything.
pub fn field_left(field: &HtmlTextAreaElement) -> Option<String> {
    let (later, board) = (field.get_attribute(LATER), field.get_attribute(APART));
    let apart = board.as_ref().filter(|board| !is_same_text(&field.value(), board)).map(|_| field.value());
    if let Some(text) = board.or(later) {
        field.set_value(&text);
    }
    for name in [LATER, APART, TYPED_AT] {
        let _ = field.remove_attribute(name);
    }
    apart.filter(|typed| !typed.trim().is_empty())
}

#[inline(never)]
pub(super) fn set(element: &Element, prop: Prop, name: &str, value: Option<&str>) {
    let text = value.unwrap_or_default();
    match (prop, value) {
        (Prop::Text, _) => element.set_text_content(Some(text)),
        (Prop::Value, _) => element.unchecked_ref::<HtmlInputElement>().set_value(text),
        (Prop::Style, _) => {
            let _ = element.unchecked_ref::<HtmlElement>().style().set_property(name, text);
        }
        (Prop::Attribute, Some(_)) => {
            let _ = element.set_attribute(name, text);
        }
        (Prop::Attribute, None) => {
            let _ = element.remove_attribute(name);
        }
    }
}

/// Milliseconds since 1970.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// Shows another text in a field in which the caret is, and leaves the caret as near as it can.
pub fn show_in(field: &HtmlTextAreaElement, text: &str) {
    let caret = field.selection_start().unwrap_or(None);
    field.set_value(text);
    // The new text may be shorter; then the browser takes its end.
    let _ = caret.map(|caret| field.set_selection_range(caret, caret));
}
