//! Other tabs of this browser, by BroadcastChannel: one channel for each board, and the open board's alone is listened to.

use std::cell::{Cell, RefCell};

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::core::app::Event;
use crate::core::document::Delta;
use crate::core::document::id::BoardId;
use crate::core::format::tab;
use crate::shell::Report;

type Listener = Closure<dyn Fn(MessageEvent)>;

/// Whether another tab with this board was heard of. While there is none, nothing is written out for it: that would be a part of what
/// each key costs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    Unheard,
    Heard,
}

/// What a tab says when it comes, or comes back, and what the others answer. What an older version makes of it is nothing; it is heard when it writes.
const HELLO: &str = "hello";
const HERE: &str = "here";

thread_local! {
    static CHANNEL: RefCell<Option<(BroadcastChannel, Listener)>> = const { RefCell::new(None) };
    static OTHERS: Cell<Others> = const { Cell::new(Others::Unheard) };
}

/// Listens to the tabs that have this board open, and to no others any more.
pub(super) fn follow(board: Option<BoardId>, report: &Report) {
    let before = CHANNEL.take();
    OTHERS.set(Others::Unheard);
    if let Some((channel, _)) = before {
        channel.close();
    }
    let Some(board) = board else { return };
    // A browser without channels tells other tabs by what is stored, a moment later.
    let Ok(channel) = BroadcastChannel::new(&(String::from("alignment-board/") + &board.to_hex())) else { return };
    let report = report.clone();
    let told = Listener::new(move |event: MessageEvent| {
        let Some(text) = event.data().as_string() else { return };
        OTHERS.set(Others::Heard);
        match text.as_str() {
            HELLO => say(HERE),
            HERE => {}
            _ => report(Event::Told { board, text }),
        }
    });
    channel.set_onmessage(Some(told.as_ref().unchecked_ref()));
    CHANNEL.set(Some((channel, told)));
    greet();
}

/// Makes itself known to the others, and has them make themselves known here.
pub(super) fn greet() {
    say(HELLO);
}

/// Passes on what was written, if a tab was heard of that has the same board open.
pub(super) fn tell(board: BoardId, delta: Delta) {
    if OTHERS.get() == Others::Heard {
        say(&tab::write(board, delta));
    }
}

fn say(text: &str) {
    CHANNEL.with_borrow(|channel| {
        if let Some((channel, _)) = channel {
            // What does not arrive is merged from storage.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    });
}
