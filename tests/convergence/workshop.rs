//! A workshop as it happens: tabs in browsers that store, a network that loses, repeats, reorders and breaks apart, pages that are closed or
//! killed and opened again, and boards that are carried over by link and by file.

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

/// What happens, beside what people do on the board.
#[derive(Clone, Debug)]
pub(super) enum Happening {
    /// Somebody does something.
    Action(Action),
    /// A message to this tab is lost.
    Lose(Index),
    /// The network falls into two contributions, by the bits of the number; with 0 it is whole again.
    Contribution(u8),
    /// This tab saves: it reads what is stored, merges it, writes.
    Save,
    /// This tab is closed and opened again: saved before, or killed.
    Reopen(Leave),
    /// This tab takes in another's file.
    File(Index),
    /// This tab takes in another's link.
    Link(Index),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    Saved,
    Killed,
}

pub(super) fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        160 => action().prop_map(Happening::Action),
        6 => any::<Index>().prop_map(Happening::Lose),
        4 => any::<u8>().prop_map(Happening::Contribution),
        4 => Just(Happening::Contribution(0)),
        14 => Just(Happening::Save),
        3 => Just(Happening::Reopen(Leave::Saved)),
        2 => Just(Happening::Reopen(Leave::Killed)),
        2 => any::<Index>().prop_map(Happening::File),
        // Links are slow to make.
        1 => any::<Index>().prop_map(Happening::Link),
    ]
}

/// What one browser has stored, and what it has said to be saved.
#[derive(Default)]
struct Browser {
    slots: Slots,
    private_store: Slots,
    saved: Document,
}

pub(super) struct Workshop {
    world: World,
    browsers: Vec<Browser>,
    /// The devices so far: each opening of a page draws a new one.
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

    pub(super) fn go(&mut self, who: usize, happening: &Happening) -> Result<(), TestCaseError> {
        match happening {
            Happening::Action(action) => self.world.go(who, action)?,
            Happening::Lose(message) => {
                let waiting = &mut self.world.waiting[who];
                let places: Vec<usize> = (0..waiting.len()).collect();
                if let Some(place) = pick(&places, message) {
                    waiting.remove(place);
                }
            }
            Happening::Contribution(sides) => {
                for (tab, side) in self.world.sides.iter_mut().enumerate() {
                    *side = usize::from(sides >> tab & 1);
                }
            }
            Happening::Save => self.save(who)?,
            Happening::Reopen(leave) => {
                if *leave == Leave::Saved {
                    self.save(who)?;
                }
                self.open(who)?;
            }
            Happening::File(other) => {
                let shared = self.world.replicas[other.index(self.world.replicas.len())].document().shareable();
                let read = file::read(&file::write(board(), &shared)).map(|read| read.document);
                prop_assert_eq!(read.as_ref(), Ok(&shared), "a file does not open");
                self.receive(who, shared)?;
            }
            Happening::Link(other) => {
                let shared = self.world.replicas[other.index(self.world.replicas.len())].document().shareable();
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

    /// The board and the private store that this tab's browser has.
    fn load(&self, who: usize) -> Result<(Generation, Document, Document), TestCaseError> {
        let browser = &self.browsers[who / 2];
        let private_store = match stored::read_private_store(board(), &browser.private_store) {
            Ok(stored) => stored.private_store,
            Err(error) => return Err(TestCaseError::fail(format!("the desk does not open: {error:?}"))),
        };
        match stored::read(board(), &browser.slots) {
            Ok(loaded) => {
                let mut all = loaded.document.clone();
                all.merge(private_store.clone());
                prop_assert_eq!(all.merge(browser.saved.clone()), [], "what was saved is not there any more");
                Ok((loaded.generation, loaded.document, private_store))
            }
            Err(None) => Ok((Generation(0), Document::new(), private_store)),
            Err(Some(error)) => Err(TestCaseError::fail(format!("what was saved does not open: {error:?}"))),
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

    /// What one tab shows is what its document says.
    pub(super) fn check(&self, who: usize) -> Result<(), TestCaseError> {
        let replica = &self.world.replicas[who];
        check_board(replica.board(), replica.document())
    }

    /// All messages arrive, and what they release; hands back what was said by that.
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

    /// Everything that is left anywhere arrives, in an order of its own for each tab, some of it for the second time; all tabs show the
    /// same, and nothing that nobody said.
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
        // What is open is released by whoever had it on the private store, for all others.
        left.extend(self.spread());
        let expected: Document = left.iter().flatten().cloned().collect();
        for replica in &self.world.replicas {
            prop_assert_eq!(replica.document(), &expected);
        }
        for who in 0..size {
            self.check(who)?;
            self.save(who)?;
        }
        // Somebody opens everything by rule (D6): no private store keeps anything back, and all see the same.
        for command in [Command::GoTo(Stage::SetUp), Command::SetNoteSecrecy(Secrecy::Open), Command::SetBallotSecrecy(Secrecy::Open)] {
            let delta = self.world.replicas[0].act(&command, 0);
            self.world.say(0, delta.into_iter().collect());
        }
        self.spread();
        let first = self.world.replicas[0].document().clone();
        for replica in &self.world.replicas {
            prop_assert!(replica.private_store().is_empty(), "something is kept back");
            prop_assert_eq!(replica.document(), &first);
            prop_assert_eq!(replica.seen(), replica.board());
        }
        let mut everything = self.world.everything();
        everything.merge(self.world.secrets.clone());
        prop_assert_eq!(everything.merge(expected.clone()), [], "the boards hold what nobody said");
        check_routes(&expected)
    }
}
