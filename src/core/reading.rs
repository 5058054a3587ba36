//! The reading of a vote: where the dots are against where control is meant to be. It counts and compares; it does not judge.
//!
//! Here is what the dots say by themselves; [`stack`] adds what people have answered, [`patterns`] what it looks like,
//! [`discussion`] what to talk about first, and [`rounds`] which round is the result.
//!
//! Rules:
//! - **R1** The dots of a layer are the dots on the layer itself and on its notes.
//! - **R2** Layers and notes are ranked by dots, most first; equals stay in the order of the stack.
//! - **R3** Where the room holds a layer is its intended level, drawn towards the tightest by the layer's share of all dots: no dot
//!   leaves it where it is meant to be, all dots draw it to level 1. A dot for "too loose" takes one for "too tight" away; where there
//!   are more of them, the layer is drawn towards the lightest, up to level 7.
//! - **R4** Control is held tightest where the dots are most; several layers with as many dots share the place. A layer that is rightly
//!   held tightly is left out, as it is of all findings (R11).

pub mod answers;
pub mod discussion;
pub mod handover;
pub mod patterns;
pub mod rounds;
pub mod stack;
pub mod trend;

use super::board::Board;
use super::id::NoteId;
use super::layer::{Half, Layer, Level};
use super::voting::{Tally, Target};
use rounds::round_to_keep;
use stack::FEWEST;

/// What the vote says about one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerReading {
    /// The layer.
    pub layer: Layer,
    /// Its notes.
    pub notes: usize,
    /// Its dots for "too tight" (R1).
    pub dots: u32,
    /// Its dots for "too loose" (R1).
    pub loose: u32,
    /// Where control is meant to be.
    pub intended: Level,
    /// Where the room holds it (R3), in hundredths of a level, 100 to 700.
    pub held: u32,
    /// Whether the group has said that it is rightly held tightly (R11).
    pub rightly: bool,
}

/// What the vote says about one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteReading {
    /// The note.
    pub note: NoteId,
    /// Its layer.
    pub layer: Layer,
    /// What it says.
    pub text: String,
    /// Its dots, at least one.
    pub dots: u32,
}

/// Where control is held tightest (R4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tightest {
    /// Nobody has put a dot.
    NoDots,
    /// On one layer.
    One(Layer),
    /// On several layers alike.
    Several(Vec<Layer>),
    /// On none: all dots lie on these layers, which are rightly held tightly.
    Rightly(Vec<Layer>),
}

/// What a vote says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The six layers, in the order of the stack.
    pub layers: Vec<LayerReading>,
    /// The notes with dots, ranked.
    pub notes: Vec<NoteReading>,
    /// All dots for "too tight".
    pub dots: u32,
    /// All dots for "too loose".
    pub loose: u32,
    /// Of those for "too tight" the dots on the lower half of the stack, which is meant to be let go.
    pub execution: u32,
    /// How many people have put a dot.
    pub voters: usize,
    /// Where control is held tightest.
    pub tightest: Tightest,
}

/// The dots of a round as they may be shown place by place: nothing below three ballots (R9).
pub fn shown_tally(board: &Board, round: u16) -> Option<Tally> {
    (board.ballots_in(round) >= FEWEST).then(|| board.tally(round))
}

impl Reading {
    /// Reads the round that is the result of a board (R22).
    pub fn of(board: &Board) -> Reading {
        Reading::of_round(board, round_to_keep(board))
    }

    /// Reads a round as it may be shown layer by layer: nothing below three ballots (R9).
    pub fn shown(board: &Board, round: u16) -> Option<Reading> {
        shown_tally(board, round).map(|tally| Reading::of_tally(board, &tally))
    }

    /// Reads one round.
    pub fn of_round(board: &Board, round: u16) -> Reading {
        Reading::of_tally(board, &board.tally(round))
    }

    fn of_tally(board: &Board, tally: &Tally) -> Reading {
        let total = tally.total() + tally.loose_total();
        let layers: Vec<_> = Layer::ALL.into_iter().map(|layer| read_layer(board, tally, layer, total)).collect();
        let tightest = tightest(&layers);
        let execution = layers.iter().filter(|reading| reading.layer.half() == Half::Execution).map(|reading| reading.dots).sum();
        Reading {
            notes: read_notes(board, tally),
            layers,
            dots: tally.total(),
            loose: tally.loose_total(),
            execution,
            voters: tally.voters.len(),
            tightest,
        }
    }

    /// The layers with dots that are rightly held tightly (R11), in the order of the stack.
    pub fn rightly(&self) -> impl Iterator<Item = &LayerReading> {
        self.layers.iter().filter(|reading| reading.rightly && reading.dots > 0)
    }

    /// The layers with dots, ranked (R2).
    pub fn ranked(&self) -> Vec<LayerReading> {
        ranked(self.layers.iter().copied().filter(|reading| reading.dots > 0), |reading| reading.dots)
    }
}

/// Where control is held tightest (R4).
fn tightest(layers: &[LayerReading]) -> Tightest {
    let counting = || layers.iter().filter(|reading| !reading.rightly);
    let most = counting().map(|reading| reading.dots).max().unwrap_or(0);
    if most == 0 {
        let rightly: Vec<_> = layers.iter().filter(|reading| reading.dots > 0).map(|reading| reading.layer).collect();
        return if rightly.is_empty() { Tightest::NoDots } else { Tightest::Rightly(rightly) };
    }
    let at_most: Vec<_> = counting().filter(|reading| reading.dots == most).map(|reading| reading.layer).collect();
    if let [layer] = at_most[..] { Tightest::One(layer) } else { Tightest::Several(at_most) }
}

fn read_layer(board: &Board, tally: &Tally, layer: Layer, total: u32) -> LayerReading {
    let targets = || board.notes_of(layer).map(Target::Note).chain([Target::Layer(layer)]);
    let dots: u32 = targets().map(|target| tally.on(target)).sum();
    let loose: u32 = targets().map(|target| tally.loose_on(target)).sum();
    let intended = board.intended(layer);
    LayerReading {
        layer,
        notes: board.notes_of(layer).len(),
        dots,
        intended,
        loose,
        held: held(intended, (dots, loose), total),
        rightly: board.because(layer).is_some(),
    }
}

/// Where the room holds a layer with so many dots for "too tight" and "too loose", in hundredths of a level (R3).
fn held(intended: Level, (tight, loose): (u32, u32), total: u32) -> u32 {
    let number = u32::from(intended.number());
    let drawn = |levels: u32, dots: u32| (levels * 100 * dots.min(total)).checked_div(total).unwrap_or(0);
    match tight.checked_sub(loose) {
        Some(more) => number * 100 - drawn(number - u32::from(Level::TIGHTEST.number()), more),
        None => number * 100 + drawn(u32::from(Level::LIGHTEST.number()) - number, loose - tight),
    }
}

fn read_notes(board: &Board, tally: &Tally) -> Vec<NoteReading> {
    let notes = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer));
    let with_dots = notes.map(|note| (note, tally.on(Target::Note(note)))).filter(|(_, dots)| *dots > 0);
    let readings = with_dots
        .filter_map(|(note, dots)| board.note(note).map(|content| NoteReading { note, layer: content.layer, text: content.text, dots }));
    ranked(readings, |reading| reading.dots)
}

/// Most dots first, equals as they came (R2).
fn ranked<T>(all: impl Iterator<Item = T>, dots: fn(&T) -> u32) -> Vec<T> {
    let mut ranked: Vec<T> = Vec::new();
    for one in all {
        let place = ranked.partition_point(|other| dots(other) >= dots(&one));
        ranked.insert(place, one);
    }
    ranked
}
