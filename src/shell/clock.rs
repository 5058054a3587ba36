//! Time: the clock, timers, and when the page is hidden or comes back.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use web_sys::PageTransitionEvent;

use crate::core::app::{BoardEvent, HomeEvent};
use crate::shell::{Report, storage, tabs};

/// Milliseconds since 1970.
pub(super) fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// The local time at `at`, as if it were UTC: milliseconds since 1970, shifted by the time zone.
pub(super) fn local(at: u64) -> u64 {
    let offset = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(at as f64)).get_timezone_offset();
    (at as f64 - offset * 60_000.0) as u64
}

/// One and a half, as people here write it: it tells which separator their spreadsheets expect.
pub(super) fn one_and_a_half() -> String {
    js_sys::Number::from(1.5).to_locale_string("default").into()
}

/// Reports [`BoardEvent::Woken`] once, after `milliseconds`.
pub(super) fn wake(milliseconds: u32, report: &Report) {
    let report = report.clone();
    let callback = Closure::once_into_js(move || report(BoardEvent::Woken.into()));
    if let Some(window) = web_sys::window() {
        // If the timer fails, the next change or hiding the page saves.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback.unchecked_ref(), milliseconds as i32);
    }
}

/// Reports when the page is hidden, the last moment that browsers guarantee, and when it comes back from the back/forward cache, where it
/// heard no messages.
pub(super) fn listen(report: &Report) {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let hidden = {
        let (report, document) = (report.clone(), document.clone());
        Closure::<dyn Fn()>::new(move || {
            if document.visibility_state() == web_sys::VisibilityState::Hidden {
                report(BoardEvent::PageHidden.into());
            }
        })
    };
    let leaving = {
        let report = report.clone();
        Closure::<dyn Fn()>::new(move || report(BoardEvent::PageHidden.into()))
    };
    let shown = {
        let report = report.clone();
        Closure::<dyn Fn(PageTransitionEvent)>::new(move |event: PageTransitionEvent| {
            // `pageshow` also fires at the first load, where nothing was missed.
            if event.persisted() {
                tabs::greet();
                report(HomeEvent::CatchUp(storage::keys()).into());
            }
        })
    };
    // If a listener cannot be added, the timed save and the `storage` events between tabs remain.
    let _ = document.add_event_listener_with_callback("visibilitychange", hidden.as_ref().unchecked_ref());
    let _ = window.add_event_listener_with_callback("pagehide", leaving.as_ref().unchecked_ref());
    let _ = window.add_event_listener_with_callback("pageshow", shown.as_ref().unchecked_ref());
    hidden.forget();
    leaving.forget();
    shown.forget();
}
