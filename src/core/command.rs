//! Commands: what a person wants, planned against the board into registers to write, or refused with a reason.
//!
//! Planning changes nothing. Each plan also says how it enters the history of undo.

use super::board::{Board, Colour, NOTE_COUNT_LIMIT, PEOPLE_LIMIT, place_value};
use super::document::{Delta, Document, Field, Key, Register, Stamp, Value};
use super::id::{DeviceId, Id, Kind, NoteId, PersonId, Thing};
use super::layer::{Layer, Level};
use super::order::OrderKey;
use super::stage::Stage;
use super::text::{NOTE_LIMIT, Name, NoteText, TITLE_LIMIT, TextError, within};
use super::voting::{DotRefused, Target, VoteRules};

/// What a person wants to do to a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Put notes at the end of a layer.
    AddNotes {
        /// The layer.
        layer: Layer,
        /// Their texts, as typed or pasted.
        texts: Vec<String>,
        /// Their colour.
        colour: Colour,
        /// Who writes, if that is known.
        author: Option<PersonId>,
    },
    /// Change what a note says; every keystroke is one of these.
    EditNote {
        /// The note.
        note: NoteId,
        /// The whole new text, as typed so far.
        text: String,
    },
    /// Give a note another colour.
    ColourNote {
        /// The note.
        note: NoteId,
        /// The colour.
        colour: Colour,
    },
    /// Put a note somewhere else.
    MoveNote {
        /// The note.
        note: NoteId,
        /// Where to.
        to: Destination,
    },
    /// Delete a note.
    DeleteNote(NoteId),
    /// Give the board a title.
    SetTitle(String),
    /// Write down the sentence that the group has agreed on for a layer; an empty text takes it away.
    SetStatement {
        /// The layer.
        layer: Layer,
        /// The sentence.
        text: String,
    },
    /// Say how tightly a layer is meant to be held.
    SetIntended {
        /// The layer.
        layer: Layer,
        /// The level.
        level: Level,
    },
    /// Go to a stage.
    GoTo(Stage),
    /// Change the rules of voting.
    SetRules(VoteRules),
    /// Add people to the board, one name each.
    AddPeople(Vec<String>),
    /// Remove a person; the dots of that person no longer count.
    RemovePerson(PersonId),
    /// Put a dot on a target.
    AddDot {
        /// Who votes.
        voter: PersonId,
        /// On what.
        target: Target,
    },
    /// Take a dot back.
    TakeDot {
        /// Who votes.
        voter: PersonId,
        /// From what.
        target: Target,
    },
    /// Take back all dots of one person.
    ClearBallot(PersonId),
}

/// Where a note is to be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// The end of a layer.
    End(Layer),
    /// Just before another note.
    Before(NoteId),
    /// One place towards the beginning of its layer.
    Earlier,
    /// One place towards the end of its layer.
    Later,
}

/// Why a command is refused. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The text cannot be taken.
    Text(TextError),
    /// The board would have more than 2,000 notes.
    TooManyNotes,
    /// The board would have more than 250 people.
    TooManyPeople,
    /// There is a person of that name.
    NameTaken,
    /// The note or person has been deleted.
    Gone,
    /// The dot cannot be put or taken.
    Dot(DotRefused),
    /// It is so already.
    NoChange,
}

impl From<TextError> for Rejected {
    fn from(error: TextError) -> Rejected {
        Rejected::Text(error)
    }
}

impl From<DotRefused> for Rejected {
    fn from(refused: DotRefused) -> Rejected {
        Rejected::Dot(refused)
    }
}

/// How a plan enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recorded {
    /// A step of its own.
    Step,
    /// Part of the typing in this register: one step until the typing ends.
    Typing(Key),
    /// Not at all: going to a stage is where the group is, not what it did.
    Never,
}

/// What a command comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The registers to write, stamped.
    pub delta: Delta,
    /// How it enters the history.
    pub recorded: Recorded,
}

/// Stamps registers: later than everything in the document, one Lamport tick for each thing that is made.
struct Writer {
    stamp: Stamp,
    fresh: bool,
    delta: Delta,
}

impl Writer {
    fn new(document: &Document, device: DeviceId) -> Writer {
        Writer { stamp: Stamp { time: document.latest() + 1, device }, fresh: true, delta: Delta::new() }
    }

    /// A new id. Its time is also the stamp of what is written until the next id.
    fn id(&mut self) -> Id {
        if !std::mem::replace(&mut self.fresh, false) {
            self.stamp.time += 1;
        }
        Id { time: self.stamp.time, device: self.stamp.device }
    }

    fn write(&mut self, thing: Thing, field: Field, value: Value) {
        self.delta.push((Key { thing, field }, Register { stamp: self.stamp, value }));
    }

