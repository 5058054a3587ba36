//! "Your boards": what is on this device, the bin, and the ways to begin.

use leptos::html;
use leptos::prelude::*;

use super::kit::{Dialog, changing, focus_first, on, when_drawn};
use super::notices::CurrentNotice;
use super::top_bar::Mark;
use super::view::{BoardRow, use_dispatch, use_view};
use crate::core::app::Event;
use crate::core::format::index::Shelf;
use crate::core::id::BoardId;
use crate::core::layer::Layer;
use crate::strings::{self, label};

/// The list of boards.
#[component]
pub fn Home() -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let renaming = RwSignal::new(None::<BoardId>);
    let button = move |class: &'static str, name: &'static str, event: Event| view! { <button class=class on:click=on(move |_| dispatch.send(event.clone()))>{name}</button> };
    let on_shelf = move |shelf| view.boards.get().into_iter().filter(move |row| row.shelf == shelf);
    let boards = move || {
        let rows: Vec<_> = on_shelf(Shelf::Boards).collect();
        match rows.is_empty() {
            true => view! { <p class="home__empty">{label::NO_BOARDS}</p> }.into_any(),
            false => {
                view! { <ul class="boards">{rows.into_iter().map(|row| view! { <Row row=row renaming=renaming/> }).collect_view()}</ul> }
                    .into_any()
            }
        }
    };
    let bin = move || {
        let rows: Vec<_> = on_shelf(Shelf::Bin).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section class="bin" aria-label=label::BIN>
                    <h2>{label::BIN}</h2>
                    <ul class="boards">{rows.into_iter().map(|row| view! { <BinRow row=row/> }).collect_view()}</ul>
                </section>
            }
        })
    };
    let close = Callback::new(move |()| renaming.set(None));
    let dialog = move || {
        let board = renaming.get()?;
        let row = view.boards.get_untracked().into_iter().find(|row| row.board == board)?;
        Some(view! { <RenameDialog row=row on_close=close/> })
    };
    view! {
        <div class="home">
            <header class="home__head"><Mark/><div><h1>{label::PRODUCT}</h1><p class="home__motto">{label::MOTTO}</p></div></header>
            <CurrentNotice/>
            <main>
                <Stack/>
                <p class="home__intro">{label::INTRO}</p>
                <div class="home__begin">
                    {button("primary", label::NEW_BOARD, Event::NewBoard)}
                    {button("quiet", label::TRY_SAMPLE, Event::OpenSample)}
                    {button("quiet", label::OPEN_FILE, Event::PickFile)}
                </div>
                <h2>{label::YOUR_BOARDS}</h2>
                {changing(boards)}
                {changing(bin)}
                <p class="home__kept">{label::KEPT_HERE}</p>
            </main>
            {changing(dialog)}
        </div>
    }
}

/// The six layers as a picture: dense direction above, light execution below.
#[component]
fn Stack() -> impl IntoView {
    let layers = Layer::ALL.into_iter().map(|layer| {
        view! { <li data-layer=(layer as u8).to_string()><b>{strings::layer(layer)}</b><span>{strings::question(layer)}</span></li> }
    });
    view! { <ol class="home__stack">{layers.collect_view()}</ol> }
}

#[component]
fn Row(row: BoardRow, renaming: RwSignal<Option<BoardId>>) -> impl IntoView {
    let (view, dispatch) = (use_view(), use_dispatch());
    let (board, title) = (row.board, row.title.clone());
    let rename = String::from("rename-") + &board.to_hex();
    let state = if row.unsaved { String::from(label::UNSAVED_BOARD) } else { strings::saved_ago(row.saved, (view.now)()) };
    let details = [strings::notes(row.notes), state].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let button =
        |name: &'static str, action: Box<dyn FnMut(web_sys::MouseEvent)>| view! { <button class="quiet" on:click=action>{name}</button> };
    view! {
        <li class="boards__row">
            <button class="boards__open" on:click=on(move |_| dispatch.send(Event::OpenBoard(board)))>
                <span class="boards__title">{String::from(strings::title(&row.title))}</span>
                <span class="boards__details">{details}</span>
            </button>
            <div class="boards__actions">
                <button id=rename class="quiet" on:click=on(move |_| renaming.set(Some(board)))>{label::RENAME}</button>
                {button(label::DUPLICATE, on(move |_| dispatch.send(Event::DuplicateBoard { board, title: strings::copy_of(&title) })))}
                {button(label::DELETE, on(move |_| dispatch.send(Event::BinBoard(board))))}
            </div>
        </li>
    }
}

#[component]
fn BinRow(row: BoardRow) -> impl IntoView {
    let dispatch = use_dispatch();
    let button = move |name: &'static str, event: Event| view! { <button class="quiet" on:click=on(move |_| dispatch.send(event.clone()))>{name}</button> };
    view! {
        <li class="boards__row">
            <span class="boards__open"><span class="boards__title">{String::from(strings::title(&row.title))}</span></span>
            <div class="boards__actions">
                {button(label::RESTORE, Event::RestoreBoard(row.board))}
                {button(label::ERASE, Event::EraseBoard(row.board))}
            </div>
        </li>
    }
}

#[component]
fn RenameDialog(row: BoardRow, on_close: Callback<()>) -> impl IntoView {
    let dispatch = use_dispatch();
    let field = NodeRef::<html::Input>::new();
    when_drawn(move || {
        if let Some(field) = field.get() {
            focus_first(&field);
            field.select();
        }
    });
    let board = row.board;
    let save = move || {
        let title = field.get_untracked().map_or_else(String::new, |field| field.value());
        dispatch.send(Event::RenameBoard { board, title });
        on_close.run(());
    };
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            save();
        }
    };
    view! {
        <Dialog label=label::RENAME on_close=on_close>
            <label class="field"><span>{label::NEW_TITLE}</span><input node_ref=field value=row.title on:keydown=on(key)/></label>
            <div class="dialog__actions">
                <button class="primary" on:click=on(move |_| save())>{label::SAVE}</button>
                <button class="quiet" on:click=on(move |_| on_close.run(()))>{label::CANCEL}</button>
            </div>
        </Dialog>
    }
}
