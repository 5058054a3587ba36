//! Agreements on what to let go: their terms, as data and as registers.
//!
//! Suggestions and warnings are computed in [`crate::core::reading::guidance`].

use super::fields::AgreementField;
use super::layer::{Layer, Level};
use crate::core::document::Value;
use crate::core::document::date::Date;
use crate::core::document::id::{NoteId, PersonId, Thing};
use crate::core::document::text::{NAME_LIMIT, NOTE_LIMIT, TextError, looks_the_same, within};
use crate::core::number_enum;

/// The most agreements on a board.
pub const AGREEMENT_LIMIT: usize = 200;

number_enum! {
    /// How the leader works with the receiver.
    pub enum Style {
        /// Show how, and look often.
        Guide = 0,
        /// Be there when asked.
        Support = 1,
        /// Leave the work to them.
        StepBack = 2,
    }
}

number_enum! {
    /// A grade of capability or confidence.
    pub enum Grade {
        /// Little: this is new.
        Low = 0,
        /// Some.
        Middle = 1,
        /// Much.
        High = 2,
    }
}

number_enum! {
    /// The free texts of an agreement.
    pub enum Words {
        /// What is handed over.
        What = 0,
        /// What good looks like.
        Good = 1,
        /// The limits to keep within, one per line.
        Guardrails = 2,
        /// When the leader steps back in, one reason per line.
        Triggers = 3,
        /// What is not a reason to step back in, one per line.
        NoTriggers = 4,
    }
}

impl Words {
    fn field(self) -> AgreementField {
        match self {
            Words::What => AgreementField::What,
            Words::Good => AgreementField::Good,
            Words::Guardrails => AgreementField::Guardrails,
            Words::Triggers => AgreementField::Triggers,
            Words::NoTriggers => AgreementField::NoTriggers,
        }
    }
}

/// What an agreement was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A note.
    Note(NoteId),
    /// A whole layer.
    Layer(Layer),
}

/// Who hands over or takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Party {
    /// Somebody on the board.
    Person(PersonId),
    /// Somebody else, or several: "the schedulers".
    Named(String),
}

/// Whether two names are equal, ignoring case, surrounding white space and what shows nothing.
pub(in crate::core) fn is_same_name(one: &str, other: &str) -> bool {
    let letters = |name: &'_ str| name.trim().chars().flat_map(char::to_lowercase).collect::<String>();
    looks_the_same(&letters(one), &letters(other))
}

impl Party {
    fn value(&self) -> Value {
        match self {
            Party::Person(person) => Value::Thing(person.thing()),
            Party::Named(name) => Value::Text(name.replace(['\n', '\r'], " ")),
        }
    }

    fn of(value: &Value) -> Option<Party> {
        let named = || value.as_text().filter(|name| !name.is_empty()).map(|name| Party::Named(String::from(name)));
        value.as_thing().and_then(PersonId::of).map(Party::Person).or_else(named)
    }
}

/// The state of an agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// The check-in is still to come.
    #[default]
    Open,
    /// It was kept.
    Kept,
    /// More was let go than agreed.
    Deepened,
    /// The work was pulled back.
    PulledBack {
        /// The reason.
        why: String,
    },
}

impl State {
    fn value(&self) -> Value {
        match self {
            State::Open => Value::Number(0),
            State::Kept => Value::Number(1),
            State::Deepened => Value::Number(2),
            State::PulledBack { why } => Value::List(vec![Value::Number(3), Value::Text(why.clone())]),
        }
    }

    fn of(value: &Value) -> State {
        match (value, value.items()) {
            (Value::Number(1), _) => State::Kept,
            (Value::Number(2), _) => State::Deepened,
            (_, [Value::Number(3), Value::Text(why)]) => State::PulledBack { why: why.clone() },
            _ => State::Open,
        }
    }
}

/// One term of an agreement, with the value to set. There is no command to remove a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A free text, several lines, as typed so far.
    Words(Words, String),
    /// The layer.
    Layer(Layer),
    /// Who hands over.
    Giver(Option<Party>),
    /// Who takes over.
    Receiver(Option<Party>),
    /// The level of control now.
    From(Option<Level>),
    /// The agreed level of control.
    To(Option<Level>),
    /// The style.
    Style(Option<Style>),
    /// The receiver's capability in this work.
    Capability(Option<Grade>),
    /// The receiver's confidence in this work.
    Confidence(Option<Grade>),
    /// The day of the check-in.
    CheckIn(Option<Date>),
    /// The state.
    State(State),
}

fn number<T>(value: Option<T>, number: impl Fn(T) -> u64) -> Value {
    value.map_or(Value::Nothing, |value| Value::Number(number(value)))
}

