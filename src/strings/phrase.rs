//! Builds sentences: filling in, counting, listing.

/// Fills each `{}` of a pattern, in order. Does not use `format!`, whose code would weigh more than all sentences.
pub(super) fn fill(pattern: &str, parts: &[&str]) -> String {
    let mut text = String::new();
    let mut parts = parts.iter();
    for (place, piece) in pattern.split("{}").enumerate() {
        if place > 0 {
            isolate(parts.next().copied().unwrap_or(""), &mut text);
        }
        text.push_str(piece);
    }
    text
}

/// Appends a part of a sentence. If it has letters that run from right to left, it is isolated (Unicode's FSI and PDI), so the sentence
/// around it keeps its direction. Several lines are no part of a sentence, and in Markdown a mark before their bullets would undo these.
fn isolate(part: &str, text: &mut String) {
    let isolated = !part.contains('\n') && part.chars().any(is_right_to_left);
    text.extend(isolated.then_some(FIRST_STRONG_ISOLATE));
    text.push_str(part);
    text.extend(isolated.then_some(POP_DIRECTIONAL_ISOLATE));
}

const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_DIRECTIONAL_ISOLATE: char = '\u{2069}';

/// Whether a character is in one of the blocks of scripts that run from right to left: Hebrew, Arabic, Syriac, N'Ko, Adlam and others.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A number with its noun.
pub(super) fn counted(number: usize, one: &str, many: &str) -> String {
    fill("{} {}", &[&number.to_string(), if number == 1 { one } else { many }])
}

/// A list in a sentence: "a", "a and b", "a, b and c".
pub(super) fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => fill("{}", &[one]),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|one| fill("{}", &[one])).collect();
            fill("{} and {}", &[&first.join(", "), last])
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// What follows "דנה" in a sentence was read from right to left, too.
    #[test]
    fn words_from_right_to_left_are_isolated() {
        assert_eq!(fill("{} to {}", &["דנה", "Ana"]), "\u{2068}דנה\u{2069} to Ana");
        assert_eq!(fill("“{}”", &["صباح"]), "“\u{2068}صباح\u{2069}”");
        assert_eq!(fill("{}: {}", &["é, 字 and я", "3"]), "é, 字 and я: 3");
        assert_eq!(fill("# List\n{}", &["- דנה\n"]), "# List\n- דנה\n");
        let names = ["Ana", "דנה", "Bo"].map(String::from);
        assert_eq!(listed(&names), "\u{2068}Ana, \u{2068}דנה\u{2069}\u{2069} and Bo");
        assert_eq!(listed(&names[1..2]), "\u{2068}דנה\u{2069}");
    }
}
