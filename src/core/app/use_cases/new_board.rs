//! Creates a board: empty, from the sample, or for the next workshop.

use crate::core::app::{Context, Effect, Model, place};
use crate::core::document::Document;
use crate::core::document::date::Date;
use crate::core::replica::next_workshop::{give_title, next_workshop};
use crate::core::replica::sample;

/// Creates an empty board.
pub(crate) fn empty(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    place::new_board(model, Document::new().into(), effects, context);
}

/// Creates the sample board.
pub(crate) fn sample(model: &mut Model, effects: &mut Vec<Effect>, context: &Context) {
    place::new_board(model, sample::document(model.device).into(), effects, context);
}

/// Creates the board of the next workshop from the open one.
pub(crate) fn next(model: &mut Model, title: String, today: Option<Date>, effects: &mut Vec<Effect>, context: &Context) {
    let Some(session) = model.session() else { return };
    let mut document = next_workshop(session.replica.document(), model.device, today);
    if !title.is_empty() {
        give_title(&mut document, model.device, title);
    }
    place::new_board(model, document.into(), effects, context);
}
