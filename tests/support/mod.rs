//! What the native tests share: people in a room who act in a short language, and a page in a browser made of memory.
//!
//! Nothing here asserts what a board should be; the tests do.
#![allow(dead_code)] // each test program uses its own part

pub(crate) mod page;
pub(crate) mod room;

use std::fmt::Write;

use alignment_board::core::board::{Board, FIRST_ROUND, Role};
use alignment_board::core::id::DeviceId;
use alignment_board::core::layer::Layer;
use alignment_board::core::voting::Target;

/// One letter for each layer, in the order of the stack; A stands for vAlues.
const LETTERS: [&str; 6] = ["V", "M", "A", "G", "K", "T"];

/// The layer of a letter.
pub(crate) fn layer(letter: &str) -> Option<Layer> {
    LETTERS.iter().position(|other| *other == letter).map(|place| Layer::ALL[place])
}

/// The letter of a layer.
pub(crate) fn letter(layer: Layer) -> &'static str {
    LETTERS[layer as usize]
}

/// A device by its number.
pub(crate) fn device(number: u64) -> DeviceId {
    DeviceId::from_random(number)
}

/// The notes of a board in short: `"V a b; G c"`.
pub(crate) fn notes(board: &Board) -> String {
    let layers = Layer::ALL.into_iter().filter(|layer| board.notes_of(*layer).len() > 0);
    let lists = layers.map(|layer| {
        let texts = board.notes_of(layer).map(|note| board.note(note).map_or(String::from("?"), |note| note.text));
        texts.fold(String::from(letter(layer)), |list, text| list + " " + &text)
    });
    lists.collect::<Vec<_>>().join("; ")
}

/// The votes of a board in short, most dots first: `"a3 b1 V1"`, then `!Ana` for each ballot that was cut.
pub(crate) fn votes(board: &Board) -> String {
    let tally = board.tally(FIRST_ROUND);
    let mut dots: Vec<_> = tally.dots.iter().map(|(target, dots)| (std::cmp::Reverse(*dots), name(board, *target))).collect();
    dots.sort();
    let dots = dots.into_iter().map(|(dots, name)| format!("{name}{}", dots.0));
    let cut = tally.cut.iter().map(|voter| format!("!{}", board.person(*voter).map_or(String::from("?"), |voter| voter.name)));
    dots.chain(cut).collect::<Vec<_>>().join(" ")
}

fn name(board: &Board, target: Target) -> String {
    match target {
        Target::Layer(layer) => String::from(letter(layer)),
        Target::Note(note) => board.note(note).map_or(String::from("?"), |note| note.text),
    }
}

/// All that a person can see of a board, as text.
pub(crate) fn picture(board: &Board) -> String {
    let mut text = format!("title {:?}\nstage {:?}\nrules {:?}\n", board.title(), board.stage(), board.rules());
    for (id, person) in board.people() {
        let ballot = board.ballot(FIRST_ROUND, id);
        let dots: Vec<_> = ballot.ballot.dots().map(|(target, dots)| format!("{dots} on {:?}", name(board, target))).collect();
        writeln!(text, "person {:?} {:?} dots [{}]{}", person.name, person.colour, dots.join(", "), if ballot.cut { " cut" } else { "" })
            .expect("memory");
    }
    let leaders: Vec<_> = board.people().filter(|(_, person)| person.role == Role::Leader).map(|(_, person)| person.name).collect();
    if !leaders.is_empty() {
        writeln!(text, "leaders {leaders:?}").expect("memory");
    }
    for layer in Layer::ALL {
        writeln!(text, "layer {layer:?} {} {:?}", board.intended(layer).number(), board.statement(layer)).expect("memory");
        for note in board.notes_of(layer).filter_map(|note| board.note(note)) {
            let author = note.author.and_then(|author| board.person(author)).map(|author| author.name);
            writeln!(text, "  {:?} {:?} by {author:?}", note.text, note.colour).expect("memory");
        }
    }
    for (_, agreement) in board.agreements() {
        writeln!(text, "{agreement:?}").expect("memory");
    }
    text + "votes " + &votes(board) + "\n"
}
