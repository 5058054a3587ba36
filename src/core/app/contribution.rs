//! Contributions that are sent back: making one's own, and taking in another's, once however often it is opened.

use super::effect::LoadPurpose;
use super::effect::{Announcement, FragmentChange};
use super::home;
use super::home::local_fragment;
use super::privacy;
use super::session::{Dialog, Session};
use super::{Context, Effect, Model, Notice, Place, saving};
use crate::core::document::id::BoardId;
use crate::core::format::file;
use crate::core::format::link;
use crate::core::format::link::LinkError;
use crate::core::replica::contribution::{Contribution, ContributionCount, ContributionTiming, Novelty};

use super::Curtain;

/// A contribution that is about to be sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnContribution {
    /// The contribution.
    pub contribution: Contribution,
    /// What follows the `#` in its link.
    pub fragment: String,
    /// What is in it.
    pub count: ContributionCount,
}

/// A contribution that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingContribution {
    /// The contribution.
    pub contribution: Contribution,
    /// What is in it.
    pub count: ContributionCount,
    /// What becomes of it here.
    pub fate: ContributionTiming,
    /// What it is to what is here.
    pub news: Novelty,
}

/// Shows the way to send back the contribution of the person who has the device; asks for the name where nobody has it.
pub(super) fn send_back(session: &mut Session) {
    let Some(person) = session.person() else {
        privacy::draw_curtain(session, Curtain::WhoSends);
        return;
    };
    let contribution = Contribution::of(&session.replica, person);
    let count = contribution.count();
    let fragment = link::encode_contribution(session.board, contribution.document());
    session.dialog = Dialog::SendBack(Box::new(OwnContribution { contribution, fragment, count }));
}

/// Saves the contribution that is about to be sent back as a file.
pub(super) fn save_file(session: &Session, effects: &mut Vec<Effect>) {
    if let Dialog::SendBack(own) = &session.dialog {
        let title = String::from(session.replica.board().title()) + " " + own.contribution.name();
        let text = file::write_contribution(session.board, own.contribution.document());
        effects.push(Effect::Download { name: super::session::file_name(&title, ".part.json"), text });
    }
}

/// A contribution came in by a link or a file: it is shown before it is taken, if its board is here and does not have it yet.
pub(super) fn come_in(model: &mut Model, board: BoardId, contribution: Contribution, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else {
        return home::load(model, board, LoadPurpose::Contribution(contribution), effects, context);
    };
    effects.push(Effect::SetFragment(local_fragment(board), FragmentChange::Replace));
    if contribution.claims_anothers(session.replica.board()) {
        model.notice = Some(Notice::ContributionLink(LinkError::Invalid));
        return;
    }
    if session.replica.knows(contribution.document()) {
        model.notice = Some(Notice::ContributionIsHere(contribution.name_on(session.replica.board())));
        return;
    }
    let count = contribution.count();
    let fate = contribution.fate(&session.replica);
    let news = contribution.news(&session.replica);
    session.dialog = Dialog::Contribution(Box::new(IncomingContribution { contribution, count, fate, news }));
    // What was said of a contribution before this one is not about this one.
    model
        .notice
        .take_if(|notice| matches!(notice, Notice::ContributionIsHere(_) | Notice::ContributionElsewhere(_) | Notice::ContributionLink(_)));
}

/// The board of a contribution is not on this device. The link stays in the address, unless another board is open.
pub(super) fn not_here(model: &mut Model, contribution: &Contribution, effects: &mut Vec<Effect>) {
    model.notice = Some(Notice::ContributionElsewhere(String::from(contribution.name())));
    match model.session() {
        Some(session) => effects.push(Effect::SetFragment(local_fragment(session.board), FragmentChange::Replace)),
        None => model.place = Place::Home,
    }
}

/// Takes in the contribution that is shown.
pub(super) fn take(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    let Dialog::Contribution(incoming) = std::mem::replace(&mut session.dialog, Dialog::None) else { return };
    session.replica.receive_contribution(incoming.contribution.document().clone().into_iter().collect());
    effects.push(Effect::Announce(Announcement::ContributionTaken(incoming.contribution.name_on(session.replica.board()))));
    saving::changed(model, effects, context);
}
