//! Former versions of boards, and a second copy of each, in IndexedDB: one store of texts by their names. All of it is best effort; a
//! browser without it has none of it, and nobody waits for it.
//!
//! Straight on the browser's interface: with the lightest crate for it that is maintained, `idb`, the page weighs 4 kB more.

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransactionMode};

use super::Report;
use crate::core::app::{Event, VERSION_LIMIT};
use crate::core::id::BoardId;

const DATABASE: &str = "alignment-board";
const STORE: &str = "versions";

/// Does it if the browser lets it, and says nothing if not.
fn best_effort<T>(work: impl Future<Output = Result<T, JsValue>> + 'static) {
    spawn_local(async {
        let _ = work.await;
    });
}

/// Waits for a request and hands back its result.
async fn done(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let ended = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(ended).await?;
    request.result()
}

/// The store, and what is to be closed afterwards.
async fn store(mode: IdbTransactionMode) -> Result<(IdbObjectStore, Open), JsValue> {
    let factory: IdbFactory = js_sys::Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"))?.dyn_into()?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let opening = request.clone();
    // The first opening makes the store; where that fails there are no versions.
    let first = Closure::once(move || {
        let _ = opening.result().map(|database| database.unchecked_into::<IdbDatabase>().create_object_store(STORE));
    });
    request.set_onupgradeneeded(Some(first.as_ref().unchecked_ref()));
    let open = Open(done(&request).await?.unchecked_into());
    Ok((open.0.transaction_with_str_and_mode(STORE, mode)?.object_store(STORE)?, open))
}

/// A database that is closed when nobody needs it any more: an open one would keep a newer version of the page waiting.
struct Open(IdbDatabase);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// The names of a board's versions begin with its id and a stroke.
fn of(board: BoardId) -> Result<JsValue, JsValue> {
    let name = |end: &str| JsValue::from_str(&(board.to_hex() + end));
    // A nought comes after a stroke.
    IdbKeyRange::bound(&name("/"), &name("0")).map(JsValue::from)
}

async fn names(store: &IdbObjectStore, board: BoardId) -> Result<Vec<String>, JsValue> {
    let keys: Array = done(&store.get_all_keys_with_key(&of(board)?)?).await?.unchecked_into();
    Ok(keys.iter().filter_map(|key| key.as_string()).collect())
}

/// Keeps a version, unless the newest one ends alike, and lets go of the oldest.
pub(super) fn keep(board: BoardId, name: String, text: String) {
    best_effort(async move {
        let (store, _open) = store(IdbTransactionMode::Readwrite).await?;
        let kept = names(&store, board).await?;
        let end = |name: &str| name.rsplit('/').next().map(String::from);
        if kept.last().is_some_and(|newest| end(newest) == end(&name)) {
            return Ok::<(), JsValue>(());
        }
        let too_many = (kept.len() + 1).saturating_sub(VERSION_LIMIT);
        for oldest in kept.into_iter().take(too_many) {
            store.delete(&JsValue::from_str(&oldest))?;
        }
        done(&store.put_with_key(&JsValue::from_str(&text), &JsValue::from_str(&name))?).await?;
        Ok(())
    });
}

/// What the names of second copies begin with. No board's id does.
const COPY: &str = "copy/";

fn copy_of(board: BoardId) -> JsValue {
    JsValue::from_str(&(String::from(COPY) + &board.to_hex()))
}

/// Keeps the second copy of a board.
pub(super) fn copy(board: BoardId, text: String) {
    best_effort(async move {
        let (store, _open) = store(IdbTransactionMode::Readwrite).await?;
        done(&store.put_with_key(&JsValue::from_str(&text), &copy_of(board))?).await
    });
}

/// Lists the boards of which there is a second copy.
pub(super) fn copies(report: &Report) {
    let report = report.clone();
    let list = async move {
        let (store, _open) = store(IdbTransactionMode::Readonly).await?;
        let range = IdbKeyRange::bound(&JsValue::from_str(COPY), &JsValue::from_str("copy0"))?;
        done(&store.get_all_keys_with_key(&range)?).await
    };
    spawn_local(async move {
        let names = list.await.map_or_else(|_: JsValue| Array::new(), JsCast::unchecked_into);
        let boards = names.iter().filter_map(|name| BoardId::from_hex(name.as_string()?.strip_prefix(COPY)?));
        report(Event::Copies(boards.collect()));
    });
}

/// Reads the second copy of a board.
pub(super) fn read_copy(board: BoardId, report: &Report) {
    let report = report.clone();
    get(copy_of(board), move |text| report(Event::CopyRead { board, text }));
}

fn get(name: JsValue, then: impl FnOnce(Option<String>) + 'static) {
    let read = async move {
        let (store, _open) = store(IdbTransactionMode::Readonly).await?;
        done(&store.get(&name)?).await
    };
    spawn_local(async move { then(read.await.map_or(None, |text: JsValue| text.as_string())) });
}

/// Lists the versions of a board.
pub(super) fn list(board: BoardId, report: &Report) {
    let report = report.clone();
    let list = async move {
        let (store, _open) = store(IdbTransactionMode::Readonly).await?;
        names(&store, board).await
    };
    spawn_local(async move { report(Event::Versions { board, names: list.await.unwrap_or_else(|_| Vec::new()) }) });
}

/// Reads a version.
pub(super) fn read(board: BoardId, name: String, report: &Report) {
    let report = report.clone();
    get(JsValue::from_str(&name), move |text| report(Event::VersionRead { board, text }));
}

/// Deletes the versions of a board and its second copy.
pub(super) fn erase(board: BoardId) {
    best_effort(async move {
        let (store, _open) = store(IdbTransactionMode::Readwrite).await?;
        store.delete(&copy_of(board))?;
        done(&store.delete(&of(board)?)?).await
    });
}
