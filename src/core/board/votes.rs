//! The votes on a board: rules, rounds, ballots and ratings.

use super::Board;
use super::fields::RoundField;
use super::layer::Layer;
use super::rating::{About, Rating, Reasons, read_field};
use super::round::{FIRST_ROUND, ROUND_LIMIT, RoundFields};
use super::voting::{Ballot, Marks, Pole, Poles, Secrecy, Tally, Target, VoteRules, count};
use crate::core::document::id::PersonId;
use crate::core::document::{Field, Value};

impl Board {
    pub(super) fn apply_to_round(&mut self, round: u16, field: RoundField, value: &Value) {
        let fields = self.rounds.entry(round).or_default();
        match field {
            RoundField::Budget => fields.budget = value.as_number(),
            RoundField::Cap => fields.cap = value.as_number(),
            RoundField::Targets => {
                let targets = value.items().iter().filter_map(|item| Target::of(item.as_thing()?));
                fields.targets = matches!(value, Value::List(_)).then(|| targets.collect());
            }
        }
    }

    pub(super) fn apply_to_ratings(&mut self, voter: PersonId, field: Field, value: &Value) {
        let Some((round, layer, about)) = read_field(field) else { return };
        let (rating, reasons) = self.ratings.entry((round, voter, layer)).or_default();
        match about {
            About::Rating => *rating = Rating::from_value(value),
            About::Reasons => *reasons = value.as_number().map(Reasons::from_number),
        }
    }

    /// The current round.
    pub fn round(&self) -> u16 {
        self.round.unwrap_or(0).min(ROUND_LIMIT.into()) as u16
    }

    /// The rules of the current round.
    pub fn rules(&self) -> VoteRules {
        self.rules_of(self.round())
    }

    /// The rules of a round: its own, else those of the first round, else the default.
    pub fn rules_of(&self, round: u16) -> VoteRules {
        let usual = VoteRules::default();
        let own = |of: fn(&RoundFields) -> Option<u64>| self.rounds.get(&round).and_then(of);
        let first = |of: fn(&RoundFields) -> Option<u64>| self.rounds.get(&FIRST_ROUND).and_then(of);
        let budget = own(|fields| fields.budget).or(first(|fields| fields.budget)).unwrap_or(usual.budget().into());
        VoteRules::new(budget, own(|fields| fields.cap).or(first(|fields| fields.cap)).unwrap_or(usual.cap().into()))
    }

    /// Whether there are dots for "too loose".
    pub fn poles(&self) -> Poles {
        self.poles.unwrap_or(Poles::TightOnly)
    }

    /// Whether the ballots of the current round are hidden until the reveal.
    pub fn ballot_secrecy(&self) -> Secrecy {
        self.ballot_secrecy_in(self.round())
    }

    /// Whether the ballots of a round are hidden until the reveal (D6).
    pub fn ballot_secrecy_in(&self, round: u16) -> Secrecy {
        match self.secrecy.revealed_rounds {
            0 => self.secrecy.ballots.unwrap_or(Secrecy::Open),
            revealed if round < revealed => Secrecy::Open,
            _ => Secrecy::Hidden,
        }
    }

    /// The number of rounds whose ballots were revealed, which were hidden by rule (D6).
    pub fn revealed_rounds(&self) -> u16 {
        self.secrecy.revealed_rounds
    }

    /// Whether notes are hidden until the reveal.
    pub fn note_secrecy(&self) -> Secrecy {
        self.secrecy.notes.unwrap_or(Secrecy::Open)
    }

    /// Whether ballots are hidden by rule but open because they were revealed (D6).
    pub fn has_revealed_ballots(&self) -> bool {
        self.secrecy.revealed_rounds > 0 && self.ballot_secrecy() == Secrecy::Open
    }

    /// Whether notes are hidden by rule but open because they were revealed (D6).
    pub fn has_revealed_notes(&self) -> bool {
        self.secrecy.has_revealed_notes && self.note_secrecy() == Secrecy::Open
    }

    /// The targets of a run-off; `None` for a round about everything.
    pub fn targets_of(&self, round: u16) -> Option<&[Target]> {
        self.rounds.get(&round)?.targets.as_deref()
    }

    /// Whether dots on this target count in this round.
    pub fn takes_dots(&self, round: u16, target: Target) -> bool {
        let includes = |targets: &[Target]| {
            targets.contains(&target) || targets.iter().any(|one| self.leading_target(*one) == self.leading_target(target))
        };
        self.exists(target) && self.targets_of(round).is_none_or(includes)
    }

    /// A person's dots of a round where they can count (V1, V6, V7), each where it was placed, also those over the budget or the cap.
    pub fn given(&self, round: u16, voter: PersonId) -> [Ballot; 2] {
        let given = |pole: Pole| {
            let ballot = self.ballots.get(&(pole as u16, round, voter)).filter(|_| pole == Pole::Tight || self.poles() == Poles::Both);
            Ballot::new(ballot.into_iter().flat_map(Ballot::dots).filter(|(target, _)| self.takes_dots(round, *target)))
        };
        [given(Pole::Tight), given(Pole::Loose)]
    }

    /// A person's dots that count (V1 to V3, V6, V7), each where it was placed.
    pub fn placed(&self, round: u16, voter: PersonId) -> Marks {
        count(&self.given(round, voter), self.rules_of(round))
    }

