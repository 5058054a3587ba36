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
    /// The drawn dots, with the number of those that count and of those that do not; `None` for no dots.
    marks: Option<(El, [u32; 2])>,
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
        let DotsView { owner, tight, loose, over: [over_tight, over_loose], is_full: [no_tight, no_loose] } = dots;
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
            match dots.pole {
                Pole::Tight => dots.paint([tight, over_tight], no_tight),
                Pole::Loose => dots.paint([loose.unwrap_or(0), over_loose], no_loose),
            }
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

    fn paint(&mut self, numbers: [u32; 2], is_full: bool) {
        let all: u32 = numbers.iter().sum();
        if let Some(buttons) = &self.buttons {
            // Not `disabled`: a press says why, and the button keeps the focus.
            let disable = |button: &El, is_off: bool| drop(button.clone().attr("aria-disabled", if is_off { "true" } else { "false" }));
            disable(&buttons.take, all == 0);
            disable(&buttons.add, is_full);
        }
        if self.marks.as_ref().map_or([0, 0], |(_, numbers)| *numbers) == numbers {
            return;
        }
        if let Some((marks, _)) = self.marks.take() {
            marks.node().remove();
        }
        if all > 0 {
            let marks = marks(self.pole, numbers);
            let add = self.buttons.as_ref().map(|buttons| buttons.add.node().as_ref());
            // The marks go before the button that adds.
            let _ = self.inside.node().insert_before(marks.node(), add);
            self.marks = Some((marks, numbers));
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

/// Draws up to three dots one by one, more as a number; those that do not count are struck through. The label is for screen readers.
fn marks(pole: Pole, [counted, over]: [u32; 2]) -> El {
    let (name, class, over_class) = match pole {
        Pole::Tight => (strings::dots(counted), "dot", "dot dot--over"),
        Pole::Loose => (strings::loose_dots(counted), "dot dot--loose", "dot dot--loose dot--over"),
    };
    let mut marks = el("span", "dots__marks").attrs(&[("role", "img"), ("aria-label", &strings::dots_and_over(&name, over))]);
    for (number, class) in [(counted, class), (over, over_class)] {
        let drawn = if number <= 3 { number } else { 1 };
        marks = marks.children((0..drawn).map(|_| el("i", class)));
        if number > 3 {
            marks = marks.child(el("b", "dots__number").text(&number.to_string()));
        }
    }
    marks
}
