//! Boards that cannot be opened: what is said, what is kept aside, and what is offered instead. Nothing is written in their place.

use super::effect::{FragmentChange, LoadPurpose};
use super::{Context, Effect, Model, Notice, Place, StorageProblem, all_boards, contribution, home};
use crate::core::document::id::BoardId;
use crate::core::format::LoadError;
use crate::core::format::index::Origin;
use crate::core::format::stored::{Slot, Slots};

/// What is stored of a board, as a download.
pub(super) fn raw(board: BoardId, text: String) -> Effect {
    Effect::Download { name: board.to_hex() + ".txt", text }
}

/// Storage does not let a board be read. That is not the same as none: nothing may be written in its place.
pub(super) fn unreachable(
    model: &mut Model,
    board: BoardId,
    problem: StorageProblem,
    purpose: LoadPurpose,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match purpose {
        LoadPurpose::List => {}
        LoadPurpose::Collect => all_boards::collected(model, board, None, effects),
        LoadPurpose::Import(_) => all_boards::not_compared(model, board),
        // What came in is shown. It is saved once storage can be read, and merged with what is there.
        LoadPurpose::Compare(document) => home::open_unsaved(model, board, document, FragmentChange::Replace, effects, context),
        LoadPurpose::Merge => {
            if let Some(session) = model.session_mut().filter(|session| session.board == board) {
                session.fail(problem, context.now);
            }
        }
        _ => {
            model.notice = Some(Notice::Unreachable);
            if matches!(model.place, Place::Starting) {
                model.place = Place::Home;
            }
        }
    }
}

/// Storage has no such board, or one that cannot be read.
pub(super) fn failed(
    model: &mut Model,
    board: BoardId,
    slots: &Slots,
    error: Option<LoadError>,
    purpose: LoadPurpose,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match (error, purpose) {
        (_, LoadPurpose::List) => return,
        (_, LoadPurpose::Collect) => return all_boards::collected(model, board, None, effects),
        (None, LoadPurpose::Import(document)) => return all_boards::compared(model, board, None, document, effects, context),
        (Some(_), LoadPurpose::Import(_)) => return all_boards::not_compared(model, board),
        (None, LoadPurpose::Compare(document)) => {
            home::open_unsaved(model, board, document, FragmentChange::Replace, effects, context);
            if let Some(session) = model.session_mut() {
                session.origin = Origin::Sent;
            }
            return;
        }
        (None, LoadPurpose::Contribution(contribution)) => return contribution::not_here(model, &contribution, effects),
        (None, _) => {
            model.notice = Some(Notice::NotHere);
            model.wanted = Some(board);
            effects.push(Effect::ReadCopy(board));
        }
        (Some(error), purpose) => {
            let text = slots.text();
            for (slot, text) in [(Slot::A, &slots.a), (Slot::B, &slots.b)] {
                effects.extend(text.clone().map(|text| Effect::Quarantine { board, slot, text }));
            }
            model.notice = Some(Notice::Unreadable { board, error, text, heads: slots.heads(), copy: None });
            // What a newer version wrote is whole, and its second copy is no older.
            if purpose == LoadPurpose::Open && !matches!(error, LoadError::TooNew { .. }) {
                effects.push(Effect::ReadCopy(board));
            }
        }
    }
    home::leave_board(model, effects);
    effects.push(Effect::SetFragment(String::new(), FragmentChange::Replace));
}
