//! Sentences about a board's title, its last save and the length of its link.

use crate::core::app::StorageProblem;
use crate::core::format::link::LETTER_LIMIT;
use crate::strings::phrase::{counted, fill, grouped};

/// Shown for a board without a title.
pub const UNTITLED: &str = "Untitled board";

/// A board's title, or [`UNTITLED`].
pub fn title(title: &str) -> &str {
    if title.trim().is_empty() { UNTITLED } else { title }
}

/// The title of the page, which tabs and history show: of a board, or of the list of boards.
pub fn page_title(board: Option<&str>) -> String {
    const PROGRAM: &str = "Alignment board";
    board.map_or_else(|| String::from(PROGRAM), |board| fill("{} – {}", &[title(board), PROGRAM]))
}

/// The title of a copy, cut to the limit of a title. It is not filled in: what is stored has no marks of direction.
pub fn copy_of(of: &str) -> String {
    ["Copy of ", title(of)].concat().chars().take(120).collect()
}

/// The status of a board that is not saved. Only what was read back counts as saved.
pub fn unsaved(problem: Option<StorageProblem>) -> &'static str {
    match problem {
        Some(StorageProblem::Newer) => "Only to read",
        _ => "Not saved",
    }
}

/// "5 minutes ago".
pub fn saved_ago(saved: u64, now: u64) -> String {
    let minutes = now.saturating_sub(saved) / 60_000;
    let (number, one, many) = match minutes {
        _ if saved == 0 => return String::new(),
        0 => return String::from("just now"),
        1..60 => (minutes, "minute", "minutes"),
        60..1_440 => (minutes / 60, "hour", "hours"),
        _ => (minutes / 1_440, "day", "days"),
    };
    fill("{} ago", &[&counted(number as usize, one, many)])
}

/// The length of a link, and which programs take it.
pub fn link_length(length: usize) -> String {
    let reach = match length {
        0..=2_000 => "It fits everywhere.",
        2_001..=8_000 => "Most chats take it; e-mail may cut it.",
        _ => "That is too long for many programs: better send the file.",
    };
    fill("{} characters. {}", &[&grouped(length), reach])
}

/// Shown in the place of a link that nobody could open.
pub fn no_link(letters: usize) -> String {
    let says = "This is too much for a link: it would take {} characters, and no more than {} can be opened. Save the file instead; it opens the same way.";
    fill(says, &[&grouped(letters), &grouped(LETTER_LIMIT)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_length_is_grouped_and_rated() {
        assert_eq!(link_length(1_310), "1,310 characters. It fits everywhere.");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
