//! The Close stage: the workshop on one page, exports, and the next workshop.

use leptos::prelude::*;

use super::print::printed_page;
use crate::core::app::{BoardEvent, Event, ExchangeEvent, Export};
use crate::core::board::Board;
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::core::replica::withheld::Withheld;
use crate::strings::closing;
use crate::strings::closing::Take;
use crate::strings::export;
use crate::strings::withheld::{RESCUE_SAYS, SAVE_RESCUE, not_in_these, takes};
use crate::ui::kit::{El, button, el};
use crate::ui::state::view::{use_dispatch, use_view};

/// The panel of the Close stage, and the follow-up panel at the start of the next workshop.
pub(crate) fn closing_panel() -> El {
    let side = el("div", "closing__side").child(take()).child(come_back());
    el("section", "closing").attr("aria-label", closing::CLOSING).child(printed_page()).child(side)
}

/// A row of the exports: a button and its purpose.
fn row((name, hint): Take, action: impl FnMut() + 'static) -> El {
    let id = String::from("take-") + &name.to_lowercase().replace(|letter: char| !letter.is_alphanumeric(), "-");
    el("li", "")
        .child(button("quiet", name, action).attr("aria-describedby", &id))
        .child(el("span", "closing__hint").attr("id", &id).text(hint))
}

fn take() -> El {
    let view = use_view();
    el("section", "closing__take").child(el("h2", "").text(closing::TAKE)).drawn(move || view.withheld(), |withheld| taken(*withheld))
}

/// What is not in what can be taken along, and the list.
fn taken(withheld: Withheld) -> Vec<El> {
    let (view, dispatch) = (use_view(), use_dispatch());
    let send = move |take, event: fn() -> Event| row(take, move || dispatch.send(event()));
    let file = move |take, export: Export, text: fn(&Board) -> String| {
        row(take, move || dispatch.send(ExchangeEvent::Export { export, text: view.board(text) }))
    };
    let poster = move |take, export: Export| {
        row(take, move || {
            dispatch.send(ExchangeEvent::Export { export, text: view.board(|board| closing::poster_svg(board, view.today())) });
        })
    };
    let workshops = untrack(|| view.board(|board| board.earlier_workshops().next().is_some()))
        .then(|| file(closing::WORKSHOPS_TABLE, Export::WorkshopsTable, export::workshops_csv));
    let [link, whole, text] = takes(withheld);
    let rescue = withheld.is_here().then(|| send((SAVE_RESCUE, RESCUE_SAYS), || BoardEvent::SaveRescueFile.into()));
    let not = not_in_these(withheld).map(|not| el("p", "closing__not").text(&not));
    let rows = [
        send(closing::PRINT, || BoardEvent::Print.into()),
        send(link, || ExchangeEvent::Share.into()),
        poster(closing::PICTURE, Export::Picture),
        poster(closing::DRAWING, Export::Drawing),
        file(text, Export::Markdown, export::markdown),
        file(closing::AGREEMENTS_TABLE, Export::AgreementsTable, export::agreements_csv),
        file(closing::NOTES_TABLE, Export::NotesTable, export::notes_csv),
        file(closing::LAYERS_TABLE, Export::LayersTable, export::layers_csv),
    ];
    let rows = rows.into_iter().chain(workshops).chain([send(whole, || BoardEvent::SaveFile.into())]);
    let rescue = rescue.map(|row| el("ul", "").child(row));
    not.into_iter().chain([el("ul", "").children(rows)]).chain(rescue).collect()
}

fn come_back() -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let start = move || {
        dispatch.send(ExchangeEvent::NextWorkshop { title: view.board(closing::next_title), today: view.today() });
        dispatch.act(Command::GoTo(Stage::SetUp));
        // The new board opens at its top.
        window().scroll_to_with_x_and_y(0.0, 0.0);
    };
    let begins = move || view.board(closing::come_back);
    el("section", "closing__next").child(el("h2", "").text(closing::COME_BACK)).child(el("p", "").text_of(begins)).child(button(
        "quiet",
        closing::NEXT_WORKSHOP,
        start,
    ))
}
