//! "Your boards": the ways to begin, the stack as a picture, and what is on this device.
use leptos::prelude::*;

use super::top_bar::mark;
use crate::core::app::{BoardEvent, ExchangeEvent, HomeEvent};
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::document::id::BoardId;
use crate::strings;
use crate::strings::label;
use crate::ui::kit::{El, el};
use crate::ui::state::view::{use_dispatch, use_view};

/// The list of boards.
pub(crate) fn home() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let module = view.modules.board;
    let renaming = RwSignal::new(None::<BoardId>);
    let name = el("div", "").child(el("h1", "").text(label::PRODUCT)).child(el("p", "home__motto").text(label::MOTTO));
    let begin = el("div", "home__begin")
        .child(dispatch.sends("primary", label::NEW_BOARD, || BoardEvent::BeginAt(Stage::SetUp)))
        .child(dispatch.sends("quiet", label::QUICK_BOARD, || BoardEvent::BeginAt(Stage::Write)))
        .child(dispatch.sends("quiet", label::TRY_SAMPLE, || ExchangeEvent::OpenSample))
        .child(dispatch.sends("quiet", label::OPEN_FILE, || HomeEvent::PickFile));
    let main = el("main", "")
        .child(stack())
        .child(el("p", "home__intro").text(label::INTRO))
        .child(begin)
        .child(el("h2", "").text(label::YOUR_BOARDS))
        .drawn_if(move || view.boards().is_empty(), no_boards)
        .changing(move || module.get().map_or_else(Vec::new, |board| (board.shelves)(renaming)))
        .child(el("p", "home__kept").text(label::KEPT_HERE));
    el("div", "home")
        .child(el("header", "home__head").child(mark()).child(name))
        .changing(move || module.get().and_then(|board| (board.notice)()))
        .child(main)
        .changing(move || module.get().and_then(|board| (board.rename)(renaming)))
}

/// There are no boards yet.
pub(crate) fn no_boards() -> El {
    el("p", "home__empty").text(label::NO_BOARDS)
}

/// The six layers as a picture: dark at the top, light at the bottom.
fn stack() -> El {
    let layers = Layer::ALL.into_iter().map(|layer| {
        el("li", "")
            .attr("data-layer", &(layer as u8).to_string())
            .child(el("b", "").text(strings::layer(layer)))
            .child(el("span", "").text(strings::question(layer)))
    });
    el("ol", "home__stack").children(layers)
}
