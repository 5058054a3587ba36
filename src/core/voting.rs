//! Votes: one ballot per voter and round, never counters. Totals, what is left and who has voted are derived.
//!
//! Rules, in the order in which a ballot is read at the tally:
//! - **V1** Dots on what has been deleted do not count and are free again.
//! - **V2** More dots on one target than the cap are cut to the cap.
//! - **V3** A ballot over the budget is cut from its end, in the order of its targets, and flagged.
//! - **V4** Ballots of people who have been removed do not count.
//! - **V5** A budget is 1 to 20 dots; a cap is 1 to the budget.

use litemap::LiteMap;

use super::document::Value;
use super::id::{NoteId, PersonId, Thing};
use super::layer::Layer;

/// What a dot can be put on. Notes come before layers wherever targets are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A note.
    Note(NoteId),
    /// A whole layer.
    Layer(Layer),
}

impl Target {
    /// It as a thing of the document.
    pub fn thing(self) -> Thing {
        match self {
            Target::Note(note) => note.thing(),
            Target::Layer(layer) => Thing::layer(layer),
        }
    }

    /// A thing as a target, if it can be one.
    pub fn of(thing: Thing) -> Option<Target> {
        NoteId::of(thing).map(Target::Note).or_else(|| thing.as_layer().map(Target::Layer))
    }
}

/// How many dots: 1 to 20 a person, of which at most `cap` on one target. The rule V5 holds by construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteRules {
    budget: u8,
    cap: u8,
}

/// The most dots a person can be given.
pub const BUDGET_LIMIT: u8 = 20;

impl Default for VoteRules {
    /// Five dots, at most three on one target: a quarter of a usual board's notes would be too many to talk about.
    fn default() -> VoteRules {
        VoteRules { budget: 5, cap: 3 }
    }
}

impl VoteRules {
    /// Rules with this many dots; what is out of range is brought to the nearest that is in.
    pub fn new(budget: u64, cap: u64) -> VoteRules {
        let budget = budget.clamp(1, u64::from(BUDGET_LIMIT)) as u8;
        VoteRules { budget, cap: cap.clamp(1, u64::from(budget)) as u8 }
    }

    /// Dots per person.
    pub fn budget(self) -> u8 {
        self.budget
    }

    /// The most dots of one person on one target.
    pub fn cap(self) -> u8 {
        self.cap
    }
}

/// What one voter has marked in one round: how many dots on which target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    dots: LiteMap<Target, u8>,
}

/// Why a dot is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DotRefused {
    /// All dots are spent.
    NoneLeft,
    /// This target has as many as one person may give it.
    CapReached,
    /// There is none to take back.
    NoneThere,
}

impl Ballot {
    /// A ballot with these dots.
    pub fn new(dots: impl IntoIterator<Item = (Target, u8)>) -> Ballot {
        let mut kept = LiteMap::new_vec();
        for (target, count) in dots.into_iter().filter(|(_, count)| *count > 0) {
            kept.insert(target, count);
        }
        Ballot { dots: kept }
    }

    /// A ballot from its stored form: a list of target and count in turns. What is no target of this version is passed over
    /// here (the register keeps it).
    pub fn from_value(value: &Value) -> Ballot {
        let pairs = value.parts().chunks_exact(2);
        let dots = pairs.filter_map(|pair| Some((Target::of(pair[0].as_thing()?)?, pair[1].as_number()?.min(u64::from(u8::MAX)) as u8)));
        Ballot::new(dots)
    }

    /// Its stored form.
    pub fn to_value(&self) -> Value {
        let pairs = self.dots.iter().flat_map(|(target, count)| [Value::Thing(target.thing()), Value::Number(u64::from(*count))]);
        Value::List(pairs.collect())
    }

    /// The dots on one target.
    pub fn on(&self, target: Target) -> u8 {
        self.dots.get(&target).copied().unwrap_or(0)
    }

    /// All its dots.
    pub fn spent(&self) -> u32 {
        self.dots.values().map(|count| u32::from(*count)).sum()
    }

    /// The targets that have dots, and how many.
    pub fn dots(&self) -> impl Iterator<Item = (Target, u8)> {
        self.dots.iter().map(|(target, count)| (*target, *count))
    }

    /// The ballot with one dot more.
    ///
    /// # Errors
    /// [`DotRefused::NoneLeft`] over the budget, [`DotRefused::CapReached`] over the cap.
    pub fn with_dot(&self, target: Target, rules: VoteRules) -> Result<Ballot, DotRefused> {
        if self.spent() >= u32::from(rules.budget) {
            return Err(DotRefused::NoneLeft);
        }
        if self.on(target) >= rules.cap {
            return Err(DotRefused::CapReached);
        }
        let mut dots = self.dots.clone();
        dots.insert(target, self.on(target) + 1);
        Ok(Ballot { dots })
    }

