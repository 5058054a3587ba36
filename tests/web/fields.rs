//! Every field is on the page, and no view goes stale: another tab writes a field, and the page shows it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use alignment_board::core::app::view::Views;
use alignment_board::core::app::{BoardEvent, Context, Effect, Event, HomeEvent, Start, StoredKeys, update};
use alignment_board::core::board::stage::Stage;
use alignment_board::core::document::Document;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::{link, tab};
use alignment_board::ui::state::view::{Browser, View};
use alignment_board::ui::{board_views, mount, rest_views};
use leptos::prelude::{Set, document};
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::samples::samples;
use crate::support::device;

/// 24 December 2026, in milliseconds since 1970.
const NOW: u64 = 1_798_070_400_000;

type Send = Rc<dyn Fn(Event)>;

/// The program in a page, with a storage that is empty and never answers a save.
struct Page {
    root: Element,
    send: Send,
}

fn board() -> BoardId {
    BoardId::from_random(0xb0a2d)
}

/// Takes in an event and those that follow from it.
fn take_in(view: View, event: Event) {
    let mut queue = VecDeque::from([event]);
    let drawn = Cell::new(0);
    let random = || drawn.replace(drawn.get() + 1);
    while let Some(event) = queue.pop_front() {
        let effects = view.update(|model| update(model, event, &Context { now: NOW, random: &random }), Views::refresh);
        queue.extend(effects.into_iter().filter_map(|effect| match effect {
            Effect::Load { board, purpose } => Some(Event::Loaded { board, slots: Ok(Default::default()), purpose }),
            Effect::Next(event) => Some(*event),
            _ => None,
        }));
    }
}

impl Page {
    /// A page that has opened a link with this board.
    async fn open(document_of: &Document) -> Page {
        if let Some(before) = document().get_element_by_id("app") {
            before.remove();
        }
        let root = document().create_element("div").unwrap();
        root.set_id("app");
        document().body().unwrap().append_child(&root).unwrap();
        let fragment = link::encode(board(), document_of);
        let start = Start { device: device(7), fragment, storage: Ok(StoredKeys::default()) };
        let sender: Rc<RefCell<Option<Send>>> = Rc::default();
        let kept = sender.clone();
        mount(move || {
            let view = View::new(Browser {
                link: |fragment| String::from(fragment),
                now: || NOW,
                local: |time| time,
                one_and_a_half: || String::from("1.5"),
                draft: |_, _, _| String::new(),
            });
            // As if all modules were loaded.
            view.modules.board.set(Some(board_views()));
            view.modules.rest.set(Some(rest_views()));
            let send: Send = Rc::new(move |event| take_in(view, event));
            send(HomeEvent::Started(Box::new(start)).into());
            kept.replace(Some(send.clone()));
            (view, send)
        });
        let page = Page { root, send: sender.take().unwrap() };
        settle().await;
        for toggle in page.all(".agreement__toggle") {
            toggle.unchecked_into::<HtmlElement>().click();
        }
        settle().await;
        page
    }

    /// Another tab has written these registers.
    async fn hear(&self, change: Document) {
        let text = tab::write(board(), change.into_iter().collect());
        (self.send)(BoardEvent::Told { board: board(), text }.into());
        settle().await;
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|at| found.item(at).unwrap().unchecked_into()).collect()
    }

    /// Everything that the page shows, with the values of its fields; without the tab stops, which stay where somebody was.
    fn shown(&self) -> String {
        let fields = self.all("input, textarea, select");
        let values: Vec<String> = fields.into_iter().map(|field| field.unchecked_into::<HtmlInputElement>().value()).collect();
        let html = self.root.outer_html();
        html.replace(" tabindex=\"0\"", "").replace(" tabindex=\"-1\"", "") + "\n" + &values.join("\n")
    }
}

/// The page is drawn, and what follows from that too.
async fn settle() {
    for _ in 0..4 {
        tick().await;
    }
}

/// What no stage shows, and why.
const NOT_SHOWN: [(&str, &str); 0] = [];

/// A field that another tab writes is shown in some stage, and in every stage the page then equals one that is opened after that.
#[wasm_bindgen_test]
async fn every_field_is_shown_as_it_is_now() {
    let mut wrong = Vec::new();
    for sample in samples() {
        let mut is_shown = false;
        for stage in Stage::ALL {
            let mut document = sample.before_in(stage);
            let page = Page::open(&document).await;
            let before = page.shown();
            for change in [sample.change(), sample.back()] {
                page.hear(change.clone()).await;
                let now = page.shown();
                is_shown |= now != before;
                document.merge(change);
                if now != Page::open(&document).await.shown() {
                    wrong.push(format!("{} is stale in {stage:?}", sample.name));
                }
            }
        }
        if is_shown == NOT_SHOWN.iter().any(|(name, _)| *name == sample.name) {
            wrong.push(format!("{} is shown: {is_shown}", sample.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
