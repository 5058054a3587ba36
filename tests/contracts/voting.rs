//! Votes keep the rules V1 to V9 of `core::voting`, whoever votes where: one ballot per person, never over its budget.

use alignment_board::core::app::{Curtain, Event, IncomingChoice};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Poles, Secrecy, Target};
use alignment_board::core::command::Command;
use alignment_board::core::format::link;
use alignment_board::core::replica::history::Direction;

use crate::support::page::Page;
use crate::support::room::Room;
use crate::support::{votes, votes_of};

/// Plays a script and compares the votes: `"a3 b1"`, `!Ana` for a ballot that was cut.
fn check(script: &str, expected: &str) {
    assert_eq!(votes(Room::play(script).board()), expected, "{script}");
}

/// Two people, three notes, five dots, at most three on one target.
const ROOM: &str = "ana: @Ana @Ben V+a|b|c; sync; ";

/// What makes three ballots before anybody has put a dot.
const THREE: &str = "@Cleo Ana.V100 Ben.V100 Cleo.V100";

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

#[test]
fn v6_too_loose_counts_while_it_is_switched_on_and_shares_the_budget() {
    check_room("ana: Ana-a?Dot(NotAsked) poles1 Ana-a Ana-V Ana*a", "a1 V-1 a-1");
    check_room("ana: poles1 Ana-a poles0", "");
    check_room("ana: poles1 Ana-a poles0 poles1", "a-1");
    check_room("ana: poles1 Ana-a Ana-a Ana-a Ana-a?Dot(CapReached) Ana*a Ana*a Ana-b?Dot(NoneLeft)", "a2 a-3");
    check_room("ana: poles1 Ana-a Ana-a Ana÷a Ana÷b?Dot(NoneThere)", "a-1");
    check_room("ana: poles1 Ana-a Ana*b Ana/", "");
    // Too tight first: what is cut is cut from too loose.
    check_room("ana: poles1 Ana-a Ana-a Ana*b Ana*b rules3/3", "b2 a-1 !Ana");
}

#[test]
fn v7_a_run_off_is_about_those_with_the_most_dots() {
    let before = "ana: Ana*a Ana*a Ana*b Ana*b Ana*c Ben*a ";
    check_room(&format!("{before} {THREE} top2 Ana*a Ben*b Ana*c?Dot(NotAsked) Ana*V?Dot(NotAsked)"), "a1 b1");
    check_room(&format!("{before} {THREE} top3 Ana*c"), "c1");
    // A tie at the end is in it; one alone is no choice.
    check_room(&format!("ana: {THREE} Ana*a Ana*a Ana*b Ben*c top2 Ana*b Ben*c Ben*V?Dot(NotAsked)"), "b1 c1");
    check_room(&format!("ana: {THREE} Ana*a top2?NoRunOff round Ana*b"), "b1");
    check_room("ana: top2?NoRunOff", "");
    // With two ballots there were buttons for dots on just what had dots, while Read told totals alone.
    check_room("ana: Ana*a Ana*a Ben*b top2?NoRunOff", "a2 b1");
    check_room(&format!("ana: {THREE} Ana*a Ana*b top0 Ana*a"), "a1");
    // Both poles count: what was held too loosely by most was first in the list and not in the run-off.
    check_room(&format!("ana: {THREE} poles1 Ana-a Ana-a Ana-a Ana*b Ana*b Ben*c top2 Ana-a Ana*b Ben*c?Dot(NotAsked)"), "b1 a-1");
    check_room(&format!("ana: {THREE} poles1 Ana-a Ana*a Ana*b Ben*c Ben*c Ben*c top2 Ana*a Ben*c Ana*b?Dot(NotAsked)"), "a1 c1");
    check_room(&format!("ana: {THREE} poles1 Ana-a Ana-b top2 Ana-b Ana-a"), "a-1 b-1");
    // What is deleted in a run-off gives its dots back.
    check_room(&format!("ana: {THREE} Ana*a Ana*a Ana*b top2 rules1/1 Ana*a !a Ana*b"), "b1");
}

