//! Texts that people write: trimmed and limited in length by their constructors.
//!
//! Nothing is cut silently: a text over its limit is refused. Lengths count Unicode scalar values.

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing but white space.
    Empty,
    /// Longer than its limit.
    TooLong {
        /// Its length in characters.
        length: usize,
        /// The limit in characters.
        limit: usize,
    },
}

/// The most characters in a note.
pub const NOTE_LIMIT: usize = 1_000;
/// The most characters in a title or an agreed statement.
pub const TITLE_LIMIT: usize = 120;
/// The most characters in a person's name.
pub const NAME_LIMIT: usize = 60;

/// Makes line ends `\n`, trims the text, and turns control characters other than line end and tab into spaces, because no input field
/// shows them.
fn tidy(raw: &str) -> String {
    let raw = raw.replace("\r\n", "\n");
    let tidied = raw.chars().map(|c| match c {
        '\r' => '\n',
        '\n' | '\t' => c,
        c if c.is_control() => ' ',
        c => c,
    });
    let tidied: String = tidied.collect();
    String::from(tidied.trim())
}

/// Checks that `text` has at most `limit` characters.
///
/// # Errors
/// [`TextError::TooLong`].
pub fn within(text: &str, limit: usize) -> Result<(), TextError> {
    // The length in bytes is an upper bound, so most texts need no counting.
    if text.len() <= limit {
        return Ok(());
    }
    let length = text.chars().count();
    if length > limit { Err(TextError::TooLong { length, limit }) } else { Ok(()) }
}

macro_rules! text_type {
    ($(#[$meta:meta])* $name:ident, $limit:expr, $lines:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// A tidied text.
            ///
            /// # Errors
            /// [`TextError::Empty`] for nothing but white space, [`TextError::TooLong`] over the limit.
            pub fn new(raw: &str) -> Result<$name, TextError> {
                let mut text = tidy(raw);
                if !$lines {
                    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                if text.is_empty() {
                    return Err(TextError::Empty);
                }
                within(&text, $limit)?;
                Ok($name(text))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

text_type! {
    /// The text of a note: 1 to 1,000 characters, several lines.
    NoteText, NOTE_LIMIT, true
}
text_type! {
    /// A board's title or a layer's agreed statement: 1 to 120 characters, one line.
    Title, TITLE_LIMIT, false
}
text_type! {
    /// A person's name: 1 to 60 characters, one line.
    Name, NAME_LIMIT, false
}

impl Name {
    /// The first letters of the first two words, or the first two letters of a single word: for a small badge.
    pub fn initials(&self) -> String {
        initials(&self.0)
    }
}

/// The initials of a name, for a small badge.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    let second = words.next();
    match (first, second) {
        // Not upper-cased: the table for all scripts would weigh more than everything else here.
        (Some(first), Some(second)) => [first, second].into_iter().collect(),
        (Some(_), None) => name.trim().chars().take(2).collect(),
        _ => String::new(),
    }
}

/// The notes in a pasted text: one for each line that is not blank, without its bullet (`-`, `*`, `•`).
pub fn pasted_notes(raw: &str) -> Vec<String> {
    pasted(raw, &['\n', '\r'])
}

/// The names in a pasted text: like [`pasted_notes`], but commas and semicolons separate too.
pub fn pasted_names(raw: &str) -> Vec<String> {
    pasted(raw, &['\n', '\r', ',', ';'])
}

#[inline(never)]
fn pasted(raw: &str, separators: &[char]) -> Vec<String> {
    let lines = raw.split(separators).map(str::trim);
    let lines = lines.map(|line| line.strip_prefix(['-', '*', '•']).filter(|rest| rest.starts_with([' ', '\t'])).map_or(line, str::trim));
    lines.filter(|line| !line.is_empty()).map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, tidied: &str) {
        assert_eq!(NoteText::new(raw).as_ref().map(NoteText::as_str), Ok(tidied), "{raw:?}");
    }

    #[test]
    fn note_text_is_tidied_and_keeps_its_lines() {
        check("  a note ", "a note");
        check("two\r\nlines\rthree", "two\nlines\nthree");
        check("nul\u{0}inside", "nul inside");
        check("<b>markup</b> javascript:x", "<b>markup</b> javascript:x");
        check("👩‍👩‍👧 עברית", "👩‍👩‍👧 עברית");
    }

    #[test]
    fn empty_and_long_texts_are_refused() {
        assert_eq!(NoteText::new(" \n "), Err(TextError::Empty));
        assert!(NoteText::new(&"é".repeat(1_000)).is_ok());
        assert_eq!(NoteText::new(&"é".repeat(1_001)), Err(TextError::TooLong { length: 1_001, limit: 1_000 }));
        assert_eq!(Name::new(&"x".repeat(61)), Err(TextError::TooLong { length: 61, limit: 60 }));
    }

    #[test]
    fn title_is_one_line() {
        assert_eq!(Title::new("a\n b").as_ref().map(Title::as_str), Ok("a b"));
    }

    #[test]
    fn initials_have_at_most_two_letters() {
        let cases = [("Ana", "An"), ("Ana Maria", "AM"), ("bo", "bo"), ("Ö", "Ö"), ("  ", "")];
        for (name, expected) in cases {
            assert_eq!(initials(name), expected);
        }
    }

    #[test]
    fn pasted_text_gives_a_note_per_line() {
        assert_eq!(pasted_notes("- one\n\n* two\r\n• three, or four;\n-5 degrees"), ["one", "two", "three, or four;", "-5 degrees"]);
    }

    /// "Ana, Bo" on one line used to become one person.
    #[test]
    fn pasted_names_split_at_lines_commas_and_semicolons() {
        let cases: [(&str, &[&str]); 5] = [
            ("Ana", &["Ana"]),
            ("Ana, Bo;Cleo", &["Ana", "Bo", "Cleo"]),
            ("- Ana,\n- Bo,\r\n• Cleo Dee;", &["Ana", "Bo", "Cleo Dee"]),
            (" , ;\n;", &[]),
            ("Anne-Marie, -Bo", &["Anne-Marie", "-Bo"]),
        ];
        for (raw, names) in cases {
            assert_eq!(pasted_names(raw), names, "{raw:?}");
        }
    }
}
