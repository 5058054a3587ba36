//! Every sentence a person reads, including plural forms. Native and tested; uses only the core's types.

pub mod agreement;
mod boards;
pub mod closing;
pub mod export;
pub mod label;
pub mod patterns;
pub mod private;
mod reading;
mod setup;
mod stages;
pub mod trend;
mod trouble;
mod version;

pub use boards::{changed, merge_preview};
pub use reading::{RIGHTLY, control_intended, control_read, gap, halves, layer_reading, tightest};
pub use setup::{HOW_INTENDED, NO_TITLE, WHERE_STATEMENTS, WHY_INTENDED, WHY_PEOPLE, intended_of, poles, role_of, with_name};
pub use stages::{TIME_IS_UP, next_action, preset, purpose, role, stage, time_left, timebox};
pub use trouble::{biggest, not_saved, notice, refused, time_of_day};
pub use version::{restore_version, version};

use crate::core::app::{Announcement, StorageProblem};
use crate::core::board::fields::{BoardField, LayerField};
use crate::core::board::layer::{Half, Layer};
use crate::core::board::voting::VoteRules;
use crate::core::board::{Colour, Visibility};
use crate::core::document::Key;
use crate::core::document::id::Kind;
use crate::core::replica::history::Direction;

/// Fills each `{}` of a pattern, in order. Does not use `format!`, whose code would weigh more than all sentences.
fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut text = String::new();
    let mut parts = parts.iter();
    for (place, piece) in pattern.split("{}").enumerate() {
        if place > 0 {
            text.push_str(parts.next().copied().unwrap_or(""));
        }
        text.push_str(piece);
    }
    text
}

/// A number with its noun.
fn counted(number: usize, one: &str, many: &str) -> String {
    fill("{} {}", &[&number.to_string(), if number == 1 { one } else { many }])
}

/// A list in a sentence: "a", "a and b", "a, b and c".
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => fill("{} and {}", &[&first.join(", "), last]),
    }
}

/// The name of a layer.
pub fn layer(layer: Layer) -> &'static str {
    ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"][layer as usize]
}

/// The question of a layer.
pub fn question(layer: Layer) -> &'static str {
    [
        "Where are we going?",
        "What are we here to do now?",
        "How do we work together?",
        "What must be true, by when?",
        "How will we know?",
        "How will we do it?",
    ][layer as usize]
}

/// Prompts for writing on a layer, in the article's words where it has some.
pub fn think_of(layer: Layer) -> &'static str {
    [
        "What stays true while plans change? Who could say it without looking it up?",
        "What is the focus now, and what does it leave out?",
        "What do we stand for, and what won’t we tolerate?",
        "What has to be achieved, whoever does it and however?",
        "What does success look like, and who chose how to measure it?",
        "Where is it prescribed how to work? What does a leader still do because it was always so?",
    ][layer as usize]
}

/// An example of a note, shown where a layer has none.
pub fn example(layer: Layer) -> &'static str {
    [
        "For example: “Nobody can repeat the vision without opening the deck.”",
        "For example: “The mission changed twice this year.”",
        "For example: “We value candour but punish bad news.”",
        "For example: “Fourteen goals for six people.”",
        "For example: “We count closed tickets, so we close easy ones first.”",
        "For example: “Every change needs the director’s approval.”",
    ][layer as usize]
}

/// Shown where a layer has no agreed statement.
pub const NO_STATEMENT: &str = "Not agreed yet";

/// The name of the field for a layer's agreed statement.
pub fn statement_of(of: Layer) -> String {
    fill("Agreed statement for {}", &[layer(of)])
}

/// The name of a half of the stack.
pub fn half(half: Half) -> &'static str {
    match half {
        Half::Direction => "Align the direction",
        Half::Execution => "Let go of the execution",
    }
}

/// The name of a colour.
pub fn colour(colour: Colour) -> &'static str {
    ["Butter", "Sky", "Mint", "Rose", "Lilac", "Sand"][colour as usize]
}

/// The levels of control, tight to light.
pub fn level(number: u8) -> &'static str {
    ["tell", "sell", "consult", "agree", "advise", "inquire", "delegate"][usize::from(number.clamp(1, 7)) - 1]
}

/// "Add a note to Vision".
pub fn add_note(to: Layer) -> String {
    fill("Add a note to {}", &[layer(to)])
}

/// "New note in Vision".
pub fn new_note(on: Layer) -> String {
    fill("New note in {}", &[layer(on)])
}

/// "Move to Goals".
pub fn move_to(to: Layer) -> String {
    fill("Move to {}", &[layer(to)])
}

/// The offer after pasting several lines.
pub fn paste_offer(lines: usize) -> String {
    fill("You pasted {} lines.", &[&lines.to_string()])
}

/// The button that makes one note of each pasted line.
pub fn paste_notes(lines: usize) -> String {
    fill("Make {} notes", &[&lines.to_string()])
}

