//! Several rounds: rules R22 and R23 of `core::reading`. A run-off, or a round that has only started, hides no result.

use alignment_board::core::app::MergePreview;
use alignment_board::core::board::Board;
use alignment_board::core::format::csv::Separator;
use alignment_board::core::reading::handover::not_agreed;
use alignment_board::core::reading::rounds::{Rounds, round_to_keep, run_off_targets, shown_tally};
use alignment_board::core::reading::stack::StackReading;
use alignment_board::core::reading::summarize::summarize;
use alignment_board::strings::closing;
use alignment_board::strings::closing::poster_svg;
use alignment_board::strings::export::{layers_csv, markdown, notes_csv};

use crate::support::room::Room;

/// Four people and three notes; three of the four voted in the first round.
const ROOM: &str = "ana: rules20/20 @Ana @Ben @Cleo @Dan V+a T+b|c Ana*b Ana*b Ben*b Cleo*c Cleo*a";

fn board(script: &str) -> Board {
    Room::play(&format!("{ROOM} {script}")).board().clone()
}

#[test]
fn r22_newest_whole_round_of_three_ballots_is_the_result() {
    let cases = [
        ("", 0),
        ("round", 0),
        ("round Ana*a", 0),
        ("round Ana*a Ben*a", 0),
        ("round Ana*a Ben*a Cleo*a", 1),
        // Answers carried over do not make a round of one ballot the result; new answers do.
        ("Ana.V345 Ben.V345 Cleo.V345 round Ana*a", 0),
        ("round Ana*a Ben.V345 Cleo.V345", 1),
        // A round without dots would hide the dots there are.
        ("round Ana.V345 Ben.V345 Cleo.V345", 0),
        ("top2 Ana*b Ben*b Cleo*b Dan*b", 0),
        ("round Ana*b Ben*b Cleo*b top2?NoRunOff", 1),
        ("round Ana*b Ben*c Cleo*b top2 Ana*b Ben*b Cleo*b", 1),
        // If no whole round has three ballots, the newest with dots counts.
        ("!Cleo", 0),
        ("!Cleo round Dan*a", 1),
        ("top2 Dan*b !Cleo !Ben", 0),
        // Only the run-off has votes left.
        ("top2 Dan*b !Ana !Ben !Cleo", 1),
    ];
    for (script, expected) in cases {
        assert_eq!(round_to_keep(&board(script)), expected, "{script}");
    }
}

/// After a run-off of three, the whole vote's dots were nowhere but in the file; after one dot in another round, Close had one ballot.
#[test]
fn r22_exports_show_the_result_round() {
    let before = board("");
    let past = |board: &Board| summarize(board, &StackReading::of(board), None);
    for script in ["round Dan*a", "top2 Ana*b Ben*b", "top2 Ana*b Ben*b round"] {
        let after = board(script);
        assert_eq!((closing::reading(&after), past(&after)), (closing::reading(&before), past(&before)), "{script}");
        assert_eq!((not_agreed(&after), closing::took_part(&after)), (not_agreed(&before), closing::took_part(&before)), "{script}");
        assert_eq!(
            (notes_csv(&after, Separator::Comma), layers_csv(&after, Separator::Comma)),
            (notes_csv(&before, Separator::Comma), layers_csv(&before, Separator::Comma)),
            "{script}"
        );
        assert_eq!((markdown(&after), poster_svg(&after, None)), (markdown(&before), poster_svg(&before, None)), "{script}");
    }
}

#[test]
fn r22_standing_answers_count() {
    let board = board("top2 Dan*b Ana.T013 Ben.T013 Cleo.T013");
    let reading = StackReading::of(&board);
    let tactics = reading.stack.map(|stack| (stack.layers[5].tight, stack.layers[5].gap_halves()));
    assert_eq!((reading.totals.ballots, tactics), (3, Some((4, Some(12)))));
    assert!(markdown(&board).contains("| Tactics and tasks | 7 | 1 (all agree) | 3 (all agree) |  | 4 |"), "{}", markdown(&board));
}

#[test]
fn r23_run_off_of_three_ballots_is_shown_beside_the_result() {
    let said = |script: &str| closing::run_off(&board(script));
    let told = "Run-off among 2: “b” 3 dots, “c” 1 dot.";
    assert_eq!(said(""), None);
    assert_eq!(said("Cleo*c top2 Ana*b Ben*b"), None, "two ballots");
    let run_off = "Cleo*c top2 Ana*b Ben*b Cleo*c Dan*b";
    assert_eq!(said(run_off).as_deref(), Some(told));
    assert_eq!(said(&format!("{run_off} round Dan*a")).as_deref(), Some(told));
    assert_eq!(said(&format!("{run_off} round Ana*a Ben*a Cleo*a")), None, "it was about another result");
    assert_eq!(said(&format!("{run_off} !c")).as_deref(), Some("Run-off among 1: “b” 3 dots."));
    let board = board(run_off);
    assert!(markdown(&board).contains(&format!("\n{told}\n")), "{}", markdown(&board));
    assert!(closing::reading(&board).is_some_and(|(_, halves)| halves.contains("3 people placed 6 dots")));
    let layers = Room::play("ana: rules20/20 poles1 @Ana @Ben @Cleo Ana*T Ana*V Ana-V Ben*T Cleo*G top2 Ana*T Ben-T Cleo*V");
    let said = closing::run_off(layers.board());
    assert_eq!(said.as_deref(), Some("Run-off among 2: all of Tactics and tasks 1 dot, 1 too loose, all of Vision 1 dot."));
}

/// All rated in the first round; in the second only Ana placed dots, and the board showed each of them.
#[test]
fn r9_standing_answers_reveal_nobodys_dots() {
    let begin = "ana: rules20/20 @Ana @Ben @Cleo V+a|b Ana.T010 Ben.T010 Cleo.T010 round Ana*a Ana*b Ana*b";
    let read = |more: &str| {
        let room = Room::play(&format!("{begin} {more}"));
        let board = room.board().clone();
        let tally = shown_tally(&board, Rounds::of_result(&board)).map(|tally| tally.total());
        let whole = StackReading::of(&board);
        let dots: u32 = whole.stack.iter().flat_map(|stack| &stack.layers).map(|layer| layer.tight).sum();
        (tally, whole.totals.tight, dots, run_off_targets(&board, 5).map(|among| among.len()))
    };
    assert_eq!(read(""), (Some(0), 3, 0, None), "one ballot in this round");
    assert_eq!(read("Ben*a"), (Some(0), 4, 0, None), "two");
    assert_eq!(read("Ben*a Cleo*a"), (Some(5), 5, 5, Some(2)));
    // A rating in this round is a ballot too, with or without dots.
    assert_eq!(read("Ben*a Cleo.V345"), (Some(4), 4, 4, Some(2)));
}

/// A link with votes of the first round came to a board in the second: "nothing new", and a file of all boards never merged them.
#[test]
fn merge_preview_counts_votes_of_earlier_rounds() {
    for (script, ballots) in [("Ben*a", 1), ("Ben.V345", 1), ("Ben.V!1 Ana*b", 2), ("end", 0)] {
        let mut room = Room::default();
        room.run(&format!("here: @Ana @Ben V+a|b; sync; there: {script}; here: round"));
        let (here, there) = (room.replica("here").document().clone(), room.replica("there").document().clone());
        assert_eq!(MergePreview::of(&here, &there).ballots, ballots, "{script}");
    }
}
