//! Files: offering one to download, and reading one that the person chooses.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::Report;
use crate::core::app::Event;

/// Offers a text as a file.
pub(super) fn download(name: &str, text: &str) {
    // A browser without these has no downloads; the link in the same dialog is the other way out.
    let _ = try_download(name, text);
}

fn try_download(name: &str, text: &str) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&JsValue::from_str(text)), &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let anchor: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The browser takes the text when the click is handled; a minute is ample.
    let revoke = Closure::once_into_js(move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    });
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), 60_000)?;
    Ok(())
}

/// Lets the person choose a file and reports its text.
pub(super) fn pick(report: &Report) {
    if try_pick(report).is_err() {
        report(Event::FileRead(Err(())));
    }
}

fn try_pick(report: &Report) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let input: web_sys::HtmlInputElement = document.create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_accept(".json,.txt,application/json,text/plain");
    let report = report.clone();
    let chosen = {
        let input = input.clone();
        Closure::once_into_js(move || {
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            wasm_bindgen_futures::spawn_local(async move {
                let text = wasm_bindgen_futures::JsFuture::from(file.text()).await;
                report(Event::FileRead(text.map_err(|_| ()).and_then(|text| text.as_string().ok_or(()))));
            });
        })
    };
    input.add_event_listener_with_callback("change", chosen.unchecked_ref())?;
    input.click();
    Ok(())
}
