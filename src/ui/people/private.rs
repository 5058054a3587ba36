//! What is hidden until the reveal: the strips that say so, the setting in Set up, the curtain between users of a shared device, and the
//! question before the reveal.

use std::rc::Rc;

use leptos::prelude::*;

use super::panel::{choice, problem};
use crate::core::app::view::{CurtainRow, DialogView};
use crate::core::app::{BoardEvent, Curtain, ExchangeEvent};
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::command::Command;
use crate::core::replica::private_store::Hidden;
use crate::strings;
use crate::strings::private;
use crate::ui::clock::board_dialog;
use crate::ui::kit::{El, button, el, focus_soon, initials, typed_text};
use crate::ui::state::view::{View, use_dispatch, use_view};

/// Whether a reveal, or sending back a contribution, is the next thing to do.
pub(crate) fn is_due(view: View, stage: Stage) -> bool {
    let due = |what: Hidden| what.is_due(stage) && view.board(|board| what.on(board) == Secrecy::Hidden);
    Hidden::ALL.into_iter().any(due) || view.sends_back()
}

/// The strips, in the stages in which something is hidden.
pub(crate) fn private_strips(main: El) -> El {
    let view = use_view();
    // Sending back comes first, because it is the one task of a person who was sent the board.
    main.drawn_if(move || view.sends_back(), send_back)
        .drawn(move || strip(view, Hidden::Notes), draw_strip)
        .drawn(move || strip(view, Hidden::Votes), draw_strip)
}

/// The strip that offers to send back one's contribution, on a board opened from a link.
fn send_back() -> El {
    let dispatch = use_dispatch();
    el("section", "private")
        .attr("aria-label", private::SEND_BACK)
        .child(el("p", "private__says").text(private::SEND_BACK_SAYS))
        .child(button("primary", private::SEND_BACK, move || dispatch.send(ExchangeEvent::SendBack)))
}

/// The content of a strip.
#[derive(PartialEq)]
struct Strip {
    what: Hidden,
    words: String,
    here: Option<String>,
    is_due: bool,
    can_reveal: bool,
}

/// The strip about hidden notes or votes, if there is something to say.
fn strip(view: View, what: Hidden) -> Option<Strip> {
    let stage = view.stage();
    let first = match what {
        Hidden::Notes => Stage::Write,
        Hidden::Votes => Stage::Vote,
    };
    let (secrecy, hidden) = view.board(|board| (Some(what.on(board)), board.hidden_notes().count()));
    let secrecy = secrecy.filter(|_| stage >= first)?;
    let words = match (what, secrecy) {
        (Hidden::Notes, Secrecy::Hidden) => private::hidden_notes(hidden),
        (Hidden::Votes, Secrecy::Hidden) => {
            let vote = view.vote();
            private::hidden_votes(vote.voters, vote.people.len())
        }
        // The text is on the devices of people who have not sent it back.
        (Hidden::Notes, Secrecy::Open) if hidden > 0 => private::still_hidden(hidden),
        (Hidden::Notes | Hidden::Votes, Secrecy::Open) => return None,
    };
    let names = view.replica(Vec::new(), |replica| {
        let people = replica.in_private_store(what).into_iter().filter_map(|person| replica.board().person(person));
        people.map(|person| person.name).collect()
    });
    // On a board sent by somebody else, a reveal would only show this device's own content.
    let can_reveal = secrecy == Secrecy::Hidden && !view.sends_back();
    Some(Strip { what, words, here: private::here_by_now(&names), is_due: what.is_due(stage), can_reveal })
}

fn draw_strip(strip: &Option<Strip>) -> Option<El> {
    let dispatch = use_dispatch();
    let Strip { what, words, here, is_due, can_reveal } = strip.as_ref()?;
    let what = *what;
    let class = if *is_due { "primary" } else { "quiet" };
    let reveal = can_reveal.then(|| button(class, private::reveal(what), move || dispatch.send(BoardEvent::AskReveal(what))));
    Some(
        el("section", "private")
            .attr("aria-label", private::switch(what))
            .child(el("p", "private__says").text(words))
            .children(here.as_ref().map(|here| el("p", "private__here").text(here)))
            .children(reveal),
    )
}

/// The settings in Set up for whether notes and votes are hidden until the reveal.
pub(crate) fn privacy(parent: El) -> El {
    parent.children(Hidden::ALL.map(switch))
}