    fn finish(self, recorded: Recorded) -> Result<Plan, Rejected> {
        Ok(Plan { delta: self.delta, recorded })
    }
}

/// Plans a command against the board.
///
/// # Errors
/// [`Rejected`], if it cannot be done or is so already.
pub fn plan(document: &Document, board: &Board, device: DeviceId, command: &Command) -> Result<Plan, Rejected> {
    let mut writer = Writer::new(document, device);
    match command {
        Command::AddNotes { layer, texts, colour, author } => plan_notes(writer, board, *layer, texts, *colour, *author),
        Command::EditNote { note, text } => {
            let before = board.note(*note).ok_or(Rejected::Gone)?;
            // The text is kept as typed, because blanks at the end belong to typing; so the limit holds for it as typed.
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
        Command::MoveNote { note, to } => plan_move(writer, board, *note, *to),
        Command::DeleteNote(note) => {
            board.note(*note).ok_or(Rejected::Gone)?;
            let deletion = Thing { kind: Kind::DELETION, id: writer.id() };
            writer.write(deletion, Field::TARGET, Value::Thing(note.thing()));
            writer.finish(Recorded::Step)
        }
        Command::SetTitle(text) => plan_line(writer, Thing::BOARD, board.title(), text),
        Command::SetStatement { layer, text } => plan_line(writer, Thing::layer(*layer), board.statement(*layer).unwrap_or(""), text),
        Command::SetIntended { layer, level } => {
            changed(board.intended(*layer) != *level)?;
            writer.write(Thing::layer(*layer), Field::INTENDED, Value::Number(u64::from(level.number())));
            writer.finish(Recorded::Step)
        }
        Command::GoTo(stage) => {
            changed(board.stage() != *stage)?;
            writer.write(Thing::BOARD, Field::STAGE, Value::Number(*stage as u64));
            writer.finish(Recorded::Never)
        }
        Command::SetRules(rules) => {
            changed(board.rules() != *rules)?;
            writer.write(Thing::BOARD, Field::BUDGET, Value::Number(u64::from(rules.budget())));
            writer.write(Thing::BOARD, Field::CAP, Value::Number(u64::from(rules.cap())));
            writer.finish(Recorded::Step)
        }
        Command::AddPeople(names) => plan_people(writer, board, names),
        Command::RemovePerson(person) => {
            board.person(*person).ok_or(Rejected::Gone)?;
            let deletion = Thing { kind: Kind::DELETION, id: writer.id() };
            writer.write(deletion, Field::TARGET, Value::Thing(person.thing()));
            writer.finish(Recorded::Step)
        }
        Command::AddDot { voter, target } => {
            board.person(*voter).ok_or(Rejected::Gone)?;
            changed_target(board, *target)?;
            let ballot = board.ballot(super::board::FIRST_ROUND, *voter).ballot.with_dot(*target, board.rules())?;
            plan_ballot(writer, *voter, ballot.to_value())
        }
        Command::TakeDot { voter, target } => {
            board.person(*voter).ok_or(Rejected::Gone)?;
            let ballot = board.ballot(super::board::FIRST_ROUND, *voter).ballot.without_dot(*target)?;
            plan_ballot(writer, *voter, ballot.to_value())
        }
        Command::ClearBallot(voter) => {
            board.person(*voter).ok_or(Rejected::Gone)?;
            changed(board.ballot(super::board::FIRST_ROUND, *voter).ballot.spent() > 0)?;
            plan_ballot(writer, *voter, Value::List(Vec::new()))
        }
    }
}

fn changed(changed: bool) -> Result<(), Rejected> {
    if changed { Ok(()) } else { Err(Rejected::NoChange) }
}

fn changed_target(board: &Board, target: Target) -> Result<(), Rejected> {
    if board.stands(target) { Ok(()) } else { Err(Rejected::Gone) }
}

fn plan_ballot(mut writer: Writer, voter: PersonId, ballot: Value) -> Result<Plan, Rejected> {
    writer.write(Thing { kind: Kind::BALLOT, id: voter.0 }, Field(super::board::FIRST_ROUND), ballot);
    writer.finish(Recorded::Step)
}

fn plan_notes(
    mut writer: Writer,
    board: &Board,
    layer: Layer,
    texts: &[String],
    colour: Colour,
    author: Option<PersonId>,
) -> Result<Plan, Rejected> {
    let texts = texts.iter().map(|text| NoteText::new(text)).collect::<Result<Vec<_>, _>>()?;
    if texts.is_empty() {
        return Err(Rejected::Text(TextError::Empty));
    }
    if board.note_count() + texts.len() > NOTE_COUNT_LIMIT {
        return Err(Rejected::TooManyNotes);
    }
    let mut last = board.ordered(layer).last().map(|(order, _)| order.clone());
    for text in texts {
        let id = writer.id();
        let note = NoteId(id).thing();
        let order = OrderKey::behind(last.as_ref(), id.time);
        writer.write(note, Field::TEXT, Value::Text(String::from(text.as_str())));
        writer.write(note, Field::PLACE, place_value(layer, &order));
        writer.write(note, Field::COLOUR, Value::Number(colour as u64));
        if let Some(author) = author {
            writer.write(note, Field::AUTHOR, Value::Thing(author.thing()));
        }
        last = Some(order);
    }
    writer.finish(Recorded::Step)
}

fn plan_move(mut writer: Writer, board: &Board, note: NoteId, to: Destination) -> Result<Plan, Rejected> {
    let here = board.note(note).ok_or(Rejected::Gone)?;
    let neighbours = board.ordered(here.layer);
    let place = neighbours.iter().position(|(_, other)| *other == note).ok_or(Rejected::Gone)?;
    let neighbour = |place: usize| neighbours.get(place).map(|(_, other)| *other);
    let to = match to {
        Destination::Earlier => Destination::Before(place.checked_sub(1).and_then(neighbour).ok_or(Rejected::NoChange)?),
        Destination::Later if place + 1 >= neighbours.len() => return Err(Rejected::NoChange),
        Destination::Later => neighbour(place + 2).map_or(Destination::End(here.layer), Destination::Before),
        other => other,
    };
    match to {
        Destination::End(layer) => {
            changed(layer != here.layer || place + 1 < neighbours.len())?;
            let order = OrderKey::behind(board.ordered(layer).last().map(|(order, _)| order), writer.stamp.time);
            writer.write(note.thing(), Field::PLACE, place_value(layer, &order));
        }
        Destination::Before(next) => {
            changed(next != note && neighbour(place + 1) != Some(next))?;
            let layer = board.note(next).ok_or(Rejected::Gone)?.layer;
            let others: Vec<&(OrderKey, NoteId)> = board.ordered(layer).iter().filter(|(_, other)| *other != note).collect();
            let at = others.iter().position(|(_, other)| *other == next).ok_or(Rejected::Gone)?;
            let mut last = at.checked_sub(1).map(|place| others[place].0.clone());
            // Two devices may have taken the same key at once, and there is nothing between equals: those behind step aside.
            let aside = others[at..].iter().take_while(|(order, _)| Some(order) == last.as_ref()).map(|(_, other)| *other);
            let aside: Vec<NoteId> = aside.collect();
            let high = others.get(at + aside.len()).map(|(order, _)| order);
            for placed in [note].into_iter().chain(aside) {
                let order = match high {
                    Some(high) => OrderKey::between(last.as_ref(), high),
                    None => OrderKey::behind(last.as_ref(), writer.stamp.time),
                };
                writer.write(placed.thing(), Field::PLACE, place_value(layer, &order));
                last = Some(order);
            }
        }
        Destination::Earlier | Destination::Later => return Err(Rejected::NoChange),
    }
    writer.finish(Recorded::Step)
}

fn plan_people(mut writer: Writer, board: &Board, names: &[String]) -> Result<Plan, Rejected> {
    let names = names.iter().map(|name| Name::new(name)).collect::<Result<Vec<_>, _>>()?;
    let mut taken: Vec<String> = board.people().map(|(_, person)| person.name).collect();
    if taken.len() + names.len() > PEOPLE_LIMIT {
        return Err(Rejected::TooManyPeople);
    }
    for name in names {
        if taken.iter().any(|other| other == name.as_str()) {
            return Err(Rejected::NameTaken);
        }
        let colour = (taken.len() % Colour::ALL.len()) as u64;
        let person = PersonId(writer.id()).thing();
        writer.write(person, Field::TEXT, Value::Text(String::from(name.as_str())));
        writer.write(person, Field::COLOUR, Value::Number(colour));
        taken.push(String::from(name.as_str()));
    }
    changed(!writer.delta.is_empty())?;
    writer.finish(Recorded::Step)
}

/// A line of text that may be empty: the title or a statement. Typing is kept as typed, within the limit.
fn plan_line(mut writer: Writer, thing: Thing, before: &str, text: &str) -> Result<Plan, Rejected> {
    changed(before != text)?;
    within(text, TITLE_LIMIT)?;
    let text = text.replace(['\n', '\r'], " ");
    writer.write(thing, Field::TEXT, Value::Text(text));
    writer.finish(Recorded::Typing(Key { thing, field: Field::TEXT }))
}
