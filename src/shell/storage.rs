//! Local storage, through gloo-storage. That panics if storage is blocked, so every access probes first.
//!
//! A save counts only once it reads back as written. Unreadable texts are copied to quarantine and never overwritten.

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::StorageEvent;

use crate::core::app::{BoardEvent, HomeEvent, StorageProblem, StoredKeys};
use crate::core::document::id::{BoardId, PersonId, Thing};
use crate::core::format::stored::{Generation, Heads, Slot, Slots};
use crate::shell::{Report, versions};

/// The prefix of all keys of this program: other programs may share the origin.
const PREFIX: &str = "alignment-board/";
const INDEX: &str = "alignment-board/index";
const QUARANTINE: &str = "alignment-board/quarantine/";
const TOMBSTONE: &str = "alignment-board/erased/";
/// The most unreadable texts quarantined per key.
const QUARANTINED: u32 = 100;

/// Local storage, if the browser allows it. The getter itself throws if cookies are blocked or the frame is sandboxed, and returns null if
/// a policy forbids storage.
fn storage() -> Result<web_sys::Storage, StorageProblem> {
    match web_sys::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        _ => Err(StorageProblem::Blocked),
    }
}

/// The key of a board's slot.
pub(super) fn key(board: BoardId, slot: Slot) -> String {
    String::from(PREFIX) + &board.to_hex() + letter(slot)
}

/// The key of a slot of a board's private store.
pub(super) fn private_store_key(board: BoardId, slot: Slot) -> String {
    String::from(PREFIX) + &board.to_hex() + "/desk" + letter(slot)
}

fn letter(slot: Slot) -> &'static str {
    match slot {
        Slot::A => "/A",
        Slot::B => "/B",
    }
}

/// The board and slot that a key names.
fn place(key: &str) -> Option<(BoardId, Slot)> {
    let (board, slot) = key.strip_prefix(PREFIX)?.split_once('/')?;
    let slot = match slot {
        "A" => Slot::A,
        "B" => Slot::B,
        _ => return None,
    };
    Some((BoardId::from_hex(board)?, slot))
}

/// Reads a key. A refusal to read is not the same as an absent text.
fn read(storage: &web_sys::Storage, key: &str) -> Result<Option<String>, StorageProblem> {
    storage.get_item(key).map_err(|_| StorageProblem::Unreadable)
}

/// The key that remembers that a board was deleted for ever: a tombstone.
fn tombstone(board: BoardId) -> String {
    String::from(TOMBSTONE) + &board.to_hex()
}

/// The key of an unfinished note. It is as private as the private store, and lies beside it.
fn draft_key(board: BoardId, owner: Option<PersonId>, layer: Thing) -> String {
    let owner = owner.map_or_else(|| String::from("all"), |PersonId(id)| [id.time.to_string(), id.device.to_hex()].join("-"));
    drafts_of(board) + &owner + "/" + &layer.id.time.to_string()
}

fn drafts_of(board: BoardId) -> String {
    String::from(PREFIX) + &board.to_hex() + "/desk/draft/"
}

/// Keeps an unfinished note. If storage refuses it, the note is in its field alone, as every text was before it was typed.
pub(super) fn save_draft(board: BoardId, owner: Option<PersonId>, layer: Thing, text: &str) {
    let Ok(storage) = storage() else { return };
    let key = draft_key(board, owner, layer);
    let _ = if text.trim().is_empty() { storage.remove_item(&key) } else { storage.set_item(&key, text) };
}

/// The unfinished note; empty if there is none.
pub(super) fn draft(board: BoardId, owner: Option<PersonId>, layer: Thing) -> String {
    let text = storage().and_then(|storage| read(&storage, &draft_key(board, owner, layer)));
    match text {
        Ok(Some(text)) => text,
        Ok(None) | Err(_) => String::new(),
    }
}

/// What storage holds of a board that may have changed.
pub(super) fn reread(board: BoardId) -> BoardEvent {
    let was_erased = storage().and_then(|storage| read(&storage, &tombstone(board))).is_ok_and(|mark| mark.is_some());
    BoardEvent::Reread { board, slots: load(board), was_erased }
}

/// What storage holds of a board, unless these are its heads.
pub(super) fn check(board: BoardId, heads: &Heads) -> Option<BoardEvent> {
    let there = storage().and_then(|storage| both(&storage, board, key));
    there.is_ok_and(|slots| slots.heads() != *heads).then(|| reread(board))
}

/// The boards in storage, and the index.
pub(super) fn keys() -> Result<StoredKeys, StorageProblem> {
    let storage = storage()?;
    let length = storage.length().map_err(|_| StorageProblem::Blocked)?;
    let (mut boards, mut erased) = (Vec::new(), Vec::new());
    for number in 0..length {
        let Ok(Some(key)) = storage.key(number) else { continue };
        erased.extend(key.strip_prefix(TOMBSTONE).and_then(BoardId::from_hex));
        boards.extend(place(&key).map(|(board, _)| board).filter(|board| !boards.contains(board)));
    }
    // An unreadable index is rebuilt from the boards.
    Ok(StoredKeys { boards, index: read(&storage, INDEX).unwrap_or(None), erased })
}

/// Reads the slots of a board and of its private store.
pub(super) fn load(board: BoardId) -> Result<[Slots; 2], StorageProblem> {
    let storage = storage()?;
    Ok([both(&storage, board, key)?, both(&storage, board, private_store_key)?])
}

fn both(storage: &web_sys::Storage, board: BoardId, key: fn(BoardId, Slot) -> String) -> Result<Slots, StorageProblem> {
    Ok(Slots { a: read(storage, &key(board, Slot::A))?, b: read(storage, &key(board, Slot::B))? })
}

