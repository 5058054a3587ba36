//! Local storage, through gloo-storage, which panics where storage is blocked: so it is probed first, every time.
//!
//! A save counts only when it reads back as it was written. Texts that cannot be read are copied, never written over.

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::StorageEvent;

use crate::core::app::{Event, LoadPurpose, StorageProblem, StoredKeys};
use crate::core::document::id::BoardId;
use crate::core::format::stored::{Generation, Heads, Slot, Slots};
use crate::shell::{Report, versions};

/// What all keys of this program begin with: an origin may be shared with others.
const PREFIX: &str = "alignment-board/";
const INDEX: &str = "alignment-board/index";
const QUARANTINE: &str = "alignment-board/quarantine/";
/// How many unreadable texts are set aside of one place.
const QUARANTINED: u32 = 100;

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

/// Where a generation of its private store is.
pub(super) fn private_store_key(board: BoardId, slot: Slot) -> String {
    String::from(PREFIX) + &board.to_hex() + "/desk" + letter(slot)
}

fn letter(slot: Slot) -> &'static str {
    match slot {
        Slot::A => "/A",
        Slot::B => "/B",
    }
}

/// The place of a board that a key names.
fn place(key: &str) -> Option<(BoardId, Slot)> {
    let (board, slot) = key.strip_prefix(PREFIX)?.split_once('/')?;
    let slot = match slot {
        "A" => Slot::A,
        "B" => Slot::B,
        _ => return None,
    };
    Some((BoardId::from_hex(board)?, slot))
}

/// What a key holds. Not to be allowed to look is not the same as nothing there.
fn read(storage: &web_sys::Storage, key: &str) -> Result<Option<String>, StorageProblem> {
    storage.get_item(key).map_err(|_| StorageProblem::Unreadable)
}

/// What is in storage when the program starts.
pub(super) fn keys() -> Result<StoredKeys, StorageProblem> {
    let storage = storage()?;
    let length = storage.length().map_err(|_| StorageProblem::Blocked)?;
    let mut boards = Vec::new();
    for number in 0..length {
        let Ok(Some(key)) = storage.key(number) else { continue };
        boards.extend(place(&key).map(|(board, _)| board).filter(|board| !boards.contains(board)));
    }
    // The list of boards is made again where it cannot be read.
    Ok(StoredKeys { boards, index: read(&storage, INDEX).unwrap_or(None) })
}

/// What storage holds of a board and of its private store.
pub(super) fn load(board: BoardId) -> Result<[Slots; 2], StorageProblem> {
    let storage = storage()?;
    Ok([both(&storage, board, key)?, both(&storage, board, private_store_key)?])
}

fn both(storage: &web_sys::Storage, board: BoardId, key: fn(BoardId, Slot) -> String) -> Result<Slots, StorageProblem> {
    Ok(Slots { a: read(storage, &key(board, Slot::A))?, b: read(storage, &key(board, Slot::B))? })
}

/// Writes one generation, what lies on the private store first, and reads it back. What the writer has not seen is not written over: it goes
/// back to be merged. Each save writes the board, so whoever has seen that has seen the private store.
pub(super) fn save(board: BoardId, over: &Heads, generation: Generation, text: &str, private_store: Option<&str>) -> Event {
    let saved = |result| Event::Saved { board, generation, result };
    match storage().and_then(|storage| Ok((both(&storage, board, key)?, storage))) {
        Ok((slots, _)) if slots.heads() != *over => Event::Loaded { board, slots: load(board), purpose: LoadPurpose::Merge },
        Ok((_, storage)) => saved(write_both(&storage, board, generation, text, private_store)),
        Err(problem) => saved(Err(problem)),
    }
}

fn write_both(
    storage: &web_sys::Storage,
    board: BoardId,
    generation: Generation,
    text: &str,
    private_store: Option<&str>,
) -> Result<(), StorageProblem> {
    let private_store_key = private_store_key(board, generation.slot());
    if let Some(private_store) = private_store {
        write(storage, &private_store_key, private_store)?;
    }
    write(storage, &key(board, generation.slot()), text)?;
    if private_store.is_none() {
        // Where it stays it does no harm: all of it is in the board by now.
        let _ = storage.remove_item(&private_store_key);
    }
    Ok(())
}

