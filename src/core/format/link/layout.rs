//! The walk over a document: what is written, in which order, and from what each value is predicted.
//!
//! Encoding and decoding share the walk: the writer passes in tables, the reader passes in none and gets them back. At each step the
//! [`Coder`] writes what it is given or returns what it reads. Nothing is left out or repaired: registers of any kind, field and shape
//! are passed on. The reader refuses what exceeds the limits of validation.
//!
//! A context is (slot; first; second): the slot says what is coded, the other two from what it is predicted.

use super::coder::Coder;
use super::model::join;
use super::tables::{self, Cell, Column, Table};
use crate::core::document::id::{DeviceId, Id, Kind, Thing};
use crate::core::document::text::NOTE_LIMIT;
use crate::core::document::{Document, Field, NUMBER_LIMIT, Register, Stamp, Value};
use crate::core::format::validation::{DEPTH_LIMIT, LIST_LIMIT, REGISTER_LIMIT};

/// What a thing, a column or a value takes from the reader's room, besides the bytes of a text: roughly its size in memory.
const ITEM: usize = 8;
/// The most bytes of a text: four per character.
const TEXT_BYTES: usize = 4 * NOTE_LIMIT;
/// The class of texts inside lists, which are fractions of order keys. For other texts it is the number of the kind, at most 6.
const INNER_TEXT: u8 = 7;
/// The number of places in a list with contexts of their own; later places alternate between those of the third and the fourth.
const PLACES: usize = 4;

/// What is coded. The numbers enter the contexts and are thus part of the format.
mod slot {
    pub(super) const TABLES: u32 = 1;
    pub(super) const KIND: u32 = 2;
    pub(super) const VOTES: u32 = 3;
    pub(super) const THINGS: u32 = 4;
    pub(super) const TIME: u32 = 5;
    pub(super) const DEVICE: u32 = 6;
    pub(super) const COLUMNS: u32 = 7;
    pub(super) const FIELD: u32 = 8;
    pub(super) const GAP: u32 = 9;
    pub(super) const OWN: u32 = 10;
    pub(super) const WRITER: u32 = 11;
    pub(super) const LATER: u32 = 12;
    pub(super) const SHAPE: u32 = 13;
    pub(super) const LENGTH: u32 = 14;
    pub(super) const NUMBER: u32 = 15;
    pub(super) const WHOLE: u32 = 16;
    pub(super) const TARGET: u32 = 17;
    pub(super) const KNOWN: u32 = 18;
    pub(super) const INDEX: u32 = 19;
}

/// Writes the document, or, ignoring it, reads one. `on_section` hears the name of each section once it is done, and the number of bytes
/// so far.
pub(super) fn walk(coder: &mut Coder, document: &Document, on_section: &mut dyn FnMut(&'static str, usize)) -> Document {
    let devices = vec![Thing::BOARD.id.device];
    let mut walk = Walk { coder, on_section, devices, time: 0, registers: 0, people: Vec::new(), notes: Vec::new(), done: Vec::new() };
    walk.tables(if walk.coder.is_reading() { Vec::new() } else { tables::of(document) });
    tables::document(walk.done)
}

struct Walk<'w, 'a> {
    coder: &'w mut Coder<'a>,
    on_section: &'w mut dyn FnMut(&'static str, usize),
    /// The devices so far; the first is the device of the board itself.
    devices: Vec<DeviceId>,
    /// The last stamp time that was not the time of its thing's creation.
    time: u64,
    registers: usize,
    /// The colours of the people, in order of the people.
    people: Vec<(Id, u64)>,
    /// The colours of the notes' authors, in order of the notes.
    notes: Vec<(Id, u64)>,
    /// The tables so far.
    done: Vec<Table>,
}

/// What came before in the same column, by the place in a list (0 outside lists).
#[derive(Default)]
struct Before {
    gap: u64,
    /// One bit for each of the last three stamps: whether it was that of its thing's creation.
    own: u64,
    writer: usize,
    shape: [u64; PLACES],
    numbers: [(u64, u64); PLACES],
    indices: (u64, u64),
}

/// The position of a value.
#[derive(Clone, Copy)]
struct Spot {
    kind: Kind,
    field: Field,
    id: Id,
    depth: usize,
    /// Its place in the list, below [`PLACES`].
    place: usize,
}

impl Spot {
    /// The context of a slot at this position.
    fn context(self, slot: u32) -> u32 {
        join(join(column(self.kind, self.field), (self.depth * 6 + self.place) as u32), slot)
    }
}

fn column(kind: Kind, field: Field) -> u32 {
    join(u32::from(kind.0) + 256, field.0.into())
}