    /// What does not count of the ballots of the current round if its rules become these (V3): each voter with the number of dots.
    pub fn over(&self, rules: VoteRules) -> Vec<(PersonId, u32)> {
        self.over_in(self.round(), rules)
    }

    /// What does not count of the ballots of a round (V3): each voter with the number of dots.
    pub fn uncounted(&self, round: u16) -> Vec<(PersonId, u32)> {
        self.over_in(round, self.rules_of(round))
    }

    fn over_in(&self, round: u16, rules: VoteRules) -> Vec<(PersonId, u32)> {
        let over = |voter| {
            let given = self.given(round, voter);
            given.iter().map(Ballot::spent).sum::<u32>() - count(&given, rules).spent()
        };
        self.people().map(|(voter, _)| (voter, over(voter))).filter(|(_, dots)| *dots > 0).collect()
    }

    /// A person's dots that do not count, because they are over the budget or the cap (V3), by group as in [`Board::marks`].
    pub fn marks_over(&self, round: u16, voter: PersonId) -> Marks {
        let [tight, loose] = self.given(round, voter);
        let counted = self.placed(round, voter);
        let over = |given: &Ballot, counted: &Ballot| {
            Ballot::new(given.dots().map(|(target, dots)| (target, dots - counted.on(target)))).moved(|target| self.leading_target(target))
        };
        Marks { tight: over(&tight, &counted.tight), loose: over(&loose, &counted.loose) }
    }

    /// A person's dots that count, with those on the notes of a group moved to its leading note (V8).
    pub fn marks(&self, round: u16, voter: PersonId) -> Marks {
        let marks = self.placed(round, voter);
        let moved = |ballot: &Ballot| ballot.moved(|target| self.leading_target(target));
        Marks { tight: moved(&marks.tight), loose: moved(&marks.loose) }
    }

    /// A person's rating of a layer in this round.
    pub fn rating(&self, round: u16, voter: PersonId, layer: Layer) -> Rating {
        self.rating_if_any(round, voter, layer).unwrap_or_default()
    }

    /// A person's last rating of a layer, in this round or an earlier one. Answers that were taken back stay taken back.
    pub fn standing_rating(&self, round: u16, voter: PersonId, layer: Layer) -> Rating {
        (0..=round).rev().find_map(|round| self.rating_if_any(round, voter, layer)).unwrap_or_default()
    }

    fn rating_if_any(&self, round: u16, voter: PersonId, layer: Layer) -> Option<Rating> {
        self.ratings.get(&(round, voter, layer))?.0
    }

    /// A person's reasons to hold on to a layer in this round.
    pub fn reasons(&self, round: u16, voter: PersonId, layer: Layer) -> Reasons {
        self.ratings.get(&(round, voter, layer)).and_then(|(_, reasons)| *reasons).unwrap_or_default()
    }

    /// A person's last reasons to hold on to a layer, in this round or an earlier one.
    pub fn standing_reasons(&self, round: u16, voter: PersonId, layer: Layer) -> Reasons {
        (0..=round).rev().find_map(|round| self.ratings.get(&(round, voter, layer))?.1).unwrap_or_default()
    }

    /// The tally of a round.
    pub fn tally(&self, round: u16) -> Tally {
        let mut tally = Tally::default();
        if !self.ballots.is_empty() {
            self.people().for_each(|(voter, _)| tally.add(voter, &self.marks(round, voter)));
        }
        tally
    }

    /// The number of dots that count, in all rounds, whose voter and target satisfy the predicate. Targets are as placed.
    pub fn dots_where(&self, is_such: &dyn Fn(PersonId, Target) -> bool) -> u32 {
        let mut dots = 0;
        for (round, (voter, _)) in (0..=self.round()).flat_map(|round| self.people().map(move |voter| (round, voter))) {
            let Marks { tight, loose, .. } = self.placed(round, voter);
            let such = tight.dots().chain(loose.dots()).filter(|(on, _)| is_such(voter, *on));
            dots += such.map(|(_, one)| u32::from(one)).sum::<u32>();
        }
        dots
    }

    /// Whether there is any public vote.
    pub fn has_votes(&self) -> bool {
        !self.ballots.is_empty() || !self.ratings.is_empty()
    }

    /// The newest round with dots, or the first, so that a round that has only begun hides no result.
    pub fn round_to_read(&self) -> u16 {
        (0..=self.round()).rev().find(|round| !self.tally(*round).voters.is_empty()).unwrap_or(FIRST_ROUND)
    }

    /// The number of people with dots in a round, or with a standing rating by then.
    pub fn ballots_in(&self, round: u16) -> usize {
        self.ballots_of(round, round)
    }

    /// The number of people with dots in one round, or with a standing rating up to another.
    pub fn ballots_of(&self, dots: u16, answers: u16) -> usize {
        self.participants(dots, |voter, layer| self.standing_rating(answers, voter, layer))
    }

    /// The number of people who have placed dots or given a rating in this very round; earlier ratings do not count.
    pub fn participants_in(&self, round: u16) -> usize {
        self.participants(round, |voter, layer| self.rating(round, voter, layer))
    }

    fn participants(&self, dots: u16, rating: impl Fn(PersonId, Layer) -> Rating) -> usize {
        let rated = |voter| Layer::ALL.into_iter().any(|layer| rating(voter, layer) != Rating::default());
        self.people().filter(|(voter, _)| rated(*voter) || self.placed(dots, *voter).spent() > 0).count()
    }
}
