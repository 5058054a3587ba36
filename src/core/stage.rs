//! The stages of a workshop. A stage is where the group is; going to another destroys nothing.

use super::number_enum;

number_enum! {
    /// A stage that the board can be in. The numbers leave room for the seven of the whole workshop (set up, write,
    /// group, vote, read, let go, close).
    pub enum Stage {
        /// Notes on the six layers.
        Write = 1,
        /// "Where is control too tight?"
        Vote = 3,
        /// Where control sits against where it is meant to sit.
        Read = 4,
    }
}

impl Stage {
    /// The stage that comes next, if this is not the last.
    pub fn next(self) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| *stage > self)
    }
}
