//! The clipboard. If the browser refuses it (plain HTTP, a frame without permission), `execCommand` copies the text selected in the
//! dialog; if that is refused too, the person copies by hand.

use wasm_bindgen::{JsCast, JsValue};

use crate::core::app::{CopyWay, ExchangeEvent};
use crate::shell::Report;

/// Copies a text.
pub(super) fn copy(text: String, report: &Report) {
    let report = report.clone();
    wasm_bindgen_futures::spawn_local(async move {
        let copied = by_clipboard(&text).await || by_command();
        report(ExchangeEvent::Copied(if copied { CopyWay::Copied } else { CopyWay::ByHand }).into());
    });
}

async fn by_clipboard(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    let navigator = window.navigator();
    // On plain HTTP the property is missing, and a call through it would throw.
    let there = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|clipboard| clipboard.is_object());
    there && wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

fn by_command() -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let Ok(command) = js_sys::Reflect::get(&document, &JsValue::from_str("execCommand")) else { return false };
    let Some(command) = command.dyn_ref::<js_sys::Function>() else { return false };
    command.call1(&document, &JsValue::from_str("copy")).is_ok_and(|done| done.is_truthy())
}
