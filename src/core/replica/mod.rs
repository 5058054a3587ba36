//! One replica of a board: document, projection and history kept in step, and what has been touched since the views last looked.
//!
//! The document and its projection are public. Beside them lies the [private store](crate::core::replica::private_store), and while it holds something a second projection:
//! the board as the person sees it who has this device.

pub mod contribution;
pub mod history;
pub mod next_workshop;
mod owners;
pub mod private_store;
mod restore;
pub mod sample;

use crate::core::board::voting::{Ballot, Secrecy};
use crate::core::board::{Board, Touched};
use crate::core::command::{Command, Rejected, plan};
use crate::core::document::id::{DeviceId, Kind, NoteId, PersonId, Thing};
use crate::core::document::{Change, Delta, Document, Field, Key, Register, Value};
use history::{Direction, History, Stepped};
use owners::Owners;
use private_store::{CurrentUser, Hidden, Known};

/// A replica.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replica {
    device: DeviceId,
    document: Document,
    board: Board,
    private_store: Document,
    /// Whose the words on the private store are (D7).
    owners: Owners,
    current_user: CurrentUser,
    /// What those hands see, while the private store holds something.
    seen: Option<Box<Board>>,
    /// What was released and has not been passed on.
    released: Delta,
    history: History,
    /// The histories of those who had this device and have it no more.
    others_histories: Vec<(CurrentUser, History)>,
    touched: Touched,
}

impl Replica {
    /// A replica that starts from a document.
    pub fn new(device: DeviceId, document: Document) -> Replica {
        Replica::with_private_store(device, document, Document::new())
    }

