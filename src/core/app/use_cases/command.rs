//! Performs, undoes and redoes commands on the open board, and announces what they did.

use super::removal;
use crate::core::app::double_press::Made;
use crate::core::app::model::Keeping;
use crate::core::app::nearing;
use crate::core::app::saving::Moment;
use crate::core::app::{Announcement, Context, Effect, Model, Notice, Session, saving, tabs};
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::command::{Command, Rejected};
use crate::core::document::id::NoteId;
use crate::core::replica::history::{Direction, Stepped};
use crate::core::replica::private_store::Hidden;

/// Performs a command. Not while a newer version of the program uses the board: it may have changed the same things.
pub(crate) fn act(model: &mut Model, command: &Command, effects: &mut Vec<Effect>, context: &Context) {
    if let Command::StartAgreement(source) = command
        && model.last_made.is_second_press(Made::Agreement(*source), context.now)
    {
        return;
    }
    let Some(session) = model.session_mut().filter(|session| !session.is_outdated()) else { return };
    let removal = removal::before(session, command);
    let pasted = removal::pasted(session, command);
    let counted = nearing::counted(command, session.replica.board());
    let is_deletion = is_deletion(command);
    if is_deletion {
        saving::keep_version_before_deletion(session, effects, context);
    }
    match session.replica.act(command, context.now) {
        Ok(mut delta) => {
            delta.extend(session.replica.take_released());
            effects.extend(tabs::tell(session.board, delta));
            effects.push(Effect::WithdrawUndo);
            if let Command::DeleteNote(_) = command {
                effects.push(Effect::Announce(Announcement::Deleted(removal.dots)));
            }
            after_command(session, command, effects);
            model.forget_last_change();
            // What was refused before is past.
            model.notice.take_if(|notice| matches!(notice, Notice::Refused(_)));
            if let Command::SetNoteSecrecy(_) | Command::SetBallotSecrecy(_) = command {
                model.notice.take_if(|notice| matches!(notice, Notice::FileLacks(_)));
            }
            if let Some(name) = removal.voter {
                model.notice = Some(Notice::Removed { name, dots: removal.dots });
            }
            let neared = counted.and_then(|(bound, before)| {
                let (_, now) = nearing::counted(command, model.session()?.replica.board())?;
                bound.is_neared(before, now).then_some(Notice::Nearing(bound, now))
            });
            model.notice = pasted.or(neared).or(model.notice.take());
            if model.keeping == Keeping::NotYet {
                model.keeping = Keeping::Wanted;
            }
            saving::changed(model, effects, context);
            if let Some(session) = model.session_mut().filter(|_| is_deletion) {
                // The last version holds what the next deletion takes, too.
                session.has_news = false;
            }
            // Matched, because comparing whole commands would add much code.
            let moment = if matches!(command, Command::GoTo(Stage::Close)) { Moment::Close } else { Moment::Change };
            saving::remind(model, moment, context);
        }
        // A keystroke that changes nothing needs no notice.
        Err(Rejected::NoChange) => {}
        // For a pasted list, show the more detailed notice.
        Err(Rejected::NameTaken) if pasted.is_some() => model.notice = pasted,
        Err(rejected) => {
            model.notice = Some(Notice::Refused(rejected));
            effects.push(Effect::ShowRefusal);
        }
    }
}

/// Whether a command takes away what somebody has written or placed.
fn is_deletion(command: &Command) -> bool {
    matches!(command, Command::DeleteNote(_) | Command::DeleteAgreement(_) | Command::RemovePerson(_) | Command::ClearBallot(_))
}

/// Announces what a command did, and moves the focus.
fn after_command(session: &Session, command: &Command, effects: &mut Vec<Effect>) {
    let board = session.replica.board();
    match command {
        Command::AddNotes { layer, texts, .. } => effects.push(Effect::Announce(Announcement::Added(texts.len(), *layer))),
        Command::DeleteAgreement(_) => effects.push(Effect::Announce(Announcement::AgreementDeleted)),
        Command::ColourNote { colour, .. } => effects.push(Effect::Announce(Announcement::Coloured(*colour))),
        Command::MoveNote { note, .. } => {
            effects.extend(board.note(*note).map(|moved| Effect::Announce(announcement_of_move(session, *note, moved.layer))));
            effects.push(Effect::FocusNote(*note));
        }
        Command::SetNoteSecrecy(Secrecy::Open) => effects.push(Effect::Announce(Announcement::Revealed(Hidden::Notes))),
        Command::SetBallotSecrecy(Secrecy::Open) => effects.push(Effect::Announce(Announcement::Revealed(Hidden::Votes))),
        Command::SetNoteSecrecy(Secrecy::Hidden) | Command::SetBallotSecrecy(Secrecy::Hidden) => {}
        // The page shows these where the person is.
        Command::EditNote { .. }
        | Command::DeleteNote(_)
        | Command::SetTitle(_)
        | Command::SetStatement { .. }
        | Command::SetBecause { .. }
        | Command::SetIntended { .. }
        | Command::SetPreset(_)
        | Command::GoTo(_)
        | Command::SetTimer(_)
        | Command::SetRules(_)
        | Command::AddPeople(_)
        | Command::PastePeople(_)
        | Command::RenamePerson { .. }
        | Command::SetRole { .. }
        | Command::RemovePerson(_)
        | Command::AddDot { .. }
        | Command::TakeDot { .. }
        | Command::ClearBallot(_)
        | Command::Rate { .. }
        | Command::GiveReasons { .. }
        | Command::SetPoles(_)
        | Command::StartRound
        | Command::StartRunOff(_)
        | Command::GroupNotes { .. }
        | Command::LeadGroup(_)
        | Command::LeaveGroup(_)
        | Command::TakeApart(_)
        | Command::StartAgreement(_)
        | Command::SetTerm { .. } => {}
    }
}

fn announcement_of_move(session: &Session, note: NoteId, layer: Layer) -> Announcement {
    let mut notes = session.replica.board().notes_of(layer);
    let of = notes.len();
    match notes.position(|other| other == note) {
        Some(place) if place + 1 < of => Announcement::Placed { place: place + 1, of },
        _ => Announcement::Moved(layer),
    }
}

/// Undoes or redoes a step.
pub(crate) fn step(model: &mut Model, direction: Direction, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| !session.is_outdated()) else { return };
    let Some(Stepped { about, delta }) = session.replica.step(direction, context.now) else {
        effects.push(Effect::Announce(Announcement::NothingToUndo));
        return;
    };
    effects.push(Effect::Announce(Announcement::Stepped(direction, about)));
    effects.extend(tabs::tell(session.board, delta));
    model.forget_last_change();
    saving::changed(model, effects, context);
}

/// Ends typing: the next keystroke begins a new step of the history.
pub(crate) fn end_typing(model: &mut Model) {
    if let Some(session) = model.session_mut() {
        session.replica.end_typing();
    }
}
