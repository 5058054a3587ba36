//! Commands: what a person wants to do. A command is planned against the board into registers to write, or rejected with a reason.
//!
//! Planning changes nothing. Each plan also says how it enters the undo history.

mod agreements;
mod notes;
mod people;
mod votes;
mod writer;

pub use people::pasted_people;
use writer::{Writer, changed, hide, line, switch};

use crate::core::board::agreement::{Source, Term};
use crate::core::board::layer::{Layer, Level, Preset};
use crate::core::board::rating::{Rating, Reasons};
use crate::core::board::stage::Stage;
use crate::core::board::timer::Timer;
use crate::core::board::voting::{DotRefused, Pole, Poles, Secrecy, Target, VoteRules};
use crate::core::board::{Board, Colour, Role, Visibility};
use crate::core::document::id::{AgreementId, DeviceId, NoteId, PersonId, Thing};
use crate::core::document::text::{NOTE_LIMIT, NoteText, TextError, within};
use crate::core::document::{Delta, Field, Key, Value};
use crate::core::replica::private_store::Hidden;

/// What a person wants to do to a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Add notes at the end of a layer.
    AddNotes {
        /// The layer.
        layer: Layer,
        /// Their texts, as typed or pasted.
        texts: Vec<String>,
        /// Their colour.
        colour: Colour,
        /// Their author, if known.
        author: Option<PersonId>,
    },
    /// Change the text of a note. Every keystroke sends one.
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
    /// Move a note.
    MoveNote {
        /// The note.
        note: NoteId,
        /// The destination.
        to: Destination,
    },
    /// Delete a note.
    DeleteNote(NoteId),
    /// Set the board's title.
    SetTitle(String),
    /// Set the statement that the group has agreed on for a layer; an empty text removes it.
    SetStatement {
        /// The layer.
        layer: Layer,
        /// The statement.
        text: String,
    },
    /// State why a layer is rightly held tightly, which takes it out of the findings; an empty text undoes that.
    SetBecause {
        /// The layer.
        layer: Layer,
        /// The reason.
        text: String,
    },
    /// Set the intended level of control of a layer.
    SetIntended {
        /// The layer.
        layer: Layer,
        /// The level.
        level: Level,
    },
    /// Set the intended levels of all layers at once.
    SetPreset(Preset),
    /// Go to a stage.
    GoTo(Stage),
    /// Set the timer.
    SetTimer(Timer),
    /// Change the rules of voting.
    SetRules(VoteRules),
    /// Add people with these names.
    AddPeople(Vec<String>),
    /// Add people from a pasted list, separated by lines, commas or semicolons. Skips those already on the board and texts too long for a
    /// name.
    PastePeople(String),
    /// Rename a person.
    RenamePerson {
        /// The person.
        person: PersonId,
        /// The name.
        name: String,
    },
    /// Set whether a person is a leader or in the team.
    SetRole {
        /// The person.
        person: PersonId,
        /// The role.
        role: Role,
    },
    /// Remove a person; their dots no longer count.
    RemovePerson(PersonId),
    /// Put a dot on a target.
    AddDot {
        /// The voter.
        voter: PersonId,
        /// The target.
        target: Target,
        /// Too tight or too loose.
        pole: Pole,
    },
    /// Take a dot back.
    TakeDot {
        /// The voter.
        voter: PersonId,
        /// The target.
        target: Target,
        /// Too tight or too loose.
        pole: Pole,
    },
    /// Take back all dots of a person.
    ClearBallot(PersonId),
    /// Rate a layer.
    Rate {
        /// The voter.
        voter: PersonId,
        /// The layer.
        layer: Layer,
        /// The whole rating, which replaces the former one.
        rating: Rating,
    },
    /// State why a person holds on to a layer.
    GiveReasons {
        /// The voter.
        voter: PersonId,
        /// The layer.
        layer: Layer,
        /// All reasons, which replace the former ones.
        reasons: Reasons,
    },
    /// Switch dots for "too loose" on or off.
    SetPoles(Poles),
    /// Hide ballots until the reveal, or open them.
    SetBallotSecrecy(Secrecy),
    /// Hide notes until the reveal, or open them.
    SetNoteSecrecy(Secrecy),
    /// Start another round about everything. Earlier rounds stay readable.
    StartRound,
    /// Start another round about this many of the targets with the most dots.
    StartRunOff(usize),
    /// Put a note, with the notes it leads, into the group of another.
    GroupNotes {
        /// The note.
        note: NoteId,
        /// Any note of the group; a single note becomes the leading note.
        with: NoteId,
    },
    /// Make a note the leading note of its group.
    LeadGroup(NoteId),
    /// Take a note out of its group.
    LeaveGroup(NoteId),
    /// Dissolve the group of a note.
    TakeApart(NoteId),
    /// Create an agreement about a note or a layer.
    StartAgreement(Source),
    /// Set one term of an agreement.
    SetTerm {
        /// The agreement.
        agreement: AgreementId,
        /// The term.
        term: Term,
    },
    /// Delete an agreement.
    DeleteAgreement(AgreementId),
}

