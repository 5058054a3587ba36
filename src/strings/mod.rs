//! Every sentence a person reads, including plural forms, in one file per subject. Native and tested; uses only the core's types.

pub mod agreement;
mod announcements;
mod boards;
pub mod chart;
pub mod closing;
pub mod export;
pub mod label;
mod layers;
mod notes;
pub mod patterns;
mod phrase;
pub mod private;
mod reading;
mod saving;
mod setup;
mod stages;
pub mod trend;
mod trouble;
mod version;
mod votes;
pub mod withheld;

pub use announcements::announcement;
pub use boards::{DIFFERS, changed, differing, merge_preview, side};
pub use layers::{NO_STATEMENT, example, half, layer, level, question, statement_of, think_of};
pub use notes::{
    add_note, colour, hidden_note, move_to, new_note, note_shown, note_words, notes, paste_more, paste_notes, paste_offer, paste_too_long,
};
pub use reading::{RIGHTLY, control_intended, control_read, gap, halves, layer_reading, tightest};
pub use saving::{UNTITLED, copy_of, link_length, no_link, page_title, saved_ago, title, unsaved};
pub use setup::{HOW_INTENDED, NO_TITLE, WHERE_STATEMENTS, WHY_INTENDED, WHY_PEOPLE, intended_of, poles, role_of, with_name};
pub use stages::{TIME_IS_UP, held, next_action, preset, purpose, role, stage, time_left, timebox};
pub use trouble::{biggest, not_saved, notice, refused, time_of_day};
pub use version::{restore_version, version};
pub use votes::{
    both_dots, cap, dots, dots_and_over, dots_left, loose_dots, lower_rules, run_off_among, uncounted, voted, voter_option, voting_round,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::app::Announcement;
    use crate::core::board::layer::Layer;
    use crate::core::board::voting::VoteRules;

    #[test]
    fn plurals_are_right() {
        assert_eq!(dots(1), "1 dot");
        assert_eq!(dots(0), "0 dots");
        assert_eq!(dots_left(3, 0, VoteRules::default()), "3 of 5 dots left");
        assert_eq!(dots_left(1, 0, VoteRules::new(1, 1)), "1 of 1 dot left");
        assert!(dots_left(0, 2, VoteRules::default()).starts_with("2 dots too many"));
        assert_eq!((voted(1, 1).as_str(), voted(0, 0).as_str()), ("1 of 1 have voted", ""));
        assert_eq!(announcement(&Announcement::Added(1, Layer::Goals)), "1 note added to Goals.");
        assert_eq!(saved_ago(1, 60_001), "1 minute ago");
        assert_eq!(saved_ago(1, 7_200_001), "2 hours ago");
    }
}
