//! What several choices have alike: options with one of them selected, and going through a row of things one by one.

use leptos::prelude::*;

use super::{El, button, el};

/// The options of a choice, each with its value and its name; the one with the chosen value is selected.
#[inline(never)]
pub fn options(all: &[(String, String)], chosen: &str) -> Vec<El> {
    let option = |(value, name): &(String, String)| {
        let option = el("option", "").attr("value", value).text(name);
        if value == chosen { option.attr("selected", "") } else { option }
    };
    all.iter().map(option).collect()
}

/// A place in a row, from the first to the last.
#[derive(Clone, Copy)]
pub struct Steps {
    /// Which one is shown.
    pub at: RwSignal<usize>,
    last: usize,
}

impl Steps {
    /// A row of so many things.
    pub fn new(at: RwSignal<usize>, count: usize) -> Steps {
        Steps { at, last: count.saturating_sub(1) }
    }

    /// To the one before; from the first, nowhere.
    pub fn back(self) {
        self.at.set(self.at.get_untracked().saturating_sub(1));
    }

    /// To the one after; from the last, nowhere.
    pub fn forth(self) {
        self.at.set((self.at.get_untracked() + 1).min(self.last));
    }

    /// A button with this look and name to the one before.
    pub fn back_button(self, class: &str, name: &str) -> El {
        button(class, name, move || self.back()).attr_if("aria-disabled", self.is_at(0))
    }

    /// A button with this look and name to the one after.
    pub fn forth_button(self, class: &str, name: &str) -> El {
        button(class, name, move || self.forth()).attr_if("aria-disabled", self.is_at(self.last))
    }

    fn is_at(self, end: usize) -> impl Fn() -> Option<String> + 'static {
        move || (self.at.get() == end).then(|| String::from("true"))
    }
}
