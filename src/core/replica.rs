//! One replica of a board: document, picture and history kept in step, and what has been touched since the views last looked.

use litemap::LiteMap;

use super::board::{Board, Touched};
use super::command::{Command, Recorded, Rejected, plan};
use super::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use super::history::{Direction, History};
use super::id::DeviceId;

/// A replica.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replica {
    device: DeviceId,
    document: Document,
    board: Board,
    history: History,
    touched: Touched,
}

impl Replica {
    /// A replica that starts from a document.
    pub fn new(device: DeviceId, document: Document) -> Replica {
        let board = Board::of(&document);
        Replica { device, document, board, history: History::default(), touched: Touched::default() }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The board.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// The history of this page's own steps.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Does what a person wants; returns what has to be passed on. `now` is in milliseconds and serves only to tell pauses in
    /// typing.
    ///
    /// # Errors
    /// [`Rejected`]; then nothing has changed.
    pub fn act(&mut self, command: &Command, now: u64) -> Result<Delta, Rejected> {
        let plan = plan(&self.document, &self.board, self.device, command)?;
        let changes = self.take(plan.delta.clone());
        self.history.record(&changes, &self.document, plan.recorded, now);
        Ok(plan.delta)
    }

    /// Takes in what another replica passed on and says which registers changed. It does not enter the history.
    pub fn receive(&mut self, delta: Delta) -> Vec<Key> {
        self.take(delta).into_iter().map(|change| change.key).collect()
    }

    /// These registers as they are now, to be passed on.
    pub fn delta_of(&self, keys: &[Key]) -> Delta {
        keys.iter().filter_map(|key| Some((*key, self.document.get(*key)?.clone()))).collect()
    }

    /// Goes one step back or forward; returns what has to be passed on, `None` if there was no step to take.
    pub fn step(&mut self, direction: Direction) -> Option<Delta> {
        let delta = self.history.step(direction, &self.document, &self.board, self.device)?;
        self.take(delta.clone());
        Some(delta)
    }

    /// Brings back what a former version of the board held, as a new change and one step; returns what has to be passed on. What came
    /// since is taken away, what was deleted since is no longer deleted. The timer stays: time does not go back.
    pub fn restore(&mut self, version: &Document, now: u64) -> Delta {
        let stamp = Stamp { time: self.document.latest() + 1, device: self.device };
        let keys = self.document.registers().chain(version.registers()).map(|(key, _)| *key);
        let mut delta = LiteMap::new_vec();
        for key in keys.filter(|key| key.field != Field::TIMER) {
            let value = |document: &Document| document.get(key).map_or(Value::Nothing, |register| register.value.clone());
            let wanted = value(version);
            if value(&self.document) != wanted {
                delta.insert(key, Register { stamp, value: wanted });
            }
        }
        let delta = delta.into_tuple_vec();
        let changes = self.take(delta.clone());
        if !changes.is_empty() {
            self.history.record(&changes, &self.document, Recorded::Step, now);
        }
        delta
    }

    /// Ends the typing: what is typed next is a step of its own.
    pub fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// The next person takes this device: the votes of the one before are no longer to be taken back here.
    pub fn hand_over(&mut self) {
        self.history.forget_votes();
    }

    /// What has been touched since the last call.
    pub fn take_touched(&mut self) -> Touched {
        std::mem::take(&mut self.touched)
    }

    fn take(&mut self, delta: Delta) -> Vec<super::document::Change> {
        let changes = self.document.merge(delta);
        for change in &changes {
            if let Some(register) = self.document.get(change.key) {
                self.board.apply(change.key, &register.value, &mut self.touched);
            }
        }
        changes
    }
}
