//! Bars that stay at the edge of the window. The page knows how high they are, so what gets the focus scrolls clear of them.

use js_sys::{Array, Reflect};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::el::El;

/// Keeps the height of a bar in a property of the page, in pixels; 0 once it is gone.
pub fn with_known_height(bar: El, property: &'static str) -> El {
    // It holds no element: that would hold this function in turn, a cycle that the browser cannot see.
    let resized = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        let bar = Reflect::get(&entries.get(0), &"target".into()).ok().and_then(|bar| bar.dyn_into::<Element>().ok());
        if let (Some(bar), Some(root)) = (bar, document().document_element()) {
            // A whole number: to write others takes 19 kB of code.
            let height = (bar.get_bounding_client_rect().height().ceil() as u32).to_string() + "px";
            let _ = root.unchecked_into::<HtmlElement>().style().set_property(property, &height);
        }
    });
    // A browser without it scrolls as it always did.
    if let Ok(observer) = ResizeObserver::new(resized.into_js_value().unchecked_ref()) {
        observer.observe(bar.node());
    }
    bar
}
