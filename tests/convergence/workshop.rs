//! A whole workshop: tabs in browsers with storage, a network that loses, repeats, reorders and partitions, pages that are closed or killed
//! and reopened, and boards carried over by link and file.

use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::command::Command;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::document::{Delta, Document};
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slot, Slots};
use alignment_board::core::format::{file, link};
use alignment_board::core::replica::Replica;
use proptest::prelude::*;
use proptest::sample::Index;

use super::actions::{Action, action};
use super::checks::{check_board, check_routes};
use super::world::{World, pick};
use crate::support::device;

/// An action of a person, or something that happens around it.
#[derive(Clone, Debug)]
pub(super) enum Incident {
    /// Somebody does something.
    Action(Action),
    /// A message to this tab is lost.
    Lose(Index),
    /// The network splits into two partitions, by the bits of the number; 0 makes it whole again.
    Partition(u8),
    /// This tab saves: it reads storage, merges, writes.
    Save,
    /// This tab is reopened: after a save, or killed.
    Reopen(Leave),
    /// This tab opens another's file.
    File(Index),
    /// This tab opens another's link.
    Link(Index),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    Saved,
    Killed,
}

pub(super) fn incident() -> impl Strategy<Value = Incident> {
    prop_oneof![
        160 => action().prop_map(Incident::Action),
        6 => any::<Index>().prop_map(Incident::Lose),
        4 => any::<u8>().prop_map(Incident::Partition),
        4 => Just(Incident::Partition(0)),
        14 => Just(Incident::Save),
        3 => Just(Incident::Reopen(Leave::Saved)),
        2 => Just(Incident::Reopen(Leave::Killed)),
        2 => any::<Index>().prop_map(Incident::File),
        // Links are slow to make.
        1 => any::<Index>().prop_map(Incident::Link),
    ]
}

/// What one browser stores, and what it has called saved.
#[derive(Default)]
struct Browser {
    slots: Slots,
    private_store: Slots,
    saved: Document,
}

pub(super) struct Workshop {
    world: World,
    browsers: Vec<Browser>,
    /// How many devices there were: each opening of a page draws a new one.
    devices: u64,
}

fn board() -> BoardId {
    BoardId::from_random(0xb0a2d)
}

impl Workshop {
    pub(super) fn new(size: usize) -> Workshop {
        // Two tabs share a browser.
        let browsers = (0..size.div_ceil(2)).map(|_| Browser::default()).collect();
        Workshop { world: World::new(size), browsers, devices: size as u64 }
    }

    pub(super) fn apply(&mut self, who: usize, incident: &Incident) -> Result<(), TestCaseError> {
        match incident {
            Incident::Action(action) => self.world.apply(who, action)?,
            Incident::Lose(message) => {
                let waiting = &mut self.world.waiting[who];
                let places: Vec<usize> = (0..waiting.len()).collect();
                if let Some(place) = pick(&places, message) {
                    waiting.remove(place);
                }
            }
            Incident::Partition(sides) => {
                for (tab, side) in self.world.sides.iter_mut().enumerate() {
                    *side = usize::from(sides >> tab & 1);
                }
            }
            Incident::Save => self.save(who)?,
            Incident::Reopen(leave) => {
                if *leave == Leave::Saved {
                    self.save(who)?;
                }
                self.open(who)?;
            }
            Incident::File(other) => {
                let shared = self.world.replicas[other.index(self.world.replicas.len())].document().without_deleted();
                let read = file::read(&file::write(board(), &shared)).map(|read| read.document);
                prop_assert_eq!(read.as_ref(), Ok(&shared), "a file does not open");
                self.receive(who, shared)?;
            }
            Incident::Link(other) => {
                let shared = self.world.replicas[other.index(self.world.replicas.len())].document().without_deleted();
                let read = link::decode(&link::encode(board(), &shared)).map(|read| read.document);
                prop_assert_eq!(read.as_ref(), Ok(&shared), "a link does not open");
                self.receive(who, shared)?;
            }
        }
        Ok(())
    }

    fn receive(&mut self, who: usize, document: Document) -> Result<(), TestCaseError> {
        self.world.receive(who, document);
        self.check(who)
    }

