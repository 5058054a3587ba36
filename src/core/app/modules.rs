//! The modules that the program is loaded in, and which of them an event needs.
//!
//! How they are cut and loaded is told by `runtime::modules`. The rule is here, so that it is tested natively.

use super::event::{BoardEvent, Event, ExchangeEvent, HomeEvent};
use super::first_visit;
use super::model::{Model, Place};
use crate::core::board::stage::Stage;
use crate::core::command::Command;

/// A module of the program. Each needs those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Module {
    /// The start page, as long as no board is stored. It is there from the beginning.
    Home,
    /// The list of boards, and what is needed to set up a board and write on it.
    Board,
    /// All else: loading, links and files, dialogs, and the stages from Vote on.
    Rest,
}

/// The module that an event needs. Before the start, and while the first board loads, everything but the start waits for the last one.
pub fn needed_by(model: &Model, event: &Event) -> Module {
    match (&model.place, event) {
        (Place::Starting, Event::Home(HomeEvent::Started(_))) => {}
        (Place::Starting, _) => return Module::Rest,
        // No board is open, so there is nothing to save.
        (Place::Home, Event::Board(BoardEvent::Woken | BoardEvent::PageHidden)) => return Module::Home,
        (Place::Home | Place::Board(_), _) => {}
    }
    match event {
        Event::Home(event) => needed_at_home(event),
        Event::Board(event) => needed_on_board(model, event),
        Event::Exchange(_) | Event::Loaded { .. } => Module::Rest,
    }
}

fn needed_at_home(event: &HomeEvent) -> Module {
    match event {
        event if first_visit::covers(event) => Module::Home,
        HomeEvent::Started(start) if !start.fragment.is_empty() => Module::Rest,
        HomeEvent::FragmentChanged(_) | HomeEvent::OpenBoard(_) => Module::Rest,
        HomeEvent::RenameBoard { .. } | HomeEvent::DuplicateBoard { .. } => Module::Rest,
        // The last module deletes. A board that left the list before it is deleted would come back with the next visit.
        HomeEvent::EraseBoard(_) => Module::Rest,
        HomeEvent::Started(_) | HomeEvent::BinBoard(_) | HomeEvent::RestoreBoard(_) | HomeEvent::PickFile => Module::Board,
        HomeEvent::Copies(_) | HomeEvent::IndexElsewhere(_) | HomeEvent::CatchUp(_) => Module::Board,
        HomeEvent::DismissNotice | HomeEvent::Reload => Module::Board,
    }
}

fn needed_on_board(model: &Model, event: &BoardEvent) -> Module {
    match event {
        // Nothing is hidden yet, as a rule, so it reveals at once. A dialog is drawn when its module is loaded.
        BoardEvent::AskReveal(_) if is_in_set_up(model) => Module::Board,
        BoardEvent::AskReveal(_) | BoardEvent::AskName(_) | BoardEvent::DrawCurtain(_) => Module::Rest,
        BoardEvent::BeginAt(stage) | BoardEvent::Do(Command::GoTo(stage)) if *stage > Stage::Group => Module::Rest,
        BoardEvent::NewBoard | BoardEvent::BeginAt(_) | BoardEvent::GoHome | BoardEvent::Leave => Module::Board,
        BoardEvent::Saved { .. } | BoardEvent::Reread { .. } | BoardEvent::CopyRead { .. } | BoardEvent::OpenSecondCopy => Module::Board,
        BoardEvent::Told { .. } | BoardEvent::StoredElsewhere { .. } | BoardEvent::PrivateStoreElsewhere { .. } => Module::Board,
        BoardEvent::Woken | BoardEvent::PageHidden | BoardEvent::Measured(_) => Module::Board,
        BoardEvent::SecondCopySaved { .. } | BoardEvent::LowerRules => Module::Board,
        BoardEvent::TypedApart(_) | BoardEvent::Draft { .. } => Module::Board,
        // It may ask, and a dialog is drawn when its module is loaded.
        BoardEvent::AskRules(_) => Module::Rest,
        BoardEvent::Do(_) | BoardEvent::Step(_) | BoardEvent::EndTyping | BoardEvent::Choose(_) => Module::Board,
        BoardEvent::Reveal | BoardEvent::GiveName(_) | BoardEvent::CloseDialog => Module::Board,
        BoardEvent::TimeIsUp(_) | BoardEvent::ChimeDue(_) | BoardEvent::SaveFile | BoardEvent::SaveRescueFile | BoardEvent::Print => {
            Module::Board
        }
    }
}

fn is_in_set_up(model: &Model) -> bool {
    model.session().is_some_and(|session| session.replica.board().stage() == Stage::SetUp)
}

/// Whether an event shows something else: another screen, stage or dialog. Of several that wait, only the last is still meant.
pub fn leads_elsewhere(event: &Event) -> bool {
    match event {
        Event::Home(event) => matches!(event, HomeEvent::FragmentChanged(_) | HomeEvent::OpenBoard(_)),
        Event::Board(event) => match event {
            BoardEvent::NewBoard | BoardEvent::BeginAt(_) | BoardEvent::GoHome | BoardEvent::Leave => true,
            BoardEvent::AskReveal(_) | BoardEvent::AskName(_) | BoardEvent::AskRules(_) | BoardEvent::DrawCurtain(_) => true,
            BoardEvent::Do(command) => matches!(command, Command::GoTo(_)),
            BoardEvent::Saved { .. } | BoardEvent::Reread { .. } | BoardEvent::CopyRead { .. } | BoardEvent::OpenSecondCopy => false,
            BoardEvent::Told { .. } | BoardEvent::StoredElsewhere { .. } | BoardEvent::PrivateStoreElsewhere { .. } => false,
            BoardEvent::Woken | BoardEvent::PageHidden | BoardEvent::Measured(_) | BoardEvent::SecondCopySaved { .. } => false,
            BoardEvent::LowerRules | BoardEvent::TypedApart(_) | BoardEvent::Draft { .. } => false,
            BoardEvent::Step(_) | BoardEvent::EndTyping | BoardEvent::Choose(_) => false,
            BoardEvent::Reveal | BoardEvent::GiveName(_) | BoardEvent::CloseDialog => false,
            BoardEvent::TimeIsUp(_) | BoardEvent::ChimeDue(_) | BoardEvent::SaveFile | BoardEvent::SaveRescueFile | BoardEvent::Print => {
                false
            }
        },
        Event::Exchange(event) => match event {
            ExchangeEvent::OpenSample | ExchangeEvent::LinkOpened(_) | ExchangeEvent::FileRead(_) => true,
            ExchangeEvent::Share | ExchangeEvent::SendBack | ExchangeEvent::ShowVersions => true,
            ExchangeEvent::Incoming(_)
            | ExchangeEvent::ChooseSide { .. }
            | ExchangeEvent::CopyLink
            | ExchangeEvent::Copied(_)
            | ExchangeEvent::Export { .. } => false,
            ExchangeEvent::SeveralFiles | ExchangeEvent::NoPicture | ExchangeEvent::SaveAllBoards | ExchangeEvent::MergeImported => false,
            ExchangeEvent::DownloadStored | ExchangeEvent::StoredFetched { .. } => false,
            ExchangeEvent::SaveContribution | ExchangeEvent::TakeContribution => false,
            ExchangeEvent::Versions { .. } | ExchangeEvent::RestoreVersion(_) | ExchangeEvent::VersionRead { .. } => false,
            ExchangeEvent::NextWorkshop { .. } => false,
        },
        Event::Loaded { .. } => false,
    }
}
