//! Web addresses in what people write.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words, with spaces and line breaks.
    Words(&'a str),
    /// A web address.
    Address(&'a str),
}

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Cuts a text at its web addresses; the pieces together are the text. Only `http` and `https` make an address: others can run a program.
/// A mark or a bracket that ends a sentence is not part of it.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut rest, mut from) = (text, 0);
    while let Some(colon) = rest.get(from..).and_then(|rest| rest.find("://")).map(|at| from + at) {
        from = colon + 3;
        let Some((words, address)) = start_of(rest, colon).and_then(|start| address_at(rest, start)) else { continue };
        if !words.is_empty() {
            pieces.push(Piece::Words(words));
        }
        pieces.push(Piece::Address(address));
        (rest, from) = (&rest[words.len() + address.len()..], 0);
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

/// Where the address begins whose scheme ends at this colon, if it is one of the web.
fn start_of(text: &str, colon: usize) -> Option<usize> {
    let is_scheme = |scheme: &&str| {
        let start = (colon + 3).checked_sub(scheme.len());
        start.and_then(|start| text.get(start..colon + 3)).is_some_and(|found| found.eq_ignore_ascii_case(scheme))
    };
    let start = colon + 3 - SCHEMES.iter().find(|scheme| is_scheme(scheme))?.len();
    // The end of a longer word is another scheme.
    (!text[..start].ends_with(|before: char| before.is_ascii_alphanumeric() || "+-._".contains(before))).then_some(start)
}

/// The words before an address, and the address.
fn address_at(text: &str, start: usize) -> Option<(&str, &str)> {
    let (words, rest) = text.split_at(start);
    let is_end = |letter: char| letter.is_whitespace() || letter.is_control() || "<>\"“”«»".contains(letter) || is_direction(letter);
    let mut address = rest.find(is_end).map_or(rest, |end| &rest[..end]);
    while let Some(last) = address.chars().next_back() {
        let opening = match last {
            ')' => '(',
            ']' => '[',
            '}' => '{',
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '…' | '。' | '，' | '、' => '\0',
            _ => break,
        };
        let count = |mark| address.matches(mark).count();
        if opening != '\0' && count(opening) >= count(last) {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    let host = address.split_once("://")?.1;
    host.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '[' || !first.is_ascii()).then_some((words, address))
}

/// Marks of direction, which could have an address show another than it is.
fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::Piece::{Address, Words};
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        for (text, expected) in [
            ("", vec![]),
            ("no address", vec![Words("no address")]),
            ("https://example.org", vec![Address("https://example.org")]),
            ("see HTTP://example.org/a?b=c#d, and", vec![Words("see "), Address("HTTP://example.org/a?b=c#d"), Words(", and")]),
            ("(https://example.org/a_(b))", vec![Words("("), Address("https://example.org/a_(b)"), Words(")")]),
            (
                "one https://a.example\nhttps://b.example.",
                vec![Words("one "), Address("https://a.example"), Words("\n"), Address("https://b.example"), Words(".")],
            ),
            ("https://пример.испытание/путь", vec![Address("https://пример.испытание/путь")]),
            // Other schemes stay words.
            ("javascript://example.org/%0aalert(1)", vec![Words("javascript://example.org/%0aalert(1)")]),
            ("ftp://example.org", vec![Words("ftp://example.org")]),
            ("data://text/html,<b>", vec![Words("data://text/html,<b>")]),
            ("file:///etc/passwd", vec![Words("file:///etc/passwd")]),
            ("javascript:alert(1)", vec![Words("javascript:alert(1)")]),
            ("example.org", vec![Words("example.org")]),
            ("https://", vec![Words("https://")]),
            ("https://.", vec![Words("https://.")]),
            ("xhttps://example.org", vec![Words("xhttps://example.org")]),
            ("见https://example.org。", vec![Words("见"), Address("https://example.org"), Words("。")]),
            ("https://a.example/\u{202e}gro", vec![Address("https://a.example/"), Words("\u{202e}gro")]),
            (
                "“https://a.example” [https://b.example]",
                vec![Words("“"), Address("https://a.example"), Words("” ["), Address("https://b.example"), Words("]")],
            ),
        ] {
            assert_eq!(pieces(text), expected, "{text}");
        }
    }

    #[test]
    fn pieces_are_the_text() {
        for text in ["a https://b.example c", "xhttps://b.example/\u{202e}c", "://", "https://a.example/https://b.example"] {
            let whole: String = pieces(text)
                .iter()
                .map(|piece| match piece {
                    Words(words) | Address(words) => *words,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }
}
