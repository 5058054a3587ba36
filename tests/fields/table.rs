//! The lists of fields and kinds are whole.

use alignment_board::core::board::fields::known_fields;
use alignment_board::core::document::Field;
use alignment_board::core::document::id::Kind;

/// The kinds whose fields are rounds of voting.
const BY_ROUND: [Kind; 3] = [Kind::BALLOT, Kind::LOOSE_BALLOT, Kind::RATING];

#[test]
fn every_field_belongs_to_a_kind() {
    let lost = Field::ALL.iter().filter(|(field, _)| known_fields().all(|(_, known)| known != *field));
    assert_eq!(lost.collect::<Vec<_>>(), Vec::<&(Field, &str)>::new(), "no list in core/board/fields.rs has these");
}

#[test]
fn every_kind_has_fields() {
    let empty = Kind::ALL.iter().filter(|(kind, _)| !BY_ROUND.contains(kind) && known_fields().all(|(known, _)| known != *kind));
    assert_eq!(empty.collect::<Vec<_>>(), Vec::<&(Kind, &str)>::new(), "core/board/fields.rs has no list for these");
}
