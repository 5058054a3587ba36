//! What is on this device: the boards, and the bin.
use leptos::prelude::*;

use super::home::no_boards;
use crate::core::app::view::BoardRow;
use crate::core::app::{ExchangeEvent, HomeEvent};
use crate::core::document::id::BoardId;
use crate::core::format::index::Shelf;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el};
use crate::ui::people::rename::rename_dialog;
use crate::ui::state::view::{use_dispatch, use_view};

/// The boards and the bin. Where there is nothing at all, the list of boards says so by itself.
pub(crate) fn shelves(renaming: RwSignal<Option<BoardId>>) -> Vec<El> {
    let (boards, bin): (Vec<_>, Vec<_>) = use_view().boards().into_iter().partition(|row| row.shelf == Shelf::Boards);
    let mut shown = match (boards.is_empty(), bin.is_empty()) {
        (true, true) => Vec::new(),
        (true, false) => vec![no_boards()],
        (false, _) => vec![
            el("ul", "boards").children(boards.into_iter().map(|row| board_row(row, renaming))),
            el("p", "").child(use_dispatch().sends("quiet", label::SAVE_ALL, || ExchangeEvent::SaveAllBoards)),
        ],
    };
    if !bin.is_empty() {
        let rows = el("ul", "boards").children(bin.into_iter().map(bin_row));
        shown.push(el("section", "bin").attr("aria-label", label::BIN).child(el("h2", "").text(label::BIN)).child(rows));
    }
    shown
}

/// Another name for a board, while one is asked for.
pub(crate) fn rename(renaming: RwSignal<Option<BoardId>>) -> Option<El> {
    let (view, board) = (use_view(), renaming.get()?);
    let row = untrack(|| view.boards()).into_iter().find(|row| row.board == board)?;
    Some(rename_board(row, Callback::new(move |()| renaming.set(None))))
}

fn board_row(row: BoardRow, renaming: RwSignal<Option<BoardId>>) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let board = row.board;
    let changed = || strings::changed((view.local)(row.saved), view.clock());
    let state = match row.saved {
        _ if row.unsaved => String::from(label::UNSAVED_BOARD),
        0 => String::new(),
        _ => changed(),
    };
    let stage = row.stage.map_or("", strings::stage);
    let details =
        [&strings::notes(row.notes), stage, &state].into_iter().filter(|detail| !detail.is_empty()).collect::<Vec<_>>().join(" · ");
    let open = button("boards__open", "", move || dispatch.send(HomeEvent::OpenBoard(board)))
        .child(el("span", "boards__title").text(strings::title(&row.title)))
        .child(el("span", "boards__details").text(&details));
    let rename = button("quiet", label::RENAME, move || renaming.set(Some(board))).attr("id", &(String::from("rename-") + &board.to_hex()));
    let title = row.title;
    let actions = el("div", "boards__actions")
        .child(rename)
        .child(button("quiet", label::DUPLICATE, move || {
            dispatch.send(HomeEvent::DuplicateBoard { board, title: strings::copy_of(&title) })
        }))
        .child(dispatch.sends_of("quiet", label::DELETE, HomeEvent::BinBoard, board));
    el("li", "boards__row").child(open).child(actions)
}

fn bin_row(row: BoardRow) -> El {
    let dispatch = use_dispatch();
    let name = el("span", "boards__open").child(el("span", "boards__title").text(strings::title(&row.title)));
    let actions = el("div", "boards__actions")
        .child(dispatch.sends_of("quiet", label::RESTORE, HomeEvent::RestoreBoard, row.board))
        .child(dispatch.sends_of("quiet", label::ERASE, HomeEvent::EraseBoard, row.board));
    el("li", "boards__row").child(name).child(actions)
}

fn rename_board(row: BoardRow, close: Callback<()>) -> El {
    let dispatch = use_dispatch();
    let board = row.board;
    rename_dialog(label::RENAME, label::NEW_TITLE, &row.title, close, move |title| {
        dispatch.send(HomeEvent::RenameBoard { board, title });
        close.run(());
    })
}
