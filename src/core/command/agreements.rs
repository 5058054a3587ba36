//! Plans for agreements.

use super::types::{Plan, Recorded, Rejected};
use super::writer::{Writer, changed};
use crate::core::board::agreement::{AGREEMENT_LIMIT, Party, Source, Term};
use crate::core::board::{Board, Role};
use crate::core::document::id::{AgreementId, PersonId};
use crate::core::document::{Field, Key, Value};

/// Creates an agreement about a note or a layer, with likely terms filled in: the intended level, and the leader if there is only one.
pub(super) fn start(mut writer: Writer, board: &Board, source: Source) -> Result<Plan, Rejected> {
    let (layer, what) = match source {
        Source::Layer(layer) => (layer, String::new()),
        Source::Note(note) => {
            let note = board.note(note).ok_or(Rejected::Gone)?;
            (note.layer, note.text)
        }
    };
    if board.agreements().count() >= AGREEMENT_LIMIT {
        return Err(Rejected::TooManyAgreements);
    }
    let agreement = AgreementId(writer.id()).thing();
    writer.write(agreement, Field::TEXT, Value::Text(what));
    writer.write(agreement, Field::SOURCE, Value::Thing(source.thing()));
    let mut leaders = board.people().filter(|(_, person)| person.role == Role::Leader);
    let leader = leaders.next().filter(|_| leaders.next().is_none()).map(|(id, _)| Party::Person(id));
    for term in [Some(Term::Layer(layer)), Some(Term::To(Some(board.intended(layer)))), leader.map(|leader| Term::Giver(Some(leader)))] {
        if let Some((field, value)) = term.map(|term| term.register()) {
            writer.write(agreement, field.field(), value);
        }
    }
    writer.finish(Recorded::Step)
}

/// Replaces a person who leaves the board by their name in all agreements.
pub(super) fn keep_name(writer: &mut Writer, board: &Board, person: PersonId, name: String) {
    let (leaving, named) = (Some(Party::Person(person)), Some(Party::Named(name)));
    for (id, agreement) in board.agreements() {
        let giver = (agreement.giver == leaving).then(|| Term::Giver(named.clone()));
        let receiver = (agreement.receiver == leaving).then(|| Term::Receiver(named.clone()));
        for (field, value) in giver.into_iter().chain(receiver).map(|term| term.register()) {
            writer.write(id.thing(), field.field(), value);
        }
    }
}

/// Sets one term of an agreement.
pub(super) fn set(mut writer: Writer, board: &Board, agreement: AgreementId, term: &Term) -> Result<Plan, Rejected> {
    let before = board.agreement(agreement).ok_or(Rejected::Gone)?;
    term.check()?;
    let (field, value) = term.register();
    let mut after = before.clone();
    after.apply(field, &value);
    changed(after != *before)?;
    writer.write(agreement.thing(), field.field(), value);
    let key = Key { thing: agreement.thing(), field: field.field() };
    writer.finish(if term.is_typed() { Recorded::Typing(key) } else { Recorded::Step })
}
