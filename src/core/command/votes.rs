//! Plans for votes: dots, ratings, rounds and rules.

use super::types::{Plan, Recorded, Rejected};
use super::writer::{Writer, changed};
use crate::core::board::Board;
use crate::core::board::layer::Layer;
use crate::core::board::rating::{About, Rating, Reasons, field};
use crate::core::board::round::{self, FIRST_ROUND, ROUND_LIMIT};
use crate::core::board::voting::{Ballot, DotRefused, Pole, Poles, Secrecy, Target, VoteRules, one_more};
use crate::core::document::id::{Kind, PersonId, Thing};
use crate::core::document::{Field, Value};
use crate::core::reading::rounds::run_off_targets;

/// Adds a dot to those that were given, on the leading note if the target is in a group (V8).
pub(super) fn add_dot(mut writer: Writer, board: &Board, voter: PersonId, target: Target, pole: Pole) -> Result<Plan, Rejected> {
    board.person(voter).ok_or(Rejected::Gone)?;
    let (round, target) = (board.round(), board.leading_target(target));
    if !board.exists(target) {
        return Err(Rejected::Gone);
    }
    if !board.takes_dots(round, target) || pole == Pole::Loose && board.poles() == Poles::TightOnly {
        return Err(Rejected::Dot(DotRefused::NotAsked));
    }
    let given = board.given(round, voter);
    let spent = given.iter().map(Ballot::spent).sum();
    let given = &given[pole as usize];
    let on_group = given.moved(|on| board.leading_target(on)).on(target);
    one_more(board.rules(), spent, on_group.into())?;
    write(&mut writer, round, voter, pole, &given.with_dot(target));
    writer.finish(Recorded::Step)
}

/// Takes back a dot, from the leading note or else the first note of its group that has one.
pub(super) fn take_dot(mut writer: Writer, board: &Board, voter: PersonId, target: Target, pole: Pole) -> Result<Plan, Rejected> {
    board.person(voter).ok_or(Rejected::Gone)?;
    let (round, target) = (board.round(), board.leading_target(target));
    let given = &board.given(round, voter)[pole as usize];
    let mut dots = given.dots().map(|(on, _)| on).filter(|on| board.leading_target(*on) == target);
    let on = if given.on(target) > 0 { Some(target) } else { dots.next() };
    let ballot = given.without_dot(on.unwrap_or(target))?;
    write(&mut writer, round, voter, pole, &ballot);
    writer.finish(Recorded::Step)
}

/// Takes back all dots.
pub(super) fn clear(mut writer: Writer, board: &Board, voter: PersonId) -> Result<Plan, Rejected> {
    board.person(voter).ok_or(Rejected::Gone)?;
    let given = board.given(board.round(), voter);
    for pole in Pole::ALL.into_iter().filter(|pole| given[*pole as usize].spent() > 0) {
        write(&mut writer, board.round(), voter, pole, &Ballot::default());
    }
    changed(!writer.delta.is_empty())?;
    writer.finish(Recorded::Step)
}

fn write(writer: &mut Writer, round: u16, voter: PersonId, pole: Pole, ballot: &Ballot) {
    let kind = match pole {
        Pole::Tight => Kind::BALLOT,
        Pole::Loose => Kind::LOOSE_BALLOT,
    };
    writer.write(Thing { kind, id: voter.0 }, Field(round), ballot.to_value());
}

/// Rates a layer.
pub(super) fn rate(mut writer: Writer, board: &Board, voter: PersonId, layer: Layer, rating: Rating) -> Result<Plan, Rejected> {
    board.person(voter).ok_or(Rejected::Gone)?;
    changed(board.standing_rating(board.round(), voter, layer) != rating)?;
    writer.write(Thing { kind: Kind::RATING, id: voter.0 }, field(board.round(), layer, About::Rating), rating.to_value());
    writer.finish(Recorded::Step)
}

/// States why somebody holds on to a layer.
pub(super) fn give_reasons(mut writer: Writer, board: &Board, voter: PersonId, layer: Layer, reasons: Reasons) -> Result<Plan, Rejected> {
    board.person(voter).ok_or(Rejected::Gone)?;
    changed(board.standing_reasons(board.round(), voter, layer) != reasons)?;
    let thing = Thing { kind: Kind::RATING, id: voter.0 };
    writer.write(thing, field(board.round(), layer, About::Reasons), Value::Number(reasons.number()));
    writer.finish(Recorded::Step)
}

/// Sets the rules of this round alone: votes of earlier rounds count as before.
pub(super) fn set_rules(mut writer: Writer, board: &Board, rules: VoteRules) -> Result<Plan, Rejected> {
    changed(board.rules() != rules)?;
    write_rules(&mut writer, board.round(), rules);
    writer.finish(Recorded::Step)
}

fn write_rules(writer: &mut Writer, round: u16, rules: VoteRules) {
    let thing = if round == FIRST_ROUND { Thing::BOARD } else { round::thing(round) };
    writer.write(thing, Field::BUDGET, Value::Number(rules.budget().into()));
    writer.write(thing, Field::CAP, Value::Number(rules.cap_as_set().into()));
}

/// Starts a round with the rules of the one before; its ballots are hidden again if that is the rule (D6).
pub(super) fn start_round(mut writer: Writer, board: &Board, about: Option<Vec<Target>>) -> Result<Plan, Rejected> {
    let round = board.round() + 1;
    if round > ROUND_LIMIT {
        return Err(Rejected::TooManyRounds);
    }
    writer.write(Thing::BOARD, Field::ROUND, Value::Number(round.into()));
    // For versions that do not know the reveal by rounds.
    if board.has_revealed_ballots() {
        writer.write(Thing::BOARD, Field::SECRECY, Value::Number(Secrecy::Hidden as u64));
    }
    write_rules(&mut writer, round, board.rules());
    if let Some(targets) = about {
        let things = targets.into_iter().map(|target| Value::Thing(target.thing()));
        writer.write(round::thing(round), Field::TARGETS, Value::List(things.collect()));
    }
    writer.finish(Recorded::Step)
}

/// Starts a round about the targets with the most dots ([`run_off_targets`]).
pub(super) fn start_run_off(writer: Writer, board: &Board, top: usize) -> Result<Plan, Rejected> {
    start_round(writer, board, Some(run_off_targets(board, top).ok_or(Rejected::NoRunOff)?))
}
