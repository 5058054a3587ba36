//! Writes the registers of a plan with their stamps; holds the plans that several commands share.

use super::types::{Plan, Recorded, Rejected};
use crate::core::board::Board;
use crate::core::board::hidden::Hidden;
use crate::core::board::stage::Stage;
use crate::core::board::voting::Secrecy;
use crate::core::document::id::{Id, Kind, Thing};
use crate::core::document::text::{TITLE_LIMIT, within};
use crate::core::document::{Delta, Field, Key, Register, Stamp, Value};

/// Stamps registers, with one tick for each thing created.
pub(super) struct Writer {
    pub(super) stamp: Stamp,
    fresh: bool,
    pub(super) delta: Delta,
}

impl Writer {
    pub(super) fn new(stamp: Stamp) -> Writer {
        Writer { stamp, fresh: true, delta: Delta::new() }
    }

    /// A new id. Its time also stamps what is written until the next id.
    pub(super) fn id(&mut self) -> Id {
        if !std::mem::replace(&mut self.fresh, false) {
            self.stamp.time += 1;
        }
        Id { time: self.stamp.time, device: self.stamp.device }
    }

    pub(super) fn write(&mut self, thing: Thing, field: Field, value: Value) {
        self.delta.push((Key { thing, field }, Register { stamp: self.stamp, value }));
    }

    /// Deletes a thing. The deletion is a thing of its own, owned by its author.
    pub(super) fn delete(mut self, thing: Thing) -> Result<Plan, Rejected> {
        let deletion = Thing { kind: Kind::DELETION, id: self.id() };
        self.write(deletion, Field::TARGET, Value::Thing(thing));
        self.finish(Recorded::Step)
    }

    pub(super) fn finish(self, recorded: Recorded) -> Result<Plan, Rejected> {
        Ok(Plan { delta: self.delta, recorded })
    }
}

/// Sets a switch of the board.
pub(super) fn switch(mut writer: Writer, field: Field, before: u64, after: u64, recorded: Recorded) -> Result<Plan, Rejected> {
    changed(before != after)?;
    writer.write(Thing::BOARD, field, Value::Number(after));
    writer.finish(recorded)
}

/// Hides or opens notes or votes (D6). In Set up this chooses the rule; in later stages opening is a reveal, and the plan also records how
/// much has been revealed. What was revealed cannot be hidden again, and no undo may reveal anything, so the history does not record it.
pub(super) fn hide(mut writer: Writer, board: &Board, what: Hidden, after: Secrecy) -> Result<Plan, Rejected> {
    let is_rule = board.stage() == Stage::SetUp;
    // Choosing "open" as the rule is a change even if everything has been revealed already.
    changed(what.on(board) != after || is_rule && after == Secrecy::Open && what.is_revealed(board))?;
    let is_reveal = after == Secrecy::Open && !is_rule;
    let revealed = match what {
        Hidden::Notes => 1,
        Hidden::Votes => board.revealed_rounds().max(board.round() + 1),
    };
    let [secrecy, revealed_field] = what.fields();
    writer.write(Thing::BOARD, secrecy, Value::Number(after as u64));
    writer.write(Thing::BOARD, revealed_field, Value::Number(if is_reveal { revealed.into() } else { 0 }));
    writer.finish(Recorded::Never)
}

pub(super) fn changed(changed: bool) -> Result<(), Rejected> {
    if changed { Ok(()) } else { Err(Rejected::NoChange) }
}

/// Sets a line of text that may be empty: the title, a statement, a reason. The text is kept as typed, within the limit.
pub(super) fn line(mut writer: Writer, thing: Thing, field: Field, before: &str, text: &str) -> Result<Plan, Rejected> {
    changed(before != text)?;
    within(text, TITLE_LIMIT)?;
    let text = text.replace(['\n', '\r'], " ");
    writer.write(thing, field, Value::Text(text));
    writer.finish(Recorded::Typing(Key { thing, field }))
}