fn switch(what: Hidden) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let choose = move |secrecy: Secrecy| match secrecy {
        Secrecy::Open => dispatch.send(BoardEvent::AskReveal(what)),
        Secrecy::Hidden => dispatch.act(what.set(Secrecy::Hidden)),
    };
    // Also depends on the dialog, so that a cancelled reveal resets the radio buttons.
    let now = move || (view.board(|board| Some(what.on(board))).unwrap_or(Secrecy::Open), view.dialog() == DialogView::None);
    let choices = move |(current, _): &(Secrecy, bool)| {
        let options = Secrecy::ALL.map(|secrecy| (private::secrecy(what, secrecy), secrecy));
        Some(choice(private::switch(what), private::switch(what), options, *current, choose))
    };
    let says = move || match view.board(|board| what.is_revealed(board)) {
        true => String::from(private::revealed_says(what)),
        false => String::from(private::switch_says(what)),
    };
    el("div", "private__switch")
        .child(el("div", "field").child(el("span", "").attr("aria-hidden", "true").text(private::switch(what))).drawn(now, choices))
        .child(el("p", "setup__says").text_of(says))
}

/// The question before the reveal.
pub(crate) fn reveal_dialog(what: Hidden, number: usize, elsewhere: usize) -> El {
    let dispatch = use_dispatch();
    let close = Callback::new(move |()| dispatch.send(BoardEvent::CloseDialog));
    board_dialog(private::reveal(what), close, move |body| {
        let actions = el("div", "dialog__actions")
            .child(button("primary", private::reveal(what), move || dispatch.send(BoardEvent::Reveal)))
            .child(button("quiet", private::NOT_YET, move || close.run(())));
        body.child(el("p", "").text(&private::reveal_asks(what, number, elsewhere))).child(actions)
    })
}

/// The curtain: nothing private is on the page behind it. Escape shows the board as everybody sees it.
pub(crate) fn curtain(of: Curtain, rows: &[CurtainRow]) -> El {
    let dispatch = use_dispatch();
    let lift = move || {
        dispatch.send(BoardEvent::CloseDialog);
        focus_soon(|| document().get_element_by_id("voter"));
    };
    let row = |row: &CurtainRow| {
        let person = row.person;
        let badge =
            el("span", "badge").attr("data-colour", strings::colour(row.colour)).attr("aria-hidden", "true").text(&initials(&row.name));
        let done = private::done(row.done).map(|done| el("span", "curtain__done").text(&done));
        let take = button("curtain__person", "", move || dispatch.send(BoardEvent::Choose(Some(person))));
        el("li", "").child(take.child(badge).child(el("span", "curtain__name").text(&row.name)).children(done))
    };
    let rows: Vec<El> = rows.iter().map(row).collect();
    let (out, name) = match of {
        Curtain::HandOver => (private::SHOW_BOARD, None),
        Curtain::WhoWrites | Curtain::WhoVotes { .. } | Curtain::WhoSends => {
            let asks = if rows.is_empty() { private::YOUR_NAME } else { private::NOT_LISTED };
            (strings::label::CANCEL, Some(new_name(asks)))
        }
    };
    board_dialog(private::curtain(of), Callback::new(move |()| lift()), move |body| {
        body.child(el("p", "curtain__says").text(private::curtain_says(of)))
            .child(el("ul", "curtain__people").children(rows))
            .children(name.into_iter().flatten())
            .child(el("div", "dialog__actions").child(button("quiet", out, lift)))
    })
    .attr("class", "dialog curtain")
}

/// A field for a person who is not in the list.
fn new_name(asks: &str) -> [El; 3] {
    let (view, dispatch) = (use_view(), use_dispatch());
    let field = el("input", "");
    let typed = field.clone();
    let add = Rc::new(move || {
        let name = typed_text(typed.known());
        let before = view.board(|board| board.people().count());
        dispatch.act(Command::AddPeople(vec![name]));
        let newest = view.board(|board| board.people().last().filter(|_| board.people().count() > before));
        if let Some((person, _)) = newest {
            dispatch.send(BoardEvent::Choose(Some(person)));
        }
    });
    let enter = add.clone();
    let field = field.on_key(move |key| {
        if key.name == "Enter" {
            key.take();
            enter();
        }
    });
    let name = el("label", "field").child(el("span", "").text(asks)).child(field);
    [name, problem(), button("quiet", strings::label::ADD_TO_BOARD, move || add())]
}
