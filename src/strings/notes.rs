//! Sentences about notes: colours, moves, pasted lines, hidden text.

use crate::core::board::layer::Layer;
use crate::core::board::{Colour, Visibility};
use crate::strings::layers::layer;
use crate::strings::phrase::{counted, fill};

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

/// The offer after pasting several lines.
pub fn paste_offer(lines: usize) -> String {
    fill("You pasted {} lines.", &[&lines.to_string()])
}

/// The button that makes one note of each pasted line.
pub fn paste_notes(lines: usize) -> String {
    fill("Make {} notes", &[&lines.to_string()])
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