#[test]
fn a_new_round_begins_without_dots_and_the_one_before_stays_readable() {
    let room = Room::play(&format!("{ROOM} ana: rules3/2 Ana*a Ana*a Ben*b round Ana*c"));
    assert_eq!((votes(room.board()), votes_of(room.board(), 0)), (String::from("c1"), String::from("a2 b1")));
    check_room("ana: rules3/2 round Ana*a Ana*a Ana*a?Dot(CapReached) Ana*b Ana*c?Dot(NoneLeft)", "a2 b1");
    check_room("ana: rules3/2 round rules1/1 round Ana*a Ana*b?Dot(NoneLeft)", "a1");
    check_room("ana: Ana*a round undo", "a1");
}

#[test]
fn rules_of_a_later_round_do_not_cut_an_earlier_one() {
    let room = Room::play(&format!("{ROOM} ana: Ana*a Ana*a Ana*b round rules1/1 Ana*c Ana*a?Dot(NoneLeft)"));
    assert_eq!((votes(room.board()), votes_of(room.board(), 0)), (String::from("c1"), String::from("a2 b1")));
    assert_eq!((room.board().rules().budget(), room.board().rules_of(0).budget()), (1, 5));
}

#[test]
fn two_who_begin_the_next_round_at_once_are_in_one_round() {
    check_room("ana: Ana*a round Ana*b; ben: round Ben*c; sync", "b1 c1");
}

#[test]
fn v8_the_dots_of_a_group_are_its_leading_notes() {
    check_room("ana: Ana*a Ana*b Ben*c b&a", "a2 c1");
    check_room("ana: Ana*a Ana*b b&a b^", "b2");
    check_room("ana: b&a Ana*b Ana*a Ana*a Ana*b?Dot(CapReached)", "a3");
    check_room("ana: b&a Ana*b Ana*a Ana/b Ana/b Ana/b?Dot(NoneThere)", "");
    check_room("ana: Ana*b b&a Ana/a", "");
    // In a run-off the whole group is meant, whoever leads it.
    check_room(&format!("ana: {THREE} Ana*a Ana*a Ana*c b&a top2 a& Ana*a Ana*c Ben*b?Dot(NotAsked)"), "a1 c1");
    check_room(&format!("ana: {THREE} Ana*a Ana*a Ana*c b&a top2 b^ Ana*a"), "b1");
}

#[test]
fn v8_taking_a_group_apart_loses_no_dot() {
    let before = "ana: Ana*a Ana*a Ana*b Ana*b Ben*b Ben*c";
    check_room(before, "b3 a2 c1");
    check_room(&format!("{before} b&a c&a"), "a6");
    check_room(&format!("{before} b&a c&a a&&"), "b3 a2 c1");
    check_room(&format!("{before} b&a c&a b&"), "a3 b3");
    check_room("ana: b&a Ana*b Ana*a a&&", "a2");
}

#[test]
fn what_is_said_about_layers_is_kept_for_each_voter_and_round() {
    use alignment_board::core::board::layer::Layer;
    let room = Room::play(&format!("{ROOM} ana: Ana.V345 Ana.V!5 Ben.T017; ben: Ana.G100; sync; ana: round Ana.V111 Ana.V111?NoChange"));
    let board = room.board();
    let said = |round, name: &str, layer| {
        let rating = board.rating(round, room.person(name), layer);
        [
            rating.clarity.map_or(0, |one| one.number()),
            rating.now.map_or(0, |one| one.number()),
            rating.needed.map_or(0, |one| one.number()),
        ]
    };
    assert_eq!(
        [said(0, "Ana", Layer::Vision), said(0, "Ben", Layer::Tactics), said(0, "Ana", Layer::Goals)],
        [[3, 4, 5], [0, 1, 7], [1, 0, 0]]
    );
    assert_eq!([said(1, "Ana", Layer::Vision), said(1, "Ana", Layer::Goals)], [[1, 1, 1], [0, 0, 0]]);
    assert_eq!(board.reasons(0, room.person("Ana"), Layer::Vision).number(), 5);
    assert_eq!([board.ballots_in(0), board.ballots_in(1)], [2, 2]);
    check_room("ana: !Ben Ben.V111?Gone Ben.V!1?Gone", "");
}

