//! Random actions of people, on things chosen among all that ever existed.

use alignment_board::core::board::fields::AgreementField;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::values::text;

/// What a person does; notes and people are chosen among all that ever existed.
#[derive(Clone, Debug)]
pub(super) enum Action {
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
    Term(Index, AgreementField, String),
    Disagree(Index),
    Because(usize, String),
    Timer(u64),
    Reasons(Index, usize, u64),
    Undo,
    Redo,
    EndTyping,
    Lock,
    /// Somebody, or nobody, becomes the current user.
    SwitchUser(Option<Index>),
    HideNotes(bool),
    HideVotes(bool),
    /// Receives one of the waiting messages, and perhaps leaves it to arrive again.
    Receive(Index, bool),
    /// Merges another peer's whole document.
    Merge(Index),
}

pub(super) fn action() -> impl Strategy<Value = Action> {
    let layer = || 0..6usize;
    let who = any::<Index>;
    prop_oneof![
        6 => (layer(), prop::collection::vec(text(), 1..3)).prop_map(|(layer, texts)| Action::Add(layer, texts)),
        4 => (who(), text()).prop_map(|(note, text)| Action::Edit(note, text)),
        1 => (who(), layer()).prop_map(|(note, colour)| Action::Colour(note, colour)),
        2 => (who(), layer()).prop_map(|(note, layer)| Action::MoveTo(note, layer)),
        3 => (who(), who()).prop_map(|(note, next)| Action::MoveBefore(note, next)),
        2 => (who(), any::<bool>()).prop_map(|(note, later)| Action::Shift(note, later)),
        3 => who().prop_map(Action::Delete),
        1 => text().prop_map(Action::Title),
        1 => (layer(), text()).prop_map(|(layer, text)| Action::Statement(layer, text)),
        1 => (layer(), 1..8u64).prop_map(|(layer, level)| Action::Intended(layer, level)),
        1 => (0..7usize).prop_map(Action::Stage),
        1 => (0..8u64, 0..5u64).prop_map(|(budget, cap)| Action::Rules(budget, cap)),
        2 => prop::collection::vec(text(), 1..3).prop_map(Action::People),
        1 => prop::collection::vec(text(), 1..4).prop_map(|names| Action::Paste(names.join("\n"))),
        1 => (who(), 0..2usize).prop_map(|(person, role)| Action::Role(person, role)),
        1 => (who(), text()).prop_map(|(person, name)| Action::Rename(person, name)),
        1 => (0..2usize).prop_map(Action::Preset),
        1 => who().prop_map(Action::Remove),
        5 => (who(), who()).prop_map(|(person, note)| Action::Dot(person, note)),
        2 => (who(), layer()).prop_map(|(person, layer)| Action::LayerDot(person, layer)),
        2 => (who(), who()).prop_map(|(person, note)| Action::TakeDot(person, note)),
        2 => (who(), who()).prop_map(|(person, note)| Action::LooseDot(person, note)),
        1 => (0..2usize).prop_map(Action::Poles),
        1 => (0..3usize).prop_map(Action::Round),
        1 => (who(), layer(), 0..8u64).prop_map(|(person, layer, now)| Action::Rate(person, layer, now)),
        4 => (who(), who()).prop_map(|(note, with)| Action::Group(note, with)),
        2 => (who(), 0..3usize).prop_map(|(note, way)| Action::Ungroup(note, way)),
        1 => who().prop_map(Action::Clear),
        1 => layer().prop_map(Action::Agree),
        1 => who().prop_map(Action::AgreeOnNote),
        3 => (who(), select(&AgreementField::ALL[..]), text()).prop_map(|(which, field, text)| Action::Term(which, field, text)),
        1 => who().prop_map(Action::Disagree),
        1 => (layer(), text()).prop_map(|(layer, text)| Action::Because(layer, text)),
        1 => (0..9u64).prop_map(Action::Timer),
        1 => (who(), layer(), 0..40u64).prop_map(|(person, layer, reasons)| Action::Reasons(person, layer, reasons)),
        5 => Just(Action::Undo),
        3 => Just(Action::Redo),
        1 => Just(Action::EndTyping),
        1 => Just(Action::Lock),
        3 => prop::option::weighted(0.8, who()).prop_map(Action::SwitchUser),
        1 => any::<bool>().prop_map(Action::HideNotes),
        1 => any::<bool>().prop_map(Action::HideVotes),
        12 => (who(), any::<bool>()).prop_map(|(message, again)| Action::Receive(message, again)),
        1 => who().prop_map(Action::Merge),
    ]
}