fn colour_of(colours: &[(Id, u64)], id: Id) -> Option<u64> {
    let place = colours.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    colours.get(place).map(|(_, colour)| *colour)
}

fn of_kind(kind: Kind, slot: u32) -> u32 {
    join(slot, kind.0.into())
}

/// The name of a section of the payload in a report.
fn section_name(kind: Kind, field: Field) -> &'static str {
    match (kind, field) {
        (Kind::NOTE, Field::TEXT) => "texts of notes",
        (Kind::NOTE, Field::PLACE) => "places of notes",
        (Kind::NOTE, Field::COLOUR) => "colours of notes",
        (Kind::NOTE, Field::AUTHOR) => "authors of notes",
        (Kind::PERSON, _) => "people",
        (Kind::BALLOT, _) => "ballots",
        (Kind::BOARD | Kind::LAYER, _) => "board and layers",
        _ => "other",
    }
}

impl Walk<'_, '_> {
    fn number(&mut self, slot: u32, first: u64, second: u64, number: u64) -> u64 {
        let number = self.coder.number([slot, first as u32, second as u32], number);
        self.coder.refuse_if(number > NUMBER_LIMIT);
        number
    }

    /// A number up to a limit.
    fn count(&mut self, slot: u32, first: u64, limit: usize, count: usize) -> usize {
        let count = self.number(slot, first, 0, count as u64);
        self.coder.refuse_if(count > limit as u64);
        if self.coder.is_refused() { 0 } else { count as usize }
    }

    /// A number that is probably close to another: their difference in zigzag encoding, where 0, −1, 1, −2 become 0, 1, 2, 3.
    fn near(&mut self, slot: u32, first: u64, second: u64, base: u64, number: u64) -> u64 {
        let difference = number.wrapping_sub(base) as i64;
        let folded = ((difference << 1) ^ (difference >> 63)) as u64;
        let folded = self.coder.number([slot, first as u32, second as u32], folded);
        let number = base.wrapping_add((folded >> 1) ^ (folded & 1).wrapping_neg());
        self.coder.refuse_if(number > NUMBER_LIMIT);
        if self.coder.is_refused() { 0 } else { number }
    }

    /// A device: its index among those so far. A new one takes the next index and is spelt out.
    fn device(&mut self, slot: u32, before: usize, device: DeviceId) -> (DeviceId, usize) {
        let count = self.devices.len();
        let known = self.devices.iter().position(|other| *other == device).unwrap_or(count);
        let place = self.count(slot, before as u64, count, known);
        if let Some(device) = self.devices.get(place) {
            return (*device, place);
        }
        self.coder.spend(ITEM);
        let device = DeviceId::from_random(self.coder.random(48, device.number()));
        self.devices.push(device);
        (device, place)
    }

    fn tables(&mut self, tables: Vec<Table>) {
        let count = self.count(slot::TABLES, 0, 256, tables.len());
        let mut given = tables.into_iter();
        let mut lowest = 0;
        for _ in 0..count {
            let (kind, things, columns) =
                given.next().map_or((0, Vec::new(), Vec::new()), |table| (usize::from(table.kind.0), table.things, table.columns));
            let kind = lowest + self.count(slot::KIND, lowest as u64, 255, kind.wrapping_sub(lowest));
            self.coder.refuse_if(kind > 255);
            if self.coder.is_refused() {
                return;
            }
            lowest = kind + 1;
            let kind = Kind(kind as u8);
            let things = self.things(kind, things);
            (self.on_section)("ids", self.coder.settled());
            self.done.push(Table { kind, things: things.clone(), columns: Vec::new() });
            let columns = self.columns(kind, &things, columns);
            if let Some(table) = self.done.last_mut() {
                table.columns = columns;
            }
        }
    }

