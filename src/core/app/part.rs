//! Parts that are sent back: making one's own, and taking in another's, once however often it is opened.

use super::desk;
use super::effect::Errand;
use super::effect::{FragmentChange, Said};
use super::home;
use super::home::local_fragment;
use super::session::{Dialog, Session};
use super::{Context, Effect, Model, Notice, Place, saving};
use crate::core::document::id::BoardId;
use crate::core::format::file;
use crate::core::format::link;
use crate::core::format::link::LinkError;
use crate::core::replica::contribution::{Part, PartCount, PartFate, PartNews};

use super::Curtain;

/// A part that is about to be sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPart {
    /// The part.
    pub part: Part,
    /// What follows the `#` in its link.
    pub fragment: String,
    /// What is in it.
    pub count: PartCount,
}

/// A part that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingPart {
    /// The part.
    pub part: Part,
    /// What is in it.
    pub count: PartCount,
    /// What becomes of it here.
    pub fate: PartFate,
    /// What it is to what is here.
    pub news: PartNews,
}

/// Shows the way to send back the part of the person who has the device; asks for the name where nobody has it.
pub(super) fn send_back(session: &mut Session) {
    let Some(person) = session.person() else {
        desk::draw_curtain(session, Curtain::WhoSends);
        return;
    };
    let part = Part::of(&session.replica, person);
    let count = part.count();
    let fragment = link::encode_part(session.board, part.document());
    session.dialog = Dialog::SendBack(Box::new(OwnPart { part, fragment, count }));
}

/// Saves the part that is about to be sent back as a file.
pub(super) fn save_file(session: &Session, effects: &mut Vec<Effect>) {
    if let Dialog::SendBack(own) = &session.dialog {
        let title = String::from(session.replica.board().title()) + " " + own.part.name();
        let text = file::write_part(session.board, own.part.document());
        effects.push(Effect::Download { name: super::session::file_name(&title, ".part.json"), text });
    }
}

/// A part came in by a link or a file: it is shown before it is taken, if its board is here and does not have it yet.
pub(super) fn come_in(model: &mut Model, board: BoardId, part: Part, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| session.board == board) else {
        return home::load(model, board, Errand::Part(part), effects, context);
    };
    effects.push(Effect::SetFragment(local_fragment(board), FragmentChange::Replace));
    if part.claims_anothers(session.replica.board()) {
        model.notice = Some(Notice::PartLink(LinkError::Invalid));
        return;
    }
    if session.replica.knows(part.document()) {
        model.notice = Some(Notice::PartIsHere(part.name_on(session.replica.board())));
        return;
    }
    let count = part.count();
    let fate = part.fate(&session.replica);
    let news = part.news(&session.replica);
    session.dialog = Dialog::Part(Box::new(IncomingPart { part, count, fate, news }));
    // What was said of a part before this one is not about this one.
    model.notice.take_if(|notice| matches!(notice, Notice::PartIsHere(_) | Notice::PartElsewhere(_) | Notice::PartLink(_)));
}

/// The board of a part is not on this device. The link stays in the address, unless another board is open.
pub(super) fn not_here(model: &mut Model, part: &Part, effects: &mut Vec<Effect>) {
    model.notice = Some(Notice::PartElsewhere(String::from(part.name())));
    match model.session() {
        Some(session) => effects.push(Effect::SetFragment(local_fragment(session.board), FragmentChange::Replace)),
        None => model.place = Place::Home,
    }
}

/// Takes in the part that is shown.
pub(super) fn take(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    let Dialog::Part(incoming) = std::mem::replace(&mut session.dialog, Dialog::None) else { return };
    session.replica.receive_part(incoming.part.document().clone().into_iter().collect());
    effects.push(Effect::Say(Said::PartTaken(incoming.part.name_on(session.replica.board()))));
    saving::changed(model, effects, context);
}
