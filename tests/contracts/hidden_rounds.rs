//! Rule D6: after a reveal, the next round, a run-off and the next workshop hide their content again, as strictly as the first time, and all
//! of it is there after its own reveal.

use alignment_board::core::board::Board;
use alignment_board::core::board::rating::read_field;
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::document::Document;
use alignment_board::core::document::id::{BoardId, Kind};
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::Slots;
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::contribution::{Contribution, ContributionTiming};
use alignment_board::core::replica::history::Direction;
use alignment_board::core::replica::next_workshop::next_workshop;
use alignment_board::core::replica::private_store::Hidden;

use crate::support::room::Room;
use crate::support::{device, votes, votes_of};

/// Three people's hidden votes, revealed.
const REVEALED: &str = "laptop: @Ana @Bo @Cleo V+a|b|c stage0 hidden1 private1 stage3 hand@Ana Ana*a Ana*b hand@Bo Bo*a Bo*c hand@Cleo Cleo*b \
     Cleo.V345 hidden0 private0";

fn room(more: &str) -> Room {
    let mut room = Room::default();
    room.run(REVEALED);
    room.run(&(String::from("laptop: ") + more));
    room
}

fn hidden(board: &Board) -> [bool; 2] {
    [Hidden::Votes, Hidden::Notes].map(|what| what.on(board) == Secrecy::Hidden)
}

/// How many ballots and ratings of a round a document holds.
fn given(document: &Document, round: u16) -> usize {
    let ballots = document.registers().filter(|(key, _)| matches!(key.thing.kind, Kind::BALLOT | Kind::LOOSE_BALLOT));
    let dots = ballots.filter(|(key, _)| key.field.0 == round).count();
    dots + document
        .registers()
        .filter(|(key, _)| key.thing.kind == Kind::RATING && read_field(key.field).is_some_and(|(of, ..)| of == round))
        .count()
}

/// After the first round's reveal, the second round's dots were visible one by one.
#[test]
fn d6_next_round_hides_its_ballots_again() {
    let cases = [
        ("round", true),
        ("top2", true),
        // Set to open in Set up: that is the rule.
        ("stage0 hidden1 hidden0 stage3 round", false),
        // Hidden again by hand, and still hidden.
        ("hidden1 round", true),
        ("round hidden0 round", true),
        ("round hidden0 stage0 hidden1 hidden0 round", false),
    ];
    for (script, votes) in cases {
        let room = room(script);
        assert_eq!(hidden(room.board()), [votes, false], "{script}");
        assert_eq!(votes_of(room.board(), 0), "a2 b2 c1", "{script}: what was revealed stays readable");
    }
    // If nothing was hidden, nothing is.
    assert_eq!(hidden(Room::play("laptop: @Ana V+a Ana*a round").board()), [false, false]);
}

#[test]
fn d6_second_rounds_votes_leave_by_no_route_before_the_reveal() {
    for begin in ["round", "top2"] {
        let mut room = room(&format!("{begin} hand@Ana Ana*b Ana*b Ana.V511 hand@Bo Bo*a; laptop>other"));
        assert_eq!(given(room.replica("other").document(), 1), 0, "{begin}: deltas");
        let board = BoardId::from_random(7);
        let replica = room.replica("laptop").clone();
        let public = replica.document().without_deleted();
        assert_eq!(given(&link::decode(&link::encode(board, &public)).unwrap().document, 1), 0, "{begin}: link");
        assert_eq!(given(&file::read(&file::write(board, &public)).unwrap().document, 1), 0, "{begin}: file");
        let whole = stored::write(board, replica.document(), stored::Generation(1));
        let slots = Slots { a: None, b: Some(whole) };
        assert_eq!(given(&stored::read(board, &slots).unwrap().document, 1), 0, "{begin}: storage");
        assert_eq!((votes(replica.board()), replica.in_private_store(Hidden::Votes).len()), (String::new(), 2), "{begin}");
        room.run("laptop: hidden0; sync");
        for who in ["laptop", "other"] {
            assert_eq!(votes(room.replica(who).board()), "b2 a1", "{begin}: {who}");
            assert_eq!(votes_of(room.replica(who).board(), 0), "a2 b2 c1", "{begin}: {who}");
        }
        assert!(room.replica("laptop").private_store().is_empty(), "{begin}");
    }
}

