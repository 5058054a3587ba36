//! What was given in all, which is all that is told of few ballots (R9 of [`crate::core::reading::stack`]).

/// The fewest ballots, and the fewest answers to one question, that are broken down (R9).
pub const FEWEST: usize = 3;

/// What was given in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// How many people have a say.
    pub ballots: usize,
    /// All dots for "too tight".
    pub tight: u32,
    /// All dots for "too loose".
    pub loose: u32,
}
