//! Plans about votes.

use super::{Plan, Recorded, Rejected, Writer, changed};
use crate::core::board::{Board, FIRST_ROUND};
use crate::core::document::{Field, Value};
use crate::core::id::{Kind, PersonId, Thing};
use crate::core::voting::Target;

/// One dot more.
pub(super) fn add_dot(writer: Writer, board: &Board, voter: PersonId, target: Target) -> Result<Plan, Rejected> {
    board.person(voter).ok_or(Rejected::Gone)?;
    if !board.stands(target) {
        return Err(Rejected::Gone);
    }
    let ballot = board.ballot(FIRST_ROUND, voter).ballot.with_dot(target, board.rules())?;
    write(writer, voter, ballot.to_value())
}

/// One dot less.
pub(super) fn take_dot(writer: Writer, board: &Board, voter: PersonId, target: Target) -> Result<Plan, Rejected> {
    board.person(voter).ok_or(Rejected::Gone)?;
    let ballot = board.ballot(FIRST_ROUND, voter).ballot.without_dot(target)?;
    write(writer, voter, ballot.to_value())
}

/// No dots any more.
pub(super) fn clear(writer: Writer, board: &Board, voter: PersonId) -> Result<Plan, Rejected> {
    board.person(voter).ok_or(Rejected::Gone)?;
    changed(board.ballot(FIRST_ROUND, voter).ballot.spent() > 0)?;
    write(writer, voter, Value::List(Vec::new()))
}

fn write(mut writer: Writer, voter: PersonId, ballot: Value) -> Result<Plan, Rejected> {
    writer.write(Thing { kind: Kind::BALLOT, id: voter.0 }, Field(FIRST_ROUND), ballot);
    writer.finish(Recorded::Step)
}
