//! Other tabs of this browser, by BroadcastChannel: one channel for each board, and the open board's alone is listened to.

use std::cell::RefCell;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::Report;
use crate::core::app::Event;
use crate::core::id::BoardId;

type Listener = Closure<dyn Fn(MessageEvent)>;

thread_local! {
    static CHANNEL: RefCell<Option<(BroadcastChannel, Listener)>> = const { RefCell::new(None) };
}

/// Listens to the tabs that have this board open, and to no others any more.
pub(super) fn follow(board: Option<BoardId>, report: &Report) {
    let before = CHANNEL.take();
    if let Some((channel, _)) = before {
        channel.close();
    }
    let Some(board) = board else { return };
    // A browser without channels tells other tabs by what is stored, a moment later.
    let Ok(channel) = BroadcastChannel::new(&(String::from("alignment-board/") + &board.to_hex())) else { return };
    let report = report.clone();
    let told = Listener::new(move |event: MessageEvent| {
        if let Some(text) = event.data().as_string() {
            report(Event::Told { board, text });
        }
    });
    channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
    CHANNEL.set(Some((channel, told)));
}

/// Passes a message on to the tabs that have the same board open.
pub(super) fn tell(text: &str) {
    CHANNEL.with_borrow(|channel| {
        if let Some((channel, _)) = channel {
            // What does not arrive is merged from storage.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    });
}
