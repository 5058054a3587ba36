//! One replica of a board: document, picture and history kept in step, and what has been touched since the views last looked.
//!
//! The document and its picture are public. Beside them lies the [desk](crate::core::replica::private_store), and while it holds something a second picture:
//! the board as the person sees it who has this device.

pub mod contribution;
pub mod history;
pub mod next_workshop;
pub mod private_store;
pub mod sample;

use litemap::LiteMap;

use crate::core::board::voting::{Ballot, Secrecy};
use crate::core::board::{Board, Touched};
use crate::core::command::{Command, Recorded, Rejected, plan};
use crate::core::document::id::{DeviceId, Kind, NoteId, PersonId, Thing};
use crate::core::document::{Change, Delta, Document, Field, Key, Register, Stamp, Value};
use history::{Direction, History, Stepped};
use private_store::{Hands, Hidden, Known};

/// A replica.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replica {
    device: DeviceId,
    document: Document,
    board: Board,
    desk: Document,
    hands: Hands,
    /// What those hands see, while the desk holds something.
    seen: Option<Box<Board>>,
    /// What was released and has not been passed on.
    released: Delta,
    history: History,
    /// The histories of those who had this device and have it no more.
    put_by: Vec<(Hands, History)>,
    touched: Touched,
}

impl Replica {
    /// A replica that starts from a document.
    pub fn new(device: DeviceId, document: Document) -> Replica {
        Replica::with_desk(device, document, Document::new())
    }

    /// A replica that starts from a document and a desk.
    pub fn with_desk(device: DeviceId, document: Document, desk: Document) -> Replica {
        let board = Board::of(&document);
        let mut replica = Replica {
            device,
            document,
            board,
            desk: Document::new(),
            hands: Hands::Nobodys,
            seen: None,
            released: Delta::new(),
            history: History::default(),
            put_by: Vec::new(),
            touched: Touched::default(),
        };
        replica.keep(desk);
        replica.released.clear();
        replica.touched = Touched::default();
        replica
    }

    /// The document: all that is public.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The board as all see it.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// What lies on the desk: none of it is in the document.
    pub fn desk(&self) -> &Document {
        &self.desk
    }

    /// In whose hands this device is.
    pub fn hands(&self) -> Hands {
        self.hands
    }

    /// The board as those hands see it: what is public, and what is theirs on the desk.
    pub fn seen(&self) -> &Board {
        self.seen.as_deref().unwrap_or(&self.board)
    }

    /// The history of what was done on this page in the hands that have it.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether a person has placed a dot in this round, be it seen or not.
    pub fn has_voted(&self, person: PersonId) -> bool {
        let round = self.board.round();
        let on_desk = |kind| {
            let register = self.desk.get(Key { thing: Thing { kind, id: person.0 }, field: Field(round) });
            register.map(|register| Ballot::from_value(&register.value).spent() > 0)
        };
        let public = || self.board.marks(round, person).spent() > 0;
        match (on_desk(Kind::BALLOT), on_desk(Kind::LOOSE_BALLOT)) {
            (None, None) => public(),
            (tight, loose) => tight.unwrap_or(false) || loose.unwrap_or(false),
        }
    }

    /// Whether there are votes, be they seen or not.
    pub fn has_votes(&self) -> bool {
        self.board.has_votes() || !self.desk.is_empty()
    }

    /// Whether there is a vote of this person in any round, be it seen or not.
    pub fn has_ever_voted(&self, person: PersonId) -> bool {
        self.known().votes().any(|vote| vote.thing.id == person.0)
    }

    /// Does what a person wants; returns what has to be passed on, which is nothing of what goes to the desk. `now` is in milliseconds
    /// and serves only to tell pauses in typing.
    ///
    /// # Errors
    /// [`Rejected`]; then nothing has changed.
    pub fn act(&mut self, command: &Command, now: u64) -> Result<Delta, Rejected> {
        // What is a person's own is planned against what that person sees, everything else against what all see: nothing that is
        // hidden gets into what is public.
        let board = if command.is_of_one_person() { self.seen() } else { &self.board };
        if self.board.ballot_secrecy() == Secrecy::Hidden && command.voter().is_some_and(|voter| !self.hands.sees(Some(voter))) {
            return Err(Rejected::Private);
        }
        let plan = plan(self.known().latest(), board, self.device, command)?;
        let known = self.known();
        let steps = plan.delta.iter().filter(|(key, _)| !private_store::hides(*key));
        let parts: Vec<_> = steps.map(|(key, register)| (*key, known.value(*key), register.value.clone())).collect();
        self.history.record(parts, plan.recorded, now);
        Ok(self.write(plan.delta))
    }

