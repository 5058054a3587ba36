//! The predictor of a link (context mixing): the probability that the next bit is a one, given what came before.
//!
//! Each decision is predicted in several contexts. A context counts, in a slot, the zeros and ones it has seen; a mixer (logistic
//! regression with one neuron) weights the contexts by how well they have predicted so far. All arithmetic and all tables are in
//! integers, so every device computes the same. The model knows nothing of boards, texts or bytes: contexts come as hashes.
//!
//! **Every constant and every rounding here is part of the format `b1`**: a change is a new version.

/// The most contexts per decision.
pub(super) const CONTEXTS: usize = 5;
/// Two predictions per context, and a constant.
const INPUTS: usize = 2 * CONTEXTS + 1;
/// 2¹⁵ groups of four slots of four bytes hold the contexts: half a megabyte. A context may use any slot of its group.
const GROUP_BITS: u32 = 15;
const WAYS: usize = 4;
/// The greatest count of zeros or ones: it has four bits.
const COUNT_LIMIT: u32 = 15;
/// The number of pairs of counts.
const HISTORIES: usize = 256;
/// The number of weight sets: one for each sort of decision in a text and the highest context seen before, and one for each of the three
/// other sorts.
const SETS: usize = CONTEXTS * TEXT_SORTS + 3;
/// The number of sorts of decisions in a text.
pub(super) const TEXT_SORTS: usize = 12;
/// The initial weight, in 1/65,536: about a fifth for each prediction.
const FIRST_WEIGHT: i32 = 14 << 10;
/// Log odds are stored in 1/256, between −8 and 8.
const ODDS_LIMIT: i32 = 2047;
/// One half, and just under one, in 1/65,536.
const HALF: u16 = 1 << 15;
const ONE: i32 = 65_535;
/// The least distance of a prediction from certainty, in 1/65,536.
const DOUBT: i32 = 32;

/// The logistic function: 65,536 ÷ (1 + e⁻ˣ) for x from −8 to 8 in steps of one half, rounded.
const SQUASH: [i32; 33] = [
    22, 36, 60, 98, 162, 267, 439, 720, 1_179, 1_921, 3_108, 4_971, 7_812, 11_955, 17_625, 24_743, 32_768, 40_793, 47_911, 53_581, 57_724,
    60_565, 62_428, 63_615, 64_357, 64_816, 65_097, 65_269, 65_374, 65_438, 65_476, 65_500, 65_514,
];

/// The probability, in 1/65,536, of these log odds: linear interpolation in [`SQUASH`].
fn squash(odds: i32) -> i32 {
    let odds = odds.clamp(-ODDS_LIMIT, ODDS_LIMIT) + 2048;
    let (place, part) = ((odds >> 7) as usize, odds & 127);
    let (low, high) = (SQUASH[place], SQUASH[place + 1]);
    low + (((high - low) * part + 64) >> 7)
}

/// The sort of a decision. It selects the mixer's weights.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A bit of a text; below [`TEXT_SORTS`].
    Text(usize),
    /// Yes or no.
    Flag,
    /// Whether a number has another digit.
    Length,
    /// A digit of a number.
    Digit,
}

/// What has been learnt, and the inputs of the last prediction.
#[derive(Clone)]
pub(super) struct Model {
    /// Slots: check (8 bits), zeros (4), ones (4), probability of a one (16).
    groups: Box<[[u32; WAYS]]>,
    /// The probability of a one after these counts, for each position of a context, for texts and for the rest.
    histories: Box<[u16]>,
    weights: Box<[[i32; INPUTS]]>,
    /// The inverse of [`squash`], for probabilities in 1/4,096.
    stretch: Box<[i16]>,
    /// The adaptation rate of a probability, in 1/32,768 of its error, by the number of bits seen.
    rates: [i32; 2 * COUNT_LIMIT as usize + 1],
    used: usize,
    at: [(usize, usize); CONTEXTS],
    history: [usize; CONTEXTS],
    inputs: [i32; INPUTS],
    set: usize,
    mixed: i32,
}

