//! The timer is in the document: every screen shows the same, and a reopened page neither loses nor replays it.

use alignment_board::core::board::timer::Timer;
use alignment_board::core::board::tracking::{Aspect, Aspects};
use alignment_board::core::command::{Command, Rejected};
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;

use crate::support::device;
use crate::support::room::Room;

const NOW: u64 = 1_790_000_000_000;

#[test]
fn everybody_has_the_same_timer() {
    let mut room = Room::play("ana: V+a; ben: V+b; sync");
    let delta = room.replica("ana").act(&Command::SetTimer(Timer::started(NOW, 5)), 0).unwrap();
    room.replica("ben").receive(delta);
    assert_eq!(room.replica("ben").board().timer().left(NOW + 1_000), Some(299_000));
    assert!(room.replica("ben").take_writes().aspects.meets(Aspects::NONE.with(Aspect::Timer)));
    let paused = room.replica("ben").board().timer().paused(NOW + 60_000);
    let delta = room.replica("ben").act(&Command::SetTimer(paused), 0).unwrap();
    room.replica("ana").receive(delta);
    assert_eq!(room.replica("ana").board().timer().left(NOW + 600_000), Some(240_000));
    assert_eq!(room.replica("ana").act(&Command::SetTimer(paused), 0), Err(Rejected::NoChange));
}

#[test]
fn reopened_page_keeps_the_timer_and_does_not_ring_again() {
    let mut room = Room::play("ana: V+a");
    room.replica("ana").act(&Command::SetTimer(Timer::started(NOW, 1)), 0).unwrap();
    let (board, document) = (BoardId::from_random(1), room.replica("ana").document().clone());
    let ways =
        [file::read(&file::write(board, &document)).unwrap().document, link::decode(&link::encode(board, &document)).unwrap().document];
    for opened in ways {
        let timer = Replica::new(device(2), opened).board().timer();
        assert_eq!(timer.left(NOW + 59_000), Some(1_000));
        // A page opened before the end rings at the end; a page opened later does not.
        assert!(timer.rings(NOW + 59_000, NOW + 60_000) && !timer.rings(NOW + 60_000, NOW + 61_000));
    }
}

#[test]
fn reset_removes_the_timer_and_undo_ignores_it() {
    let mut room = Room::play("ana: V+a");
    let ana = room.replica("ana");
    ana.act(&Command::SetTimer(Timer::started(NOW, 5)), 0).unwrap();
    ana.step(Direction::Undo, 0).unwrap();
    assert_eq!((ana.board().timer(), ana.board().note_count()), (Timer::started(NOW, 5), 0));
    ana.act(&Command::SetTimer(Timer::Off), 0).unwrap();
    assert_eq!((ana.board().timer(), ana.board().timer().left(NOW)), (Timer::Off, None));
}
