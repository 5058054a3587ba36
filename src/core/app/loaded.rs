//! Passes a loaded board to the use case that asked for it. The only place that matches on the load purpose.

use super::load::LoadOutcome;
use super::use_cases::{collect, compare, contribution, duplicate, import, list, merge_imported, open, rename};
use super::{Context, Effect, LoadPurpose, Model, Notice, StorageProblem};
use crate::core::document::id::BoardId;
use crate::core::format::stored::Slots;

/// Handles the answer of storage to `Effect::Load`.
pub fn update(
    model: &mut Model,
    board: BoardId,
    slots: Result<[Slots; 2], StorageProblem>,
    purpose: LoadPurpose,
    context: &Context,
) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut outcome = LoadOutcome::of(model, board, slots, &mut effects);
    let unreadable = outcome.take_damaged_private_store();
    match purpose {
        LoadPurpose::Open => open::answered(model, board, outcome, &mut effects, context),
        LoadPurpose::Rename(title) => rename::answered(model, board, title, outcome, &mut effects, context),
        LoadPurpose::Duplicate(title) => duplicate::answered(model, board, title, outcome, &mut effects, context),
        LoadPurpose::List => list::answered(model, board, outcome, &mut effects),
        LoadPurpose::Compare(incoming) => compare::answered(model, board, incoming, outcome, &mut effects, context),
        LoadPurpose::Collect => collect::answered(model, board, outcome, &mut effects),
        LoadPurpose::Import(document) => import::answered(model, board, document, outcome, &mut effects, context),
        LoadPurpose::MergeImported(document) => merge_imported::answered(model, board, document, outcome, &mut effects, context),
        LoadPurpose::Contribution(sent) => contribution::answered(model, board, sent, outcome, &mut effects, context),
    }
    let is_open = model.session().is_some_and(|session| session.board == board);
    if let Some(text) = unreadable.filter(|_| is_open) {
        model.notice = Some(Notice::PrivateStoreUnreadable { board, text });
    }
    effects
}
