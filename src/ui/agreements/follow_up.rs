//! The follow-up at the start of a workshop: what became of each earlier agreement.

use crate::core::board::agreement::{State, Term};
use crate::core::command::Command;
use crate::core::document::id::AgreementId;
use crate::strings;
use crate::strings::closing;
use crate::ui::kit::{El, button, el};
use crate::ui::state::view::{View, use_dispatch, use_view};

/// The panel, with the agreements of an earlier workshop.
pub(crate) fn follow_up(all: &[AgreementId]) -> El {
    let view = use_view();
    let done =
        el("p", "follow-up__done").attrs(&[("role", "status"), ("aria-live", "off")]).text_of(move || view.board(closing::followed_up));
    el("section", "follow-up")
        .attr("aria-labelledby", "follow-up")
        .child(el("h2", "").attr("id", "follow-up").text(closing::FOLLOW_UP))
        .child(el("p", "follow-up__hint").text(closing::FOLLOW_UP_HINT))
        .child(el("ol", "").children(all.iter().enumerate().map(|(place, one)| row(place, *one))))
        .child(done)
}

/// The state of an agreement; open if it is deleted.
fn state_of(view: View, agreement: AgreementId) -> State {
    view.board(|board| board.agreement(agreement).map(|one| one.state.clone()).unwrap_or_default())
}

fn row(place: usize, agreement: AgreementId) -> El {
    let view = use_view();
    let id = String::from("follow-up-") + &place.to_string();
    let sentence =
        move || view.board(|board| board.agreement(agreement).map(|one| strings::agreement::agreement(one, board)).unwrap_or_default());
    let choices = el("div", "follow-up__choices")
        .attrs(&[("role", "group"), ("aria-labelledby", &id)])
        .child(choice(agreement, closing::KEPT, State::Kept))
        .child(choice(agreement, closing::DEEPENED, State::Deepened))
        .child(choice(agreement, closing::PULLED_BACK, State::PulledBack { why: String::new() }));
    el("li", "follow-up__row").child(el("p", "").attr("id", &id).text_of(sentence)).child(choices).child(why(agreement, &id))
}

fn same(one: &State, other: &State) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

/// One answer. Pressing it again clears it.
fn choice(agreement: AgreementId, name: &str, state: State) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let now = move || state_of(view, agreement);
    let (chosen, wanted) = (state.clone(), state);
    button("quiet", name, move || {
        let next = if same(&now(), &wanted) { State::Open } else { wanted.clone() };
        dispatch.act(Command::SetTerm { agreement, term: Term::State(next) });
        dispatch.end_typing();
    })
    .attr_of("aria-pressed", move || String::from(if same(&now(), &chosen) { "true" } else { "false" }))
}

/// A field for why the work was pulled back, shown if it was.
fn why(agreement: AgreementId, about: &str) -> El {
    let (view, dispatch) = (use_view(), use_dispatch());
    let now = move || state_of(view, agreement);
    let reason = move || match now() {
        State::PulledBack { why } => Some(why),
        _ => None,
    };
    let field = el("textarea", "").attrs(&[("rows", "2"), ("aria-describedby", about)]).value_of(move || reason().unwrap_or_default());
    let field = dispatch.typing(field, move |why| Command::SetTerm { agreement, term: Term::State(State::PulledBack { why }) });
    el("label", "field follow-up__why")
        .attr_if("hidden", move || reason().is_none().then(String::new))
        .child(el("span", "").text(closing::WHY))
        .child(field)
}
