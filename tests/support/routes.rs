//! The two routes by which a board travels, and two people who share one.

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Dialog, ExchangeEvent, HomeEvent};

use super::page::Page;
use super::snapshot;
use super::storage::Store;

/// How a board travels.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Route {
    Link,
    File,
}

/// Both routes.
pub(crate) const ROUTES: [Route; 2] = [Route::Link, Route::File];

impl Route {
    /// Shares the page's open board.
    pub(crate) fn share(self, page: &mut Page) -> String {
        match self {
            Route::Link => {
                page.send(ExchangeEvent::Share);
                let Dialog::Share { fragment: Ok(fragment) } = page.session().dialog.clone() else { panic!("no link") };
                page.send(BoardEvent::CloseDialog);
                fragment
            }
            Route::File => {
                page.send(BoardEvent::SaveFile);
                page.downloads.pop().expect("a file").1
            }
        }
    }

    /// Opens what was shared in a page.
    pub(crate) fn open(self, page: &mut Page, text: &str) {
        match self {
            Route::Link => page.send(HomeEvent::FragmentChanged(String::from(text))),
            Route::File => page.send(ExchangeEvent::FileRead(Ok(String::from(text)))),
        }
    }
}

/// The storage of another browser.
pub(crate) fn other_browser() -> Rc<RefCell<Store>> {
    Rc::default()
}

/// Ana's page with one note, and Ben's page in another browser with the same board.
pub(crate) fn ana_and_ben(route: Route) -> (Page, Page) {
    let mut ana = Page::with_new_board();
    ana.title("Ours");
    ana.note("a");
    ana.advance(1_000);
    let mut ben = Page::open(2, &other_browser(), "");
    let sent = route.share(&mut ana);
    route.open(&mut ben, &sent);
    ben.advance(1_000);
    (ana, ben)
}

/// Everything that a page shows of its board.
pub(crate) fn shown(page: &Page) -> String {
    snapshot(page.session().replica.board())
}
