//! What the dots of a round say by themselves, layer by layer and note by note.
//!
//! Rules:
//! - **R1** The dots of a layer are the dots on the layer itself and on its notes.
//! - **R2** Layers and notes are ranked by dots, most first; equals stay in the order of the stack.
//! - **R3** Where the room holds a layer is the median of now, if at least three people have answered (R6, R9). By dots, where they have
//!   not, it is the intended level, drawn towards the tightest by the layer's share of all dots: no dot
//!   leaves it where it is meant to be, all dots draw it to level 1. A dot for "too loose" takes one for "too tight" away; where there
//!   are more of them, the layer is drawn towards the lightest, up to level 7. Without any dots nothing is known by them. A layer that is
//!   meant at level 1 cannot be held tighter than meant, nor one at level 7 looser.
//! - **R4** Control is held tightest where the dots for "too tight" are most; several layers with as many dots share the place. A layer
//!   with as many or more for "too loose" is left out, if there is another. One that is rightly held tightly is left out, as it is of
//!   all findings (R11).
//! - **R24** Where nobody has placed a dot, but layers have answers (R9), it is held tightest against what is meant where the gap (R7) is
//!   widest; from a whole level on (R12), and but for what is rightly held tightly. Several with the widest gap share the place.

use std::cmp::Ordering;

use super::questions::{LEVEL, gap_halves, median_of_now};
use super::rounds::{Rounds, ranked, shown_tally};
use crate::core::board::Board;
use crate::core::board::layer::{Half, Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::voting::{Tally, Target};
use crate::core::document::id::NoteId;

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
    /// Where the room holds it (R3), in hundredths of a level, 100 to 700, if that is known.
    pub held: Option<u32>,
    /// How it is held against its intention, if somebody has said something of it.
    pub against: Option<Against>,
    /// Whether the group has said that it is rightly held tightly (R11).
    pub rightly: bool,
}

impl LayerReading {
    /// By answers, how many halves of a level it is held tighter than meant (R7), unless it is rightly held tightly (R11).
    pub fn gap(&self) -> Option<i32> {
        match self.against {
            Some(Against::Gap(gap)) if !self.rightly => Some(gap),
            _ => None,
        }
    }
}

/// How a layer is held against its intention: by what people have answered; by dots, where they have not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// So many halves of a level tighter than meant, by answers (R7); below zero looser.
    Gap(i32),
    /// Tighter than meant, by dots.
    Tighter,
    /// Looser than meant, by dots.
    Looser,
    /// As many dots say the one as the other.
    BothWays,
    /// Most dots are for "too tight", and it is meant to be as tight as can be; or the same for "too loose".
    AsFarAsCanBe,
}

impl Against {
    /// By dots; nothing where there are none.
    fn by_dots(intended: Level, tight: u32, loose: u32) -> Option<Against> {
        Some(match tight.cmp(&loose) {
            Ordering::Equal if tight == 0 => return None,
            Ordering::Equal => Against::BothWays,
            Ordering::Greater if intended == Level::TIGHTEST => Against::AsFarAsCanBe,
            Ordering::Greater => Against::Tighter,
            Ordering::Less if intended == Level::LIGHTEST => Against::AsFarAsCanBe,
            Ordering::Less => Against::Looser,
        })
    }

    /// Whether that is tighter than meant.
    pub fn is_tighter(self) -> bool {
        match self {
            Against::Gap(halves) => halves > 0,
            Against::Tighter => true,
            Against::Looser | Against::BothWays | Against::AsFarAsCanBe => false,
        }
    }
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
    /// Nobody has put a dot, nor said how a layer is held.
    NoDots,
    /// On these layers, without dots: by answers they are held so many halves of a level tighter than meant (R24).
    ByAnswers(Vec<Layer>, i32),
    /// On none: there are no dots, and by answers no layer is a level tighter than meant (R24).
    AsMeant,
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

impl Reading {
    /// Reads the round that is the result of a board (R22).
    pub fn of(board: &Board) -> Reading {
        Reading::of_rounds(board, Rounds::of_result(board))
    }

    /// Reads a round as it may be shown layer by layer: nothing below three ballots (R9).
    pub fn shown(board: &Board, rounds: Rounds) -> Option<Reading> {
        shown_tally(board, rounds).map(|tally| Reading::of_tally(board, rounds, &tally))
    }

