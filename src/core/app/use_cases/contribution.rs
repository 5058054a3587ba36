//! Contributions: sends back the current user's, and takes in somebody else's, once however often it is opened.

use super::export::file_name;
use super::privacy;
use crate::core::app::load::LoadOutcome;
use crate::core::app::place::local_fragment;
use crate::core::app::{
    Announcement, Context, Curtain, Dialog, Effect, FragmentChange, IncomingContribution, LoadPurpose, Model, Notice, OwnContribution,
    Place, place, saving,
};
use crate::core::document::id::BoardId;
use crate::core::format::link::LinkError;
use crate::core::format::{file, link};
use crate::core::replica::contribution::Contribution;

/// Opens the dialog to send back the current user's contribution; asks who that is first, if nobody.
pub(crate) fn send_back(model: &mut Model) {
    let Some(session) = model.session_mut() else { return };
    let Some(person) = session.person() else {
        privacy::draw_curtain(model, Curtain::WhoSends);
        return;
    };
    let contribution = Contribution::of(&session.replica, person);
    let count = contribution.count();
    let fragment = link::offer_contribution(session.board, contribution.document());
    session.dialog = Dialog::SendBack(Box::new(OwnContribution { contribution, fragment, count }));
}

/// Saves the contribution of the open dialog as a file.
pub(crate) fn save_file(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(session) = model.session() else { return };
    if let Dialog::SendBack(own) = &session.dialog {
        let title = String::from(session.replica.board().title()) + " " + own.contribution.name();
        match file::offer_contribution(session.board, own.contribution.document()) {
            Ok(text) => effects.push(Effect::Download { name: file_name(&title, ".part.json"), text }),
            Err(error) => model.notice = Some(Notice::NoFile(error)),
        }
    }
}

/// Shows a contribution from a link or a file if its board is open; otherwise loads the board.
pub(crate) fn request(model: &mut Model, board: BoardId, contribution: Contribution, effects: &mut Vec<Effect>) {
    match model.session() {
        Some(session) if session.board == board => show(model, contribution, effects),
        _ => effects.push(Effect::Load { board, purpose: LoadPurpose::Contribution(contribution) }),
    }
}

/// Opens the board and shows the contribution there.
pub(crate) fn answered(
    model: &mut Model,
    board: BoardId,
    contribution: Contribution,
    outcome: LoadOutcome,
    effects: &mut Vec<Effect>,
    context: &Context,
) {
    match outcome {
        LoadOutcome::Loaded(loaded) => {
            place::open(model, board, loaded, FragmentChange::Replace, effects, context);
            show(model, contribution, effects);
        }
        LoadOutcome::Missing => not_here(model, &contribution, effects),
        LoadOutcome::Damaged(damaged) => place::unreadable(model, board, damaged, effects),
        LoadOutcome::Unreachable => place::unreachable(model),
    }
}

/// Previews a contribution, unless the open board says the same already.
fn show(model: &mut Model, contribution: Contribution, effects: &mut Vec<Effect>) {
    let Some(session) = model.session_mut() else { return };
    effects.push(Effect::SetFragment(local_fragment(session.board), FragmentChange::Replace));
    if contribution.claims_anothers(session.replica.board()) {
        model.notice = Some(Notice::ContributionLink(LinkError::Invalid));
        return;
    }
    let differences = session.replica.differences(contribution.document());
    if differences.is_empty() && !session.replica.would_take(contribution.document()) {
        model.notice = Some(Notice::ContributionIsHere(contribution.name_on(session.replica.board())));
        return;
    }
    let count = contribution.count();
    let timing = contribution.timing(&session.replica);
    let novelty = contribution.novelty(&session.replica);
    session.dialog = Dialog::Contribution(Box::new(IncomingContribution { contribution, count, timing, novelty, differences }));
    // A notice about another contribution would be misleading now.
    model
        .notice
        .take_if(|notice| matches!(notice, Notice::ContributionIsHere(_) | Notice::ContributionElsewhere(_) | Notice::ContributionLink(_)));
}

/// Reports that the board of a contribution is not on this device. The link stays in the address unless another board is open.
fn not_here(model: &mut Model, contribution: &Contribution, effects: &mut Vec<Effect>) {
    model.notice = Some(Notice::ContributionElsewhere(String::from(contribution.name())));
    match model.session() {
        Some(session) => effects.push(Effect::SetFragment(local_fragment(session.board), FragmentChange::Replace)),
        None => model.place = Place::Home,
    }
}

/// Takes in the contribution of the open dialog.
pub(crate) fn take(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| !session.is_outdated()) else { return };
    let Dialog::Contribution(incoming) = std::mem::replace(&mut session.dialog, Dialog::None) else { return };
    let IncomingContribution { contribution, differences, .. } = *incoming;
    let delta = session.replica.resolved(contribution.document(), &differences, context.now);
    session.replica.receive_contribution(delta);
    effects.push(Effect::Announce(Announcement::ContributionTaken(contribution.name_on(session.replica.board()))));
    saving::changed(model, effects, context);
}
