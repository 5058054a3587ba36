//! Undo and redo: my own last change, backwards, as a new change.
//!
//! A step is undone only where its registers still hold what I wrote. Where another person has written since, or has deleted
//! the note or agreement, that edit is passed over; a step of which nothing is left is passed over whole and the one before it is
//! undone. A deletion is a thing of its maker alone, so an undo can never bring back what another person deleted.
//!
//! Where a device goes from hand to hand, each who has it has a history of their own ([`super::Replica::switch_user`]): nobody
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
struct Edit {
    key: Key,
    before: Value,
    after: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    edits: Vec<Edit>,
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
        let edits: Vec<Edit> = changes.into_iter().map(|(key, before, after)| Edit { key, before, after }).collect();
        if let (Recorded::Typing(key), Some(last)) = (recorded, self.done.last_mut())
            && let Some((typed, at)) = &mut last.typing
            && *typed == key
            && now.saturating_sub(*at) <= TYPING_PAUSE_MS
            // What another wrote in between is to be gone back to.
            && last.edits.iter().zip(&edits).all(|(whole, edit)| whole.after == edit.before)
        {
            *at = now;
            for (whole, edit) in last.edits.iter_mut().zip(edits) {
                whole.after = edit.after;
            }
            return;
        }
        let typing = match recorded {
            Recorded::Typing(key) => Some((key, now)),
            _ => None,
        };
        self.done.push(Step { edits, typing });
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
            let things = step.edits.chunk_by(|one, next| one.key.thing == next.key.thing);
            let edits: Vec<Edit> = things.flat_map(|thing| mine(thing, known, board, device)).cloned().collect();
            if edits.is_empty() {
                continue;
            }
            let delta = edits.iter().map(|edit| (edit.key, Register { stamp, value: edit.before.clone() })).collect();
            let back = edits.into_iter().map(|edit| Edit { key: edit.key, before: edit.after, after: edit.before }).collect();
            to.push(Step { edits: back, typing: None });
            return Some(Stepped::of(delta));
        }
    }
}

/// The edits of one thing that may be stepped. A thing that another has changed since, or that carries votes, is not taken away; what
/// is brought back or changed goes register by register.
fn mine<'a>(edits: &'a [Edit], known: Known, board: &Board, device: DeviceId) -> Vec<&'a Edit> {
    let Some(first) = edits.first() else { return Vec::new() };
    let is_buried = matches!(first.key.thing.kind, Kind::NOTE | Kind::AGREEMENT) && board.is_buried(first.key.thing);
    let has_votes = board.has_votes() || !known.private_store.is_empty();
    if is_buried || has_votes && edits.iter().any(|edit| carries_votes(edit, known, board)) {
        return Vec::new();
    }
    let held: Vec<&Edit> = edits.iter().filter(|edit| holds(known, edit, device)).collect();
    let takes_away = edits.iter().any(|edit| edit.before == Value::Nothing);
    if takes_away && held.len() < edits.len() { Vec::new() } else { held }
}

/// Whether votes would go with what the step takes away: a note with dots, a person who has voted, a round in which somebody has. Which
/// notes have dots that are hidden is nobody's to learn.
fn carries_votes(edit: &Edit, known: Known, board: &Board) -> bool {
    let Key { thing, field } = edit.key;
    let is_new = edit.before == Value::Nothing;
    let has_ballots = || known.votes().any(|voted| voted.thing.kind != Kind::RATING && voted.field == Field(board.round()));
    match thing.kind {
        Kind::NOTE if is_new && field == Field::TEXT => board.dots_such(&|_, on| on == Target::Note(NoteId(thing.id))) > 0,
        Kind::PERSON if is_new && field == Field::TEXT => known.votes().any(|voted| voted.thing.id == thing.id),
        Kind::BOARD if field == Field::ROUND => edit.before.as_number() < edit.after.as_number() && has_ballots(),
        Kind::ROUND if is_new => has_ballots(),
        _ => false,
    }
}

/// Whether the register still holds what this device wrote.
fn holds(known: Known, edit: &Edit, device: DeviceId) -> bool {
    known.get(edit.key).is_some_and(|register| register.stamp.device == device && register.value == edit.after)
}
