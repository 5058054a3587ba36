//! People lead or are of the team, a list of names can be pasted, and intended levels have two presets.

use alignment_board::core::board::Role;
use alignment_board::core::command::{Command, Rejected};
use alignment_board::core::layer::{Layer, Preset};

use crate::support::room::Room;

/// The people of a board in short: `"Ana Ben*"`, with a star for leaders.
fn check(script: &str, expected: &str) {
    let room = Room::play(script);
    let people = room.board().people().map(|(_, person)| person.name + if person.role == Role::Leader { "*" } else { "" });
    assert_eq!(people.collect::<Vec<_>>().join(" "), expected, "{script}");
}

#[test]
fn people_are_of_the_team_until_they_lead() {
    check("ana: @Ana @Ben Ben~Leader", "Ana Ben*");
    check("ana: @Ana Ana~Team?NoChange Ana~Leader Ana~Leader?NoChange Ana~Team", "Ana");
    check("ana: @Ana @Ben !Ana Ana~Leader?Gone", "Ben");
    check("ana: @Ana; sync; ana: Ana~Leader; ben: V+a; sync", "Ana*");
}

#[test]
fn a_pasted_list_is_one_name_a_line_and_one_step() {
    check("ana: @@Ana¶Ben¶¶-_Cleo_Dee", "Ana Ben Cleo Dee");
    check("ana: @@Ana¶Ben¶Cleo undo", "");
    check("ana: @@Ana¶Ben undo redo", "Ana Ben");
}

#[test]
fn who_is_there_already_is_passed_over_in_a_paste() {
    check("ana: @Ben @@Ana¶Ben¶Ana¶_Cleo_", "Ben Ana Cleo");
    check("ana: @Ben @@Ben?NameTaken @@¶_¶?NoChange", "Ben");
}

#[test]
fn a_paste_is_taken_whole_or_not_at_all() {
    let mut room = Room::play("ana: @Ana");
    let ana = room.replica("ana");
    let names = |count: usize| (0..count).map(|number| format!("p{number}\n")).collect::<String>();
    assert_eq!(ana.act(&Command::PastePeople(names(250)), 0), Err(Rejected::TooManyPeople));
    let long = ana.act(&Command::PastePeople(format!("Ben\n{}", "x".repeat(61))), 0);
    assert!(matches!(long, Err(Rejected::Text(_))));
    assert_eq!(ana.board().people().count(), 1);
    assert!(ana.act(&Command::PastePeople(names(249)), 0).is_ok());
    assert_eq!(ana.board().people().count(), 250);
}

#[test]
fn pasted_people_have_colours_in_turns() {
    let room = Room::play("ana: @@a¶b¶c¶d¶e¶f¶g");
    let colours: Vec<_> = room.board().people().map(|(_, person)| person.colour as u64).collect();
    assert_eq!(colours, [0, 1, 2, 3, 4, 5, 0]);
}

#[test]
fn a_preset_sets_all_layers_in_one_step() {
    let check = |script: &str, levels: [u8; 6], preset: Option<Preset>| {
        let room = Room::play(script);
        assert_eq!(Layer::ALL.map(|layer| room.board().intended(layer).number()), levels, "{script}");
        assert_eq!(room.board().preset(), preset, "{script}");
    };
    let (picks, approves) = ([2, 3, 3, 4, 6, 7], [2, 3, 3, 4, 4, 7]);
    check("ana: V+a levels0?NoChange", picks, Some(Preset::TeamPicksKpis));
    check("ana: levels1 levels1?NoChange", approves, Some(Preset::LeaderApprovesKpis));
    check("ana: V%5 T%1 levels1", approves, Some(Preset::LeaderApprovesKpis));
    check("ana: V%5 T%1 levels1 levels0", picks, Some(Preset::TeamPicksKpis));
    check("ana: V%5 T%1 levels1 undo", [5, 3, 3, 4, 6, 1], None);
}
