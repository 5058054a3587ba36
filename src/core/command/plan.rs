//! Plans each command: short plans are here, the others in the module of their subject.

use super::types::{Command, Plan, Recorded, Rejected};
use super::writer::{Writer, changed, hide, line, switch};
use super::{agreements, notes, people, votes};
use crate::core::board::hidden::Hidden;
use crate::core::board::layer::Layer;
use crate::core::board::{Board, Visibility};
use crate::core::document::id::Thing;
use crate::core::document::text::{NOTE_LIMIT, NoteText, within};
use crate::core::document::{Field, Key, Stamp, Value};

/// Plans a command against the board. The stamp is that of the first register; it is later than everything known.
///
/// # Errors
/// [`Rejected`] if the command is impossible or would change nothing.
pub fn plan(stamp: Stamp, board: &Board, command: &Command) -> Result<Plan, Rejected> {
    let mut writer = Writer::new(stamp);
    match command {
        Command::AddNotes { layer, texts, colour, author } => notes::add(writer, board, *layer, texts, *colour, *author),
        Command::EditNote { note, text } => {
            let before = board.note(*note).ok_or(Rejected::Gone)?;
            if before.visibility == Visibility::Hidden {
                return Err(Rejected::Private);
            }
            // The text is kept as typed, because white space at the end belongs to typing. So the limit applies to it untrimmed.
            NoteText::new(text)?;
            within(text, NOTE_LIMIT)?;
            changed(before.text != *text)?;
            writer.write(note.thing(), Field::TEXT, Value::Text(text.clone()));
            writer.finish(Recorded::Typing(Key { thing: note.thing(), field: Field::TEXT }))
        }
        Command::ColourNote { note, colour } => {
            changed(board.note(*note).ok_or(Rejected::Gone)?.colour != *colour)?;
            writer.write(note.thing(), Field::COLOUR, Value::Number(*colour as u64));
            writer.finish(Recorded::Step)
        }
        Command::MoveNote { note, to } => notes::place(writer, board, *note, *to),
        Command::DeleteNote(note) => notes::delete(writer, board, *note),
        Command::SetTitle(text) => line(writer, Thing::BOARD, Field::TEXT, board.title(), text),
        Command::SetStatement { layer, text } => line(writer, layer.thing(), Field::TEXT, board.statement(*layer).unwrap_or(""), text),
        Command::SetBecause { layer, text } => line(writer, layer.thing(), Field::BECAUSE, board.because(*layer).unwrap_or(""), text),
        Command::SetIntended { layer, level } => {
            changed(board.intended(*layer) != *level)?;
            writer.write(layer.thing(), Field::INTENDED, Value::Number(u64::from(level.number())));
            writer.finish(Recorded::Step)
        }
        Command::SetPreset(preset) => {
            for layer in Layer::ALL.into_iter().filter(|layer| board.intended(*layer) != preset.level(*layer)) {
                writer.write(layer.thing(), Field::INTENDED, Value::Number(u64::from(preset.level(layer).number())));
            }
            changed(!writer.delta.is_empty())?;
            writer.finish(Recorded::Step)
        }
        Command::GoTo(stage) => {
            changed(board.stage() != *stage)?;
            writer.write(Thing::BOARD, Field::STAGE, Value::Number(*stage as u64));
            writer.finish(Recorded::Never)
        }
        Command::SetTimer(timer) => {
            changed(board.timer() != *timer)?;
            writer.write(Thing::BOARD, Field::TIMER, timer.to_value());
            writer.finish(Recorded::Never)
        }
        Command::SetRules(rules) => votes::set_rules(writer, board, *rules),
        Command::SetPoles(poles) => switch(writer, Field::POLES, board.poles() as u64, *poles as u64, Recorded::Step),
        Command::SetBallotSecrecy(secrecy) => hide(writer, board, Hidden::Votes, *secrecy),
        Command::SetNoteSecrecy(secrecy) => hide(writer, board, Hidden::Notes, *secrecy),
        Command::StartRound => votes::start_round(writer, board, None),
        Command::StartRunOff(top) => votes::start_run_off(writer, board, *top),
        Command::Rate { voter, layer, rating } => votes::rate(writer, board, *voter, *layer, *rating),
        Command::GiveReasons { voter, layer, reasons } => votes::give_reasons(writer, board, *voter, *layer, *reasons),
        Command::GroupNotes { note, with } => notes::group(writer, board, *note, *with),
        Command::LeadGroup(note) => notes::lead(writer, board, *note),
        Command::LeaveGroup(note) => notes::leave(writer, board, *note),
        Command::TakeApart(note) => notes::take_apart(writer, board, *note),
        Command::AddPeople(names) => people::add(writer, board, names),
        Command::PastePeople(list) => people::paste(writer, board, list),
        Command::RenamePerson { person, name } => people::rename(writer, board, *person, name),
        Command::SetRole { person, role } => {
            changed(board.person(*person).ok_or(Rejected::Gone)?.role != *role)?;
            writer.write(person.thing(), Field::ROLE, Value::Number(*role as u64));
            writer.finish(Recorded::Step)
        }
        Command::RemovePerson(person) => {
            let name = board.person(*person).ok_or(Rejected::Gone)?.name;
            if board.has_agreements() {
                agreements::keep_name(&mut writer, board, *person, name);
            }
            writer.delete(person.thing())
        }
        Command::AddDot { voter, target, pole } => votes::add_dot(writer, board, *voter, *target, *pole),
        Command::TakeDot { voter, target, pole } => votes::take_dot(writer, board, *voter, *target, *pole),
        Command::ClearBallot(voter) => votes::clear(writer, board, *voter),
        Command::StartAgreement(source) => agreements::start(writer, board, *source),
        Command::SetTerm { agreement, term } => agreements::set(writer, board, *agreement, term),
        Command::DeleteAgreement(agreement) => {
            board.agreement(*agreement).ok_or(Rejected::Gone)?;
            writer.delete(agreement.thing())
        }
    }
}
