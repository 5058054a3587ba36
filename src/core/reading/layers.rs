//! The reading of a round's dots, layer by layer and note by note.
//!
//! Rules:
//! - **R1** The dots of a layer are the dots on the layer itself and on its notes.
//! - **R2** Layers and notes are ranked by dots, most first; equals stay in the order of the stack.
//! - **R3** The level at which the room holds a layer is the median of now, if at least three people have answered (R6, R9). Otherwise the
//!   dots decide: the level starts at the intended one and moves towards the tightest by the layer's share of all dots. No dot leaves it
//!   as intended, all dots move it to level 1. Each dot for "too loose" cancels one for "too tight"; if there are more of them, the level
//!   moves towards the lightest, up to level 7. Without any dots the level is unknown. A layer intended at level 1 cannot be held tighter
//!   than intended, nor one at level 7 looser.
//! - **R4** Control is held tightest on the layer with most dots for "too tight"; layers with equally many share the place. A layer with as
//!   many or more for "too loose" is left out, if there is another. A layer that is rightly held tightly is left out, as it is of all
//!   findings (R11).
//! - **R24** If nobody has placed a dot but layers have answers (R9), control is held tightest, compared with the intention, on the layer
//!   with the widest gap (R7) of at least a whole level (R12), leaving out layers that are rightly held tightly. Layers with the widest gap
//!   share the place.
//! - **R26** Beside the layer named by R4, those with most dots per note are named if they have more than every layer of R4. A layer needs
//!   notes and three dots for "too tight", must not have as many for "too loose", and must not be rightly held tightly. Nothing is
//!   compared with a layer without notes.

use std::cmp::Ordering;

use super::questions::{LEVEL, gap_halves, has_answered, median_of_now};
use super::rounds::{Rounds, ranked, shown_tally};
use crate::core::board::Board;
use crate::core::board::layer::{Half, Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::voting::{Tally, Target};
use crate::core::document::id::NoteId;

/// The fewest dots that are set against notes (R26).
const FEWEST_PER_NOTE: u32 = 3;

/// The reading of one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayerReading {
    /// The layer.
    pub layer: Layer,
    /// The number of its notes.
    pub notes: u32,
    /// Its dots for "too tight" (R1).
    pub dots: u32,
    /// Its dots for "too loose" (R1).
    pub loose: u32,
    /// The intended level.
    pub intended: Level,
    /// The level at which the room holds it (R3), in hundredths, 100 to 700; `None` if unknown.
    pub held: Option<u32>,
    /// How it is held compared with the intention; `None` without votes.
    pub against: Option<Against>,
    /// Whether the group has said that it is rightly held tightly (R11).
    pub rightly: bool,
    /// Whether nobody has placed a dot on it, answered a question about it, or given a reason. That is not the same as held as intended.
    pub silent: bool,
}

impl LayerReading {
    /// By answers, how many half levels tighter than intended it is held (R7), unless it is rightly held tightly (R11).
    pub fn gap(&self) -> Option<i32> {
        match self.against {
            Some(Against::Gap(gap)) if !self.rightly => Some(gap),
            _ => None,
        }
    }
}

/// How a layer is held compared with its intention: by answers, or by dots if there are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// By answers: this many half levels tighter than intended (R7); negative if looser.
    Gap(i32),
    /// By dots: tighter than intended.
    Tighter,
    /// By dots: looser than intended.
    Looser,
    /// By dots: as many for the one as for the other.
    BothWays,
    /// By dots: "too tight" although intended at the tightest level, or "too loose" although intended at the lightest.
    AsFarAsCanBe,
}

impl Against {
    /// By dots; `None` without dots.
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

    /// Whether this means tighter than intended.
    pub fn is_tighter(self) -> bool {
        match self {
            Against::Gap(halves) => halves > 0,
            Against::Tighter => true,
            Against::Looser | Against::BothWays | Against::AsFarAsCanBe => false,
        }
    }
}

/// The reading of one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteReading {
    /// The note.
    pub note: NoteId,
    /// Its layer.
    pub layer: Layer,
    /// Its text.
    pub text: String,
    /// Its dots for "too tight", at least one.
    pub dots: u32,
}

/// Where control is held tightest (R4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tightest {
    /// Unknown: there are no dots for "too tight", and either dots for "too loose" or no answers about now.
    NoDots,
    /// Without dots, by answers: on these layers, held this many half levels tighter than intended (R24).
    ByAnswers(Vec<Layer>, i32),
    /// Without dots, by answers: nowhere a whole level tighter than intended (R24).
    AsMeant,
    /// On one layer.
    One(Layer),
    /// On several layers equally.
    Several(Vec<Layer>),
    /// Nowhere: all dots are on these layers, which are rightly held tightly.
    Rightly(Vec<Layer>),
}

/// The reading of a round's dots.
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
    /// The dots for "too tight" on the execution, the lower half of the stack.
    pub execution: u32,
    /// The number of people who have placed a dot.
    pub voters: usize,
    /// Where control is held tightest.
    pub tightest: Tightest,
    /// How many people have dots that do not count, and how many dots these are (V3).
    pub uncounted: (usize, u32),
}

