//! The index of the boards on this device. It is a cache: the stored boards are the source of truth, and boards missing from it are
//! found by their storage keys.

use serde::{Deserialize, Serialize};

use crate::core::board::stage::Stage;
use crate::core::document::id::BoardId;

/// A board in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The board.
    pub board: BoardId,
    /// Its title at the last save here; empty if it had none.
    pub title: String,
    /// The number of notes at the last save here.
    pub notes: usize,
    /// The time of the last save here, in milliseconds since 1970; 0 if unknown.
    pub saved: u64,
    /// The stage at the last save here; indexes of earlier releases lack it.
    pub stage: Option<Stage>,
    /// Whether it is in the list or in the bin.
    pub shelf: Shelf,
    /// Where it came from.
    pub origin: Origin,
}

/// Where a board came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was created on this device.
    Here,
    /// It came by a link or a file, so somebody else has it too.
    Sent,
}

/// Where the list of boards shows a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Among "Your boards".
    Boards,
    /// In the bin, from which it can be restored.
    Bin,
}

#[derive(Serialize, Deserialize)]
struct EntryV1 {
    board: String,
    title: String,
    notes: usize,
    saved: u64,
    deleted: bool,
    /// Indexes of the first release lack it.
    #[serde(default)]
    sent: bool,
    /// The number of the stage, counted from 1; 0 if unknown. Indexes of earlier releases lack it.
    #[serde(default)]
    stage: u64,
}

/// Writes the index as JSON text.
pub fn write(entries: &[Entry]) -> String {
    let entries = entries.iter().map(|entry| EntryV1 {
        board: entry.board.to_hex(),
        title: entry.title.clone(),
        notes: entry.notes,
        saved: entry.saved,
        deleted: entry.shelf == Shelf::Bin,
        sent: entry.origin == Origin::Sent,
        stage: entry.stage.map_or(0, |stage| stage as u64 + 1),
    });
    serde_json::to_string(&entries.collect::<Vec<_>>()).unwrap_or_else(|_| String::new())
}

/// Reads the index; `None` if another program wrote this text.
pub fn read(text: &str) -> Option<Vec<Entry>> {
    let Ok(entries) = serde_json::from_str::<Vec<EntryV1>>(text) else { return None };
    let entries = entries.into_iter().filter_map(|entry| {
        let shelf = if entry.deleted { Shelf::Bin } else { Shelf::Boards };
        let origin = if entry.sent { Origin::Sent } else { Origin::Here };
        let stage = entry.stage.checked_sub(1).and_then(Stage::from_number);
        let EntryV1 { title, notes, saved, .. } = entry;
        Some(Entry { board: BoardId::from_hex(&entry.board)?, title, notes, saved, stage, shelf, origin })
    });
    Some(entries.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn index_survives_its_text() {
        let (board, title) = (BoardId::from_random(5), String::from("A \"b\""));
        let entry = Entry { board, title, notes: 3, saved: 9, stage: Some(Stage::SetUp), shelf: Shelf::Bin, origin: Origin::Sent };
        let list = [entry.clone()];
        assert_eq!(read(&write(&list)).as_deref(), Some(&list[..]));
        let first = "[{\"board\":\"000000000005\",\"title\":\"A \\\"b\\\"\",\"notes\":3,\"saved\":9,\"deleted\":true}]";
        assert_eq!(read(first), Some(vec![Entry { origin: Origin::Here, stage: None, ..entry.clone() }]));
        assert_eq!(read(&write(&list).replace("\"stage\":1", "\"stage\":8")), Some(vec![Entry { stage: None, ..entry }]));
        assert_eq!(read("nonsense"), None);
    }
}
