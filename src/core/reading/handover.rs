//! Where to start with agreements.
//!
//! Rules:
//! - **R17** If the result (R22) has at least three ballots (R9): the notes with dots for "too tight", unless an agreement was made from
//!   the note or from a note of its group. Most dots first, equals in the order of the stack. Notes of a layer that is rightly held tightly
//!   (R11), or intended at level 1, are left out.
//! - **R25** Also the layers that people's answers put at least a level tighter than intended (R12), widest gap first, unless an agreement
//!   was made from the layer or from one of its notes.

use super::layers::{NoteReading, Reading};
use super::questions::LEVEL;
use super::rounds::Rounds;
use super::rounds::{ranked, shown_tally};
use crate::core::board::Board;
use crate::core::board::agreement::Source;
use crate::core::board::layer::{Layer, Level};
use crate::core::board::voting::Target;
use crate::core::document::id::NoteId;

/// The notes to start with (R17).
pub fn not_agreed(board: &Board) -> Vec<NoteReading> {
    let Some(tally) = shown_tally(board, Rounds::of_result(board)) else { return Vec::new() };
    let agreed: Vec<NoteId> = board
        .agreements()
        .filter_map(|(_, agreement)| match agreement.source? {
            Source::Note(note) => Some(board.leading(note)),
            Source::Layer(_) => None,
        })
        .collect();
    // A group's dots count on its leading note; its other notes have none.
    let counting = Layer::ALL.into_iter().filter(|layer| board.because(*layer).is_none() && board.intended(*layer) != Level::TIGHTEST);
    let notes = counting.flat_map(|layer| board.notes_of(layer)).map(|note| (note, tally.on(Target::Note(note))));
    let open = notes.filter(|(note, dots)| *dots > 0 && !agreed.contains(note));
    let readings = open
        .filter_map(|(note, dots)| board.note(note).map(|content| NoteReading { note, layer: content.layer, text: content.text, dots }));
    ranked(readings, |reading| reading.dots)
}

/// The layers to start with, and by how many half levels each is held tighter than intended (R25).
pub fn layers_not_agreed(board: &Board) -> Vec<(Layer, i32)> {
    let Some(reading) = Reading::shown(board, Rounds::of_result(board)) else { return Vec::new() };
    let agreed: Vec<Layer> = board
        .agreements()
        .filter_map(|(_, agreement)| match agreement.source? {
            Source::Note(note) => board.layer_of(note),
            Source::Layer(layer) => Some(layer),
        })
        .collect();
    let tighter = reading.layers.iter().filter_map(|reading| Some((reading.layer, reading.gap().filter(|gap| *gap >= LEVEL)?)));
    let mut open: Vec<(Layer, i32)> = tighter.filter(|(layer, _)| !agreed.contains(layer)).collect();
    open.sort_by_key(|(_, gap)| -gap);
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::board::rating::Rating;
    use crate::core::command::{Command, Rejected};
    use crate::core::document::id::DeviceId;
    use crate::core::replica::Replica;
    use crate::core::replica::history::Direction;

    fn texts(replica: &Replica, number: usize) -> Vec<(String, u32)> {
        not_agreed(replica.board()).into_iter().take(number).map(|note| (note.text, note.dots)).collect()
    }

    #[test]
    fn agreement_takes_its_note_off_the_list_until_undone() -> Result<(), Rejected> {
        let device = DeviceId::from_random(1);
        let mut replica = Replica::new(device, crate::core::replica::sample::document(device));
        let first = [(String::from("Every PR needs the CTO's approval"), 5)];
        let second = [(String::from("KPIs are reviewed weekly by someone who does not do the work"), 3)];
        assert_eq!(texts(&replica, 1), first);
        let NoteReading { note, layer: first_layer, .. } = not_agreed(replica.board())[0].clone();
        replica.act(&Command::StartAgreement(Source::Note(note)), 0)?;
        assert_eq!(texts(&replica, 1), second);
        // An agreement about the layer says nothing about its notes.
        replica.act(&Command::StartAgreement(Source::Layer(Layer::Kpis)), 0)?;
        assert_eq!(texts(&replica, 1), second);
        replica.step(Direction::Undo, 0);
        replica.step(Direction::Undo, 0);
        assert_eq!(texts(&replica, 1), first);
        // A layer that is rightly held tightly is left out.
        replica.act(&Command::SetBecause { layer: first_layer, text: String::from("the law") }, 0)?;
        assert_eq!(texts(&replica, 1), second);
        Ok(())
    }

    #[test]
    fn agreement_on_any_note_covers_its_group() -> Result<(), Rejected> {
        let device = DeviceId::from_random(1);
        let mut replica = Replica::new(device, crate::core::replica::sample::document(device));
        let notes: Vec<NoteId> = not_agreed(replica.board()).iter().map(|note| note.note).collect();
        replica.act(&Command::GroupNotes { note: notes[1], with: notes[0] }, 0)?;
        let list = not_agreed(replica.board());
        assert_eq!((list[0].note, list[0].dots, list.len()), (notes[0], 8, notes.len() - 1));
        replica.act(&Command::StartAgreement(Source::Note(notes[1])), 0)?;
        assert!(not_agreed(replica.board()).iter().all(|note| note.note != notes[0] && note.note != notes[1]));
        Ok(())
    }

    fn rated(says: &[(Layer, u64)], people: usize) -> Result<Replica, Rejected> {
        let mut replica = Replica::new(DeviceId::from_random(1), crate::core::document::Document::new());
        replica.act(&Command::AddPeople(["Ana", "Ben", "Cleo"].map(String::from).to_vec()), 0)?;
        let voters: Vec<_> = replica.board().people().map(|(voter, _)| voter).take(people).collect();
        for voter in voters {
            for (layer, number) in says {
                let rating = Rating { now: Level::new(*number), ..Rating::default() };
                replica.act(&Command::Rate { voter, layer: *layer, rating }, 0)?;
            }
        }
        Ok(replica)
    }

    // Eight people had rated without placing a dot, and Let go suggested nothing.
    #[test]
    fn r25_layers_held_tighter_by_answers_are_suggested() -> Result<(), Rejected> {
        let says = [(Layer::Goals, 2), (Layer::Kpis, 4), (Layer::Tactics, 2)];
        let open = |replica: &Replica| layers_not_agreed(replica.board());
        let gap = |replica: &Replica, layer: Layer, now: i32| 2 * (i32::from(replica.board().intended(layer).number()) - now);
        let mut replica = rated(&says, 3)?;
        let (tactics, goals, kpis) = (gap(&replica, Layer::Tactics, 2), gap(&replica, Layer::Goals, 2), gap(&replica, Layer::Kpis, 4));
        assert!(tactics > goals && goals >= kpis && kpis >= LEVEL, "{tactics} {goals} {kpis}");
        assert_eq!(open(&replica), [(Layer::Tactics, tactics), (Layer::Goals, goals), (Layer::Kpis, kpis)]);
        replica.act(&Command::StartAgreement(Source::Layer(Layer::Tactics)), 0)?;
        assert_eq!(open(&replica).len(), 2);
        replica.act(&Command::SetBecause { layer: Layer::Goals, text: String::from("the law") }, 0)?;
        assert_eq!(open(&replica), [(Layer::Kpis, kpis)]);
        assert_eq!(open(&rated(&says, 2)?), [], "fewer than three answers");
        let meant = u64::from(replica.board().intended(Layer::Kpis).number());
        assert_eq!(open(&rated(&[(Layer::Kpis, meant)], 3)?), []);
        Ok(())
    }
}