impl Reading {
    /// Reads the round that is the result of a board (R22).
    pub fn of(board: &Board) -> Reading {
        Reading::of_rounds(board, Rounds::of_result(board))
    }

    /// Reads a round for display; `None` below three ballots (R9).
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
        let notes = board.notes_by_layer();
        let layers: Vec<_> =
            Layer::ALL.into_iter().map(|layer| read_layer(board, rounds.answers, tally, layer, notes[layer as usize])).collect();
        let tightest = tightest(&layers);
        let execution = layers.iter().filter(|reading| reading.layer.half() == Half::Execution).map(|reading| reading.dots).sum();
        // Of dots that are not broken down, nothing is told (R9).
        let uncounted = if tally.voters.is_empty() { Vec::new() } else { board.uncounted(rounds.dots) };
        Reading {
            uncounted: (uncounted.len(), uncounted.iter().map(|(_, dots)| dots).sum()),
            notes: read_notes(board, tally),
            layers,
            dots: tally.total(),
            loose: tally.loose_total(),
            execution,
            voters: tally.voters.len(),
            tightest,
        }
    }

    /// Whether it says where control is held, by dots or by answers (R24).
    pub fn says_where(&self) -> bool {
        self.loose > 0 || self.tightest != Tightest::NoDots
    }

    /// The layers that dots per note name instead of the tightest (R26), in the order of the stack.
    pub fn denser(&self) -> Vec<&LayerReading> {
        let named: &[Layer] = match &self.tightest {
            Tightest::One(at) => std::slice::from_ref(at),
            Tightest::Several(at) => at,
            Tightest::NoDots | Tightest::ByAnswers(..) | Tightest::AsMeant | Tightest::Rightly(_) => return Vec::new(),
        };
        let named = || self.layers.iter().filter(|reading| named.contains(&reading.layer));
        let counts = |one: &&LayerReading| one.notes > 0 && !one.rightly && one.dots > one.loose && one.dots >= FEWEST_PER_NOTE;
        // Dots per note are compared without dividing.
        let per_note = |one: &LayerReading, other: &LayerReading| {
            (u64::from(one.dots) * u64::from(other.notes)).cmp(&(u64::from(other.dots) * u64::from(one.notes)))
        };
        let Some(most) = self.layers.iter().filter(counts).max_by(|one, other| per_note(one, other)) else { return Vec::new() };
        if named().any(|one| one.notes == 0 || per_note(most, one) != Ordering::Greater) {
            return Vec::new();
        }
        self.layers.iter().filter(counts).filter(|one| per_note(one, most) == Ordering::Equal).collect()
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
    // If no layer has more dots for "too tight" than for "too loose", those with most are named nevertheless.
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

/// Where control is held tightest if nobody has placed a dot for "too tight" (R24).
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

fn read_layer(board: &Board, answers: u16, tally: &Tally, layer: Layer, notes: u32) -> LayerReading {
    let targets = || board.notes_of(layer).map(Target::Note).chain([Target::Layer(layer)]);
    let dots: u32 = targets().map(|target| tally.on(target)).sum();
    let loose: u32 = targets().map(|target| tally.loose_on(target)).sum();
    let intended = board.intended(layer);
    let now = median_of_now(board, answers, layer);
    LayerReading {
        layer,
        notes,
        dots,
        intended,
        loose,
        held: now.map(Median::hundredths).or_else(|| held(intended, (dots, loose), tally.total() + tally.loose_total())),
        against: now.map(|now| Against::Gap(gap_halves(intended, now))).or(Against::by_dots(intended, dots, loose)),
        rightly: board.because(layer).is_some(),
        silent: dots + loose == 0 && !board.people().any(|(voter, _)| has_answered(board, answers, voter, layer)),
    }
}

/// The level of a layer according to its dots for "too tight" and "too loose", in hundredths (R3); `None` without any dots.
pub(super) fn held(intended: Level, (tight, loose): (u32, u32), total: u32) -> Option<u32> {
    let number = u32::from(intended.number());
    let shift = |levels: u32, dots: u32| levels * 100 * dots.min(total) / total;
    (total > 0).then(|| match tight.checked_sub(loose) {
        Some(more) => number * 100 - shift(number - u32::from(Level::TIGHTEST.number()), more),
        None => number * 100 + shift(u32::from(Level::LIGHTEST.number()) - number, loose - tight),
    })
}

fn read_notes(board: &Board, tally: &Tally) -> Vec<NoteReading> {
    let notes = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer));
    let with_dots = notes.map(|note| (note, tally.on(Target::Note(note)))).filter(|(_, dots)| *dots > 0);
    let readings = with_dots
        .filter_map(|(note, dots)| board.note(note).map(|content| NoteReading { note, layer: content.layer, text: content.text, dots }));
    ranked(readings, |reading| reading.dots)
}
