//! The address: its fragment, which no server receives, and the link that is shared.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::core::app::{Event, FragmentChange};
use crate::shell::Report;

/// What follows the `#`. A `%23` in the path is a `#` that a mail program has rewritten.
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

/// The link that is shared.
pub(super) fn link(fragment: &str) -> String {
    page() + "#" + fragment
}

/// Changes the fragment. Browsers may refuse when it is done too often; then the address is only less handy.
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

/// Loads the page anew.
pub(super) fn reload() {
    // A browser that refuses has its own button for it.
    let _ = web_sys::window().map(|window| window.location().reload());
}

/// Reports when the fragment changes: a link pasted into the open page, or a step back.
pub(super) fn listen(report: &Report) {
    let Some(window) = web_sys::window() else { return };
    let report = report.clone();
    let changed = Closure::<dyn Fn()>::new(move || report(Event::FragmentChanged(fragment())));
    // Without the listener a pasted link opens with a reload.
    let _ = window.add_event_listener_with_callback("hashchange", changed.as_ref().unchecked_ref());
    changed.forget();
}