    /// The board and the private store that this tab's browser stores.
    fn load(&self, who: usize) -> Result<(Generation, Document, Document), TestCaseError> {
        let browser = &self.browsers[who / 2];
        let private_store = match stored::read_private_store(board(), &browser.private_store) {
            Ok(stored) => stored.private_store,
            Err(error) => return Err(TestCaseError::fail(format!("the private store does not open: {error:?}"))),
        };
        match stored::read(board(), &browser.slots) {
            Ok(loaded) => {
                let mut all = loaded.document.clone();
                all.merge(private_store.clone());
                prop_assert_eq!(all.merge(browser.saved.clone()), [], "what was saved is lost");
                Ok((loaded.generation, loaded.document, private_store))
            }
            Err(None) => Ok((Generation(0), Document::new(), private_store)),
            Err(Some(error)) => Err(TestCaseError::fail(format!("the saved board does not open: {error:?}"))),
        }
    }

    fn save(&mut self, who: usize) -> Result<(), TestCaseError> {
        let (generation, stored, private_store) = self.load(who)?;
        self.receive(who, stored)?;
        self.world.replicas[who].receive_private_store(private_store);
        self.receive(who, Document::new())?;
        let replica = &self.world.replicas[who];
        let next = generation.next();
        let text = |document: &Document| Some(stored::write(board(), document, next));
        let browser = &mut self.browsers[who / 2];
        match next.slot() {
            Slot::A => (browser.private_store.a, browser.slots.a) = (text(replica.private_store()), text(replica.document())),
            Slot::B => (browser.private_store.b, browser.slots.b) = (text(replica.private_store()), text(replica.document())),
        }
        browser.saved.merge(replica.document().clone());
        browser.saved.merge(replica.private_store().clone());
        Ok(())
    }

    fn open(&mut self, who: usize) -> Result<(), TestCaseError> {
        self.devices += 1;
        let (_, document, private_store) = self.load(who)?;
        self.world.devices[who] = device(self.devices);
        self.world.replicas[who] = Replica::with_private_store(device(self.devices), document, private_store);
        Ok(())
    }

    /// The tab's board equals its document.
    pub(super) fn check(&self, who: usize) -> Result<(), TestCaseError> {
        let replica = &self.world.replicas[who];
        check_board(replica.board(), replica.document())
    }

    /// Delivers all messages and what they release; returns what was sent by that.
    fn spread(&mut self) -> Vec<Delta> {
        let mut spread = Vec::new();
        while self.world.waiting.iter().any(|waiting| !waiting.is_empty()) {
            for who in 0..self.world.replicas.len() {
                while let Some((_, delta)) = self.world.waiting[who].pop() {
                    spread.push(delta.clone());
                    self.world.receive(who, delta.into_iter().collect());
                }
            }
        }
        spread
    }

    /// Everything left anywhere arrives, in a different order for each tab, some of it for the second time: all tabs show the same, and
    /// nothing that nobody wrote.
    pub(super) fn end(mut self) -> Result<(), TestCaseError> {
        let size = self.world.replicas.len();
        let mut left: Vec<Delta> = self.world.waiting.iter().flatten().map(|(_, delta)| delta.clone()).collect();
        left.extend(self.world.replicas.iter().map(|replica| replica.document().clone().into_iter().collect()));
        let stored: Vec<_> = (0..size).map(|who| self.load(who)).collect::<Result<_, _>>()?;
        left.extend(stored.into_iter().map(|(_, document, _)| document.into_iter().collect()));
        self.world.waiting.iter_mut().for_each(Vec::clear);
        for who in 0..size {
            let (late, early) = left.split_at(who * left.len() / size);
            for delta in early.iter().rev().chain(late) {
                self.world.receive(who, delta.iter().cloned().collect());
            }
        }
        // Whoever held open content in a private store releases it to all others.
        left.extend(self.spread());
        let expected: Document = left.iter().flatten().cloned().collect();
        for replica in &self.world.replicas {
            prop_assert_eq!(replica.document(), &expected);
        }
        for who in 0..size {
            self.check(who)?;
            self.save(who)?;
        }
        // Somebody opens everything by rule (D6): no private store holds anything back, and all see the same.
        for command in [Command::GoTo(Stage::SetUp), Command::SetNoteSecrecy(Secrecy::Open), Command::SetBallotSecrecy(Secrecy::Open)] {
            let delta = self.world.replicas[0].act(&command, 0);
            self.world.send(0, delta.into_iter().collect());
        }
        self.spread();
        let first = self.world.replicas[0].document().clone();
        for replica in &self.world.replicas {
            prop_assert!(replica.private_store().is_empty(), "something is held back");
            prop_assert_eq!(replica.document(), &first);
            prop_assert_eq!(replica.seen(), replica.board());
        }
        let mut everything = self.world.everything();
        everything.merge(self.world.secrets.clone());
        prop_assert_eq!(everything.merge(expected.clone()), [], "the boards hold what nobody wrote");
        check_routes(&expected)
    }
}
