//! Stages: each can be reached from any other, and changing the stage destroys nothing.

use alignment_board::core::board::stage::{DotsShown, Stage};
use alignment_board::core::command::{Command, Rejected};

use crate::support::room::Room;
use crate::support::snapshot;

#[test]
fn every_stage_change_is_possible_and_loses_nothing() {
    let script = "ana: @Ana @Ben title=T V=calm V%4 V+a|b G+c Ana*a Ben*G rules4/2";
    let without_stage =
        |room: &mut Room| snapshot(room.replica("ana").board()).lines().filter(|line| !line.starts_with("stage")).collect::<String>();
    let mut room = Room::play(script);
    let before = without_stage(&mut room);
    for from in Stage::ALL {
        for to in Stage::ALL.into_iter().filter(|to| *to != from) {
            for stage in [from, to] {
                let gone = room.replica("ana").act(&Command::GoTo(stage), 0);
                assert!(matches!(gone, Ok(_) | Err(Rejected::NoChange)), "{from:?} to {to:?}");
            }
            assert_eq!(room.replica("ana").board().stage(), to);
            assert_eq!(without_stage(&mut room), before, "{from:?} to {to:?}");
        }
    }
}

#[test]
fn new_board_starts_in_write() {
    assert_eq!(Room::play("ana: V+a").board().stage(), Stage::Write);
}

#[test]
fn dots_are_shown_to_nobody_before_the_vote_and_to_all_after() {
    let shown = Stage::ALL.map(Stage::dots_shown);
    let (none, all) = (DotsShown::Nobody, DotsShown::All);
    assert_eq!(shown, [none, none, none, DotsShown::Own, all, all, all]);
}
