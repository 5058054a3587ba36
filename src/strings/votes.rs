//! Sentences about dots, voters and rounds.

use crate::core::board::voting::VoteRules;
use crate::strings::phrase::{counted, fill, listed};

/// "2 dots" for a note or a layer.
pub fn dots(number: u32) -> String {
    counted(number as usize, "dot", "dots")
}

/// "2 dots, 1 more does not count", for the owner.
pub fn dots_and_over(counted: &str, over: u32) -> String {
    match over {
        0 => String::from(counted),
        1 => fill("{}, 1 more does not count", &[counted]),
        over => fill("{}, {} more do not count", &[counted, &over.to_string()]),
    }
}

/// "2 dots too loose".
pub fn loose_dots(number: u32) -> String {
    fill("{} too loose", &[&dots(number)])
}

/// The dots of both poles on one target: "5 dots", "5 dots, 1 too loose" or "2 dots too loose".
pub fn both_dots(tight: u32, loose: u32) -> String {
    match (tight, loose) {
        (tight, 0) => dots(tight),
        (0, loose) => loose_dots(loose),
        (tight, loose) => fill("{}, {} too loose", &[&dots(tight), &loose.to_string()]),
    }
}

/// "3 of 5 dots left", or how many of the dots do not count.
pub fn dots_left(left: u32, over: u32, rules: VoteRules) -> String {
    match over {
        0 => fill("{} of {} {} left", &[&left.to_string(), &rules.budget().to_string(), if rules.budget() == 1 { "dot" } else { "dots" }]),
        1 => String::from("1 dot too many: it stays, marked, and does not count"),
        over => fill("{} too many: they stay, marked, and do not count", &[&dots(over)]),
    }
}

/// "Not counted: 9 dots of 3 people, over what the rules allow now. They stay on the ballots."
pub fn uncounted(people: usize, number: u32) -> String {
    let (stays, of) = (if number == 1 { "It stays" } else { "They stay" }, counted(people, "person", "people"));
    fill("Not counted: {} of {}, over what the rules allow now. {} on the ballot.", &[&dots(number), &of, stays])
}

/// Asks before the rules become lower than what these people have placed.
pub fn lower_rules(left_out: Option<&(Vec<String>, u32)>) -> String {
    match left_out {
        None => String::from(
            "The votes are hidden, so nobody knows whether somebody has placed more than that. Nothing is deleted: dots over the new number stay where they are, marked for their owner, and do not count until the number is raised again.",
        ),
        Some((names, dots_over)) => fill(
            "More than that is placed already, by {}. Nothing is deleted: {} until the number is raised again.",
            &[&listed(names), &stays(*dots_over)],
        ),
    }
}

fn stays(dots: u32) -> String {
    match dots {
        1 => String::from("1 dot stays where it is, marked for its owner, and does not count"),
        more => fill("{} dots stay where they are, marked for their owners, and do not count", &[&more.to_string()]),
    }
}

/// "at most 3 on one note or layer".
pub fn cap(rules: VoteRules) -> String {
    fill("at most {} on one note or layer", &[&rules.cap().to_string()])
}

/// "5 of 8 have voted"; empty if nobody is on the board.
pub fn voted(voters: usize, people: usize) -> String {
    if people == 0 {
        return String::new();
    }
    fill("{} of {} have voted", &[&voters.to_string(), &people.to_string()])
}

/// "Ana (2 left)", for the list of voters.
pub fn voter_option(name: &str, spent: u32, rules: VoteRules) -> String {
    let left = u32::from(rules.budget()).saturating_sub(spent);
    match (spent, left) {
        (0, _) => String::from(name),
        (_, 0) => fill("{} (done)", &[name]),
        _ => fill("{} ({} left)", &[name, &left.to_string()]),
    }
}

/// The round, and the number of targets of a run-off: "Round 2: a run-off among 5". `None` in the first round.
pub fn voting_round((number, among): (u16, Option<usize>)) -> Option<String> {
    let number = (number > 0).then(|| (number + 1).to_string())?;
    Some(match among {
        None => fill("Round {}", &[&number]),
        Some(among) => fill("Round {}: a run-off among {}", &[&number, &among.to_string()]),
    })
}

/// The button that starts a run-off, with its number of targets, which ties make greater than asked for.
pub fn run_off_among(number: usize) -> String {
    fill("Run-off among the top {}", &[&number.to_string()])
}
