//! How the model looks where no board need be open: the screen, the list of boards, and notices.

use super::shown::BoardRow;
use super::view::{Screen, State};
use crate::core::app::{Notice, Place};

pub(crate) fn screen(state: &State, _: usize) -> Screen {
    match &state.model.place {
        Place::Starting => Screen::Starting,
        Place::Home => Screen::Home,
        Place::Board(session) => Screen::Board(session.board),
    }
}

pub(crate) fn notice(state: &State, _: usize) -> Option<Notice> {
    state.model.notice.clone()
}

pub(crate) fn board_rows(state: &State, _: usize) -> Vec<BoardRow> {
    let rows = state.model.entries.iter().map(|entry| BoardRow {
        board: entry.board,
        title: entry.title.clone(),
        notes: entry.notes,
        saved: entry.saved,
        stage: entry.stage,
        shelf: entry.shelf,
        unsaved: state.model.is_unsaved(entry.board),
    });
    rows.collect()
}
