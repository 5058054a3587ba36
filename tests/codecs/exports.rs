//! CSV and Markdown say what was written, and do nothing.

use alignment_board::core::format::csv::{Separator, Table};
use alignment_board::core::format::markdown::escape;
use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use proptest::prelude::*;

/// A table's cells, read strictly by RFC 4180.
fn cells(table: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = table.chars().peekable();
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => row.last_mut().unwrap().extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {
                letters.next();
                rows.push(vec![String::new()]);
            }
            letter => row.last_mut().unwrap().push(letter),
        }
    }
    assert!(!quoted, "an unclosed quotation mark");
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last line has an end");
    rows
}

/// Texts with signs that mean something in either format. A board's text has no control characters but tabs and line breaks.
fn text() -> impl Strategy<Value = String> {
    let sign = prop::sample::select("=+-@,;\"'\t\r\n|*_`#>[]()!<&~\\$:.1 aé\u{feff}＝\u{a0}".chars().collect::<Vec<_>>());
    prop_oneof![
        3 => prop::collection::vec(sign, 0..12).prop_map(String::from_iter),
        1 => any::<String>().prop_map(|text| text.replace(|letter: char| letter.is_control() && !"\t\n\r".contains(letter), " ")),
        1 => "[a-z]{1,5}(://|@|\\.)[a-z]{1,5}\\.org",
    ]
}

/// How Markdown renders: the words, and everything that is more than words.
fn shown(markdown: &str) -> (String, Vec<String>) {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.math_dollars = true;
    options.extension.description_lists = true;
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options);
    let (mut words, mut more) = (String::new(), Vec::new());
    for node in root.descendants() {
        match &node.data().value {
            NodeValue::Text(text) => words.push_str(text),
            NodeValue::LineBreak => words.push('\n'),
            NodeValue::Document | NodeValue::Paragraph | NodeValue::List(_) | NodeValue::Item(_) => {}
            other => more.push(format!("{other:?}")),
        }
    }
    (words, more)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Each cell reads back unchanged, except for the apostrophe before what a spreadsheet would take for a formula.
    #[test]
    fn table_reads_back_as_it_was_written(rows in prop::collection::vec(prop::collection::vec(text(), 3), 0..5)) {
        let mut table = Table::new(Separator::Comma, &["one", "two", "three"]);
        rows.iter().for_each(|row| table.row(&row.iter().map(String::as_str).collect::<Vec<_>>()));
        let text = table.finish();
        let text = text.strip_prefix('\u{feff}').unwrap();
        let read = cells(text);
        prop_assert_eq!(read.len(), rows.len() + 1);
        for (read, row) in read[1..].iter().zip(&rows) {
            prop_assert_eq!(read.len(), 3);
            for (read, cell) in read.iter().zip(row) {
                let defused = read.strip_prefix('\'').filter(|rest| rest == cell);
                prop_assert!(read == cell || defused.is_some(), "{:?} became {:?}", cell, read);
                let starts = read.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
                prop_assert!(!starts.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) , "a formula: {:?}", read);
            }
        }
    }

    /// In a Markdown list a text is words and nothing else: no heading, list, link, image or HTML of its own.
    #[test]
    fn text_in_markdown_is_plain_words(text in text()) {
        let (words, more) = shown(&(String::from("- a") + &escape(&text, 2) + "\n- the end\n"));
        prop_assert!(more.is_empty(), "{:?} became {:?}", text, more);
        let plain = |text: &str| text.split(|letter: char| letter.is_whitespace() || letter.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let expected = String::from("a") + &text + "the end";
        prop_assert_eq!(plain(&words).replace(' ', ""), plain(&expected).replace(' ', ""), "{:?}", text);
    }

    #[test]
    fn text_at_the_start_of_a_paragraph_is_plain_words(text in text()) {
        let (words, more) = shown(&(String::from("x\n\n") + &escape(&text, 0) + "\n"));
        prop_assert!(more.is_empty(), "{:?} became {:?}", text, more);
        let plain = |text: &str| text.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect::<String>();
        prop_assert_eq!(plain(&words), String::from("x") + &plain(&text));
    }
}
