//! Lists that people paste from elsewhere: notes and names, without what other programs put around them.
//!
//! Rules:
//! - **L1** A line is an item. In a table that a spreadsheet has copied, a cell in quotation marks may have line breaks; it is one item, and
//!   so is every other cell that is not empty.
//! - **L2** Marks of lists go: bullets of word processors and Markdown, boxes to tick, and in a list with several of them numbers and letters
//!   before `.` or `)`. A mark has white space behind it, so "-5 degrees", "1.5 days" and a lone "24. December" stay.
//! - **L3** A line that is further in than the item with a mark above it, and has no mark, continues that item.
//! - **L4** A heading of Markdown is no note. It is counted, so that it can be said.
//! - **L5** Emphasis and links of Markdown leave their text.
//! - **L6** Names are separated by lines, semicolons and commas of every script, but not by a comma in quotation marks. Addresses go; an
//!   address without a name leaves what stands before its `@`. In a list of several with semicolons or addresses in which every name has one
//!   comma, the family name stands first, as mail programs write it.

mod markdown;

use markdown::plain;

/// The notes of a pasted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastedNotes {
    /// The notes, in order.
    pub notes: Vec<String>,
    /// The number of headings, which are no notes.
    pub headings: usize,
}

/// Reads a pasted text as notes.
pub fn pasted_notes(raw: &str) -> PastedNotes {
    let mut pasted = PastedNotes::default();
    // How far in the last item with a mark is.
    let (mut item, is_numbered) = (None, is_numbered(raw));
    for line in lines(raw) {
        let (depth, text) = indented(&line);
        let (mark, text) = without_marks(text, is_numbered);
        if text.is_empty() {
            item = None;
        } else if mark == Mark::Heading {
            item = None;
            pasted.headings += 1;
        } else if let (Mark::None, Some(_), Some(last)) = (mark, item.filter(|item| depth > *item), pasted.notes.last_mut()) {
            last.push(' ');
            last.push_str(&plain(text));
        } else {
            item = (mark == Mark::Item).then_some(depth);
            pasted.notes.push(plain(text));
        }
    }
    pasted.notes.retain(|note| !note.trim().is_empty());
    pasted
}

