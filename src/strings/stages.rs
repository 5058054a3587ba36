//! What the stages of a workshop are called, what each is for, and what to do next; and what is set up first.

use super::counted;
use crate::core::board::Role;
use crate::core::layer::Preset;
use crate::core::stage::Stage;

/// The name of a stage.
pub fn stage(stage: Stage) -> &'static str {
    ["Set up", "Write", "Group", "Vote", "Read", "Let go", "Close"][stage as usize]
}

/// What a stage is for, in one sentence.
pub fn purpose(stage: Stage) -> &'static str {
    [
        "Say who is here, and how tightly each layer is meant to be held.",
        "Write what you see on each layer, one thought a note.",
        "Put notes together that say the same.",
        "Where is control too tight?",
        "Where do we hold on, against where we mean to?",
        "Agree on what to hand over, to whom, and what good looks like.",
        "Look at what you agreed, and choose the day to look again.",
    ][stage as usize]
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

/// The timebox that is suggested for a stage: "about 15 minutes".
pub fn timebox(stage: Stage) -> String {
    String::from("about ") + &counted(stage.minutes() as usize, "minute", "minutes")
}

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
    fn every_stage_says_one_thing() {
        for one in Stage::ALL {
            let sentence = purpose(one);
            let ends = sentence.matches(['.', '?']).count();
            assert!(ends == 1 && sentence.ends_with(['.', '?']), "{sentence}");
            assert!(!next_action(one).is_empty() && !stage(one).is_empty());
        }
        assert_eq!(timebox(Stage::Write), "about 15 minutes");
    }
}
