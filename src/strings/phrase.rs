//! Builds sentences: filling in, counting, listing.

/// Fills each `{}` of a pattern, in order. Does not use `format!`, whose code would weigh more than all sentences.
pub(super) fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut text = String::new();
    let mut parts = parts.iter();
    for (place, piece) in pattern.split("{}").enumerate() {
        if place > 0 {
            text.push_str(parts.next().copied().unwrap_or(""));
        }
        text.push_str(piece);
    }
    text
}

/// A number with its noun.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    fill("{} {}", &[&number.to_string(), if number == 1 { one } else { many }])
}

/// A list in a sentence: "a", "a and b", "a, b and c".
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => fill("{} and {}", &[&first.join(", "), last]),
    }
}

/// A number with commas between groups of three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A level from hundredths, to one decimal place.
pub(super) fn hundredths(at: u32) -> String {
    let tenths = (at + 5) / 10;
    fill("{}.{}", &[&(tenths / 10).to_string(), &(tenths % 10).to_string()])
}
