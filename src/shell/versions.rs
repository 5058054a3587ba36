//! Former versions of boards, and a second copy of each, in IndexedDB: one store of texts by name. All of it is best effort: only the word
//! "Saved" waits for it, and a browser without IndexedDB goes without.
//!
//! The page has one connection; the first job opens it and all share it. It closes when another page deletes or upgrades the database, which
//! would otherwise have to wait, and the next job opens a new one. A failed attempt to open is remembered for a while, so a blocked
//! database costs one attempt and not one per save. An open connection does not keep a page out of the back/forward cache; only a running
//! transaction does.
//!
//! Uses `idb`, the lightest maintained crate for IndexedDB. No other file uses it.

use std::cell::{Cell, RefCell};

use idb::{Database, DatabaseEvent, Error, Factory, KeyRange, ObjectStore, ObjectStoreParams, Query, TransactionMode, TransactionResult};
use js_sys::{Array, Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

use crate::core::app::{BoardEvent, ExchangeEvent, HomeEvent, VERSION_LIMIT};
use crate::core::document::id::BoardId;
use crate::core::format::checksum::crc32;
use crate::core::format::stored::Generation;
use crate::shell::Report;

const DATABASE: &str = "alignment-board";
const STORE: &str = "versions";
/// An attempt to open that takes longer has failed: another page may block the database.
const PATIENCE_MS: i32 = 5_000;
/// How long a failed attempt is remembered.
const FAILED_FOR_MS: i32 = 10_000;

/// Runs `work` and ignores its failure.
fn best_effort<T>(work: impl Future<Output = Result<T, Error>> + 'static) {
    spawn_local(async {
        let _ = work.await;
    });
}

thread_local! {
    /// The connection of this page, as a promise: jobs that come while it opens wait for the same one.
    static CONNECTION: RefCell<Option<Promise>> = const { RefCell::new(None) };
    /// The number of the current attempt to open. A connection of an earlier attempt is closed at once.
    static ATTEMPT: Cell<u32> = const { Cell::new(0) };
}

/// The connection of this page; opens it if there is none.
async fn connection() -> Result<Database, Error> {
    let promise = CONNECTION.with_borrow_mut(|connection| connection.get_or_insert_with(attempt).clone());
    let database = JsFuture::from(promise).await.map_err(Error::IndexedDbOpenFailed)?;
    Database::try_from(database)
}

/// An attempt to open the connection. A failure, or one that takes too long, is forgotten after a while.
fn attempt() -> Promise {
    let number = next_attempt();
    let opening = future_to_promise(open(number));
    let too_long = Promise::new(&mut |_, reject| after(PATIENCE_MS, &reject));
    let attempt = Promise::race(&Array::of2(&opening, &too_long));
    let settled = JsFuture::from(attempt.clone());
    spawn_local(async move {
        if settled.await.is_err() {
            let failed = next_attempt();
            // A timer does not fail.
            let _ = JsFuture::from(Promise::new(&mut |resolve, _| after(FAILED_FOR_MS, &resolve))).await;
            forget(failed);
        }
    });
    attempt
}

fn next_attempt() -> u32 {
    ATTEMPT.set(ATTEMPT.get() + 1);
    ATTEMPT.get()
}

fn after(milliseconds: i32, callback: &Function) {
    if let Some(window) = web_sys::window() {
        // Without a timer a failure is remembered until the page closes.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, milliseconds);
    }
}

async fn open(number: u32) -> Result<JsValue, JsValue> {
    // The reason of a failure is not used.
    let mut database = request().await.map_err(|_| JsValue::NULL)?;
    if ATTEMPT.get() != number {
        database.close();
        return Err(JsValue::NULL);
    }
    database.on_version_change(move |event| {
        forget(number);
        // Running transactions end first.
        if let Some(Ok(database)) = event.target().map(Database::try_from) {
            database.close();
        }
    });
    database.on_close(move |_| forget(number));
    database.forget_callbacks();
    Ok(database.into())
}

async fn request() -> Result<Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    // The first opening creates the store; if that fails there are no versions.
    request.on_upgrade_needed(|event| {
        let _ = event.database().and_then(|database| database.create_object_store(STORE, ObjectStoreParams::new()));
    });
    request.await
}

/// Forgets the connection, or the failure, of this attempt: the next job opens a new one.
fn forget(number: u32) {
    if ATTEMPT.get() == number {
        CONNECTION.set(None);
    }
}

/// The store, in a new transaction. Browsers may lose a connection without an event, as Safari does after sleep: then it is opened once more.
async fn store(mode: TransactionMode) -> Result<ObjectStore, Error> {
    let begin = |database: Database| database.transaction(&[STORE], mode)?.object_store(STORE);
    match begin(connection().await?) {
        Err(_) => {
            forget(ATTEMPT.get());
            begin(connection().await?)
        }
        begun => begun,
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
        let store = store(TransactionMode::ReadWrite).await?;
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

/// Stores the second copy of a board and of its private store, and reports when the browser has it.
pub(super) fn copy(board: BoardId, generation: Generation, text: String, private_store: Option<String>, report: &Report) {
    let report = report.clone();
    let copy = async move {
        let store = store(TransactionMode::ReadWrite).await?;
        match private_store {
            Some(private_store) => drop(store.put(&JsValue::from_str(&private_store), Some(&copy_of(board, DESK_COPY)))?),
            None => drop(store.delete(copy_of(board, DESK_COPY))?),
        }
        store.put(&JsValue::from_str(&text), Some(&copy_of(board, COPY)))?;
        // Not the requests: only the end of the transaction means that the browser has stored it.
        store.transaction().await
    };
    let ended = future_to_promise(async move {
        let is_kept = copy.await.is_ok_and(|end: TransactionResult| end.is_committed());
        Ok(JsValue::from_bool(is_kept))
    });
    let too_long = Promise::new(&mut |resolve, _| after(PATIENCE_MS, &resolve));
    spawn_local(async move {
        let is_kept = JsFuture::from(Promise::race(&Array::of2(&ended, &too_long))).await.is_ok_and(|kept| kept.is_truthy());
        report(BoardEvent::SecondCopySaved { board, generation, is_kept }.into());
    });
}

/// Lists the boards that have a second copy.
pub(super) fn copies(report: &Report) {
    let report = report.clone();
    let list = async move {
        let store = store(TransactionMode::ReadOnly).await?;
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
        let store = store(TransactionMode::ReadOnly).await?;
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
        let store = store(TransactionMode::ReadOnly).await?;
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
        let store = store(TransactionMode::ReadWrite).await?;
        store.put(&JsValue::from_str(&text), Some(&JsValue::from_str(&name)))
    });
}

/// Lists the versions of a board.
pub(super) fn list(board: BoardId, report: &Report) {
    let report = report.clone();
    let list = async move {
        let store = store(TransactionMode::ReadOnly).await?;
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
        let store = store(TransactionMode::ReadWrite).await?;
        store.delete(copy_of(board, COPY))?;
        store.delete(copy_of(board, DESK_COPY))?;
        store.delete(below(&(String::from(QUARANTINE) + &board.to_hex()))?)?;
        store.delete(below(&board.to_hex())?)
    });
}
