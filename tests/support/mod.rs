//! What the native tests share: replicas driven by short scripts, and a page in a browser in memory.
//!
//! Nothing here asserts what a board should be; the tests do.
#![allow(dead_code)] // no test program uses all of it

pub(crate) mod contributions;
pub(crate) mod page;
pub(crate) mod private;
pub(crate) mod room;
pub(crate) mod routes;
pub(crate) mod staleness;
pub(crate) mod storage;
pub(crate) mod tabs;

use std::fmt::Write;

use alignment_board::core::board::agreement::Words;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::voting::{Poles, Secrecy, Target};
use alignment_board::core::board::{Board, FIRST_ROUND, Note, Role, Visibility};
use alignment_board::core::document::id::DeviceId;
use alignment_board::strings;
use litemap::LiteMap;

/// One letter for each layer, top to bottom; A stands for vAlues.
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

/// A board's notes in short: `"V a b; G c"`; a hidden note is `·`.
pub(crate) fn notes(board: &Board) -> String {
    let layers = Layer::ALL.into_iter().filter(|layer| board.notes_of(*layer).len() > 0);
    let lists = layers.map(|layer| {
        let words = |note: Note| if note.visibility == Visibility::Hidden { String::from("·") } else { note.text };
        let texts = board.notes_of(layer).map(|note| board.note(note).map_or(String::from("?"), words));
        texts.fold(String::from(letter(layer)), |list, text| list + " " + &text)
    });
    lists.collect::<Vec<_>>().join("; ")
}

/// A board's votes in short, most dots first: `"a3 b1 V1"`, too loose `a-3`, then `!Ana` for each ballot over its budget.
pub(crate) fn votes(board: &Board) -> String {
    votes_of(board, board.round())
}

/// One round's votes, in short.
pub(crate) fn votes_of(board: &Board, round: u16) -> String {
    let tally = board.tally(round);
    let sorted = |dots: &LiteMap<Target, u32>, sign: &str| {
        let mut dots: Vec<_> = dots.iter().map(|(target, dots)| (std::cmp::Reverse(*dots), name(board, *target))).collect();
        dots.sort();
        dots.into_iter().map(|(dots, name)| format!("{name}{sign}{}", dots.0)).collect::<Vec<_>>()
    };
    let cut = board
        .uncounted(round)
        .into_iter()
        .map(|(voter, _)| format!("!{}", board.person(voter).map_or(String::from("?"), |voter| voter.name)));
    sorted(&tally.dots, "").into_iter().chain(sorted(&tally.loose, "-")).chain(cut).collect::<Vec<_>>().join(" ")
}

/// A board's groups in short: `"a(b c)"`.
pub(crate) fn groups(board: &Board) -> String {
    let text = |note| name(board, Target::Note(note));
    let leads = Layer::ALL.into_iter().flat_map(|layer| board.leads_of(layer).collect::<Vec<_>>());
    let groups = leads.map(|lead| (lead, board.members(lead))).filter(|(_, members)| !members.is_empty());
    let groups = groups.map(|(lead, members)| format!("{}({})", text(lead), members.into_iter().map(text).collect::<Vec<_>>().join(" ")));
    groups.collect::<Vec<_>>().join(" ")
}

fn name(board: &Board, target: Target) -> String {
    match target {
        Target::Layer(layer) => String::from(letter(layer)),
        Target::Note(note) => board.note(note).map_or(String::from("?"), |note| note.text),
    }
}

/// Everything that a person can see of a board, as text.
pub(crate) fn snapshot(board: &Board) -> String {
    let mut text = format!("title {:?}\nstage {:?}\nrules {:?}\n", board.title(), board.stage(), board.rules());
    for (id, person) in board.people() {
        let ballot = board.marks(FIRST_ROUND, id);
        let dots: Vec<_> = ballot.tight.dots().map(|(target, dots)| format!("{dots} on {:?}", name(board, target))).collect();
        let is_cut = board.uncounted(FIRST_ROUND).iter().any(|(voter, _)| *voter == id);
        writeln!(text, "person {:?} {:?} dots [{}]{}", person.name, person.colour, dots.join(", "), if is_cut { " cut" } else { "" })
            .expect("memory");
    }
    let leaders: Vec<_> = board.people().filter(|(_, person)| person.role == Role::Leader).map(|(_, person)| person.name).collect();
    if !leaders.is_empty() {
        writeln!(text, "leaders {leaders:?}").expect("memory");
    }
    for layer in Layer::ALL {
        writeln!(text, "layer {layer:?} {} {:?}", board.intended(layer).number(), board.statement(layer)).expect("memory");
        if let Some(because) = board.because(layer) {
            writeln!(text, "  because {because:?}").expect("memory");
        }
        for note in board.notes_of(layer).filter_map(|note| board.note(note)) {
            let Note { text: words, visibility: _, layer: _, order: _, colour, author } = note;
            let author = author.and_then(|author| board.person(author)).map(|author| author.name);
            writeln!(text, "  {words:?} {colour:?} by {author:?}").expect("memory");
        }
    }
    let switches = (board.round(), board.poles(), board.ballot_secrecy(), board.note_secrecy());
    if switches != (0, Poles::TightOnly, Secrecy::Open, Secrecy::Open) || !groups(board).is_empty() {
        writeln!(text, "{switches:?} {} before {}", groups(board), votes_of(board, FIRST_ROUND)).expect("memory");
    }
    for (id, person) in board.people() {
        let said = Layer::ALL.map(|layer| (board.rating(board.round(), id, layer), board.reasons(board.round(), id, layer)));
        if said.iter().any(|said| *said != Default::default()) {
            writeln!(text, "{:?} says {said:?}", person.name).expect("memory");
        }
    }
    for (_, agreement) in board.agreements() {
        let (style, state) = (agreement.style, &agreement.state);
        let words = Words::ALL.map(|words| agreement.words(words));
        let parties = [&agreement.giver, &agreement.receiver].map(|of| strings::agreement::party(of.as_ref(), board));
        let levels = [agreement.from, agreement.to].map(|level| level.map(|level| level.number()));
        let source = agreement.source.map(|source| source.thing().id.time);
        let day = agreement.check_in.map(|day| day.to_iso());
        let able = (agreement.capability, agreement.confidence);
        writeln!(text, "agreement {:?} {source:?} {words:?} {parties:?} {levels:?} {style:?} {able:?} {day:?} {state:?}", agreement.layer)
            .expect("memory");
    }
    for (_, workshop) in board.earlier_workshops() {
        writeln!(text, "after {workshop:?}").expect("memory");
    }
    text + "votes " + &votes(board) + "\n"
}
