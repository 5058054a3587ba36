//! One replica of a board: keeps document, projection and history consistent, and tracks what has changed since the last update of the
//! views.
//!
//! The document and its projection are public. Beside them is the [private store](crate::core::replica::private_store), and while that
//! holds something, a second projection: the board as the current user of this device sees it.

pub mod contribution;
mod copy;
pub mod history;
pub mod next_workshop;
pub mod private_store;
pub mod sample;

use std::rc::Rc;

use litemap::LiteMap;

use crate::core::board::Board;
use crate::core::board::tracking::{Aspect, Tracked, Tracker, Writes};
use crate::core::board::voting::{Ballot, Secrecy};
use crate::core::command::{Command, Recorded, Rejected, plan};
use crate::core::document::id::{DeviceId, Kind, PersonId, Thing};
use crate::core::document::{Change, Delta, Document, Field, Key, Register, Stamp, Value};
use history::{Direction, History, Stepped};
use private_store::{CurrentUser, Hidden, Known};

/// One replica of a board.
#[derive(Debug)]
pub struct Replica {
    device: DeviceId,
    tracker: Rc<Tracker>,
    document: Tracked<Document>,
    board: Board,
    private_store: Tracked<Document>,
    current_user: Tracked<CurrentUser>,
    /// The board as the current user sees it, while the private store holds something.
    seen: Tracked<Option<Box<Board>>>,
    /// Registers that were released but not yet sent to other replicas.
    released: Delta,
    history: Tracked<History>,
    /// The histories of former users of this device.
    others_histories: Vec<(CurrentUser, History)>,
}

impl Replica {
    /// A replica that starts from a document.
    pub fn new(device: DeviceId, document: Document) -> Replica {
        Replica::with_private_store(device, document, Document::new())
    }

    /// A replica that starts from a document and a private store.
    pub fn with_private_store(device: DeviceId, document: Document, private_store: Document) -> Replica {
        let tracker = Rc::default();
        let board = Board::of_tracked_by(&document, &tracker);
        let mut replica = Replica {
            device,
            document: Tracked::new(&tracker, Aspect::Document, document),
            board,
            private_store: Tracked::new(&tracker, Aspect::PrivateStore, Document::new()),
            current_user: Tracked::new(&tracker, Aspect::CurrentUser, CurrentUser::Nobody),
            seen: Tracked::new(&tracker, Aspect::Seen, None),
            released: Delta::new(),
            history: Tracked::new(&tracker, Aspect::History, History::default()),
            others_histories: Vec::new(),
            tracker,
        };
        replica.withhold(private_store);
        replica.released.clear();
        replica.take_writes();
        replica
    }

    /// What takes down which parts of this replica are read and written.
    pub fn tracker(&self) -> &Rc<Tracker> {
        &self.tracker
    }

    /// The document, which is public.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The board as everybody sees it.
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// The private store. None of it is in the document.
    pub fn private_store(&self) -> &Document {
        &self.private_store
    }

    /// Who uses this device.
    pub fn current_user(&self) -> CurrentUser {
        *self.current_user
    }

    /// The board as the current user sees it: what is public, and what is theirs in the private store.
    pub fn seen(&self) -> &Board {
        self.seen.as_deref().unwrap_or(&self.board)
    }

    /// The history of the current user on this page.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether a person has placed a dot in this round, visible or hidden.
    pub fn has_voted(&self, person: PersonId) -> bool {
        let round = self.board.round();
        let in_private_store = |kind| {
            let register = self.private_store.get(Key { thing: Thing { kind, id: person.0 }, field: Field(round) });
            register.map(|register| Ballot::from_value(&register.value).spent() > 0)
        };
        let public = || self.board.marks(round, person).spent() > 0;
        match (in_private_store(Kind::BALLOT), in_private_store(Kind::LOOSE_BALLOT)) {
            (None, None) => public(),
            (tight, loose) => tight.unwrap_or(false) || loose.unwrap_or(false),
        }
    }

    /// Whether there may be votes, visible or hidden.
    pub fn has_votes(&self) -> bool {
        self.board.has_votes() || !self.private_store.is_empty()
    }

    /// Whether there is a vote of this person in any round, visible or hidden.
    pub fn has_ever_voted(&self, person: PersonId) -> bool {
        self.known().votes().any(|vote| vote.thing.id == person.0)
    }

