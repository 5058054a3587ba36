//! What the board knows of votes.

use super::Board;
use crate::core::id::PersonId;
use crate::core::voting::{Counted, Tally, VoteRules, count};

impl Board {
    /// The rules of voting.
    pub fn rules(&self) -> VoteRules {
        let usual = VoteRules::default();
        VoteRules::new(self.budget.unwrap_or(u64::from(usual.budget())), self.cap.unwrap_or(u64::from(usual.cap())))
    }

    /// A person's ballot as it counts.
    pub fn ballot(&self, round: u16, voter: PersonId) -> Counted {
        let ballot = self.ballots.get(&(round, voter)).cloned().unwrap_or_default();
        count(&ballot, self.rules(), |target| self.stands(target))
    }

    /// The round, counted.
    pub fn tally(&self, round: u16) -> Tally {
        let mut tally = Tally::default();
        let ballots = self.ballots.keys().filter(|(of, voter)| *of == round && self.person(*voter).is_some());
        for (_, voter) in ballots {
            tally.add(*voter, &self.ballot(round, *voter));
        }
        tally
    }
}
