//! What a person wants is done to the open board, or taken back, and what that brings with it is said.

use super::removal;
use crate::core::app::model::Keeping;
use crate::core::app::saving::Moment;
use crate::core::app::{Announcement, Context, Effect, Model, Notice, Session, saving, tabs};
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::command::{Command, Rejected};
use crate::core::document::id::NoteId;
use crate::core::replica::history::{Direction, Stepped};
use crate::core::replica::private_store::Hidden;

/// Does what a person wants with the board. A board that a newer version works on is only shown: it may have changed what this would
/// change.
pub(crate) fn act(model: &mut Model, command: &Command, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| !session.is_outdated()) else { return };
    let removal = removal::before(session, command);
    let pasted = removal::pasted(session, command);
    match session.replica.act(command, context.now) {
        Ok(mut delta) => {
            delta.extend(session.replica.take_released());
            effects.extend(tabs::tell(session.board, delta));
            if let Command::DeleteNote(_) = command {
                effects.push(Effect::Announce(Announcement::Deleted(removal.dots)));
            }
            after_command(session, command, effects);
            model.forget_last_change();
            if let Some(name) = removal.voter {
                model.notice = Some(Notice::Removed { name, dots: removal.dots });
            }
            model.notice = pasted.or(model.notice.take());
            if model.keeping == Keeping::NotYet {
                model.keeping = Keeping::Wanted;
            }
            saving::changed(model, effects, context);
            // Asked of its kind alone: to compare whole commands would weigh more than all the rest here.
            let moment = if matches!(command, Command::GoTo(Stage::Close)) { Moment::Close } else { Moment::Change };
            saving::remind(model, moment, context);
        }
        // A key that changes nothing needs no sentence.
        Err(Rejected::NoChange) => {}
        // More is known of a list than why nobody of it was added.
        Err(Rejected::NameTaken) if pasted.is_some() => model.notice = pasted,
        Err(rejected) => model.notice = Some(Notice::Refused(rejected)),
    }
}

/// What a command brings with it beside the board: words for those who listen, and where the focus removal.
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
        other => announce_revealed(other, effects),
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

/// Goes a step back or forward.
pub(crate) fn step(model: &mut Model, direction: Direction, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| !session.is_outdated()) else { return };
    let Some(Stepped { about, delta }) = session.replica.step(direction) else {
        effects.push(Effect::Announce(Announcement::NothingToUndo));
        return;
    };
    effects.push(Effect::Announce(Announcement::Stepped(direction, about)));
    effects.extend(tabs::tell(session.board, delta));
    model.forget_last_change();
    saving::changed(model, effects, context);
}

/// What is open is said aloud.
fn announce_revealed(command: &Command, effects: &mut Vec<Effect>) {
    match command {
        Command::SetNoteSecrecy(Secrecy::Open) => effects.push(Effect::Announce(Announcement::Revealed(Hidden::Notes))),
        Command::SetBallotSecrecy(Secrecy::Open) => effects.push(Effect::Announce(Announcement::Revealed(Hidden::Votes))),
        _ => {}
    }
}

/// The typing in a text has ended.
pub(crate) fn end_typing(model: &mut Model) {
    if let Some(session) = model.session_mut() {
        session.replica.end_typing();
    }
}
