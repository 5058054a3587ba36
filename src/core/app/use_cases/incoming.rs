//! Recognizes what a link or a file holds and passes it on. What cannot be opened changes nothing.

use super::{compare, contribution, import};
use crate::core::app::place::local_fragment;
use crate::core::app::{Context, Effect, FragmentChange, Model, Notice, Place, is_believable};
use crate::core::format::file::BoardFile;
use crate::core::format::link::{LinkError, Linked, LinkedContribution};
use crate::core::format::{LoadError, boards, file, link};

/// Opens a link, which holds a board or a contribution.
pub(crate) fn link(model: &mut Model, fragment: &str, effects: &mut Vec<Effect>, context: &Context) {
    let refused = match link::decode_contribution(fragment) {
        Ok(LinkedContribution { contribution, .. }) if !is_believable(contribution.document(), context.now) => Notice::FromTheFuture,
        Ok(LinkedContribution { board, contribution }) => return contribution::request(model, board, contribution, effects),
        Err(LinkError::NotALink) => match link::decode(fragment) {
            Ok(Linked { document, .. }) if !is_believable(&document, context.now) => Notice::FromTheFuture,
            Ok(Linked { board, document }) => return compare::request(model, board, document, effects, context),
            Err(error) => Notice::Link(error),
        },
        Err(error) => Notice::ContributionLink(error),
    };
    model.notice = Some(refused);
    // The link is removed from the address, so that a reload does not report it again.
    let address = model.session().map_or_else(String::new, |session| local_fragment(session.board));
    effects.push(Effect::SetFragment(address, FragmentChange::Replace));
    if model.session().is_none() {
        model.place = Place::Home;
    }
}

/// Opens a file, which holds a board, a contribution, many boards, or a link.
pub(crate) fn file(model: &mut Model, text: &str, effects: &mut Vec<Effect>, context: &Context) {
    if boards::is_one(text) {
        return import::request(model, text, effects, context);
    }
    let linked = text.split_once("#b1").map(|(_, rest)| link::decode(&(String::from("b1") + rest.trim())));
    let contribution_linked = || text.split_once("#r1").map(|(_, rest)| link::decode_contribution(&(String::from("r1") + rest.trim())));
    match (file::read(text), linked) {
        (Ok(BoardFile { document, .. }), _) | (Err(_), Some(Ok(Linked { document, .. }))) if !is_believable(&document, context.now) => {
            model.notice = Some(Notice::FromTheFuture);
        }
        (Ok(BoardFile { board, document }), _) | (Err(_), Some(Ok(Linked { board, document }))) => {
            compare::request(model, board, document, effects, context);
        }
        (Err(error), _) => match (file::read_contribution(text), contribution_linked()) {
            (Ok(LinkedContribution { contribution, .. }), _) | (Err(_), Some(Ok(LinkedContribution { contribution, .. })))
                if !is_believable(contribution.document(), context.now) =>
            {
                model.notice = Some(Notice::FromTheFuture);
            }
            (Ok(LinkedContribution { board, contribution }), _) | (Err(_), Some(Ok(LinkedContribution { board, contribution }))) => {
                contribution::request(model, board, contribution, effects);
            }
            // Neither: the error of the board. A damaged contribution: its own error.
            (Err(LoadError::NotABoard), _) => model.notice = Some(Notice::File(error)),
            (Err(error), _) => model.notice = Some(Notice::File(error)),
        },
    }
}
