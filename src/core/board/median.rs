//! A median of answers, which may be a half. Integer arithmetic only.
//!
//! [`crate::core::reading::answers`] computes it.

/// A median, counted in halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Median {
    halves: u32,
}

impl Median {
    /// A median from its number of halves.
    pub fn from_halves(halves: u32) -> Median {
        Median { halves }
    }

    /// The median in hundredths.
    pub fn hundredths(self) -> u32 {
        self.halves * 50
    }

    /// The median in halves.
    pub fn halves(self) -> u32 {
        self.halves
    }
}
