//! The whole reading of a round: dots and answers, layer by layer, against what is meant.
//!
//! Rules, after R1 to R4 of [`super`]:
//! - **R5** A layer's share of the dots for "too tight" is set against its share of the notes. A layer without notes or without dots has
//!   none.
//! - **R6** Median and spread: see [`super::answers`]. What a voter has said last about a layer, reasons as well, stands
//!   until they say something else.
//! - **R7** The gap is the intended level minus the median of now: positive where control is held tighter than meant.
//! - **R8** Of the pairs of layers whose medians of now are known, those loosen downwards whose lower one is lighter. Equals do neither.
//! - **R9** Below three ballots there are totals and nothing else, nor are dots broken down of a round in which fewer than three people
//!   have had a say; a question with fewer than three answers has none, nor are there reasons
//!   to hold on to a layer of which fewer than three people have said anything.
//! - **R10** Leader and team stand beside each other where each side has answered. With one leader that is one person's answer, which
//!   the leader knows.

use super::answers::{Answers, Median};
use super::patterns::{Finding, Held, findings, tighter};
use super::rounds::Rounds;
use super::topics::{Topic, topics};
use super::{held, shown_tally};
use crate::core::board::layer::{Layer, Level};
use crate::core::board::rating::{Clarity, Rating, Reason, Reasons};
use crate::core::board::voting::{Tally, Target};
use crate::core::board::{Board, Role};
use crate::core::document::id::PersonId;

/// The fewest ballots, and the fewest answers to one question, that are broken down (R9).
pub const FEWEST: usize = 3;

/// What a rating asks about a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// How clear is the direction?
    Clarity,
    /// How tightly is it held now?
    Now,
    /// How tightly does it need to be held?
    Needed,
}

impl Question {
    fn answer(self, rating: Rating) -> Option<u8> {
        match self {
            Question::Clarity => rating.clarity.map(Clarity::number),
            Question::Now => rating.now.map(Level::number),
            Question::Needed => rating.needed.map(Level::number),
        }
    }
}

/// The answers to one question about one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// Everybody's.
    pub all: Answers,
    /// The medians of leader and team, where each side has answered (R10).
    pub sides: Option<(Median, Median)>,
}

/// What is known of one layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerStack {
    /// The layer.
    pub layer: Layer,
    /// Where control is meant to be.
    pub intended: Level,
    /// Why it is rightly held tightly, if the group has said so.
    pub because: Option<String>,
    /// Its notes, those in groups where their group stands.
    pub notes: u32,
    /// Its dots for "too tight" (R1).
    pub tight: u32,
    /// Its dots for "too loose" (R1).
    pub loose: u32,
    /// Share of dots ÷ share of notes (R5), as numerator and denominator.
    pub ratio: Option<(u32, u32)>,
    /// Where the dots draw it (R3), in hundredths of a level: where nobody has said how any layer is held, they speak for the room.
    pub by_dots: Option<u32>,
    /// How clear the direction is.
    pub clarity: Option<Answered>,
    /// How tightly it is held now.
    pub now: Option<Answered>,
    /// How tightly it needs to be held.
    pub needed: Option<Answered>,
    /// Why people hold on, and how many for each reason; only the reasons that somebody gave.
    pub reasons: Vec<(Reason, u32)>,
}

impl LayerStack {
    /// A layer of which nothing is known but what is meant, and its notes.
    pub fn meant(board: &Board, layer: Layer) -> LayerStack {
        LayerStack {
            layer,
            intended: board.intended(layer),
            because: board.because(layer).map(String::from),
            notes: board.notes_of(layer).len() as u32,
            tight: 0,
            loose: 0,
            ratio: None,
            by_dots: None,
            clarity: None,
            now: None,
            needed: None,
            reasons: Vec::new(),
        }
    }

    /// Intended − now, in halves of a level (R7).
    pub fn gap_halves(&self) -> Option<i32> {
        Some(gap_halves(self.intended, self.now.as_ref()?.all.median()))
    }

    /// The answers to a question.
    pub fn answered(&self, question: Question) -> Option<&Answered> {
        match question {
            Question::Clarity => self.clarity.as_ref(),
            Question::Now => self.now.as_ref(),
            Question::Needed => self.needed.as_ref(),
        }
    }

    /// How far the answers about control lie apart, now or needed, whichever is wider.
    pub fn disagreement(&self) -> u8 {
        let spread = |answered: &Option<Answered>| answered.as_ref().map_or(0, |answered| answered.all.spread());
        spread(&self.now).max(spread(&self.needed))
    }
}

/// How control runs down the stack (R8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pairs {
    /// Pairs whose lower layer is lighter.
    pub loosening: u32,
    /// Pairs whose lower layer is tighter.
    pub tightening: u32,
    /// All pairs that are known.
    pub of: u32,
}

impl Pairs {
    /// The pairs of these layers, which stand in the order of the stack.
    pub fn of<'a>(layers: impl Iterator<Item = &'a LayerStack>) -> Pairs {
        let now: Vec<Median> = layers.filter_map(|layer| layer.now.as_ref()).map(|now| now.all.median()).collect();
        let mut pairs = Pairs::default();
        for (place, upper) in now.iter().enumerate() {
            for lower in now.iter().skip(place + 1) {
                pairs.of += 1;
                pairs.loosening += u32::from(lower > upper);
                pairs.tightening += u32::from(lower < upper);
            }
        }
        pairs
    }
}