/// Where to move a note.
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

/// Why a command is rejected. Nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// The text is empty or too long.
    Text(TextError),
    /// The board would have more than 2,000 notes.
    TooManyNotes,
    /// The board would have more than 250 people.
    TooManyPeople,
    /// The board would have more than 200 agreements.
    TooManyAgreements,
    /// The board has had the most rounds it can have.
    TooManyRounds,
    /// The targets with the most dots number fewer than two or more than twelve.
    NoRunOff,
    /// Another person has that name.
    NameTaken,
    /// A person must have a name.
    NoName,
    /// The thing has been deleted.
    Gone,
    /// It is somebody else's and hidden until the reveal.
    Private,
    /// The dot cannot be added or taken back.
    Dot(DotRefused),
    /// The board is already as wanted.
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
    /// Not at all: the stage, the timer and hiding describe where the group is, not what it did.
    Never,
}

/// A planned command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The registers to write, stamped.
    pub delta: Delta,
    /// How it enters the history.
    pub recorded: Recorded,
}

impl Command {
    /// Whether the command writes what only one person sees while it is hidden: the text of a note, dots, ratings and reasons.
    pub fn is_personal(&self) -> bool {
        matches!(self, Command::EditNote { .. }) || self.voter().is_some()
    }

    /// The voter, if the command is a vote.
    pub fn voter(&self) -> Option<PersonId> {
        match self {
            Command::AddDot { voter, .. }
            | Command::TakeDot { voter, .. }
            | Command::ClearBallot(voter)
            | Command::Rate { voter, .. }
            | Command::GiveReasons { voter, .. } => Some(*voter),
            _ => None,
        }
    }
}

/// Plans a command against the board. `latest` is the greatest known Lamport time.
///
/// # Errors
/// [`Rejected`] if the command is impossible or would change nothing.
pub fn plan(latest: u64, board: &Board, device: DeviceId, command: &Command) -> Result<Plan, Rejected> {
    let mut writer = Writer::new(latest, device);
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
        Command::SetStatement { layer, text } => {
            line(writer, Thing::layer(*layer), Field::TEXT, board.statement(*layer).unwrap_or(""), text)
        }
        Command::SetBecause { layer, text } => {
            line(writer, Thing::layer(*layer), Field::BECAUSE, board.because(*layer).unwrap_or(""), text)
        }
        Command::SetIntended { layer, level } => {
            changed(board.intended(*layer) != *level)?;
            writer.write(Thing::layer(*layer), Field::INTENDED, Value::Number(u64::from(level.number())));
            writer.finish(Recorded::Step)
        }
        Command::SetPreset(preset) => {
            for layer in Layer::ALL.into_iter().filter(|layer| board.intended(*layer) != preset.level(*layer)) {
                writer.write(Thing::layer(layer), Field::INTENDED, Value::Number(u64::from(preset.level(layer).number())));
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
