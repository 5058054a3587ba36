//! One replica of a board: keeps document, projection and history consistent, and tracks what has changed since the last update of the
//! views.
//!
//! The document and its projection are public. Beside them is the [private store](crate::core::replica::private_store), and while that
//! holds something, a second projection: the board as the current user of this device sees it.

pub mod contribution;
mod copy;
pub mod differences;
pub mod history;
pub mod next_workshop;
mod owners;
pub mod private_store;
mod restore;
pub mod sample;
pub mod withheld;

use std::rc::Rc;

use crate::core::board::Board;
use crate::core::board::tracking::{Aspect, Tracked, Tracker, Writes};
use crate::core::board::voting::{Ballot, Secrecy};
use crate::core::command::{Command, Rejected, plan};
use crate::core::document::id::{DeviceId, Kind, PersonId, Thing};
use crate::core::document::{Change, Delta, Document, Field, Key, Register, Stamp, Value, clock};
use history::{Direction, History, Stepped};
use owners::Owners;
use private_store::{CurrentUser, Hidden, Known};

/// One replica of a board.
#[derive(Debug)]
pub struct Replica {
    device: DeviceId,
    tracker: Rc<Tracker>,
    document: Tracked<Document>,
    board: Board,
    private_store: Tracked<Document>,
    /// The owners of the notes in the private store (D7).
    owners: Tracked<Owners>,
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
            owners: Tracked::new(&tracker, Aspect::PrivateStore, Owners::default()),
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

    /// The tracker of reads and writes of this replica.
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

    /// The private store as it is stored: with the owners of its notes.
    pub fn stored_private_store(&self) -> Document {
        let registers = self.private_store.registers().map(|(key, register)| (*key, register.clone()));
        registers.chain(self.owners.registers()).collect()
    }

    /// The owner of a register in the private store; `None` if it was written without a name.
    pub fn owner(&self, key: Key) -> Option<PersonId> {
        self.owners.of(&self.board, key)
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
    /// milliseconds since 1970, enters the stamps and serves to recognize pauses in typing.
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
        let plan = plan(self.next_stamp(now), board, command)?;
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

    /// The people whose notes, or votes, are in the private store of this device.
    pub fn in_private_store(&self, what: Hidden) -> Vec<PersonId> {
        let keys = self.private_store.registers().map(|(key, _)| *key).filter(|key| private_store::kind_of(*key) == Some(what));
        let mut owners: Vec<PersonId> = keys.filter_map(|key| self.owner(key)).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// Merges the private store of another page of this device and returns whether any register changed.
    pub fn receive_private_store(&mut self, private_store: Document) -> bool {
        !self.withhold(private_store).is_empty()
    }

    /// Undoes or redoes a step. Returns what it was about and the registers to send to other replicas; `None` if there is no step to take.
    pub fn step(&mut self, direction: Direction, now: u64) -> Option<Stepped> {
        let stamp = self.next_stamp(now);
        let known = Known { document: &self.document, private_store: &self.private_store };
        let Stepped { about, delta } = self.history.step(direction, known, &self.board, stamp)?;
        Some(Stepped { about, delta: self.write(delta) })
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
        let own = self.others_histories.iter().position(|(user, _)| *user == current_user);
        let own = own.map_or(History::default(), |at| self.others_histories.swap_remove(at).1);
        self.others_histories.push((before, std::mem::replace(&mut *self.history, own)));
        self.project_again();
    }

    /// The registers released since the last call, to be sent to other replicas like any other change.
    pub fn take_released(&mut self) -> Delta {
        std::mem::take(&mut self.released)
    }

    /// Returns what was written since the last call.
    pub fn take_writes(&self) -> Writes {
        self.tracker.take_writes()
    }

    /// The stamp of the next change: later than everything known, and not before `now`.
    fn next_stamp(&self, now: u64) -> Stamp {
        Stamp { time: clock::next(self.known().latest(), now), device: self.device }
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
        let (withheld, open): (Delta, Delta) = may_hide.into_iter().partition(|(key, register)| self.is_withheld(*key, &register.value));
        public.extend(open.iter().cloned());
        self.publish(open);
        self.withhold(withheld);
        public
    }

    /// Whether a register written here goes to the private store. New text follows text that is there, whatever the board says (D7).
    fn is_withheld(&self, key: Key, value: &Value) -> bool {
        let follows = self.private_store.get(key).is_some() && *value != Value::Nothing;
        private_store::is_withheld(&self.board, key) || follows && !private_store::is_released(&self.board, key)
    }

    /// Merges registers into the document, then releases what is no longer hidden.
    fn publish(&mut self, delta: Delta) -> Vec<Change> {
        let changes = self.document.merge(delta);
        let mut new_owners = false;
        for change in &changes {
            let Some(register) = self.document.get(change.key) else { continue };
            self.board.apply(change.key, &register.value);
            if let Some(seen) = self.seen.inside() {
                let own = self.private_store.get(change.key).filter(|own| *own > register);
                if own.is_none_or(|_| !self.current_user.sees(self.owners.of(&self.board, change.key))) {
                    seen.apply(change.key, &register.value);
                }
            }
            new_owners |= owners::is_author(change.key) && self.record_owner(change.key.thing);
        }
        if new_owners {
            self.project_again();
        }
        self.release();
        changes
    }

    /// Merges registers into the private store, then releases what is not hidden.
    fn withhold(&mut self, delta: impl IntoIterator<Item = (Key, Register)>) -> Vec<Change> {
        let (owners, registers): (Delta, Delta) = delta.into_iter().partition(|(key, _)| owners::is_author(*key));
        if registers.is_empty() && owners.is_empty() {
            return Vec::new();
        }
        let changes = self.private_store.merge(registers);
        let others = if owners.is_empty() { owners } else { self.owners.adopt(owners, &self.private_store) };
        for change in changes.iter().filter(|change| private_store::kind_of(change.key) == Some(Hidden::Notes)) {
            self.record_owner(change.key.thing);
        }
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
        if !others.is_empty() {
            self.publish(others);
        }
        changes
    }

    /// Records the owner of a note in the private store; returns whether it was unknown before.
    fn record_owner(&mut self, note: Thing) -> bool {
        let missing = self.owners.missing(&self.document, &self.private_store, note);
        missing.map(|author| self.owners.record(author)).is_some()
    }

    /// Applies a register of the private store to the projection `seen`, if the current user may see it.
    fn project(&self, seen: &mut Board, key: Key) {
        let Some(register) = self.private_store.get(key) else { return };
        let newest = self.document.get(key).is_none_or(|public| public < register);
        if newest && self.current_user.sees(self.owner(key)) {
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
        let authors = self.owners.release(&self.private_store);
        for change in self.document.merge(released.iter().cloned().chain(authors)) {
            if let Some(register) = self.document.get(change.key) {
                self.board.apply(change.key, &register.value);
                // Authors are public already, as a rule.
                self.released.extend(owners::is_author(change.key).then(|| (change.key, register.clone())));
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
