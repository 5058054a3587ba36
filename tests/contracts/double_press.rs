//! A double press makes one thing, and a slower second press a second one.

use alignment_board::core::app::HomeEvent;
use alignment_board::core::board::agreement::Source;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::command::Command;

use crate::support::page::Page;

/// A tester pressed "Make an agreement" and "Duplicate" twice, as on a desktop: there were two of each.
#[test]
fn double_press_makes_one_agreement() {
    let about = |layer| Command::StartAgreement(Source::Layer(layer));
    for (between_ms, presses, expected) in [
        (0, vec![about(Layer::Goals), about(Layer::Goals)], 1),
        (400, vec![about(Layer::Goals), about(Layer::Goals)], 1),
        (200, vec![about(Layer::Goals), about(Layer::Goals), about(Layer::Goals)], 1),
        (600, vec![about(Layer::Goals), about(Layer::Goals)], 2),
        (100, vec![about(Layer::Goals), about(Layer::Kpis)], 2),
    ] {
        let mut page = Page::saved();
        for press in presses {
            page.act(press);
            page.advance(between_ms);
        }
        assert_eq!(page.session().replica.board().agreements().count(), expected, "after {between_ms} ms");
    }
}

#[test]
fn double_press_makes_one_duplicate() {
    for (between_ms, expected) in [(0, 2), (300, 2), (900, 3)] {
        let (mut page, boards) = Page::at_home(&["A"]);
        for _ in 0..2 {
            page.send(HomeEvent::DuplicateBoard { board: boards[0], title: String::from("Copy") });
            page.advance(between_ms);
        }
        assert_eq!(page.model.entries.len(), expected, "after {between_ms} ms");
    }
}