    /// Takes in what another replica passed on and says which registers changed. It does not enter the history.
    pub fn receive(&mut self, delta: Delta) -> Vec<Key> {
        self.publish(delta).into_iter().map(|change| change.key).collect()
    }

    /// These registers as they are now, to be passed on.
    pub fn delta_of(&self, keys: &[Key]) -> Delta {
        keys.iter().filter_map(|key| Some((*key, self.document.get(*key)?.clone()))).collect()
    }

    /// Takes in what one person hands in: under the rules of the desk, as if it had been written here.
    pub fn receive_part(&mut self, delta: Delta) {
        let known = self.known();
        let mut newer: Delta = delta.into_iter().filter(|(key, register)| known.get(*key).is_none_or(|here| here < register)).collect();
        let mut words = Delta::new();
        if self.board.note_secrecy() == Secrecy::Hidden {
            // Words that are not public here wait for the reveal, whatever is said of their seals.
            let is_public = |key: Key| self.document.get(key).is_some_and(|words| words.value != Value::Nothing);
            let wait = |key: Key| private_store::kind_of(key) == Some(Hidden::Notes) && !is_public(key);
            (words, newer) = newer.into_iter().partition(|(key, _)| wait(*key));
            // Who wrote while nothing was hidden has sealed nothing: it is sealed on arrival, in the same way on every device.
            let seal = |thing| Key { thing, field: Field::SEALED };
            let open = words.iter().filter(|(key, _)| known.get(seal(key.thing)).is_none());
            newer.extend(open.map(|(key, words)| (seal(key.thing), Register { value: Value::Number(1), ..words.clone() })));
        }
        self.write(newer);
        self.keep(words);
    }

    /// Whether all of this is known here already, be it public or on the desk.
    pub fn knows(&self, document: &Document) -> bool {
        let known = self.known();
        document.registers().all(|(key, register)| known.get(*key).is_some_and(|here| here >= register))
    }

    /// Those whose words, or votes, lie on the desk of this device.
    pub fn on_desk(&self, what: Hidden) -> Vec<PersonId> {
        let keys = self.desk.registers().map(|(key, _)| *key).filter(|key| private_store::kind_of(*key) == Some(what));
        let mut owners: Vec<PersonId> = keys.filter_map(|key| private_store::owner(&self.board, key)).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// Takes in what another page of this device has on its desk and says whether any register changed.
    pub fn receive_desk(&mut self, desk: Document) -> bool {
        !self.keep(desk).is_empty()
    }

    /// Goes one step back or forward; returns what it was about and what has to be passed on, `None` if there was no step to take.
    pub fn step(&mut self, direction: Direction) -> Option<Stepped> {
        let known = Known { document: &self.document, desk: &self.desk };
        let Stepped { about, delta } = self.history.step(direction, known, &self.board, self.device)?;
        Some(Stepped { about, delta: self.write(delta) })
    }

    /// Brings back what a former version of the board held, as a new change and one step; returns what has to be passed on. What came
    /// since is taken away, what was deleted since is no longer deleted. The timer stays: time does not go back. So does what is hidden, and
    /// where ballots are hidden the round: nothing is revealed on the way, and what lies on desks belongs to no other round (D6).
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

    /// Ends the typing: what is typed next is a step of its own.
    pub fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// This device gets into other hands, which can take back what they did themselves and nothing else.
    pub fn hand_over(&mut self, hands: Hands) {
        let before = std::mem::replace(&mut self.hands, hands);
        if before == hands {
            return;
        }
        self.history.end_typing();
        let own = self.put_by.iter().position(|(whose, _)| *whose == hands);
        let own = own.map_or(History::default(), |at| self.put_by.swap_remove(at).1);
        self.put_by.push((before, std::mem::replace(&mut self.history, own)));
        self.touched.secrets = true;
        self.touch_desk();
        self.look_again();
    }

    /// What was released since the last call: it has to be passed on like any other change.
    pub fn take_released(&mut self) -> Delta {
        std::mem::take(&mut self.released)
    }

    /// What has been touched since the last call.
    pub fn take_touched(&mut self) -> Touched {
        std::mem::take(&mut self.touched)
    }

    fn known(&self) -> Known<'_> {
        Known { document: &self.document, desk: &self.desk }
    }

