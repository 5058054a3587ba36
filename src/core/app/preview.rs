//! The preview of a merge: what another state of a board would change here.

use litemap::LiteMap;

use crate::core::board::layer::Layer;
use crate::core::board::{Board, Note};
use crate::core::document::id::{DeviceId, Kind, NoteId, PersonId};
use crate::core::document::{Document, Field, Key, Register, clock};
use crate::core::number_enum;
use crate::core::replica::Replica;

number_enum! {
    /// What a merge may change besides notes and votes.
    pub enum Change {
        /// The title.
        Title = 0,
        /// The stage.
        Stage = 1,
        /// People, with their names and roles.
        People = 2,
        /// Agreed statements.
        Statements = 3,
        /// Intended levels, and why layers are rightly held tightly.
        Levels = 4,
        /// Agreements.
        Agreements = 5,
        /// Voting rules and secrecy.
        Rules = 6,
    }
}

/// What a merge would change here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergePreview {
    /// The number of new notes.
    pub new_notes: usize,
    /// The number of notes that would be changed or deleted.
    pub changed_notes: usize,
    /// The number of people whose votes would change.
    pub ballots: usize,
    /// Whether each [`Change`] would occur, by number.
    rest: [bool; Change::ALL.len()],
}

impl MergePreview {
    /// A preview with these counts and changes.
    pub fn new(new_notes: usize, changed_notes: usize, ballots: usize, changes: &[Change]) -> MergePreview {
        let rest = Change::ALL.map(|change| changes.contains(&change));
        MergePreview { new_notes, changed_notes, ballots, rest }
    }

    /// Compares a board with its state after a merge.
    pub fn of(here: &Document, incoming: &Document) -> MergePreview {
        let before = Board::of(here);
        let mut replica = Replica::new(DeviceId::from_random(0), here.clone());
        let changed = replica.receive(incoming.clone().into_iter().collect());
        if changed.is_empty() {
            return MergePreview::default();
        }
        let after = replica.board();
        let notes = |board: &Board| -> LiteMap<NoteId, (Note, NoteId)> {
            let notes = Layer::ALL.into_iter().flat_map(|layer| board.notes_of(layer));
            notes.filter_map(|note| Some((note, (board.note(note)?, board.leading(note))))).collect()
        };
        let (notes_before, notes_after) = (notes(&before), notes(after));
        let mut people = LiteMap::new_vec();
        for (person, _) in before.people().chain(after.people()) {
            people.insert(person, ());
        }
        let votes = |board: &Board, round: u16, person: PersonId| {
            let answers = |layer| (board.rating(round, person, layer), board.reasons(round, person, layer));
            (board.marks(round, person), Layer::ALL.map(answers))
        };
        let differs = |person: PersonId| (0..=after.round()).any(|round| votes(&before, round, person) != votes(after, round, person));
        MergePreview {
            new_notes: notes_after.keys().filter(|note| !notes_before.contains_key(note)).count(),
            changed_notes: notes_before.iter().filter(|(note, content)| notes_after.get(note) != Some(content)).count(),
            ballots: people.keys().filter(|person| differs(**person)).count(),
            rest: Change::ALL.map(|change| changes(change, &before, after, &changed)),
        }
    }

    /// What would change besides notes and votes.
    pub fn changes(&self) -> impl Iterator<Item = Change> + '_ {
        Change::ALL.into_iter().filter(|change| self.rest[*change as usize])
    }

    /// Whether nothing visible would change.
    pub fn is_empty(&self) -> bool {
        *self == MergePreview::default()
    }
}

/// Whether the times in a document may be true, where `now` is in milliseconds since 1970. A board from a device whose clock is years ahead,
/// or one made by hand, would win over everything that is written here from now on.
pub(crate) fn is_believable(document: &Document, now: u64) -> bool {
    clock::is_believable(document.latest(), now)
}

/// Whether a merge would give a note that is known here to another author. No version writes that: the author is written with the note; an
/// undo removes it and a redo restores it. So somebody changed the incoming board by hand, and none of it is taken in.
///
/// This guards what comes by link or file. Tabs, storage and second copies are merged as they are: whoever can write there can read the
/// private store anyway, and its owners are recorded (D7).
pub(crate) fn changes_authors(here: &Document, incoming: &Document) -> bool {
    let author = |register: &Register| register.value.as_thing().and_then(PersonId::of);
    let mut authors = incoming.registers().filter(|(key, _)| key.thing.kind == Kind::NOTE && key.field == Field::AUTHOR);
    authors.any(|(key, theirs)| {
        let ours = here.get(*key).filter(|ours| *ours < theirs);
        ours.and_then(author).zip(author(theirs)).is_some_and(|(ours, theirs)| ours != theirs)
    })
}

fn changes(what: Change, before: &Board, after: &Board, changed: &[Key]) -> bool {
    let differs = |of: fn(&Board, Layer) -> Option<String>| Layer::ALL.iter().any(|layer| of(before, *layer) != of(after, *layer));
    let rules = |board: &Board| (board.round(), board.rules(), board.poles(), board.ballot_secrecy(), board.note_secrecy());
    match what {
        Change::Title => before.title() != after.title(),
        Change::Stage => before.stage() != after.stage(),
        Change::People => !before.people().eq(after.people()),
        Change::Statements => differs(|board, layer| board.statement(layer).map(String::from)),
        Change::Levels => {
            Layer::ALL.iter().any(|layer| before.intended(*layer) != after.intended(*layer))
                || differs(|board, layer| board.because(layer).map(String::from))
        }
        // By keys too, because only fields of a newer version may have changed.
        Change::Agreements => changed.iter().any(|key| key.thing.kind == Kind::AGREEMENT) || !before.agreements().eq(after.agreements()),
        Change::Rules => rules(before) != rules(after),
    }
}
