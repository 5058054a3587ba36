//! Votes keep the rules V1 to V5 of `core::voting`, whoever votes where: one ballot per person, never over its budget.

use alignment_board::core::app::Event;
use alignment_board::core::command::Command;
use alignment_board::core::history::Direction;

use crate::support::page::Page;
use crate::support::room::Room;
use crate::support::votes;

/// Plays a script and compares the votes: `"a3 b1"`, `!Ana` for a ballot that was cut.
fn check(script: &str, expected: &str) {
    assert_eq!(votes(Room::play(script).board()), expected, "{script}");
}

/// Two people, three notes, five dots, at most three on one target.
const ROOM: &str = "ana: @Ana @Ben V+a|b|c; sync; ";

fn check_room(script: &str, expected: &str) {
    check(&format!("{ROOM}{script}"), expected);
}

#[test]
fn dots_go_on_notes_and_layers_and_come_back() {
    check_room("ana: Ana*a Ana*a Ana*V Ben*a", "a3 V1");
    check_room("ana: Ana*a Ana*a Ana/a", "a1");
    check_room("ana: Ana*a Ana/", "");
    check_room("ana: Ana/a?Dot(NoneThere) Ana/?NoChange", "");
}

#[test]
fn a_person_has_five_dots_and_three_for_one_target() {
    check_room("ana: Ana*a Ana*a Ana*a Ana*a?Dot(CapReached) Ana*b Ana*V Ana*c?Dot(NoneLeft)", "a3 V1 b1");
    check_room("ana: rules2/2 Ana*a Ana*a Ana*a?Dot(NoneLeft) Ben*a", "a3");
}

#[test]
fn v1_dots_on_a_deleted_note_do_not_count_and_are_free() {
    check_room("ana: rules2/2 Ana*a Ana*b !a", "b1");
    check_room("ana: rules2/2 Ana*a Ana*b !a Ana*c Ana*V?Dot(NoneLeft)", "b1 c1");
    check_room("ana: Ana*a !a Ana*a?Gone", "");
    check_room("ana: Ana*a Ana*a !a undo", "a2");
    check_room("ana: Ana*a; sync; ben: !a; ana: Ana*a; sync", "");
}

#[test]
fn v2_a_cap_that_was_lowered_cuts_what_is_over() {
    check_room("ana: Ana*a Ana*a Ana*a Ana*b rules5/2", "a2 b1 !Ana");
    check_room("ana: Ana*a Ana*a Ana*a rules5/2 rules5/3", "a3");
}

#[test]
fn v3_a_budget_that_was_lowered_cuts_from_the_end() {
    check_room("ana: Ana*a Ana*a Ana*b Ana*b Ana*V rules3/3", "a2 b1 !Ana");
    check_room("ana: Ana*a Ana*b Ben*a rules1/1", "a2 !Ana");
    check_room("ana: Ana*a Ana*b rules1/1 rules5/3", "a1 b1");
    check_room("ana: Ana*a Ana*a rules1/1 Ana*b?Dot(NoneLeft) Ana/a", "");
}

#[test]
fn v4_people_who_were_removed_do_not_count() {
    check_room("ana: Ana*a Ben*b !Ben", "a1");
    check_room("ana: Ben*b !Ben undo", "b1");
    check_room("ana: Ben*b !Ben Ben*a?Gone", "");
    check_room("ana: Ben*b; sync; ben: !Ben; ana: Ben*a; sync", "");
}

/// Taking a dot back is voting too.
#[test]
fn who_was_removed_takes_no_dots_back() {
    check_room("ana: Ben*b !Ben Ben/b?Gone Ben/?Gone undo", "b1");
}

#[test]
fn v5_rules_are_1_to_20_dots_and_a_cap_within() {
    check_room("ana: rules0/0 Ana*a Ana*b?Dot(NoneLeft)", "a1");
    check_room("ana: rules99/99; ana: Ana*a Ana*a Ana*a Ana*a", "a4");
}

/// Ben votes for himself on two devices that do not hear of each other: one of the two ballots counts, whole.
#[test]
fn two_devices_of_one_person_never_give_more_than_one_ballot() {
    for delivery in ["sync", "ana>ben; ben>ana", "ben>ana; ana>ben"] {
        check_room(&format!("ana: Ben*a Ben*a Ben*a Ben*b Ben*b; ben: Ben*c Ben*c Ben*V Ben*V Ben*V; {delivery}"), "V3 c2");
        check_room(&format!("ana: Ben*a Ben*a Ben*b; ben: Ben*c; {delivery}; ana: Ben*c"), "a2 b1 c1");
    }
}

#[test]
fn people_who_vote_apart_keep_all_their_dots() {
    check_room("ana: Ana*a Ana*b; ben: Ben*a Ben*V; sync", "a2 V1 b1");
}

#[test]
fn dots_follow_the_note_and_not_its_place() {
    check_room("ana: Ana*a; ben: a>T a=x; sync", "x1");
}

/// Somebody took back the adding of Ana while she had the device: the page went on voting for her, and each dot was refused.
#[test]
fn nobody_has_the_device_who_is_no_longer_on_the_board() {
    let ways = [
        |page: &mut Page, _| page.send(Event::Step(Direction::Undo)),
        |page: &mut Page, ana| page.send(Event::Do(Command::RemovePerson(ana))),
    ];
    for way in ways {
        let mut page = Page::with_new_board();
        page.send(Event::Do(Command::AddPeople(vec![String::from("Ana")])));
        let ana = page.model.session().and_then(|session| session.replica.board().people().next()).map(|(ana, _)| ana);
        page.send(Event::Choose(ana));
        assert_eq!(page.model.session().map(|session| session.person), Some(ana));
        if let Some(ana) = ana {
            way(&mut page, ana);
        }
        assert_eq!(page.model.session().map(|session| session.person), Some(None));
    }
}