#[test]
fn what_was_said_about_layers_is_not_for_the_next_person_to_undo() {
    let room = Room::play(&format!("{ROOM} ana: poles1 hand@Ana Ana.V345 hand undo"));
    let rating = room.board().rating(0, room.person("Ana"), alignment_board::core::board::layer::Layer::Vision);
    assert!(rating.clarity.is_some());
    // The step that is taken back is the one of the rules.
    check_room("ana: poles1 hand@Ana Ana-a hand undo poles1", "a-1");
}

#[test]
fn a_round_that_has_only_begun_is_not_the_one_to_read() {
    let read = |script: &str| Room::play(&format!("{ROOM} {script}")).board().round_to_read();
    assert_eq!(
        [read("ana: end"), read("ana: Ana*a"), read("ana: Ana*a round"), read("ana: Ana*a round Ben*b"), read("ana: round")],
        [0, 0, 0, 1, 0]
    );
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

/// Ana was removed while she had the device: the page went on voting for her, and each dot was refused. Those who are left bring her back.
#[test]
fn nobody_has_the_device_who_is_no_longer_on_the_board() {
    let mut page = Page::with_new_board();
    page.act(Command::AddPeople(vec![String::from("Ana")]));
    let ana = page.session().replica.board().people().next().map(|(ana, _)| ana).unwrap();
    page.send(Event::Choose(Some(ana)));
    page.act(Command::RemovePerson(ana));
    assert_eq!((page.session().person(), page.session().replica.board().people().count()), (None, 0));
    page.send(Event::Step(Direction::Undo));
    assert_eq!((page.session().person(), page.session().replica.board().people().count()), (None, 1));
    // She is removed by another, whose board is merged.
    page.send(Event::Choose(Some(ana)));
    let mut other = page.session().replica.clone();
    other.act(&Command::RemovePerson(ana), 0).unwrap();
    page.send(Event::FragmentChanged(link::encode(page.board(), &other.document().shareable())));
    page.send(Event::Incoming(IncomingChoice::Merge));
    assert_eq!(page.session().person(), None);
}

/// Who pressed "+" before it was known who votes had to press it once more.
#[test]
fn the_dot_that_was_asked_for_is_put_once_it_is_known_whose_it_is() {
    let target = Target::Layer(Layer::Goals);
    let dot = |pole| Curtain::WhoVotes { dot: Some((target, pole)) };
    let cases = [
        (dot(Pole::Tight), true, (1, 0)),
        (dot(Pole::Loose), true, (0, 1)),
        (Curtain::WhoVotes { dot: None }, true, (0, 0)),
        (Curtain::HandOver, true, (0, 0)),
        (dot(Pole::Tight), false, (0, 0)),
    ];
    for secrecy in Secrecy::ALL {
        for (curtain, chooses, expected) in cases {
            let mut page = Page::with_new_board();
            page.act(Command::SetPoles(Poles::Both));
            page.act(Command::SetBallotSecrecy(secrecy));
            page.send(Event::DrawCurtain(curtain));
            page.act(Command::AddPeople(vec![String::from("Ana")]));
            let ana = page.session().replica.board().people().next().map(|(ana, _)| ana).unwrap();
            // Whoever lifts the curtain and takes the device later has asked for nothing.
            if !chooses {
                page.send(Event::CloseDialog);
            }
            page.send(Event::Choose(Some(ana)));
            let marks = page.session().replica.seen().marks(0, ana);
            assert_eq!((marks.tight.on(target), marks.loose.on(target)), expected, "{curtain:?} {secrecy:?}");
            page.send(Event::Choose(None));
            page.send(Event::Choose(Some(ana)));
            assert_eq!(page.session().replica.seen().marks(0, ana).spent(), u32::from(expected.0 + expected.1), "once");
        }
    }
}
