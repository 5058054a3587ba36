//! Restoring a former version of the board. It reveals nothing.

use litemap::LiteMap;

use super::Replica;
use super::private_store;
use super::private_store::Hidden;
use crate::core::board::Board;
use crate::core::board::voting::Secrecy;
use crate::core::command::Recorded;
use crate::core::document::id::{Kind, Thing};
use crate::core::document::{Delta, Document, Field, Key, Register, Value};

impl Replica {
    /// Restores a former version of the board as a new change and a single step. Returns the registers to send to other replicas. What was
    /// added since is removed, what was deleted since comes back. The timer stays. So does what is hidden and, if ballots are hidden, the
    /// round: a restore reveals nothing, and ballots in private stores do not move to another round (D6).
    pub fn restore(&mut self, version: &Document, now: u64) -> Delta {
        let stamp = self.next_stamp(now);
        let value = |document: &Document, key: Key| document.get(key).map_or(Value::Nothing, |register| register.value.clone());
        let keys = self.document.registers().chain(version.registers()).map(|(key, _)| *key);
        let keeps_round = self.board.revealed_rounds() > 0 || self.board.ballot_secrecy() == Secrecy::Hidden;
        let is_round = |key: &Key| key.thing.kind == Kind::ROUND || (key.thing == Thing::BOARD && key.field == Field::ROUND);
        let (mut delta, mut edits) = (LiteMap::new_vec(), Vec::new());
        let stays = |key: &Key| key.field == Field::TIMER || private_store::controls_hiding(*key) || keeps_round && is_round(key);
        for key in keys.filter(|key| !stays(key)) {
            let (here, wanted) = (value(&self.document, key), value(version, key));
            if here != wanted && delta.insert(key, Register { stamp, value: wanted.clone() }).is_none() {
                edits.push((key, here, wanted));
            }
        }
        let delta = delta.into_tuple_vec();
        // If the version hid something, new content is hidden again from now on. That does not enter the history either.
        let then = Board::of(version);
        let hide = Hidden::ALL.into_iter().filter(|what| what.on(&then) == Secrecy::Hidden && what.on(&self.board) == Secrecy::Open);
        let hide: Delta = hide
            .flat_map(|what| [(what.fields()[0], Secrecy::Hidden as u64), (what.fields()[1], 0)])
            .map(|(field, number)| (Key { thing: Thing::BOARD, field }, Register { stamp, value: Value::Number(number) }))
            .collect();
        let delta: Delta = delta.into_iter().chain(hide).collect();
        if !delta.is_empty() {
            self.history.record(edits, Recorded::Step, now);
            self.publish(delta.clone());
        }
        delta
    }
}
