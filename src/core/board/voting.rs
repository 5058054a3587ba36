//! Votes: one ballot per voter and round, never counters. Totals, dots left and who has voted are derived.
//!
//! Rules, in the order in which the tally applies them:
//! - **V1** Dots on deleted targets do not count and are free again.
//! - **V2** Dots on one target over the cap are cut to the cap.
//! - **V3** Of a ballot over the budget, the dots at its end do not count, in the order of its targets. They stay on the ballot until their
//!   owner takes them back, are marked there, and count again when the budget is raised. The reading says how many there are.
//! - **V4** Ballots of removed people do not count.
//! - **V5** A budget is 1 to 20 dots; a cap is 1 to the budget. A cap that was set higher counts again when the budget is raised. Who lowers
//!   either below what somebody has placed is asked first.
//! - **V6** Dots for "too loose" count only while that pole is switched on. Both poles share the budget, "too tight" first; the cap applies
//!   to each pole.
//! - **V7** In a run-off, dots on other targets do not count and are free again.
//! - **V8** Dots on a note in a group count for the group. They stay where they were placed, so taking the group apart gives each note its
//!   dots back. A new dot on a group goes to its leading note, and is refused if the group has as many as the cap. Dots that were placed
//!   before the notes came together all count.
//! - **V9** A run-off requires at least three ballots, because its targets would disclose the dots of fewer (R9 of
//!   [`crate::core::reading`]).

use litemap::LiteMap;

use super::layer::Layer;
pub use super::vote_rules::{BUDGET_LIMIT, RuleChange, VoteRules};
use crate::core::document::Value;
use crate::core::document::id::{NoteId, PersonId, Thing};
use crate::core::number_enum;

number_enum! {
    /// Whether there are dots for "too loose".
    pub enum Poles {
        /// Only "too tight".
        TightOnly = 0,
        /// Both "too tight" and "too loose".
        Both = 1,
    }
}

number_enum! {
    /// Whether something is visible at once or hidden until the reveal.
    pub enum Secrecy {
        /// Visible at once.
        Open = 0,
        /// Hidden until the reveal.
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

impl Pole {
    /// Both, in the order of their numbers.
    pub const ALL: [Pole; 2] = [Pole::Tight, Pole::Loose];
}

/// What a dot can be placed on. Notes sort before layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A note.
    Note(NoteId),
    /// A whole layer.
    Layer(Layer),
}

impl Target {
    /// The thing in the document.
    pub fn thing(self) -> Thing {
        match self {
            Target::Note(note) => note.thing(),
            Target::Layer(layer) => layer.thing(),
        }
    }

    /// The target of a thing, if the thing can be one.
    pub fn of(thing: Thing) -> Option<Target> {
        NoteId::of(thing).map(Target::Note).or_else(|| Layer::of(thing).map(Target::Layer))
    }
}

/// One voter's ballot for one pole in one round: the dots on each target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ballot {
    dots: LiteMap<Target, u8>,
}

/// Why a dot is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DotRefused {
    /// All dots are placed.
    NoneLeft,
    /// The target already has the most dots that one person may place.
    CapReached,
    /// There is no dot to take back.
    NoneThere,
    /// This round does not vote on that: it is a run-off about other targets, or "too loose" is switched off.
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

    /// A ballot from its stored form: a list that alternates target and count. Targets unknown to this version are ignored here; the
    /// register keeps them.
    pub fn from_value(value: &Value) -> Ballot {
        let pairs = value.items().chunks_exact(2);
        let dots = pairs.filter_map(|pair| Some((Target::of(pair[0].as_thing()?)?, pair[1].as_number()?.min(u64::from(u8::MAX)) as u8)));
        Ballot::new(dots)
    }

    /// The stored form.
    pub fn to_value(&self) -> Value {
        let pairs = self.dots.iter().flat_map(|(target, count)| [Value::Thing(target.thing()), Value::Number(u64::from(*count))]);
        Value::List(pairs.collect())
    }

    /// The dots on one target.
    pub fn on(&self, target: Target) -> u8 {
        self.dots.get(&target).copied().unwrap_or(0)
    }

    /// The number of all dots.
    pub fn spent(&self) -> u32 {
        self.dots.values().map(|count| u32::from(*count)).sum()
    }

    /// The targets with their dots.
    pub fn dots(&self) -> impl Iterator<Item = (Target, u8)> {
        self.dots.iter().map(|(target, count)| (*target, *count))
    }

    /// The ballot with one more dot on a target.
    pub fn with_dot(&self, target: Target) -> Ballot {
        let mut dots = self.dots.clone();
        dots.insert(target, self.on(target).saturating_add(1));
        Ballot { dots }
    }

    /// The ballot with one dot less on a target.
    ///
    /// # Errors
    /// [`DotRefused::NoneThere`] if there is none.
    pub fn without_dot(&self, target: Target) -> Result<Ballot, DotRefused> {
        match self.on(target) {
            0 => Err(DotRefused::NoneThere),
            count => Ok(Ballot::new(self.dots().map(|(other, dots)| (other, if other == target { count - 1 } else { dots })))),
        }
    }

    /// The ballot with its dots moved to other targets; dots moved to the same target add up.
    pub fn moved(&self, to: impl Fn(Target) -> Target) -> Ballot {
        let mut dots = LiteMap::new_vec();
        for (target, count) in self.dots() {
            let sum = dots.entry(to(target)).or_insert(0u8);
            *sum = sum.saturating_add(count);
        }
        Ballot { dots }
    }
}

