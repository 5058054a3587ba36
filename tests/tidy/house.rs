//! The files of the house, searches in them, and how a rule is held.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the house, its path from the top with `/`.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder.
pub(crate) fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "node_modules" && name != "target" {
            collect(&path, files);
        } else if path.is_file() {
            files.push(path);
        }
    }
}

/// The files below these folders with this ending, in the order of their names. A folder that holds none is an error: a rule about it
/// would find nothing.
pub(crate) fn sources(folders: &[&str], ending: &str) -> Vec<Source> {
    let mut all = Vec::new();
    for folder in folders {
        let (path, mut files) = (top().join(folder), Vec::new());
        if path.is_file() {
            files.push(path)
        } else {
            collect(&path, &mut files)
        }
        files.retain(|path| path.to_string_lossy().ends_with(ending));
        assert!(!files.is_empty(), "{folder} holds no {ending}");
        all.extend(files);
    }
    all.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let path = path.strip_prefix(top()).unwrap().to_string_lossy().replace('\\', "/");
        Source { path, text }
    };
    all.into_iter().map(read).collect()
}

/// A line without its comment. `//` after a colon is an address, not a comment.
pub(crate) fn code(line: &str) -> &str {
    let mut from = 0;
    while let Some(found) = line[from..].find("//") {
        let at = from + found;
        if !line[..at].ends_with(':') {
            return &line[..at];
        }
        from = at + 2;
    }
    line
}

impl Source {
    /// The numbered lines of code, without comments; the module of unit tests only if asked for.
    pub(crate) fn lines(&self, with_tests: bool) -> impl Iterator<Item = (usize, &str)> {
        let all: Vec<&str> = self.text.lines().collect();
        let tests = all.windows(2).position(|pair| pair[0].trim() == "#[cfg(test)]" && pair[1].trim().starts_with("mod "));
        let end = if with_tests { all.len() } else { tests.unwrap_or(all.len()) };
        all.into_iter().take(end).enumerate().map(|(place, line)| (place + 1, code(line)))
    }
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether the text contains this, not as a part of a longer word.
pub(crate) fn mentions(text: &str, what: &str) -> bool {
    text.match_indices(what).any(|(at, _)| {
        let starts = !what.starts_with(is_word) || !text[..at].ends_with(is_word);
        let ends = !what.ends_with(is_word) || !text[at + what.len()..].starts_with(is_word);
        starts && ends
    })
}

/// One finding for each line that mentions one of these.
pub(crate) fn find(sources: &[Source], with_tests: bool, forbidden: &[&str]) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources {
        for (number, line) in source.lines(with_tests) {
            let found = forbidden.iter().filter(|what| mentions(line, what));
            findings.extend(found.map(|what| format!("{}:{number}: `{what}`", source.path)));
        }
    }
    findings
}

/// The string literals of a line; one that runs over its end counts as far as it goes.
pub(crate) fn literals(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current: Option<String> = None;
    let mut escaped = false;
    for c in line.chars() {
        match (&mut current, c) {
            (Some(text), c) if escaped => {
                text.push(c);
                escaped = false;
            }
            (Some(_), '\\') => escaped = true,
            (Some(_), '"') => found.extend(current.take()),
            (Some(text), c) => text.push(c),
            (None, '"') => current = Some(String::new()),
            (None, _) => {}
        }
    }
    found.extend(current);
    found
}

pub(crate) fn none(rule: &str, findings: &[String]) {
    assert!(findings.is_empty(), "{rule}\n  {}", findings.join("\n  "));
}

/// Holds the house to a rule: the check finds something in the text with the fault, and nothing in the sources.
pub(crate) fn hold(rule: &str, sources: &[Source], check: impl Fn(&[Source]) -> Vec<String>, fault: &str) {
    let faulty = Source { path: String::from("src/fault.rs"), text: String::from(fault) };
    assert!(!check(&[faulty]).is_empty(), "{rule}\n  does not find {fault:?}");
    none(rule, &check(sources));
}

#[test]
fn searches_find_what_they_look_for() {
    assert!(mentions("use rand::Rng;", "rand") && !mentions("random(operand)", "rand"));
    assert!(mentions("x.ok()", ".ok()") && !mentions("x.ok_or(1)", ".ok()"));
    assert_eq!((code("a // b"), code("\"https://x\""), code("//! c")), ("a ", "\"https://x\"", ""));
    assert_eq!(literals(r#"a("b \" c", "d")"#), ["b \" c", "d"]);
    let tests = Source { path: String::new(), text: String::from("a\n#[cfg(test)]\nmod tests {\nb\n") };
    assert_eq!((tests.lines(false).count(), tests.lines(true).count()), (1, 4));
}
