//! Escapes text for Markdown: what people wrote stays plain text, whatever characters it contains.

/// Escapes a text for a line of Markdown: special characters get a backslash, line ends become hard breaks, and each following line is
/// indented by `indent` spaces.
pub fn escape(text: &str, indent: usize) -> String {
    let mut escaped = String::new();
    for (place, line) in text.trim().lines().map(str::trim).enumerate() {
        if place > 0 {
            escaped.push_str("\\\n");
            escaped.extend(std::iter::repeat_n(' ', indent));
        }
        // At the start of a line, a number with a point, a hyphen or a plus would begin a list, and equal signs a heading.
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let begins_list = digits > 0 && line[digits..].starts_with(['.', ')']);
        for (at, letter) in line.char_indices() {
            let special = "\\`*_{}[]<>#|~&$".contains(letter);
            let at_start = at == 0 && "+-=:".contains(letter);
            if special || at_start || begins_list && at == digits {
                escaped.push('\\');
            }
            escaped.push(if letter.is_control() { ' ' } else { letter });
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn special_characters_stay_text() {
        let cases = [
            ("plain words.", "plain words."),
            ("*bold* _it_ `x` [a](b) <script>", "\\*bold\\* \\_it\\_ \\`x\\` \\[a\\](b) \\<script\\>"),
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("12) no list", "12\\) no list"),
            ("- no list", "\\- no list"),
            ("+1", "\\+1"),
            ("a - b 1. c", "a - b 1. c"),
            ("2024 was", "2024 was"),
            ("a|b & c", "a\\|b \\& c"),
            ("one\n  two", "one\\\n  two"),
            ("one\n- two", "one\\\n  \\- two"),
            ("one\n\ntwo", "one\\\n  \\\n  two"),
            // Line ends at either end are trimmed.
            ("\none\n ", "one"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text, 2), expected);
        }
    }
}
