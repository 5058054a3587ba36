//! Undo and redo: reverts my own last change, as a new change.
//!
//! An edit is undone only if its register still holds what I wrote. If somebody else has changed it since, or has deleted the note or
//! agreement, the edit is skipped; a step without any edits left is skipped as a whole, and the one before it is undone. Only the author
//! of a deletion can undo it, so an undo never brings back what somebody else deleted.
//!
//! On a shared device each user has their own history ([`super::Replica::switch_user`]): nobody undoes what another did. Nor does an undo
//! remove what has votes on it.

use super::private_store::Known;
use crate::core::board::Board;
use crate::core::board::voting::Target;
use crate::core::command::Recorded;
use crate::core::document::id::{DeviceId, Kind, NoteId};
use crate::core::document::{Delta, Field, Key, Register, Stamp, Value};

/// The most steps that can be undone.
pub const STEP_LIMIT: usize = 200;
/// Typing in one text is a single step until a pause of this many milliseconds.
pub const TYPING_PAUSE_MS: u64 = 2_000;

/// One register change of a step.
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

/// The steps of one user on this page, to undo and redo.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// Undo or redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Revert the last step.
    Undo,
    /// Repeat the step that was undone last.
    Redo,
}

/// A step that was undone or redone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// The subject of the step: its first register, if all are of one kind. A restored version has several.
    pub about: Option<Key>,
    /// The registers to write; from [`super::Replica::step`], those of them to send to other replicas.
    pub delta: Delta,
}

impl Stepped {
    fn of(delta: Delta) -> Stepped {
        // A new round writes to the board and to the round's own rules; both are about the round.
        let kind = |key: &Key| if key.thing.kind == Kind::ROUND { Kind::BOARD } else { key.thing.kind };
        let first = delta.first().map(|(key, _)| *key);
        let about = first.filter(|first| delta.iter().all(|(key, _)| kind(key) == kind(first)));
        Stepped { about, delta }
    }
}

impl History {
    /// Records the changes of a plan: key, former value and new value.
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
            // If somebody else wrote in between, undo must return to that, so a new step begins.
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

    /// Ends typing: what is typed next is a new step.
    pub fn end_typing(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.typing = None;
        }
    }

    /// Whether there may be a step to undo or redo.
    pub fn has(&self, direction: Direction) -> bool {
        match direction {
            Direction::Undo => !self.done.is_empty(),
            Direction::Redo => !self.undone.is_empty(),
        }
    }

    /// Undoes or redoes a step: returns its registers, with this stamp; `None` if no step is left.
    pub(super) fn step(&mut self, direction: Direction, known: Known, board: &Board, stamp: Stamp) -> Option<Stepped> {
        loop {
            let (from, to) = match direction {
                Direction::Undo => (&mut self.done, &mut self.undone),
                Direction::Redo => (&mut self.undone, &mut self.done),
            };
            let step = from.pop()?;
            let things = step.edits.chunk_by(|one, next| one.key.thing == next.key.thing);
            let edits: Vec<Edit> = things.flat_map(|thing| revertible(thing, known, board, stamp.device)).cloned().collect();
            if edits.is_empty() {
                continue;
            }
            let delta = edits.iter().map(|edit| (edit.key, Register { stamp, value: edit.before.clone() })).collect();
            let inverse = edits.into_iter().map(|edit| Edit { key: edit.key, before: edit.after, after: edit.before }).collect();
            to.push(Step { edits: inverse, typing: None });
            return Some(Stepped::of(delta));
        }
    }
}

/// The edits of one thing that can be reverted. A thing that somebody else has changed since, or that carries votes, is not removed;
/// other changes are reverted register by register.
fn revertible<'a>(edits: &'a [Edit], known: Known, board: &Board, device: DeviceId) -> Vec<&'a Edit> {
    let Some(first) = edits.first() else { return Vec::new() };
    let is_deleted = matches!(first.key.thing.kind, Kind::NOTE | Kind::AGREEMENT) && board.is_deleted(first.key.thing);
    let has_votes = board.has_votes() || !known.private_store.is_empty();
    if is_deleted || has_votes && edits.iter().any(|edit| carries_votes(edit, known, board)) {
        return Vec::new();
    }
    let unchanged: Vec<&Edit> = edits.iter().filter(|edit| is_unchanged(known, edit, device)).collect();
    let removes = edits.iter().any(|edit| edit.before == Value::Nothing);
    if removes && unchanged.len() < edits.len() { Vec::new() } else { unchanged }
}

/// Whether reverting would remove votes: those on a note, of a person, or in a round. Hidden dots on a note do not count, because an undo
/// that fails would disclose them.
fn carries_votes(edit: &Edit, known: Known, board: &Board) -> bool {
    let Key { thing, field } = edit.key;
    let is_new = edit.before == Value::Nothing;
    let has_ballots = || known.votes().any(|vote| vote.thing.kind != Kind::RATING && vote.field == Field(board.round()));
    match thing.kind {
        Kind::NOTE if is_new && field == Field::TEXT => board.dots_where(&|_, on| on == Target::Note(NoteId(thing.id))) > 0,
        Kind::PERSON if is_new && field == Field::TEXT => known.votes().any(|vote| vote.thing.id == thing.id),
        Kind::BOARD if field == Field::ROUND => edit.before.as_number() < edit.after.as_number() && has_ballots(),
        Kind::ROUND if is_new => has_ballots(),
        _ => false,
    }
}

/// Whether the register still holds what this device wrote.
fn is_unchanged(known: Known, edit: &Edit, device: DeviceId) -> bool {
    known.get(edit.key).is_some_and(|register| register.stamp.device == device && register.value == edit.after)
}
