//! A document as tables: one for each kind, with its things in order and a column for each field.
//!
//! Similar values stand together in a column; that makes links short. How tables are coded is decided in [`super::layout`].

use crate::core::document::id::{Id, Kind, Thing};
use crate::core::document::{Delta, Document, Field, Key, Register};

/// All that a document holds about things of one kind.
pub(super) struct Table {
    pub(super) kind: Kind,
    /// In ascending order, without repetition.
    pub(super) things: Vec<Id>,
    /// From the greatest field to the smallest, without repetition: the author comes before the colour, which often follows from it, and
    /// texts come last.
    pub(super) columns: Vec<Column>,
}

/// The index of a thing in its table, and a register of that thing.
pub(super) type Cell = (usize, Register);

/// All registers of one field.
pub(super) struct Column {
    pub(super) field: Field,
    /// In order of the things.
    pub(super) cells: Vec<Cell>,
}

/// The tables of a document, ordered by kind.
pub(super) fn of(document: &Document) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    for (Key { thing, field }, register) in document.registers() {
        if tables.last().is_none_or(|table| table.kind != thing.kind) {
            tables.push(Table { kind: thing.kind, things: Vec::new(), columns: Vec::new() });
        }
        let Some(table) = tables.last_mut() else { continue };
        if table.things.last() != Some(&thing.id) {
            table.things.push(thing.id);
        }
        let place = table.columns.partition_point(|column| column.field > *field);
        if table.columns.get(place).is_none_or(|column| column.field != *field) {
            table.columns.insert(place, Column { field: *field, cells: Vec::new() });
        }
        let Some(column) = table.columns.get_mut(place) else { continue };
        column.cells.push((table.things.len() - 1, register.clone()));
    }
    tables
}

/// The document of the tables.
pub(super) fn document(tables: Vec<Table>) -> Document {
    let mut document = Document::new();
    for Table { kind, things, columns } in tables {
        // Sorted by key, so the document only appends.
        let mut rows: Vec<Delta> = things.iter().map(|_| Delta::new()).collect();
        for Column { field, cells } in columns.into_iter().rev() {
            for (place, register) in cells {
                if let (Some(row), Some(id)) = (rows.get_mut(place), things.get(place)) {
                    row.push((Key { thing: Thing { kind, id: *id }, field }, register));
                }
            }
        }
        for row in rows {
            document.merge(row);
        }
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::id::DeviceId;
    use crate::core::document::{Stamp, Value};

    #[test]
    fn document_survives_as_tables() {
        let device = DeviceId::from_random(1);
        let register = Register { stamp: Stamp { time: 1, device }, value: Value::Nothing };
        let key = |kind, time, field| Key { thing: Thing { kind: Kind(kind), id: Id { time, device } }, field: Field(field) };
        let keys = [key(3, 1, 0), key(3, 1, 7), key(3, 2, 7), key(0, 0, 0), key(200, 9, 65_535)];
        let whole: Document = keys.iter().map(|key| (*key, register.clone())).collect();
        let tables = of(&whole);
        let shape: Vec<_> = tables.iter().map(|table| (table.kind.0, table.things.len(), table.columns.len())).collect();
        assert_eq!(shape, [(0, 1, 1), (3, 2, 2), (200, 1, 1)]);
        assert_eq!(document(tables), whole);
        assert!(of(&Document::new()).is_empty());
    }
}
