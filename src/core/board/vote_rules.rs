//! The rules of voting: how many dots there are (V5 of [`super::voting`]).

/// The rules of voting: dots per person, and the most on one target. V5 holds by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteRules {
    budget: u8,
    /// As it was set: it may be over the budget.
    cap: u8,
}

/// A change of one of the rules. It leaves the other as it is by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleChange {
    /// Another budget.
    Budget(u64),
    /// Another cap.
    Cap(u64),
}

impl RuleChange {
    /// The rules after the change.
    pub fn of(self, rules: VoteRules) -> VoteRules {
        match self {
            RuleChange::Budget(budget) => VoteRules::new(budget, rules.cap_as_set().into()),
            RuleChange::Cap(cap) => VoteRules::new(rules.budget().into(), cap),
        }
    }
}

/// The most dots per person.
pub const BUDGET_LIMIT: u8 = 20;

impl Default for VoteRules {
    /// Five dots, at most three on one target. Dot voting usually gives a quarter of the number of notes; of sixty notes that would pick
    /// too many to talk about. A board without rules of its own relies on these numbers, so they are part of the format.
    fn default() -> VoteRules {
        VoteRules { budget: 5, cap: 3 }
    }
}

impl VoteRules {
    /// Rules with this budget and cap, each clamped into range.
    pub fn new(budget: u64, cap: u64) -> VoteRules {
        let [budget, cap] = [budget, cap].map(|number| number.clamp(1, u64::from(BUDGET_LIMIT)) as u8);
        VoteRules { budget, cap }
    }

    /// Whether these rules allow fewer dots than others, in all or on one target.
    pub fn allow_less_than(self, others: VoteRules) -> bool {
        self.budget() < others.budget() || self.cap() < others.cap()
    }

    /// Dots per person.
    pub fn budget(self) -> u8 {
        self.budget
    }

    /// The most dots of one person on one target.
    pub fn cap(self) -> u8 {
        self.cap.min(self.budget)
    }

    /// The cap as it was set, which may be over the budget.
    pub fn cap_as_set(self) -> u8 {
        self.cap
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v5_rules_are_clamped_into_range() {
        let rules = VoteRules::new(0, 9);
        assert_eq!((rules.budget(), rules.cap()), (1, 1));
        let rules = VoteRules::new(99, 99);
        assert_eq!((rules.budget(), rules.cap()), (20, 20));
        let lowered = RuleChange::Budget(2).of(VoteRules::new(5, 3));
        assert_eq!((lowered.budget(), lowered.cap(), lowered.cap_as_set()), (2, 2, 3));
        assert_eq!(RuleChange::Budget(5).of(lowered), VoteRules::new(5, 3));
        assert_eq!(RuleChange::Cap(1).of(lowered), VoteRules::new(2, 1));
    }
}
