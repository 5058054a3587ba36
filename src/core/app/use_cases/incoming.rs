//! Recognizes what a link or a file holds and passes it on. What cannot be opened changes nothing.

use super::{compare, contribution, import};
use crate::core::app::place::local_fragment;
use crate::core::app::{Context, Effect, FragmentChange, IncomingBoard, Model, Notice, Place, is_believable};
use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::file::BoardFile;
use crate::core::format::link::{LinkError, Linked, LinkedContribution};
use crate::core::format::rescue::RescueFile;
use crate::core::format::{LoadError, boards, file, link, rescue};
use crate::core::replica::contribution::Contribution;

/// What a link or a file holds.
enum Found {
    Board(BoardId, IncomingBoard),
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
            Ok(Linked { board, document }) => Ok(whole(board, document)),
            Err(error) => Err(Notice::Link(error)),
        },
        Err(error) => Err(Notice::ContributionLink(error)),
    }
}

/// A board of which nothing hidden came along.
fn whole(board: BoardId, document: Document) -> Found {
    Found::Board(board, document.into())
}

fn in_file(text: &str) -> Result<Found, Notice> {
    if rescue::is_one(text) {
        return match rescue::read(text) {
            Ok(RescueFile { board: BoardFile { board, document }, private_store }) => {
                Ok(Found::Board(board, IncomingBoard { document, private_store }))
            }
            Err(error) => Err(Notice::File(error)),
        };
    }
    let linked = first_link(text, "#b1", link::decode);
    let contribution_linked = || first_link(text, "#r1", link::decode_contribution);
    match (file::read(text), linked) {
        (Ok(BoardFile { board, document }), _) | (Err(_), Some(Ok(Linked { board, document }))) => Ok(whole(board, document)),
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

/// The first link in a text that can be read, with words around it or alone; if none can, the error of the first. Of a text that is full of what looks like links, the first
/// few are tried.
fn first_link<T>(text: &str, mark: &str, decode: fn(&str) -> Result<T, LinkError>) -> Option<Result<T, LinkError>> {
    const TRIED: usize = 10;
    let starts = text.match_indices(mark).take(TRIED).map(|(at, _)| &text[at + 1..]);
    // Up to the next space; or all, because some programs break long links into lines.
    let tried = starts.flat_map(|rest| [rest.split(char::is_whitespace).next().unwrap_or(rest), rest.trim()]);
    let mut first = None;
    for decoded in tried.map(decode) {
        match decoded {
            Ok(found) => return Some(Ok(found)),
            Err(error) => first = first.or(Some(Err(error))),
        }
    }
    first
}

/// Refuses what claims to be from years ahead.
fn believable(found: Found, context: &Context) -> Result<Found, Notice> {
    let is_believable = |document: &Document| is_believable(document, context.now);
    let believed = match &found {
        Found::Board(_, IncomingBoard { document, private_store }) => is_believable(document) && is_believable(private_store),
        Found::Contribution(_, contribution) => is_believable(contribution.document()),
    };
    if believed { Ok(found) } else { Err(Notice::FromTheFuture) }
}

fn open(model: &mut Model, found: Found, effects: &mut Vec<Effect>, context: &Context) {
    match found {
        Found::Board(board, incoming) => compare::request(model, board, incoming, effects, context),
        Found::Contribution(board, contribution) => contribution::request(model, board, contribution, effects),
    }
}
