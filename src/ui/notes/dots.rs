//! Dots on a note or a layer: with buttons to add and take back in Vote, as a total in later stages.

use super::action::NoteAction;
use crate::core::app::view::DotsView;
use crate::core::board::stage::DotsShown;
use crate::core::board::voting::Pole;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, el};

/// The dots in one place on the page.
pub(crate) struct Dots {
    place: El,
    shown: DotsView,
    poles: Vec<PoleDots>,
}

/// The dots of one pole.
struct PoleDots {
    pole: Pole,
    inside: El,
    buttons: Option<Buttons>,
    /// The drawn dots with their number; `None` for no dots.
    marks: Option<(El, u32)>,
}

/// The buttons on both sides of the dots.
struct Buttons {
    take: El,
    add: El,
}

impl Dots {
    /// No dots yet, in an empty place.
    pub(crate) fn new(place: El) -> Dots {
        Dots { place, shown: DotsView::default(), poles: Vec::new() }
    }

    /// Shows these dots. A focused button is kept.
    pub(crate) fn paint(&mut self, dots: DotsView, tab: &str) {
        let before = std::mem::replace(&mut self.shown, dots);
        if before == dots {
            return;
        }
        let DotsView { owner, tight, loose } = dots;
        if before.owner != owner || before.loose.is_some() != loose.is_some() {
            self.place.node().set_text_content(None);
            let poles = [Some(Pole::Tight), loose.map(|_| Pole::Loose)];
            // With two kinds of dots, each is labelled.
            let named = loose.is_some();
            self.poles = poles.into_iter().flatten().filter_map(|pole| PoleDots::new(pole, owner, named, tab)).collect();
            for pole in &self.poles {
                self.place.put(pole.inside.clone());
            }
        }
        for dots in &mut self.poles {
            dots.paint(match dots.pole {
                Pole::Tight => tight,
                Pole::Loose => loose.unwrap_or(0),
            });
        }
    }
}

impl PoleDots {
    fn new(pole: Pole, owner: DotsShown, named: bool, tab: &str) -> Option<PoleDots> {
        match owner {
            DotsShown::Nobody => None,
            DotsShown::All => Some(PoleDots { pole, inside: el("span", "dots"), buttons: None, marks: None }),
            DotsShown::Own => {
                let buttons = Buttons::new(pole, tab);
                let class = if pole == Pole::Loose { "dots dots--open dots--loose" } else { "dots dots--open" };
                let inside = el("span", class).child(buttons.take.clone()).child(buttons.add.clone());
                let inside = if named { inside.attr("data-pole", strings::patterns::pole(pole)) } else { inside };
                Some(PoleDots { pole, inside, buttons: Some(buttons), marks: None })
            }
        }
    }

    fn paint(&mut self, number: u32) {
        if let Some(buttons) = &self.buttons {
            buttons.take.clone().attr("aria-disabled", if number == 0 { "true" } else { "false" });
        }
        if self.marks.as_ref().map_or(0, |(_, number)| *number) == number {
            return;
        }
        if let Some((marks, _)) = self.marks.take() {
            marks.node().remove();
        }
        if number > 0 {
            let marks = marks(self.pole, number);
            let add = self.buttons.as_ref().map(|buttons| buttons.add.node().as_ref());
            // The marks go before the button that adds.
            let _ = self.inside.node().insert_before(marks.node(), add);
            self.marks = Some((marks, number));
        }
    }
}

impl Buttons {
    fn new(pole: Pole, tab: &str) -> Buttons {
        let button = |class, action: NoteAction, name, sign| action.on(el("button", class)).attr("tabindex", tab).named(name).text(sign);
        let (take, add) = match pole {
            Pole::Tight => ((NoteAction::TakeTight, label::TAKE_DOT), (NoteAction::AddTight, label::ADD_DOT)),
            Pole::Loose => ((NoteAction::TakeLoose, label::TAKE_LOOSE_DOT), (NoteAction::AddLoose, label::ADD_LOOSE_DOT)),
        };
        Buttons { take: button("dots__take", take.0, take.1, "−"), add: button("dots__add", add.0, add.1, "+") }
    }
}

/// Draws up to three dots one by one, more as a number; the label is for screen readers.
fn marks(pole: Pole, number: u32) -> El {
    let drawn = if number <= 3 { number } else { 1 };
    let (name, class) = match pole {
        Pole::Tight => (strings::dots(number), "dot"),
        Pole::Loose => (strings::loose_dots(number), "dot dot--loose"),
    };
    let marks = el("span", "dots__marks").attrs(&[("role", "img"), ("aria-label", &name)]);
    let marks = marks.children((0..drawn).map(|_| el("i", class)));
    if number > 3 { marks.child(el("b", "dots__number").text(&number.to_string())) } else { marks }
}
