//! Properties of elements that can be set: text, value, style, attribute.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, HtmlInputElement};

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

/// Sets the value of a focused field once it loses the focus, so that nothing changes while somebody types. A later value replaces an
/// earlier one.
#[inline(never)]
pub(super) fn set_when_left(element: &Element, value: Option<String>) {
    const LATER: &str = "data-later";
    let value = value.unwrap_or_default();
    let field = element.unchecked_ref::<HtmlInputElement>();
    let waits = field.has_attribute(LATER);
    if field.value() == value && !waits {
        return;
    }
    // Setting a plain attribute cannot fail.
    let _ = field.set_attribute(LATER, &value);
    if waits {
        return;
    }
    let left = field.clone();
    let set = Closure::once_into_js(move || {
        if let Some(value) = left.get_attribute(LATER) {
            left.set_value(&value);
        }
        let _ = left.remove_attribute(LATER);
    });
    let once = web_sys::AddEventListenerOptions::new();
    once.set_once(true);
    let _ = field.add_event_listener_with_callback_and_add_event_listener_options("blur", set.unchecked_ref(), &once);
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
