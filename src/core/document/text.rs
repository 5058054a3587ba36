//! Texts that people write: trimmed and limited in length by their constructors.
//!
//! Nothing is cut silently: a text over its limit is refused. Lengths count Unicode scalar values.

/// Why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextError {
    /// Nothing that can be seen.
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

/// Whether a character shows nothing by itself: Unicode's Default_Ignorable_Code_Point, and the blank Braille pattern.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether two names look the same: one may have characters that show nothing.
pub fn looks_the_same(one: &str, other: &str) -> bool {
    let visible = |name: &'_ str| {
        let visible: String = name.chars().filter(|c| !is_invisible(*c)).collect();
        visible.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    one == other || visible(one) == visible(other)
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
            /// [`TextError::Empty`] for nothing that can be seen, [`TextError::TooLong`] over the limit.
            pub fn new(raw: &str) -> Result<$name, TextError> {
                let mut text = tidy(raw);
                if !$lines {
                    text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                }
                if text.chars().all(|c| c.is_whitespace() || is_invisible(c)) {
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
        for nothing in ["", " \n ", "\u{200b}", "\u{2060} \u{feff}", "\u{2800}", "\u{3164}\u{ad}", "\u{202e}"] {
            assert_eq!(NoteText::new(nothing), Err(TextError::Empty), "{nothing:?}");
        }
        assert!(NoteText::new(&"é".repeat(1_000)).is_ok());
        assert_eq!(NoteText::new(&"é".repeat(1_001)), Err(TextError::TooLong { length: 1_001, limit: 1_000 }));
        assert_eq!(Name::new(&"x".repeat(61)), Err(TextError::TooLong { length: 61, limit: 60 }));
    }

    /// "Maja" and "Maja" with a zero-width space were two people.
    #[test]
    fn names_that_look_the_same_are_the_same() {
        let cases = [
            ("Maja", "Maja", true),
            ("Maja", "Maja\u{200b}", true),
            ("\u{feff}Ma\u{ad}ja", "Maja", true),
            ("\u{200b} Maja", "Maja", true),
            ("Maja", "maja", false),
            ("Maja", "Maya", false),
            ("Ma ja", "Maja", false),
        ];
        for (one, other, same) in cases {
            assert_eq!(looks_the_same(one, other), same, "{one:?} {other:?}");
        }
    }

    #[test]
    fn title_is_one_line() {
        assert_eq!(Title::new("a\n b").as_ref().map(Title::as_str), Ok("a b"));
    }
}
