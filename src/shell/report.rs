//! How the shell reports events.

use std::rc::Rc;

use crate::core::app::Event;

/// Where events go. They are queued and handled one after another, never nested.
pub type Report = Rc<dyn Fn(Event)>;
