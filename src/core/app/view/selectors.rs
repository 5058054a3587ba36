//! Selectors: pure functions that each compute one view model.

use super::differences;
use super::models::{
    BoardRow, CurtainRow, DialogView, Done, DotsView, InGroup, LayerView, NoteView, OwnMarks, PersonView, RoundReading, SavedView, Screen,
    TroubleView, VoteView,
};
use super::open::{Grouping, OpenViews};
use crate::core::app::{Dialog, IncomingBoard, LeftOut, Model, Place, Saving, SecondCopyState, Session};
use crate::core::board::layer::Layer;
use crate::core::board::stage::{DotsShown, Stage};
use crate::core::board::voting::{Pole, Poles, Tally, Target, one_more};
use crate::core::board::{Board, Note};
use crate::core::document::id::NoteId;
use crate::core::format::index::Origin;
use crate::core::reading::layers::Reading;
use crate::core::reading::rounds::{Rounds, shown_tally};
use crate::core::reading::stack::StackReading;
use crate::core::replica::Replica;
use crate::core::replica::private_store::Hidden;
use crate::core::replica::withheld::Withheld;

// --- The page ---

pub(super) fn screen(model: &Model) -> Screen {
    match &model.place {
        Place::Starting => Screen::Starting,
        Place::Home => Screen::Home,
        Place::Board(session) => Screen::Board(session.board),
    }
}

/// The rows of the list of boards; empty while a board is open.
pub(super) fn board_rows(model: &Model) -> Vec<BoardRow> {
    if !matches!(model.place, Place::Home) {
        return Vec::new();
    }
    let rows = model.entries.iter().map(|entry| BoardRow {
        board: entry.board,
        title: entry.title.clone(),
        notes: entry.notes,
        saved: entry.saved,
        stage: entry.stage,
        shelf: entry.shelf,
        unsaved: model.is_unsaved(entry.board),
    });
    rows.collect()
}

// --- The session ---

pub(super) fn saved(session: &Session) -> SavedView {
    match session.saving {
        Saving::Saved => match session.second_copy {
            SecondCopyState::Kept => SavedView::Saved,
            SecondCopyState::Writing { .. } => SavedView::Soon,
            SecondCopyState::Missing { .. } => SavedView::SavedOnce,
        },
        Saving::Failed(_) => SavedView::Failed,
        Saving::Waiting { .. } | Saving::Elsewhere { .. } | Saving::Writing => SavedView::Soon,
    }
}

pub(super) fn trouble(session: &Session) -> Option<TroubleView> {
    session.trouble.map(|trouble| TroubleView { trouble, biggest: session.biggest.clone() })
}

/// Whether to offer sending back a contribution: the board was sent by somebody else and is in Write or Vote.
pub(super) fn sends_back(session: &Session) -> bool {
    matches!(session.replica.board().stage(), Stage::Write | Stage::Vote) && session.origin == Origin::Sent
}

pub(super) fn dialog(session: &Session) -> DialogView {
    let board = session.replica.board();
    match &session.dialog {
        Dialog::None => DialogView::None,
        Dialog::Share { fragment } => DialogView::Share { fragment: fragment.clone() },
        Dialog::Versions(versions) => DialogView::Versions(versions.clone()),
        Dialog::Incoming { incoming: IncomingBoard { document, private_store }, preview, differences } => {
            let hidden = Withheld::of(&Board::of(document), &session.replica.missing_here(private_store));
            DialogView::Incoming(*preview, differences::shown(&session.replica, document, differences), hidden)
        }
        Dialog::Curtain(curtain) => DialogView::Curtain(*curtain, curtain_rows(&session.replica)),
        Dialog::SendBack(own) => {
            DialogView::SendBack { fragment: own.fragment.clone(), name: String::from(own.contribution.name()), count: own.count }
        }
        Dialog::Contribution(incoming) => DialogView::Contribution {
            name: incoming.contribution.name_on(board),
            count: incoming.count,
            timing: incoming.timing,
            novelty: incoming.novelty,
            differences: differences::shown(&session.replica, incoming.contribution.document(), &incoming.differences),
        },
        Dialog::Rename(person) => DialogView::Rename(*person),
        Dialog::LowerRules { leave_out: LeftOut::Hidden, .. } => DialogView::LowerRules(None),
        Dialog::LowerRules { leave_out: LeftOut::Dots(over), .. } => {
            let names = over.iter().filter_map(|(person, _)| board.person(*person)).map(|person| person.name).collect();
            DialogView::LowerRules(Some((names, over.iter().map(|(_, dots)| dots).sum())))
        }
        Dialog::Reveal(what) => {
            let elsewhere = if *what == Hidden::Notes { session.replica.withheld().notes_elsewhere } else { 0 };
            DialogView::Reveal(*what, session.replica.to_reveal(*what), elsewhere)
        }
    }
}

/// The people to choose from on the curtain: in Vote with whether each has voted, otherwise with what each has written.
fn curtain_rows(replica: &Replica) -> Vec<CurtainRow> {
    let board = replica.board();
    let done = |person| match board.stage() {
        Stage::Vote if replica.has_voted(person) => Done::Voted,
        Stage::Vote => Done::NotVoted,
        _ => Done::Written(board.notes_by(person)),
    };
    let row = |(person, known): (_, crate::core::board::Person)| CurtainRow {
        person,
        name: known.name,
        colour: known.colour,
        done: done(person),
    };
    board.people().map(row).collect()
}

// --- The board ---

