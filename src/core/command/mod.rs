//! Commands: what a person wants, planned against the board into registers to write, or refused with a reason.
//!
//! Planning changes nothing. Each plan also says how it enters the history of undo.

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
    /// Say why a layer is rightly held tightly, which takes it out of the findings; an empty text takes that back.
    SetBecause {
        /// The layer.
        layer: Layer,
        /// The reason.
        text: String,
    },
    /// Say how tightly a layer is meant to be held.
    SetIntended {
        /// The layer.
        layer: Layer,
        /// The level.
        level: Level,
    },
    /// Say for all layers at once how tightly they are meant to be held.
    SetPreset(Preset),
    /// Go to a stage.
    GoTo(Stage),
    /// Set the timer; what it becomes is a function of now, see [`Timer`].
    SetTimer(Timer),
    /// Change the rules of voting.
    SetRules(VoteRules),
    /// Add people to the board, one name each.
    AddPeople(Vec<String>),
    /// Add the people of a pasted list, divided by lines, commas or semicolons. Who is on the board already is passed over, and what is
    /// too long for a name as well.
    PastePeople(String),
    /// Give a person another name.
    RenamePerson {
        /// The person.
        person: PersonId,
        /// The name.
        name: String,
    },
    /// Say whether a person leads or is of the team.
    SetRole {
        /// The person.
        person: PersonId,
        /// The role.
        role: Role,
    },
    /// Remove a person; the dots of that person no longer count.
    RemovePerson(PersonId),
    /// Put a dot on a target.
    AddDot {
        /// Who votes.
        voter: PersonId,
        /// On what.
        target: Target,
        /// Whether it says "too tight" or "too loose".
        pole: Pole,
    },
    /// Take a dot back.
    TakeDot {
        /// Who votes.
        voter: PersonId,
        /// From what.
        target: Target,
        /// Whether it said "too tight" or "too loose".
        pole: Pole,
    },
    /// Take back all dots of one person.
    ClearBallot(PersonId),
    /// Say something about a layer.
    Rate {
        /// Who votes.
        voter: PersonId,
        /// The layer.
        layer: Layer,
        /// All that is said about it.
        rating: Rating,
    },
    /// Say why one holds on to a layer.
    GiveReasons {
        /// Who votes.
        voter: PersonId,
        /// The layer.
        layer: Layer,
        /// All the reasons.
        reasons: Reasons,
    },
    /// Switch dots for "too loose" on or off.
    SetPoles(Poles),
    /// Hide ballots until they are revealed, or not.
    SetBallotSecrecy(Secrecy),
    /// Hide notes until they are revealed, or not.
    SetNoteSecrecy(Secrecy),
    /// Vote once more, about everything. The rounds before stay readable.
    StartRound,
    /// Vote once more, about so many of those with the most dots.
    StartRunOff(usize),
    /// Put a note, with those that it leads, into the group of another.
    GroupNotes {
        /// The note.
        note: NoteId,
        /// Any note of the group; by itself it becomes the leading note.
        with: NoteId,
    },
    /// Make a note the leading one of its group.
    LeadGroup(NoteId),
    /// Take a note out of its group.
    LeaveGroup(NoteId),
    /// Take the whole group of a note apart.
    TakeApart(NoteId),
    /// Make an agreement about a note or a layer.
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
    /// The board would have more than 200 agreements.
    TooManyAgreements,
    /// There have been as many rounds as there can be.
    TooManyRounds,
    /// There are not between two and twelve with the most dots.
    NoRunOff,
    /// There is a person of that name.
    NameTaken,
    /// A person has to have a name.
    NoName,
    /// The note or person has been deleted.
    Gone,
    /// It is somebody else's, and hidden until it is revealed.
    Private,
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
    /// Not at all: the stage, the timer and what is hidden are where the group is, not what it did.
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

impl Command {
    /// Whether it changes what one person sees alone while it is hidden: the words of a note, dots, ratings and reasons.
    pub fn is_of_one_person(&self) -> bool {
        matches!(self, Command::EditNote { .. }) || self.voter().is_some()
    }

    /// Whose vote it is, if it is one.
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

/// Plans a command against the board. `latest` is the greatest Lamport time that is known.
///
/// # Errors
/// [`Rejected`], if it cannot be done or is so already.
pub fn plan(latest: u64, board: &Board, device: DeviceId, command: &Command) -> Result<Plan, Rejected> {
    let mut writer = Writer::new(latest, device);
    match command {
        Command::AddNotes { layer, texts, colour, author } => notes::add(writer, board, *layer, texts, *colour, *author),
        Command::EditNote { note, text } => {
            let before = board.note(*note).ok_or(Rejected::Gone)?;
            if before.visibility == Visibility::Hidden {
                return Err(Rejected::Private);
            }
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