/// Reads a pasted text as names of people.
pub fn pasted_names(raw: &str) -> Vec<String> {
    let is_numbered = is_numbered(raw);
    let mut entries = Vec::new();
    for line in raw.lines().flat_map(|line| split_outside_quotes(line, &['\r', ';', '；', '\u{2028}'])) {
        let (mark, line) = without_marks(line.trim(), is_numbered);
        let line = line.trim_matches([',', ' ', '\t', '，', '、', '،']);
        if !line.is_empty() && mark != Mark::Heading {
            entries.push(String::from(line));
        }
    }
    let is_of_mail = raw.contains([';', '；', '<']) && entries.len() > 1;
    let has_one_comma = |entry: &String| {
        let name = entry.split('<').next().unwrap_or(entry);
        !entry.contains('"') && !name.contains('@') && [name, entry].map(|part| part.matches(',').count()) == [1; 2]
    };
    if is_of_mail && entries.iter().all(has_one_comma) {
        return entries.iter().map(|entry| name_of(entry)).filter(|name| !name.is_empty()).collect();
    }
    let mut names = Vec::new();
    for entry in &entries {
        let parts = split_outside_quotes(entry, &[',', '，', '、', '،', '\t']).into_iter().map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        let is_address = |part: &str| part.contains('@') && !part.starts_with('@') && !part.contains([' ', '<']);
        // An address beside a name is that person's.
        let has_name = parts.iter().any(|part| !is_address(part));
        names.extend(
            parts.into_iter().filter(|part| !has_name || !is_address(part)).map(|part| name_of(without_marks(part, is_numbered).1)),
        );
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The name in an entry of an address list.
fn name_of(entry: &str) -> String {
    let (name, address) = match entry.split_once('<') {
        Some((name, address)) if address.contains('@') => (name, address),
        _ if entry.contains('@') && !entry.starts_with('@') && !entry.contains(char::is_whitespace) => ("", entry),
        _ => (entry, ""),
    };
    let name = name.trim().trim_matches('"').trim();
    if name.is_empty() {
        return String::from(address.trim_start_matches("mailto:").split('@').next().unwrap_or("").trim());
    }
    match name.split_once(',') {
        Some((family, given)) if !given.trim().is_empty() => [given.trim(), family.trim()].join(" "),
        _ => String::from(name),
    }
}

/// The lines of a text, and the cells of a table (L1).
fn lines(raw: &str) -> Vec<String> {
    let raw = raw.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}'], "\n");
    let mut lines = Vec::new();
    let mut rest = raw.as_str();
    while !rest.is_empty() {
        let is_cell_end = |after: &str| after.is_empty() || after.starts_with(['\n', '\t']);
        if let Some((cell, after)) =
            quoted(rest).filter(|(cell, after)| is_cell_end(after) && (cell.contains(['\n', '\t']) || cell.contains('"')))
        {
            // Joined, because what follows is read line by line.
            lines.push(cell.split_whitespace().collect::<Vec<_>>().join(" "));
            rest = after.get(1..).unwrap_or("");
            continue;
        }
        let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
        // A tab behind words ends a cell; before them, or behind a mark, it does not.
        let start = line.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
        match line[start..].find('\t').map(|tab| start + tab) {
            Some(tab) if !is_mark(line[..tab].trim()) && !BEFORE_A_TAB.contains(&line[..tab].trim()) => {
                lines.push(String::from(&line[..tab]));
                rest = rest.get(tab + 1..).unwrap_or("");
            }
            _ => {
                lines.push(String::from(line));
                rest = after;
            }
        }
    }
    lines
}

/// The content of a cell in quotation marks, in which two of them are one, and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut cell = String::new();
    let mut rest = inner;
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => return Some((cell, rest)),
        }
    }
}

