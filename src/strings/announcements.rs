//! Announcements for the live region.

use crate::core::app::Announcement;
use crate::core::board::fields::BoardField;
use crate::core::board::fields::LayerField;
use crate::core::document::Key;
use crate::core::document::id::Kind;
use crate::core::replica::history::Direction;
use crate::strings::layers::layer;
use crate::strings::notes::{colour, notes};
use crate::strings::phrase::fill;
use crate::strings::private;
use crate::strings::stages::TIME_IS_UP;
use crate::strings::votes::dots;

/// A sentence for the live region.
pub fn announcement(of: &Announcement) -> String {
    match of {
        Announcement::Added(number, to) => fill("{} added to {}.", &[&notes(*number), layer(*to)]),
        Announcement::Moved(to) => fill("Moved to the end of {}.", &[layer(*to)]),
        Announcement::Placed { place, of } => fill("Now {} of {}.", &[&place.to_string(), &of.to_string()]),
        Announcement::Deleted(0) => String::from("Note deleted. Undo brings it back."),
        Announcement::Stepped(direction, key) => stepped(*direction, *key),
        Announcement::Coloured(to) => fill("Now {}.", &[colour(*to)]),
        Announcement::Deleted(with) => fill("Note deleted, with {}. Undo brings both back.", &[&dots(*with)]),
        Announcement::AgreementDeleted => String::from("Agreement deleted. Undo brings it back."),
        Announcement::NothingToUndo => String::from("There is nothing to undo."),
        Announcement::LinkCopied => String::from("Link copied."),
        Announcement::Merged => String::from("Merged into this board."),
        Announcement::Restored => String::from("That version is back. Undo takes it back."),
        Announcement::Elsewhere { added: 0 } => String::from("Changed in another tab."),
        Announcement::Elsewhere { added } => fill("{} added in another tab.", &[&notes(*added)]),
        Announcement::Revealed(what) => String::from(private::revealed(*what)),
        Announcement::ContributionTaken(name) => private::contribution_taken(name),
        Announcement::TimeIsUp => String::from(TIME_IS_UP),
    }
}

/// "Undone: a note."
fn stepped(direction: Direction, about: Option<Key>) -> String {
    let done = match direction {
        Direction::Undo => "Undone{}.",
        Direction::Redo => "Redone{}.",
    };
    fill(done, &[about.map_or("", stepped_over)])
}

/// The subject of a step.
fn stepped_over(Key { thing, field }: Key) -> &'static str {
    match thing.kind {
        Kind::NOTE => ": a note",
        Kind::PERSON => ": a person",
        Kind::BALLOT | Kind::LOOSE_BALLOT => ": dots",
        Kind::DELETION => ": a deletion",
        Kind::AGREEMENT => ": an agreement",
        Kind::RATING => ": a rating",
        Kind::ROUND => ": the new round",
        Kind::LAYER => LayerField::of(field).map_or("", |field| match field {
            LayerField::Statement => ": a statement",
            LayerField::Intended => ": the intended control",
            LayerField::Because => ": why a layer is held",
        }),
        Kind::BOARD => BoardField::of(field).map_or("", |field| match field {
            BoardField::Title => ": the title",
            BoardField::Round => ": the new round",
            BoardField::Stage
            | BoardField::Timer
            | BoardField::Budget
            | BoardField::Cap
            | BoardField::Poles
            | BoardField::BallotSecrecy
            | BoardField::NoteSecrecy
            | BoardField::RevealedBallots
            | BoardField::RevealedNotes => ": the rules of the board",
        }),
        _ => "",
    }
}
