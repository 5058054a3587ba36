//! Notes are added, edited, moved and deleted; a command that is impossible or changes nothing is refused.

use crate::support::room::Room;
use crate::support::{notes, snapshot};

/// Runs a script and compares the notes: `"V a b; G c"`.
fn check(script: &str, expected: &str) {
    assert_eq!(notes(Room::play(script).board()), expected, "{script}");
}

#[test]
fn notes_keep_the_order_of_writing() {
    check("ana: V+a V+b G+c V+d", "V a b d; G c");
    check("ana: T+a|b|c T+d", "T a b c d");
}

#[test]
fn note_is_edited_and_coloured() {
    check("ana: V+a a=hello_there", "V hello there");
    check("ana: V+a a=a?NoChange", "V a");
    check("ana: V+a a=?Text(Empty) a=_?Text(Empty)", "V a");
    check("ana: V+a a#Rose a#Rose?NoChange a#Butter", "V a");
}

#[test]
fn note_keeps_its_line_breaks() {
    check("ana: V+one¶two", "V one\ntwo");
    check("ana: V+a a=one¶two", "V one\ntwo");
}

#[test]
fn note_moves_earlier_and_later() {
    check("ana: V+a|b|c c↑", "V a c b");
    check("ana: V+a|b|c c↑ c↑", "V c a b");
    check("ana: V+a|b|c a↓", "V b a c");
    check("ana: V+a|b|c a↓ a↓", "V b c a");
    check("ana: V+a|b a↓ a↑", "V a b");
}

#[test]
fn note_moves_to_the_end_of_any_layer() {
    check("ana: V+a|b|c a>V", "V b c a");
    check("ana: V+a|b G+c a>G", "V b; G c a");
    check("ana: V+a a>T a>V", "V a");
}

#[test]
fn note_moves_before_another() {
    check("ana: V+a|b|c c<a", "V c a b");
    check("ana: V+a|b|c a<c", "V b a c");
    check("ana: V+a|b|c G+d|e b<e", "V a c; G d b e");
    check("ana: V+a|b|c a<c b<c a<c", "V b a c");
}

#[test]
fn move_to_the_same_place_changes_nothing() {
    check("ana: V+a|b a↑?NoChange b↓?NoChange", "V a b");
    check("ana: V+a|b b>V?NoChange a<b?NoChange a<a?NoChange", "V a b");
    check("ana: V+a a>V?NoChange a↑?NoChange a↓?NoChange", "V a");
}

#[test]
fn moves_into_one_gap_keep_their_order() {
    let moves = "a<c b<c ".repeat(300);
    check(&format!("ana: V+x|a|b|c {moves}"), "V x a b c");
    let moves = "c<a b<a ".repeat(300);
    check(&format!("ana: V+x|a|b|c {moves}"), "V x c b a");
    let moves = "a↓ a↓ a↑ a↑ ".repeat(100);
    check(&format!("ana: V+a|b|c|d {moves}"), "V a b c d");
}

#[test]
fn deleted_note_is_gone() {
    check("ana: V+a|b !a", "V b");
    check("ana: V+a !a !a?Gone a=x?Gone a>G?Gone a#Rose?Gone a↑?Gone", "");
    check("ana: V+a|b !a b<a?Gone", "V b");
}

#[test]
fn notes_of_several_people_merge() {
    check("ana: V+a; sync; ben: V+b; sync; ana: V+c", "V a b c");
    check("ana: V+a; ben: G+b; sync; ana: b>V", "V a b");
}

#[test]
fn concurrent_moves_leave_one_note() {
    let room = Room::play("ana: V+a; sync; ana: a>G; ben: a>T; sync");
    assert_eq!(room.board().note_count(), 1);
}

#[test]
fn concurrent_move_and_edit_both_apply() {
    check("ana: V+a; sync; ana: a>G; ben: a=b; sync", "G b");
}

#[test]
fn concurrent_delete_beats_edit() {
    check("ana: V+a; sync; ana: !a; ben: a=b a>G a#Rose; sync", "");
    check("ana: V+a; sync; ben: a=b; ana: !a; sync", "");
}

/// Two people add a note at once: both get the same place, and their ids decide. No menu could move a third note between them.
#[test]
fn note_moves_between_two_added_at_once() {
    check("ana: V+a; ben: V+b; sync; ana: V+x x↑", "V a x b");
    check("ana: V+a; ben: V+b; sync; ana: V+x x<b", "V a x b");
    check("ana: V+a; ben: V+b; cleo: V+c; sync; ana: V+x x↑ x↑", "V a x b c");
    check("ana: V+x; sync; ana: V+a; ben: V+b; sync; ben: x↓", "V a x b");
    check("ana: V+x; sync; ana: V+a; ben: V+b; sync; ben: x↓ x↓", "V a b x");
    check("ana: V+a; ben: V+b; sync; ana: G+x x<b undo", "V a b; G x");
}

#[test]
fn title_statements_levels_and_rules_are_set() {
    let room = Room::play("ana: title=Where_we_hold V=Calm V%4 rules7/2 title=Where_we_hold?NoChange V%4?NoChange rules7/2?NoChange");
    let snapshot = snapshot(room.board());
    for line in ["title \"Where we hold\"", "layer Vision 4 Some(\"Calm\")", "budget: 7, cap: 2"] {
        assert!(snapshot.contains(line), "{line} in {snapshot}");
    }
    let taken = Room::play("ana: V=Calm V=");
    assert!(crate::support::snapshot(taken.board()).contains("layer Vision 2 None"));
}

#[test]
fn names_of_people_are_unique() {
    let room = Room::play("ana: @Ana @Ben @Ana?NameTaken");
    assert_eq!(room.board().people().map(|(_, person)| person.name).collect::<Vec<_>>(), ["Ana", "Ben"]);
    let room = Room::play("ana: @Ana !Ana !Ana?Gone @Ana");
    assert_eq!(room.board().people().count(), 1);
}

#[test]
fn texts_in_any_script_are_unchanged() {
    for text in ["👩‍👩‍👧", "שלום", "a\tb", "<b>&amp", "e\u{301}", "\u{202e}abc", "\u{feff}x", "𝕏"] {
        check(&format!("ana: V+{}", text.replace('\t', "_")), &format!("V {}", text.replace('\t', " ")));
    }
}