pub(super) fn grouping(board: &Board) -> Grouping {
    Grouping::new(board.led())
}

/// The rounds whose dots and answers are shown; `None` in stages that do not show all dots.
fn rounds_shown(views: &OpenViews, board: &Board) -> Option<Rounds> {
    match board.stage() {
        Stage::Read => Some(Rounds::one(views.round_shown(board))),
        stage => (stage.dots_shown() == DotsShown::All).then(|| Rounds::of_result(board)),
    }
}

/// The dots of the current user in this round; empty if nobody is.
pub(super) fn own_marks(replica: &Replica) -> OwnMarks {
    let seen = replica.seen();
    let Some(person) = replica.current_user().person() else { return OwnMarks::default() };
    OwnMarks { counted: seen.marks(seen.round(), person), over: seen.marks_over(seen.round(), person) }
}

pub(super) fn tally(views: &OpenViews, board: &Board) -> Option<Tally> {
    shown_tally(board, rounds_shown(views, board)?)
}

pub(super) fn reading(views: &OpenViews, board: &Board) -> Option<Reading> {
    Reading::shown(board, rounds_shown(views, board)?)
}

pub(super) fn round_reading(views: &OpenViews, board: &Board) -> Option<RoundReading> {
    let round = (board.stage() == Stage::Read).then(|| views.round_shown(board))?;
    let dots = Reading::shown(board, Rounds::one(round)).unwrap_or_else(|| Reading::of_round(board, round));
    Some(RoundReading { round, dots, whole: StackReading::of_round(board, round) })
}

/// The notes shown on a layer: those that no other leads, each followed by its group if that is open.
pub(super) fn notes_of(views: &OpenViews, board: &Board, layer: Layer) -> Vec<NoteId> {
    let mut notes = Vec::new();
    for lead in board.leads_of(layer) {
        notes.push(lead);
        if views.is_open(lead) {
            notes.extend(board.members(lead));
        }
    }
    notes
}

pub(super) fn layer(views: &OpenViews, replica: &Replica, layer: Layer) -> LayerView {
    let board = replica.board();
    LayerView {
        statement: board.statement(layer).map(String::from),
        intended: board.intended(layer).number(),
        dots: dots(views, replica, Target::Layer(layer)),
    }
}

/// A note as the current user sees it; `None` if deleted.
pub(super) fn note(views: &OpenViews, replica: &Replica, note: NoteId) -> Option<NoteView> {
    // Without `..`: a field that is added does not compile until the view has it or leaves it out.
    let Note { text, visibility, layer: _, order: _, colour, author } = replica.seen().note(note)?;
    let author = author.and_then(|author| replica.board().person(author)).map(|person| person.name);
    let grouping = views.grouping();
    let group = match grouping.members(note) {
        0 if grouping.is_led(note) => InGroup::Led,
        0 => InGroup::Alone,
        members => InGroup::Leads(members, views.is_open(note)),
    };
    let dots = dots(views, replica, Target::Note(note));
    Some(NoteView { text, visibility, colour, author, dots, group })
}

/// The dots on a target: those of the current user in Vote, all in later stages.
fn dots(views: &OpenViews, replica: &Replica, target: Target) -> DotsView {
    let board = replica.board();
    let loose = |number: u32| (board.poles() == Poles::Both || number > 0).then_some(number);
    match board.stage().dots_shown() {
        DotsShown::Nobody => DotsView::default(),
        // A target outside the run-off has no dots and no buttons.
        DotsShown::Own if !board.takes_dots(board.round(), target) => DotsView::default(),
        owner @ DotsShown::Own => {
            let OwnMarks { counted, over } = views.own_marks();
            let own = |pole| u32::from(counted.of(pole).on(target));
            let spent = counted.spent() + over.spent();
            let over = Pole::ALL.map(|pole| u32::from(over.of(pole).on(target)));
            let [tight, own_loose] = Pole::ALL.map(own);
            let [over_tight, over_loose] = over;
            let is_full = [tight + over_tight, own_loose + over_loose].map(|on_target| one_more(board.rules(), spent, on_target).is_err());
            DotsView { owner, tight, loose: loose(own_loose + over_loose).map(|_| own_loose), over, is_full }
        }
        owner @ DotsShown::All => {
            let counted = |on: fn(&Tally, Target) -> u32| views.tally().map_or(0, |tally| on(tally, target));
            DotsView { owner, tight: counted(Tally::on), loose: loose(counted(Tally::loose_on)), over: [0, 0], is_full: [false; 2] }
        }
    }
}

pub(super) fn vote(replica: &Replica) -> VoteView {
    let (board, seen) = (replica.board(), replica.seen());
    let people = board.people().map(|(id, person)| PersonView {
        id,
        name: person.name,
        colour: person.colour,
        spent: seen.marks(board.round(), id).spent(),
    });
    let people: Vec<_> = people.collect();
    let person = replica.current_user().person();
    let left = person.map(|person| u32::from(seen.rules().budget()).saturating_sub(seen.marks(seen.round(), person).spent()));
    let voters = people.iter().filter(|person| replica.has_voted(person.id)).count();
    let asked = |targets: &[Target]| targets.iter().filter(|target| board.takes_dots(board.round(), **target)).count();
    let round = (board.round(), board.targets_of(board.round()).map(asked));
    let over = person.map_or(0, |person| seen.marks_over(seen.round(), person).spent());
    VoteView { round, people, person, rules: board.rules(), left, over, voters }
}
