//! Helpers for choices: the options of a `select`, and stepping through a row.

use leptos::prelude::*;

use super::{El, button, el};

/// The options of a `select`, each with its value and its name. The one with the chosen value is selected.
#[inline(never)]
pub fn options(all: &[(String, String)], chosen: &str) -> Vec<El> {
    let option = |(value, name): &(String, String)| {
        let option = el("option", "").attr("value", value).text(name);
        if value == chosen { option.attr("selected", "") } else { option }
    };
    all.iter().map(option).collect()
}

/// A position in a row of things that are shown one by one.
#[derive(Clone, Copy)]
pub struct Steps {
    /// The index of the one shown.
    pub at: RwSignal<usize>,
    last: usize,
}

impl Steps {
    /// A row of `count` things.
    pub fn new(at: RwSignal<usize>, count: usize) -> Steps {
        Steps { at, last: count.saturating_sub(1) }
    }

    /// Goes to the one before, unless at the first.
    pub fn back(self) {
        self.at.set(self.at.get_untracked().saturating_sub(1));
    }

    /// Goes to the one after, unless at the last.
    pub fn forth(self) {
        self.at.set((self.at.get_untracked() + 1).min(self.last));
    }

    /// A button with this class and name that goes to the one before.
    pub fn back_button(self, class: &str, name: &str) -> El {
        button(class, name, move || self.back()).attr_if("aria-disabled", self.is_at(0))
    }

    /// A button with this class and name that goes to the one after.
    pub fn forth_button(self, class: &str, name: &str) -> El {
        button(class, name, move || self.forth()).attr_if("aria-disabled", self.is_at(self.last))
    }

    fn is_at(self, end: usize) -> impl Fn() -> Option<String> + 'static {
        move || (self.at.get() == end).then(|| String::from("true"))
    }
}
