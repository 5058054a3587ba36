//! What is said of a change: the one polite live region.

use leptos::prelude::Get;

use crate::ui::kit::{El, el};
use crate::ui::state::view::use_view;

/// The polite live region: one sentence at a time. Some are shown for a moment, too, on a line made anew so that the moment begins
/// anew.
pub(crate) fn live_region() -> El {
    let said = use_view().announcement;
    el("div", "").attrs(&[("aria-live", "polite"), ("aria-atomic", "true")]).changing(move || {
        let (shown, sentence) = said.get();
        [el("p", if shown { "listeners said" } else { "listeners" }).text(&sentence)]
    })
}
