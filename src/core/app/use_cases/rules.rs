//! Sets the rules of the vote. Rules that allow less than somebody has placed delete nothing, but change what counts (V3): so they are asked
//! about first.

use super::command;
use crate::core::app::{Context, Dialog, Effect, LeftOut, Model};
use crate::core::board::voting::{RuleChange, Secrecy};
use crate::core::command::Command;

/// Sets the rules, or asks first.
pub(crate) fn ask(model: &mut Model, change: RuleChange, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut().filter(|session| !session.is_outdated()) else { return };
    let board = session.replica.board();
    let rules = change.of(board.rules());
    let leave_out = match board.ballot_secrecy() {
        // What is hidden is not looked at: the question would tell.
        Secrecy::Hidden if rules.allow_less_than(board.rules()) && board.people().next().is_some() => LeftOut::Hidden,
        Secrecy::Hidden => LeftOut::Dots(Vec::new()),
        Secrecy::Open => LeftOut::Dots(board.over(rules)),
    };
    let more = |over: &[_]| over.iter().map(|(_, dots): &(_, u32)| dots).sum::<u32>();
    let asks = match &leave_out {
        LeftOut::Hidden => true,
        LeftOut::Dots(over) => more(over) > more(&board.over(board.rules())),
    };
    if asks {
        session.dialog = Dialog::LowerRules { change, leave_out };
    } else {
        command::act(model, &Command::SetRules(rules), effects, context);
    }
}

/// Sets the rules that the open dialog asks about.
pub(crate) fn lower(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session_mut() else { return };
    if let Dialog::LowerRules { change, .. } = session.dialog {
        session.dialog = Dialog::None;
        // The other rule may have changed while the question was open.
        let rules = change.of(session.replica.board().rules());
        command::act(model, &Command::SetRules(rules), effects, context);
    }
}
