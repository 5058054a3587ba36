//! Undo takes back one's own last step and nothing else; redo does it again. Neither restores what another person deleted.

use alignment_board::core::command::Command;
use alignment_board::core::replica::history::{Direction, STEP_LIMIT};

use crate::support::room::Room;
use crate::support::{notes, snapshot, votes};

fn check(script: &str, expected: &str) {
    assert_eq!(notes(Room::play(script).board()), expected, "{script}");
}

/// The board before each command, and every command once.
const BEFORE: &str = "ana: @Ana @Ben @Cara @Dora V+a|b|c G+d M+e|f f&e V=calm title=T poles1 Ana*a Ana*V Cara*c Dora*c; ";
const COMMANDS: [&str; 32] = [
    "V+x",
    "V+x|y|z",
    "a=hello",
    "a#Rose",
    "a↓",
    "c<a",
    "c↑",
    "a>G",
    "Ana*b",
    "Ana/a",
    "!a",
    "title=Other",
    "V=other",
    "V=",
    "V%5",
    "rules7/2",
    "@Cleo",
    "@@Dan¶Ben¶Eve",
    "Ana~Leader",
    "levels1",
    "K§the_law",
    "f^",
    "b&f",
    "e&",
    "f&&",
    "Ana-V",
    "Ana.V345",
    "Ana.V!3",
    "poles0",
    "top2",
    "round",
    "!Ana",
];

#[test]
fn every_command_can_be_undone_and_redone() {
    for command in COMMANDS.into_iter().chain(["Ana/"]) {
        let before = snapshot(Room::play(BEFORE).board());
        let after = snapshot(Room::play(&format!("{BEFORE} ana: {command}")).board());
        assert_ne!(before, after, "{command}");
        for (steps, expected) in [("undo", &before), ("undo redo", &after), ("undo redo undo", &before), ("undo redo undo redo", &after)] {
            let room = Room::play(&format!("{BEFORE} ana: {command} {steps}"));
            assert_eq!(&snapshot(room.board()), expected, "{command} {steps}");
        }
    }
}

#[test]
fn all_steps_can_be_undone_and_redone() {
    let mut room = Room::play(&format!("{BEFORE} ana: {}", COMMANDS.join(" end ")));
    let ana = room.replica("ana");
    let after = snapshot(ana.board());
    let undone = std::iter::from_fn(|| ana.step(Direction::Undo, 0)).count();
    assert_eq!(snapshot(ana.board()), snapshot(Room::play("ana: end").board()));
    let redone = std::iter::from_fn(|| ana.step(Direction::Redo, 0)).count();
    assert_eq!((snapshot(ana.board()), undone), (after, redone));
    assert!(undone > COMMANDS.len());
}

#[test]
fn typing_is_one_step_until_it_ends_or_pauses() {
    check("ana: V+a a=ab a=abc a=abcd undo", "V a");
    check("ana: V+a a=ab a=abc end a=abcd undo", "V abc");
    check("ana: V+a a=ab wait2000 a=abc undo", "V a");
    check("ana: V+a a=ab wait2001 a=abc undo", "V ab");
    check("ana: V+a a=ab wait1500 a=abc wait1500 a=abcd undo", "V a");
    check("ana: V+a|b a=ab b=bc a=abc undo", "V ab bc");
    check("ana: V+a a=ab a#Rose a=abc undo", "V ab");
    check("ana: V+a a=ab a=abc undo redo", "V abc");
    check("ana: V+a a=ab undo a=ac undo undo undo?Nothing", "");
}

#[test]
fn new_step_ends_redo() {
    check("ana: V+a V+b undo V+c redo?Nothing", "V a c");
    check("ana: V+a undo redo redo?Nothing undo undo?Nothing", "");
}

#[test]
fn undo_is_for_own_steps_alone() {
    check("ana: V+a; sync; ben: V+b undo undo?Nothing; sync; ana: undo undo?Nothing", "");
    check("ana: V+a; sync; ben: undo?Nothing", "V a");
}

#[test]
fn undo_skips_what_another_has_written() {
    check("ana: V+a a=x; sync; ben: a=y; sync; ana: undo?Nothing", "V y");
    check("ana: V+a|b a=x; sync; ben: a=y; sync; ana: undo", "V y");
    check("ana: V+a a#Rose a>G; sync; ben: a>T; sync; ana: undo undo?Nothing", "T a");
    check("ana: title=A V+a title=B; sync; ben: title=C; sync; ana: undo undo?Nothing", "");
}

#[test]
fn undo_of_several_notes_skips_those_changed_by_others() {
    check("ana: V+a|b|c; sync; ben: b=y; sync; ana: undo", "V y");
    check("ana: V+a|b|c; sync; ben: b=y; sync; ana: undo redo", "V a y c");
    check("ana: V+a|b|c; sync; ben: !b; sync; ana: undo redo", "V a c");
}

