//! Registers and commands out of a fuzzer's bytes.

use alignment_board::core::board::layer::{Layer, Level};
use alignment_board::core::board::voting::{Pole, Poles, Target, VoteRules};
use alignment_board::core::board::{Colour, round};
use alignment_board::core::command::{Command, Destination};
use alignment_board::core::document::id::{Id, Kind, NoteId, PersonId, Thing};
use alignment_board::core::document::{Field, Key, NUMBER_LIMIT, Register, Stamp, Value};
use alignment_board::core::replica::Replica;

use crate::support::device;

/// Bytes taken one by one; zeros follow the last.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        let (first, rest) = self.0.split_first().unwrap_or((&0, &[]));
        self.0 = rest;
        *first
    }

    pub(super) fn below(&mut self, limit: u64) -> u64 {
        u64::from(self.byte()) % limit
    }

    /// Mostly small, so that ids collide; some near the limit.
    fn number(&mut self) -> u64 {
        match self.byte() {
            byte @ ..240 => u64::from(byte % 16),
            byte @ 240..250 => u64::from(byte) << 8 | u64::from(self.byte()),
            byte @ 250..253 => NUMBER_LIMIT / 2 + u64::from(byte),
            byte => NUMBER_LIMIT - 253 - 400 + u64::from(byte),
        }
    }

    pub(super) fn text(&mut self) -> String {
        let length = usize::from(self.byte() % 24).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    fn id(&mut self) -> Id {
        Id { time: self.number(), device: device(1 + self.below(4)) }
    }

    fn thing(&mut self) -> Thing {
        match self.below(12) {
            0 => Thing::BOARD,
            1 => Layer::ALL[self.below(6) as usize].thing(),
            2 => round::thing(self.below(3) as u16),
            kind @ 3..11 => Thing { kind: Kind(kind as u8), id: self.id() },
            _ => Thing { kind: Kind(self.byte()), id: self.id() },
        }
    }

    fn value(&mut self, depth: u64) -> Value {
        match self.below(8) {
            0 => Value::Nothing,
            1 | 2 => Value::Number(self.number()),
            3 | 4 => Value::Text(self.text()),
            5 => Value::Thing(self.thing()),
            _ if depth == 0 => Value::Nothing,
            _ => Value::List((0..self.below(6)).map(|_| self.value(depth - 1)).collect()),
        }
    }

    pub(super) fn register(&mut self) -> (Key, Register) {
        let field = if self.byte().is_multiple_of(16) { u16::from(self.byte()) << 3 } else { self.below(36) as u16 };
        let (thing, stamp) = (self.thing(), self.id());
        let stamp = Stamp { time: stamp.time, device: stamp.device };
        (Key { thing, field: Field(field) }, Register { stamp, value: self.value(3) })
    }

    pub(super) fn command(&mut self, replica: &Replica) -> Command {
        let board = replica.board();
        let notes: Vec<NoteId> = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer)).collect();
        let people: Vec<PersonId> = board.people().map(|(person, _)| person).collect();
        let nobody = Id { time: 0, device: device(1) };
        let one_of = |place: u8, notes: &[NoteId]| notes.get(usize::from(place) % notes.len().max(1)).copied().unwrap_or(NoteId(nobody));
        let (which, other) = (self.byte(), self.byte());
        let (note, with) = (one_of(which, &notes), one_of(other, &notes));
        let voter = people.get(usize::from(which) % people.len().max(1)).copied().unwrap_or(PersonId(nobody));
        let layer = Layer::ALL[usize::from(other) % 6];
        let pole = if other % 2 == 0 { Pole::Tight } else { Pole::Loose };
        match self.below(18) {
            0..3 => Command::AddNotes { layer, texts: vec![self.text()], colour: Colour::Rose, author: None },
            3 => Command::EditNote { note, text: self.text() },
            4 => Command::MoveNote { note, to: Destination::Before(with) },
            5 => Command::MoveNote { note, to: Destination::End(layer) },
            6 => Command::DeleteNote(note),
            7 => Command::GroupNotes { note, with },
            8 => Command::LeaveGroup(note),
            9 => Command::TakeApart(note),
            10 => Command::AddPeople(vec![self.text()]),
            11 => Command::RemovePerson(voter),
            12 => Command::AddDot { voter, target: Target::Note(with), pole },
            13 => Command::AddDot { voter, target: Target::Layer(layer), pole },
            14 => Command::SetRules(VoteRules::new(u64::from(which % 24), u64::from(other % 8))),
            15 => Command::SetPoles(if which % 2 == 0 { Poles::Both } else { Poles::TightOnly }),
            16 => Command::StartRunOff(usize::from(which % 4)),
            _ => Command::SetIntended { layer, level: Level::new(u64::from(which % 9)).unwrap_or(board.intended(layer)) },
        }
    }
}
