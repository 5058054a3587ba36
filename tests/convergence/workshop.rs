//! A workshop as it happens: tabs in browsers that store, a network that loses, repeats, reorders and breaks apart, pages that are closed or
//! killed and opened again, and boards that are carried over by link and by file.

use alignment_board::core::document::{Delta, Document};
use alignment_board::core::format::stored::{self, Generation, Slot, Slots};
use alignment_board::core::format::{file, link};
use alignment_board::core::id::BoardId;
use alignment_board::core::replica::Replica;
use proptest::prelude::*;
use proptest::sample::Index;

use super::checks::{check_board, check_routes};
use super::deeds::{Deed, deed};
use super::world::{World, pick};
use crate::support::device;

/// What happens, beside what people do on the board.
#[derive(Clone, Debug)]
pub(super) enum Happening {
    /// Somebody does something.
    Deed(Deed),
    /// A message to this tab is lost.
    Lose(Index),
    /// The network falls into two parts, by the bits of the number; with 0 it is whole again.
    Part(u8),
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
        160 => deed().prop_map(Happening::Deed),
        6 => any::<Index>().prop_map(Happening::Lose),
        4 => any::<u8>().prop_map(Happening::Part),
        4 => Just(Happening::Part(0)),
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
            Happening::Deed(deed) => self.world.go(who, deed)?,
            Happening::Lose(message) => {
                let waiting = &mut self.world.waiting[who];
                let places: Vec<usize> = (0..waiting.len()).collect();
                if let Some(place) = pick(&places, message) {
                    waiting.remove(place);
                }
            }
            Happening::Part(sides) => {
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
        let replica = &mut self.world.replicas[who];
        replica.receive(document.into_iter().collect());
        check_board(replica.board(), replica.document())
    }

    fn load(&self, who: usize) -> Result<(Generation, Document), TestCaseError> {
        let browser = &self.browsers[who / 2];
        match stored::read(board(), &browser.slots) {
            Ok(loaded) => {
                let mut document = loaded.document;
                prop_assert_eq!(document.merge(browser.saved.clone()), [], "what was saved is not there any more");
                Ok((loaded.generation, document))
            }
            Err(None) => Ok((Generation(0), Document::new())),
            Err(Some(error)) => Err(TestCaseError::fail(format!("what was saved does not open: {error:?}"))),
        }
    }

    fn save(&mut self, who: usize) -> Result<(), TestCaseError> {
        let (generation, stored) = self.load(who)?;
        self.receive(who, stored)?;
        let document = self.world.replicas[who].document().clone();
        let next = generation.next();
        let text = Some(stored::write(board(), &document, next));
        let browser = &mut self.browsers[who / 2];
        match next.slot() {
            Slot::A => browser.slots.a = text,
            Slot::B => browser.slots.b = text,
        }
        browser.saved = document;
        Ok(())
    }

    fn open(&mut self, who: usize) -> Result<(), TestCaseError> {
        self.devices += 1;
        let (_, document) = self.load(who)?;
        self.world.devices[who] = device(self.devices);
        self.world.replicas[who] = Replica::new(device(self.devices), document);
        Ok(())
    }

    /// What one tab shows is what its document says.
    pub(super) fn check(&self, who: usize) -> Result<(), TestCaseError> {
        let replica = &self.world.replicas[who];
        check_board(replica.board(), replica.document())
    }

    /// Everything that is left anywhere arrives, in an order of its own for each tab, some of it for the second time; all tabs show the
    /// same, and nothing that nobody said.
    pub(super) fn end(mut self) -> Result<(), TestCaseError> {
        let size = self.world.replicas.len();
        let mut left: Vec<Delta> = self.world.waiting.iter().flatten().map(|(_, delta)| delta.clone()).collect();
        left.extend(self.world.replicas.iter().map(|replica| replica.document().clone().into_iter().collect()));
        left.extend(self.browsers.iter().map(|browser| browser.saved.clone().into_iter().collect()));
        let expected: Document = left.iter().flatten().cloned().collect();
        for (who, replica) in self.world.replicas.iter_mut().enumerate() {
            let turn = who * left.len() / size;
            let (late, early) = left.split_at(turn);
            for delta in early.iter().rev().chain(late) {
                replica.receive(delta.clone());
            }
            prop_assert_eq!(replica.document(), &expected);
        }
        for who in 0..size {
            self.check(who)?;
            self.save(who)?;
        }
        let mut everything = self.world.everything();
        prop_assert_eq!(everything.merge(expected.clone()), [], "the boards hold what nobody said");
        check_routes(&expected)
    }
}