/// Checks whether the rules allow one more dot, given the dots spent in all and on the same target.
///
/// # Errors
/// [`DotRefused::NoneLeft`] over the budget, [`DotRefused::CapReached`] over the cap.
pub fn one_more(rules: VoteRules, spent: u32, on_target: u32) -> Result<(), DotRefused> {
    if spent >= u32::from(rules.budget()) {
        return Err(DotRefused::NoneLeft);
    }
    if on_target >= u32::from(rules.cap()) { Err(DotRefused::CapReached) } else { Ok(()) }
}

/// The dots that count of a voter's ballots for "too tight" and for "too loose" (V2, V3, V6).
pub fn count([tight, loose]: &[Ballot; 2], rules: VoteRules) -> Marks {
    let mut left = rules.budget();
    let mut counted = |ballot: &Ballot| {
        let dots = ballot.dots().map(|(target, given)| {
            let counted = given.min(rules.cap()).min(left);
            left -= counted;
            (target, counted)
        });
        Ballot::new(dots)
    };
    let (tight, loose) = (counted(tight), counted(loose));
    Marks { tight, loose }
}

/// One voter's dots in one round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The dots for "too tight".
    pub tight: Ballot,
    /// The dots for "too loose".
    pub loose: Ballot,
}

impl Marks {
    /// The number of all dots.
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

/// The tally of a round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The dots for "too tight", by target.
    pub dots: LiteMap<Target, u32>,
    /// The dots for "too loose", by target.
    pub loose: LiteMap<Target, u32>,
    /// The people with at least one dot that counts.
    pub voters: Vec<PersonId>,
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

    fn check_count(tight: &str, loose: &str, rules: VoteRules, counted: [&str; 2]) {
        let marks = count(&[ballot(tight), ballot(loose)], rules);
        let [tight_counted, loose_counted] = counted.map(ballot);
        assert_eq!(marks, Marks { tight: tight_counted, loose: loose_counted }, "{tight} | {loose}");
    }

    #[test]
    fn v2_cap_cuts_one_target() {
        check_count("V4 G1", "", VoteRules::new(5, 3), ["V3 G1", ""]);
    }

    #[test]
    fn v3_budget_cuts_from_the_end() {
        check_count("V2 M2 G2", "", VoteRules::new(5, 3), ["V2 M2 G1", ""]);
        check_count("V2 M2 G1", "", VoteRules::new(5, 3), ["V2 M2 G1", ""]);
        check_count("V3 M3 G3", "", VoteRules::new(3, 3), ["V3", ""]);
    }

    #[test]
    fn v6_both_poles_share_the_budget_and_each_has_the_cap() {
        let rules = VoteRules::new(5, 3);
        check_count("", "V3 M2", rules, ["", "V3 M2"]);
        check_count("G3", "V3 M2", rules, ["G3", "V2"]);
        check_count("G3 T2", "V3 M2", rules, ["G3 T2", ""]);
        check_count("G4", "G4", VoteRules::new(20, 3), ["G3", "G3"]);
    }

    #[test]
    fn v8_dots_moved_to_one_target_add_up() {
        let moved =
            ballot("V1 M2 G3").moved(|target| if target == Target::Layer(Layer::Goals) { Target::Layer(Layer::Vision) } else { target });
        assert_eq!(moved, ballot("V4 M2"));
    }

    #[test]
    fn dots_are_added_and_removed_within_the_rules() {
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
    fn ballot_survives_its_stored_form() {
        for short in ["", "V1", "V3 G1 T1"] {
            assert_eq!(Ballot::from_value(&ballot(short).to_value()), ballot(short));
        }
        assert_eq!(Ballot::from_value(&Value::Number(3)), Ballot::default());
    }
}