    /// Performs a command. Returns the registers to send to other replicas, which never include what goes to the private store. `now`, in
    /// milliseconds, only serves to recognize pauses in typing.
    ///
    /// # Errors
    /// [`Rejected`]; nothing has changed then.
    pub fn act(&mut self, command: &Command, now: u64) -> Result<Delta, Rejected> {
        // Personal commands are planned against what the person sees, all others against what everybody sees, so that nothing hidden leaks
        // into the public document.
        let board = if command.is_personal() { self.seen() } else { &self.board };
        if self.board.ballot_secrecy() == Secrecy::Hidden && command.voter().is_some_and(|voter| !self.current_user.sees(Some(voter))) {
            return Err(Rejected::Private);
        }
        let plan = plan(self.known().latest(), board, self.device, command)?;
        let known = self.known();
        let undoable = plan.delta.iter().filter(|(key, _)| !private_store::controls_hiding(*key));
        let edits: Vec<_> = undoable.map(|(key, register)| (*key, known.value(*key), register.value.clone())).collect();
        self.history.record(edits, plan.recorded, now);
        Ok(self.write(plan.delta))
    }

    /// Merges a delta of another replica and returns the keys that changed. It does not enter the history.
    pub fn receive(&mut self, delta: Delta) -> Vec<Key> {
        self.publish(delta).into_iter().map(|change| change.key).collect()
    }

    /// The current registers of these keys, to be sent to other replicas.
    pub fn delta_of(&self, keys: &[Key]) -> Delta {
        keys.iter().filter_map(|key| Some((*key, self.document.get(*key)?.clone()))).collect()
    }

    /// Takes in a contribution, under the rules of the private store, as if it had been written here.
    pub fn receive_contribution(&mut self, delta: Delta) {
        let known = self.known();
        let mut newer: Delta = delta.into_iter().filter(|(key, register)| known.get(*key).is_none_or(|here| here < register)).collect();
        let mut texts = Delta::new();
        if self.board.note_secrecy() == Secrecy::Hidden {
            // Text that is not public here waits for the reveal, whatever the contribution says about hiding.
            let is_public = |key: Key| self.document.get(key).is_some_and(|text| text.value != Value::Nothing);
            let waits = |key: Key| private_store::kind_of(key) == Some(Hidden::Notes) && !is_public(key);
            (texts, newer) = newer.into_iter().partition(|(key, _)| waits(*key));
            // Notes written while nothing was hidden are not marked as hidden. They are marked on arrival, identically on every device.
            let mark = |thing| Key { thing, field: Field::HIDDEN };
            let unmarked = texts.iter().filter(|(key, _)| known.get(mark(key.thing)).is_none());
            newer.extend(unmarked.map(|(key, text)| (mark(key.thing), Register { value: Value::Number(1), ..text.clone() })));
        }
        self.write(newer);
        self.withhold(texts);
    }

    /// Whether this replica has all of a document already, in public or in the private store.
    pub fn knows(&self, document: &Document) -> bool {
        let known = self.known();
        document.registers().all(|(key, register)| known.get(*key).is_some_and(|here| here >= register))
    }

