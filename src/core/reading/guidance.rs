//! The guidance for an agreement: a conversation aid about how to let go. It scores nobody: it points out where the choices differ from
//! what was said about the work, and the group decides.
//!
//! Rules of the guidance, for capability and confidence **in this work**, not for a person as a whole:
//! - **A1** Low capability: guide, whatever the confidence ("more direction and structure may be necessary").
//! - **A2** High capability and high confidence: step back ("that same level of direction can become limiting").
//! - **A3** Everything between: support. If one of the two is not set, nothing is suggested.
//!
//! Rules of the warnings:
//! - **W1** The chosen style is tighter or lighter than the suggested one.
//! - **W2** The style is to step back, but at the agreed level the leader still decides (1 to 3).
//! - **W3** The style is to guide, but at the agreed level the team decides alone (7).
//! - **W4** The agreed level is not lighter than the one now.
//! - **W5** The giver is the receiver: the same person, or the same name apart from upper case and surrounding white space. Two people on
//!   the board are different, whatever their names.
//! - **W6** The agreement is open, and the day of its check-in is past.

use crate::core::board::Board;
use crate::core::board::agreement::{Agreement, Grade, Party, State, Style, is_same_name};
use crate::core::board::layer::Level;
use crate::core::document::date::Date;

/// Where the choices of an agreement differ from what was said about the work. Something to talk about, never a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The style is tighter than the suggested one (W1): capable people get too much direction.
    TighterThanSuggested(Style),
    /// The style is lighter than the suggested one (W1): learners are left alone.
    LighterThanSuggested(Style),
    /// The style is to step back, but the leader still decides (W2).
    StepsBackButDecides,
    /// The style is to guide, but the team decides alone (W3).
    GuidesButDelegates,
    /// Nothing is let go (W4).
    NotLighter,
    /// The work stays with whoever has it (W5).
    StaysWithGiver,
    /// The day of the check-in is past (W6).
    CheckInPast,
}

/// The style that fits capability and confidence (A1 to A3).
pub fn suggested(agreement: &Agreement) -> Option<Style> {
    Some(match (agreement.capability?, agreement.confidence?) {
        (Grade::Low, _) => Style::Guide,
        (Grade::High, Grade::High) => Style::StepBack,
        _ => Style::Support,
    })
}

/// The warnings about an agreement (W1 to W6), on this board and day.
pub fn warnings(agreement: &Agreement, board: &Board, today: Option<Date>) -> Vec<Warning> {
    let mut warnings = Vec::new();
    if let (Some(chosen), Some(suggested)) = (agreement.style, suggested(agreement)) {
        match chosen.cmp(&suggested) {
            std::cmp::Ordering::Less => warnings.push(Warning::TighterThanSuggested(suggested)),
            std::cmp::Ordering::Greater => warnings.push(Warning::LighterThanSuggested(suggested)),
            std::cmp::Ordering::Equal => {}
        }
    }
    match (agreement.style, agreement.to.map(Level::number)) {
        (Some(Style::StepBack), Some(1..=3)) => warnings.push(Warning::StepsBackButDecides),
        (Some(Style::Guide), Some(7)) => warnings.push(Warning::GuidesButDelegates),
        _ => {}
    }
    if let (Some(from), Some(to)) = (agreement.from, agreement.to)
        && to <= from
    {
        warnings.push(Warning::NotLighter);
    }
    let stays = match (&agreement.giver, &agreement.receiver) {
        (Some(Party::Person(giver)), Some(Party::Person(receiver))) => giver == receiver,
        (Some(giver), Some(receiver)) => is_same_name(&board.name_of(giver), &board.name_of(receiver)),
        _ => false,
    };
    if stays {
        warnings.push(Warning::StaysWithGiver);
    }
    if agreement.state == State::Open && today.is_some_and(|today| agreement.check_in.is_some_and(|day| day < today)) {
        warnings.push(Warning::CheckInPast);
    }
    warnings
}
