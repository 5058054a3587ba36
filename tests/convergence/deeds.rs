//! What people do, as a random choice; on what, is chosen among all that there ever was.

use proptest::prelude::*;
use proptest::sample::Index;

use super::values::text;

/// A thing that a person does; notes and people are chosen among all that there ever were.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Add(usize, Vec<String>),
    Edit(Index, String),
    Colour(Index, usize),
    MoveTo(Index, usize),
    MoveBefore(Index, Index),
    Shift(Index, bool),
    Delete(Index),
    Title(String),
    Statement(usize, String),
    Intended(usize, u64),
    Stage(usize),
    Rules(u64, u64),
    People(Vec<String>),
    Paste(String),
    Role(Index, usize),
    Rename(Index, String),
    Preset(usize),
    Remove(Index),
    Dot(Index, Index),
    LayerDot(Index, usize),
    LooseDot(Index, Index),
    Poles(usize),
    Round(usize),
    Rate(Index, usize, u64),
    Group(Index, Index),
    Ungroup(Index, usize),
    TakeDot(Index, Index),
    Clear(Index),
    Agree(usize),
    AgreeOnNote(Index),
    Term(Index, usize, String),
    Disagree(Index),
    Because(usize, String),
    Timer(u64),
    Reasons(Index, usize, u64),
    Undo,
    Redo,
    EndTyping,
    HandOver,
    /// The device goes to somebody, or to nobody.
    Hand(Option<Index>),
    HideNotes(bool),
    HideVotes(bool),
    /// Takes in one of the messages that wait, and perhaps leaves it to come again.
    Hear(Index, bool),
    /// Takes in the whole document of another.
    Meet(Index),
}

pub(super) fn deed() -> impl Strategy<Value = Deed> {
    let layer = || 0..6usize;
    let who = any::<Index>;
    prop_oneof![
        6 => (layer(), prop::collection::vec(text(), 1..3)).prop_map(|(layer, texts)| Deed::Add(layer, texts)),
        4 => (who(), text()).prop_map(|(note, text)| Deed::Edit(note, text)),
        1 => (who(), layer()).prop_map(|(note, colour)| Deed::Colour(note, colour)),
        2 => (who(), layer()).prop_map(|(note, layer)| Deed::MoveTo(note, layer)),
        3 => (who(), who()).prop_map(|(note, next)| Deed::MoveBefore(note, next)),
        2 => (who(), any::<bool>()).prop_map(|(note, later)| Deed::Shift(note, later)),
        3 => who().prop_map(Deed::Delete),
        1 => text().prop_map(Deed::Title),
        1 => (layer(), text()).prop_map(|(layer, text)| Deed::Statement(layer, text)),
        1 => (layer(), 1..8u64).prop_map(|(layer, level)| Deed::Intended(layer, level)),
        1 => (0..7usize).prop_map(Deed::Stage),
        1 => (0..8u64, 0..5u64).prop_map(|(budget, cap)| Deed::Rules(budget, cap)),
        2 => prop::collection::vec(text(), 1..3).prop_map(Deed::People),
        1 => prop::collection::vec(text(), 1..4).prop_map(|names| Deed::Paste(names.join("\n"))),
        1 => (who(), 0..2usize).prop_map(|(person, role)| Deed::Role(person, role)),
        1 => (who(), text()).prop_map(|(person, name)| Deed::Rename(person, name)),
        1 => (0..2usize).prop_map(Deed::Preset),
        1 => who().prop_map(Deed::Remove),
        5 => (who(), who()).prop_map(|(person, note)| Deed::Dot(person, note)),
        2 => (who(), layer()).prop_map(|(person, layer)| Deed::LayerDot(person, layer)),
        2 => (who(), who()).prop_map(|(person, note)| Deed::TakeDot(person, note)),
        2 => (who(), who()).prop_map(|(person, note)| Deed::LooseDot(person, note)),
        1 => (0..2usize).prop_map(Deed::Poles),
        1 => (0..3usize).prop_map(Deed::Round),
        1 => (who(), layer(), 0..8u64).prop_map(|(person, layer, now)| Deed::Rate(person, layer, now)),
        4 => (who(), who()).prop_map(|(note, with)| Deed::Group(note, with)),
        2 => (who(), 0..3usize).prop_map(|(note, way)| Deed::Ungroup(note, way)),
        1 => who().prop_map(Deed::Clear),
        1 => layer().prop_map(Deed::Agree),
        1 => who().prop_map(Deed::AgreeOnNote),
        3 => (who(), 0..4usize, text()).prop_map(|(which, term, text)| Deed::Term(which, term, text)),
        1 => who().prop_map(Deed::Disagree),
        1 => (layer(), text()).prop_map(|(layer, text)| Deed::Because(layer, text)),
        1 => (0..9u64).prop_map(Deed::Timer),
        1 => (who(), layer(), 0..40u64).prop_map(|(person, layer, reasons)| Deed::Reasons(person, layer, reasons)),
        5 => Just(Deed::Undo),
        3 => Just(Deed::Redo),
        1 => Just(Deed::EndTyping),
        1 => Just(Deed::HandOver),
        3 => prop::option::weighted(0.8, who()).prop_map(Deed::Hand),
        1 => any::<bool>().prop_map(Deed::HideNotes),
        1 => any::<bool>().prop_map(Deed::HideVotes),
        12 => (who(), any::<bool>()).prop_map(|(message, again)| Deed::Hear(message, again)),
        1 => who().prop_map(Deed::Meet),
    ]
}
