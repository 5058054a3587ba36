//! A voter's answers about a layer: how clear the direction is, how tightly it is held now and needs to be, and why they themselves hold
//! on. Each answer may be left out.

use super::layer::{Layer, Level};
use super::round::ROUND_LIMIT;
use crate::core::document::{Field, Value};
use crate::core::number_enum;

/// The clarity of a layer's direction, from 1 (foggy) to 5 (clear).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clarity(u8);

impl Clarity {
    /// A clarity from its number; `None` outside 1 to 5.
    pub fn new(number: u64) -> Option<Clarity> {
        (1..=5).contains(&number).then_some(Clarity(number as u8))
    }

    /// The number, 1 to 5.
    pub fn number(self) -> u8 {
        self.0
    }
}

/// A voter's rating of a layer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rating {
    /// How clear the direction is.
    pub clarity: Option<Clarity>,
    /// How tightly it is held now.
    pub now: Option<Level>,
    /// How tightly it needs to be held.
    pub needed: Option<Level>,
}

impl Rating {
    /// A rating from its stored form: three numbers, 0 for an answer left out. `None` if there is none, which is not the same as one whose
    /// answers were all taken back.
    pub fn from_value(value: &Value) -> Option<Rating> {
        let Value::List(items) = value else { return None };
        let number = |place: usize| items.get(place).and_then(Value::as_number);
        let level = |place| number(place).and_then(Level::new);
        Some(Rating { clarity: number(0).and_then(Clarity::new), now: level(1), needed: level(2) })
    }

    /// The stored form.
    pub fn to_value(self) -> Value {
        let level = |level: Option<Level>| level.map_or(0, Level::number);
        let numbers = [self.clarity.map_or(0, Clarity::number), level(self.now), level(self.needed)];
        Value::List(numbers.map(|number| Value::Number(number.into())).into())
    }
}

number_enum! {
    /// Why somebody holds on; the reasons are the article's.
    pub enum Reason {
        /// "They were still the best person to do it."
        BestPerson = 0,
        /// "They had been doing it since the beginning."
        AlwaysDid = 1,
        /// "They had more training."
        MoreTraining = 2,
        /// "They knew what the quality bar looked like."
        QualityBar = 3,
        /// "A desire to ensure consistency."
        Consistency = 4,
        /// There is a real risk.
        RealRisk = 5,
        /// The direction is unclear.
        DirectionUnclear = 6,
    }
}

/// A set of reasons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons(u8);

impl Reasons {
    /// Reasons from their stored form, one bit each. Reasons of newer versions are ignored.
    pub fn from_number(number: u64) -> Reasons {
        Reasons((number & 0x7f) as u8)
    }

    /// The stored form.
    pub fn number(self) -> u64 {
        self.0.into()
    }

    /// Whether this reason is in the set.
    pub fn has(self, reason: Reason) -> bool {
        self.0 & (1 << reason as u8) != 0
    }

    /// The set with this reason added, or removed if it was in.
    pub fn toggled(self, reason: Reason) -> Reasons {
        Reasons(self.0 ^ (1 << reason as u8))
    }
}

/// The number of fields per round: eight for ratings, eight for reasons.
const FIELDS: u16 = 16;

/// What a rating field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The rating of a layer.
    Rating,
    /// The reasons for holding on to a layer.
    Reasons,
}

/// The field of a rating.
pub fn field(round: u16, layer: Layer, about: About) -> Field {
    Field(round.min(ROUND_LIMIT) * FIELDS + 8 * (about as u16) + layer as u16)
}

/// The round, layer and content of a rating field; `None` for fields of newer versions.
pub fn read_field(field: Field) -> Option<(u16, Layer, About)> {
    let (round, rest) = (field.0 / FIELDS, field.0 % FIELDS);
    let about = if rest < 8 { About::Rating } else { About::Reasons };
    (round <= ROUND_LIMIT).then_some(())?;
    Some((round, Layer::from_number(u64::from(rest % 8))?, about))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rating_survives_its_stored_form() {
        for (clarity, now, needed) in [(0, 0, 0), (1, 1, 1), (5, 7, 7), (0, 4, 0), (3, 0, 2)] {
            let rating = Rating { clarity: Clarity::new(clarity), now: Level::new(now), needed: Level::new(needed) };
            assert_eq!(Rating::from_value(&rating.to_value()), Some(rating));
        }
        assert_eq!([Value::Nothing, Value::Number(3)].map(|value| Rating::from_value(&value)), [None, None]);
        let out_of_range = Value::List(vec![Value::Number(6), Value::Number(8), Value::Number(9)]);
        assert_eq!(Rating::from_value(&out_of_range), Some(Rating::default()));
    }

    #[test]
    fn every_reason_can_be_toggled() {
        for reason in Reason::ALL {
            let with = Reasons::default().toggled(reason);
            let others = Reason::ALL.into_iter().filter(|other| with.has(*other)).collect::<Vec<_>>();
            assert_eq!((others, with.toggled(reason)), (vec![reason], Reasons::default()));
            assert_eq!(Reasons::from_number(with.number() | 1 << 20), with);
        }
    }

    #[test]
    fn fields_survive_reading() {
        for (round, layer) in [(0, Layer::Vision), (0, Layer::Tactics), (3, Layer::Goals), (ROUND_LIMIT, Layer::Tactics)] {
            for about in [About::Rating, About::Reasons] {
                assert_eq!(read_field(field(round, layer, about)), Some((round, layer, about)));
            }
        }
        assert_eq!([Field(6), Field(7), Field(14), Field((ROUND_LIMIT + 1) * 16)].map(read_field), [None; 4]);
    }
}