    /// The people whose notes, or votes, are in the private store of this device.
    pub fn in_private_store(&self, what: Hidden) -> Vec<PersonId> {
        let keys = self.private_store.registers().map(|(key, _)| *key).filter(|key| private_store::kind_of(*key) == Some(what));
        let mut owners: Vec<PersonId> = keys.filter_map(|key| private_store::owner(&self.board, key)).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// Merges the private store of another page of this device and returns whether any register changed.
    pub fn receive_private_store(&mut self, private_store: Document) -> bool {
        !self.withhold(private_store).is_empty()
    }

    /// Undoes or redoes a step. Returns what it was about and the registers to send to other replicas; `None` if there is no step to take.
    pub fn step(&mut self, direction: Direction) -> Option<Stepped> {
        let known = Known { document: &self.document, private_store: &self.private_store };
        let Stepped { about, delta } = self.history.step(direction, known, &self.board, self.device)?;
        Some(Stepped { about, delta: self.write(delta) })
    }

    /// Restores a former version of the board as a new change and a single step. Returns the registers to send to other replicas. What was
    /// added since is removed, what was deleted since comes back. The timer stays. So does what is hidden and, if ballots are hidden, the
    /// round: a restore reveals nothing, and ballots in private stores do not move to another round (D6).
    pub fn restore(&mut self, version: &Document, now: u64) -> Delta {
        let stamp = Stamp { time: self.known().latest() + 1, device: self.device };
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

    /// Ends typing: what is typed next is a new step.
    pub fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// Hands the device to another user, who can undo only their own changes.
    pub fn switch_user(&mut self, current_user: CurrentUser) {
        if *self.current_user == current_user {
            return;
        }
        let before = std::mem::replace(&mut *self.current_user, current_user);
        self.history.end_typing();
        let own = self.others_histories.iter().position(|(whose, _)| *whose == current_user);
        let own = own.map_or(History::default(), |at| self.others_histories.swap_remove(at).1);
        self.others_histories.push((before, std::mem::replace(&mut *self.history, own)));
        self.project_again();
    }

    /// The registers released since the last call, to be sent to other replicas like any other change.
    pub fn take_released(&mut self) -> Delta {
        std::mem::take(&mut self.released)
    }

    /// What was written since the last call.
    pub fn take_writes(&self) -> Writes {
        self.tracker.take_writes()
    }

    fn known(&self) -> Known<'_> {
        Known { document: &self.document, private_store: &self.private_store }
    }

    /// Writes registers to the document or the private store, as each requires; returns those that went to the document.
    fn write(&mut self, delta: Delta) -> Delta {
        // Whether a note's text is withheld depends on its author and its mark, so these are published first.
        let (may_hide, plain): (Delta, Delta) = delta.into_iter().partition(|(key, _)| private_store::kind_of(*key).is_some());
        let mut public = plain.clone();
        self.publish(plain);
        let (withheld, open): (Delta, Delta) = may_hide.into_iter().partition(|(key, _)| private_store::is_withheld(&self.board, *key));
        public.extend(open.iter().cloned());
        self.publish(open);
        self.withhold(withheld);
        public
    }

    /// Merges registers into the document, then releases what is no longer hidden.
    fn publish(&mut self, delta: Delta) -> Vec<Change> {
        let changes = self.document.merge(delta);
        for change in &changes {
            let Some(register) = self.document.get(change.key) else { continue };
            self.board.apply(change.key, &register.value);
            if let Some(seen) = self.seen.inside() {
                let own = self.private_store.get(change.key).filter(|own| *own > register);
                if own.is_none_or(|_| !self.current_user.sees(private_store::owner(&self.board, change.key))) {
                    seen.apply(change.key, &register.value);
                }
            }
        }
        self.release();
        changes
    }

    /// Merges registers into the private store, then releases what is not hidden.
    fn withhold(&mut self, delta: impl IntoIterator<Item = (Key, Register)>) -> Vec<Change> {
        let mut delta = delta.into_iter().peekable();
        if delta.peek().is_none() {
            return Vec::new();
        }
        let changes = self.private_store.merge(delta);
        if !changes.is_empty() {
            let mut seen = match self.seen.inside().take() {
                Some(seen) => seen,
                None => {
                    *self.seen = None;
                    Box::new(self.board.clone())
                }
            };
            for change in &changes {
                self.project(&mut seen, change.key);
            }
            *self.seen.inside() = Some(seen);
            self.release();
        }
        changes
    }

    /// Applies a register of the private store to the projection `seen`, if the current user may see it.
    fn project(&self, seen: &mut Board, key: Key) {
        let Some(register) = self.private_store.get(key) else { return };
        let newest = self.document.get(key).is_none_or(|public| public < register);
        if newest && self.current_user.sees(private_store::owner(&self.board, key)) {
            seen.apply(key, &register.value);
        }
    }

    fn release(&mut self) {
        if !self.private_store.is_empty() {
            self.release_due();
        }
    }

    fn release_due(&mut self) {
        let (board, document) = (&self.board, &self.document);
        // A register that another device has made public, in the same or a newer state, is no longer secret.
        let is_out =
            |key: &Key, here: &Register| private_store::is_released(board, *key) || document.get(*key).is_some_and(|public| public >= here);
        if !self.private_store.registers().any(|(key, register)| is_out(key, register)) {
            return;
        }
        let withheld = std::mem::take(&mut *self.private_store).into_iter();
        let (released, rest): (Delta, Delta) = withheld.partition(|(key, register)| is_out(key, register));
        *self.private_store = rest.into_iter().collect();
        for change in self.document.merge(released.iter().cloned()) {
            if let Some(register) = self.document.get(change.key) {
                self.board.apply(change.key, &register.value);
            }
        }
        self.released.extend(released);
        self.project_again();
    }

    /// Rebuilds the board as the current user sees it.
    fn project_again(&mut self) {
        if self.private_store.is_empty() {
            return self.seen.set(None);
        }
        let mut seen = Box::new(self.board.clone());
        for (key, _) in self.private_store.registers() {
            self.project(&mut seen, *key);
        }
        *self.seen = Some(seen);
    }
}
