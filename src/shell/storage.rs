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

/// Where a generation of a board is.
pub(super) fn key(board: BoardId, slot: Slot) -> String {
    String::from(PREFIX) + &board.to_hex() + letter(slot)
}

/// Where a generation of its desk is.
pub(super) fn desk_key(board: BoardId, slot: Slot) -> String {
    String::from(PREFIX) + &board.to_hex() + "/desk" + letter(slot)
}

fn letter(slot: Slot) -> &'static str {
    match slot {
        Slot::A => "/A",
        Slot::B => "/B",
    }
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

/// What storage holds of a board and of its desk.
pub(super) fn load(board: BoardId) -> [Slots; 2] {
    let Ok(storage) = storage() else { return <[Slots; 2]>::default() };
    [key, desk_key].map(|key| Slots { a: read(&storage, &key(board, Slot::A)), b: read(&storage, &key(board, Slot::B)) })
}

/// Writes one generation, what lies on the desk first, and reads it back.
pub(super) fn save(board: BoardId, generation: Generation, text: &str, desk: Option<&str>) -> Result<(), StorageProblem> {
    let storage = storage()?;
    let desk_key = desk_key(board, generation.slot());
    if let Some(desk) = desk {
        write(&storage, &desk_key, desk)?;
    }
    write(&storage, &key(board, generation.slot()), text)?;
    if desk.is_none() {
        // Where it stays it does no harm: all of it is in the board by now.
        let _ = storage.remove_item(&desk_key);
    }
    Ok(())
}

/// Writes and reads back. Browsers name their errors differently, so any error means "not saved".
fn write(storage: &web_sys::Storage, key: &str, text: &str) -> Result<(), StorageProblem> {
    storage.set_item(key, text).map_err(|_| StorageProblem::Full)?;
    if read(storage, key).as_deref() == Some(text) { Ok(()) } else { Err(StorageProblem::Unfaithful) }
}

/// Writes the list of boards. A failure is no loss: the list is made again from the boards.
pub(super) fn save_index(text: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.set_item(INDEX, text);
    }
}

/// Copies a text that cannot be read to where no save goes. What is there already stays.
pub(super) fn quarantine(key: &str, text: &str) {
    let Ok(storage) = storage() else { return };
    let base = String::from(QUARANTINE) + key.strip_prefix(PREFIX).unwrap_or(key);
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
            let _ = storage.remove_item(&desk_key(board, slot));
        }
    }
}
