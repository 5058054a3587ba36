//! Exports of the open board as files.

use crate::core::app::{Effect, Export, Model};

/// Offers an export as a file.
pub(crate) fn offer(model: &Model, export: Export, text: String, effects: &mut Vec<Effect>) {
    let Some(session) = model.session() else { return };
    let name = file_name(session.replica.board().title(), &export.ending());
    effects.push(match export {
        Export::Picture => Effect::DownloadPicture { name, drawing: text },
        Export::Markdown
        | Export::Calendar
        | Export::NotesTable(_)
        | Export::AgreementsTable(_)
        | Export::LayersTable(_)
        | Export::WorkshopsTable(_)
        | Export::Drawing => Effect::Download { name, text },
    });
}

impl Export {
    /// The end of the file name.
    fn ending(self) -> String {
        let (what, kind) = match self {
            Export::Markdown => ("", ".md"),
            Export::NotesTable(separator) => (".notes", separator.ending()),
            Export::AgreementsTable(separator) => (".agreements", separator.ending()),
            Export::LayersTable(separator) => (".layers", separator.ending()),
            Export::WorkshopsTable(separator) => (".workshops", separator.ending()),
            Export::Calendar => ("", ".ics"),
            Export::Drawing => ("", ".svg"),
            Export::Picture => ("", ".png"),
        };
        String::from(what) + kind
    }
}

/// A file name from a title: its words joined by hyphens, without characters that file systems reserve.
pub(crate) fn file_name(title: &str, ending: &str) -> String {
    let words = title
        .split(|sign: char| sign.is_whitespace() || sign.is_control() || "\\/:*?\"<>|.,;".contains(sign))
        .filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(60).collect();
    let name = if name.is_empty() { String::from("alignment-board") } else { name };
    name + ending
}
