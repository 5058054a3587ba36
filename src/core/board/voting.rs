//! Votes: one ballot per voter and round, never counters. Totals, what is left and who has voted are derived.
//!
//! Rules, in the order in which a ballot is read at the tally:
//! - **V1** Dots on what has been deleted do not count and are free again.
//! - **V2** More dots on one target than the cap are cut to the cap.
//! - **V3** A ballot over the budget is cut from its end, in the order of its targets, and flagged.
//! - **V4** Ballots of people who have been removed do not count.
//! - **V5** A budget is 1 to 20 dots; a cap is 1 to the budget.
//! - **V6** Dots for "too loose" count only while that pole is switched on. Both poles share the budget, "too tight" first; the
//!   cap holds for each pole.
//! - **V7** In a run-off, dots on what is not in it do not count and are free again.
//! - **V8** Dots on a note in a group are the group's. They stay where they were put: a group that is taken apart gives back to each
//!   note what it had. A dot that is put on a group goes to its leading note, and the cap holds for the group.
//! - **V9** A run-off begins from at least three ballots: what it is about would tell where the dots of fewer are (R9 of [`crate::core::reading`]).

use litemap::LiteMap;

use super::layer::Layer;
use crate::core::document::Value;
use crate::core::document::id::{NoteId, PersonId, Thing};
use crate::core::number_enum;

number_enum! {
    /// Whether there are dots for "too loose".
    pub enum Poles {
        /// "Where is control too tight?" alone.
        TightOnly = 0,
        /// Also "too loose".
        Both = 1,
    }
}

number_enum! {
    /// Whether something is seen by all at once, or hidden until it is revealed.
    pub enum Secrecy {
        /// At once.
        Open = 0,
        /// Hidden until it is revealed.
        Hidden = 1,
    }
}

/// What a dot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pole {
    /// Control is too tight here.
    Tight,
    /// Control is too loose here.
    Loose,
}

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
            Target::Layer(layer) => layer.thing(),
        }
    }

    /// A thing as a target, if it can be one.
    pub fn of(thing: Thing) -> Option<Target> {
        NoteId::of(thing).map(Target::Note).or_else(|| Layer::of(thing).map(Target::Layer))
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
    /// This round does not ask about that: a run-off about other things, or "too loose" is switched off.
    NotAsked,
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
        let pairs = value.items().chunks_exact(2);
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

    /// The ballot with one dot more on a target.
    pub fn with_dot(&self, target: Target) -> Ballot {
        let mut dots = self.dots.clone();
        dots.insert(target, self.on(target).saturating_add(1));
        Ballot { dots }
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

    /// The ballot with its dots on other targets, where several come together on one.
    pub fn moved(&self, to: impl Fn(Target) -> Target) -> Ballot {
        let mut dots = LiteMap::new_vec();
        for (target, count) in self.dots() {
            let sum = dots.entry(to(target)).or_insert(0u8);
            *sum = sum.saturating_add(count);
        }
        Ballot { dots }
    }
}

/// Whether one dot more is within the rules, for who has spent so many, of which so many on the same target.
///
/// # Errors
/// [`DotRefused::NoneLeft`] over the budget, [`DotRefused::CapReached`] over the cap.
pub fn one_more(rules: VoteRules, spent: u32, on_target: u32) -> Result<(), DotRefused> {
    if spent >= u32::from(rules.budget) {
        return Err(DotRefused::NoneLeft);
    }
    if on_target >= u32::from(rules.cap) { Err(DotRefused::CapReached) } else { Ok(()) }
}

/// A ballot as it counts under the rules V1 to V3.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The dots that count.
    pub ballot: Ballot,
    /// Whether dots over the cap or the budget were cut.
    pub cut: bool,
}

/// Reads a ballot by the rules V1 to V3, for who has spent so many dots before.
pub fn count(ballot: &Ballot, rules: VoteRules, spent: u32, stands: impl Fn(Target) -> bool) -> Counted {
    let mut left = rules.budget.saturating_sub(spent as u8);
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

/// What one voter's ballots come to in one round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The dots for "too tight".
    pub tight: Ballot,
    /// The dots for "too loose".
    pub loose: Ballot,
    /// Whether dots over the cap or the budget were cut.
    pub cut: bool,
}

impl Marks {
    /// All dots.
    pub fn spent(&self) -> u32 {
        self.tight.spent() + self.loose.spent()
    }

    /// The dots of one pole.
    pub fn of(&self, pole: Pole) -> &Ballot {
        match pole {
            Pole::Tight => &self.tight,
            Pole::Loose => &self.loose,
        }
    }
}

/// A round of voting, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The dots for "too tight" of each target that has some.
    pub dots: LiteMap<Target, u32>,
    /// The dots for "too loose" of each target that has some.
    pub loose: LiteMap<Target, u32>,
    /// Who has given at least one dot that counts.
    pub voters: Vec<PersonId>,
    /// Whose ballot had to be cut.
    pub cut: Vec<PersonId>,
}

impl Tally {
    /// Adds one voter's marks.
    pub fn add(&mut self, voter: PersonId, marks: &Marks) {
        for (sums, ballot) in [(&mut self.dots, &marks.tight), (&mut self.loose, &marks.loose)] {
            for (target, dots) in ballot.dots() {
                *sums.entry(target).or_insert(0) += u32::from(dots);
            }
        }
        if marks.spent() > 0 {
            self.voters.push(voter);
        }
        if marks.cut {
            self.cut.push(voter);
        }
    }

    /// The dots for "too tight" on one target.
    pub fn on(&self, target: Target) -> u32 {
        self.dots.get(&target).copied().unwrap_or(0)
    }

    /// The dots for "too loose" on one target.
    pub fn loose_on(&self, target: Target) -> u32 {
        self.loose.get(&target).copied().unwrap_or(0)
    }

    /// All dots for "too tight".
    pub fn total(&self) -> u32 {
        self.dots.values().sum()
    }

    /// All dots for "too loose".
    pub fn loose_total(&self) -> u32 {
        self.loose.values().sum()
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
        let all = count(&ballot(short), rules, 0, |target| target != Target::Layer(Layer::Kpis));
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
    fn v6_what_was_spent_before_is_not_left() {
        let rules = VoteRules::new(5, 3);
        let cases = [(0, "V3 M2", false), (3, "V2", true), (5, "", true), (9, "", true)];
        for (spent, counted, cut) in cases {
            let all = count(&ballot("V3 M2"), rules, spent, |_| true);
            assert_eq!((all.ballot, all.cut), (ballot(counted), cut), "{spent}");
        }
    }

    #[test]
    fn v8_dots_that_come_together_are_added() {
        let moved =
            ballot("V1 M2 G3").moved(|target| if target == Target::Layer(Layer::Goals) { Target::Layer(Layer::Vision) } else { target });
        assert_eq!(moved, ballot("V4 M2"));
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
        assert_eq!(ballot("V1").with_dot(vision), ballot("V2"));
        assert_eq!(
            [(4, 2), (4, 3), (5, 0)].map(|(spent, on)| one_more(rules, spent, on)),
            [Ok(()), Err(DotRefused::CapReached), Err(DotRefused::NoneLeft)]
        );
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