#[test]
fn d6_undo_and_redo_reveal_nothing() {
    // A round can be undone while nobody has voted in it: the one before is revealed, the next one hides its votes.
    let mut taken_back = room("round undo");
    let laptop = taken_back.replica("laptop");
    assert_eq!((laptop.board().round(), hidden(laptop.board())), (0, [false, false]));
    let mut again = room("round undo redo");
    assert_eq!((again.replica("laptop").board().round(), hidden(again.replica("laptop").board())), (1, [true, false]));
    // The page said "hidden again", and the votes of the restarted round were visible one by one.
    let mut between = room("round undo redo hand@Ana Ana*b");
    let laptop = between.replica("laptop");
    assert_eq!((laptop.board().round(), hidden(laptop.board()), given(laptop.document(), 1)), (1, [true, false], 0));
    // Once somebody has voted, it cannot.
    let mut voted = room("round hand@Ana Ana*b hand@Cleo undo");
    let laptop = voted.replica("laptop");
    assert_eq!((laptop.board().round(), hidden(laptop.board()), given(laptop.document(), 1)), (1, [true, false], 0));
    let mut own = room("round hand@Ana Ana*b undo redo");
    let ana = own.person("Ana");
    let laptop = own.replica("laptop");
    assert_eq!((given(laptop.document(), 1), laptop.seen().marks(1, ana).spent()), (0, 1));
}

/// A late reveal applies to the round in which it was made: it showed hidden votes of the next one.
#[test]
fn d6_late_reveal_opens_no_later_round() {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo V+a|b stage0 hidden1 stage3; sync; other: round hand@Bo Bo*a; laptop: hand@Ana Ana*b hidden0; sync");
    for who in ["laptop", "other"] {
        let replica = room.replica(who);
        assert_eq!((replica.board().round(), given(replica.document(), 0), given(replica.document(), 1)), (1, 1, 0), "{who}");
        assert_eq!(hidden(replica.board()), [true, false], "{who}");
    }
    // So does the next workshop.
    let next = next_workshop(room.replica("laptop").document(), device(9), None);
    assert_eq!(hidden(&Board::of(&next)), [true, false]);
    room.run("other: hidden0; sync");
    for who in ["laptop", "other"] {
        assert_eq!(given(room.replica(who).document(), 1), 1, "{who}");
    }
    // Back in the round before: what was revealed stays revealed.
    room.run("laptop: hand@Ana Ana*a; sync");
    assert_eq!(votes(room.replica("other").board()), "a2");
}

/// A contribution from the second round came to a board that was still in the revealed first: its votes counted at once.
#[test]
fn d6_contribution_of_the_next_round_waits_for_its_reveal() {
    let mut room = room("");
    room.run("sync; other: round hand@Ana Ana*b Ana*b");
    let ana = room.person("Ana");
    let contribution = Contribution::of(room.replica("other"), ana);
    let laptop = room.replica("laptop");
    assert_eq!(contribution.timing(laptop), ContributionTiming::AllWaits);
    laptop.receive_contribution(contribution.document().clone().into_iter().collect());
    assert_eq!((laptop.board().round(), given(laptop.document(), 1), votes_of(laptop.board(), 0).as_str()), (0, 0, "a2 b2 c1"));
    room.run("laptop: round hidden0");
    assert_eq!(votes(room.replica("laptop").board()), "b2");
}

