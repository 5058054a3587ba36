//! The order of notes in a layer: a fractional index.
//!
//! A key is a whole number and a fraction. A note added at the end of a layer takes the time of its stamp as the whole number: it sorts
//! after all others, and links need not spell it out. A note put between two others takes a key between theirs; there always is one.
//! If two devices take the same key, the note's id decides.

/// The position of a note among its neighbours. Keys compare by whole number first, then by fraction, digit by digit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey {
    whole: u64,
    fraction: String,
}

/// The digits of a fraction, in ascending order.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The longest fraction that is accepted. It takes about 1,000 moves into the same narrowing gap to reach 200 digits.
pub const FRACTION_LIMIT: usize = 200;

fn digit(byte: u8) -> Option<usize> {
    DIGITS.iter().position(|digit| *digit == byte)
}

impl OrderKey {
    /// The key without a fraction: it follows every key with a smaller whole number.
    pub fn whole(whole: u64) -> OrderKey {
        OrderKey { whole, fraction: String::new() }
    }

    /// A key from its stored form; `None` if the fraction is too long, has other digits, or ends in a zero (two spellings of one key
    /// would have no order).
    pub fn from_whole_and_fraction(whole: u64, fraction: &str) -> Option<OrderKey> {
        let digits = fraction.len() <= FRACTION_LIMIT && fraction.bytes().all(|byte| digit(byte).is_some());
        (digits && !fraction.ends_with('0')).then(|| OrderKey { whole, fraction: String::from(fraction) })
    }

    /// The whole number and the digits of the fraction.
    pub fn whole_and_fraction(&self) -> (u64, &str) {
        (self.whole, &self.fraction)
    }

    /// A key after `last`: `now`, or greater if `last` asks for it.
    pub fn after(last: Option<&OrderKey>, now: u64) -> OrderKey {
        OrderKey::whole(last.map_or(now, |last| now.max(last.whole + 1)))
    }

    /// A key after `low` and before `high`. `None` means the beginning. If `low` is not before `high` (equal keys from two devices),
    /// the key is just after `low`.
    pub fn between(low: Option<&OrderKey>, high: &OrderKey) -> OrderKey {
        let zero = OrderKey::whole(0);
        let low = low.unwrap_or(&zero);
        if low.whole + 1 < high.whole {
            return OrderKey::whole(low.whole + (high.whole - low.whole) / 2);
        }
        let ceiling = (low.whole == high.whole && low < high).then_some(high.fraction.as_bytes());
        if low.whole < high.whole && !high.fraction.is_empty() {
            return OrderKey::whole(high.whole);
        }
        OrderKey { whole: low.whole, fraction: fraction_between(low.fraction.as_bytes(), ceiling) }
    }
}

/// Digits strictly between two fractions; `None` as the upper bound means 1. Never ends in a zero.
fn fraction_between(low: &[u8], high: Option<&[u8]>) -> String {
    let mut digits = String::new();
    let mut bound = high;
    for place in 0.. {
        let floor = low.get(place).and_then(|byte| digit(*byte)).unwrap_or(0);
        let ceiling = match bound {
            None => DIGITS.len(),
            Some(high) => high.get(place).and_then(|byte| digit(*byte)).unwrap_or(0),
        };
        let middle = floor + ceiling.saturating_sub(floor) / 2;
        if middle > floor {
            digits.push(char::from(DIGITS[middle]));
            break;
        }
        digits.push(char::from(DIGITS[floor]));
        if floor < ceiling {
            bound = None; // already below the upper bound: the rest is free
        }
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(whole: u64, fraction: &str) -> OrderKey {
        OrderKey { whole, fraction: String::from(fraction) }
    }

    fn check_between(low: Option<OrderKey>, high: OrderKey) {
        let between = OrderKey::between(low.as_ref(), &high);
        assert!(low.as_ref().is_none_or(|low| *low < between), "{low:?} < {between:?}");
        assert!(between < high, "{between:?} < {high:?}");
        assert!(!between.fraction.ends_with('0'), "{between:?}");
        assert_eq!(OrderKey::from_whole_and_fraction(between.whole, &between.fraction), Some(between));
    }

    #[test]
    fn between_finds_a_key_in_any_gap() {
        check_between(None, key(1, ""));
        check_between(None, key(0, "1"));
        check_between(Some(key(3, "")), key(9, ""));
        check_between(Some(key(3, "")), key(4, ""));
        check_between(Some(key(3, "z")), key(4, ""));
        check_between(Some(key(3, "")), key(3, "1"));
        check_between(Some(key(3, "1")), key(3, "2"));
        check_between(Some(key(3, "1")), key(3, "11"));
        check_between(Some(key(3, "zzz")), key(4, "1"));
        check_between(Some(key(3, "Az")), key(3, "B"));
    }

    #[test]
    fn gap_can_be_halved_500_times() {
        let high = key(2, "");
        let mut low = key(1, "");
        for _ in 0..500 {
            let between = OrderKey::between(Some(&low), &high);
            assert!(low < between && between < high);
            low = between;
        }
        let low = key(1, "");
        let mut high = key(2, "");
        for _ in 0..500 {
            let between = OrderKey::between(Some(&low), &high);
            assert!(low < between && between < high);
            high = between;
        }
    }

    #[test]
    fn equal_keys_allow_a_move() {
        let same = key(1, "5");
        assert!(OrderKey::between(Some(&same), &same) > same);
    }

    #[test]
    fn after_follows_the_last_key() {
        assert_eq!(OrderKey::after(None, 7), key(7, ""));
        assert_eq!(OrderKey::after(Some(&key(9, "5")), 7), key(10, ""));
    }

    #[test]
    fn stored_keys_have_one_spelling() {
        assert_eq!(OrderKey::from_whole_and_fraction(1, "50"), None);
        assert_eq!(OrderKey::from_whole_and_fraction(1, "é"), None);
        assert_eq!(OrderKey::from_whole_and_fraction(1, &"1".repeat(201)), None);
    }
}
