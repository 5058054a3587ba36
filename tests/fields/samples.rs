//! A board on which every known field has a value, and another value for each field.
#![allow(dead_code)] // each test program uses its own part

use alignment_board::core::board::fields::{
    AgreementField, BoardField, DeletionField, LayerField, NoteField, PersonField, RoundField, WorkshopField, known_fields,
};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::rating::{About, field as rating_field};
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::timer::Timer;
use alignment_board::core::board::{place_value, round};
use alignment_board::core::document::id::{Id, Kind, Thing};
use alignment_board::core::document::order::OrderKey;
use alignment_board::core::document::{Document, Field, Key, Register, Stamp, Value};

use crate::support::device;

/// A field of a kind of thing, and what is written to it.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    pub(crate) key: Key,
    /// The field's name, for messages.
    pub(crate) name: String,
    before: Value,
    after: Value,
    /// What else the board must say for the field to matter.
    given: Vec<(Key, Value)>,
}

impl Sample {
    /// The board before the field is written.
    pub(crate) fn before(&self) -> Document {
        let mut document = everything();
        document.merge(written(2, self.given.iter().cloned().chain([(self.key, self.before.clone())])));
        document
    }

    /// The board before that, in a stage.
    pub(crate) fn before_in(&self, stage: Stage) -> Document {
        let mut document = self.before();
        let key = Key { thing: Thing::BOARD, field: BoardField::Stage.field() };
        if self.key != key {
            document.merge(written(2, [(key, Value::Number(stage as u64))]));
        }
        document
    }

    /// The register that is written.
    pub(crate) fn change(&self) -> Document {
        written(3, [(self.key, self.after.clone())])
    }

    /// The register that takes it back.
    pub(crate) fn back(&self) -> Document {
        written(4, [(self.key, self.before.clone())])
    }

    /// The board after that.
    pub(crate) fn after(&self) -> Document {
        let mut document = self.before();
        document.merge(self.change());
        document
    }
}

/// A sample for each known field, and for each sort of field of ballots and ratings.
pub(crate) fn samples() -> Vec<Sample> {
    let name = |field: Field| Field::ALL.iter().find(|(known, _)| *known == field).map_or("?", |(_, name)| *name);
    let of_kind = |kind: Kind| Kind::ALL.iter().find(|(known, _)| *known == kind).map_or("?", |(_, name)| *name);
    let known = known_fields().map(|(kind, field)| {
        let (before, after, given) = values(kind, field);
        let name = format!("{} {}", of_kind(kind), name(field));
        Sample { key: Key { thing: thing(kind), field }, name, before, after, given }
    });
    let by_round = [
        ("BALLOT", Kind::BALLOT, Field(0), ballot(&[(note(1), 1)]), ballot(&[(note(1), 2)])),
        ("LOOSE_BALLOT", Kind::LOOSE_BALLOT, Field(0), ballot(&[(note(2), 1)]), ballot(&[])),
        ("RATING", Kind::RATING, rating_field(0, Layer::Goals, About::Rating), rating(5, 2, 3), rating(1, 7, 6)),
        ("RATING reasons", Kind::RATING, rating_field(0, Layer::Goals, About::Reasons), Value::Number(1), Value::Number(2)),
    ];
    let by_round = by_round.map(|(name, kind, field, before, after)| {
        let key = Key { thing: thing(kind), field };
        Sample { key, name: String::from(name), before, after, given: Vec::new() }
    });
    known.chain(by_round).collect()
}

type Values = (Value, Value, Vec<(Key, Value)>);

/// What a field says before and after. No `match` has a `_` for fields: a new one does not compile until it has its values.
fn values(kind: Kind, field: Field) -> Values {
    match kind {
        Kind::BOARD => of_board(BoardField::of(field).unwrap()),
        Kind::LAYER => plain(of_layer(LayerField::of(field).unwrap())),
        Kind::PERSON => plain(of_person(PersonField::of(field).unwrap())),
        Kind::NOTE => of_note(NoteField::of(field).unwrap()),
        Kind::DELETION => match DeletionField::of(field).unwrap() {
            DeletionField::Target => plain((Value::Nothing, Value::Thing(note(2)))),
        },
        Kind::AGREEMENT => plain(of_agreement(AgreementField::of(field).unwrap())),
        Kind::ROUND => of_round(RoundField::of(field).unwrap()),
        Kind::WORKSHOP => match WorkshopField::of(field).unwrap() {
            WorkshopField::Summary => plain((summary("Autumn", 4), summary("Autumn", 13))),
        },
        other => panic!("{other:?} has fields, and no sample"),
    }
}