    /// The ballot with one dot less on the target.
    ///
    /// # Errors
    /// [`DotRefused::NoneThere`] if there is none.
    pub fn without_dot(&self, target: Target) -> Result<Ballot, DotRefused> {
        match self.on(target) {
            0 => Err(DotRefused::NoneThere),
            count => Ok(Ballot::new(self.dots().map(|(other, dots)| (other, if other == target { count - 1 } else { dots })))),
        }
    }
}

/// A ballot as it counts under the rules V1 to V3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The dots that count.
    pub ballot: Ballot,
    /// Whether dots over the cap or the budget were cut.
    pub cut: bool,
}

/// Reads a ballot by the rules V1 to V3.
pub fn count(ballot: &Ballot, rules: VoteRules, stands: impl Fn(Target) -> bool) -> Counted {
    let mut left = rules.budget;
    let mut cut = false;
    let mut dots = LiteMap::new_vec();
    for (target, given) in ballot.dots().filter(|(target, _)| stands(*target)) {
        let counted = given.min(rules.cap).min(left);
        cut |= counted < given;
        left -= counted;
        if counted > 0 {
            dots.insert(target, counted);
        }
    }
    Counted { ballot: Ballot { dots }, cut }
}

/// A round of voting, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The dots of each target that has some.
    pub dots: LiteMap<Target, u32>,
    /// Who has given at least one dot that counts.
    pub voters: Vec<PersonId>,
    /// Whose ballot had to be cut.
    pub cut: Vec<PersonId>,
}

impl Tally {
    /// Adds one voter's ballot.
    pub fn add(&mut self, voter: PersonId, counted: &Counted) {
        for (target, dots) in counted.ballot.dots() {
            self.dots.insert(target, self.on(target) + u32::from(dots));
        }
        if counted.ballot.spent() > 0 {
            self.voters.push(voter);
        }
        if counted.cut {
            self.cut.push(voter);
        }
    }

    /// The dots on one target.
    pub fn on(&self, target: Target) -> u32 {
        self.dots.get(&target).copied().unwrap_or(0)
    }

    /// All dots.
    pub fn total(&self) -> u32 {
        self.dots.values().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ballot in short: `"V3 G1"` is three dots on Vision and one on Goals.
    fn ballot(short: &str) -> Ballot {
        let layer = |letter| Layer::ALL.into_iter().find(|layer| format!("{layer:?}").starts_with(letter));
        let dots = short.split_whitespace().filter_map(|part| {
            let letter = part.chars().next()?;
            let letter = if letter == 'v' { 'V' } else { letter };
            Some((Target::Layer(layer(letter)?), part[1..].parse().ok()?))
        });
        Ballot::new(dots)
    }

    fn check_count(short: &str, rules: VoteRules, counted: &str, cut: bool) {
        let all = count(&ballot(short), rules, |target| target != Target::Layer(Layer::Kpis));
        assert_eq!((all.ballot, all.cut), (ballot(counted), cut), "{short}");
    }

    #[test]
    fn v1_dots_on_deleted_targets_are_free() {
        check_count("V1 K3 G1", VoteRules::new(2, 2), "V1 G1", false);
    }

    #[test]
    fn v2_the_cap_cuts_one_target() {
        check_count("V4 G1", VoteRules::new(5, 3), "V3 G1", true);
    }

    #[test]
    fn v3_the_budget_cuts_from_the_end() {
        check_count("V2 M2 G2", VoteRules::new(5, 3), "V2 M2 G1", true);
        check_count("V2 M2 G1", VoteRules::new(5, 3), "V2 M2 G1", false);
        check_count("V3 M3 G3", VoteRules::new(3, 3), "V3", true);
    }

    #[test]
    fn v5_rules_are_brought_into_range() {
        let rules = VoteRules::new(0, 9);
        assert_eq!((rules.budget(), rules.cap()), (1, 1));
        let rules = VoteRules::new(99, 99);
        assert_eq!((rules.budget(), rules.cap()), (20, 20));
    }

    #[test]
    fn dots_are_added_and_taken_back_within_the_rules() {
        let rules = VoteRules::default();
        let vision = Target::Layer(Layer::Vision);
        assert_eq!(ballot("V1").with_dot(vision, rules), Ok(ballot("V2")));
        assert_eq!(ballot("V3").with_dot(vision, rules), Err(DotRefused::CapReached));
        assert_eq!(ballot("V3 M2").with_dot(Target::Layer(Layer::Goals), rules), Err(DotRefused::NoneLeft));
        assert_eq!(ballot("V1").without_dot(vision), Ok(Ballot::default()));
        assert_eq!(ballot("M1").without_dot(vision), Err(DotRefused::NoneThere));
    }

    #[test]
    fn a_ballot_survives_its_stored_form() {
        for short in ["", "V1", "V3 G1 T1"] {
            assert_eq!(Ballot::from_value(&ballot(short).to_value()), ballot(short));
        }
        assert_eq!(Ballot::from_value(&Value::Number(3)), Ballot::default());
    }
}