    /// Writes what was planned here, each register where it belongs; returns what is public of it.
    fn write(&mut self, delta: Delta) -> Delta {
        // Notes bring their seals and authors with them: these are there before the words are looked at.
        let (asked, plain): (Delta, Delta) = delta.into_iter().partition(|(key, _)| private_store::kind_of(*key).is_some());
        let mut public = plain.clone();
        self.publish(plain);
        let (kept, open): (Delta, Delta) = asked.into_iter().partition(|(key, _)| private_store::is_withheld(&self.board, *key));
        public.extend(open.iter().cloned());
        self.publish(open);
        self.keep(kept);
        public
    }

    /// Takes registers into the document, and releases what is open by then.
    fn publish(&mut self, delta: Delta) -> Vec<Change> {
        let changes = self.document.merge(delta);
        for change in &changes {
            let Some(register) = self.document.get(change.key) else { continue };
            self.board.apply(change.key, &register.value, &mut self.touched);
            if let Some(seen) = &mut self.seen {
                let own = self.desk.get(change.key).filter(|own| *own > register);
                if own.is_none_or(|_| !self.hands.sees(private_store::owner(&self.board, change.key))) {
                    seen.apply(change.key, &register.value, &mut self.touched);
                }
            }
        }
        self.release();
        changes
    }

    /// Takes registers onto the desk, and releases what is open.
    fn keep(&mut self, delta: impl IntoIterator<Item = (Key, Register)>) -> Vec<Change> {
        let changes = self.desk.merge(delta);
        if !changes.is_empty() {
            self.see_changes(&changes);
        }
        changes
    }

    fn see_changes(&mut self, changes: &[Change]) {
        let mut seen = self.seen.take().unwrap_or_else(|| Box::new(self.board.clone()));
        for change in changes {
            self.see(&mut seen, change.key);
        }
        self.seen = Some(seen);
        self.touched.secrets = true;
        self.release();
    }

    /// Shows a register of the desk on the board that is seen, if the hands that have the device may see it.
    fn see(&mut self, seen: &mut Board, key: Key) {
        let Some(register) = self.desk.get(key) else { return };
        let newest = self.document.get(key).is_none_or(|public| public < register);
        if newest && self.hands.sees(private_store::owner(&self.board, key)) {
            seen.apply(key, &register.value, &mut self.touched);
        }
        self.touched.votes |= private_store::kind_of(key) == Some(Hidden::Votes);
    }

    fn release(&mut self) {
        if !self.desk.is_empty() {
            self.release_due();
        }
    }

    fn release_due(&mut self) {
        let (board, document) = (&self.board, &self.document);
        // What another device has made public in a newer state is nobody's secret any more.
        let is_out =
            |key: &Key, here: &Register| private_store::is_released(board, *key) || document.get(*key).is_some_and(|public| public >= here);
        if !self.desk.registers().any(|(key, register)| is_out(key, register)) {
            return;
        }
        let lying = std::mem::take(&mut self.desk).into_iter();
        let (released, kept): (Delta, Delta) = lying.partition(|(key, register)| is_out(key, register));
        self.desk = kept.into_iter().collect();
        self.touched.secrets = true;
        for change in self.document.merge(released.iter().cloned()) {
            if let Some(register) = self.document.get(change.key) {
                self.board.apply(change.key, &register.value, &mut self.touched);
            }
        }
        self.released.extend(released);
        self.touch_desk();
        self.look_again();
    }

    /// Makes the board that is seen anew.
    fn look_again(&mut self) {
        self.seen = None;
        if !self.desk.is_empty() {
            self.see_desk();
        }
    }

    fn see_desk(&mut self) {
        let mut seen = Box::new(self.board.clone());
        let keys: Vec<Key> = self.desk.registers().map(|(key, _)| *key).collect();
        for key in keys {
            self.see(&mut seen, key);
        }
        self.seen = Some(seen);
    }

    /// What lies on the desk is to be looked at again.
    fn touch_desk(&mut self) {
        for (key, _) in self.desk.registers() {
            match private_store::kind_of(*key) {
                Some(Hidden::Notes) => {
                    self.touched.notes.insert(NoteId(key.thing.id), ());
                }
                _ => self.touched.votes = true,
            }
        }
    }
}
