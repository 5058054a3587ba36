//! Small helpers around elements: finding by data attributes, and bringing into focus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

/// Does something after the page has been brought in line and drawn.
pub fn after_frame(action: impl FnOnce() + 'static) {
    request_animation_frame(action);
}

/// Brings an element into focus after the page has been brought in line; the element is looked for then.
pub fn focus_soon(find: impl Fn() -> Option<Element> + 'static) {
    after_frame(move || {
        if let Some(element) = find() {
            focus_first(&element);
        }
    });
}

/// Brings an element into focus. An element that refuses has none to take.
pub fn focus_first(element: &Element) {
    let _ = element.unchecked_ref::<HtmlElement>().focus();
}

/// So many tenths of a percent: "12.5%".
pub fn percent(tenths: u32) -> String {
    (tenths / 10).to_string() + "." + &(tenths % 10).to_string() + "%"
}

/// Brings an element into focus, and leaves the page where it is.
pub fn focus_in_place(element: &Element) {
    let in_place = web_sys::FocusOptions::new();
    in_place.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&in_place);
}

/// The nearest element around a target that has the data attribute, and what it says.
pub fn closest_data(target: Option<EventTarget>, name: &str) -> Option<(Element, String)> {
    let mut selector = String::from("[");
    selector.push_str(name);
    selector.push(']');
    let element = target?.dyn_into::<Element>().ok()?.closest(&selector).ok().flatten()?;
    let value = element.get_attribute(name)?;
    Some((element, value))
}

/// If what had the focus is going away, the focus goes to the page's main part: whoever works by keyboard is never sent back
/// to the beginning.
pub fn keep_focus() {
    let had_focus = !focus_is_nowhere();
    after_frame(move || {
        after_frame(move || {
            if had_focus && focus_is_nowhere() {
                focus_main();
            }
        });
    });
}

/// Brings the page's main part into focus: the next Tab leads to the first thing in it.
pub fn focus_main() {
    if let Ok(Some(main)) = document().query_selector("main") {
        // A main part that cannot have the focus could do no better.
        let _ = main.set_attribute("tabindex", "-1");
        focus_in_place(&main);
    }
}

fn focus_is_nowhere() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
