//! Former versions of boards, and a second copy of each, in IndexedDB: one store of texts by name. All of it is best effort: nothing waits
//! for it, and a browser without IndexedDB goes without.
//!
//! Uses `idb`, the lightest maintained crate for IndexedDB.

use idb::{Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, TransactionMode};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::core::app::{BoardEvent, ExchangeEvent, HomeEvent, VERSION_LIMIT};
use crate::core::document::id::BoardId;
use crate::core::format::checksum::crc32;
use crate::shell::Report;

const DATABASE: &str = "alignment-board";
const STORE: &str = "versions";

/// Runs `work` and ignores its failure.
fn best_effort<T>(work: impl Future<Output = Result<T, Error>> + 'static) {
    spawn_local(async {
        let _ = work.await;
    });
}

/// The store, and what is to be closed afterwards.
async fn store(mode: TransactionMode) -> Result<(ObjectStore, Open), Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    // The first opening makes the store; where that fails there are no versions.
    request.on_upgrade_needed(|event| {
        let _ = event.database().and_then(|database| database.create_object_store(STORE, ObjectStoreParams::new()));
    });
    let open = Open(request.await?);
    Ok((open.0.transaction(&[STORE], mode)?.object_store(STORE)?, open))
}

/// A database that is closed when nobody needs it any more: an open one would keep a newer version of the page waiting. What was
/// begun is ended first, so nobody has to wait for a write.
struct Open(Database);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The range of all names that begin with `name` and a slash.
fn below(name: &str) -> Result<Query, Error> {
    let end = |end: &str| JsValue::from_str(&(String::from(name) + end));
    // `0` is the character after the slash.
    KeyRange::bound(&end("/"), &end("0"), None, None).map(Query::from)
}

async fn names(store: &ObjectStore, below: Query) -> Result<Vec<String>, Error> {
    let keys = store.get_all_keys(Some(below), None)?.await?;
    Ok(keys.into_iter().filter_map(|key| key.as_string()).collect())
}

/// Stores a version, unless the newest one has the same last segment, and deletes the oldest beyond the limit.
pub(super) fn keep(board: BoardId, name: String, text: String) {
    best_effort(async move {
        let (store, _open) = store(TransactionMode::ReadWrite).await?;
        let kept = names(&store, below(&board.to_hex())?).await?;
        let end = |name: &str| name.rsplit('/').next().map(String::from);
        if kept.last().is_some_and(|newest| end(newest) == end(&name)) {
            return Ok(());
        }
        let too_many = (kept.len() + 1).saturating_sub(VERSION_LIMIT);
        for oldest in kept.into_iter().take(too_many) {
            store.delete(JsValue::from_str(&oldest))?;
        }
        store.put(&JsValue::from_str(&text), Some(&JsValue::from_str(&name))).map(drop)
    });
}

/// The prefixes of second copies and of their private stores. No board's id begins like this.
const COPY: &str = "copy";
const DESK_COPY: &str = "copy-desk";

fn copy_of(board: BoardId, what: &str) -> JsValue {
    JsValue::from_str(&[what, &board.to_hex()].join("/"))
}

/// Stores the second copy of a board and of its private store.
pub(super) fn copy(board: BoardId, text: String, private_store: Option<String>) {
    best_effort(async move {
        let (store, _open) = store(TransactionMode::ReadWrite).await?;
        match private_store {
            Some(private_store) => drop(store.put(&JsValue::from_str(&private_store), Some(&copy_of(board, DESK_COPY)))?),
            None => drop(store.delete(copy_of(board, DESK_COPY))?),
        }
        store.put(&JsValue::from_str(&text), Some(&copy_of(board, COPY)))
    });
}

/// Lists the boards that have a second copy.
pub(super) fn copies(report: &Report) {
    let report = report.clone();
    let list = async move {
        let (store, _open) = store(TransactionMode::ReadOnly).await?;
        names(&store, below(COPY)?).await
    };
    spawn_local(async move {
        let names = list.await.unwrap_or_else(|_: Error| Vec::new());
        let boards = names.iter().filter_map(|name| BoardId::from_hex(name.strip_prefix(COPY)?.strip_prefix('/')?));
        report(HomeEvent::Copies(boards.collect()).into());
    });
}

/// Reads the second copy of a board, and of its private store at the same moment.
pub(super) fn read_copy(board: BoardId, report: &Report) {
    let report = report.clone();
    let read = async move {
        let (store, _open) = store(TransactionMode::ReadOnly).await?;
        // Both are requested before either is awaited, so no save comes between.
        let (text, private_store) = (store.get(copy_of(board, COPY))?.into_future(), store.get(copy_of(board, DESK_COPY))?.into_future());
        Ok((text.await?, private_store.await?))
    };
    spawn_local(async move {
        let (text, private_store) = read.await.unwrap_or_else(|_: Error| (None, None));
        let [text, private_store] = [text, private_store].map(|value: Option<JsValue>| value?.as_string());
        report(BoardEvent::CopyRead { board, text, private_store }.into());
    });
}

fn get(name: JsValue, then: impl FnOnce(Option<String>) + 'static) {
    let read = async move {
        let (store, _open) = store(TransactionMode::ReadOnly).await?;
        store.get(name)?.await
    };
    spawn_local(async move { then(read.await.map_or(None, |text: Option<JsValue>| text?.as_string())) });
}

/// The prefix of unreadable texts for which local storage has no room.
const QUARANTINE: &str = "quarantine/";

/// Stores an unreadable text, found under a key. The name holds its checksum, so no text overwrites another.
pub(super) fn quarantine(found: &str, text: String) {
    let name = [QUARANTINE, found, "/", &crc32(&[text.as_bytes()]).to_string()].concat();
    best_effort(async move {
        let (store, _open) = store(TransactionMode::ReadWrite).await?;
        store.put(&JsValue::from_str(&text), Some(&JsValue::from_str(&name)))
    });
}

/// Lists the versions of a board.
pub(super) fn list(board: BoardId, report: &Report) {
    let report = report.clone();
    let list = async move {
        let (store, _open) = store(TransactionMode::ReadOnly).await?;
        names(&store, below(&board.to_hex())?).await
    };
    spawn_local(async move { report(ExchangeEvent::Versions { board, names: list.await.unwrap_or_else(|_: Error| Vec::new()) }.into()) });
}

/// Reads a version.
pub(super) fn read(board: BoardId, name: String, report: &Report) {
    let report = report.clone();
    get(JsValue::from_str(&name), move |text| report(ExchangeEvent::VersionRead { board, text }.into()));
}

/// Deletes the versions, the second copy and the quarantined texts of a board.
pub(super) fn erase(board: BoardId) {
    best_effort(async move {
        let (store, _open) = store(TransactionMode::ReadWrite).await?;
        store.delete(copy_of(board, COPY))?;
        store.delete(copy_of(board, DESK_COPY))?;
        store.delete(below(&(String::from(QUARANTINE) + &board.to_hex()))?)?;
        store.delete(below(&board.to_hex())?)
    });
}
