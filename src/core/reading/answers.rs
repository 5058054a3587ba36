//! Answers on a scale: their median, their spread, and whether they form two camps. Integer arithmetic only.
//!
//! Rules:
//! - **R6** The median is the middle answer, or halfway between the two middle ones. The range extends from the lowest to the highest
//!   answer; the middle half leaves out the lowest and the highest quarter, rounded down.
//! - **R16** Two camps: at least two answers on each side of a gap of three levels or more between neighbours. Of several gaps the widest
//!   counts, of equal ones the lowest.

use crate::core::board::median::Median;

/// One or more answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    sorted: Vec<u8>,
}

/// Two camps of answers (R16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Camps {
    /// The number of answers in the tighter camp.
    pub low: usize,
    /// The highest answer of the tighter camp.
    pub low_end: u8,
    /// The number of answers in the lighter camp.
    pub high: usize,
    /// The lowest answer of the lighter camp.
    pub high_start: u8,
}

/// The least gap between two camps.
const CAMP_GAP: u8 = 3;
/// The least number of answers in a camp.
const CAMP_SIZE: usize = 2;

impl Answers {
    /// These answers; `None` if there are none.
    pub fn new(answers: impl IntoIterator<Item = u8>) -> Option<Answers> {
        let mut sorted: Vec<u8> = answers.into_iter().collect();
        sorted.sort_unstable();
        (!sorted.is_empty()).then_some(Answers { sorted })
    }

    /// The number of answers.
    pub fn count(&self) -> usize {
        self.sorted.len()
    }

    fn at(&self, place: usize) -> u8 {
        self.sorted.get(place).copied().unwrap_or(0)
    }

    /// The median (R6).
    pub fn median(&self) -> Median {
        let (low, high) = ((self.count() - 1) / 2, self.count() / 2);
        Median::from_halves(u32::from(self.at(low)) + u32::from(self.at(high)))
    }

    /// The lowest and the highest answer (R6).
    pub fn range(&self) -> (u8, u8) {
        (self.at(0), self.at(self.count() - 1))
    }

    /// The lowest and the highest answer of the middle half (R6).
    pub fn middle_half(&self) -> (u8, u8) {
        let quarter = self.count() / 4;
        (self.at(quarter), self.at(self.count() - 1 - quarter))
    }

    /// The distance from the lowest to the highest answer.
    pub fn spread(&self) -> u8 {
        let (low, high) = self.range();
        high - low
    }

    /// The two camps, if the answers form two (R16).
    pub fn camps(&self) -> Option<Camps> {
        let mut widest: Option<Camps> = None;
        for low in CAMP_SIZE..=self.count().saturating_sub(CAMP_SIZE) {
            let camps = Camps { low, low_end: self.at(low - 1), high: self.count() - low, high_start: self.at(low) };
            let gap = |camps: Camps| camps.high_start - camps.low_end;
            if gap(camps) >= CAMP_GAP && widest.is_none_or(|widest| gap(camps) > gap(widest)) {
                widest = Some(camps);
            }
        }
        widest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(digits: &str) -> Option<Answers> {
        Answers::new(digits.bytes().map(|digit| digit - b'0'))
    }

    #[test]
    fn r6_median_range_and_middle_half() {
        let cases = [
            ("4", 8, (4, 4), (4, 4)),
            ("17", 8, (1, 7), (1, 7)),
            ("12", 3, (1, 2), (1, 2)),
            ("713", 6, (1, 7), (1, 7)),
            ("1237", 5, (1, 7), (2, 3)),
            ("12345671", 7, (1, 7), (2, 5)),
            ("1111111", 2, (1, 1), (1, 1)),
        ];
        for (digits, halves, range, middle) in cases {
            let found = answers(digits).map(|all| (all.median().halves(), all.range(), all.middle_half(), all.spread()));
            assert_eq!(found, Some((halves, range, middle, range.1 - range.0)), "{digits}");
        }
        assert_eq!(answers(""), None);
    }

    #[test]
    fn r16_two_camps_have_two_answers_each_and_three_levels_between() {
        let cases = [
            ("1144", Some((2, 1, 2, 4))),
            ("1133", None),
            ("117", None),
            ("1177", Some((2, 1, 2, 7))),
            ("1777", None),
            ("1234567", None),
            ("112567", Some((3, 2, 3, 5))),
            ("1114447777", Some((3, 1, 7, 4))),
            ("1144447777", Some((2, 1, 8, 4))),
            ("11333777", Some((5, 3, 3, 7))),
            ("44", None),
        ];
        for (digits, expected) in cases {
            let camps = answers(digits).and_then(|all| all.camps());
            assert_eq!(camps.map(|camps| (camps.low, camps.low_end, camps.high, camps.high_start)), expected, "{digits}");
        }
    }
}
