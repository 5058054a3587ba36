//! Copying by keyboard: with all selected it gives the board as text, on a note the words of that note. In a field it is the browser's.

use leptos::prelude::*;
use web_sys::{ClipboardEvent, Element};

use crate::core::app::Toast;
use crate::strings::label;
use crate::strings::withheld::board_copied;
use crate::ui::kit::{closest_data, is_within, on_window};
use crate::ui::state::view::{View, note_of_key, note_words};

/// Listens to copies as long as the owner lives. Until the last module has come, a copy of all is the browser's. `board` is the board's element.
pub(crate) fn copies_text(view: View, board: Element) {
    on_window("copy", move |event: ClipboardEvent| {
        if is_within(event.target(), "input, textarea") {
            return;
        }
        let Some((text, says)) = text_to_copy(view, &board) else { return };
        // Cannot fail while the event is handled.
        if event.clipboard_data().is_some_and(|clipboard| clipboard.set_data("text/plain", &text).is_ok()) {
            event.prevent_default();
            view.announce(Toast::Plain, says);
        }
    });
}

/// The text to copy, and what is said about it. Nothing if only a part of the page is selected: the browser copies that.
fn text_to_copy(view: View, board: &Element) -> Option<(String, String)> {
    match window().get_selection() {
        Ok(Some(selection)) if !selection.is_collapsed() => {
            let is_whole = selection.contains_node(board).unwrap_or(false);
            let rest = view.modules.rest.get_untracked().filter(|_| is_whole)?;
            Some((view.board(rest.board_as_text), board_copied(untrack(|| view.withheld()))))
        }
        _ => {
            let (_, key) = closest_data(document().active_element().map(Into::into), "data-note")?;
            let note = untrack(|| view.note(note_of_key(&key)?))?;
            Some((note_words(&note), String::from(label::NOTE_COPIED)))
        }
    }
}
