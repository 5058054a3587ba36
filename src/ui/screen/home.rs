//! "Your boards": the boards on this device, the bin, and the ways to start.
use leptos::prelude::*;

use super::notices::current_notice;
use super::top_bar::mark;
use crate::core::app::view::BoardRow;
use crate::core::app::{BoardEvent, ExchangeEvent, HomeEvent};
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::core::document::id::BoardId;
use crate::core::format::index::Shelf;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, button, el};
use crate::ui::people::rename::rename_dialog;
use crate::ui::state::view::{use_dispatch, use_view};

/// The list of boards.
pub(crate) fn home() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let renaming = RwSignal::new(None::<BoardId>);
    let on_shelf = move |shelf| {
        let mut rows = view.boards();
        rows.retain(|row| row.shelf == shelf);
        rows
    };
    let boards = move || {
        let rows = on_shelf(Shelf::Boards);
        match rows.is_empty() {
            true => vec![el("p", "home__empty").text(label::NO_BOARDS)],
            false => vec![
                el("ul", "boards").children(rows.into_iter().map(|row| board_row(row, renaming))),
                el("p", "").child(dispatch.sends("quiet", label::SAVE_ALL, || ExchangeEvent::SaveAllBoards)),
            ],
        }
    };
    let bin = move || {
        let rows = on_shelf(Shelf::Bin);
        (!rows.is_empty()).then(|| {
            el("section", "bin")
                .attr("aria-label", label::BIN)
                .child(el("h2", "").text(label::BIN))
                .child(el("ul", "boards").children(rows.into_iter().map(bin_row)))
        })
    };
    let close = Callback::new(move |()| renaming.set(None));
    let dialog = move || {
        let board = renaming.get()?;
        let row = untrack(|| view.boards()).into_iter().find(|row| row.board == board)?;
        Some(rename_board(row, close))
    };
    let name = el("div", "").child(el("h1", "").text(label::PRODUCT)).child(el("p", "home__motto").text(label::MOTTO));
    let begin_at = move |stage| {
        move || {
            dispatch.send(BoardEvent::NewBoard);
            dispatch.act(Command::GoTo(stage));
        }
    };
    // In `data-part` stands which part of the program a press waits for (`public/boot.js`).
    let begin = el("div", "home__begin")
        .child(button("primary", label::NEW_BOARD, begin_at(Stage::SetUp)))
        .child(button("quiet", label::QUICK_BOARD, begin_at(Stage::Write)))
        .child(dispatch.sends("quiet", label::TRY_SAMPLE, || BoardEvent::OpenSample).attr("data-part", "2"))
        // Browsers open the file picker only during the click itself.
        .child(dispatch.sends("quiet", label::OPEN_FILE, || HomeEvent::PickFile).attr("data-part", "0"));
    let main = el("main", "")
        .child(stack())
        .child(el("p", "home__intro").text(label::INTRO))
        .child(begin)
        .child(el("h2", "").text(label::YOUR_BOARDS))
        .changing(boards)
        .changing(bin)
        .child(el("p", "home__kept").text(label::KEPT_HERE));
    el("div", "home").child(el("header", "home__head").child(mark()).child(name)).with(current_notice).child(main).changing(dialog)
}

/// The six layers as a picture: dark at the top, light at the bottom.
fn stack() -> El {
    let layers = Layer::ALL.into_iter().map(|layer| {
        el("li", "")
            .attr("data-layer", &(layer as u8).to_string())
            .child(el("b", "").text(strings::layer(layer)))
            .child(el("span", "").text(strings::question(layer)))
    });
    el("ol", "home__stack").children(layers)
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