/// "3 of 5 dots left".
pub fn dots_left(left: u32, rules: VoteRules) -> String {
    fill("{} of {} {} left", &[&left.to_string(), &rules.budget().to_string(), if rules.budget() == 1 { "dot" } else { "dots" }])
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

/// "2 dots" for a note or a layer.
pub fn dots(number: u32) -> String {
    counted(number as usize, "dot", "dots")
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

/// "3 notes".
pub fn notes(number: usize) -> String {
    counted(number, "note", "notes")
}

/// The status of a board that is not saved. Only what was read back counts as saved.
pub fn unsaved(problem: Option<StorageProblem>) -> &'static str {
    match problem {
        Some(StorageProblem::Newer) => "Only to read",
        _ => "Not saved",
    }
}

/// A sentence for the live region.
pub fn announcement(of: &Announcement) -> String {
    match of {
        Announcement::Added(number, to) => fill("{} added to {}.", &[&notes(*number), layer(*to)]),
        Announcement::Moved(to) => fill("Moved to the end of {}.", &[layer(*to)]),
        Announcement::Placed { place, of } => fill("Now {} of {}.", &[&place.to_string(), &of.to_string()]),
        Announcement::Deleted(0) => String::from("Note deleted. Undo brings it back."),
        Announcement::Stepped(direction, key) => stepped(*direction, *key),
        Announcement::Coloured(to) => fill("Now {}.", &[colour(*to)]),
        Announcement::Deleted(with) => fill("Note deleted, with {}. Undo brings both back.", &[&dots(*with)]),
        Announcement::AgreementDeleted => String::from("Agreement deleted. Undo brings it back."),
        Announcement::NothingToUndo => String::from("There is nothing to undo."),
        Announcement::LinkCopied => String::from("Link copied."),
        Announcement::Merged => String::from("Merged into this board."),
        Announcement::Restored => String::from("That version is back. Undo takes it back."),
        Announcement::Elsewhere { added: 0 } => String::from("Changed in another tab."),
        Announcement::Elsewhere { added } => fill("{} added in another tab.", &[&notes(*added)]),
        Announcement::Revealed(what) => String::from(private::revealed(*what)),
        Announcement::ContributionTaken(name) => private::contribution_taken(name),
        Announcement::TimeIsUp => String::from(TIME_IS_UP),
    }
}

/// "Undone: a note."
fn stepped(direction: Direction, about: Option<Key>) -> String {
    let done = match direction {
        Direction::Undo => "Undone{}.",
        Direction::Redo => "Redone{}.",
    };
    fill(done, &[about.map_or("", stepped_over)])
}

/// What a step was about.
fn stepped_over(Key { thing, field }: Key) -> &'static str {
    match thing.kind {
        Kind::NOTE => ": a note",
        Kind::PERSON => ": a person",
        Kind::BALLOT | Kind::LOOSE_BALLOT => ": dots",
        Kind::DELETION => ": a deletion",
        Kind::AGREEMENT => ": an agreement",
        Kind::RATING => ": a rating",
        Kind::ROUND => ": the new round",
        Kind::LAYER => LayerField::of(field).map_or("", |field| match field {
            LayerField::Statement => ": a statement",
            LayerField::Intended => ": the intended control",
            LayerField::Because => ": why a layer is held",
        }),
        Kind::BOARD => BoardField::of(field).map_or("", |field| match field {
            BoardField::Title => ": the title",
            BoardField::Round => ": the new round",
            BoardField::Stage
            | BoardField::Timer
            | BoardField::Budget
            | BoardField::Cap
            | BoardField::Poles
            | BoardField::BallotSecrecy
            | BoardField::NoteSecrecy
            | BoardField::RevealedBallots
            | BoardField::RevealedNotes => ": the rules of the board",
        }),
        _ => "",
    }
}

/// The text of a note, or that it is hidden.
pub fn note_words(text: &str) -> String {
    if text.is_empty() { hidden_note(None) } else { String::from(text) }
}

/// What a note shows: its text, or that its words are hidden.
pub fn note_shown(text: &str, visibility: Visibility, author: Option<&str>) -> String {
    match visibility {
        Visibility::Revealed => String::from(text),
        Visibility::Hidden => hidden_note(author),
    }
}

/// What a note shows whose words are on somebody's private store.
pub fn hidden_note(author: Option<&str>) -> String {
    match author {
        Some(author) => fill("A hidden note by {}", &[author]),
        None => String::from("A hidden note"),
    }
}

/// A board's title, or [`UNTITLED`].
pub fn title(title: &str) -> &str {
    if title.trim().is_empty() { UNTITLED } else { title }
}

/// Shown for a board without a title.
pub const UNTITLED: &str = "Untitled board";

/// The title of a copy, cut to the limit of a title.
pub fn copy_of(of: &str) -> String {
    fill("Copy of {}", &[title(of)]).chars().take(120).collect()
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

/// A number with commas between groups of three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_right() {
        assert_eq!(dots(1), "1 dot");
        assert_eq!(dots(0), "0 dots");
        assert_eq!(dots_left(3, VoteRules::default()), "3 of 5 dots left");
        assert_eq!(dots_left(1, VoteRules::new(1, 1)), "1 of 1 dot left");
        assert_eq!((voted(1, 1).as_str(), voted(0, 0).as_str()), ("1 of 1 have voted", ""));
        assert_eq!(announcement(&Announcement::Added(1, Layer::Goals)), "1 note added to Goals.");
        assert_eq!(saved_ago(1, 60_001), "1 minute ago");
        assert_eq!(saved_ago(1, 7_200_001), "2 hours ago");
    }

    #[test]
    fn link_length_is_grouped_and_rated() {
        assert_eq!(link_length(1_310), "1,310 characters. It fits everywhere.");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
