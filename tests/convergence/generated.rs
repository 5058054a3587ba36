//! Nothing is left out of what is tried at random: the actions write every field that this version knows.

use std::collections::BTreeSet;

use alignment_board::core::board::fields::known_fields;
use alignment_board::core::document::Field;
use alignment_board::core::document::id::Kind;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::actions::action;
use super::world::World;

/// What no action writes, and why.
const UNWRITTEN: [(Kind, Field, &str); 1] = [(Kind::WORKSHOP, Field::SUMMARY, "The next workshop is begun on a new board.")];

#[test]
fn random_actions_write_every_field() {
    let mut runner = TestRunner::deterministic();
    let history = prop::collection::vec((any::<Index>(), action()), 300);
    let mut written = BTreeSet::new();
    let excused = |kind, field| UNWRITTEN.iter().any(|(one, other, _)| (*one, *other) == (kind, field));
    // A rare field is written in one history of 25: as many as it takes, and far more before it counts as forgotten.
    for _ in 0..500 {
        if known_fields().all(|field| written.contains(&field) || excused(field.0, field.1)) {
            break;
        }
        let mut world = World::new(3);
        for (who, action) in history.new_tree(&mut runner).unwrap().current() {
            world.apply(who.index(3), &action).unwrap();
        }
        let secrets = world.secrets.registers().map(|(key, _)| (key.thing.kind, key.field));
        let sent = world.sent.iter().flatten().map(|(key, _)| (key.thing.kind, key.field));
        written.extend(secrets.chain(sent));
    }
    let wrong = known_fields().filter(|(kind, field)| written.contains(&(*kind, *field)) == excused(*kind, *field));
    let name = |field: Field| Field::ALL.iter().find(|(known, _)| *known == field).map_or("?", |(_, name)| *name);
    assert_eq!(wrong.map(|(kind, field)| (kind, name(field))).collect::<Vec<_>>(), []);
}
