//! The list of boards: when each was changed, and what merging another state would change.

use crate::core::app::{Change, MergePreview};
use crate::core::document::date::Date;
use crate::strings::phrase::{counted, fill, listed};
use crate::strings::{agreement, time_of_day};

/// "changed today at 14:05", "changed on 12 March 2026". Both times are local; empty if `saved` is unknown.
pub fn changed(saved: u64, now: u64) -> String {
    const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
    if saved == 0 {
        return String::new();
    }
    let day = |at| Date::at(at).map_or_else(String::new, agreement::date);
    let on = match day(saved) {
        on if on == day(now) => String::from("today"),
        on if on == day(now.saturating_sub(DAY_MS)) => String::from("yesterday"),
        on => return fill("changed on {}", &[&on]),
    };
    fill("changed {} at {}", &[&on, &time_of_day(saved)])
}

/// What merging would change.
pub fn merge_preview(preview: &MergePreview) -> String {
    let mut parts = Vec::new();
    if preview.new_notes > 0 {
        parts.push(counted(preview.new_notes, "new note", "new notes"));
    }
    if preview.changed_notes > 0 {
        parts.push(counted(preview.changed_notes, "changed note", "changed notes"));
    }
    if preview.ballots > 0 {
        parts.push(counted(preview.ballots, "person’s votes", "people’s votes"));
    }
    let changes: Vec<String> = preview.changes().map(|change| String::from(change_of(change))).collect();
    if !changes.is_empty() {
        parts.push(fill("changes to {}", &[&listed(&changes)]));
    }
    fill("Merging it would bring {}.", &[&listed(&parts)])
}

fn change_of(change: Change) -> &'static str {
    ["the title", "the stage", "people", "statements", "intended control", "agreements", "rules"][change as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_names_the_day() {
        let at = |day: u64, hour: u64, minute: u64| ((day * 24 + hour) * 60 + minute) * 60_000;
        let now = at(20_524, 14, 30);
        let cases = [
            (at(20_524, 14, 5), "changed today at 14:05"),
            (at(20_524, 0, 0), "changed today at 0:00"),
            (at(20_523, 23, 59), "changed yesterday at 23:59"),
            (at(20_522, 9, 0), "changed on 10 March 2026"),
            // The clock was set back.
            (at(20_525, 1, 0), "changed on 13 March 2026"),
            (0, ""),
        ];
        for (saved, says) in cases {
            assert_eq!(changed(saved, now), says);
        }
    }

    #[test]
    fn merge_preview_names_the_changes() {
        let check = |preview, says: &str| assert_eq!(merge_preview(&preview), fill("Merging it would bring {}.", &[says]));
        check(MergePreview::new(3, 0, 2, &[]), "3 new notes and 2 people’s votes");
        check(MergePreview::new(0, 1, 0, &[Change::Title]), "1 changed note and changes to the title");
        check(MergePreview::new(0, 0, 1, &[Change::People, Change::Rules]), "1 person’s votes and changes to people and rules");
    }
}
