//! How an open board looks to the views: each function finds one thing in the model as plain data. Nothing is kept, nothing is changed.
//!
//! The release page finds these functions by their path: they come with its second contribution (`tests/e2e/support/build/contributions.mjs`).

use super::view::{CurtainRow, DialogView, InGroup, LayerView, NoteView, PersonView, State, VoteView};
use crate::core::app::{Dialog, Saving, Session, Trouble};
use crate::core::board::Visibility;
use crate::core::board::layer::Layer;
use crate::core::board::stage::{DotsShown, Stage};
use crate::core::board::voting::{Pole, Poles, Target};
use crate::core::document::id::NoteId;
use crate::core::replica::history::Direction;
use crate::core::replica::private_store::CurrentUser;
use crate::strings;
use crate::strings::private;
use crate::ui::notes::dots::DotsView;

/// Something about the open board; the default where none is open any more.
fn of_board<T: Default>(state: &State, about: impl FnOnce(&Session) -> T) -> T {
    state.model.session().map_or_else(T::default, about)
}

pub(crate) fn title(state: &State, _: usize) -> String {
    of_board(state, |session| String::from(session.replica.board().title()))
}

pub(crate) fn saving(state: &State, _: usize) -> Saving {
    state.model.session().map_or(Saving::Saved, |session| session.saving)
}

pub(crate) fn trouble(state: &State, _: usize) -> Option<Trouble> {
    of_board(state, |session| session.trouble)
}

pub(crate) fn biggest(state: &State, _: usize) -> Vec<(String, usize)> {
    of_board(state, |session| session.biggest.clone())
}

pub(crate) fn stage(state: &State, _: usize) -> Stage {
    state.model.session().map_or(Stage::Write, |session| session.replica.board().stage())
}

pub(crate) fn current_user(state: &State, _: usize) -> CurrentUser {
    state.model.session().map_or(CurrentUser::Nobody, |session| session.replica.current_user())
}

fn layer_at(at: usize) -> Layer {
    Layer::ALL[at]
}

pub(crate) fn list(state: &State, at: usize) -> Vec<NoteId> {
    of_board(state, |session| {
        let board = session.replica.board();
        let mut notes = Vec::new();
        for lead in board.leads_of(layer_at(at)) {
            notes.push(lead);
            if state.open_groups.contains(&lead) {
                notes.extend(board.members(lead));
            }
        }
        notes
    })
}

pub(crate) fn has_step(state: &State, at: usize) -> bool {
    of_board(state, |session| session.replica.history().has([Direction::Undo, Direction::Redo][at]))
}

pub(crate) fn layer_view(state: &State, at: usize) -> LayerView {
    of_board(state, |session| {
        let (board, layer) = (session.replica.board(), layer_at(at));
        LayerView {
            statement: board.statement(layer).map(String::from),
            intended: board.intended(layer).number(),
            dots: dots_shown(state, session, Target::Layer(layer)),
        }
    })
}

pub(crate) fn note_view(state: &State, note: NoteId) -> Option<NoteView> {
    let session = state.model.session()?;
    let board = session.replica.board();
    let content = session.replica.seen().note(note)?;
    let author = content.author.and_then(|author| board.person(author));
    let dots = dots_shown(state, session, Target::Note(note));
    let before = |other: fn(&NoteId, &NoteId) -> bool| state.leads.partition_point(|lead| other(lead, &note));
    let group = match before(|lead, note| lead <= note) - before(|lead, note| lead < note) {
        0 if board.is_led(note) => InGroup::Led,
        0 => InGroup::Alone,
        members => InGroup::Leads(members, state.open_groups.contains(&note)),
    };
    let author = author.map(|person| person.name);
    let text = match content.visibility {
        Visibility::Revealed => content.text,
        Visibility::Hidden => strings::hidden_note(author.as_deref()),
    };
    Some(NoteView { text, visibility: content.visibility, colour: content.colour, author, dots, group })
}

/// The dots that are shown: in Vote those of the person who has the device, later all.
fn dots_shown(state: &State, session: &Session, target: Target) -> DotsView {
    let board = session.replica.board();
    let loose = |number: u32| (board.poles() == Poles::Both || number > 0).then_some(number);
    match board.stage().dots_shown() {
        DotsShown::Nobodys => DotsView::default(),
        // A run-off that does not ask about it has nothing to press on it.
        DotsShown::Own if !board.takes_dots(board.round(), target) => DotsView::default(),
        whose @ DotsShown::Own => {
            let own = |pole| u32::from(session.own_dots(target, pole));
            DotsView { whose, tight: own(Pole::Tight), loose: loose(own(Pole::Loose)) }
        }
        whose @ DotsShown::All => DotsView { whose, tight: state.tally.on(target), loose: loose(state.tally.loose_on(target)) },
    }
}

pub(crate) fn vote_view(state: &State, _: usize) -> VoteView {
    of_board(state, |session| {
        let board = session.replica.board();
        let seen = session.replica.seen();
        let people = board.people().map(|(id, person)| PersonView {
            id,
            initials: person.initials(),
            name: person.name,
            colour: person.colour,
            spent: seen.marks(board.round(), id).spent(),
        });
        let people: Vec<_> = people.collect();
        let voters = people.iter().filter(|person| session.replica.has_voted(person.id)).count();
        let asked = |targets: &[Target]| targets.iter().filter(|target| board.takes_dots(board.round(), **target)).count();
        let round = (board.round(), board.targets_of(board.round()).map(asked));
        VoteView { round, people, person: session.person(), rules: board.rules(), left: session.dots_left(), voters }
    })
}

pub(crate) fn dialog_view(state: &State, _: usize) -> DialogView {
    match state.model.session().map(|session| &session.dialog) {
        None | Some(Dialog::None) => DialogView::None,
        Some(dialog) => open_dialog(state, dialog),
    }
}

fn open_dialog(state: &State, dialog: &Dialog) -> DialogView {
    match dialog {
        Dialog::None => DialogView::None,
        Dialog::Share { fragment } => DialogView::Share { fragment: fragment.clone() },
        Dialog::Versions(versions) => DialogView::Versions(versions.clone()),
        Dialog::Incoming { preview, .. } => DialogView::Incoming(*preview),
        Dialog::Curtain(curtain) => DialogView::Curtain(*curtain, of_board(state, curtain_rows)),
        Dialog::SendBack(own) => {
            DialogView::SendBack { fragment: own.fragment.clone(), name: String::from(own.contribution.name()), count: own.count }
        }
        Dialog::Contribution(incoming) => {
            let name = of_board(state, |session| incoming.contribution.name_on(session.replica.board()));
            DialogView::Contribution(name, incoming.count, incoming.timing, incoming.novelty)
        }
        Dialog::Rename(person) => {
            let name = of_board(state, |session| session.replica.board().person(*person).map(|person| person.name));
            name.map_or(DialogView::None, DialogView::Rename)
        }
        Dialog::Reveal(what) => DialogView::Reveal(*what, of_board(state, |session| session.hidden(*what))),
    }
}

/// Those who may take the device: in Vote with who has voted, before with what each has written.
fn curtain_rows(session: &Session) -> Vec<CurtainRow> {
    let board = session.replica.board();
    let rows = board.people().map(|(person, known)| {
        let voted = || session.replica.has_voted(person).then(|| String::from(private::HAS_VOTED));
        let done = if board.stage() == Stage::Vote { voted() } else { private::has_written(board.notes_by(person)) };
        CurtainRow { person, initials: known.initials(), name: known.name, colour: known.colour, done }
    });
    rows.collect()
}
