//! Named patterns: what a stack looks like, each with its evidence. A pattern is a reason to talk, not a judgement; `strings` has one
//! question for each.
//!
//! Rules, after those of [`super::stack`]. A layer that is rightly held tightly is left out of all of them (**R11**); only P1
//! still asks whether its direction is clear.
//! - **R12** Held tighter than intended: the gap is a whole level or more. For a layer without answers: it has a third or more of all dots
//!   for "too tight", at least three, and more of them than for "too loose", and is not intended at level 1.
//! - **R13** Held looser than intended: the gap is minus a whole level or less. For a layer without answers: it has a third or more of all
//!   dots for "too loose", at least three, and more of them than for "too tight", and is not intended at level 7.
//! - **R14** A direction is clear from a median clarity of 3.5, unclear below 3.
//!
//! Patterns:
//! - **P1** Healthy stack: Vision, Mission and Values are clear; no layer is held tighter or looser than intended; all of at least four
//!   layers have a median of now, and four fifths or more of their pairs loosen downwards.
//! - **P2** Grip at the bottom: Tactics and tasks are held tighter than intended, and no layer of the direction is.
//! - **P3** Fog at the top: a layer of the direction is unclear, and a layer of the execution is held tighter than intended.
//! - **P4** Tight everywhere: of at least four layers with answers, all but at most one are held tighter than intended.
//! - **P5** KPI clamp: Goals are unclear, and KPIs are held tighter than intended.
//! - **P6** Upside down: of at least six known pairs, more tighten downwards than loosen.
//! - **P7** Drift: a layer is held looser than intended.
//! - **P8** Split room: the answers about now or needed form two camps (R16).

use super::answers::Camps;
use super::layer_stack::{LayerStack, Pairs};
use super::questions::{LEVEL, Question};
use crate::core::board::layer::{Half, Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::pattern::Pattern;
use crate::core::board::totals::Totals;

/// Why a layer counts as held tighter or looser than intended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// By answers.
    Answers {
        /// The intended level.
        intended: Level,
        /// The median of now.
        now: Median,
    },
    /// By dots, because there are no answers.
    Dots {
        /// The dots of the layer.
        dots: u32,
        /// All dots of the same pole.
        of: u32,
    },
}

/// A layer that is held tighter or looser than intended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The layer.
    pub layer: Layer,
    /// The evidence.
    pub by: Evidence,
}

/// Two camps in the answers to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// The layer.
    pub layer: Layer,
    /// The question.
    pub question: Question,
    /// The camps.
    pub camps: Camps,
}

/// A pattern, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// P1.
    HealthyStack(Pairs),
    /// P2.
    GripAtTheBottom(Held),
    /// P3.
    FogAtTheTop {
        /// The unclear layers, with their median clarity.
        unclear: Vec<(Layer, Median)>,
        /// The layers held tighter than intended.
        held: Vec<Held>,
    },
    /// P4.
    TightEverywhere {
        /// The layers held tighter than intended.
        held: Vec<Held>,
        /// The number of layers with answers.
        of: usize,
    },
    /// P5.
    KpiClamp {
        /// The median clarity of the goals.
        goals: Median,
        /// How the KPIs are held.
        held: Held,
    },
    /// P6.
    UpsideDown(Pairs),
    /// P7.
    Drift(Vec<Held>),
    /// P8.
    SplitRoom(Vec<Split>),
}

impl Finding {
    /// The pattern, without its evidence.
    pub fn pattern(&self) -> Pattern {
        match self {
            Finding::HealthyStack(_) => Pattern::HealthyStack,
            Finding::GripAtTheBottom(_) => Pattern::GripAtTheBottom,
            Finding::FogAtTheTop { .. } => Pattern::FogAtTheTop,
            Finding::TightEverywhere { .. } => Pattern::TightEverywhere,
            Finding::KpiClamp { .. } => Pattern::KpiClamp,
            Finding::UpsideDown(_) => Pattern::UpsideDown,
            Finding::Drift(_) => Pattern::Drift,
            Finding::SplitRoom(_) => Pattern::SplitRoom,
        }
    }
}

/// The least number of dots that count as evidence for a layer without answers.
const FEWEST_DOTS: u32 = 3;
/// The least number of layers that stand for the whole stack.
const FEWEST_LAYERS: usize = 4;
/// The number of pairs of that many layers.
const FEWEST_PAIRS: u32 = 6;
/// Clear from here, in halves (R14).
const CLEAR: u32 = 7;
/// Unclear below this, in halves (R14).
const UNCLEAR: u32 = 6;

fn is_much(dots: u32, of: u32) -> bool {
    dots >= FEWEST_DOTS && 3 * dots >= of
}

