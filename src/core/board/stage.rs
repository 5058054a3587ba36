//! The stages of a workshop. Changing the stage destroys nothing.

use crate::core::number_enum;

number_enum! {
    /// A stage of the workshop, in the order of the numbers, which are stored: `Group < Vote` means "before". A stage in between would
    /// need an order of its own. A release that does not know a stage shows Write in its place.
    pub enum Stage {
        /// Title, people, intended control and the rules of voting.
        SetUp = 0,
        /// Notes on the six layers.
        Write = 1,
        /// Grouping notes that say the same.
        Group = 2,
        /// "Where is control too tight?"
        Vote = 3,
        /// Where control is held, compared with the intention.
        Read = 4,
        /// Agreements on what to let go.
        LetGo = 5,
        /// The agreements, and when to look again.
        Close = 6,
    }
}

/// Whose dots are shown in a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DotsShown {
    /// Nobody's: there are none yet, or they would influence the writing.
    #[default]
    Nobody,
    /// The current user's.
    Own,
    /// Everybody's.
    All,
}

impl Stage {
    /// The next stage, if this is not the last.
    pub fn next(self) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| *stage > self)
    }

    /// The previous stage, if this is not the first.
    pub fn previous(self) -> Option<Stage> {
        Stage::ALL.into_iter().rev().find(|stage| *stage < self)
    }

    /// The minutes a group usually needs, which add up to an hour and a half.
    pub fn minutes(self) -> u64 {
        [10, 15, 10, 10, 20, 20, 5][self as usize]
    }

    /// Whose dots are shown in this stage.
    pub fn dots_shown(self) -> DotsShown {
        match self {
            Stage::SetUp | Stage::Write | Stage::Group => DotsShown::Nobody,
            Stage::Vote => DotsShown::Own,
            Stage::Read | Stage::LetGo | Stage::Close => DotsShown::All,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_numbers_never_change() {
        let stored = [(1, Stage::Write), (3, Stage::Vote), (4, Stage::Read), (0, Stage::SetUp), (2, Stage::Group)];
        for (number, stage) in stored.into_iter().chain([(5, Stage::LetGo), (6, Stage::Close)]) {
            assert_eq!((Stage::from_number(number), stage as u64), (Some(stage), number));
        }
        assert_eq!(Stage::from_number(7), None);
    }

    #[test]
    fn next_and_previous_visit_all_stages() {
        let there: Vec<_> = std::iter::successors(Some(Stage::SetUp), |stage| stage.next()).collect();
        let mut back: Vec<_> = std::iter::successors(Some(Stage::Close), |stage| stage.previous()).collect();
        back.reverse();
        assert_eq!((there.as_slice(), back.as_slice()), (&Stage::ALL[..], &Stage::ALL[..]));
    }

    #[test]
    fn workshop_takes_an_hour_and_a_half() {
        assert_eq!(Stage::ALL.map(Stage::minutes).iter().sum::<u64>(), 90);
    }
}
