//! The totals of a round, and the number of ballots below which nothing else is shown (R9 of [`crate::core::reading::stack`]).

/// The least number of ballots, and of answers to one question, that are broken down (R9).
pub const FEWEST: usize = 3;

/// The totals of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The number of people with dots or standing answers.
    pub ballots: usize,
    /// All dots for "too tight".
    pub tight: u32,
    /// All dots for "too loose".
    pub loose: u32,
}