    /// A replica that starts from a document and a private store.
    pub fn with_private_store(device: DeviceId, document: Document, private_store: Document) -> Replica {
        let board = Board::of(&document);
        let mut replica = Replica {
            device,
            document,
            board,
            private_store: Document::new(),
            owners: Owners::default(),
            current_user: CurrentUser::Nobody,
            seen: None,
            released: Delta::new(),
            history: History::default(),
            others_histories: Vec::new(),
            touched: Touched::default(),
        };
        replica.keep(private_store);
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

    /// What lies on the private store: none of it is in the document.
    pub fn private_store(&self) -> &Document {
        &self.private_store
    }

    /// The private store as it is kept, with the record of whose its words are.
    pub fn stored_private_store(&self) -> Document {
        let registers = self.private_store.registers().map(|(key, register)| (*key, register.clone()));
        registers.chain(self.owners.registers()).collect()
    }

    /// Whose a register on the private store is; nobody's, if it was written without a name (D7).
    pub fn owner(&self, key: Key) -> Option<PersonId> {
        self.owners.of(&self.board, key)
    }

    /// In whose hands this device is.
    pub fn current_user(&self) -> CurrentUser {
        self.current_user
    }

    /// The board as those hands see it: what is public, and what is theirs on the private store.
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

    /// Whether there are votes, be they seen or not.
    pub fn has_votes(&self) -> bool {
        self.board.has_votes() || !self.private_store.is_empty()
    }

    /// Whether there is a vote of this person in any round, be it seen or not.
    pub fn has_ever_voted(&self, person: PersonId) -> bool {
        self.known().votes().any(|vote| vote.thing.id == person.0)
    }

    /// Does what a person wants; returns what has to be passed on, which is nothing of what goes to the private store. `now` is in milliseconds
    /// and serves only to tell pauses in typing.
    ///
    /// # Errors
    /// [`Rejected`]; then nothing has changed.
    pub fn act(&mut self, command: &Command, now: u64) -> Result<Delta, Rejected> {
        // What is a person's own is planned against what that person sees, everything else against what all see: nothing that is
        // hidden gets into what is public.
        let board = if command.is_personal() { self.seen() } else { &self.board };
        if self.board.ballot_secrecy() == Secrecy::Hidden && command.voter().is_some_and(|voter| !self.current_user.sees(Some(voter))) {
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

    /// Takes in what one person hands in: under the rules of the private store, as if it had been written here.
    pub fn receive_contribution(&mut self, delta: Delta) {
        let known = self.known();
        let mut newer: Delta = delta.into_iter().filter(|(key, register)| known.get(*key).is_none_or(|here| here < register)).collect();
        let mut words = Delta::new();
        if self.board.note_secrecy() == Secrecy::Hidden {
            // Words that are not public here wait for the reveal, whatever is said of their seals.
            let is_public = |key: Key| self.document.get(key).is_some_and(|words| words.value != Value::Nothing);
            let wait = |key: Key| private_store::kind_of(key) == Some(Hidden::Notes) && !is_public(key);
            (words, newer) = newer.into_iter().partition(|(key, _)| wait(*key));
            // Who wrote while nothing was hidden has sealed nothing: it is sealed on arrival, in the same way on every device.
            let visibility = |thing| Key { thing, field: Field::HIDDEN };
            let open = words.iter().filter(|(key, _)| known.get(visibility(key.thing)).is_none());
            newer.extend(open.map(|(key, words)| (visibility(key.thing), Register { value: Value::Number(1), ..words.clone() })));
        }
        self.write(newer);
        self.keep(words);
    }

    /// Whether all of this is known here already, be it public or on the private store.
    pub fn knows(&self, document: &Document) -> bool {
        let known = self.known();
        document.registers().all(|(key, register)| known.get(*key).is_some_and(|here| here >= register))
    }

    /// Those whose words, or votes, lie on the private store of this device.
    pub fn in_private_store(&self, what: Hidden) -> Vec<PersonId> {
        let keys = self.private_store.registers().map(|(key, _)| *key).filter(|key| private_store::kind_of(*key) == Some(what));
        let mut owners: Vec<PersonId> = keys.filter_map(|key| self.owner(key)).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }

    /// Takes in what another page of this device has on its private store and says whether any register changed.
    pub fn receive_private_store(&mut self, private_store: Document) -> bool {
        !self.keep(private_store).is_empty()
    }

    /// Removal one step back or forward; returns what it was about and what has to be passed on, `None` if there was no step to take.
    pub fn step(&mut self, direction: Direction) -> Option<Stepped> {
        let known = Known { document: &self.document, private_store: &self.private_store };
        let Stepped { about, delta } = self.history.step(direction, known, &self.board, self.device)?;
        Some(Stepped { about, delta: self.write(delta) })
    }

    /// Ends the typing: what is typed next is a step of its own.
    pub fn end_typing(&mut self) {
        self.history.end_typing();
    }

    /// This device gets into other hands, which can take back what they did themselves and nothing else.
    pub fn switch_user(&mut self, current_user: CurrentUser) {
        let before = std::mem::replace(&mut self.current_user, current_user);
        if before == current_user {
            return;
        }
        self.history.end_typing();
        let own = self.others_histories.iter().position(|(whose, _)| *whose == current_user);
        let own = own.map_or(History::default(), |at| self.others_histories.swap_remove(at).1);
        self.others_histories.push((before, std::mem::replace(&mut self.history, own)));
        self.touched.secrets = true;
        self.touch_private();
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
        Known { document: &self.document, private_store: &self.private_store }
    }

    /// Writes what was planned here, each register where it belongs; returns what is public of it.
    fn write(&mut self, delta: Delta) -> Delta {
        // Notes bring their seals and authors with them: these are there before the words are looked at.
        let (asked, plain): (Delta, Delta) = delta.into_iter().partition(|(key, _)| private_store::kind_of(*key).is_some());
        let mut public = plain.clone();
        self.publish(plain);
        let (kept, open): (Delta, Delta) = asked.into_iter().partition(|(key, register)| self.is_withheld(*key, &register.value));
        public.extend(open.iter().cloned());
        self.publish(open);
        self.keep(kept);
        public
    }

    /// Whether a register that is written here goes to the private store: also where older words of its note are there (D7).
    fn is_withheld(&self, key: Key, value: &Value) -> bool {
        let follows = self.private_store.get(key).is_some() && *value != Value::Nothing;
        private_store::is_withheld(&self.board, key) || follows && !private_store::is_released(&self.board, key)
    }

    /// Takes registers into the document, and releases what is open by then.
    fn publish(&mut self, delta: Delta) -> Vec<Change> {
        let changes = self.document.merge(delta);
        let mut recorded = false;
        for change in &changes {
            let Some(register) = self.document.get(change.key) else { continue };
            self.board.apply(change.key, &register.value, &mut self.touched);
            if let Some(seen) = &mut self.seen {
                let own = self.private_store.get(change.key).filter(|own| *own > register);
                if own.is_none_or(|_| !self.current_user.sees(self.owners.of(&self.board, change.key))) {
                    seen.apply(change.key, &register.value, &mut self.touched);
                }
            }
            if owners::names_author(change.key) && self.private_store.get(owners::words(change.key.thing)).is_some() {
                recorded |= self.owners.record(&self.document, change.key.thing);
            }
        }
        if recorded {
            self.touch_private();
            self.look_again();
        }
        self.release();
        changes
    }

    /// Takes registers onto the private store, with the record of whose they are where it comes along, and releases what is open.
    fn keep(&mut self, delta: impl IntoIterator<Item = (Key, Register)>) -> Vec<Change> {
        let (recorded, lying): (Delta, Delta) = delta.into_iter().partition(|(key, _)| owners::names_author(*key));
        let changes = self.private_store.merge(lying);
        let stray = self.owners.adopt(recorded, &self.private_store);
        for change in changes.iter().filter(|change| private_store::kind_of(change.key) == Some(Hidden::Notes)) {
            self.owners.record(&self.document, change.key.thing);
        }
        if !changes.is_empty() {
            self.project_changes(&changes);
        }
        if !stray.is_empty() {
            self.publish(stray);
        }
        changes
    }

    fn project_changes(&mut self, changes: &[Change]) {
        let mut seen = self.seen.take().unwrap_or_else(|| Box::new(self.board.clone()));
        for change in changes {
            self.see(&mut seen, change.key);
        }
        self.seen = Some(seen);
        self.touched.secrets = true;
        self.release();
    }

    /// Shows a register of the private store on the board that is seen, if the hands that have the device may see it.
    fn see(&mut self, seen: &mut Board, key: Key) {
        let Some(register) = self.private_store.get(key) else { return };
        let newest = self.document.get(key).is_none_or(|public| public < register);
        if newest && self.current_user.sees(self.owner(key)) {
            seen.apply(key, &register.value, &mut self.touched);
        }
        self.touched.votes |= private_store::kind_of(key) == Some(Hidden::Votes);
    }

    fn release(&mut self) {
        if !self.private_store.is_empty() {
            self.release_due();
        }
    }

    fn release_due(&mut self) {
        let (board, document) = (&self.board, &self.document);
        // What another device has made public in a newer state is nobody's secret any more.
        let is_out =
            |key: &Key, here: &Register| private_store::is_released(board, *key) || document.get(*key).is_some_and(|public| public >= here);
        if !self.private_store.registers().any(|(key, register)| is_out(key, register)) {
            return;
        }
        let lying = std::mem::take(&mut self.private_store).into_iter();
        let (released, kept): (Delta, Delta) = lying.partition(|(key, register)| is_out(key, register));
        self.private_store = kept.into_iter().collect();
        self.touched.secrets = true;
        let authors = self.owners.release(&self.private_store);
        for change in self.document.merge(released.iter().cloned().chain(authors)) {
            if let Some(register) = self.document.get(change.key) {
                self.board.apply(change.key, &register.value, &mut self.touched);
                // The authors of released words are public, but for those that nobody has told yet.
                self.released.extend(owners::names_author(change.key).then(|| (change.key, register.clone())));
            }
        }
        self.released.extend(released);
        self.touch_private();
        self.look_again();
    }

    /// Makes the board that is seen anew.
    fn look_again(&mut self) {
        self.seen = None;
        if !self.private_store.is_empty() {
            self.project_private();
        }
    }

    fn project_private(&mut self) {
        let mut seen = Box::new(self.board.clone());
        let keys: Vec<Key> = self.private_store.registers().map(|(key, _)| *key).collect();
        for key in keys {
            self.see(&mut seen, key);
        }
        self.seen = Some(seen);
    }

    /// What lies on the private store is to be looked at again.
    fn touch_private(&mut self) {
        for (key, _) in self.private_store.registers() {
            match private_store::kind_of(*key) {
                Some(Hidden::Notes) => {
                    self.touched.notes.insert(NoteId(key.thing.id), ());
                }
                _ => self.touched.votes = true,
            }
        }
    }
}
