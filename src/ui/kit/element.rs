//! Small helpers for elements: finding them by data attribute, and focusing them.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

/// Runs an action in the next animation frame, when the page is up to date.
pub fn after_frame(action: impl FnOnce() + 'static) {
    request_animation_frame(action);
}

/// Runs an action in each animation frame until it gives `false`; it is told how many milliseconds have passed since the last one.
pub fn each_frame(action: impl FnMut(i32) -> bool + 'static) {
    next_frame(Box::new(action), js_sys::Date::now());
}

fn next_frame(mut action: Box<dyn FnMut(i32) -> bool>, before: f64) {
    request_animation_frame(move || {
        let now = js_sys::Date::now();
        // In whole numbers: the standard clamp of fractions weighs 15 kB.
        if action(((now - before) as i32).clamp(0, 50)) {
            next_frame(action, now);
        }
    });
}

/// Focuses an element in the next animation frame; the element is looked up then.
pub fn focus_soon(find: impl Fn() -> Option<Element> + 'static) {
    after_frame(move || {
        if let Some(element) = find() {
            focus_first(&element);
        }
    });
}

/// Focuses an element. A refusal is ignored.
pub fn focus_first(element: &Element) {
    let _ = element.unchecked_ref::<HtmlElement>().focus();
}

/// A percentage from tenths of a percent: "12.5%".
pub fn percent(tenths: u32) -> String {
    (tenths / 10).to_string() + "." + &(tenths % 10).to_string() + "%"
}

/// Focuses an element without scrolling.
pub fn focus_in_place(element: &Element) {
    let in_place = web_sys::FocusOptions::new();
    in_place.set_prevent_scroll(true);
    let _ = element.unchecked_ref::<HtmlElement>().focus_with_options(&in_place);
}

/// Whether a target, or an ancestor of it, is one of these elements.
pub fn is_within(target: Option<EventTarget>, selector: &str) -> bool {
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.closest(selector), Ok(Some(_))))
}

/// The nearest ancestor of a target, or the target itself, that has a data attribute, and the attribute's value.
pub fn closest_data(target: Option<EventTarget>, name: &str) -> Option<(Element, String)> {
    let mut selector = String::from("[");
    selector.push_str(name);
    selector.push(']');
    let element = target?.dyn_into::<Element>().ok()?.closest(&selector).ok().flatten()?;
    let value = element.get_attribute(name)?;
    Some((element, value))
}

/// If the focused element disappears, moves the focus to `main`, so that keyboard users do not start over at the top.
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

/// Focuses `main`, so that the next Tab leads to its first control.
pub fn focus_main() {
    if let Ok(Some(main)) = document().query_selector("main") {
        // A failure is ignored: focus is a courtesy here.
        let _ = main.set_attribute("tabindex", "-1");
        focus_in_place(&main);
    }
}

fn focus_is_nowhere() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
