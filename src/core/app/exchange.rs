//! Events about imports and exports: links, files, contributions, former versions, and the next workshop.

use super::event::ExchangeEvent;
use super::use_cases::{collect, compare, contribution, export, incoming, merge_imported, new_board, share, stored_text, versions};
use super::{Context, Effect, Model, Notice};

/// Handles an event about imports and exports.
pub fn update(model: &mut Model, event: ExchangeEvent, context: &Context) -> Vec<Effect> {
    let mut effects = Vec::new();
    handle(model, event, &mut effects, context);
    if let Some(session) = model.session_mut() {
        session.drop_absent_user();
    }
    effects
}

fn handle(model: &mut Model, event: ExchangeEvent, effects: &mut Vec<Effect>, context: &Context) {
    match event {
        ExchangeEvent::OpenSample => new_board::sample(model, effects, context),
        ExchangeEvent::LinkOpened(fragment) => incoming::link(model, &fragment, effects, context),
        ExchangeEvent::FileRead(Ok(text)) => incoming::file(model, &text, effects, context),
        ExchangeEvent::SeveralFiles => model.notice = Some(Notice::SeveralFiles),
        ExchangeEvent::FileRead(Err(())) => model.notice = Some(Notice::FileUnreadable),
        ExchangeEvent::Incoming(choice) => compare::choose(model, choice, effects, context),
        ExchangeEvent::ChooseSide { place, side } => compare::choose_side(model, place, side),
        ExchangeEvent::Share => share::show_link(model),
        ExchangeEvent::CopyLink => share::copy_link(model, effects),
        ExchangeEvent::Copied(way) => share::copied(model, way, effects),
        ExchangeEvent::Export { export, text } => export::offer(model, export, text, effects),
        ExchangeEvent::NoPicture => model.notice = Some(Notice::NoPicture),
        ExchangeEvent::SaveAllBoards => collect::request(model, effects),
        ExchangeEvent::MergeImported => merge_imported::request(model, effects),
        ExchangeEvent::DownloadStored => stored_text::request(model, effects),
        ExchangeEvent::StoredFetched { board, slots } => stored_text::fetched(model, board, slots, effects),
        ExchangeEvent::SendBack => contribution::send_back(model),
        ExchangeEvent::SaveContribution => contribution::save_file(model, effects),
        ExchangeEvent::TakeContribution => contribution::take(model, effects, context),
        ExchangeEvent::ShowVersions => versions::show(model, effects, context),
        ExchangeEvent::Versions { board, names } => versions::listed(model, board, &names),
        ExchangeEvent::RestoreVersion(name) => versions::request(model, name, effects),
        ExchangeEvent::VersionRead { board, text } => versions::read(model, board, text.as_deref(), effects, context),
        ExchangeEvent::NextWorkshop { title, today } => new_board::next(model, title, today, effects, context),
    }
}
