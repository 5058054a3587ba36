//! Dots on a note or a layer: in Vote with buttons to add one and take one back, later the total.

use web_sys::Element;

use crate::core::app::view::DotsView;
use crate::core::board::stage::DotsShown;
use crate::core::board::voting::Pole;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, el};

/// The dots in one place on the page, and what they show.
pub(crate) struct Dots {
    place: El,
    shown: Option<DotsView>,
}

impl Dots {
    /// Dots in a place that is empty so far.
    pub(crate) fn new(place: El) -> Dots {
        Dots { place, shown: None }
    }

    /// Shows so many dots. A button that has the focus stays where it is.
    pub(crate) fn paint(&mut self, dots: DotsView, tab: &str) {
        let before = self.shown.replace(dots);
        if before == self.shown || (before.is_none() && dots.whose == DotsShown::Nobodys) {
            return;
        }
        self.paint_anew(before, dots, tab);
    }

    fn paint_anew(&mut self, before: Option<DotsView>, dots: DotsView, tab: &str) {
        let whose = dots.whose;
        let poles = [(Pole::Tight, Some(dots.tight)), (Pole::Loose, dots.loose)];
        let kept = before.is_some_and(|before| before.whose == whose && before.loose.is_some() == dots.loose.is_some());
        if !kept {
            self.place.node().set_text_content(None);
            for (pole, _) in poles.into_iter().filter(|(_, number)| number.is_some()) {
                match whose {
                    DotsShown::Nobodys => {}
                    DotsShown::All => drop(self.place.put(el("span", "dots"))),
                    // Where there are two kinds, each says which it is.
                    DotsShown::Own if dots.loose.is_some() => {
                        drop(self.place.put(with_buttons(pole, tab).attr("data-pole", strings::patterns::pole(pole))));
                    }
                    DotsShown::Own => drop(self.place.put(with_buttons(pole, tab))),
                }
            }
        }
        let mut next = self.place.node().first_element_child();
        for (pole, number) in poles {
            let (Some(number), Some(inside)) = (number, next.clone()) else { continue };
            next = inside.next_element_sibling();
            let buttons = (whose == DotsShown::Own).then(|| (inside.first_element_child(), inside.last_element_child()));
            if let Some((Some(take), _)) = &buttons {
                El::of(take.clone()).attr("aria-disabled", if number == 0 { "true" } else { "false" });
            }
            paint_marks(&inside, buttons.and_then(|(_, add)| add).as_ref(), pole, number);
        }
    }
}

fn with_buttons(pole: Pole, tab: &str) -> El {
    let dot = |class, act, name, sign| el("button", class).attrs(&[("data-act", act), ("tabindex", tab)]).named(name).text(sign);
    let (take, add) = match pole {
        Pole::Tight => (("take", label::TAKE_DOT), ("dot", label::ADD_DOT)),
        Pole::Loose => (("take-loose", label::TAKE_LOOSE_DOT), ("dot-loose", label::ADD_LOOSE_DOT)),
    };
    let class = if pole == Pole::Loose { "dots dots--open dots--loose" } else { "dots dots--open" };
    el("span", class).child(dot("dots__take", take.0, take.1, "−")).child(dot("dots__add", add.0, add.1, "+"))
}

/// Up to three dots are drawn one by one, more as a number; the words are for those who listen.
fn paint_marks(inside: &Element, before: Option<&Element>, pole: Pole, number: u32) {
    if let Ok(Some(marks)) = inside.query_selector(".dots__marks") {
        marks.remove();
    }
    if number == 0 {
        return;
    }
    let drawn = if number <= 3 { number } else { 1 };
    let (name, class) = match pole {
        Pole::Tight => (strings::dots(number), "dot"),
        Pole::Loose => (strings::loose_dots(number), "dot dot--loose"),
    };
    let marks = el("span", "dots__marks").attrs(&[("role", "img"), ("aria-label", &name)]);
    let mut marks = marks.children((0..drawn).map(|_| el("i", class)));
    if number > 3 {
        marks = marks.child(el("b", "dots__number").text(&number.to_string()));
    }
    // A box that was just found takes its child.
    let _ = inside.insert_before(marks.node(), before.map(AsRef::as_ref));
}
