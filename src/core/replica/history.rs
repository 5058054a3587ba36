//! Undo and redo: my own last change, backwards, as a new change.
//!
//! A step is undone only where its registers still hold what I wrote. Where another person has written since, or has deleted
//! the note or agreement, that part is passed over; a step of which nothing is left is passed over whole and the one before it is
//! undone. A deletion is a thing of its maker alone, so an undo can never bring back what another person deleted.
//!
//! Where a device goes from hand to hand, each who has it has a history of their own ([`super::Replica::hand_over`]): nobody
//! takes back what another did. Nor does a step back take away what has votes on it.

use super::private_store::Known;
use crate::core::board::Board;
use crate::core::board::voting::Target;
use crate::core::command::Recorded;
use crate::core::document::id::{DeviceId, Kind, NoteId};
use crate::core::document::{Delta, Field, Key, Register, Stamp, Value};

/// How many steps can be undone.
pub const STEP_LIMIT: usize = 200;
/// Typing in one text is one step until a pause of this many milliseconds.
pub const TYPING_PAUSE_MS: u64 = 2_000;

/// One register of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    key: Key,
    before: Value,
    after: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    parts: Vec<Part>,
    typing: Option<(Key, u64)>,
}

/// The steps that were done on this page while one had it, and can be undone and redone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// Which way to go in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Take the last step back.
    Undo,
    /// Do the last step again that was taken back.
    Redo,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// What it was about: its first register, if all were of one kind. A version that was brought back is about many.
    pub about: Option<Key>,
    /// The registers that went back or forward. From a replica comes what has to be passed on of them.
    pub delta: Delta,
}

impl Stepped {
    fn of(delta: Delta) -> Stepped {
        // A new round is told on the board, and has its rules beside it.
        let kind = |key: &Key| if key.thing.kind == Kind::ROUND { Kind::BOARD } else { key.thing.kind };
        let first = delta.first().map(|(key, _)| *key);
        let about = first.filter(|first| delta.iter().all(|(key, _)| kind(key) == kind(first)));
        Stepped { about, delta }
    }
}

impl History {
    /// Takes down what a plan of mine changes: which registers, from what, to what.
    pub fn record(&mut self, changes: Vec<(Key, Value, Value)>, recorded: Recorded, now: u64) {
        if recorded == Recorded::Never {
            return;
        }
        self.undone.clear();
        let parts: Vec<Part> = changes.into_iter().map(|(key, before, after)| Part { key, before, after }).collect();
        if let (Recorded::Typing(key), Some(last)) = (recorded, self.done.last_mut())
            && let Some((typed, at)) = &mut last.typing
            && *typed == key
            && now.saturating_sub(*at) <= TYPING_PAUSE_MS
            // What another wrote in between is to be gone back to.
            && last.parts.iter().zip(&parts).all(|(whole, part)| whole.after == part.before)
        {
            *at = now;
            for (whole, part) in last.parts.iter_mut().zip(parts) {
                whole.after = part.after;
            }
            return;
        }
        let typing = match recorded {
            Recorded::Typing(key) => Some((key, now)),
            _ => None,
        };
        self.done.push(Step { parts, typing });
        if self.done.len() > STEP_LIMIT {
            self.done.remove(0);
        }
    }

    /// Ends the typing: what is typed next is a step of its own.
    pub fn end_typing(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.typing = None;
        }
    }

    /// Whether there is a step to take back or to do again.
    pub fn has(&self, direction: Direction) -> bool {
        match direction {
            Direction::Undo => !self.done.is_empty(),
            Direction::Redo => !self.undone.is_empty(),
        }
    }

    /// The registers that go one step back or forward, stamped as new; `None` if no step is left to take.
    pub(super) fn step(&mut self, direction: Direction, known: Known, board: &Board, device: DeviceId) -> Option<Stepped> {
        let stamp = Stamp { time: known.latest() + 1, device };
        loop {
            let (from, to) = match direction {
                Direction::Undo => (&mut self.done, &mut self.undone),
                Direction::Redo => (&mut self.undone, &mut self.done),
            };
            let step = from.pop()?;
            let things = step.parts.chunk_by(|one, next| one.key.thing == next.key.thing);
            let parts: Vec<Part> = things.flat_map(|thing| mine(thing, known, board, device)).cloned().collect();
            if parts.is_empty() {
                continue;
            }
            let delta = parts.iter().map(|part| (part.key, Register { stamp, value: part.before.clone() })).collect();
            let back = parts.into_iter().map(|part| Part { key: part.key, before: part.after, after: part.before }).collect();
            to.push(Step { parts: back, typing: None });
            return Some(Stepped::of(delta));
        }
    }
}

/// The parts of one thing that may be stepped. A thing that another has changed since, or that carries votes, is not taken away; what
/// is brought back or changed goes register by register.
fn mine<'a>(parts: &'a [Part], known: Known, board: &Board, device: DeviceId) -> Vec<&'a Part> {
    let Some(first) = parts.first() else { return Vec::new() };
    let is_buried = matches!(first.key.thing.kind, Kind::NOTE | Kind::AGREEMENT) && board.is_buried(first.key.thing);
    let has_votes = board.has_votes() || !known.desk.is_empty();
    if is_buried || has_votes && parts.iter().any(|part| carries_votes(part, known, board)) {
        return Vec::new();
    }
    let held: Vec<&Part> = parts.iter().filter(|part| holds(known, part, device)).collect();
    let takes_away = parts.iter().any(|part| part.before == Value::Nothing);
    if takes_away && held.len() < parts.len() { Vec::new() } else { held }
}

/// Whether votes would go with what the step takes away: a note with dots, a person who has voted, a round in which somebody has. Which
/// notes have dots that are hidden is nobody's to learn.
fn carries_votes(part: &Part, known: Known, board: &Board) -> bool {
    let Key { thing, field } = part.key;
    let is_new = part.before == Value::Nothing;
    let has_ballots = || known.votes().any(|voted| voted.thing.kind != Kind::RATING && voted.field == Field(board.round()));
    match thing.kind {
        Kind::NOTE if is_new && field == Field::TEXT => board.dots_such(&|_, on| on == Target::Note(NoteId(thing.id))) > 0,
        Kind::PERSON if is_new && field == Field::TEXT => known.votes().any(|voted| voted.thing.id == thing.id),
        Kind::BOARD if field == Field::ROUND => part.before.as_number() < part.after.as_number() && has_ballots(),
        Kind::ROUND if is_new => has_ballots(),
        _ => false,
    }
}

/// Whether the register still holds what this device wrote.
fn holds(known: Known, part: &Part, device: DeviceId) -> bool {
    known.get(part.key).is_some_and(|register| register.stamp.device == device && register.value == part.after)
}
