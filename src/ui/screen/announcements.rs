//! Announcements: the one polite live region.

use leptos::prelude::Get;

use crate::ui::kit::{El, el};
use crate::ui::state::view::use_view;

/// The polite live region: one sentence at a time. Some are also shown for a moment, each in a new element so that the animation restarts.
pub(crate) fn live_region() -> El {
    let announcement = use_view().announcement;
    el("div", "").attrs(&[("aria-live", "polite"), ("aria-atomic", "true")]).changing(move || {
        let (shown, sentence) = announcement.get();
        [el("p", if shown { "listeners said" } else { "listeners" }).text(&sentence)]
    })
}
