//! Short histories: people do random things in random order, and all of them end with the same board.

use alignment_board::core::board::Board;
use alignment_board::core::document::id::Kind;
use alignment_board::core::replica::history::Direction;
use proptest::prelude::*;
use proptest::sample::Index;

use super::actions::{Action, action};
use super::checks::{check_board, check_routes};
use super::config;
use super::world::World;
use crate::support::snapshot;

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn everybody_ends_with_the_same_board(size in 2..6usize, actions in prop::collection::vec((any::<Index>(), action()), 1..80)) {
        let mut world = World::new(size);
        for (who, action) in &actions {
            let who = who.index(size);
            world.apply(who, action)?;
            check_board(world.replicas[who].board(), world.replicas[who].document())?;
        }
        // Waiting messages arrive, the last one first, some for the second time. What they release goes to the others as well.
        while world.waiting.iter().any(|waiting| !waiting.is_empty()) {
            for who in 0..size {
                while let Some((_, delta)) = world.waiting[who].pop() {
                    world.receive(who, delta.into_iter().collect());
                }
            }
        }
        let expected = world.everything();
        for replica in &world.replicas {
            prop_assert_eq!(replica.document(), &expected);
            check_board(replica.board(), replica.document())?;
        }
        for (key, register) in expected.registers().filter(|(key, _)| key.thing.kind == Kind::DELETION) {
            prop_assert_eq!(register.stamp.device, key.thing.id.device, "somebody else changed a deletion");
        }
        check_routes(&expected)?;
    }

    /// One person alone: all the way back, and all the way forward again.
    #[test]
    fn undo_and_redo_go_there_and_back(actions in prop::collection::vec(action(), 1..40)) {
        let mut world = World::new(1);
        let alone = actions.iter().filter(|action| !matches!(action, Action::Undo | Action::Redo | Action::Lock | Action::SwitchUser(_) | Action::HideNotes(_) | Action::HideVotes(_) | Action::Stage(_)));
        for action in alone {
            world.apply(0, action)?;
        }
        let replica = &mut world.replicas[0];
        let after = snapshot(replica.board());
        let mut snapshots = vec![after.clone()];
        while replica.step(Direction::Undo, 0).is_some() {
            snapshots.push(snapshot(replica.board()));
        }
        prop_assert_eq!(snapshot(replica.board()), snapshot(&Board::default()));
        while snapshots.pop().is_some_and(|expected| expected == snapshot(replica.board())) && replica.step(Direction::Redo, 0).is_some() {}
        prop_assert!(snapshots.is_empty(), "redo takes a different path from undo");
        prop_assert_eq!(snapshot(replica.board()), after);
    }
}
