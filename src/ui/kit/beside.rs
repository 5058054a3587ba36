//! Placing an element beside what has the focus.

use leptos::prelude::*;
use web_sys::Element;

use super::el::El;
use super::element::is_within;

/// Puts an element beside what has the focus, if anything has: below it, or above where the window ends.
pub fn beside_focus(element: El) -> El {
    let (page, body) = (document().document_element(), document().body());
    // A dialog covers what lies beside it, and says for itself what was refused.
    let is_place = |focused: &Element| Some(focused) != body.as_deref() && !is_within(Some(focused.clone().into()), "dialog");
    let focused = document().active_element().filter(is_place);
    let (Some(page), Some(focused)) = (page, focused) else { return element };
    let area = focused.get_bounding_client_rect();
    let (left, top, bottom) = (area.left() as i32, area.top() as i32, area.bottom() as i32);
    let (width, height) = (page.client_width(), page.client_height());
    let is_low = bottom > height * 3 / 4;
    let at = if is_low { top } else { bottom } - page.get_bounding_client_rect().top() as i32;
    let pixels = |number: i32| number.to_string() + "px";
    // At least half of the window is left for its words.
    let element = element.style("--left", &pixels(left.clamp(0, width / 2))).style("--top", &pixels(at));
    element.attr("data-beside", if is_low { "above" } else { "below" })
}