/// Both counts of a slot, as one byte.
fn counts(slot: u32) -> usize {
    (slot >> 16 & 0xff) as usize
}

impl Model {
    /// A model that has seen nothing.
    pub(super) fn new() -> Model {
        let mut odds = -ODDS_LIMIT;
        let stretch = (0..4096).map(|probability| {
            while odds < ODDS_LIMIT && squash(odds) < probability * 16 + 8 {
                odds += 1;
            }
            odds as i16
        });
        let histories = (0..2 * CONTEXTS as u32 * HISTORIES as u32).map(|index| {
            let (zeros, ones) = (index >> 4 & 15, index & 15);
            ((2 * ones + 1) * ONE as u32 / (2 * (zeros + ones) + 2)) as u16
        });
        Model {
            groups: vec![[0; WAYS]; 1 << GROUP_BITS].into_boxed_slice(),
            histories: histories.collect(),
            weights: vec![[FIRST_WEIGHT; INPUTS]; SETS].into_boxed_slice(),
            stretch: stretch.collect(),
            rates: std::array::from_fn(|seen| (1 << 16) / (2 * seen as i32 + 3)),
            used: 0,
            at: [(0, 0); CONTEXTS],
            history: [0; CONTEXTS],
            inputs: [0; INPUTS],
            set: 0,
            mixed: 0,
        }
    }

    /// The slot of a context: the one in its group with its check, otherwise the least used one, cleared.
    fn slot(&mut self, hash: u32) -> (usize, usize) {
        let place = (hash >> (32 - GROUP_BITS)) as usize;
        let check = (hash & 0xff).max(1); // zero marks an unused slot
        let group = &mut self.groups[place];
        if let Some(found) = group.iter().position(|slot| slot >> 24 == check) {
            return (place, found);
        }
        let (mut chosen, mut least) = (0, u32::MAX);
        for (way, slot) in group.iter().enumerate() {
            let seen = (slot >> 20 & 15) + (slot >> 16 & 15);
            if seen < least {
                (chosen, least) = (way, seen);
            }
        }
        group[chosen] = check << 24 | u32::from(HALF);
        (place, chosen)
    }

    #[inline(always)]
    fn stretched(&self, probability: u16) -> i32 {
        i32::from(self.stretch[usize::from(probability >> 4)])
    }

    /// The probability that the next bit is a one, in 1/65,536 and never 0 or 1. At most [`CONTEXTS`] contexts are used, ordered from
    /// general to specific; `node` says which decision of a symbol it is.
    pub(super) fn predict(&mut self, contexts: &[u32], node: u32, sort: Sort) -> u32 {
        self.used = contexts.len().min(CONTEXTS);
        let family = if matches!(sort, Sort::Text(_)) { 0 } else { CONTEXTS };
        let mut highest = 0;
        for (place, context) in contexts.iter().enumerate().take(CONTEXTS) {
            let at = self.slot(spread(context.wrapping_add(node.wrapping_mul(0x9e37_79b1))));
            let slot = self.groups[at.0][at.1];
            self.at[place] = at;
            self.history[place] = (family + place) * HISTORIES + counts(slot);
            (self.inputs[2 * place], self.inputs[2 * place + 1]) = match counts(slot) {
                0 => (0, 0), // a new context predicts nothing
                _ => {
                    highest = place;
                    (self.stretched(self.histories[self.history[place]]), self.stretched(slot as u16))
                }
            };
        }
        self.inputs[2 * CONTEXTS] = 256;
        self.inputs[2 * self.used..2 * CONTEXTS].fill(0);
        self.set = match sort {
            Sort::Text(sort) => highest * TEXT_SORTS + sort.min(TEXT_SORTS - 1),
            Sort::Flag => SETS - 3,
            Sort::Length => SETS - 2,
            Sort::Digit => SETS - 1,
        };
        let mut odds = 0i64;
        for (weight, input) in self.weights[self.set].iter().zip(&self.inputs) {
            odds += i64::from(*weight) * i64::from(*input);
        }
        self.mixed = squash((odds >> 16).clamp(i64::from(-ODDS_LIMIT), i64::from(ODDS_LIMIT)) as i32);
        self.mixed.clamp(DOUBT, ONE - DOUBT) as u32
    }

