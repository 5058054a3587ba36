//! Rust source cut into words and signs: comments, strings and attributes away, and what is compiled for unit tests alone as well.
//!
//! Knows no grammar beyond that.

/// One word or sign of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name or a keyword.
    Word(String),
    /// `::`.
    Path,
    /// Any other character that means something.
    Sign(char),
}

impl Token {
    /// The word, if it is one.
    pub(crate) fn word(&self) -> Option<&str> {
        match self {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn is(&self, sign: char) -> bool {
        *self == Token::Sign(sign)
    }
}

/// Where a literal or comment that begins here ends; `None` if none begins here.
fn passed(text: &[char], at: usize) -> Option<usize> {
    let from = |at: usize, what: &str| text[at..].starts_with(&what.chars().collect::<Vec<_>>());
    let after = |start: usize, what: &str| (start..text.len()).find(|at| from(*at, what)).map_or(text.len(), |at| at + what.len());
    if from(at, "//") {
        return Some(after(at, "\n"));
    }
    if from(at, "/*") {
        return Some(after(at + 2, "*/"));
    }
    if from(at, "b\"") || from(at, "b'") {
        return passed(text, at + 1);
    }
    let raw = at + usize::from(from(at, "b"));
    if from(raw, "r\"") || from(raw, "r#") {
        let marks = text[raw + 1..].iter().take_while(|c| **c == '#').count();
        let opens = text.get(raw + 1 + marks) == Some(&'"');
        return opens.then(|| after(raw + 2 + marks, &format!("\"{}", "#".repeat(marks))));
    }
    let escaped = |start: usize, quote: char| {
        let mut at = start;
        while at < text.len() && text[at] != quote {
            at += if text[at] == '\\' { 2 } else { 1 };
        }
        at + 1
    };
    match text[at] {
        '"' => Some(escaped(at + 1, '"')),
        // A lifetime has no closing quote behind its first letter.
        '\'' if text.get(at + 1) == Some(&'\\') || text.get(at + 2) == Some(&'\'') => Some(escaped(at + 1, '\'')),
        _ => None,
    }
}

fn cut(text: &str) -> Vec<Token> {
    let text: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(end) = passed(&text, at) {
            at = end;
        } else if text[at].is_alphanumeric() || text[at] == '_' {
            let length = text[at..].iter().take_while(|c| c.is_alphanumeric() || **c == '_').count();
            tokens.push(Token::Word(text[at..at + length].iter().collect()));
            at += length;
        } else if text[at..].starts_with(&[':', ':']) {
            tokens.push(Token::Path);
            at += 2;
        } else {
            tokens.extend((!text[at].is_whitespace()).then_some(Token::Sign(text[at])));
            at += 1;
        }
    }
    tokens
}

/// Where the bracket that opens here is closed.
pub(crate) fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token {
            Token::Sign('(' | '[' | '{') => depth += 1,
            Token::Sign(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

/// Where the item that begins here has ended: behind its `;` or its braces.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    while at < tokens.len() {
        match tokens[at] {
            Token::Sign(';') => return at + 1,
            Token::Sign('{') => return closing(tokens, at) + 1,
            Token::Sign('(' | '[') => at = closing(tokens, at) + 1,
            _ => at += 1,
        }
    }
    at
}

/// The words and signs of a source, and the names of the modules that are compiled for unit tests alone.
pub(crate) fn read(text: &str) -> (Vec<Token>, Vec<String>) {
    let all = cut(text);
    let (mut tokens, mut tests) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < all.len() {
        let bracket = at + 1 + usize::from(all.get(at + 1).is_some_and(|token| token.is('!')));
        if !(all[at].is('#') && all.get(bracket).is_some_and(|token| token.is('['))) {
            tokens.push(all[at].clone());
            at += 1;
            continue;
        }
        let end = closing(&all, bracket);
        let words: Vec<&str> = all[bracket..end].iter().filter_map(Token::word).collect();
        at = end + 1;
        if words == ["cfg", "test"] {
            if all[at].word() == Some("mod") {
                tests.extend(all[at + 1].word().map(String::from));
            }
            at = end_of_item(&all, at);
        }
    }
    (tokens, tests)
}

#[test]
fn comments_strings_attributes_and_tests_are_left_out() {
    let source = r##"
        //! crate::a
        #![allow(b)]
        /* c */ fn d<'e>(f: &'e str) { g("h \" i", 'j', '\'', b"k", r#"l " m"#) }
        #[cfg(test)]
        mod n { fn o() {} }
        #[cfg(test)]
        use p::{q, r};
        use s::t; // u
    "##;
    let (tokens, tests) = read(source);
    let words: Vec<&str> = tokens.iter().filter_map(Token::word).collect();
    assert_eq!(words, ["fn", "d", "e", "f", "e", "str", "g", "use", "s", "t"]);
    assert_eq!(tests, ["n"]);
}
