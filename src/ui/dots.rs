//! Dots on a note or a layer: in Vote with buttons to add one and take one back, in Read the total.

use web_sys::Element;

use super::kit::{El, el};
use crate::core::stage::DotsShown;
use crate::strings::{self, label};

/// The dots in one place on the page, and what they show.
pub(super) struct Dots {
    place: El,
    shown: Option<(DotsShown, u32)>,
}

impl Dots {
    /// Dots in a place that is empty so far.
    pub(super) fn new(place: El) -> Dots {
        Dots { place, shown: None }
    }

    /// Shows so many dots. A button that has the focus stays where it is.
    pub(super) fn paint(&mut self, whose: DotsShown, number: u32, tab: &str) {
        let before = self.shown.replace((whose, number));
        if before == self.shown || (before.is_none() && whose == DotsShown::Nobodys) {
            return;
        }
        let shown = self.place.node().first_element_child().filter(|_| before.map(|(whose, _)| whose) == Some(whose));
        if shown.is_none() {
            self.place.node().set_text_content(None);
        }
        match whose {
            DotsShown::Nobodys => {}
            DotsShown::All => paint_marks(&shown.unwrap_or_else(|| self.place.put(el("span", "dots"))), None, number),
            DotsShown::Own => {
                let open = shown.unwrap_or_else(|| self.place.put(with_buttons(tab)));
                if let Some(take) = open.first_element_child() {
                    El::of(take).attr("aria-disabled", if number == 0 { "true" } else { "false" });
                }
                paint_marks(&open, open.last_element_child().as_ref(), number);
            }
        }
    }
}

fn with_buttons(tab: &str) -> El {
    let dot = |class, act, name, sign| el("button", class).attrs(&[("data-act", act), ("tabindex", tab)]).named(name).text(sign);
    el("span", "dots dots--open").child(dot("dots__take", "take", label::TAKE_DOT, "−")).child(dot("dots__add", "dot", label::ADD_DOT, "+"))
}

/// Up to three dots are drawn one by one, more as a number; the words are for those who listen.
fn paint_marks(inside: &Element, before: Option<&Element>, number: u32) {
    if let Ok(Some(marks)) = inside.query_selector(".dots__marks") {
        marks.remove();
    }
    if number == 0 {
        return;
    }
    let drawn = if number <= 3 { number } else { 1 };
    let marks = el("span", "dots__marks").attrs(&[("role", "img"), ("aria-label", &strings::dots(number))]);
    let mut marks = marks.children((0..drawn).map(|_| el("i", "dot")));
    if number > 3 {
        marks = marks.child(el("b", "dots__number").text(&number.to_string()));
    }
    // A box that was just found takes its child.
    let _ = inside.insert_before(marks.node(), before.map(AsRef::as_ref));
}
