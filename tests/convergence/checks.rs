//! What holds for every board, whatever was done and however it travelled.

use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::tracking::{Aspects, Writes};
use alignment_board::core::board::{Board, Note};
use alignment_board::core::document::Document;
use alignment_board::core::document::id::{BoardId, NoteId};
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::Replica;
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
        prop_assert!(dots.all(|(target, dots)| dots <= rules.cap() && board.exists(target)), "over the cap");
        prop_assert_eq!(board.marks(board.round(), person).spent(), marks.spent(), "a group loses dots");
    }
    for note in Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer)) {
        let lead = board.leading(note);
        prop_assert!(board.note(lead).is_some() && (lead == note || board.members(lead).contains(&note)), "a note without its group");
    }
    prop_assert!(tally.total() <= u32::from(rules.budget()) * board.people().count() as u32);
    Ok(())
}

/// Storage and file keep a document unchanged, and what may be shared gives the same board.
pub(super) fn check_routes(document: &Document) -> Result<(), TestCaseError> {
    let board = BoardId::from_random(0xb0a2d);
    let expected = snapshot(&Board::of(document));

    let text = stored::write(board, document, Generation(8));
    let loaded = stored::read(board, &Slots { a: Some(text), b: None }).map(|loaded| loaded.document);
    prop_assert_eq!(loaded.as_ref(), Ok(document));

    let read = file::read(&file::write(board, document)).map(|read| read.document);
    prop_assert_eq!(read.as_ref(), Ok(document));

    let shareable = document.without_deleted();
    prop_assert_eq!(&snapshot(&Board::of(&shareable)), &expected);
    let mut back = document.clone();
    prop_assert!(back.merge(shareable).is_empty(), "merging what may be shared changes nothing");
    Ok(())
}

/// A link keeps everything but the texts of deleted notes.
pub(super) fn check_link(document: &Document) -> Result<(), TestCaseError> {
    let (board, shareable) = (BoardId::from_random(0xb0a2d), document.without_deleted());
    let linked = link::decode(&link::encode(board, &shareable)).map(|linked| (linked.board, linked.document));
    prop_assert_eq!(linked, Ok((board, shareable)));
    Ok(())
}

/// What views ask of a board, with the aspects that were read for it.
pub(super) struct Seen {
    answers: Vec<(&'static str, String, Aspects)>,
    notes: Vec<(NoteId, Option<Note>, Aspects)>,
}

/// A question by its name.
type Question = (&'static str, fn(&Board) -> String);

const QUESTIONS: [Question; 10] = [
    ("title", |board| String::from(board.title())),
    ("stage", |board| format!("{:?}", board.stage())),
    ("timer", |board| format!("{:?}", board.timer())),
    ("lists", |board| format!("{:?}", Layer::ALL.map(|layer| board.notes_of(layer).collect::<Vec<_>>()))),
    ("groups", |board| {
        format!("{:?}", Layer::ALL.map(|layer| board.leads_of(layer).map(|lead| (lead, board.members(lead))).collect::<Vec<_>>()))
    }),
    ("layers", |board| format!("{:?}", Layer::ALL.map(|layer| (board.statement(layer), board.intended(layer), board.because(layer))))),
    ("agreements", |board| format!("{:?}", board.agreements().collect::<Vec<_>>())),
    ("people", |board| format!("{:?}", board.people().collect::<Vec<_>>())),
    ("votes", |board| format!("{:?}", (board.tally(board.round()), board.rules(), board.round(), board.poles()))),
    ("ratings", |board| {
        let said = |voter| Layer::ALL.map(|layer| (board.rating(board.round(), voter, layer), board.reasons(board.round(), voter, layer)));
        format!("{:?}", board.people().map(|(voter, _)| said(voter)).collect::<Vec<_>>())
    }),
];

impl Seen {
    pub(super) fn of(replica: &Replica) -> Seen {
        let (board, tracker) = (replica.board(), replica.tracker());
        let answers = QUESTIONS.map(|(name, question)| {
            let (answer, reads) = tracker.reads(|| question(board));
            (name, answer, reads)
        });
        let notes = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer));
        let notes = notes.map(|note| {
            let (content, reads) = tracker.reads_of_note(note, || board.note(note));
            (note, content, reads)
        });
        Seen { answers: answers.into(), notes: notes.collect() }
    }

    /// Views look again at what was written, so all that differs has read something that was written.
    pub(super) fn check(&self, replica: &Replica, writes: &Writes) -> Result<(), TestCaseError> {
        let now = Seen::of(replica);
        for ((name, before, reads), (_, after, _)) in self.answers.iter().zip(&now.answers) {
            prop_assert!(reads.meets(writes.aspects) || before == after, "{}", name);
        }
        for (note, before, reads) in &self.notes {
            let is_written = writes.notes.contains_key(note) || reads.meets(writes.aspects);
            prop_assert!(is_written || *before == replica.board().note(*note), "{note:?}");
        }
        Ok(())
    }
}
