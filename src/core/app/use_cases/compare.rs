//! A board from a link or a file: a new one is opened, a known one is compared and merged only when asked. Nothing here ever replaces a
//! board.

use crate::core::app::load::LoadOutcome;
use crate::core::app::place::local_fragment;
use crate::core::app::{
    Announcement, Context, Dialog, Effect, FragmentChange, IncomingBoard, IncomingChoice, LoadPurpose, MergePreview, Model, Notice,
    changes_authors, place, saving, tabs,
};
use crate::core::document::id::BoardId;
use crate::core::format::index::Origin;
use crate::core::replica::differences::Side;

/// Compares the board with the open one, or loads it. Even one missing from the index is loaded, because another page may have stored it
/// since.
pub(crate) fn request(model: &mut Model, board: BoardId, incoming: IncomingBoard, effects: &mut Vec<Effect>, context: &Context) {
    match model.session() {
        Some(session) if session.board == board => compare_with_open(model, incoming, effects, context),
        _ => effects.push(Effect::Load { board, purpose: LoadPurpose::Compare(incoming) }),
    }
}

/// Opens the board of this device and compares it, or opens the one that came in.
pub(crate) fn answered(
    model: &mut Model,
    board: BoardId,
    incoming: IncomingBoard,
    outcome: LoadOutcome,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match outcome {
        LoadOutcome::Loaded(loaded) => {
            place::open(model, board, loaded, FragmentChange::Replace, effects, context);
            compare_with_open(model, incoming, effects, context);
        }
        LoadOutcome::Damaged(damaged) => place::unreadable(model, board, damaged, effects),
        // The board that came in is shown. If storage cannot be read now, it is merged with what is there and saved once it can.
        LoadOutcome::Missing | LoadOutcome::Unreachable => {
            // Its own rescue file is not sent by somebody else.
            let origin = if incoming.private_store.is_empty() { Origin::Sent } else { Origin::Here };
            place::open_unsaved(model, board, incoming, FragmentChange::Replace, effects, context);
            if let Some(session) = model.session_mut() {
                session.origin = origin;
                let withheld = session.replica.withheld();
                model.notice = (origin == Origin::Here).then_some(Notice::Rescued(withheld)).or(model.notice.take());
            }
        }
    }
}

fn compare_with_open(model: &mut Model, incoming: IncomingBoard, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    effects.push(Effect::SetFragment(local_fragment(session.board), FragmentChange::Replace));
    let IncomingBoard { document, private_store } = &incoming;
    if changes_authors(session.replica.document(), document) {
        if !matches!(model.notice, Some(Notice::Recovered { .. })) {
            model.notice = Some(Notice::OtherAuthors);
        }
        return;
    }
    let preview = MergePreview::of(session.replica.document(), document);
    let differences = session.replica.differences(document);
    let hidden = session.replica.missing_here(private_store);
    if !preview.is_empty() || !differences.is_empty() || !hidden.is_empty() {
        session.dialog = Dialog::Incoming { incoming, preview, differences };
        return;
    }
    // Invisible changes are merged without asking: fields of newer versions, or another deletion of something already deleted.
    let changed = !session.replica.receive(incoming.document.into_iter().collect()).is_empty();
    if !matches!(model.notice, Some(Notice::Recovered { .. })) {
        model.notice = Some(Notice::NothingNew);
    }
    if changed {
        saving::changed(model, effects, context);
    }
}

/// Chooses whose state stands, for a difference of the open dialog.
pub(crate) fn choose_side(model: &mut Model, place: usize, side: Side) {
    let Some(session) = model.session_mut() else { return };
    if let Some(difference) = session.dialog.differences_mut().get_mut(place) {
        difference.side = side;
    }
}

/// Handles the person's choice.
pub(crate) fn choose(model: &mut Model, choice: IncomingChoice, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    // Read-only: a newer version has the board open.
    if choice == IncomingChoice::Merge && session.is_outdated() {
        return;
    }
    let Dialog::Incoming { incoming, differences, .. } = std::mem::replace(&mut session.dialog, Dialog::None) else { return };
    let IncomingBoard { document, private_store } = &incoming;
    match choice {
        IncomingChoice::Leave => {}
        // Another tab may have brought the notes since.
        IncomingChoice::Merge if changes_authors(session.replica.document(), document) => model.notice = Some(Notice::OtherAuthors),
        IncomingChoice::Merge => {
            saving::keep_version(session, effects, context);
            let delta = session.replica.resolved(document, &differences, context.now);
            let changed = session.replica.receive(delta);
            let hidden = session.replica.missing_here(private_store);
            session.replica.receive_private_store(hidden);
            effects.extend(tabs::tell(session.board, session.replica.delta_of(&changed)));
            effects.push(Effect::Announce(Announcement::Merged));
            saving::changed(model, effects, context);
        }
        IncomingChoice::Copy => place::new_board(model, incoming, effects, context),
    }
}