    /// The ids of a table: for ballots, first which of the people have one; then the other ids, in ascending order.
    fn things(&mut self, kind: Kind, mut things: Vec<Id>) -> Vec<Id> {
        let mut voters = Vec::new();
        if kind == Kind::BALLOT {
            let mut voted = true;
            for id in self.known(Kind::PERSON).to_vec() {
                voted = self.coder.flag([slot::VOTES, voted.into(), 0], things.binary_search(&id).is_ok());
                if voted {
                    voters.push(id);
                }
            }
            things.retain(|id| voters.binary_search(id).is_err());
        }
        let count = self.count(slot::THINGS, kind.0.into(), REGISTER_LIMIT, things.len());
        let mut given = things.into_iter();
        let mut voters = voters.into_iter().peekable();
        let mut all = Vec::new();
        let (mut time, mut step, mut device) = (0, 0, 0);
        for _ in 0..count {
            let id = given.next().unwrap_or(Thing::BOARD.id);
            step = self.number(of_kind(kind, slot::TIME), step, 0, id.time.wrapping_sub(time));
            time = step.wrapping_add(time);
            self.coder.refuse_if(time > NUMBER_LIMIT);
            let (name, place) = self.device(of_kind(kind, slot::DEVICE), device, id.device);
            device = place;
            self.coder.spend(ITEM);
            if self.coder.is_refused() {
                break;
            }
            let id = Id { time, device: name };
            while let Some(voter) = voters.next_if(|voter| *voter < id) {
                all.push(voter);
            }
            all.push(id);
        }
        all.extend(voters);
        self.coder.refuse_if(!all.is_sorted_by(|one, next| one < next));
        all
    }

    /// The ids of the things of a kind, if coded already.
    fn known(&self, kind: Kind) -> &[Id] {
        self.done.iter().find(|table| table.kind == kind).map_or(&[], |table| &table.things)
    }

    fn columns(&mut self, kind: Kind, things: &[Id], columns: Vec<Column>) -> Vec<Column> {
        let count = self.count(slot::COLUMNS, kind.0.into(), 1 << 16, columns.len());
        let mut given = columns.into_iter();
        let mut bound = 1 << 16;
        let mut all = Vec::new();
        for place in 0..count {
            let (field, cells) = given.next().map_or((Field(0), Vec::new()), |column| (column.field, column.cells));
            // The first field is spelt out, the others are steps down from the one before.
            let field = usize::from(field.0);
            let step = if place == 0 { field } else { (bound - 1usize).wrapping_sub(field) };
            let step = self.count(of_kind(kind, slot::FIELD), bound as u64, (1 << 16) - 1, step);
            let field = if place == 0 { Some(step) } else { bound.checked_sub(step + 1) };
            self.coder.refuse_if(field.is_none());
            self.coder.spend(ITEM);
            if self.coder.is_refused() {
                break;
            }
            bound = field.unwrap_or(0);
            let field = Field(bound as u16);
            let cells = self.cells(kind, field, things, cells);
            (self.on_section)(section_name(kind, field), self.coder.settled());
            all.push(Column { field, cells });
            if bound == 0 {
                self.coder.refuse_if(place + 1 < count);
                break;
            }
        }
        all
    }

    /// The registers of a column: the number of things to skip before the next with a register (or the end), its stamp and its value.
    fn cells(&mut self, kind: Kind, field: Field, things: &[Id], cells: Vec<Cell>) -> Vec<Cell> {
        let slot = join(column(kind, field), slot::GAP);
        let mut before = Before::default();
        let mut given = cells.into_iter().peekable();
        let mut all = Vec::new();
        let mut next = 0;
        while next < things.len() {
            let wanted = given.peek().map_or(things.len(), |(place, _)| *place);
            before.gap = self.count(slot, before.gap, things.len() - next, wanted.wrapping_sub(next)) as u64;
            next += before.gap as usize;
            let Some(id) = things.get(next).copied() else { break };
            let (stamp, value) = given.next().map_or((None, Value::Nothing), |(_, register)| (Some(register.stamp), register.value));
            let stamp = self.stamp(kind, field, id, stamp, &mut before);
            let value = self.value(Spot { kind, field, id, depth: 0, place: 0 }, value, &mut before);
            self.registers += 1;
            self.coder.refuse_if(self.registers > REGISTER_LIMIT);
            if self.coder.is_refused() {
                break;
            }
            self.remember(kind, field, id, &value);
            all.push((next, Register { stamp, value }));
            next += 1;
        }
        all
    }

    /// Remembers colours, because a note often has its author's.
    fn remember(&mut self, kind: Kind, field: Field, id: Id, value: &Value) {
        match (kind, field, value) {
            (Kind::PERSON, Field::COLOUR, Value::Number(colour)) => self.people.push((id, *colour)),
            (Kind::NOTE, Field::AUTHOR, Value::Thing(person)) => {
                self.notes.extend(colour_of(&self.people, person.id).map(|colour| (id, colour)))
            }
            _ => {}
        }
    }