/// What is known of the whole stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The six layers, in their order.
    pub layers: Vec<LayerStack>,
    /// How control runs down the stack.
    pub pairs: Pairs,
    /// The layers that are held tighter than meant (R12), but for those that rightly are.
    pub tighter: Vec<Held>,
    /// The patterns that it has, in their order.
    pub findings: Vec<Finding>,
    /// What to talk about, the first first.
    pub topics: Vec<Topic>,
}

/// What was given in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// How many people have a say.
    pub ballots: usize,
    /// All dots for "too tight".
    pub tight: u32,
    /// All dots for "too loose".
    pub loose: u32,
}

/// The whole reading of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackReading {
    /// What was given in all.
    pub totals: Totals,
    /// What it comes to; nothing below three ballots (R9).
    pub stack: Option<Stack>,
}

impl StackReading {
    /// Reads the round that is the result of a board (R22).
    pub fn of(board: &Board) -> StackReading {
        StackReading::of_rounds(board, Rounds::of_result(board))
    }

    /// Reads a round.
    pub fn of_round(board: &Board, round: u16) -> StackReading {
        StackReading::of_rounds(board, Rounds::one(round))
    }

    fn of_rounds(board: &Board, rounds: Rounds) -> StackReading {
        let tally = board.tally(rounds.dots);
        let totals = Totals { ballots: board.ballots_of(rounds.dots, rounds.answers), tight: tally.total(), loose: tally.loose_total() };
        let stack = shown_tally(board, rounds).map(|shown| {
            let shown_totals = Totals { tight: shown.total(), loose: shown.loose_total(), ..totals };
            read(board, rounds.answers, &shown, shown_totals)
        });
        StackReading { totals, stack }
    }
}

fn read(board: &Board, round: u16, tally: &Tally, totals: Totals) -> Stack {
    let voters = voters(board);
    let mut notes = [0; 6];
    for note in Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer)) {
        if let Some(layer) = board.layer_of(note) {
            notes[layer as usize] += 1;
        }
    }
    let mut layers: Vec<LayerStack> = Layer::ALL
        .into_iter()
        .map(|layer| {
            let answered = |question| ask(board, round, &voters, layer, question);
            let mut stack = LayerStack {
                notes: notes[layer as usize],
                tight: tally.on(Target::Layer(layer)),
                loose: tally.loose_on(Target::Layer(layer)),
                clarity: answered(Question::Clarity),
                now: answered(Question::Now),
                needed: answered(Question::Needed),
                reasons: reasons(board, round, &voters, layer),
                ..LayerStack::meant(board, layer)
            };
            for note in board.leads_of(layer) {
                stack.tight += tally.on(Target::Note(note));
                stack.loose += tally.loose_on(Target::Note(note));
            }
            let (dots, per) = (stack.tight.saturating_mul(notes.iter().sum()), stack.notes.saturating_mul(totals.tight));
            stack.ratio = (per > 0 && dots > 0).then_some((dots, per));
            stack
        })
        .collect();
    if layers.iter().all(|layer| layer.now.is_none()) {
        layers.iter_mut().for_each(|layer| layer.by_dots = held(layer.intended, (layer.tight, layer.loose), totals.tight + totals.loose));
    }
    let (pairs, tighter, findings) = (Pairs::of(layers.iter()), tighter(&layers, totals), findings(&layers, totals));
    let topics = topics(board, tally, &layers);
    Stack { layers, pairs, tighter, findings, topics }
}

/// Intended − now, in halves of a level (R7).
pub(super) fn gap_halves(intended: Level, now: Median) -> i32 {
    2 * i32::from(intended.number()) - now.halves() as i32
}

/// The median of now of a layer, if it is known.
pub(super) fn median_of_now(board: &Board, round: u16, layer: Layer) -> Option<Median> {
    Some(ask(board, round, &voters(board), layer, Question::Now)?.all.median())
}

fn voters(board: &Board) -> Vec<(PersonId, Role)> {
    board.people().map(|(id, person)| (id, person.role)).collect()
}

/// What people have answered; nothing below three answers (R9).
fn ask(board: &Board, round: u16, voters: &[(PersonId, Role)], layer: Layer, question: Question) -> Option<Answered> {
    let answers = voters.iter().filter_map(|(voter, role)| Some((*role, question.answer(board.standing_rating(round, *voter, layer))?)));
    let answers: Vec<(Role, u8)> = answers.collect();
    let of = |role: Role| Answers::new(answers.iter().filter(|(of, _)| *of == role).map(|(_, answer)| *answer));
    let all = Answers::new(answers.iter().map(|(_, answer)| *answer)).filter(|all| all.count() >= FEWEST)?;
    let sides = of(Role::Leader).zip(of(Role::Team)).map(|(leader, team)| (leader.median(), team.median()));
    Some(Answered { all, sides })
}

/// Why people hold on; nothing where fewer than three have said anything of the layer (R9).
fn reasons(board: &Board, round: u16, voters: &[(PersonId, Role)], layer: Layer) -> Vec<(Reason, u32)> {
    let said = |voter| board.standing_rating(round, voter, layer) != Rating::default();
    let standing = voters.iter().map(|(voter, _)| (said(*voter), board.standing_reasons(round, *voter, layer)));
    let standing: Vec<Reasons> =
        standing.filter(|(said, reasons)| *said || *reasons != Reasons::default()).map(|(_, reasons)| reasons).collect();
    if standing.len() < FEWEST {
        return Vec::new();
    }
    let given = |reason| standing.iter().filter(|reasons| reasons.has(reason)).count() as u32;
    Reason::ALL.into_iter().map(|reason| (reason, given(reason))).filter(|(_, count)| *count > 0).collect()
}
