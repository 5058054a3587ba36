//! Sentences about notes: colours, moves, pasted lines, hidden text.

use crate::core::board::layer::Layer;
use crate::core::board::{Colour, Visibility};
use crate::core::document::text::NOTE_LIMIT;
use crate::strings::layers::layer;
use crate::strings::phrase::{counted, fill, grouped};

/// "3 notes".
pub fn notes(number: usize) -> String {
    counted(number, "note", "notes")
}

/// The name of a colour.
pub fn colour(colour: Colour) -> &'static str {
    ["Butter", "Sky", "Mint", "Rose", "Lilac", "Sand"][colour as usize]
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

/// What was pasted into the field for a new note, and where it would go.
pub fn paste_offer(notes: usize, headings: usize, to: Layer) -> String {
    let headings = match headings {
        0 => String::new(),
        headings => fill(" {} left out.", &[&counted(headings, "heading is", "headings are")]),
    };
    fill("You pasted {} for {}.{}", &[&counted(notes, "note", "notes"), layer(to), &headings])
}

/// How many notes are not in the preview.
pub fn paste_more(more: usize) -> Option<String> {
    (more > 0).then(|| fill("… and {} more.", &[&more.to_string()]))
}

/// Which of the pasted notes is too long.
pub fn paste_too_long(number: usize, characters: usize) -> String {
    fill("Note {} has {} characters; {} fit. Shorten it first.", &[&number.to_string(), &grouped(characters), &grouped(NOTE_LIMIT)])
}

/// The button that makes one note of each pasted line.
pub fn paste_notes(lines: usize) -> String {
    fill("Make {}", &[&notes(lines)])
}

/// The text of a note, or that it is hidden.
pub fn note_words(text: &str) -> String {
    if text.is_empty() { hidden_note(None) } else { String::from(text) }
}

/// What a note shows: its text, or that it is hidden.
pub fn note_shown(text: &str, visibility: Visibility, author: Option<&str>) -> String {
    match visibility {
        Visibility::Revealed => String::from(text),
        Visibility::Hidden => hidden_note(author),
    }
}

/// Shown instead of a text that is in somebody's private store.
pub fn hidden_note(author: Option<&str>) -> String {
    match author {
        Some(author) => fill("A hidden note by {}", &[author]),
        None => String::from("A hidden note"),
    }
}
