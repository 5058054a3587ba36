//! The one way in: an event goes to the subject that it is about.

use super::event::{Context, Event};
use super::model::Model;
use super::{Effect, board, exchange, home, loaded};

/// Takes in one event and says what is to be done.
pub fn update(model: &mut Model, event: Event, context: &Context) -> Vec<Effect> {
    match event {
        Event::Home(event) => home::update(model, event),
        Event::Board(event) => board::update(model, event, context),
        Event::Exchange(event) => exchange::update(model, event, context),
        Event::Loaded { board, slots, purpose } => loaded::update(model, board, slots, purpose, context),
    }
}
