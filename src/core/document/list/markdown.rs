//! Emphasis and links of Markdown in pasted text (L5).

/// A text without the emphasis and the links of Markdown (L5). One that is far too long for a note stays as it is: it is refused, and to
/// look at all of it would take long.
pub(super) fn plain(text: &str) -> String {
    if text.len() > LONGEST {
        return String::from(text.trim());
    }
    let mut plain = without_links(text);
    for mark in ["**", "__", "~~", "`", "*", "_"] {
        plain = without_emphasis(&plain, mark);
    }
    String::from(plain.trim())
}

/// The most bytes of a text that is looked at for emphasis and links: a note of the longest characters, and its marks.
const LONGEST: usize = 6_000;

/// Takes away pairs of a mark that enclose words: nothing but the ends of words is outside, and no white space is inside. A mark beside
/// another of its kind is a line or a rating.
fn without_emphasis(text: &str, mark: &str) -> String {
    let is_same = |c: char| mark.starts_with(c);
    let is_outside = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !is_same(c) && c != '/');
    let is_inside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && !is_same(c));
    // "(*)" is a footnote.
    let is_bracket = |c: Option<char>| matches!(c, Some('(' | ')'));
    let around = |at: usize| (text[..at].chars().next_back(), text[at + mark.len()..].chars().next());
    let (mut result, mut done, mut opened) = (String::new(), 0, None);
    for (at, _) in text.match_indices(mark) {
        let (before, after) = around(at);
        match opened {
            Some(start) if is_inside(before) && !is_bracket(before) && is_outside(after) && at > start + mark.len() => {
                result.extend([&text[done..start], &text[start + mark.len()..at]]);
                (done, opened) = (at + mark.len(), None);
            }
            _ if is_outside(before) && is_inside(after) && !is_bracket(after) => opened = Some(at),
            _ => {}
        }
    }
    result + &text[done..]
}

/// Replaces `[text](address)` by its text.
fn without_links(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('[') {
        let link = rest[start + 1..].split_once("](").and_then(|(label, after)| Some((label, after.split_once(')')?)));
        match link {
            Some((label, (address, after))) if !label.contains('[') && !address.contains(char::is_whitespace) && !label.is_empty() => {
                result.extend([&rest[..start], label]);
                rest = after;
            }
            _ => {
                result.push_str(&rest[..=start]);
                rest = &rest[start + 1..];
            }
        }
    }
    result + rest
}