/// Splits at separators that are not in quotation marks.
fn split_outside_quotes<'t>(text: &'t str, separators: &[char]) -> Vec<&'t str> {
    // A single quotation mark quotes nothing.
    let quotes = text.matches('"').count();
    let (mut parts, mut start, mut is_quoted) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if c == '"' && quotes.is_multiple_of(2) {
            is_quoted = !is_quoted;
        } else if !is_quoted && separators.contains(&c) {
            parts.push(&text[start..at]);
            start = at + c.len_utf8();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// How far in a line is, and the rest of it. A tab is as far as four spaces.
fn indented(line: &str) -> (usize, &str) {
    let text = line.trim_start();
    let before = &line[..line.len() - text.len()];
    (before.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(), text.trim_end())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    Item,
    Heading,
}

/// What stands before an item in a list: bullets of Markdown, of word processors and of mail, and boxes.
const BULLETS: [char; 26] = [
    '-', '*', '•', '·', '∙', '◦', '○', '●', '▪', '▫', '■', '□', '‣', '⁃', '–', '—', '→', '➢', '✓', '✔', '☐', '☑', '☒', '❖', '\u{f0b7}',
    '\u{f0a7}',
];

/// Bullets of word processors that are words elsewhere: they have a tab behind them.
const BEFORE_A_TAB: [&str; 3] = ["o", "§", "+"];

/// Whether a word is a mark (L2).
fn is_mark(word: &str) -> bool {
    let mut characters = word.chars();
    let (first, second) = (characters.next(), characters.next());
    match (first, second) {
        (Some(bullet), None) => BULLETS.contains(&bullet),
        (Some('['), Some(_)) => matches!(word, "[]" | "[x]" | "[X]"),
        _ => is_numeral(word),
    }
}

/// A number or one letter, with a full stop or a bracket behind it.
fn is_numeral(word: &str) -> bool {
    let (inner, is_closed) = match word.strip_suffix(')') {
        Some(inner) => (inner.strip_prefix('(').unwrap_or(inner), true),
        None => (word.strip_suffix('.').unwrap_or(""), false),
    };
    let is_number = !inner.is_empty() && inner.len() <= 3 && inner.bytes().all(|byte| byte.is_ascii_digit());
    // "A. Smith" is a name, "a)" is none.
    is_number || is_closed && inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a text has a numbered list: one number alone begins a sentence, such as a date.
fn is_numbered(raw: &str) -> bool {
    raw.lines().filter(|line| line.split_whitespace().take(3).any(is_numeral)).nth(1).is_some()
}

/// A line without the marks before it, and which kind they were. Numbers are marks in a numbered list alone.
fn without_marks(line: &str, is_numbered: bool) -> (Mark, &str) {
    let mut rest = line.trim();
    let mut mark = Mark::None;
    // "- [ ] 1. text" has three.
    for _ in 0..3 {
        if rest.starts_with("[ ]") {
            (mark, rest) = (Mark::Item, rest[3..].trim_start());
            continue;
        }
        let Some((word, after)) = rest.split_once(char::is_whitespace) else { break };
        if mark == Mark::None && !word.is_empty() && word.len() <= 6 && word.bytes().all(|byte| byte == b'#') {
            return (Mark::Heading, after.trim());
        }
        let is_letter_of_word = BEFORE_A_TAB.contains(&word) && rest[word.len()..].starts_with(['\t', '\u{a0}']);
        if !is_mark(word) && !is_letter_of_word || !is_numbered && word.ends_with('.') {
            break;
        }
        (mark, rest) = (Mark::Item, after.trim_start());
    }
    // A bullet with nothing behind it.
    if rest.chars().count() == 1 && is_mark(rest) {
        return (Mark::Item, "");
    }
    (mark, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, notes: &[&str]) {
        assert_eq!(pasted_notes(raw).notes, notes, "{raw:?}");
    }

    #[test]
    fn each_line_is_a_note_without_its_mark() {
        check("- one\n\n* two\r\n• three, or four;\n-5 degrees", &["one", "two", "three, or four;", "-5 degrees"]);
        check(
            "1. one\n2) two\n(3) three\na) four\n10. ten\n1.5 days\n2026. a year",
            &["one", "two", "three", "four", "ten", "1.5 days", "2026. a year"],
        );
        check(
            "[ ] open\n[x] done\n- [ ] both\n☐ box\n✔ tick\n- [X] 1. all\n2. two",
            &["open", "done", "both", "box", "tick", "all", "two"],
        );
        check("·\tWord\no\tWord too\n§\tand this\n–\tdash\n▪ ▪ twice", &["Word", "Word too", "and this", "dash", "twice"]);
        check("o que é isto\nA. Smith left\nI think so", &["o que é isto", "A. Smith left", "I think so"]);
        check("one\u{2028}two\u{b}three\rfour", &["one", "two", "three", "four"]);
        check("-\n- \n•", &[]);
        check("24. Dezember frei\nplain", &["24. Dezember frei", "plain"]);
        check("> 50 % of decisions wait\n+ 5 people\n§ 5 abs", &["> 50 % of decisions wait", "+ 5 people", "§ 5 abs"]);
    }

    #[test]
    fn continued_item_is_one_note() {
        check("- a long\n  sentence\n- next", &["a long sentence", "next"]);
        check("- parent\n  - reply\n    goes on\n- next", &["parent", "reply goes on", "next"]);
        check("no mark\n  indented", &["no mark", "indented"]);
        check("- item\n\n  apart", &["item", "apart"]);
    }

    #[test]
    fn headings_are_counted_and_left_out() {
        let pasted = pasted_notes("# Retro\n## Goals\n- ship it\n#hashtag stays\n");
        assert_eq!((pasted.notes, pasted.headings), (vec![String::from("ship it"), String::from("#hashtag stays")], 2));
    }

    #[test]
    fn emphasis_and_links_leave_their_text() {
        check("**bold** and *soft*, `code`, ~~gone~~", &["bold and soft, code, gone"]);
        check("__init__ and snake_case_name, 2 * 3 * 4", &["init and snake_case_name, 2 * 3 * 4"]);
        check("see [the plan](https://example.org/a_b) and [this]", &["see the plan and [this]"]);
        check("a*b*c and **open", &["a*b*c and **open"]);
        for text in
            ["Teamwork *****", "As a ____ I want ____", "user__email__exact", "2**10**3", "Terms (*) and (*)", "**/*.rs and **/*.md"]
        {
            check(text, &[text]);
        }
        let long = "_ a [1,".repeat(20_000);
        check(&long, &[&long]);
    }

    #[test]
    fn cells_of_a_table_are_notes() {
        check("\"one\ntwo\"\tthree\nfour\t\n", &["one two", "three", "four"]);
        check("\"she said \"\"no\"\"\"\nplain", &["she said \"no\"", "plain"]);
        check("\"quoted\" words stay\n\"open", &["\"quoted\" words stay", "\"open"]);
    }

    fn check_names(raw: &str, names: &[&str]) {
        assert_eq!(pasted_names(raw), names, "{raw:?}");
    }

    /// "Ana, Bo" on one line used to become one person, and three people of a mail became six.
    #[test]
    fn names_are_separated_as_people_separate_them() {
        check_names("Ana", &["Ana"]);
        check_names("Ana, Bo;Cleo", &["Ana", "Bo", "Cleo"]);
        check_names("- Ana,\n- Bo,\r\n• Cleo Dee;", &["Ana", "Bo", "Cleo Dee"]);
        check_names(" , ;\n;", &[]);
        check_names("Anne-Marie, -Bo", &["Anne-Marie", "-Bo"]);
        check_names("1. Ana\n2. Bo\n3) Cleo", &["Ana", "Bo", "Cleo"]);
        check_names("محمد، علي", &["محمد", "علي"]);
        check_names("田中、佐藤，鈴木；高橋", &["田中", "佐藤", "鈴木", "高橋"]);
        check_names("·\tAna\no\tBo", &["Ana", "Bo"]);
    }

    #[test]
    fn names_of_an_address_list_have_no_addresses() {
        check_names("Lund, Maja; Obi, Tunde <t.obi@example.org>", &["Maja Lund", "Tunde Obi"]);
        check_names("Lund, Maja; Obi, Tunde; Weiss, Jo", &["Maja Lund", "Tunde Obi", "Jo Weiss"]);
        check_names("\"Lund, Maja\" <m@example.org>, \"Obi, Tunde\" <t@example.org>", &["Maja Lund", "Tunde Obi"]);
        check_names("Maja Lund <m@example.org>, Tunde <t@example.org>", &["Maja Lund", "Tunde"]);
        check_names("m.lund@example.org; tunde@example.org", &["m.lund", "tunde"]);
        check_names("Ana; Bo, the second", &["Ana", "Bo", "the second"]);
        check_names("\"Ana", &["Ana"]);
        check_names("ana@x.org, bo@x.org", &["ana", "bo"]);
        check_names("ana@x.org,bo@x.org", &["ana", "bo"]);
        check_names("Ana Lopez, ana@x.org\nBo Li, bo@x.org", &["Ana Lopez", "Bo Li"]);
        check_names("Ana, Bo <bo@x.org>", &["Ana", "Bo"]);
        check_names("@ana, @bo", &["@ana", "@bo"]);
        check_names("Ana, Bo;", &["Ana", "Bo"]);
        check_names("# Team\nAna\nBo", &["Ana", "Bo"]);
        check_names("Ana\tBo\tCleo", &["Ana", "Bo", "Cleo"]);
    }
}
