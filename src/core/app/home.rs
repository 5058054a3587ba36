//! Events about the page and its list of boards: start, address, bin, notices. What concerns a board or a link is passed on.

use super::event::{BoardEvent, ExchangeEvent, HomeEvent, Start};
use super::use_cases::{bin, duplicate, list, open, rename, second_copy};
use super::{Effect, Event, Model, Storage, place, tabs};
use crate::core::format::index;
use crate::core::format::index::{Entry, Origin, Shelf};

/// Handles an event about the page and its list of boards.
pub fn update(model: &mut Model, event: HomeEvent) -> Vec<Effect> {
    let mut effects = Vec::new();
    match event {
        HomeEvent::Started(start) => begin(model, *start, &mut effects),
        HomeEvent::FragmentChanged(fragment) => go_to_fragment(model, fragment, &mut effects),
        HomeEvent::OpenBoard(board) => open::request(board, &mut effects),
        HomeEvent::RenameBoard { board, title } => rename::request(board, title, &mut effects),
        HomeEvent::DuplicateBoard { board, title } => duplicate::request(board, title, &mut effects),
        HomeEvent::BinBoard(board) => bin::bin(model, board, &mut effects),
        HomeEvent::RestoreBoard(board) => bin::restore(model, board, &mut effects),
        HomeEvent::EraseBoard(board) => bin::erase(model, board, &mut effects),
        HomeEvent::PickFile => effects.push(Effect::PickFile),
        HomeEvent::Copies(boards) => second_copy::listed(model, boards, &mut effects),
        HomeEvent::IndexElsewhere(text) => tabs::index_elsewhere(model, text, &mut effects),
        HomeEvent::CatchUp(storage) => tabs::catch_up(model, storage, &mut effects),
        HomeEvent::DismissNotice => model.notice = None,
        HomeEvent::Reload => effects.push(Effect::Reload),
    }
    effects
}

/// Starts the program: reads the index and goes where the address leads.
fn begin(model: &mut Model, start: Start, effects: &mut Vec<Effect>) {
    model.device = start.device;
    match start.storage {
        Ok(keys) => {
            model.storage = Storage::Works;
            model.erased = keys.erased;
            model.entries = list::read_index(keys.index, effects);
            let (here, gone): (Vec<_>, Vec<_>) =
                std::mem::take(&mut model.entries).into_iter().partition(|entry| keys.boards.contains(&entry.board));
            model.entries = here;
            if !gone.is_empty() {
                effects.push(Effect::SaveIndex(index::write(&model.entries)));
            }
            model.gone = gone;
            effects.push(Effect::ListCopies);
            for board in keys.boards {
                if !model.entries.iter().any(|entry| entry.board == board) {
                    model.entries.push(Entry {
                        board,
                        title: String::new(),
                        notes: 0,
                        saved: 0,
                        stage: None,
                        shelf: Shelf::Boards,
                        origin: Origin::Here,
                    });
                    list::request(board, effects);
                }
            }
        }
        Err(problem) => model.storage = Storage::Blocked(problem),
    }
    go_to_fragment(model, start.fragment, effects);
}

/// Goes where the address leads: to a board of this device, to the list of boards, or to the content of a link.
fn go_to_fragment(model: &mut Model, fragment: String, effects: &mut Vec<Effect>) {
    let open = model.session().map(|session| session.board);
    let next = |event: Event| Effect::Next(Box::new(event));
    match place::local_board(&fragment) {
        Some(board) if open == Some(board) => {}
        Some(board) => open::request(board, effects),
        None if !fragment.is_empty() => effects.push(next(ExchangeEvent::LinkOpened(fragment).into())),
        None if open.is_some() => effects.push(next(BoardEvent::Leave.into())),
        None => place::show_home(model),
    }
}
