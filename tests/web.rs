//! The shell against a browser's real local storage: everything it is asked to keep is there, and nothing else.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support {
    use alignment_board::core::document::id::DeviceId;

    /// A device by its number.
    pub(crate) fn device(number: u64) -> DeviceId {
        DeviceId::from_random(number)
    }
}

mod web {
    mod fields;
    mod notes;
    #[path = "../fields/samples.rs"]
    mod samples;
}

use std::cell::RefCell;
use std::rc::Rc;

use alignment_board::core::app::{BoardEvent, Effect, Event, HomeEvent, LoadPurpose};
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::stored::{Generation, Slot, Slots};
use alignment_board::shell;
use alignment_board::shell::Report;
use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Performs an effect; returns what the shell reports at once.
fn perform(effect: Effect) -> Vec<Event> {
    let events = Rc::new(RefCell::new(Vec::new()));
    let report: Report = {
        let events = events.clone();
        Rc::new(move |event| events.borrow_mut().push(event))
    };
    let left = shell::perform_at_home(effect, &report).or_else(|effect| shell::perform_for_board(effect, &report));
    if let Err(effect) = left {
        shell::perform(effect, &report);
    }
    events.take()
}

fn save(board: BoardId, generation: u64, text: &str) -> Vec<Event> {
    save_with(board, generation, text, None)
}

fn save_with(board: BoardId, generation: u64, text: &str, private_store: Option<&str>) -> Vec<Event> {
    let (text, private_store) = (String::from(text), private_store.map(String::from));
    perform(Effect::Save { board, over: load(board).heads(), generation: Generation(generation), text, private_store })
}

fn load(board: BoardId) -> Slots {
    load_both(board).0
}

/// A board and its private store.
fn load_both(board: BoardId) -> (Slots, Slots) {
    match perform(Effect::Load { board, purpose: LoadPurpose::Open }).as_slice() {
        [Event::Loaded { board: loaded, slots: Ok([slots, private_store]), purpose: LoadPurpose::Open }] if *loaded == board => {
            (slots.clone(), private_store.clone())
        }
        other => panic!("one Loaded was expected: {other:?}"),
    }
}

/// The stored texts whose keys have this prefix, in key order.
fn stored(prefix: &str) -> Vec<String> {
    let raw = LocalStorage::raw();
    let mut keys: Vec<String> = (0..raw.length().unwrap()).filter_map(|place| raw.key(place).unwrap()).collect();
    keys.retain(|key| key.starts_with(prefix));
    keys.sort();
    keys.iter().map(|key| raw.get_item(key).unwrap().unwrap()).collect()
}

/// A new board for each test: all tests share one storage.
fn fresh() -> BoardId {
    BoardId::from_random((shell::context().random)())
}

#[wasm_bindgen_test]
fn saved_text_reads_back() {
    let board = fresh();
    let text = "two lines\n\u{1F469}\u{200D}\u{1F4BB} \u{5E9}\u{5DC}\u{5D5}\u{5DD} \u{0}";
    assert_eq!(save(board, 1, text), [BoardEvent::Saved { board, generation: Generation(1), result: Ok(()) }.into()]);
    assert_eq!(load(board), Slots { a: None, b: Some(String::from(text)) });
}

#[wasm_bindgen_test]
fn private_store_is_stored_beside_its_board_and_removed_when_empty() {
    let board = fresh();
    save_with(board, 1, "one", Some("secret"));
    let both = |b: &str, private_store: Option<&str>| {
        (Slots { a: None, b: Some(String::from(b)) }, Slots { a: None, b: private_store.map(String::from) })
    };
    assert_eq!(load_both(board), both("one", Some("secret")));
    assert!(stored(&(String::from("alignment-board/") + &board.to_hex() + "/B")).iter().all(|text| !text.contains("secret")));
    save_with(board, 1, "again", None);
    assert_eq!(load_both(board), both("again", None));
    save_with(board, 1, "more", Some("secret"));
    perform(Effect::Erase(board));
    assert_eq!(load_both(board), Default::default());
}

#[wasm_bindgen_test]
fn two_generations_are_kept() {
    let board = fresh();
    for generation in 1..=3 {
        save(board, generation, &generation.to_string());
    }
    assert_eq!(load(board), Slots { a: Some(String::from("2")), b: Some(String::from("3")) });
}

#[wasm_bindgen_test]
fn unknown_board_has_empty_slots() {
    assert_eq!(load(fresh()), Slots::default());
}

#[wasm_bindgen_test]
fn start_finds_stored_boards() {
    let board = fresh();
    save(board, 1, "x");
    perform(Effect::SaveIndex(String::from("[]")));
    let Event::Home(HomeEvent::Started(start)) = shell::start() else { panic!("the shell starts with Started") };
    let keys = start.storage.unwrap();
    assert_eq!(keys.boards.iter().filter(|found| **found == board).count(), 1);
    assert_eq!(keys.index.as_deref(), Some("[]"));
}

#[wasm_bindgen_test]
fn quarantined_texts_are_kept_once_and_never_loaded() {
    let board = fresh();
    let prefix = String::from("alignment-board/quarantine/") + &board.to_hex();
    for text in ["broken", "broken", "broken too"] {
        perform(Effect::Quarantine { board, slot: Slot::A, text: String::from(text) });
    }
    assert_eq!(stored(&prefix), ["broken", "broken too"]);
    assert_eq!(load(board), Slots::default());
}

#[wasm_bindgen_test]
fn erasing_a_board_leaves_the_others() {
    let (away, stays) = (fresh(), fresh());
    for board in [away, stays] {
        save(board, 1, "x");
        save(board, 2, "y");
    }
    perform(Effect::Erase(away));
    assert_eq!(load(away), Slots::default());
    assert_eq!(load(stays), Slots { a: Some(String::from("y")), b: Some(String::from("x")) });
}

#[wasm_bindgen_test]
fn contexts_have_own_randomness_and_a_clock() {
    let (one, other) = (shell::context(), shell::context());
    assert_ne!((one.random)(), (other.random)());
    assert!(one.now > 1_700_000_000_000 && other.now >= one.now);
    let device = || match shell::start() {
        Event::Home(HomeEvent::Started(start)) => start.device,
        other => panic!("the shell starts with Started: {other:?}"),
    };
    assert_ne!(device(), device());
}
