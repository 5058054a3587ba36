//! Routes an event to its subject, where all modules are loaded.

use super::event::{Context, Event};
use super::model::Model;
use super::{Effect, board, exchange, home, loaded};

/// Handles an event: changes the model and returns the effects.
pub fn update(model: &mut Model, event: Event, context: &Context) -> Vec<Effect> {
    match event {
        Event::Home(event) => home::update(model, event),
        Event::Board(event) => board::update(model, event, context),
        Event::Exchange(event) => exchange::update(model, event, context),
        Event::Loaded { board, slots, purpose } => loaded::update(model, board, slots, purpose, context),
    }
}
