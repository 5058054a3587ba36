//! The view models of what was changed on both sides.

use super::models::{DifferenceView, Differing, Said};
use crate::core::board::Board;
use crate::core::board::agreement::Words;
use crate::core::board::voting::Ballot;
use crate::core::document::id::PersonId;
use crate::core::document::{Document, Field, Key, Value, clock};
use crate::core::replica::Replica;
use crate::core::replica::differences::{Difference, Subject, notes_of};
use crate::core::replica::private_store;

/// The differences between a replica and a document that came in, ready to be shown. Nothing hidden is told.
pub(super) fn shown(replica: &Replica, theirs: &Document, differences: &[Difference]) -> Vec<DifferenceView> {
    let board = replica.board();
    let view = |difference: &Difference| {
        let is_hidden = difference.keys.iter().any(|key| private_store::is_withheld(board, *key));
        let said = |document| if is_hidden { Said::Hidden } else { said(difference, document) };
        DifferenceView {
            about: about(board, difference),
            here: said(replica.document()),
            theirs: said(theirs),
            here_at: clock::moment(difference.here_at),
            theirs_at: clock::moment(difference.theirs_at),
        }
    };
    differences.iter().map(view).collect()
}

fn about(board: &Board, difference: &Difference) -> Differing {
    let name = |person: PersonId| board.person(person).map_or_else(String::new, |person| person.name);
    match difference.subject {
        Subject::Words(note) => board.note(note).map_or(Differing::DeletedNote, |note| Differing::Words(note.layer)),
        Subject::Dots(person) => Differing::Dots(name(person)),
        Subject::Answers(person) => Differing::Answers(name(person)),
        Subject::Person(person) => Differing::Person(name(person)),
        Subject::Title => Differing::Title,
        Subject::Layer(layer) => Differing::Layer(layer),
        Subject::Agreement(agreement) => {
            let agreement = board.agreement(agreement);
            Differing::Agreement(agreement.map_or_else(String::new, |agreement| String::from(agreement.words(Words::What))))
        }
        Subject::Arrangement => Differing::Arrangement(notes_of(difference)),
        Subject::Rest => Differing::Rest,
    }
}

/// One side, where its values are told: the words, if they differ; the number of dots; nothing that would take more than a line.
fn said(difference: &Difference, document: &Document) -> Said {
    let value = |key: &Key| document.get(*key).map(|register| &register.value);
    match difference.subject {
        Subject::Words(_) | Subject::Title | Subject::Person(_) | Subject::Layer(_) => {
            match difference.keys.iter().find(|key| key.field == Field::TEXT).and_then(value) {
                Some(Value::Text(words)) => Said::Words(words.clone()),
                Some(Value::Nothing) => Said::Words(String::new()),
                _ => Said::Otherwise,
            }
        }
        Subject::Dots(_) => Said::Dots(difference.keys.iter().filter_map(value).map(|ballot| Ballot::from_value(ballot).spent()).sum()),
        Subject::Answers(_) | Subject::Agreement(_) | Subject::Arrangement | Subject::Rest => Said::Otherwise,
    }
}
