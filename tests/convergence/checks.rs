//! What must hold of every board, whatever was done and however it travelled.

use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::{Board, Touched};
use alignment_board::core::document::Document;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::format::{file, link};
use proptest::prelude::*;

use crate::support::snapshot;

pub(super) fn check_board(board: &Board, document: &Document) -> Result<(), TestCaseError> {
    let whole = Board::of(document);
    prop_assert_eq!(snapshot(board), snapshot(&whole));
    prop_assert!(*board == whole, "the boards look alike but are not equal:\n{:?}\n{:?}", board, whole);
    let rules = board.rules();
    let tally = board.tally(board.round());
    for (person, _) in board.people() {
        let marks = board.placed(board.round(), person);
        prop_assert!(marks.spent() <= u32::from(rules.budget()), "over budget");
        let mut dots = marks.tight.dots().chain(marks.loose.dots());
        prop_assert!(dots.all(|(target, dots)| dots <= rules.cap() && board.stands(target)), "over the cap");
        prop_assert_eq!(board.marks(board.round(), person).spent(), marks.spent(), "a group loses dots");
    }
    for note in Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer)) {
        let lead = board.leading(note);
        prop_assert!(board.note(lead).is_some() && (lead == note || board.members(lead).contains(&note)), "a note without its group");
    }
    prop_assert!(tally.total() <= u32::from(rules.budget()) * board.people().count() as u32);
    Ok(())
}

/// Storage and file keep a document as it is, and what may leave this device gives the same board.
pub(super) fn check_routes(document: &Document) -> Result<(), TestCaseError> {
    let board = BoardId::from_random(0xb0a2d);
    let expected = snapshot(&Board::of(document));

    let text = stored::write(board, document, Generation(8));
    let loaded = stored::read(board, &Slots { a: Some(text), b: None }).map(|loaded| loaded.document);
    prop_assert_eq!(loaded.as_ref(), Ok(document));

    let read = file::read(&file::write(board, document)).map(|read| read.document);
    prop_assert_eq!(read.as_ref(), Ok(document));

    let shareable = document.shareable();
    prop_assert_eq!(&snapshot(&Board::of(&shareable)), &expected);
    let mut back = document.clone();
    prop_assert!(back.merge(shareable).is_empty(), "what comes back changes nothing");
    Ok(())
}

/// A link keeps all but the texts of deleted notes.
pub(super) fn check_link(document: &Document) -> Result<(), TestCaseError> {
    let (board, shareable) = (BoardId::from_random(0xb0a2d), document.shareable());
    let linked = link::decode(&link::encode(board, &shareable)).map(|linked| (linked.board, linked.document));
    prop_assert_eq!(linked, Ok((board, shareable)));
    Ok(())
}

/// Views refresh what was touched and nothing else, so all that looks different must have been touched.
pub(super) fn check_touched(before: &Board, after: &Board, touched: &Touched) -> Result<(), TestCaseError> {
    for layer in Layer::ALL {
        let place = layer as usize;
        let notes = |board: &Board| board.notes_of(layer).collect::<Vec<_>>();
        let leads = |board: &Board| board.leads_of(layer).collect::<Vec<_>>();
        prop_assert!(touched.lists[place] || notes(before) == notes(after), "the notes of {layer:?}");
        prop_assert!(touched.lists[place] || leads(before) == leads(after), "the groups of {layer:?}");
        let words = |board: &Board| (board.statement(layer).map(String::from), board.intended(layer));
        prop_assert!(touched.layers[place] || words(before) == words(after), "the words of {layer:?}");
        for note in notes(before).into_iter().chain(notes(after)) {
            let group = |board: &Board| (board.leading(note), board.members(note));
            let content = |board: &Board| board.note(note).map(|one| (one.text, one.layer, one.colour, one.author, group(board)));
            prop_assert!(touched.notes.contains_key(&note) || content(before) == content(after), "a note on {layer:?}");
        }
    }
    prop_assert!(touched.title || before.title() == after.title(), "the title");
    prop_assert!(touched.stage || before.stage() == after.stage(), "the stage");
    prop_assert!(touched.agreements || before.agreements().eq(after.agreements()), "the agreements");
    prop_assert!(touched.timer || before.timer() == after.timer(), "the timer");
    prop_assert!(touched.people || before.people().eq(after.people()), "the people");
    let rated =
        |board: &Board| board.people().map(|(id, _)| Layer::ALL.map(|layer| board.rating(board.round(), id, layer))).collect::<Vec<_>>();
    let votes = |board: &Board| (board.tally(board.round()), board.rules(), board.round(), board.poles(), rated(board));
    // Who counts hangs on who is there, so a change of the people refreshes the votes as well.
    prop_assert!(touched.votes || touched.people || votes(before) == votes(after), "the votes");
    Ok(())
}
