//! Recognizes what a link or a file holds and passes it on. What cannot be opened changes nothing.

use super::{compare, contribution, import};
use crate::core::app::place::local_fragment;
use crate::core::app::{Context, Effect, FragmentChange, Model, Notice, Place, is_believable};
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::file::BoardFile;
use crate::core::format::link::{LinkError, Linked, LinkedContribution};
use crate::core::format::{LoadError, boards, file, link};
use crate::core::replica::contribution::Contribution;

/// What a link or a file holds.
enum Found {
    Board(BoardId, Document),
    Contribution(BoardId, Contribution),
}

/// Opens a link, which holds a board or a contribution.
pub(crate) fn link(model: &mut Model, fragment: &str, effects: &mut Vec<Effect>, context: &Context) {
    let refused = match in_link(fragment).and_then(|found| believable(found, context)) {
        Ok(found) => return open(model, found, effects, context),
        Err(refused) => refused,
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
    match in_file(text).and_then(|found| believable(found, context)) {
        Ok(found) => open(model, found, effects, context),
        Err(refused) => model.notice = Some(refused),
    }
}

fn in_link(fragment: &str) -> Result<Found, Notice> {
    match link::decode_contribution(fragment) {
        Ok(LinkedContribution { board, contribution }) => Ok(Found::Contribution(board, contribution)),
        Err(LinkError::NotALink) => match link::decode(fragment) {
            Ok(Linked { board, document }) => Ok(Found::Board(board, document)),
            Err(error) => Err(Notice::Link(error)),
        },
        Err(error) => Err(Notice::ContributionLink(error)),
    }
}

fn in_file(text: &str) -> Result<Found, Notice> {
    let linked = text.split_once("#b1").map(|(_, rest)| link::decode(&(String::from("b1") + rest.trim())));
    let contribution_linked = || text.split_once("#r1").map(|(_, rest)| link::decode_contribution(&(String::from("r1") + rest.trim())));
    match (file::read(text), linked) {
        (Ok(BoardFile { board, document }), _) | (Err(_), Some(Ok(Linked { board, document }))) => Ok(Found::Board(board, document)),
        (Err(error), _) => match (file::read_contribution(text), contribution_linked()) {
            (Ok(LinkedContribution { board, contribution }), _) | (Err(_), Some(Ok(LinkedContribution { board, contribution }))) => {
                Ok(Found::Contribution(board, contribution))
            }
            // Neither: the error of the board. A damaged contribution: its own error.
            (Err(LoadError::NotABoard), _) => Err(Notice::File(error)),
            (Err(error), _) => Err(Notice::File(error)),
        },
    }
}

/// Refuses what claims to be from years ahead.
fn believable(found: Found, context: &Context) -> Result<Found, Notice> {
    let document = match &found {
        Found::Board(_, document) => document,
        Found::Contribution(_, contribution) => contribution.document(),
    };
    if is_believable(document, context.now) { Ok(found) } else { Err(Notice::FromTheFuture) }
}

fn open(model: &mut Model, found: Found, effects: &mut Vec<Effect>, context: &Context) {
    match found {
        Found::Board(board, document) => compare::request(model, board, document, effects, context),
        Found::Contribution(board, contribution) => contribution::request(model, board, contribution, effects),
    }
}
