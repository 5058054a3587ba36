//! The list of boards: when each was changed, and what merging another state would change.

use crate::core::app::view::{Differing, Said};
use crate::core::app::{Change, MergePreview};
use crate::core::document::date::Date;
use crate::core::replica::differences::Side;
use crate::strings::phrase::{counted, fill, listed};
use crate::strings::{agreement, layer, time_of_day};

/// "changed today at 14:05", "changed on 12 March 2026". Both times are local; empty if `saved` is unknown.
pub fn changed(saved: u64, now: u64) -> String {
    if saved == 0 { String::new() } else { fill("changed {}", &[&when(saved, now)]) }
}

/// "today at 14:05", "on 12 March 2026". Both times are local.
fn when(at: u64, now: u64) -> String {
    const DAY_MS: u64 = 24 * 60 * 60 * 1_000;
    let day = |at| Date::at(at).map_or_else(String::new, agreement::date);
    let on = match day(at) {
        on if on == day(now) => "today",
        on if on == day(now.saturating_sub(DAY_MS)) => "yesterday",
        on => return fill("on {}", &[&on]),
    };
    fill("{} at {}", &[on, &time_of_day(at)])
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
    if parts.is_empty() {
        return String::from("Nothing in it is new.");
    }
    fill("Merging it would bring {}.", &[&listed(&parts)])
}

/// Stands above what was changed on both sides.
pub const DIFFERS: &str = "This was changed here and there. Choose what is to stand.";

/// What a difference is about: "The words of a note on Vision", "Ana’s dots".
pub fn differing(about: &Differing) -> String {
    match about {
        Differing::Words(of) => fill("The words of a note on {}", &[layer(*of)]),
        Differing::DeletedNote => String::from("The words of a note that is deleted here"),
        Differing::Dots(name) => fill("{}’s dots", &[name]),
        Differing::Answers(name) => fill("{}’s answers", &[name]),
        Differing::Person(name) => fill("{}’s name, colour or role", &[name]),
        Differing::Title => String::from("The title"),
        Differing::Layer(of) => fill("What is agreed about {}", &[layer(*of)]),
        Differing::Agreement(words) if words.is_empty() => String::from("An agreement"),
        Differing::Agreement(words) => fill("The agreement “{}”", &[words]),
        Differing::Arrangement(notes) => fill("Places, colours and groups of {}", &[&super::notes(*notes)]),
        Differing::Rest => String::from("The rules of voting and other settings"),
    }
}

/// One side of a difference: "Here: “our plan” (today at 14:05)". Times are local.
pub fn side(side: Side, said: &Said, at: Option<u64>, now: u64) -> String {
    let whose = match side {
        Side::Here => "Here",
        Side::Theirs => "There",
    };
    let words = match said {
        Said::Words(words) if words.is_empty() => String::from("nothing"),
        Said::Words(words) => fill("“{}”", &[words]),
        Said::Dots(number) => super::dots(*number),
        Said::Hidden => String::from("hidden until the reveal"),
        Said::Otherwise => String::new(),
    };
    let when = at.map_or_else(String::new, |at| when(at, now));
    match (words.is_empty(), when.is_empty()) {
        (true, true) => String::from(whose),
        (true, false) => fill("{}: {}", &[whose, &when]),
        (false, true) => fill("{}: {}", &[whose, &words]),
        (false, false) => fill("{}: {} ({})", &[whose, &words, &when]),
    }
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
    fn side_of_a_difference_in_words() {
        let now = (20_524 * 24 + 14) * 3_600_000;
        let at = Some(now - 3_600_000);
        let cases = [
            (Side::Here, Said::Words(String::from("our plan")), at, "Here: “our plan” (today at 13:00)"),
            (Side::Theirs, Said::Dots(5), None, "There: 5 dots"),
            (Side::Theirs, Said::Words(String::new()), None, "There: nothing"),
            (Side::Here, Said::Hidden, at, "Here: hidden until the reveal (today at 13:00)"),
            (Side::Here, Said::Otherwise, Some(now - 86_400_000), "Here: yesterday at 14:00"),
            (Side::Theirs, Said::Otherwise, None, "There"),
        ];
        for (of, said, at, says) in cases {
            assert_eq!(side(of, &said, at, now), says);
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
