//! Properties of elements that can be set: text, value, style, attribute.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// A property of an element that can be set.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Prop {
    Text,
    Attribute,
    Value,
    Style,
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
