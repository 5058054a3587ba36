//! Groups of notes under a lead. Rules G1 to G3 of `core::board::groups`.

use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::tracking::{Aspect, Aspects};

use crate::support::room::Room;
use crate::support::{groups, notes};

/// Runs a script and compares the groups: `"a(b c)"`.
fn check(script: &str, expected: &str) {
    let room = Room::play(script);
    let board = room.board();
    assert_eq!(groups(board), expected, "{script}");
    let leads: Vec<_> = Layer::ALL.into_iter().flat_map(|layer| board.leads_of(layer).collect::<Vec<_>>()).collect();
    let shown = leads.len() + leads.iter().map(|lead| board.members(*lead).len()).sum::<usize>();
    assert_eq!(shown, board.note_count(), "a note is lost: {script}");
}

#[test]
fn note_joins_anothers_group() {
    check("ana: V+a|b|c b&a", "a(b)");
    check("ana: V+a|b|c b&a c&b", "a(b c)");
    check("ana: V+a|b|c b&a b&a?NoChange a&b?NoChange a&a?NoChange", "a(b)");
    check("ana: V+a|b !b a&b?Gone b&a?Gone", "");
}

#[test]
fn lead_brings_its_group_along() {
    check("ana: V+a|b|c|d b&a d&c a&c", "c(a b d)");
    check("ana: V+a|b|c|d b&a d&c b&c", "c(b d)");
    check("ana: V+a|b|c|d b&a d&c a&c a&", "c(b d)");
}

#[test]
fn group_is_taken_apart_at_once_or_note_by_note() {
    check("ana: V+a|b|c b&a c&a a&&", "");
    check("ana: V+a|b|c b&a c&a b&&", "");
    check("ana: V+a|b|c b&a c&a b&", "a(c)");
    check("ana: V+a|b|c b&a c&a a&", "b(c)");
    check("ana: V+a|b b&a a&", "");
    check("ana: V+a|b b&a b& b&?NoChange a&?NoChange a&&?NoChange", "");
    check("ana: V+a|b|c b&a c&a a&& undo", "a(b c)");
}

#[test]
fn another_note_can_lead() {
    check("ana: V+a|b|c b&a c&a b^", "b(a c)");
    check("ana: V+a|b b&a a^?NoChange b^ b^?NoChange a^", "a(b)");
}

#[test]
fn g1_group_outlives_its_lead() {
    check("ana: V+a|b|c b&a c&a !a", "b(c)");
    check("ana: V+a|b|c b&a c&a !a undo", "a(b c)");
    check("ana: V+a|b b&a !b", "");
    // Ben adds to a group whose lead Ana deletes: his note stands alone.
    check("ana: V+a|b|c b&a; sync; ana: !a; ben: c&a; sync", "");
    check("ana: V+a|b|c b&a; sync; ana: !a; ben: c&a; sync; ana: undo", "a(b c)");
}

#[test]
fn g2_oldest_note_leads_a_cycle() {
    for delivery in ["sync", "ana>ben; ben>ana", "ben>ana; ana>ben"] {
        check(&format!("ana: V+a|b|c; sync; ana: a&b; ben: b&a; {delivery}"), "a(b)");
        check(&format!("ana: V+a|b|c; sync; ana: a&b; ben: b&c; cleo: c&a; {delivery}; sync"), "a(b c)");
        check(&format!("ana: V+a|b|c; sync; ana: a&b; ben: b&a; {delivery}; ana: a&&"), "");
        check(&format!("ana: V+a|b|c; sync; ana: a&b; ben: b&a; {delivery}; ana: c&b"), "a(b c)");
        check(&format!("ana: V+a|b|c; sync; ana: a&b; ben: b&c; {delivery}"), "c(a b)");
    }
}