/// Browsers name their errors differently, so any error means "not saved".
fn write(storage: &web_sys::Storage, key: &str, text: &str) -> Result<(), StorageProblem> {
    storage.set_item(key, text).map_err(|_| StorageProblem::Full)?;
    if read(storage, key)?.as_deref() == Some(text) { Ok(()) } else { Err(StorageProblem::Unfaithful) }
}

/// Reports what other tabs write and delete. The browser tells no tab of its own writes.
pub(super) fn listen(report: &Report) {
    let Some(window) = web_sys::window() else { return };
    let report = report.clone();
    let stored = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        let Some(key) = event.key() else { return };
        let private_store = key.replacen("/desk/", "/", 1);
        match (place(&key), event.new_value()) {
            (None, Some(text)) if private_store != key => {
                if let Some((board, _)) = place(&private_store) {
                    report(Event::PrivateStoreElsewhere { board, text });
                }
            }
            (Some((board, slot)), text) => report(Event::StoredElsewhere { board, slot, text }),
            (None, Some(text)) if key == INDEX => report(Event::IndexElsewhere(text)),
            _ => {}
        }
    });
    // Without the listener what another tab has stored is merged with the next save.
    let _ = window.add_event_listener_with_callback("storage", stored.as_ref().unchecked_ref());
    stored.forget();
}

/// How many letters each board takes, as far as storage lets itself be read.
pub(super) fn sizes() -> Vec<(BoardId, usize)> {
    let (Ok(storage), Ok(keys)) = (storage(), keys()) else { return Vec::new() };
    let size = |text: Option<String>| text.map_or(0, |text| text.len());
    let mut sizes = Vec::new();
    for board in keys.boards {
        if let Ok(slots) = both(&storage, board, key) {
            sizes.push((board, size(slots.a) + size(slots.b)));
        }
    }
    sizes
}

/// Asks the browser not to clear what is stored here. It may ask the person, or say no; then files are the safe place, as before.
pub(super) fn persist() {
    let Some(window) = web_sys::window() else { return };
    let get = |of: &JsValue, name| js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::NULL);
    // On plain HTTP there is none of this.
    let storage = get(&window.navigator(), "storage");
    if let Some(persist) = get(&storage, "persist").dyn_ref::<js_sys::Function>() {
        let _ = persist.call0(&storage);
    }
}

/// Writes the list of boards. A failure is no loss: the list is made again from the boards.
pub(super) fn save_index(text: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.set_item(INDEX, text);
    }
}

/// Copies a text that cannot be read to where no save goes. What is there already stays. Where local storage has no room for it, the
/// browser's other place has.
pub(super) fn quarantine(key: &str, text: String) {
    if !storage().is_ok_and(|storage| set_aside(&storage, &quarantine_of(key), &text)) {
        versions::set_aside(without_prefix(key), text);
    }
}

/// What the places begin with where the unreadable texts of a key are set aside.
fn quarantine_of(key: &str) -> String {
    String::from(QUARANTINE) + without_prefix(key) + "/"
}

fn without_prefix(key: &str) -> &str {
    key.strip_prefix(PREFIX).unwrap_or(key)
}

/// Whether the text is there afterwards, at the first free number.
fn set_aside(storage: &web_sys::Storage, base: &str, text: &str) -> bool {
    for number in 0..QUARANTINED {
        let place = String::from(base) + &number.to_string();
        match read(storage, &place) {
            Ok(Some(there)) if there == text => return true,
            Ok(Some(_)) | Err(_) => {}
            Ok(None) => return storage.set_item(&place, text).is_ok(),
        }
    }
    false
}

/// Deletes what was set aside of a board.
pub(super) fn erase_quarantine(board: BoardId) {
    let Ok(storage) = storage() else { return };
    for key in [Slot::A, Slot::B].into_iter().flat_map(|slot| [key(board, slot), private_store_key(board, slot)]) {
        let base = quarantine_of(&key);
        for number in 0..QUARANTINED {
            let _ = storage.remove_item(&(base.clone() + &number.to_string()));
        }
    }
}

/// Deletes what storage holds of a board.
pub(super) fn erase(board: BoardId) {
    if let Ok(storage) = storage() {
        for slot in [Slot::A, Slot::B] {
            let _ = storage.remove_item(&key(board, slot));
            let _ = storage.remove_item(&private_store_key(board, slot));
        }
    }
}
