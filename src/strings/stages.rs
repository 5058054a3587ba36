//! The stages of a workshop: name, purpose, timebox and next action; the timer, roles and presets.

use crate::core::board::Role;
use crate::core::board::layer::Preset;
use crate::core::board::stage::Stage;
use crate::core::board::voting::Poles;
use crate::strings::phrase::{counted, fill};

/// The name of a stage.
pub fn stage(stage: Stage) -> &'static str {
    ["Set up", "Write", "Group", "Vote", "Read", "Let go", "Close"][stage as usize]
}

/// What a stage is for, in one sentence.
pub fn purpose(stage: Stage, poles: Poles) -> &'static str {
    if (stage, poles) == (Stage::Vote, Poles::Both) {
        return "Where is control too tight, and where is it too loose?";
    }
    [
        "Say who is here, and how tightly each layer is meant to be held.",
        "Write what you see on each layer, one idea per note.",
        "Put notes together that say the same.",
        "Where is control too tight?",
        "Where do we hold on, against where we mean to?",
        "Agree on what to hand over, to whom, and what good looks like.",
        "Look at what you agreed, and choose the day to look again.",
    ][stage as usize]
}

/// Shown while somebody types, and others have gone to another stage.
pub fn held(to: Stage) -> String {
    fill("Somebody went on to {}. It opens here once you leave the field.", &[stage(to)])
}

/// The one thing to do next.
pub fn next_action(stage: Stage) -> &'static str {
    [
        "On to writing",
        "On to grouping",
        "On to voting",
        "Read the result",
        "Agree on what to let go",
        "Close the workshop",
        "Share the result",
    ][stage as usize]
}

/// The suggested timebox of a stage: "about 15 minutes".
pub fn timebox(stage: Stage) -> String {
    String::from("about ") + &counted(stage.minutes() as usize, "minute", "minutes")
}

/// The time left, in milliseconds, as the timer shows it: "4:05".
pub fn time_left(left: u64) -> String {
    // Rounded up, so that 0:00 appears only once the time is up.
    let seconds = left.div_ceil(1_000);
    let (minutes, rest) = (seconds / 60, seconds % 60);
    fill(if rest < 10 { "{}:0{}" } else { "{}:{}" }, &[&minutes.to_string(), &rest.to_string()])
}

/// The announcement at the end of the timer.
pub const TIME_IS_UP: &str = "The time is up. Take a minute more if you need it.";

/// The name of a role.
pub fn role(role: Role) -> &'static str {
    ["Team", "Leader"][role as usize]
}

/// What a preset of intended levels means.
pub fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::TeamPicksKpis => "The team picks its KPIs",
        Preset::LeaderApprovesKpis => "The leader approves the KPIs",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_one_sentence_and_an_action() {
        for (one, poles) in Stage::ALL.into_iter().flat_map(|one| Poles::ALL.map(|poles| (one, poles))) {
            let sentence = purpose(one, poles);
            let ends = sentence.matches(['.', '?']).count();
            assert!(ends == 1 && sentence.ends_with(['.', '?']), "{sentence}");
            assert!(!next_action(one).is_empty() && !stage(one).is_empty());
        }
        let shown = [0, 1, 1_000, 59_001, 60_000, 245_000, 3_600_000].map(time_left);
        assert_eq!(shown, ["0:00", "0:01", "0:01", "1:00", "1:00", "4:05", "60:00"]);
        assert_eq!(timebox(Stage::Write), "about 15 minutes");
    }
}
