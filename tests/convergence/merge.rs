//! Arbitrary documents: merging them, and what storage, files and links keep of them.

use alignment_board::core::document::id::{BoardId, Id, Kind, Thing};
use alignment_board::core::document::{Delta, Field, Key, Register, Stamp, Value};
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::Replica;
use proptest::prelude::*;
use proptest::sample::Index;

use super::actions::action;
use super::checks::{check_board, check_link, check_routes};
use super::config;
use super::values::{delta, merged, text};
use super::world::World;
use crate::support::device;

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn merge_is_commutative(a in delta(), b in delta()) {
        prop_assert_eq!(merged([&a, &b]), merged([&b, &a]));
        let mut backwards: Delta = a.iter().chain(&b).cloned().collect();
        backwards.reverse();
        prop_assert_eq!(merged([&a, &b]), merged([&backwards]));
    }

    #[test]
    fn merge_is_associative(a in delta(), b in delta(), c in delta()) {
        let mut left = merged([&a]);
        left.merge(merged([&b, &c]));
        let mut right = merged([&a, &b]);
        right.merge(c.clone());
        prop_assert_eq!(left, right);
    }

    #[test]
    fn merge_is_idempotent(a in delta(), b in delta()) {
        let once = merged([&a, &b]);
        let mut twice = once.clone();
        prop_assert!(twice.merge(a).is_empty());
        prop_assert!(twice.merge(once.clone()).is_empty());
        prop_assert_eq!(twice, once);
    }

    /// The board updated register by register equals the board of the whole document.
    #[test]
    fn updated_board_equals_the_rebuilt_one(a in delta(), b in delta(), c in delta()) {
        let mut replica = Replica::new(device(1), merged([&a]));
        for delta in [b, c, a] {
            replica.receive(delta);
            check_board(replica.board(), replica.document())?;
        }
    }

    /// Arbitrary documents survive storage and files, unknown kinds and fields included.
    #[test]
    fn any_document_survives_storage_and_files(a in delta()) {
        check_routes(&merged([&a]))?;
    }

    #[test]
    fn no_text_breaks_a_reader(text in text(), cut in any::<Index>(), a in delta()) {
        let board = BoardId::from_random(5);
        let whole = stored::write(board, &merged([&a]), Generation(3));
        let (at, _) = whole.char_indices().nth(cut.index(whole.chars().count())).unwrap();
        for wrong in [text.clone(), whole[..at].to_owned(), format!("{}{text}{}", &whole[..at], &whole[at..])] {
            let read = stored::read(board, &Slots { a: None, b: Some(wrong.clone()) });
            prop_assert!(read.is_err() || wrong == whole);
            prop_assert!(file::read(&text).is_err());
            prop_assert!(link::decode(&wrong).is_err());
        }
    }
}

proptest! {
    // Links are slow to make: each is compressed against the primer.
    #![proptest_config(config(150))]

    #[test]
    fn any_document_survives_a_link(a in delta()) {
        check_link(&merged([&a]))?;
    }

    #[test]
    fn history_survives_a_link(actions in prop::collection::vec((0..3usize, action()), 1..80)) {
        let mut world = World::new(3);
        for (who, action) in &actions {
            world.apply(*who, action)?;
        }
        check_link(&world.everything())?;
    }
}

/// A thing of the board's kind with another id is not the board. It once overwrote the cap, and the order of arrival decided which counted.
#[test]
fn only_one_thing_is_the_board() {
    let stamp = Stamp { time: 0, device: device(0) };
    let other = Thing { kind: Kind::BOARD, id: Id { time: 0, device: device(1) } };
    let cap = |thing, value| vec![(Key { thing, field: Field::CAP }, Register { stamp, value })];
    let mut replica = Replica::new(device(1), merged([&cap(other, Value::Nothing)]));
    replica.receive(cap(Thing::BOARD, Value::Number(1)));
    assert!(check_board(replica.board(), replica.document()).is_ok());
    assert_eq!(replica.board().rules().cap(), 1);
}