    /// Reads one round.
    pub fn of_round(board: &Board, round: u16) -> Reading {
        Reading::of_rounds(board, Rounds::one(round))
    }

    fn of_rounds(board: &Board, rounds: Rounds) -> Reading {
        Reading::of_tally(board, rounds, &board.tally(rounds.dots))
    }

    fn of_tally(board: &Board, rounds: Rounds, tally: &Tally) -> Reading {
        let layers: Vec<_> = Layer::ALL.into_iter().map(|layer| read_layer(board, rounds.answers, tally, layer)).collect();
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

    /// Whether it says where control is held: by dots, or by answers without them (R24).
    pub fn says_where(&self) -> bool {
        self.loose > 0 || self.tightest != Tightest::NoDots
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
    let is_tight = |reading: &&LayerReading| !reading.rightly && reading.dots > reading.loose;
    // Where no layer has more of the one than of the other, those with most are said all the same.
    let mixed = !layers.iter().any(|reading| is_tight(&reading));
    let counting = || layers.iter().filter(|reading| is_tight(reading) || (mixed && !reading.rightly));
    let most = counting().map(|reading| reading.dots).max().unwrap_or(0);
    if most == 0 {
        let rightly: Vec<_> = layers.iter().filter(|reading| reading.dots > 0).map(|reading| reading.layer).collect();
        return if rightly.is_empty() { by_answers(layers) } else { Tightest::Rightly(rightly) };
    }
    let at_most: Vec<_> = counting().filter(|reading| reading.dots == most).map(|reading| reading.layer).collect();
    if let [layer] = at_most[..] { Tightest::One(layer) } else { Tightest::Several(at_most) }
}

/// Where nobody has put a dot for "too tight" (R24).
fn by_answers(layers: &[LayerReading]) -> Tightest {
    let has_answers = layers.iter().any(|reading| matches!(reading.against, Some(Against::Gap(_))));
    if layers.iter().any(|reading| reading.loose > 0) || !has_answers {
        return Tightest::NoDots;
    }
    match layers.iter().filter_map(LayerReading::gap).max() {
        Some(widest) if widest >= LEVEL => {
            let at = layers.iter().filter(|reading| reading.gap() == Some(widest));
            Tightest::ByAnswers(at.map(|reading| reading.layer).collect(), widest)
        }
        _ => Tightest::AsMeant,
    }
}

fn read_layer(board: &Board, answers: u16, tally: &Tally, layer: Layer) -> LayerReading {
    let targets = || board.notes_of(layer).map(Target::Note).chain([Target::Layer(layer)]);
    let dots: u32 = targets().map(|target| tally.on(target)).sum();
    let loose: u32 = targets().map(|target| tally.loose_on(target)).sum();
    let intended = board.intended(layer);
    let now = median_of_now(board, answers, layer);
    LayerReading {
        layer,
        notes: board.notes_of(layer).len(),
        dots,
        intended,
        loose,
        held: now.map(Median::hundredths).or_else(|| held(intended, (dots, loose), tally.total() + tally.loose_total())),
        against: now.map(|now| Against::Gap(gap_halves(intended, now))).or(Against::by_dots(intended, dots, loose)),
        rightly: board.because(layer).is_some(),
    }
}

/// Where the dots draw a layer with so many for "too tight" and "too loose", in hundredths of a level (R3); nothing where there are none.
pub(super) fn held(intended: Level, (tight, loose): (u32, u32), total: u32) -> Option<u32> {
    let number = u32::from(intended.number());
    let drawn = |levels: u32, dots: u32| levels * 100 * dots.min(total) / total;
    (total > 0).then(|| match tight.checked_sub(loose) {
        Some(more) => number * 100 - drawn(number - u32::from(Level::TIGHTEST.number()), more),
        None => number * 100 + drawn(u32::from(Level::LIGHTEST.number()) - number, loose - tight),
    })
}

fn read_notes(board: &Board, tally: &Tally) -> Vec<NoteReading> {
    let notes = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer));
    let with_dots = notes.map(|note| (note, tally.on(Target::Note(note)))).filter(|(_, dots)| *dots > 0);
    let readings = with_dots
        .filter_map(|(note, dots)| board.note(note).map(|content| NoteReading { note, layer: content.layer, text: content.text, dots }));
    ranked(readings, |reading| reading.dots)
}
