//! The list of the boards on this device. It is a convenience: the boards themselves are the truth, and whatever the list
//! lacks is found again by its storage key.

use serde::{Deserialize, Serialize};

use crate::core::board::stage::Stage;
use crate::core::document::id::BoardId;

/// A board on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The board.
    pub board: BoardId,
    /// Its title when it was last saved here; empty if it had none.
    pub title: String,
    /// How many notes it had.
    pub notes: usize,
    /// When it was last saved here, in milliseconds since 1970; 0 if that is not known.
    pub saved: u64,
    /// The stage it was in; lists of earlier releases do not say.
    pub stage: Option<Stage>,
    /// Where it is.
    pub shelf: Shelf,
    /// Where it is from.
    pub origin: Origin,
}

/// Where a board is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was made on this device.
    Here,
    /// It came by a link or a file: somebody else holds it as well.
    Sent,
}

/// Where a board is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Among "Your boards".
    Boards,
    /// In the bin, from which it can be taken back.
    Bin,
}

#[derive(Serialize, Deserialize)]
struct EntryV1 {
    board: String,
    title: String,
    notes: usize,
    saved: u64,
    deleted: bool,
    /// Lists of the first release say nothing of it.
    #[serde(default)]
    sent: bool,
    /// The number of the stage, counted from 1; 0, and in earlier lists nothing, if that is not known.
    #[serde(default)]
    stage: u64,
}

/// The list as text.
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

/// The list from its text; a list that cannot be read is empty, because it is made again from the boards.
pub fn read(text: &str) -> Vec<Entry> {
    let Ok(entries) = serde_json::from_str::<Vec<EntryV1>>(text) else { return Vec::new() };
    let entries = entries.into_iter().filter_map(|entry| {
        let shelf = if entry.deleted { Shelf::Bin } else { Shelf::Boards };
        let origin = if entry.sent { Origin::Sent } else { Origin::Here };
        let stage = entry.stage.checked_sub(1).and_then(Stage::from_number);
        let EntryV1 { title, notes, saved, .. } = entry;
        Some(Entry { board: BoardId::from_hex(&entry.board)?, title, notes, saved, stage, shelf, origin })
    });
    entries.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_survives_its_text() {
        let (board, title) = (BoardId::from_random(5), String::from("A \"b\""));
        let entry = Entry { board, title, notes: 3, saved: 9, stage: Some(Stage::SetUp), shelf: Shelf::Bin, origin: Origin::Sent };
        let list = [entry.clone()];
        assert_eq!(read(&write(&list)), list);
        let first = "[{\"board\":\"000000000005\",\"title\":\"A \\\"b\\\"\",\"notes\":3,\"saved\":9,\"deleted\":true}]";
        assert_eq!(read(first), [Entry { origin: Origin::Here, stage: None, ..entry.clone() }]);
        assert_eq!(read(&write(&list).replace("\"stage\":1", "\"stage\":8")), [Entry { stage: None, ..entry }]);
        assert_eq!(read("nonsense"), []);
    }
}
