//! Files: downloads, and reading a file that the person chooses or drops on the page.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::core::app::ExchangeEvent;
use crate::shell::Report;

/// Offers a text as a file.
pub(super) fn download(name: &str, text: &str) {
    // A browser that cannot download still has the link in the same dialog.
    let _ = try_download(name, text);
}

/// The media type for a file name.
fn kind_of(name: &str) -> &'static str {
    let kinds = [
        (".json", "application/json"),
        (".csv", "text/csv"),
        (".md", "text/markdown"),
        (".ics", "text/calendar"),
        (".svg", "image/svg+xml"),
    ];
    kinds.into_iter().find(|(ending, _)| name.ends_with(ending)).map_or("text/plain", |(_, kind)| kind)
}

fn blob_of(text: &str, kind: &str) -> Result<web_sys::Blob, JsValue> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    web_sys::Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&JsValue::from_str(text)), &options)
}

fn try_download(name: &str, text: &str) -> Result<(), JsValue> {
    offer(name, &blob_of(text, kind_of(name))?)
}

fn offer(name: &str, blob: &web_sys::Blob) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let address = web_sys::Url::create_object_url_with_blob(blob)?;
    let anchor: web_sys::HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    // The browser reads the text while it handles the click; a minute is ample.
    let revoke = Closure::once_into_js(move || {
        let _ = web_sys::Url::revoke_object_url(&address);
    });
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    window.set_timeout_with_callback_and_timeout_and_arguments_0(revoke.unchecked_ref(), 60_000)?;
    Ok(())
}

/// The scale of the picture: sharp on a projector.
const SHARPNESS: u32 = 3;
/// The greatest height of a picture that all browsers can make.
const HIGHEST: u32 = 16_000;

/// Offers a drawing (SVG) as a picture (PNG), or reports that there is none.
pub(super) fn download_picture(name: &str, drawing: &str, report: &Report) {
    let (name, drawing, report) = (String::from(name), String::from(drawing), report.clone());
    wasm_bindgen_futures::spawn_local(async move {
        if try_download_picture(&name, &drawing, &report).await.is_err() {
            report(ExchangeEvent::NoPicture.into());
        }
    });
}

async fn try_download_picture(name: &str, drawing: &str, report: &Report) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob_of(drawing, "image/svg+xml")?)?;
    let picture = web_sys::HtmlImageElement::new()?;
    picture.set_src(&address);
    let drawn = wasm_bindgen_futures::JsFuture::from(picture.decode()).await;
    web_sys::Url::revoke_object_url(&address)?;
    drawn?;
    let canvas: web_sys::HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    if picture.height() > HIGHEST {
        return Err(JsValue::NULL);
    }
    let sharpness = (HIGHEST / picture.height().max(1)).clamp(1, SHARPNESS);
    canvas.set_width(picture.width() * sharpness);
    canvas.set_height(picture.height() * sharpness);
    let context: web_sys::CanvasRenderingContext2d = canvas.get_context("2d")?.ok_or(JsValue::NULL)?.unchecked_into();
    let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
    context.draw_image_with_html_image_element_and_dw_and_dh(&picture, 0.0, 0.0, width, height)?;
    let (name, report) = (String::from(name), report.clone());
    let done = Closure::once_into_js(move |blob: Option<web_sys::Blob>| {
        // A canvas that is too large for this browser gives no picture.
        if blob.is_none_or(|blob| offer(&name, &blob).is_err()) {
            report(ExchangeEvent::NoPicture.into());
        }
    });
    canvas.to_blob(done.unchecked_ref())
}

/// Lets the person choose a file and reports its text.
pub(super) fn pick(report: &Report) {
    if try_pick(report).is_err() {
        report(ExchangeEvent::FileRead(Err(())).into());
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
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                read(&file, report);
            }
        })
    };
    input.add_event_listener_with_callback("change", chosen.unchecked_ref())?;
    input.click();
    Ok(())
}

/// The largest file that is read, in bytes: some times a full board with all its rounds. A film that was dropped by mistake would take all
/// memory.
const LARGEST: f64 = 64_000_000.0;

/// Reports the text of a file.
fn read(file: &web_sys::File, report: Report) {
    if file.size() > LARGEST {
        return report(ExchangeEvent::FileRead(Err(())).into());
    }
    let text = file.text();
    wasm_bindgen_futures::spawn_local(async move {
        let text = wasm_bindgen_futures::JsFuture::from(text).await;
        report(ExchangeEvent::FileRead(text.map_err(|_| ()).and_then(|text| text.as_string().ok_or(()))).into());
    });
}

/// Opens a file that is dropped on the page. The browser alone would leave the page for it.
pub(super) fn listen(report: &Report) {
    let Some(window) = web_sys::window() else { return };
    let report = report.clone();
    let dropped = Closure::<dyn Fn(web_sys::DragEvent)>::new(move |event: web_sys::DragEvent| {
        let Some(files) = event.data_transfer().filter(holds_files).and_then(|dropped| dropped.files()) else { return };
        event.prevent_default();
        if event.type_() != "drop" {
            return;
        }
        match (files.get(0), files.length()) {
            (Some(file), 1) => read(&file, report.clone()),
            (None, _) => {}
            (Some(_), _) => report(ExchangeEvent::SeveralFiles.into()),
        }
    });
    for name in ["dragover", "drop"] {
        // Without the listener there is still the button.
        let _ = window.add_event_listener_with_callback(name, dropped.as_ref().unchecked_ref());
    }
    dropped.forget();
}

/// Whether files are dragged: a text or link that is dragged into a field is the browser's.
fn holds_files(dragged: &web_sys::DataTransfer) -> bool {
    dragged.types().includes(&JsValue::from_str("Files"), 0)
}