fn plain((before, after): (Value, Value)) -> Values {
    (before, after, Vec::new())
}

fn numbers(before: u64, after: u64) -> (Value, Value) {
    (Value::Number(before), Value::Number(after))
}

fn texts(before: &str, after: &str) -> (Value, Value) {
    (text(before), text(after))
}

fn of_board(field: BoardField) -> Values {
    let (before, after) = match field {
        BoardField::Title => texts("Wards", "Rotas"),
        BoardField::Stage => numbers(4, 2),
        BoardField::Timer => (Value::Nothing, Timer::Paused { left: 60_000 }.to_value()),
        BoardField::Budget => numbers(5, 1),
        BoardField::Cap => numbers(3, 1),
        BoardField::Round => numbers(0, 1),
        BoardField::Poles => numbers(1, 0),
        BoardField::BallotSecrecy | BoardField::NoteSecrecy | BoardField::RevealedBallots | BoardField::RevealedNotes => numbers(0, 1),
    };
    // Only what is hidden can be revealed.
    let hidden = (field == BoardField::RevealedBallots).then_some((Key { thing: Thing::BOARD, field: Field::SECRECY }, Value::Number(1)));
    (before, after, hidden.into_iter().collect())
}

fn of_layer(field: LayerField) -> (Value, Value) {
    match field {
        LayerField::Statement => texts("Halve the gaps", "No gaps"),
        LayerField::Intended => numbers(4, 6),
        LayerField::Because => texts("The law asks for it", "Safety"),
    }
}

fn of_person(field: PersonField) -> (Value, Value) {
    match field {
        PersonField::Name => texts("Ana", "Uwe"),
        PersonField::Colour => numbers(1, 2),
        PersonField::Role => numbers(1, 0),
    }
}

fn of_note(field: NoteField) -> Values {
    match field {
        NoteField::Text => plain(texts("Weekly report", "Daily report")),
        NoteField::Place => plain((place(Layer::Goals, 5), place(Layer::Kpis, 5))),
        NoteField::Colour => plain(numbers(1, 2)),
        NoteField::Author => plain((Value::Thing(person(1)), Value::Thing(person(2)))),
        NoteField::Group => plain((Value::Nothing, Value::Thing(note(2)))),
        // A note is hidden only while its text is not public.
        NoteField::Hidden => {
            let (before, after) = numbers(0, 1);
            (before, after, vec![(Key { thing: note(1), field: NoteField::Text.field() }, Value::Nothing)])
        }
    }
}

fn of_agreement(field: AgreementField) -> (Value, Value) {
    match field {
        AgreementField::What => texts("Approving swaps", "Approving leave"),
        AgreementField::Layer => numbers(4, 5),
        AgreementField::Source => (Value::Thing(Layer::Kpis.thing()), Value::Thing(note(3))),
        AgreementField::Giver => (Value::Thing(person(1)), text("the board")),
        AgreementField::Receiver => (text("the schedulers"), Value::Thing(person(3))),
        AgreementField::From => numbers(2, 3),
        AgreementField::To => numbers(5, 6),
        AgreementField::Good => texts("Settled within a day", "Settled within an hour"),
        AgreementField::Guardrails => texts("Two nurses a ward", "Three nurses a ward"),
        AgreementField::Triggers => texts("Two gaps a week", "One gap a week"),
        AgreementField::NoTriggers => texts("Another way than mine", "A late swap"),
        AgreementField::Style => numbers(1, 2),
        AgreementField::Capability | AgreementField::Confidence => numbers(2, 0),
        AgreementField::CheckIn => numbers(20_261_222, 20_270_105),
        AgreementField::State => (Value::Number(0), Value::List(vec![Value::Number(3), text("Two gaps")])),
    }
}

