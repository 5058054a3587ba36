//! Local storage, through gloo-storage, which panics where storage is blocked: so it is probed first, every time.
//!
//! A save counts only when it reads back as it was written. Texts that cannot be read are copied, never written over.

use gloo_storage::{LocalStorage, Storage as _};

use crate::core::app::{StorageProblem, StoredKeys};
use crate::core::format::stored::{Generation, Slot, Slots};
use crate::core::id::BoardId;

/// What all keys of this program begin with: an origin may be shared with others.
const PREFIX: &str = "alignment-board/";
const INDEX: &str = "alignment-board/index";
const QUARANTINE: &str = "alignment-board/quarantine/";

/// Storage, if the browser lets this page have it. The getter itself throws where cookies are blocked or the frame is
/// sandboxed, and is nothing where a policy forbids it.
fn storage() -> Result<web_sys::Storage, StorageProblem> {
    match web_sys::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        _ => Err(StorageProblem::Blocked),
    }
}

fn key(board: BoardId, slot: Slot) -> String {
    let slot = match slot {
        Slot::A => "/A",
        Slot::B => "/B",
    };
    String::from(PREFIX) + &board.to_hex() + slot
}

fn read(storage: &web_sys::Storage, key: &str) -> Option<String> {
    // An error while reading is the same as nothing there: it is reported as a board that is not here.
    storage.get_item(key).unwrap_or(None)
}

/// What is in storage when the program starts.
pub(super) fn keys() -> Result<StoredKeys, StorageProblem> {
    let storage = storage()?;
    let length = storage.length().map_err(|_| StorageProblem::Blocked)?;
    let mut boards = Vec::new();
    for place in 0..length {
        let Ok(Some(key)) = storage.key(place) else { continue };
        let Some((board, "A" | "B")) = key.strip_prefix(PREFIX).and_then(|rest| rest.split_once('/')) else { continue };
        boards.extend(BoardId::from_hex(board).filter(|board| !boards.contains(board)));
    }
    Ok(StoredKeys { boards, index: read(&storage, INDEX) })
}

/// What storage holds of a board.
pub(super) fn load(board: BoardId) -> Slots {
    match storage() {
        Ok(storage) => Slots { a: read(&storage, &key(board, Slot::A)), b: read(&storage, &key(board, Slot::B)) },
        Err(_) => Slots::default(),
    }
}

/// Writes one generation and reads it back. Browsers name their errors differently, so any error means "not saved".
pub(super) fn save(board: BoardId, generation: Generation, text: &str) -> Result<(), StorageProblem> {
    let storage = storage()?;
    let key = key(board, generation.slot());
    storage.set_item(&key, text).map_err(|_| StorageProblem::Full)?;
    if read(&storage, &key).as_deref() == Some(text) { Ok(()) } else { Err(StorageProblem::Unfaithful) }
}

/// Writes the list of boards. A failure is no loss: the list is made again from the boards.
pub(super) fn save_index(text: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.set_item(INDEX, text);
    }
}

/// Copies a text that cannot be read to where no save goes. What is there already stays.
pub(super) fn quarantine(board: BoardId, slot: Slot, text: &str) {
    let Ok(storage) = storage() else { return };
    let base = String::from(QUARANTINE) + &key(board, slot)[PREFIX.len()..];
    for number in 0..100 {
        let place = base.clone() + "/" + &number.to_string();
        match read(&storage, &place) {
            Some(there) if there == text => return,
            Some(_) => {}
            None => {
                // Where there is no room for a copy, the text is still in its place and in the notice's download.
                let _ = storage.set_item(&place, text);
                return;
            }
        }
    }
}

/// Deletes what storage holds of a board.
pub(super) fn erase(board: BoardId) {
    if let Ok(storage) = storage() {
        for slot in [Slot::A, Slot::B] {
            let _ = storage.remove_item(&key(board, slot));
        }
    }
}
