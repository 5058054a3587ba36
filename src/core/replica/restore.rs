//! Bringing back a former version of the board. It changes nothing that is hidden, and reveals nothing.

use litemap::LiteMap;

use super::Replica;
use super::private_store;
use super::private_store::Hidden;
use crate::core::board::Board;
use crate::core::board::voting::Secrecy;
use crate::core::command::Recorded;
use crate::core::document::id::{Kind, Thing};
use crate::core::document::{Delta, Document, Field, Key, Register, Stamp, Value};

impl Replica {
    /// Brings back what a former version of the board held, as a new change and one step; returns what has to be passed on. What came
    /// since is taken away, what was deleted since is no longer deleted. The timer stays: time does not go back. So does what is hidden, and
    /// where ballots are hidden the round: nothing is revealed on the way, and what lies on private stores belongs to no other round (D6).
    pub fn restore(&mut self, version: &Document, now: u64) -> Delta {
        let stamp = Stamp { time: self.known().latest() + 1, device: self.device };
        let value = |document: &Document, key: Key| document.get(key).map_or(Value::Nothing, |register| register.value.clone());
        let keys = self.document.registers().chain(version.registers()).map(|(key, _)| *key);
        let hides = self.board.revealed_rounds() > 0 || self.board.ballot_secrecy() == Secrecy::Hidden;
        let is_round = |key: &Key| key.thing.kind == Kind::ROUND || (key.thing == Thing::BOARD && key.field == Field::ROUND);
        let (mut delta, mut parts) = (LiteMap::new_vec(), Vec::new());
        for key in keys.filter(|key| key.field != Field::TIMER && !private_store::hides(*key) && !(hides && is_round(key))) {
            let (here, wanted) = (value(&self.document, key), value(version, key));
            if here != wanted && delta.insert(key, Register { stamp, value: wanted.clone() }).is_none() {
                parts.push((key, here, wanted));
            }
        }
        let delta = delta.into_tuple_vec();
        // A version in which something was hidden hides it again, for what comes from now on; that is no step, either.
        let then = Board::of(version);
        let hide = Hidden::ALL.into_iter().filter(|what| what.on(&then) == Secrecy::Hidden && what.on(&self.board) == Secrecy::Open);
        let hide: Delta = hide
            .flat_map(|what| [(what.fields()[0], Secrecy::Hidden as u64), (what.fields()[1], 0)])
            .map(|(field, number)| (Key { thing: Thing::BOARD, field }, Register { stamp, value: Value::Number(number) }))
            .collect();
        let delta: Delta = delta.into_iter().chain(hide).collect();
        if !delta.is_empty() {
            self.history.record(parts, Recorded::Step, now);
            self.publish(delta.clone());
        }
        delta
    }
}