/// A version from before the second round was restored: that round's hidden votes were visible at once.
#[test]
fn d6_restored_version_reveals_nothing() {
    let mut room = room("");
    let version = room.replica("laptop").document().clone();
    room.run("laptop: round hand@Ana Ana*b hand");
    let laptop = room.replica("laptop");
    laptop.restore(&version, 0);
    assert_eq!((given(laptop.document(), 1), laptop.in_private_store(Hidden::Votes).len()), (0, 1));
    laptop.step(Direction::Undo, 0);
    laptop.step(Direction::Redo, 0);
    assert_eq!(given(laptop.document(), 1), 0);
    // The board was in the first round again, and when the second restarted, the old votes were in it.
    let mut old = Room::default();
    old.run("laptop: @Ana @Bo @Cleo V+a|b");
    let version = old.replica("laptop").document().clone();
    old.run("laptop: stage0 hidden1 stage3 hand@Ana Ana*a hand hidden0 round hand@Ana Ana*b hand@Bo Bo*b hand");
    let laptop = old.replica("laptop");
    laptop.restore(&version, 0);
    assert_eq!((laptop.board().round(), laptop.in_private_store(Hidden::Votes).len(), given(laptop.document(), 1)), (1, 2, 0));
    assert_eq!(votes_of(laptop.board(), 0), "", "what was public and came since is taken away");
    old.run("laptop: hidden0 round");
    let laptop = old.replica("laptop");
    assert_eq!((laptop.board().round(), votes_of(laptop.board(), 1).as_str(), votes(laptop.board()).as_str()), (2, "b2", ""));
    // A version from before the first reveal hides votes again: the team voted openly, and nothing said so.
    let mut first = Room::default();
    first.run("laptop: @Ana V+a stage0 hidden1 stage3");
    let version = first.replica("laptop").document().clone();
    first.run("laptop: hand@Ana Ana*a hand hidden0");
    first.replica("laptop").restore(&version, 0);
    first.run("laptop: hand@Ana Ana*a");
    let laptop = first.replica("laptop");
    assert_eq!((hidden(laptop.board()), given(laptop.document(), 0), laptop.in_private_store(Hidden::Votes).len()), ([true, false], 1, 1));
    assert_eq!(votes(laptop.board()), "", "the ballot that was public is empty");
    // Nor does a version from before the hiding reveal anything, nor undoing its restoration.
    let mut fresh = Room::default();
    fresh.run("laptop: @Ana V+a");
    let open = fresh.replica("laptop").document().clone();
    fresh.run("laptop: stage0 hidden1 private1 stage3 hand@Ana Ana*a V+secret");
    let laptop = fresh.replica("laptop");
    laptop.restore(&open, 0);
    assert_eq!((hidden(laptop.board()), given(laptop.document(), 0)), ([true, true], 0));
    laptop.step(Direction::Undo, 0);
    assert_eq!((hidden(laptop.board()), given(laptop.document(), 0)), ([true, true], 0));
}

/// Rules are carried over, and the reveal had switched these off.
#[test]
fn d6_next_workshop_keeps_the_secrecy_rules() {
    let cases = [
        ("", [true, true]),
        ("round", [true, true]),
        ("stage0 hidden1 hidden0", [false, true]),
        ("stage0 private1 private0 stage3", [true, false]),
        ("hidden1 private1", [true, true]),
    ];
    for (script, expected) in cases {
        let mut room = room(script);
        let before = room.replica("laptop").document().clone();
        let next = Replica::new(device(9), next_workshop(&before, device(9), None));
        assert_eq!(hidden(next.board()), expected, "{script}");
        // Nothing was revealed there: opened in Set up, the rule stays open.
        assert!(!next.board().has_revealed_ballots() && !next.board().has_revealed_notes());
        let third = Replica::new(device(10), next_workshop(next.document(), device(10), None));
        assert_eq!(hidden(third.board()), expected, "{script}");
    }
    let open = Room::play("laptop: @Ana V+a Ana*a").replica("laptop").document().clone();
    assert_eq!(hidden(&Board::of(&next_workshop(&open, device(9), None))), [false, false]);
}
