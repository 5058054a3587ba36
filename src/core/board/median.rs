//! A median: the answer in the middle, or halfway between the two in the middle. Whole numbers alone.
//!
//! How it is found is in [`crate::core::reading::answers`].

/// A median, which may be a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Median {
    halves: u32,
}

impl Median {
    /// A median of so many halves.
    pub fn from_halves(halves: u32) -> Median {
        Median { halves }
    }

    /// It in hundredths.
    pub fn hundredths(self) -> u32 {
        self.halves * 50
    }

    /// How many halves it is.
    pub fn halves(self) -> u32 {
        self.halves
    }
}