/// Ben's text arrives while Ana types. Her typing is on top of his; undoing it leaves his.
#[test]
fn undo_of_typing_returns_to_anothers_text() {
    check("ana: V+a a=ab; sync; ben: a=ben; sync; ana: a=benn undo", "V ben");
    check("ana: V+a a=ab; sync; ben: a=ben; sync; ana: a=benn undo undo?Nothing", "V ben");
}

#[test]
fn undo_never_restores_what_another_deleted() {
    check("ana: V+a a=x; sync; ben: !a; sync; ana: undo?Nothing", "");
    check("ana: V+a|b; sync; ben: !a; sync; ana: undo", "");
    check("ana: V+a; sync; ana: undo; sync; ben: V+b; sync; ana: redo; sync; ben: !a; sync; ana: undo?Nothing redo?Nothing", "V b");
    check("ana: V+a a>G a#Rose; sync; ben: !a; ana: undo undo redo; sync", "");
}

/// Both delete the same note, unaware of each other. Each can undo one deletion; the other's stays.
#[test]
fn note_deleted_by_two_stays_deleted() {
    for delivery in ["sync", "ana>ben; ben>ana", "ben>ana; ana>ben"] {
        for steps in ["ana: undo", "ben: undo", "ana: undo redo", "ana: undo; sync; ana: redo undo"] {
            check(&format!("ana: V+a|b; sync; ana: !a; ben: !a; {delivery}; {steps}"), "V b");
            check(&format!("ana: V+a|b; sync; ana: !a; ben: !a; {steps}; {delivery}"), "V b");
        }
        let both = format!("ana: V+a|b; sync; ana: !a; ben: !a; {delivery}; ana: undo; ben: undo");
        check(&both, "V a b");
    }
}

#[test]
fn person_removed_by_two_stays_removed() {
    let room = Room::play("ana: @Ana @Ben; sync; ana: !Ben; ben: !Ben; sync; ana: undo");
    assert_eq!(room.board().people().count(), 1);
    let room = Room::play("ana: @Ana @Ben; sync; ana: !Ben undo");
    assert_eq!(room.board().people().count(), 2);
}

/// Ana undoes adding a note while Ben edits it. Her redo restores the note, and his words are not lost for good.
#[test]
fn redo_restores_anothers_edit_of_the_undone_note() {
    for script in ["ana: V+a; sync; ana: undo; ben: a=ben; sync; ana: redo", "ana: V+a; sync; ben: a=c a=ben; ana: undo; sync; ana: redo"] {
        let room = Room::play(script);
        let there = notes(room.board());
        assert!(there == "V ben" || there == "V a", "{script}: {there:?}");
    }
}

/// The next person pressed Undo before doing anything, and somebody else's note disappeared.
#[test]
fn undo_is_for_the_current_users_steps_alone() {
    check("ana: @Ana @Ben V+a hand@Ana V+b hand@Ben undo?Nothing redo?Nothing", "V a b");
    check("ana: @Ana @Ben V+a hand@Ana V+b hand@Ben V+c undo undo?Nothing", "V a b");
    check("ana: @Ana @Ben V+a hand@Ana V+b hand@Ben V+c hand undo", "V b c");
    check("ana: @Ana @Ben V+a hand@Ana V+b hand@Ben V+c hand@Ana undo undo?Nothing redo", "V a b c");
    check("ana: @Ana @Ben V+a hand@Ana V+b undo hand@Ben redo?Nothing V+c hand@Ana redo", "V a b c");
    // What another user changed since is skipped, like another device's change.
    check("ana: @Ana @Ben hand@Ana V+a hand@Ben a=b hand@Ana undo?Nothing", "V b");
    check("ana: @Ana @Ben hand@Ana V+a hand@Ben !a hand@Ana undo?Nothing", "");
    // A handover ends typing.
    check("ana: @Ana V+a hand@Ana a=ab hand hand@Ana a=abc undo", "V ab");
}

#[test]
fn votes_are_undone_by_their_voter_alone() {
    let check = |script: &str, expected: &str| assert_eq!(votes(Room::play(script).board()), expected, "{script}");
    check("ana: @Ana @Ben V+a hand@Ana Ana*a Ana*a undo", "a1");
    check("ana: @Ana @Ben V+a hand@Ana Ana*a Ana*a undo redo", "a2");
    check("ana: @Ana @Ben V+a hand@Ana Ana*a hand@Ben Ben*V undo undo?Nothing", "a1");
    check("ana: @Ana @Ben V+a hand@Ana Ana*a hand@Ben Ben*V hand@Ana undo undo?Nothing", "V1");
    // Undoing a removal restores the person with their dots.
    check("ana: @Ana V+a hand@Ana Ana*a hand !Ana undo", "a1");
}