/// The board is in that round.
fn of_round(field: RoundField) -> Values {
    let (before, after) = match field {
        RoundField::Budget => numbers(5, 1),
        RoundField::Cap => numbers(3, 1),
        RoundField::Targets => (list([note(1), note(2)].map(Value::Thing)), list([note(1), note(3)].map(Value::Thing))),
    };
    (before, after, vec![(Key { thing: Thing::BOARD, field: BoardField::Round.field() }, Value::Number(1))])
}

/// All known fields at once, and what else a board has on which they matter: three voters, for below three ballots nothing is broken down.
fn everything() -> Document {
    let mut all: Vec<(Key, Value)> =
        known_fields().map(|(kind, field)| (Key { thing: thing(kind), field }, values(kind, field).0)).collect();
    let mut write = |thing: Thing, field: Field, value: Value| all.push((Key { thing, field }, value));
    for (number, name) in [(2, "Ben"), (3, "Cleo")] {
        write(person(number), Field::TEXT, text(name));
        write(person(number), Field::COLOUR, Value::Number(number));
    }
    for (number, words, layer) in [(2, "Sign-off", Layer::Goals), (3, "Dashboards", Layer::Kpis)] {
        write(note(number), Field::TEXT, text(words));
        write(note(number), Field::PLACE, place(layer, 10 * number));
    }
    for (voter, round) in [(1, 0), (2, 0), (3, 0), (1, 1), (2, 1), (3, 1)] {
        let of = |kind| Thing { kind, id: person(voter).id };
        let dots = if round == 0 {
            [(note(1), 2), (note(3), voter), (Layer::Kpis.thing(), 1)]
        } else {
            [(note(1), 1), (note(2), 2), (note(3), 0)]
        };
        write(of(Kind::BALLOT), Field(round), ballot(&dots));
        write(of(Kind::LOOSE_BALLOT), Field(round), ballot(&[(note(2), 1)]));
        write(of(Kind::RATING), rating_field(round, Layer::Goals, About::Rating), rating(voter, 2, 3));
        write(of(Kind::RATING), rating_field(round, Layer::Goals, About::Reasons), Value::Number(voter));
    }
    written(1, all)
}

/// The deletion of a thing.
pub(crate) fn deletion_of(target: Thing) -> Document {
    let deletion = Thing { kind: Kind::DELETION, id: id(99) };
    written(4, [(Key { thing: deletion, field: DeletionField::Target.field() }, Value::Thing(target))])
}

fn written(time: u64, registers: impl IntoIterator<Item = (Key, Value)>) -> Document {
    let stamp = Stamp { time: 100 * time, device: device(1) };
    registers.into_iter().map(|(key, value)| (key, Register { stamp, value })).collect()
}

/// The thing of a kind whose fields are tried.
fn thing(kind: Kind) -> Thing {
    match kind {
        Kind::BOARD => Thing::BOARD,
        Kind::LAYER => Layer::Goals.thing(),
        Kind::ROUND => round::thing(1),
        kind => Thing { kind, id: id(1) },
    }
}

fn id(time: u64) -> Id {
    Id { time, device: device(1) }
}

pub(crate) fn note(number: u64) -> Thing {
    Thing { kind: Kind::NOTE, id: id(number) }
}

pub(crate) fn person(number: u64) -> Thing {
    Thing { kind: Kind::PERSON, id: id(number) }
}

fn text(text: &str) -> Value {
    Value::Text(String::from(text))
}

fn list(values: impl IntoIterator<Item = Value>) -> Value {
    Value::List(values.into_iter().collect())
}

fn place(layer: Layer, order: u64) -> Value {
    place_value(layer, &OrderKey::whole(order))
}

fn ballot(dots: &[(Thing, u64)]) -> Value {
    list(dots.iter().flat_map(|(on, dots)| [Value::Thing(*on), Value::Number(*dots)]))
}

fn rating(clarity: u64, now: u64, needed: u64) -> Value {
    list([clarity, now, needed].map(Value::Number))
}

/// A workshop in which a layer was held at this level, in halves.
fn summary(title: &str, now: u64) -> Value {
    let counts = |numbers: &[u64]| list(numbers.iter().copied().map(Value::Number));
    let layers = Layer::ALL.map(|_| counts(&[2, 0, 1, 4, now, 6, 8]));
    let head = [Value::Number(20_260_901), text(title), counts(&[4, 12, 0, 1, 0, 0, 0]), counts(&[])];
    list(head.into_iter().chain(layers))
}
