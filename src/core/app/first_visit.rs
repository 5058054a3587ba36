//! The first visit, as long as nothing is stored and no board is open. Nothing has to be read for it, so a page can begin with this and
//! load all else behind it. What is handled here is handled by [`super::home`] in the same way.

use super::event::HomeEvent;
use super::{Effect, Model, Storage, place};

/// Whether an event can be handled here.
pub fn covers(event: &HomeEvent) -> bool {
    match event {
        HomeEvent::Started(start) => {
            let is_empty =
                start.storage.as_ref().map_or(true, |keys| keys.boards.is_empty() && keys.index.is_none() && keys.erased.is_empty());
            is_empty && start.fragment.is_empty()
        }
        HomeEvent::FragmentChanged(fragment) => fragment.is_empty(),
        HomeEvent::Copies(boards) => boards.is_empty(),
        HomeEvent::PickFile | HomeEvent::Reload => true,
        HomeEvent::OpenBoard(_) | HomeEvent::RenameBoard { .. } | HomeEvent::DuplicateBoard { .. } => false,
        HomeEvent::BinBoard(_) | HomeEvent::RestoreBoard(_) | HomeEvent::EraseBoard(_) => false,
        HomeEvent::IndexElsewhere(_) | HomeEvent::CatchUp(_) | HomeEvent::DismissNotice => false,
    }
}

/// Handles such an event.
pub fn update(model: &mut Model, event: HomeEvent) -> Vec<Effect> {
    match event {
        HomeEvent::Started(start) => {
            model.device = start.device;
            place::show_home(model);
            match start.storage {
                Ok(_) => {
                    model.storage = Storage::Works;
                    return vec![Effect::ListCopies];
                }
                Err(problem) => model.storage = Storage::Blocked(problem),
            }
        }
        HomeEvent::FragmentChanged(_) => place::show_home(model),
        HomeEvent::PickFile => return vec![Effect::PickFile],
        HomeEvent::Reload => return vec![Effect::Reload],
        _ => {}
    }
    Vec::new()
}