impl Term {
    /// The field that holds the term, and its value.
    pub fn register(&self) -> (AgreementField, Value) {
        let party = |party: &Option<Party>| party.as_ref().map_or(Value::Nothing, Party::value);
        let level = |level: Option<Level>| number(level, |level| level.number().into());
        let grade = |grade: Option<Grade>| number(grade, |grade| grade as u64);
        match self {
            Term::Words(words, text) => (words.field(), Value::Text(text.clone())),
            Term::Layer(layer) => (AgreementField::Layer, Value::Number(*layer as u64)),
            Term::Giver(giver) => (AgreementField::Giver, party(giver)),
            Term::Receiver(receiver) => (AgreementField::Receiver, party(receiver)),
            Term::From(from) => (AgreementField::From, level(*from)),
            Term::To(to) => (AgreementField::To, level(*to)),
            Term::Style(style) => (AgreementField::Style, number(*style, |style| style as u64)),
            Term::Capability(capability) => (AgreementField::Capability, grade(*capability)),
            Term::Confidence(confidence) => (AgreementField::Confidence, grade(*confidence)),
            Term::CheckIn(date) => (AgreementField::CheckIn, number(*date, Date::number)),
            Term::State(state) => (AgreementField::State, state.value()),
        }
    }

    /// The text of a term that is typed keystroke by keystroke, and its limit.
    fn text(&self) -> Option<(&str, usize)> {
        match self {
            Term::Words(_, text) | Term::State(State::PulledBack { why: text }) => Some((text, NOTE_LIMIT)),
            Term::Giver(Some(Party::Named(name))) | Term::Receiver(Some(Party::Named(name))) => Some((name, NAME_LIMIT)),
            _ => None,
        }
    }

    /// Whether the term is typed, keystroke by keystroke. A name counts as typed even while it matches a person on the board or is empty.
    pub(in crate::core) fn is_typed(&self) -> bool {
        self.text().is_some() || matches!(self, Term::Giver(_) | Term::Receiver(_))
    }

    /// Checks the limit of the text.
    ///
    /// # Errors
    /// [`TextError::TooLong`].
    pub(in crate::core) fn check(&self) -> Result<(), TextError> {
        self.text().map_or(Ok(()), |(text, limit)| within(text, limit))
    }
}

/// An agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    words: [Option<String>; 5],
    /// The layer.
    pub layer: Layer,
    /// What it was made from.
    pub source: Option<Source>,
    /// Who hands over.
    pub giver: Option<Party>,
    /// Who takes over.
    pub receiver: Option<Party>,
    /// The level of control now.
    pub from: Option<Level>,
    /// The agreed level of control.
    pub to: Option<Level>,
    /// The style.
    pub style: Option<Style>,
    /// The receiver's capability in this work.
    pub capability: Option<Grade>,
    /// The receiver's confidence in this work.
    pub confidence: Option<Grade>,
    /// The day of the check-in.
    pub check_in: Option<Date>,
    /// The state.
    pub state: State,
}

impl Default for Agreement {
    fn default() -> Agreement {
        Agreement {
            words: [const { None }; 5],
            layer: Layer::Tactics,
            source: None,
            giver: None,
            receiver: None,
            from: None,
            to: None,
            style: None,
            capability: None,
            confidence: None,
            check_in: None,
            state: State::Open,
        }
    }
}

impl Agreement {
    /// Applies the new value of one register.
    pub(in crate::core) fn apply(&mut self, field: AgreementField, value: &Value) {
        let level = || value.as_number().and_then(Level::new);
        let grade = || value.as_number().and_then(Grade::from_number);
        let mut say = |words: Words| self.words[words as usize] = value.as_text().map(String::from);
        match field {
            AgreementField::What => say(Words::What),
            AgreementField::Good => say(Words::Good),
            AgreementField::Guardrails => say(Words::Guardrails),
            AgreementField::Triggers => say(Words::Triggers),
            AgreementField::NoTriggers => say(Words::NoTriggers),
            AgreementField::Layer => self.layer = value.as_number().and_then(Layer::from_number).unwrap_or(Layer::Tactics),
            AgreementField::Source => self.source = value.as_thing().and_then(Source::of),
            AgreementField::Giver => self.giver = Party::of(value),
            AgreementField::Receiver => self.receiver = Party::of(value),
            AgreementField::From => self.from = level(),
            AgreementField::To => self.to = level(),
            AgreementField::Style => self.style = value.as_number().and_then(Style::from_number),
            AgreementField::Capability => self.capability = grade(),
            AgreementField::Confidence => self.confidence = grade(),
            AgreementField::CheckIn => self.check_in = value.as_number().and_then(Date::from_number),
            AgreementField::State => self.state = State::of(value),
        }
    }

    /// Whether it exists: writing what is handed over creates it, even if that text is empty.
    pub(in crate::core) fn is_made(&self) -> bool {
        self.words[Words::What as usize].is_some()
    }

    /// A free text; empty if not set.
    pub fn words(&self, words: Words) -> &str {
        self.words[words as usize].as_deref().unwrap_or("")
    }

    /// Whether its check-in is due on this day.
    pub fn is_due(&self, today: Date) -> bool {
        self.state == State::Open && self.check_in.is_some_and(|day| day <= today)
    }
}

impl Source {
    /// The thing in the document.
    pub fn thing(self) -> Thing {
        match self {
            Source::Note(note) => note.thing(),
            Source::Layer(layer) => layer.thing(),
        }
    }

    fn of(thing: Thing) -> Option<Source> {
        NoteId::of(thing).map(Source::Note).or_else(|| Layer::of(thing).map(Source::Layer))
    }
}
