//! Tables for spreadsheets: comma-separated values (RFC 4180) in UTF-8, with the byte order mark that spreadsheets need.
//!
//! An apostrophe defuses cells that a spreadsheet would take for a formula: those that begin with a tab, a line end, or, after any white
//! space, with `=`, `+`, `-`, `@` or their full-width forms. Nothing else is changed.

/// Builds a table, row by row.
#[derive(Debug)]
pub struct Table {
    text: String,
}

impl Table {
    /// A table with these headings.
    pub fn new(headings: &[&str]) -> Table {
        let mut table = Table { text: String::from("\u{feff}") };
        table.row(headings);
        table
    }

    /// Appends a row.
    pub fn row(&mut self, cells: &[&str]) {
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.text.push(',');
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
        let mut table = Table::new(&["a"]);
        table.row(&[cell, "b"]);
        assert_eq!(table.finish(), String::from("\u{feff}a\r\n") + expected + ",b\r\n", "{cell:?}");
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
