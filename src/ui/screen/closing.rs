//! The Close stage: the workshop on one page, exports, and the next workshop.

use leptos::prelude::*;

use super::print::printed_page;
use crate::core::app::{BoardEvent, Event, ExchangeEvent, Export};
use crate::core::board::Board;
use crate::core::board::stage::Stage;
use crate::core::command::Command;
use crate::core::format::csv::Separator;
use crate::core::replica::withheld::Withheld;
use crate::strings::closing;
use crate::strings::closing::Take;
use crate::strings::export;
use crate::strings::withheld::{RESCUE_SAYS, SAVE_RESCUE, not_in_these, takes};
use crate::ui::kit::{El, button, el, options};
use crate::ui::state::view::{View, use_dispatch, use_view};

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
    el("section", "closing__take")
        .child(el("h2", "").text(closing::TAKE))
        .drawn(move || (view.withheld(), view.board(closing::has_check_ins)), |(withheld, has_check_ins)| taken(*withheld, *has_check_ins))
}

/// What is not in what can be taken along, and the list.
fn taken(withheld: Withheld, has_check_ins: bool) -> Vec<El> {
    let (view, dispatch) = (use_view(), use_dispatch());
    let send = move |take, event: fn() -> Event| row(take, move || dispatch.send(event()));
    let separator = RwSignal::new(Separator::expected_with(&(view.one_and_a_half)()));
    let offer = move |take, export: Export, text: fn(&Board, View) -> String| {
        row(take, move || dispatch.send(ExchangeEvent::Export { export, text: view.board(|board| text(board, view)) }))
    };
    let table = move |take, export: fn(Separator) -> Export, text: fn(&Board, Separator) -> String| {
        row(take, move || {
            let separator = separator.get_untracked();
            dispatch.send(ExchangeEvent::Export { export: export(separator), text: view.board(|board| text(board, separator)) });
        })
    };
    let poster = |board: &Board, view: View| closing::poster_svg(board, view.today());
    let workshops = untrack(|| view.board(|board| board.earlier_workshops().next().is_some()))
        .then(|| table(closing::WORKSHOPS_TABLE, Export::WorkshopsTable, export::workshops_csv));
    let [link, whole, text] = takes(withheld);
    let rescue = withheld.is_here().then(|| send((SAVE_RESCUE, RESCUE_SAYS), || BoardEvent::SaveRescueFile.into()));
    let not = not_in_these(withheld).map(|not| el("p", "closing__not").text(&not));
    let rows = [
        send(closing::PRINT, || BoardEvent::Print.into()),
        send(link, || ExchangeEvent::Share.into()),
        offer(closing::PICTURE, Export::Picture, poster),
        offer(closing::DRAWING, Export::Drawing, poster),
        offer(text, Export::Markdown, |board, _| export::markdown(board)),
        table(closing::AGREEMENTS_TABLE, Export::AgreementsTable, export::agreements_csv),
        table(closing::NOTES_TABLE, Export::NotesTable, export::notes_csv),
        table(closing::LAYERS_TABLE, Export::LayersTable, export::layers_csv),
    ];
    let calendar = |board: &Board, view: View| closing::calendar(board, (view.now)());
    let dates = has_check_ins.then(|| offer(closing::CALENDAR, Export::Calendar, calendar));
    let rows = dates.into_iter().chain(rows).chain(workshops).chain([separators(separator), send(whole, || BoardEvent::SaveFile.into())]);
    let rescue = rescue.map(|row| el("ul", "").child(row));
    not.into_iter().chain([el("ul", "").children(rows)]).chain(rescue).collect()
}

/// The choice of what stands between the cells of the tables.
fn separators(chosen: RwSignal<Separator>) -> El {
    let all = Separator::ALL.map(|separator| (String::from(separator.letter()), String::from(closing::separator(separator))));
    let choose = move |event: web_sys::Event| {
        let letter = event_target_value(&event);
        if let Some(separator) = Separator::ALL.into_iter().find(|separator| letter.starts_with(separator.letter())) {
            chosen.set(separator);
        }
    };
    let select = el("select", "").attrs(&[("id", "separator"), ("aria-describedby", "separator-says")]).on("change", choose);
    let select = select.children(options(&all, &String::from(chosen.get_untracked().letter())));
    el("li", "")
        .child(el("label", "").attr("for", "separator").text(closing::SEPARATOR).child(select))
        .child(el("span", "closing__hint").attr("id", "separator-says").text(closing::SEPARATOR_HINT))
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
