//! The sample board: the workshop of a scheduling team, with 60 notes, eight people and 32 dots.

use super::Replica;
use crate::core::board::Colour;
use crate::core::board::layer::Layer;
use crate::core::board::stage::Stage;
use crate::core::board::voting::{Pole, Target};
use crate::core::command::{Command, Rejected};
use crate::core::document::Document;
use crate::core::document::id::{DeviceId, NoteId, PersonId};

/// One note per line, with tabs between layer, text, author and voters (a name twice means two dots).
const NOTES: &str = include_str!("sample.tsv");
const LAYER_NAMES: [&str; 6] = ["Vision", "Mission", "Values", "Goals", "KPIs", "Tactics and tasks"];
const TITLE: &str = "Ward scheduling: where do we hold on?";
const STATEMENTS: [(Layer, &str); 3] = [
    (Layer::Vision, "The calm place for hospital scheduling."),
    (Layer::Mission, "Every ward live in under one day."),
    (Layer::Goals, "Halve rota gaps before summer."),
];

/// The document of the sample board, as if written on this device.
pub fn document(device: DeviceId) -> Document {
    let mut replica = Replica::new(device, Document::new());
    match fill(&mut replica) {
        // The sample breaks no rule; a test checks that it is complete.
        Ok(()) | Err(_) => replica.document().clone(),
    }
}

fn fill(replica: &mut Replica) -> Result<(), Rejected> {
    let rows: Vec<Vec<&str>> = NOTES.lines().map(|line| line.split('\t').collect()).collect();
    replica.act(&Command::SetTitle(String::from(TITLE)), 0)?;
    for (layer, text) in STATEMENTS {
        replica.act(&Command::SetStatement { layer, text: String::from(text) }, 0)?;
    }
    let mut names: Vec<String> = Vec::new();
    for row in &rows {
        if !names.iter().any(|name| name == row[2]) {
            names.push(String::from(row[2]));
        }
    }
    replica.act(&Command::AddPeople(names), 0)?;
    for row in &rows {
        let layer = LAYER_NAMES.iter().position(|name| *name == row[0]);
        let layer = layer.and_then(|number| Layer::from_number(number as u64)).ok_or(Rejected::Gone)?;
        let author = person(replica, row[2]);
        let colour = author.and_then(|author| replica.board().person(author)).map_or(Colour::Butter, |person| person.colour);
        replica.act(&Command::AddNotes { layer, texts: vec![String::from(row[1])], colour, author }, 0)?;
    }
    let notes = Layer::ALL.map(|layer| replica.board().notes_of(layer).collect::<Vec<NoteId>>());
    let mut next = [0; 6];
    for row in &rows {
        let layer = LAYER_NAMES.iter().position(|name| *name == row[0]).ok_or(Rejected::Gone)?;
        let note = notes[layer].get(next[layer]).copied().ok_or(Rejected::Gone)?;
        next[layer] += 1;
        for name in row[3].split_whitespace() {
            let voter = person(replica, name).ok_or(Rejected::Gone)?;
            replica.act(&Command::AddDot { voter, target: Target::Note(note), pole: Pole::Tight }, 0)?;
        }
    }
    replica.act(&Command::GoTo(Stage::Read), 0)?;
    Ok(())
}

fn person(replica: &Replica, name: &str) -> Option<PersonId> {
    replica.board().people().find(|(_, person)| person.name == name).map(|(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::board::{Board, FIRST_ROUND};
    use crate::core::reading::layers::{Reading, Tightest};

    #[test]
    fn sample_is_complete() {
        let board = Board::of(&document(DeviceId::from_random(1)));
        assert_eq!(board.note_count(), 60);
        assert_eq!(board.people().count(), 8);
        let tally = board.tally(FIRST_ROUND);
        assert_eq!((tally.total(), tally.voters.len(), board.uncounted(0).len()), (32, 8, 0));
        assert_eq!(board.stage(), Stage::Read);
    }

    #[test]
    fn sample_is_held_tightest_at_the_bottom() {
        let reading = Reading::of(&Board::of(&document(DeviceId::from_random(1))));
        assert_eq!(reading.tightest, Tightest::One(Layer::Tactics));
        let dots: Vec<u32> = reading.layers.iter().map(|layer| layer.dots).collect();
        assert_eq!(dots, [0, 0, 2, 0, 6, 24]);
        assert_eq!((reading.execution, reading.voters), (30, 8));
    }
}
