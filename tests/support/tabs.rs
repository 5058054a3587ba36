//! Two tabs of one browser, and what travels between them.

use alignment_board::core::app::BoardEvent;

use super::page::Page;

/// Two tabs with one saved board; each knows what the other did.
pub(crate) fn two_tabs() -> (Page, Page) {
    let mut one = Page::with_new_board();
    one.title("start");
    one.advance(1_000);
    let mut two = Page::open(2, &one.store, &one.fragment);
    two.advance(1_000);
    for page in [&mut one, &mut two] {
        page.announced.clear();
        page.messages.clear();
        page.storage_events.clear();
    }
    (one, two)
}

/// Delivers both tabs' messages.
pub(crate) fn deliver_messages(one: &mut Page, two: &mut Page) {
    for (from, to) in [(0, 1), (1, 0)] {
        let pages = [&mut *one, &mut *two];
        let messages = std::mem::take(&mut pages[from].messages);
        messages.into_iter().for_each(|(board, text)| pages[to].send(BoardEvent::Told { board, text }));
    }
}

/// Delivers both tabs' storage events, until there are no more.
pub(crate) fn deliver_storage_events(one: &mut Page, two: &mut Page) {
    while !(one.storage_events.is_empty() && two.storage_events.is_empty()) {
        let (from_one, from_two) = (std::mem::take(&mut one.storage_events), std::mem::take(&mut two.storage_events));
        from_one.into_iter().for_each(|event| two.send(event));
        from_two.into_iter().for_each(|event| one.send(event));
    }
}
