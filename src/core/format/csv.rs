//! Tables for spreadsheets: separated values (RFC 4180) in UTF-8, with the byte order mark that spreadsheets need. Where numbers have a
//! decimal comma, spreadsheets expect semicolons, and take a table with commas for one column.
//!
//! An apostrophe defuses cells that a spreadsheet would take for a formula: those that begin with a tab, a line end, or, after any white
//! space, with `=`, `+`, `-`, `@` or their full-width forms. Nothing else is changed.

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// A comma.
    Comma,
    /// A semicolon.
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// All, in the order in which they are offered.
    pub const ALL: [Separator; 3] = [Separator::Comma, Separator::Semicolon, Separator::Tab];

    /// What spreadsheets expect where numbers are written like this one and a half.
    pub fn expected_with(one_and_a_half: &str) -> Separator {
        if one_and_a_half.contains([',', '٫']) { Separator::Semicolon } else { Separator::Comma }
    }

    /// The character.
    pub fn letter(self) -> char {
        match self {
            Separator::Comma => ',',
            Separator::Semicolon => ';',
            Separator::Tab => '\t',
        }
    }

    /// The end of the file name.
    pub fn ending(self) -> &'static str {
        match self {
            Separator::Comma | Separator::Semicolon => ".csv",
            Separator::Tab => ".tsv",
        }
    }
}

/// Builds a table, row by row.
#[derive(Debug)]
pub struct Table {
    separator: char,
    text: String,
}

impl Table {
    /// A table with these headings.
    pub fn new(separator: Separator, headings: &[&str]) -> Table {
        let mut table = Table { separator: separator.letter(), text: String::from("\u{feff}") };
        table.row(headings);
        table
    }

    /// Appends a row.
    pub fn row(&mut self, cells: &[&str]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.text.push(self.separator);
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let quoted = cell.contains([',', '"', '\n', '\r', ';', '\t']);
        if quoted {
            self.text.push('"');
        }
        if is_formula(cell) {
            self.text.push('\'');
        }
        for letter in cell.chars() {
            if letter == '"' {
                self.text.push('"');
            }
            self.text.push(letter);
        }
        if quoted {
            self.text.push('"');
        }
    }

    /// The whole text.
    pub fn finish(self) -> String {
        self.text
    }
}

fn is_formula(cell: &str) -> bool {
    let starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}').starts_with(starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, expected: &str) {
        let mut table = Table::new(Separator::Comma, &["a"]);
        table.row(&[cell, "b"]);
        assert_eq!(table.finish(), String::from("\u{feff}a\r\n") + expected + ",b\r\n", "{cell:?}");
    }

    /// A table with commas was one column in a German spreadsheet.
    #[test]
    fn separator_is_what_spreadsheets_expect() {
        let written = Separator::ALL.map(|separator| {
            let mut table = Table::new(separator, &["a", "b"]);
            table.row(&["1,5", "x;y"]);
            table.finish()
        });
        assert_eq!(
            written,
            ["\u{feff}a,b\r\n\"1,5\",\"x;y\"\r\n", "\u{feff}a;b\r\n\"1,5\";\"x;y\"\r\n", "\u{feff}a\tb\r\n\"1,5\"\t\"x;y\"\r\n"]
        );
        let expected = ["1.5", "1,5", "١٫٥", "1·5"].map(Separator::expected_with);
        assert_eq!(expected, [Separator::Comma, Separator::Semicolon, Separator::Semicolon, Separator::Comma]);
    }

    #[test]
    fn formula_cells_are_defused() {
        for start in ["=1+1", "+1", "-1", "@x", "＝1", " =1", "\u{feff}=1", "=cmd|'/c calc'!A0"] {
            check(start, &(String::from("'") + start));
        }
        check("\tx", "\"'\tx\"");
        check("\rx", "\"'\rx\"");
        check("\nx", "\"'\nx\"");
        check("=\"a\"", "\"'=\"\"a\"\"\"");
        for harmless in ["a=1", "5-3", "x@y", "", "'", "1.5"] {
            check(harmless, harmless);
        }
    }

    #[test]
    fn separators_quotes_and_line_ends_stay_in_their_cell() {
        check("a,b", "\"a,b\"");
        check("a;b", "\"a;b\"");
        check("say \"so\"", "\"say \"\"so\"\"\"");
        check("two\nlines", "\"two\nlines\"");
    }
}