/// Forty people, unaware of each other, put each note under the next: one long chain, or one cycle.
#[test]
fn g2_chains_and_cycles_of_any_length_have_one_lead() {
    let names: Vec<String> = (0..40).map(|number| format!("n{number}")).collect();
    for (links, lead) in [(39, "n39"), (40, "n0")] {
        let mut script = format!("ana: V+x|{}; sync; ", names.join("|"));
        let peers: String = (0..links).map(|place| format!("p{place}: end; ")).collect();
        script = format!("{peers}{script}");
        for place in 0..links {
            script += &format!("p{place}: {}&{}; ", names[place], names[(place + 1) % 40]);
        }
        let room = Room::play(&(script + "ana: x&n7"));
        let board = room.board();
        assert!(names.iter().all(|name| board.leading(room.note(name)) == room.note(lead)), "{links}");
        assert_eq!((board.leads_of(Layer::Vision).count(), board.members(room.note(lead)).len()), (1, 40));
    }
}

#[test]
fn g3_group_is_where_its_lead_is() {
    let mut room = Room::play("ana: V+a G+b|c b&a");
    let layers = |room: &mut Room| {
        let (a, b) = (room.note("a"), room.note("b"));
        let board = room.replica("ana").board();
        (board.layer_of(a), board.layer_of(b), board.leads_of(Layer::Goals).count(), notes(board))
    };
    assert_eq!(layers(&mut room), (Some(Layer::Vision), Some(Layer::Vision), 1, String::from("V a; G b c")));
    room.run("ana: a>T");
    assert_eq!(layers(&mut room), (Some(Layer::Tactics), Some(Layer::Tactics), 1, String::from("G b c; T a")));
    room.run("ana: a&&");
    assert_eq!(layers(&mut room), (Some(Layer::Tactics), Some(Layer::Goals), 2, String::from("G b c; T a")));
}

#[test]
fn moving_a_member_takes_it_out_of_the_group() {
    check("ana: V+a|b|c b&a b>T", "");
    check("ana: V+a|b|c b&a c&a b>V", "a(c)");
    check("ana: V+a|b|c b&a b<c", "");
    check("ana: V+a|b|c b&a b>T undo", "a(b)");
    check("ana: V+a|b|c b&a b↑?NoChange b↓?NoChange", "a(b)");
}

#[test]
fn members_do_not_count_as_neighbours() {
    let check = |script: &str, expected: &str| assert_eq!(notes(Room::play(script).board()), expected, "{script}");
    check("ana: V+a|b|c b&a c↑", "V c a b");
    check("ana: V+a|b|c b&a a↓", "V b c a");
    check("ana: V+a|b|c c&a a↓", "V b c a");
    check("ana: V+a|b b&a a↓?NoChange a↑?NoChange", "V a b");
}

#[test]
fn two_people_fill_one_group() {
    check("ana: V+a|b|c; sync; ana: b&a; ben: c&a; sync", "a(b c)");
    check("ana: V+a|b|c; sync; ana: b&a; ben: b&c; sync; ana: b&&", "");
}

/// Typing in a member redraws that note and nothing else.
#[test]
fn a_keystroke_in_a_group_writes_its_note_alone() {
    let mut room = Room::play("ana: V+a|b|c b&a c&a");
    room.replica("ana").take_writes();
    room.run("ana: b=bb");
    let writes = room.replica("ana").take_writes();
    assert_eq!(writes.notes.keys().copied().collect::<Vec<_>>(), [room.note("b")]);
    let expected = [Aspect::Notes, Aspect::Document, Aspect::History].into_iter().fold(Aspects::NONE, Aspects::with);
    assert_eq!(writes.aspects, expected);
}

#[test]
fn merge_preview_counts_group_changes() {
    use alignment_board::core::app::{Change, MergePreview};
    let mut room = Room::play("ana: @Ana V+a|b");
    let before = room.replica("ana").document().clone();
    let preview = |room: &mut Room| {
        let preview = MergePreview::of(&before, room.replica("ana").document());
        (preview.changed_notes, preview.ballots, preview.changes().collect::<Vec<_>>())
    };
    room.run("ana: b&a");
    assert_eq!(preview(&mut room), (1, 0, vec![]));
    room.run("ana: b& Ana.V345");
    assert_eq!(preview(&mut room), (0, 1, vec![]));
    room.run("ana: poles1");
    assert_eq!(preview(&mut room), (0, 1, vec![Change::Rules]));
}
