//! Votes: rules V1 to V9 of `core::board::voting`. One ballot per person, never over its budget, wherever somebody votes.

use alignment_board::core::app::view::{DialogView, Views};
use alignment_board::core::app::{BoardEvent, Curtain, ExchangeEvent, HomeEvent, IncomingChoice};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Pole, Poles, RuleChange, Secrecy, Target, VoteRules};
use alignment_board::core::command::Command;
use alignment_board::core::format::link;
use alignment_board::core::reading::layers::Reading;
use alignment_board::core::replica::history::Direction;
use alignment_board::strings;

use crate::support::page::Page;
use crate::support::room::Room;
use crate::support::{votes, votes_of};

/// Runs a script and compares the votes: `"a3 b1"`, `!Ana` for a ballot that was cut.
fn check(script: &str, expected: &str) {
    assert_eq!(votes(Room::play(script).board()), expected, "{script}");
}

/// Two people, three notes, five dots, at most three on one target.
const ROOM: &str = "ana: @Ana @Ben V+a|b|c; sync; ";

/// Three ballots without a dot.
const THREE: &str = "@Cleo Ana.V100 Ben.V100 Cleo.V100";

fn check_room(script: &str, expected: &str) {
    check(&format!("{ROOM}{script}"), expected);
}

#[test]
fn whoever_has_a_dot_on_the_board_has_voted() {
    for (script, voted) in [("", false), ("ana: Ana*a", true), ("ana: Ana*a Ana/a", false)] {
        let mut room = Room::play(&format!("{ROOM}{script}"));
        let ana = room.person("Ana");
        assert_eq!(room.replica("ana").has_voted(ana), voted, "{script}");
    }
}

#[test]
fn dots_go_on_notes_and_layers_and_come_back() {
    check_room("ana: Ana*a Ana*a Ana*V Ben*a", "a3 V1");
    check_room("ana: Ana*a Ana*a Ana/a", "a1");
    check_room("ana: Ana*a Ana/", "");
    check_room("ana: Ana/a?Dot(NoneThere) Ana/?NoChange", "");
}

#[test]
fn person_has_five_dots_and_three_for_one_target() {
    check_room("ana: Ana*a Ana*a Ana*a Ana*a?Dot(CapReached) Ana*b Ana*V Ana*c?Dot(NoneLeft)", "a3 V1 b1");
    check_room("ana: rules2/2 Ana*a Ana*a Ana*a?Dot(NoneLeft) Ben*a", "a3");
}

/// Lowering the number of dots deleted them without a word: after 5, 2 and 5 again, 9 of 15 were left, and the most on one target had stayed
/// at 2.
#[test]
fn v3_lower_rules_delete_nothing_and_higher_ones_bring_all_back() {
    let ballots = "ana: Ana*a Ana*a Ana*G Ana*G Ana*G Ben*a Ben*G Ben*G";
    check_room(ballots, "G5 a3");
    check_room(&format!("{ballots} rules2/3"), "a3 G1 !Ana !Ben");
    check_room(&format!("{ballots} rules2/3 rules5/3"), "G5 a3");
    check_room(&format!("{ballots} rules5/1"), "G2 a2 !Ana !Ben");
    check_room(&format!("{ballots} rules5/1 rules5/3"), "G5 a3");
    // Somebody takes one back, or all, meanwhile; nobody can place more.
    check_room(&format!("{ballots} rules2/3 Ben/G rules5/3"), "G4 a3");
    check_room(&format!("{ballots} rules2/3 Ana/a Ana/G Ana/G"), "G2 a2 !Ben");
    check_room(&format!("{ballots} rules2/3 Ana/ rules5/3"), "G2 a1");
    check_room(&format!("{ballots} rules2/3 Ana*b?Dot(NoneLeft) Ana/G Ana*b?Dot(NoneLeft)"), "a3 G1 !Ana !Ben");
    check_room(&format!("{ballots} rules5/1 Ben/G Ben*b rules5/3"), "G4 a3 b1");
    check_room(&format!("{ballots} rules2/3; sync; ben: Ana*V?Dot(NoneLeft) rules5/3"), "G5 a3");
}

#[test]
fn v5_cap_that_was_set_counts_again_when_the_budget_is_raised() {
    let rules = |script: &str| Room::play(&format!("ana: @Ana {script}")).board().rules();
    assert_eq!(rules("rules5/4 rules2/4 rules6/4"), VoteRules::new(6, 4));
    assert_eq!((rules("rules5/4 rules2/4").cap(), rules("rules5/4 rules2/4 round").cap_as_set()), (2, 4));
}

