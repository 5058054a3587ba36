//! A note's element shows every field of its view, and its children are found whatever is inserted between them.

use alignment_board::core::app::view::{DotsView, InGroup, NoteView};
use alignment_board::core::board::stage::DotsShown;
use alignment_board::core::board::{Colour, Visibility};
use alignment_board::core::document::id::{DeviceId, Id, NoteId};
use alignment_board::ui::kit::{El, Path, el};
use alignment_board::ui::notes::action::NoteAction;
use alignment_board::ui::notes::note::NoteElement;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

const NAMES: [&str; 5] = ["outer", "first", "inner", "deep", "last"];

/// A tree of five named elements, with another element inserted before one of them.
fn tree(stranger_before: Option<&str>) -> (El, Vec<El>) {
    let named: Vec<El> = NAMES.iter().map(|name| el("i", name)).collect();
    let [outer, first, inner, deep, last] = [0, 1, 2, 3, 4].map(|at: usize| named[at].clone());
    let root = el("div", "").child(outer.child(first).child(inner.child(deep)).child(last));
    if let Some(element) = named.iter().find(|element| Some(element.node().class_name()) == stranger_before.map(String::from)) {
        let parent = element.node().parent_node().unwrap();
        parent.insert_before(el("b", "stranger").child(el("b", "")).node(), Some(element.node())).unwrap();
    }
    (root, named)
}

#[wasm_bindgen_test]
fn inserted_element_changes_no_reference() {
    for stranger in [None].into_iter().chain(NAMES.map(Some)) {
        let (root, named) = tree(stranger);
        let paths: Vec<Path> = named.iter().map(|element| Path::between(&root, element).unwrap()).collect();
        let copy: Element = root.node().clone_node_with_deep(true).unwrap().unchecked_into();
        let found: Vec<String> = paths.iter().map(|path| path.follow(&copy).unwrap().class_name()).collect();
        assert_eq!(found, NAMES, "{stranger:?}");
    }
    let (root, _) = tree(None);
    assert!(Path::between(&root, &el("i", "elsewhere")).is_none());
}

fn plain() -> NoteView {
    NoteView {
        text: String::from("Weekly report"),
        visibility: Visibility::Revealed,
        colour: Colour::Sky,
        author: Some(String::from("Ana Bell")),
        dots: DotsView::default(),
        group: InGroup::Alone,
    }
}

/// Views that differ from the plain one in one field each; without `..`, so that a new field does not compile until it is here.
fn others() -> Vec<(&'static str, NoteView)> {
    let NoteView { text: _, visibility: _, colour: _, author: _, dots: _, group: _ } = plain();
    let dots = |owner, tight, loose| NoteView { dots: DotsView { owner, tight, loose, over: [0, 0], is_full: [false; 2] }, ..plain() };
    vec![
        ("text", NoteView { text: String::from("Daily report"), ..plain() }),
        ("visibility", NoteView { visibility: Visibility::Hidden, ..plain() }),
        ("colour", NoteView { colour: Colour::Rose, ..plain() }),
        ("author", NoteView { author: None, ..plain() }),
        ("own dots", dots(DotsShown::Own, 0, None)),
        ("more own dots", dots(DotsShown::Own, 2, None)),
        ("own dots of both poles", dots(DotsShown::Own, 2, Some(0))),
        ("own loose dots", dots(DotsShown::Own, 2, Some(5))),
        ("all dots", dots(DotsShown::All, 4, None)),
        ("all dots of both poles", dots(DotsShown::All, 4, Some(1))),
        ("leads", NoteView { group: InGroup::Leads(2, false), ..plain() }),
        ("leads more", NoteView { group: InGroup::Leads(3, false), ..plain() }),
        ("leads openly", NoteView { group: InGroup::Leads(3, true), ..plain() }),
        ("led", NoteView { group: InGroup::Led, ..plain() }),
    ]
}

fn note() -> NoteElement {
    NoteElement::new(NoteId(Id { time: 7, device: DeviceId::from_random(1) })).unwrap()
}

/// What is on the page after these views one after the other.
fn painted(views: &[&NoteView]) -> String {
    let mut note = note();
    views.iter().for_each(|view| note.paint((*view).clone()));
    note.cell.outer_html()
}

#[wasm_bindgen_test]
fn every_field_of_a_note_changes_its_element() {
    let mut seen = vec![("plain", painted(&[&plain()]))];
    for (name, view) in others() {
        let html = painted(&[&view]);
        if let Some((same, _)) = seen.iter().find(|(_, other)| *other == html) {
            panic!("{name} looks like {same}");
        }
        seen.push((name, html));
    }
}

/// Which views came before makes no difference.
#[wasm_bindgen_test]
fn note_shows_its_last_view_alone() {
    let all: Vec<NoteView> = [plain()].into_iter().chain(others().into_iter().map(|(_, view)| view)).collect();
    for before in &all {
        for after in &all {
            assert_eq!(painted(&[before, after]), painted(&[after]), "{before:?}\n{after:?}");
        }
    }
}

#[wasm_bindgen_test]
fn every_action_has_one_name_and_a_button() {
    for action in NoteAction::ALL {
        assert_eq!(NoteAction::named(action.name()), Some(action));
    }
    assert_eq!(NoteAction::named("nothing"), None);
    let both = NoteView {
        dots: DotsView { owner: DotsShown::Own, tight: 1, loose: Some(1), over: [0, 0], is_full: [false; 2] },
        group: InGroup::Leads(1, false),
        ..plain()
    };
    let html = painted(&[&both]);
    for action in NoteAction::ALL {
        assert_eq!(html.matches(&format!("data-act=\"{}\"", action.name())).count(), 1, "{action:?}");
    }
}
