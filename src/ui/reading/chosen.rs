//! Which round the reading shows.

use leptos::prelude::*;

use crate::core::board::Board;

/// The round that is shown: one that was chosen, or the newest with dots.
pub(crate) type Chosen = RwSignal<Option<usize>>;

/// The number of the round that is shown.
pub(crate) fn round_shown(board: &Board, chosen: Chosen) -> u16 {
    chosen.get().filter(|round| *round <= usize::from(board.round())).map_or_else(|| board.round_to_read(), |round| round as u16)
}