/// The evidence for a layer: by answers, or by dots if there are none (R12, R13).
fn held(layer: &LayerStack, by_answers: fn(i32) -> bool, by_dots: bool, dots: u32, of: u32) -> Option<Held> {
    let by = match (layer.gap_halves(), &layer.now) {
        (Some(gap), Some(now)) => by_answers(gap).then(|| Evidence::Answers { intended: layer.intended, now: now.all.median() }),
        _ => by_dots.then_some(Evidence::Dots { dots, of }),
    };
    Some(Held { layer: layer.layer, by: by? })
}

/// The layers that count: all but those that are rightly held tightly (R11).
fn counting(layers: &[LayerStack]) -> Vec<&LayerStack> {
    layers.iter().filter(|layer| layer.because.is_none()).collect()
}

/// The layers held tighter than intended (R12).
pub(super) fn tighter(layers: &[LayerStack], totals: Totals) -> Vec<Held> {
    let tight = |layer: &LayerStack| {
        let much = is_much(layer.tight, totals.tight) && layer.tight > layer.loose && layer.intended != Level::TIGHTEST;
        held(layer, |gap| gap >= LEVEL, much, layer.tight, totals.tight)
    };
    counting(layers).into_iter().filter_map(tight).collect()
}

/// The patterns of a stack, P1 to P8 in order.
pub(super) fn findings(layers: &[LayerStack], totals: Totals) -> Vec<Finding> {
    let counting = counting(layers);
    let loose = |layer: &&LayerStack| {
        let much = is_much(layer.loose, totals.loose) && layer.loose > layer.tight && layer.intended != Level::LIGHTEST;
        held(layer, |gap| gap <= -LEVEL, much, layer.loose, totals.loose)
    };
    let tight = tighter(layers, totals);
    let loose: Vec<Held> = counting.iter().filter_map(loose).collect();
    let held_at = |layer: Layer| tight.iter().copied().find(|held| held.layer == layer);
    let of_half = |half: Half| tight.iter().copied().filter(move |held| held.layer.half() == half);
    let clarity = |layer: &LayerStack| layer.clarity.as_ref().map(|clarity| clarity.all.median());
    let is_unclear = |clarity: &Median| clarity.halves() < UNCLEAR;
    let direction = || layers.iter().filter(|layer| layer.layer.half() == Half::Direction);
    let pairs = Pairs::of(counting.iter().copied());
    let mut findings = Vec::new();

    let clear = direction().all(|layer| clarity(layer).is_some_and(|clarity| clarity.halves() >= CLEAR));
    let known = counting.len() >= FEWEST_LAYERS && counting.iter().all(|layer| layer.now.is_some());
    if clear && known && tight.is_empty() && loose.is_empty() && 5 * pairs.loosening >= 4 * pairs.of {
        findings.push(Finding::HealthyStack(pairs));
    }
    if let Some(held) = held_at(Layer::Tactics).filter(|_| of_half(Half::Direction).next().is_none()) {
        findings.push(Finding::GripAtTheBottom(held));
    }
    let fog = counting.iter().filter(|layer| layer.layer.half() == Half::Direction);
    let unclear: Vec<(Layer, Median)> =
        fog.filter_map(|layer| Some((layer.layer, clarity(layer)?))).filter(|(_, clarity)| is_unclear(clarity)).collect();
    let execution: Vec<Held> = of_half(Half::Execution).collect();
    if !unclear.is_empty() && !execution.is_empty() {
        findings.push(Finding::FogAtTheTop { unclear, held: execution });
    }
    let answered = counting.iter().filter(|layer| layer.now.is_some()).count();
    let by_answers: Vec<Held> = tight.iter().copied().filter(|held| matches!(held.by, Evidence::Answers { .. })).collect();
    if answered >= FEWEST_LAYERS && by_answers.len() + 1 >= answered {
        findings.push(Finding::TightEverywhere { held: by_answers, of: answered });
    }
    let goals = counting.iter().find(|layer| layer.layer == Layer::Goals).and_then(|layer| clarity(layer)).filter(is_unclear);
    if let (Some(goals), Some(held)) = (goals, held_at(Layer::Kpis)) {
        findings.push(Finding::KpiClamp { goals, held });
    }
    if pairs.of >= FEWEST_PAIRS && pairs.tightening > pairs.loosening {
        findings.push(Finding::UpsideDown(pairs));
    }
    if !loose.is_empty() {
        findings.push(Finding::Drift(loose));
    }
    let questions = counting.iter().flat_map(|layer| [Question::Now, Question::Needed].map(|question| (layer, question)));
    let splits = questions
        .filter_map(|(layer, question)| Some(Split { layer: layer.layer, question, camps: layer.answered(question)?.all.camps()? }));
    let splits: Vec<Split> = splits.collect();
    if !splits.is_empty() {
        findings.push(Finding::SplitRoom(splits));
    }
    findings
}