#[test]
fn v8_dots_placed_before_notes_come_together_all_count() {
    check_room("ana: Ana*a Ana*a Ana*a Ana*b Ana*b b&a", "a5");
    check_room("ana: Ana*a Ana*a Ana*a Ana*b b&a Ana*a?Dot(CapReached)", "a4");
}

/// What the page says about lower rules.
fn asked(page: &Page) -> Option<DialogView> {
    let mut views = Views::default();
    views.refresh(&page.model);
    views.open().map(|open| open.dialog().clone())
}

fn voting_page(dots: usize) -> Page {
    let mut page = Page::with_new_board();
    page.act(Command::AddPeople(vec![String::from("Ana")]));
    let ana = page.session().replica.board().people().next().unwrap().0;
    for _ in 0..dots {
        page.act(Command::AddDot { voter: ana, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
    }
    page
}

#[test]
fn lower_rules_are_asked_about_if_they_leave_out_dots() {
    use RuleChange::{Budget, Cap};
    for (dots, change, asks) in
        [(3, Budget(2), Some(1)), (3, Cap(1), Some(2)), (3, Budget(3), None), (3, Budget(9), None), (0, Budget(1), None)]
    {
        let mut page = voting_page(dots);
        let before = page.session().replica.board().rules();
        let rules = change.of(before);
        page.send(BoardEvent::AskRules(change));
        let now = page.session().replica.board().rules();
        match asks {
            Some(number) => {
                assert_eq!(asked(&page), Some(DialogView::LowerRules(Some((vec![String::from("Ana")], number)))), "{rules:?}");
                assert_eq!(now, before, "{rules:?}");
                page.send(BoardEvent::LowerRules);
            }
            None => assert_eq!(asked(&page), Some(DialogView::None), "{rules:?}"),
        }
        assert_eq!(page.session().replica.board().rules(), rules);
        assert_eq!(page.session().dialog, alignment_board::core::app::Dialog::None);
    }
}

/// Another tab had lowered the other number meanwhile; the answer to the question set it back.
#[test]
fn answer_to_the_question_changes_that_number_alone() {
    let mut page = voting_page(3);
    page.send(BoardEvent::AskRules(RuleChange::Budget(2)));
    page.act(Command::SetRules(VoteRules::new(5, 1)));
    page.send(BoardEvent::LowerRules);
    assert_eq!(page.session().replica.board().rules(), VoteRules::new(2, 1));
}

#[test]
fn question_about_lower_rules_tells_nothing_of_hidden_ballots() {
    let questions = [0, 3].map(|dots| {
        let mut page = voting_page(0);
        page.act(Command::SetBallotSecrecy(Secrecy::Hidden));
        let ana = page.session().replica.board().people().next().unwrap().0;
        page.send(BoardEvent::Choose(Some(ana)));
        for _ in 0..dots {
            page.act(Command::AddDot { voter: ana, target: Target::Layer(Layer::Goals), pole: Pole::Tight });
        }
        page.send(BoardEvent::AskRules(RuleChange::Budget(2)));
        asked(&page)
    });
    assert_eq!(questions, [const { Some(DialogView::LowerRules(None)) }; 2]);
}

/// The reading counts what it leaves out, but not of a round that it does not break down (R9).
#[test]
fn v3_reading_says_how_many_dots_do_not_count() {
    let reading = |script: &str| Reading::of(Room::play(&format!("{ROOM}ana: {script}")).board());
    let voted = "@Cleo Ana*a Ana*a Ana*G Ben*a Ben*G Ben*G Cleo*G";
    assert_eq!((reading(voted).uncounted, reading(&format!("{voted} rules2/2")).uncounted), ((0, 0), (2, 2)));
    assert!(
        strings::halves(&reading(&format!("{voted} rules1/1")))
            .ends_with("Not counted: 4 dots of 2 people, over what the rules allow now. They stay on the ballot.")
    );
}

#[test]
fn v1_dots_on_a_deleted_note_are_free_again() {
    check_room("ana: rules2/2 Ana*a Ana*b !a", "b1");
    check_room("ana: rules2/2 Ana*a Ana*b !a Ana*c Ana*V?Dot(NoneLeft)", "b1 c1");
    check_room("ana: Ana*a !a Ana*a?Gone", "");
    check_room("ana: Ana*a Ana*a !a undo", "a2");
    check_room("ana: Ana*a; sync; ben: !a; ana: Ana*a; sync", "");
}

#[test]
fn v2_lowered_cap_cuts_what_is_over() {
    check_room("ana: Ana*a Ana*a Ana*a Ana*b rules5/2", "a2 b1 !Ana");
    check_room("ana: Ana*a Ana*a Ana*a rules5/2 rules5/3", "a3");
}

#[test]
fn v3_lowered_budget_cuts_from_the_end() {
    check_room("ana: Ana*a Ana*a Ana*b Ana*b Ana*V rules3/3", "a2 b1 !Ana");
    check_room("ana: Ana*a Ana*b Ben*a rules1/1", "a2 !Ana");
    check_room("ana: Ana*a Ana*b rules1/1 rules5/3", "a1 b1");
    check_room("ana: Ana*a Ana*a rules1/1 Ana*b?Dot(NoneLeft) Ana/a", "a1");
}

#[test]
fn v4_removed_people_do_not_count() {
    check_room("ana: Ana*a Ben*b !Ben", "a1");
    check_room("ana: Ben*b !Ben undo", "b1");
    check_room("ana: Ben*b !Ben Ben*a?Gone", "");
    check_room("ana: Ben*b; sync; ben: !Ben; ana: Ben*a; sync", "");
}

/// Taking a dot back is voting too.
#[test]
fn removed_person_cannot_take_dots_back() {
    check_room("ana: Ben*b !Ben Ben/b?Gone Ben/?Gone undo", "b1");
}

#[test]
fn v5_rules_are_1_to_20_dots_and_a_cap_within() {
    check_room("ana: rules0/0 Ana*a Ana*b?Dot(NoneLeft)", "a1");
    check_room("ana: rules99/99; ana: Ana*a Ana*a Ana*a Ana*a", "a4");
}

#[test]
fn v6_too_loose_counts_while_switched_on_and_shares_the_budget() {
    check_room("ana: Ana-a?Dot(NotAsked) poles1 Ana-a Ana-V Ana*a", "a1 V-1 a-1");
    check_room("ana: poles1 Ana-a poles0", "");
    check_room("ana: poles1 Ana-a poles0 poles1", "a-1");
    check_room("ana: poles1 Ana-a Ana-a Ana-a Ana-a?Dot(CapReached) Ana*a Ana*a Ana-b?Dot(NoneLeft)", "a2 a-3");
    check_room("ana: poles1 Ana-a Ana-a Ana÷a Ana÷b?Dot(NoneThere)", "a-1");
    check_room("ana: poles1 Ana-a Ana*b Ana/", "");
    // Too-tight dots come first: the cut takes too-loose ones.
    check_room("ana: poles1 Ana-a Ana-a Ana*b Ana*b rules3/3", "b2 a-1 !Ana");
}

#[test]
fn v7_run_off_is_among_the_targets_with_most_dots() {
    let before = "ana: Ana*a Ana*a Ana*b Ana*b Ana*c Ben*a ";
    check_room(&format!("{before} {THREE} top2 Ana*a Ben*b Ana*c?Dot(NotAsked) Ana*V?Dot(NotAsked)"), "a1 b1");
    check_room(&format!("{before} {THREE} top3 Ana*c"), "c1");
    // A tie for the last place is included; a single target is no choice.
    check_room(&format!("ana: {THREE} Ana*a Ana*a Ana*b Ben*c top2 Ana*b Ben*c Ben*V?Dot(NotAsked)"), "b1 c1");
    check_room(&format!("ana: {THREE} Ana*a top2?NoRunOff round Ana*b"), "b1");
    check_room("ana: top2?NoRunOff", "");
    // With two ballots, the vote's buttons showed which targets had dots, while Read showed only totals.
    check_room("ana: Ana*a Ana*a Ben*b top2?NoRunOff", "a2 b1");
    check_room(&format!("ana: {THREE} Ana*a Ana*b top0 Ana*a"), "a1");
    // Both poles count: the target with most too-loose dots was first in the list and missing in the run-off.
    check_room(&format!("ana: {THREE} poles1 Ana-a Ana-a Ana-a Ana*b Ana*b Ben*c top2 Ana-a Ana*b Ben*c?Dot(NotAsked)"), "b1 a-1");
    check_room(&format!("ana: {THREE} poles1 Ana-a Ana*a Ana*b Ben*c Ben*c Ben*c top2 Ana*a Ben*c Ana*b?Dot(NotAsked)"), "a1 c1");
    check_room(&format!("ana: {THREE} poles1 Ana-a Ana-b top2 Ana-b Ana-a"), "a-1 b-1");
    // A target deleted during the run-off returns its dots.
    check_room(&format!("ana: {THREE} Ana*a Ana*a Ana*b top2 rules1/1 Ana*a !a Ana*b"), "b1");
}

#[test]
fn new_round_starts_without_dots_and_the_last_stays_readable() {
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
fn concurrent_new_rounds_are_one_round() {
    check_room("ana: Ana*a round Ana*b; ben: round Ben*c; sync", "b1 c1");
}

#[test]
fn v8_dots_of_a_group_belong_to_its_lead() {
    check_room("ana: Ana*a Ana*b Ben*c b&a", "a2 c1");
    check_room("ana: Ana*a Ana*b b&a b^", "b2");
    check_room("ana: b&a Ana*b Ana*a Ana*a Ana*b?Dot(CapReached)", "a3");
    check_room("ana: b&a Ana*b Ana*a Ana/b Ana/b Ana/b?Dot(NoneThere)", "");
    check_room("ana: Ana*b b&a Ana/a", "");
    // A run-off is about the whole group, whichever note leads.
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
fn ratings_are_kept_by_voter_and_round() {
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
fn ratings_cannot_be_undone_by_the_next_person() {
    let room = Room::play(&format!("{ROOM} ana: poles1 hand@Ana Ana.V345 hand undo"));
    let rating = room.board().rating(0, room.person("Ana"), alignment_board::core::board::layer::Layer::Vision);
    assert!(rating.clarity.is_some());
    // The undone step is that of the rules.
    check_room("ana: poles1 hand@Ana Ana-a hand undo poles1", "a-1");
}

#[test]
fn round_without_votes_is_not_read() {
    let read = |script: &str| Room::play(&format!("{ROOM} {script}")).board().round_to_read();
    assert_eq!(
        [read("ana: end"), read("ana: Ana*a"), read("ana: Ana*a round"), read("ana: Ana*a round Ben*b"), read("ana: round")],
        [0, 0, 0, 1, 0]
    );
}

/// Ben votes on two devices, unaware of each other: one of the two ballots counts, as a whole.
#[test]
fn two_devices_of_one_person_give_one_ballot() {
    for delivery in ["sync", "ana>ben; ben>ana", "ben>ana; ana>ben"] {
        check_room(&format!("ana: Ben*a Ben*a Ben*a Ben*b Ben*b; ben: Ben*c Ben*c Ben*V Ben*V Ben*V; {delivery}"), "V3 c2");
        check_room(&format!("ana: Ben*a Ben*a Ben*b; ben: Ben*c; {delivery}; ana: Ben*c"), "a2 b1 c1");
    }
}

#[test]
fn concurrent_ballots_of_two_people_both_count() {
    check_room("ana: Ana*a Ana*b; ben: Ben*a Ben*V; sync", "a2 V1 b1");
}

#[test]
fn dots_follow_the_note() {
    check_room("ana: Ana*a; ben: a>T a=x; sync", "x1");
}

/// Ana was removed while she was the current user: the page kept voting for her, and each dot was refused. The others bring her back.
#[test]
fn removed_person_is_no_longer_current_user() {
    let mut page = Page::with_new_board();
    page.act(Command::AddPeople(vec![String::from("Ana")]));
    let ana = page.session().replica.board().people().next().map(|(ana, _)| ana).unwrap();
    page.send(BoardEvent::Choose(Some(ana)));
    page.act(Command::RemovePerson(ana));
    assert_eq!((page.session().person(), page.session().replica.board().people().count()), (None, 0));
    page.send(BoardEvent::Step(Direction::Undo));
    assert_eq!((page.session().person(), page.session().replica.board().people().count()), (None, 1));
    // Another person removes her, and that board is merged.
    page.send(BoardEvent::Choose(Some(ana)));
    let mut other = page.session().replica.clone();
    other.act(&Command::RemovePerson(ana), 0).unwrap();
    page.send(HomeEvent::FragmentChanged(link::encode(page.board(), &other.document().without_deleted())));
    page.send(ExchangeEvent::Incoming(IncomingChoice::Merge));
    assert_eq!(page.session().person(), None);
}

/// "+" without a voter asked who votes, and had to be pressed again afterwards.
#[test]
fn requested_dot_is_placed_once_the_voter_is_known() {
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
            page.send(BoardEvent::DrawCurtain(curtain));
            page.act(Command::AddPeople(vec![String::from("Ana")]));
            let ana = page.session().replica.board().people().next().map(|(ana, _)| ana).unwrap();
            // Closing the curtain and choosing a voter later requests no dot.
            if !chooses {
                page.send(BoardEvent::CloseDialog);
            }
            page.send(BoardEvent::Choose(Some(ana)));
            let marks = page.session().replica.seen().marks(0, ana);
            assert_eq!((marks.tight.on(target), marks.loose.on(target)), expected, "{curtain:?} {secrecy:?}");
            page.send(BoardEvent::Choose(None));
            page.send(BoardEvent::Choose(Some(ana)));
            assert_eq!(page.session().replica.seen().marks(0, ana).spent(), u32::from(expected.0 + expected.1), "once");
        }
    }
}
