//! Messages between tabs of this browser, by BroadcastChannel: one channel for each board, of which only the open board's is used.

use std::cell::{Cell, RefCell};

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::core::app::BoardEvent;
use crate::core::document::Delta;
use crate::core::document::id::BoardId;
use crate::core::format::tab;
use crate::shell::Report;

type Listener = Closure<dyn Fn(MessageEvent)>;

/// Whether another tab has this board open. Without one, no message is serialized: that would make every keystroke slower.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    Unheard,
    Heard,
}

/// What a tab posts when it opens a board or comes back, and what the others answer. Older versions ignore both; they are noticed when
/// they write.
const HELLO: &str = "hello";
const HERE: &str = "here";

thread_local! {
    static CHANNEL: RefCell<Option<(BroadcastChannel, Listener)>> = const { RefCell::new(None) };
    static OTHERS: Cell<Others> = const { Cell::new(Others::Unheard) };
}

/// Listens to the tabs that have this board open, instead of those of the board before.
pub(super) fn follow(board: Option<BoardId>, report: &Report) {
    let before = CHANNEL.take();
    OTHERS.set(Others::Unheard);
    if let Some((channel, _)) = before {
        channel.close();
    }
    let Some(board) = board else { return };
    // Without channels, other tabs notice what is stored, a moment later.
    let Ok(channel) = BroadcastChannel::new(&(String::from("alignment-board/") + &board.to_hex())) else { return };
    let report = report.clone();
    let told = Listener::new(move |event: MessageEvent| {
        let Some(text) = event.data().as_string() else { return };
        OTHERS.set(Others::Heard);
        match text.as_str() {
            HELLO => post(HERE),
            HERE => {}
            _ => report(BoardEvent::Told { board, text }.into()),
        }
    });
    channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
    CHANNEL.set(Some((channel, told)));
    greet();
}

/// Announces this tab to the others, and asks them to announce themselves.
pub(super) fn greet() {
    post(HELLO);
}

/// Sends a delta, if another tab has the same board open.
pub(super) fn tell(board: BoardId, delta: Delta) {
    if OTHERS.get() == Others::Heard {
        post(&tab::write(board, delta));
    }
}

fn post(text: &str) {
    CHANNEL.with_borrow(|channel| {
        if let Some((channel, _)) = channel {
            // A lost message is made up for by merging from storage.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    });
}
