//! The address: its fragment, which no server receives, and the share link.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::core::app::{FragmentChange, HomeEvent};
use crate::shell::Report;

/// The fragment, without `#`. A `%23` in the path is a `#` that a mail program has rewritten.
pub(super) fn fragment() -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return String::new() };
    let hash = location.hash().unwrap_or_else(|_| String::new());
    if let Some(fragment) = hash.strip_prefix('#').filter(|fragment| !fragment.is_empty()) {
        return String::from(fragment);
    }
    let path = location.pathname().unwrap_or_else(|_| String::new());
    path.rsplit_once("%23").map_or_else(String::new, |(_, fragment)| String::from(fragment))
}

/// The address of this page without query, fragment and rewritten fragment.
fn page() -> String {
    let Some(location) = web_sys::window().map(|window| window.location()) else { return String::new() };
    let (origin, path) = (location.origin(), location.pathname());
    match (origin, path) {
        (Ok(origin), Ok(path)) => origin + path.split("%23").next().unwrap_or(&path),
        _ => String::new(),
    }
}

/// The address of this page with this fragment.
pub(super) fn link(fragment: &str) -> String {
    page() + "#" + fragment
}

/// Changes the fragment. Browsers may refuse frequent changes; then the address merely lags behind.
pub(super) fn set_fragment(fragment: &str, change: FragmentChange) {
    let Some(window) = web_sys::window() else { return };
    let here = window.location().hash().unwrap_or_else(|_| String::new());
    let address = if fragment.is_empty() { page() } else { link(fragment) };
    if here.trim_start_matches('#') == fragment {
        return;
    }
    let Ok(history) = window.history() else { return };
    let _ = match change {
        FragmentChange::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
        FragmentChange::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
    };
}

/// Reloads the page.
pub(super) fn reload() {
    // If the browser refuses, the person has its reload button.
    let _ = web_sys::window().map(|window| window.location().reload());
}

/// Reports when the fragment changes: a link pasted into the open page, or Back and Forward.
pub(super) fn listen(report: &Report) {
    let Some(window) = web_sys::window() else { return };
    let report = report.clone();
    let changed = Closure::<dyn Fn()>::new(move || report(HomeEvent::FragmentChanged(fragment()).into()));
    // If the listener cannot be added, a pasted link opens after a reload.
    let _ = window.add_event_listener_with_callback("hashchange", changed.as_ref().unchecked_ref());
    changed.forget();
}
