//! Every field survives storage, file, link and what one person sends back, and a preview tells its change.

use alignment_board::core::app::MergePreview;
use alignment_board::core::document::Document;
use alignment_board::core::document::id::{BoardId, Kind, PersonId};
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::format::{file, link, stored};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::contribution::Contribution;

use super::samples::{Sample, deletion_of, person, samples};
use crate::support::device;

fn board() -> BoardId {
    BoardId::from_random(0xb0a2d)
}

#[test]
fn storage_file_and_link_keep_every_field() {
    for sample in samples() {
        // What is deleted leaves its text behind.
        let document = sample.after().without_deleted();
        let slots = Slots { a: Some(stored::write(board(), &document, Generation(8))), b: None };
        let routes: [(&str, Option<Document>); 3] = [
            ("storage", stored::read(board(), &slots).ok().map(|read| read.document)),
            ("file", file::read(&file::write(board(), &document)).ok().map(|read| read.document)),
            ("link", link::decode(&link::encode(board(), &document)).ok().map(|read| read.document)),
        ];
        for (route, read) in routes {
            assert_eq!(read.as_ref(), Some(&document), "{}: {route}", sample.name);
        }
    }
}

/// What was written in a deleted note or agreement leaves this device by no route.
#[test]
fn deleted_things_are_shared_without_their_texts() {
    for sample in samples().into_iter().filter(|sample| [Kind::NOTE, Kind::AGREEMENT].contains(&sample.key.thing.kind)) {
        let mut document = sample.after();
        document.merge(deletion_of(sample.key.thing));
        let shared = document.without_deleted();
        let texts = shared.registers().filter(|(key, register)| key.thing == sample.key.thing && register.value.as_text().is_some());
        assert_eq!(texts.count(), 0, "{}", sample.name);
    }
}

/// Whoever wrote a note sends back all of it.
#[test]
fn contribution_holds_every_field_of_its_notes() {
    for sample in samples().into_iter().filter(|sample| sample.key.thing.kind == Kind::NOTE) {
        let document = sample.before();
        let expected = document.get(sample.key).cloned();
        let contribution = Contribution::of(&Replica::new(device(2), document), PersonId(person(1).id));
        assert_eq!(contribution.document().get(sample.key).cloned(), expected, "{}", sample.name);
    }
}

/// What a preview does not tell, and why.
const UNTOLD: [(&str, &str); 3] = [
    ("BOARD TIMER", "It has run on by the time of the answer."),
    ("BOARD REVEALED_NOTES", "Nobody sees it before the next workshop."),
    ("WORKSHOP SUMMARY", "A workshop is remembered when the next one begins, on a new board."),
];

#[test]
fn preview_names_every_change() {
    let told = |sample: &Sample| !MergePreview::of(&sample.before(), &sample.change()).is_empty();
    let wrong = samples()
        .into_iter()
        .filter(|sample| told(sample) == UNTOLD.iter().any(|(name, _)| *name == sample.name))
        .map(|sample| sample.name);
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
}
