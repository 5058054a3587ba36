//! The short language of the contracts can write every field.

use std::collections::BTreeSet;

use alignment_board::core::board::fields::known_fields;
use alignment_board::core::document::Field;
use alignment_board::core::document::id::Kind;

use crate::support::room::Room;

/// One of everything.
const SCRIPT: &str = "ana: @Ana @Ben @Cleo hand@Ana V+a|b G+c title=Wards V=Calm V%4 V§Law a#Rose a>M Ana~Leader b&c Ana*a Ben*a Cleo*b
    poles1 Ana-b Ana.V345 Ana.V!3 rules4/2 stage0 hidden1 private1 V+d stage3 hidden0 private0 top2 rules3/1 !c";

/// What the language has no words for, and why.
fn excuse(kind: Kind, field: Field) -> Option<&'static str> {
    match (kind, field) {
        (Kind::AGREEMENT, _) => Some("contracts/agreements.rs makes agreements by commands"),
        (Kind::BOARD, Field::TIMER) => Some("contracts/timer.rs starts timers by commands"),
        (Kind::WORKSHOP, _) => Some("contracts/next_workshop.rs begins the next workshop"),
        _ => None,
    }
}

#[test]
fn scripts_can_write_every_field() {
    let mut room = Room::play(SCRIPT);
    let written: BTreeSet<(Kind, Field)> = room.replica("ana").document().registers().map(|(key, _)| (key.thing.kind, key.field)).collect();
    let name = |field: Field| Field::ALL.iter().find(|(known, _)| *known == field).map_or("?", |(_, name)| *name);
    let wrong = known_fields().filter(|(kind, field)| written.contains(&(*kind, *field)) == excuse(*kind, *field).is_some());
    assert_eq!(wrong.map(|(kind, field)| (kind, name(field))).collect::<Vec<_>>(), []);
}