/// After the reveal, Undo took three people's ballots away by undoing the notes they had voted on.
#[test]
fn undo_keeps_what_was_voted_on() {
    for [hide, reveal] in [["", ""], ["hidden1", "hidden0"]] {
        let room = Room::play(&format!(
            "ana: @Ana @Ben @Cleo V+a V+b {hide} hand@Ana Ana*a hand@Ben Ben*b hand {reveal} V+c undo undo undo?Nothing"
        ));
        assert_eq!((votes(room.board()).as_str(), notes(room.board()).as_str()), ("a1 b1", "V a b"));
        assert_eq!(room.board().people().count(), 2, "Cleo has not voted");
        let room = Room::play(&format!("ana: @Ana V+a {hide} hand@Ana Ana*a hand round hand@Ana Ana*a Ana*a hand {reveal} undo?Nothing"));
        assert_eq!((votes(room.board()).as_str(), room.board().round()), ("a2", 1));
    }
    // Hidden votes keep their voter, too.
    let room = Room::play("ana: @Ana hidden1 hand@Ana Ana*V hand undo?Nothing");
    assert_eq!(room.board().people().count(), 1);
    // What a note said before can come back, whatever was placed on it since.
    let room = Room::play("ana: @Ana V+a end a=b end; sync; ben: Ana*a; sync; ana: undo; sync");
    assert_eq!((votes(room.board()).as_str(), notes(room.board()).as_str()), ("a1", "V a"));
    // Grouping can be undone, with its dots; of several notes, those without votes go.
    check("ana: @Ana V+a V+b|c b&a hand@Ana Ana*a hand undo undo", "V a");
    // Once all dots are withdrawn, or if nobody has voted since, it can be undone like anything else.
    check("ana: @Ana V+a hand@Ana Ana*a undo hand undo", "");
    check("ana: @Ana hand@Ana Ana*V hand V+a undo", "");
    assert_eq!(Room::play("ana: @Ana hand@Ana Ana*V hand round undo redo undo").board().round(), 0);
    // Undo must not tell which notes have hidden dots.
    check("ana: @Ana V+a|b hidden1 hand@Ana Ana*a hand undo", "");
}

/// The buttons show whether there is a step to undo or redo.
#[test]
fn history_knows_whether_there_is_a_step() {
    for (script, undo, redo) in [
        ("ana:", false, false),
        ("ana: V+a", true, false),
        ("ana: V+a undo", false, true),
        ("ana: V+a V+b undo", true, true),
        ("ana: V+a undo V+b", true, false),
        ("ana: @Ana hand@Ana Ana*V hand", true, false),
        ("ana: hand V+a @Ana hand@Ana", false, false),
    ] {
        let mut room = Room::default();
        room.run(script);
        let history = room.replica("ana").history();
        assert_eq!((history.has(Direction::Undo), history.has(Direction::Redo)), (undo, redo), "{script}");
    }
}

#[test]
fn last_200_steps_can_be_undone() {
    let mut room = Room::default();
    for number in 0..STEP_LIMIT + 20 {
        room.run(&format!("ana: V+n{number}"));
    }
    let mut undone = 0;
    while room.replica("ana").step(Direction::Undo, 0).is_some() {
        undone += 1;
    }
    assert_eq!((undone, room.replica("ana").board().note_count()), (200, 20));
}

#[test]
fn stage_change_is_no_step() {
    let mut room = Room::play("ana: V+a");
    let ana = room.replica("ana");
    ana.act(&Command::GoTo(alignment_board::core::board::stage::Stage::Vote), 0).unwrap();
    ana.step(Direction::Undo, 0).unwrap();
    assert_eq!((ana.board().stage(), ana.board().note_count()), (alignment_board::core::board::stage::Stage::Vote, 0));
}

/// Undoing a hidden dot or a hidden word was not announced at all; undoing a restored version was announced as "a person".
#[test]
fn announcement_names_what_is_undone() {
    use alignment_board::core::app::Announcement;
    use alignment_board::strings::announcement;
    let undone = |room: &mut Room| {
        let step = room.replica("ana").step(Direction::Undo, 0).expect("a step");
        announcement(&Announcement::Stepped(Direction::Undo, step.about))
    };
    for (script, sentence) in [
        ("V+a", "Undone: a note."),
        ("V+a|b", "Undone: a note."),
        ("V+a a>G", "Undone: a note."),
        ("V+a !a", "Undone: a deletion."),
        ("@Ana", "Undone: a person."),
        ("title=Wards", "Undone: the title."),
        ("V=Calm", "Undone: a statement."),
        ("V%4", "Undone: the intended control."),
        ("V§law", "Undone: why a layer is held."),
        ("rules4/2", "Undone: the rules of the board."),
        ("@Ana Ana*V", "Undone: dots."),
        ("@Ana Ana.V345", "Undone: a rating."),
        ("@Ana round", "Undone: the new round."),
        ("@Ana hidden1 hand@Ana Ana*V", "Undone: dots."),
        ("@Ana hidden1 hand@Ana Ana.V345", "Undone: a rating."),
        ("@Ana private1 hand@Ana V+a a=b", "Undone: a note."),
    ] {
        let mut room = Room::play(&format!("ana: {script}"));
        assert_eq!(undone(&mut room), sentence, "{script}");
    }
    let mut room = Room::play("ana: @Ana V+a");
    let version = room.replica("ana").document().clone();
    room.run("ana: title=Wards @Ben !a G+b");
    room.replica("ana").restore(&version, 0);
    assert_eq!(undone(&mut room), "Undone.");
}