    /// A stamp: usually that of the thing's creation; otherwise its time relative to the last such time, and its device.
    fn stamp(&mut self, kind: Kind, field: Field, id: Id, stamp: Option<Stamp>, before: &mut Before) -> Stamp {
        let slot = column(kind, field);
        let creation = Stamp { time: id.time, device: id.device };
        let stamp = stamp.unwrap_or(creation);
        let own = self.coder.flag([join(slot, slot::OWN), (before.own & 1) as u32, before.own as u32], stamp == creation);
        before.own = before.own << 1 & 7 | u64::from(own);
        if own {
            return creation;
        }
        self.time = self.near(join(slot, slot::LATER), 0, 0, self.time, stamp.time);
        let (device, place) = self.device(join(slot, slot::WRITER), before.writer, stamp.device);
        before.writer = place;
        Stamp { time: self.time, device }
    }

    fn value(&mut self, spot: Spot, value: Value, before: &mut Before) -> Value {
        self.coder.spend(ITEM);
        let shape = match &value {
            Value::Nothing => 0,
            Value::Number(_) => 1,
            Value::Text(_) => 2,
            Value::Thing(_) => 3,
            Value::List(_) => 4,
        };
        let shape = self.number(spot.context(slot::SHAPE), before.shape[spot.place], 0, shape);
        before.shape[spot.place] = shape;
        match shape {
            0 => Value::Nothing,
            1 => Value::Number(self.number_value(spot, value.as_number().unwrap_or(0), before)),
            2 => {
                let class = if spot.depth > 0 { INNER_TEXT } else { spot.kind.0.min(INNER_TEXT - 1) };
                Value::Text(self.coder.text(class, value.as_text().unwrap_or(""), TEXT_BYTES))
            }
            3 => Value::Thing(self.thing_value(spot, value.as_thing().unwrap_or(Thing::BOARD), before)),
            4 => self.list_value(spot, value, before),
            _ => {
                self.coder.refuse();
                Value::Nothing
            }
        }
    }

    /// A number: the whole number of an order key is predicted from the time of the note's creation, a note's colour from its author's,
    /// anything else from the two numbers before it.
    fn number_value(&mut self, spot: Spot, number: u64, before: &mut Before) -> u64 {
        if (spot.kind, spot.field, spot.depth, spot.place) == (Kind::NOTE, Field::PLACE, 1, 1) {
            return self.near(spot.context(slot::WHOLE), 0, 0, spot.id.time, number);
        }
        let colour = colour_of(&self.notes, spot.id).filter(|_| (spot.kind, spot.field) == (Kind::NOTE, Field::COLOUR));
        let (last, last_but_one) = before.numbers[spot.place];
        let number = self.number(spot.context(slot::NUMBER), colour.map_or(last, |colour| colour + 100), last_but_one, number);
        before.numbers[spot.place] = (number, last);
        number
    }

    /// A reference: the kind; then, if things of that kind were coded already, whether it is one of them and its index relative to that of
    /// the reference before; otherwise its time and device.
    fn thing_value(&mut self, spot: Spot, thing: Thing, before: &mut Before) -> Thing {
        let kind = Kind(self.count(spot.context(slot::TARGET), 0, 255, thing.kind.0.into()) as u8);
        let found = self.known(kind).binary_search(&thing.id).ok();
        if !self.known(kind).is_empty() && self.coder.flag([spot.context(slot::KNOWN), 0, 0], found.is_some()) {
            let (last, last_but_one) = before.indices;
            let place = self.near(spot.context(slot::INDEX), last, last_but_one, last, found.unwrap_or(0) as u64);
            before.indices = (place, last);
            let id = self.known(kind).get(place as usize).copied();
            self.coder.refuse_if(id.is_none());
            return Thing { kind, id: id.unwrap_or(Thing::BOARD.id) };
        }
        let time = self.near(spot.context(slot::TIME), 0, 0, self.time, thing.id.time);
        let (device, _) = self.device(spot.context(slot::DEVICE), 0, thing.id.device);
        Thing { kind, id: Id { time, device } }
    }

    fn list_value(&mut self, spot: Spot, value: Value, before: &mut Before) -> Value {
        let items = if let Value::List(items) = value { items } else { Vec::new() };
        self.coder.refuse_if(spot.depth >= DEPTH_LIMIT);
        let count = self.count(spot.context(slot::LENGTH), 0, LIST_LIMIT, items.len());
        let mut given = items.into_iter();
        let mut all = Vec::new();
        before.indices.0 = 0;
        for index in 0..count {
            if self.coder.is_refused() {
                break;
            }
            let place = if index < PLACES { index } else { 2 + index % 2 };
            let inner = Spot { depth: spot.depth + 1, place, ..spot };
            all.push(self.value(inner, given.next().unwrap_or(Value::Nothing), before));
        }
        Value::List(all)
    }
}

#[cfg(test)]
mod tests;
