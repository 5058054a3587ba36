//! When the program itself fails: tells the loader, which shows a plain page. Nothing is saved then: the memory cannot be trusted.

/// Has the loader told of a panic. The words of the panic are left out: they would weigh more than all sentences.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|_| {
        if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new("board-stopped")) {
            // A page that does not listen shows the browser's own message.
            let _ = window.dispatch_event(&event);
        }
    }));
}
