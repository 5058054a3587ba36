//! What is not in a link, a file or a copy, and why. Every way out takes its words from here, so that none claims more than is true.

use crate::core::replica::withheld::Withheld;
use crate::strings::closing::{FILE, LINK, MARKDOWN, Take};
use crate::strings::phrase::{counted, fill, listed};

/// The button that saves a rescue file.
pub const SAVE_RESCUE: &str = "Save rescue file";

/// What a rescue file is, beside that button.
pub const RESCUE_SAYS: &str = "A rescue file holds what is hidden, too. Keep it to yourself: whoever has it can read it. Opened here, it stays hidden until you reveal it.";

/// "the words of 3 notes and the votes of 2 people"; empty if nothing is hidden here.
fn hidden(withheld: Withheld) -> String {
    let Withheld { notes, voters, .. } = withheld;
    let words = (notes > 0).then(|| fill("the words of {}", &[&counted(notes, "note", "notes")]));
    let votes = (voters > 0).then(|| fill("the votes of {}", &[&counted(voters, "person", "people")]));
    listed(&words.into_iter().chain(votes).collect::<Vec<_>>())
}

/// What is not in it, and why: "Not in it are the words of 3 notes, because they are not revealed yet." `None` if all is in it.
pub fn not_in_it(withheld: Withheld) -> Option<String> {
    not_in("it", withheld)
}

/// The same beside the words that ask for a file.
pub fn not_in_a_file(withheld: Withheld) -> Option<String> {
    not_in("a file", withheld)
}

/// The same above what can be taken along.
pub fn not_in_these(withheld: Withheld) -> Option<String> {
    not_in("any of these", withheld)
}

fn not_in(place: &str, withheld: Withheld) -> Option<String> {
    let notes = || counted(withheld.notes_elsewhere, "note", "notes");
    match (withheld.is_here(), withheld.notes_elsewhere > 0) {
        (false, false) => None,
        (true, false) => Some(fill("Not in {} are {}, because they are not revealed yet.", &[place, &hidden(withheld)])),
        (false, true) => Some(fill("Not in {} are the words of {}, which are on another device.", &[place, &notes()])),
        (true, true) => Some(fill(
            "Not in {} are {}, because they are not revealed yet, nor the words of {}, which are on another device.",
            &[place, &hidden(withheld), &notes()],
        )),
    }
}

/// Beside the button that downloads what is stored: that holds all.
pub fn in_what_is_stored(withheld: Withheld) -> Option<String> {
    withheld.is_here().then(|| fill("What is stored holds {}, too: keep it to yourself.", &[&hidden(withheld)]))
}

/// The explanation in the dialog that shares a link.
pub fn share_note(withheld: Withheld) -> String {
    match not_in_it(withheld) {
        None => String::from("The whole board is in the link itself. No server receives it; anyone who has the link can read it."),
        Some(not) => fill("The board is in the link itself. No server receives it; anyone who has the link can read it. {}", &[&not]),
    }
}

/// The reminder to save a file.
pub fn save_a_file(withheld: Withheld) -> String {
    match not_in_it(withheld) {
        None => String::from("This board is in this browser alone. Save a file, so that nothing can be lost."),
        Some(not) => fill("This board is in this browser alone, so save a file. {}", &[&not]),
    }
}

fn with_what_is_missing(says: &str, withheld: Withheld) -> String {
    not_in_it(withheld).map_or_else(|| String::from(says), |not| fill("{} {}", &[says, &not]))
}

/// After a file was saved that does not hold all.
pub fn file_lacks(withheld: Withheld) -> String {
    with_what_is_missing("The file is saved.", withheld)
}

/// After the board was copied as text.
pub fn board_copied(withheld: Withheld) -> String {
    with_what_is_missing("The board is copied as text.", withheld)
}

/// After a copy was made that does not hold all.
pub fn copy_lacks(withheld: Withheld) -> String {
    with_what_is_missing("The copy is here. What is hidden stays with the original.", withheld)
}

/// After a rescue file was opened.
pub fn rescued(withheld: Withheld) -> String {
    match withheld.is_here() {
        true => fill("The board is back, with {}. They stay hidden until you reveal them.", &[&hidden(withheld)]),
        false => String::from("The board is back. Nothing is hidden on it."),
    }
}

/// What a rescue file would bring to a board that is here; `None` if nothing.
pub fn brings_hidden(withheld: Withheld) -> Option<String> {
    withheld.is_here().then(|| fill("It also brings {}. They stay hidden until you reveal them.", &[&hidden(withheld)]))
}

/// The boards that are not whole in a file of all boards.
pub fn not_whole(withheld: &[(String, Withheld)]) -> String {
    let board = |(title, withheld): &(String, Withheld)| with_what_is_missing(&fill("“{}”:", &[crate::strings::title(title)]), *withheld);
    withheld.iter().map(board).collect::<Vec<_>>().join(" ")
}

/// The link, the file and the text among what can be taken along: these claim to be whole, if they are.
pub fn takes(withheld: Withheld) -> [Take; 3] {
    if withheld.is_nothing() {
        return [LINK, FILE, MARKDOWN];
    }
    [
        (LINK.0, "The board in an address, for everybody who was here."),
        (FILE.0, "The board, to keep and to open again anywhere."),
        (MARKDOWN.0, "The workshop, for a wiki or a document."),
    ]
}
