//! Commands: what a person wants to do. A command is planned against the board into registers to write, or rejected with a reason.
//!
//! Planning changes nothing. Each plan also says how it enters the undo history.

mod agreements;
mod notes;
mod people;
mod plan;
mod types;
mod votes;
mod writer;

pub use people::pasted_people;
pub use plan::plan;
pub use types::{Command, Destination, Plan, Recorded, Rejected};