    /// Learns the bit that was predicted last.
    pub(super) fn learn(&mut self, bit: bool) {
        let target = if bit { ONE } else { 0 };
        let error = (target - self.mixed) >> 2;
        for (weight, input) in self.weights[self.set].iter_mut().zip(&self.inputs) {
            *weight = weight.wrapping_add((input * error + (1 << 13)) >> 14);
        }
        for (at, history) in self.at.iter().zip(&self.history).take(self.used) {
            let after = &mut self.histories[*history];
            *after = (i32::from(*after) + ((target - i32::from(*after)) >> 7)) as u16;
            let slot = &mut self.groups[at.0][at.1];
            let (zeros, ones) = (*slot >> 20 & 15, *slot >> 16 & 15);
            let seen = (zeros + ones) as usize;
            // A new context starts from the mixed prediction.
            let before = if seen == 0 { self.mixed } else { (*slot & 0xffff) as i32 };
            let probability = before + (((target - before) * self.rates[seen]) >> 15);
            let (count, one) = if bit { (ones, 1 << 16) } else { (zeros, 1 << 20) };
            let more = if count < COUNT_LIMIT { one } else { 0 };
            *slot = ((*slot & 0xffff_0000) + more) | probability as u32;
        }
    }
}

/// Spreads a hash over all its bits.
fn spread(hash: u32) -> u32 {
    let hash = hash.wrapping_mul(0x2c1b_3c6d);
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x297a_2d39);
    hash ^ (hash >> 13)
}

/// Joins two numbers into a hash.
pub(super) fn join(left: u32, right: u32) -> u32 {
    let hash = (left ^ right.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0x9e37_79b1);
    hash ^ (hash >> 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squash_and_stretch_are_inverse() {
        let model = Model::new();
        assert_eq!((squash(-9_999), squash(0), squash(9_999)), (22, 32_768, 65_514));
        for probability in (64..65_000).step_by(500) {
            let back = squash(model.stretched(probability));
            assert!((back - i32::from(probability)).abs() < 140, "{probability} {back}");
        }
    }

    #[test]
    fn repeated_bit_becomes_probable() {
        let mut model = Model::new();
        for _ in 0..40 {
            model.predict(&[1, 2, 3], 0, Sort::Flag);
            model.learn(true);
        }
        assert!(model.predict(&[1, 2, 3], 0, Sort::Flag) > 64_000);
        assert!(model.predict(&[4, 5, 6], 1, Sort::Flag) < 64_000);
    }

    /// Which context is evicted belongs to the format: the first of the least used.
    #[test]
    fn first_of_the_least_used_is_evicted() {
        for (used, place) in [([2, 1, 1, 3], 1), ([1, 1, 1, 1], 0), ([3, 2, 2, 1], 3), ([0, 0, 0, 0], 0)] {
            let mut model = Model::new();
            for (way, ones) in used.into_iter().enumerate() {
                model.groups[0][way] = (way as u32 + 1) << 24 | ones << 16;
            }
            assert_eq!((model.slot(4), model.slot(9)), ((0, 3), (0, place)), "{used:?}");
        }
    }

    #[test]
    fn prediction_is_never_certain() {
        let mut model = Model::new();
        for round in 0..5_000u32 {
            let bit = round % 97 != 0;
            let probability = model.predict(&[7, 7, 8, 9, round], 3, Sort::Text(99));
            assert!((1..65_536).contains(&probability));
            model.learn(bit);
        }
    }
}