/// Writes one generation, the private store first, and reads it back. If storage holds something the writer has not seen, nothing is
/// written and the content is returned to be merged. The board's heads cover the private store too, because each save writes the board.
pub(super) fn save(board: BoardId, over: &Heads, generation: Generation, text: &str, private_store: Option<&str>) -> BoardEvent {
    let saved = |result| BoardEvent::Saved { board, generation, result };
    match storage().and_then(|storage| Ok((both(&storage, board, key)?, storage))) {
        Ok((slots, _)) if slots.heads() != *over => reread(board),
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
    // A leftover does no harm: the board itself is there.
    let _ = storage.remove_item(&tombstone(board));
    if private_store.is_none() {
        // A leftover does no harm: by now all of it is in the board.
        let _ = storage.remove_item(&private_store_key);
    }
    Ok(())
}

/// Writes a text and reads it back. Browsers name their errors differently, so any error means "not saved".
fn write(storage: &web_sys::Storage, key: &str, text: &str) -> Result<(), StorageProblem> {
    storage.set_item(key, text).map_err(|_| StorageProblem::Full)?;
    if read(storage, key)?.as_deref() == Some(text) { Ok(()) } else { Err(StorageProblem::Unfaithful) }
}

/// Reports what other tabs write and delete. Browsers do not report a tab's own writes.
pub(super) fn listen(report: &Report) {
    let Some(window) = web_sys::window() else { return };
    let report = report.clone();
    let stored = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        // Everything was cleared.
        let Some(key) = event.key() else { return report(HomeEvent::CatchUp(keys()).into()) };
        let private_store = key.replacen("/desk/", "/", 1);
        match (place(&key), event.new_value()) {
            (None, Some(text)) if private_store != key => {
                if let Some((board, _)) = place(&private_store) {
                    report(BoardEvent::PrivateStoreElsewhere { board, text }.into());
                }
            }
            (Some((board, slot)), text) => report(BoardEvent::StoredElsewhere { board, slot, text }.into()),
            (None, Some(text)) if key == INDEX => report(HomeEvent::IndexElsewhere(text).into()),
            _ => {}
        }
    });
    // If the listener cannot be added, the next save merges what other tabs have stored.
    let _ = window.add_event_listener_with_callback("storage", stored.as_ref().unchecked_ref());
    stored.forget();
}

/// The stored size of each readable board in UTF-16 units, which storage counts, without its private store.
pub(super) fn sizes() -> Vec<(BoardId, usize)> {
    let (Ok(storage), Ok(keys)) = (storage(), keys()) else { return Vec::new() };
    let size = |text: Option<String>| text.map_or(0, |text| text.encode_utf16().count());
    let mut sizes = Vec::new();
    for board in keys.boards {
        if let Ok(slots) = both(&storage, board, key) {
            sizes.push((board, size(slots.a) + size(slots.b)));
        }
    }
    sizes
}

/// Asks the browser not to clear this storage. The browser may ask the person, or decline; files then remain the safe place.
pub(super) fn persist() {
    let Some(window) = web_sys::window() else { return };
    let get = |of: &JsValue, name| js_sys::Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::NULL);
    // On plain HTTP these properties are missing.
    let storage = get(&window.navigator(), "storage");
    if let Some(persist) = get(&storage, "persist").dyn_ref::<js_sys::Function>() {
        let _ = persist.call0(&storage);
    }
}

/// Writes the index. A failure is ignored: the index is rebuilt from the boards.
pub(super) fn save_index(text: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.set_item(INDEX, text);
    }
}

/// Copies the text of an index that another program wrote to quarantine.
pub(super) fn quarantine_index(text: String) {
    quarantine(INDEX, text);
}

/// Copies an unreadable text to quarantine, where no save goes and nothing is overwritten. If local storage has no room, IndexedDB takes
/// it.
pub(super) fn quarantine(key: &str, text: String) {
    if !storage().is_ok_and(|storage| quarantine_in(&storage, &quarantine_of(key), &text)) {
        versions::quarantine(without_prefix(key), text);
    }
}

/// The prefix of the keys that quarantine the texts of a key.
fn quarantine_of(key: &str) -> String {
    String::from(QUARANTINE) + without_prefix(key) + "/"
}

fn without_prefix(key: &str) -> &str {
    key.strip_prefix(PREFIX).unwrap_or(key)
}

/// Writes the text at the first free number. Whether the text is in quarantine afterwards.
fn quarantine_in(storage: &web_sys::Storage, base: &str, text: &str) -> bool {
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

/// Deletes the quarantined texts of a board.
pub(super) fn erase_quarantine(board: BoardId) {
    let Ok(storage) = storage() else { return };
    for key in [Slot::A, Slot::B].into_iter().flat_map(|slot| [key(board, slot), private_store_key(board, slot)]) {
        let base = quarantine_of(&key);
        for number in 0..QUARANTINED {
            let _ = storage.remove_item(&(base.clone() + &number.to_string()));
        }
    }
}

/// Deletes a board and its private store, and remembers that: before, in case the page ends in between, and after, in case storage was full.
pub(super) fn erase(board: BoardId) {
    if let Ok(storage) = storage() {
        let _ = storage.set_item(&tombstone(board), "");
        for slot in [Slot::A, Slot::B] {
            let _ = storage.remove_item(&key(board, slot));
            let _ = storage.remove_item(&private_store_key(board, slot));
        }
        let drafts = drafts_of(board);
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|number| storage.key(number).unwrap_or(None));
        for key in keys.filter(|key| key.starts_with(&drafts)).collect::<Vec<_>>() {
            let _ = storage.remove_item(&key);
        }
        let _ = storage.set_item(&tombstone(board), "");
    }
}
