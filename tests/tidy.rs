//! The walls of the house, checked on the source text: who may use what, and what no file may contain.
//!
//! These are plain searches, not a compiler: comments are left out, and where a search could be wrong it says too much rather than
//! too little. Folders that do not exist yet are held to the rules as soon as they do.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

use std::fs;
use std::path::{Path, PathBuf};

// --- Reading the house ---

/// A file of the house, its path from the top with `/`.
struct Source {
    path: String,
    text: String,
}

fn top() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
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

/// The files below these folders with this ending, in the order of their names.
fn sources(folders: &[&str], ending: &str) -> Vec<Source> {
    let mut files = Vec::new();
    for folder in folders {
        let path = top().join(folder);
        if path.is_file() { files.push(path) } else { collect(&path, &mut files) }
    }
    files.retain(|path| path.to_string_lossy().ends_with(ending));
    files.sort();
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let path = path.strip_prefix(top()).unwrap().to_string_lossy().replace('\\', "/");
        Source { path, text }
    };
    files.into_iter().map(read).collect()
}

/// A line without its comment. `//` after a colon is an address, not a comment.
fn code(line: &str) -> &str {
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
    fn lines(&self, with_tests: bool) -> impl Iterator<Item = (usize, &str)> {
        let all: Vec<&str> = self.text.lines().collect();
        let tests = all.windows(2).position(|pair| pair[0].trim() == "#[cfg(test)]" && pair[1].trim().starts_with("mod "));
        let end = if with_tests { all.len() } else { tests.unwrap_or(all.len()) };
        all.into_iter().take(end).enumerate().map(|(place, line)| (place + 1, code(line)))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether the text contains this, not as a part of a longer word.
fn mentions(text: &str, what: &str) -> bool {
    text.match_indices(what).any(|(at, _)| {
        let starts = !what.starts_with(is_word) || !text[..at].ends_with(is_word);
        let ends = !what.ends_with(is_word) || !text[at + what.len()..].starts_with(is_word);
        starts && ends
    })
}

/// One finding for each line that mentions one of these.
fn find(sources: &[Source], with_tests: bool, forbidden: &[&str]) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources {
        for (number, line) in source.lines(with_tests) {
            let found = forbidden.iter().filter(|what| mentions(line, what));
            findings.extend(found.map(|what| format!("{}:{number}: `{what}`", source.path)));
        }
    }
    findings
}

fn none(rule: &str, findings: Vec<String>) {
    assert!(findings.is_empty(), "{rule}\n  {}", findings.join("\n  "));
}

/// The core without the formats.
fn core_without_formats() -> Vec<Source> {
    let mut sources = sources(&["src/core"], ".rs");
    sources.retain(|source| !source.path.starts_with("src/core/format"));
    sources
}

// --- Every file ---

#[test]
fn every_file_says_what_it_is_for() {
    let mut findings = Vec::new();
    for source in sources(&["src", "tests"], ".rs") {
        let first = source.text.lines().next().unwrap_or("");
        if !first.starts_with("//! ") || first.len() < 20 {
            findings.push(format!("{}:1: {first:?}", source.path));
        }
    }
    none("A file begins with `//!` and a sentence.", findings);
}

#[test]
fn no_file_is_too_long() {
    let long =
        sources(&["src"], ".rs").into_iter().map(|source| (source.text.lines().count(), source.path)).filter(|(lines, _)| *lines > 400);
    none("A file over 400 lines asks to be split.", long.map(|(lines, path)| format!("{path}: {lines} lines")).collect());
}

/// The lines on which functions begin, with how many lines each has: up to the line that closes it at its own indentation.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |line: &&str| mentions(code(line), "fn") && line.trim_end().ends_with('{');
    let length = |start: usize| {
        let indent = lines[start].len() - lines[start].trim_start().len();
        let closes = |line: &&str| line.len() == indent + 1 && line.ends_with('}');
        lines[start..].iter().position(closes).unwrap_or(0)
    };
    lines.iter().enumerate().filter(|(_, line)| begins(line)).map(|(start, _)| (start + 1, length(start))).collect()
}

#[test]
fn no_function_is_too_long() {
    let mut findings = Vec::new();
    for source in sources(&["src"], ".rs") {
        let long = functions(&source.text).into_iter().filter(|(_, lines)| *lines > 120);
        findings.extend(long.map(|(start, lines)| format!("{}:{start}: {lines} lines", source.path)));
    }
    none("A function over 120 lines asks to be split.", findings);
}

#[test]
fn no_test_is_left_out() {
    let forbidden = [concat!("#[igno", "re"), concat!("should_", "panic"), concat!("todo", "!"), concat!("unimple", "mented!")];
    none("Tests run, and code is finished.", find(&sources(&["src", "tests"], ".rs"), true, &forbidden));
}

// --- Who may use what ---

#[test]
fn core_is_pure() {
    let browser = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo", "gloo_storage", "uuid"];
    let outside = ["SystemTime", "Instant", "rand", "HashMap", "HashSet", "std::time", "std::env", "std::fs", "println!", "eprintln!"];
    none(
        "The core knows no browser, clock, randomness, or order by chance.",
        find(&sources(&["src/core"], ".rs"), true, &[&browser[..], &outside[..]].concat()),
    );
}

#[test]
fn core_uses_nothing_above_it() {
    let above = ["crate::strings", "crate::shell", "crate::ui", "crate::runtime", "alignment_board"];
    none("The core uses nothing above it.", find(&sources(&["src/core"], ".rs"), true, &above));
}

#[test]
fn formats_alone_know_serde() {
    let serde = ["serde", "serde_json", "Serialize", "Deserialize"];
    let mut all = sources(&["src"], ".rs");
    all.retain(|source| !source.path.starts_with("src/core/format"));
    none("Only core::format knows serde.", find(&all, true, &serde));
}

#[test]
fn rules_do_not_know_formats() {
    let mut rules = core_without_formats();
    rules.retain(|source| !source.path.starts_with("src/core/app") && source.path != "src/core/mod.rs");
    none(
        "The rules know nothing of formats and of the program.",
        find(&rules, true, &["core::format", "super::format", "core::app", "super::app"]),
    );
}

#[test]
fn strings_use_core_types_alone() {
    let mut findings = find(&sources(&["src/strings.rs", "src/strings"], ".rs"), true, &["leptos", "web_sys", "js_sys", "wasm_bindgen"]);
    for source in sources(&["src/strings.rs", "src/strings"], ".rs") {
        for (number, line) in source.lines(true) {
            let others = line
                .match_indices("crate::")
                .filter(|(at, _)| !line[*at..].starts_with("crate::core") && !line[*at..].starts_with("crate::strings"));
            findings.extend(others.map(|(at, _)| format!("{}:{number}: `{}`", source.path, line[at..].trim())));
        }
    }
    none("The sentences use the core's types and nothing else.", findings);
}

#[test]
fn views_reach_nothing_but_the_core_and_the_sentences() {
    let stored = ["local_storage", "session_storage", "gloo_storage", "Storage"];
    let address = ["location()", "Location", "window().history", "History", "push_state", "replace_state", "set_title"];
    let others = ["crate::shell", "clipboard()", "Clipboard", "WebSocket", "BroadcastChannel"];
    let forbidden = [&stored[..], &address, &others].concat();
    none(
        "Views use no shell, storage, address, clipboard or socket; they send events.",
        find(&sources(&["src/ui"], ".rs"), true, &forbidden),
    );
}

#[test]
fn kit_knows_no_board() {
    none(
        "The kit knows neither boards nor sentences.",
        find(&sources(&["src/ui/kit", "src/ui/kit.rs"], ".rs"), true, &["crate::core", "crate::strings", "crate::runtime"]),
    );
}

#[test]
fn shell_knows_no_views_and_no_rules() {
    let forbidden =
        ["leptos", "crate::ui", "crate::strings", "crate::runtime", "crate::core::board", "crate::core::command", "crate::core::voting"];
    none("The shell performs effects; it knows no views, sentences or rules.", find(&sources(&["src/shell"], ".rs"), true, &forbidden));
}

#[test]
fn each_storage_crate_is_used_in_one_file() {
    for (name, file) in [("gloo_storage", "src/shell/storage.rs"), ("idb", "src/shell/versions.rs")] {
        let (only, others): (Vec<Source>, Vec<Source>) = sources(&["src"], ".rs").into_iter().partition(|source| source.path == file);
        assert!(!find(&only, false, &[name]).is_empty(), "{file} does not use {name}");
        none("A crate that stores is used in one file, so that it can be replaced in a day.", find(&others, true, &[name]));
    }
}

// --- What no file may contain ---

#[test]
fn no_failure_is_thrown_away() {
    let sources = sources(&["src/core/format", "src/core/app", "src/core/app.rs", "src/shell"], ".rs");
    let mut findings = find(&sources, false, &[".unwrap()", ".expect(", "unwrap_or_default()"]);
    for source in &sources {
        // A search that finds nothing has not failed.
        let lines = source.lines(false).filter(|(_, line)| mentions(line, ".ok()") && !line.contains("binary_search"));
        findings.extend(lines.map(|(number, _)| format!("{}:{number}: `.ok()`", source.path)));
    }
    none("What was stored or received is never turned into nothing, and never stops the program: match on the failure.", findings);
}

#[test]
fn no_view_does_what_the_policy_or_the_design_forbids() {
    let forbidden = [
        "inner_html",
        "set_inner_html",
        "alert(",
        "confirm(",
        "prompt(",
        "alert_with_message(",
        "confirm_with_message(",
        "style=\"",
        "style='",
    ];
    none(
        "No markup from text, no blocking questions, no style attribute.",
        find(&sources(&["src/ui", "src/runtime.rs", "src/shell"], ".rs"), false, &forbidden),
    );
}

/// The string literals of a line; one that runs over its end counts as far as it goes.
fn literals(line: &str) -> Vec<String> {
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

fn is_sentence(text: &str) -> bool {
    text.trim().contains(' ') && text.chars().any(char::is_uppercase)
}

#[test]
fn every_sentence_is_in_strings() {
    let mut findings = Vec::new();
    for source in sources(&["src/ui", "src/runtime.rs", "src/shell"], ".rs") {
        for (number, line) in source.lines(false) {
            let sentences = literals(line).into_iter().filter(|text| is_sentence(text));
            findings.extend(sentences.map(|text| format!("{}:{number}: {text:?}", source.path)));
        }
    }
    none("A sentence that a person reads stands in src/strings.rs.", findings);
}

/// A raw colour in a line of a sheet: `#abc`, `rgb(…)` and the like.
fn raw_colour(line: &str) -> Option<&str> {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "hwb("];
    if let Some(function) = functions.into_iter().find(|function| mentions(line, function)) {
        return Some(function);
    }
    line.match_indices('#').find_map(|(at, _)| {
        let digits = line[at + 1..].find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(line.len() - at - 1);
        let word = line[at + 1..].chars().nth(digits).is_some_and(|c| is_word(c) || c == '-');
        (matches!(digits, 3 | 4 | 6 | 8) && !word).then(|| &line[at..=at + digits])
    })
}

#[test]
fn raw_colours_stand_in_tokens_alone() {
    let mut findings = Vec::new();
    for source in sources(&["src/styles"], ".css").into_iter().chain(sources(&["src/ui"], ".rs")) {
        let in_strings = source.path.ends_with(".rs");
        for (number, line) in source.text.lines().enumerate().filter(|_| !source.path.ends_with("tokens.css")) {
            let texts = if in_strings { literals(code(line)) } else { vec![String::from(line)] };
            findings.extend(
                texts.iter().filter_map(|text| raw_colour(text)).map(|colour| format!("{}:{}: `{colour}`", source.path, number + 1)),
            );
        }
    }
    none("Raw colours stand in src/styles/tokens.css and later_tokens.css alone.", findings);
}

#[test]
fn every_sheet_belongs_to_a_region() {
    let mut findings = Vec::new();
    let read = |name: &str| fs::read_to_string(top().join("src/styles").join(name)).unwrap_or_else(|_| String::new());
    let imported = read("index.css") + &read("later.css");
    let views = sources(&["src/ui"], ".rs");
    for sheet in sources(&["src/styles"], ".css") {
        let name = sheet.path.trim_start_matches("src/styles/").trim_end_matches(".css");
        let is_view = |path: &str| path.ends_with(&format!("/{name}.rs")) || path.ends_with(&format!("/{name}/mod.rs"));
        let region = ["tokens", "later_tokens", "base", "index", "later"].contains(&name) || views.iter().any(|view| is_view(&view.path));
        if !region {
            findings.push(format!("{}: no file or folder of this name in src/ui", sheet.path));
        }
        if !["index", "later"].contains(&name) && imported.matches(&format!("/{name}.css")).count() != 1 {
            findings.push(format!("{}: src/styles/index.css or later.css has to import it once", sheet.path));
        }
    }
    none("A sheet is named like the view it dresses.", findings);
}

#[test]
fn every_format_version_has_its_fixtures() {
    let mut findings = Vec::new();
    let mut versions = 0;
    for source in sources(&["src/core/format"], ".rs") {
        let name = source.path.rsplit('/').next().unwrap().trim_end_matches(".rs");
        let is_version = name.strip_prefix('v').is_some_and(|number| number.parse::<u32>().is_ok());
        if is_version {
            versions += 1;
            let mut fixtures = Vec::new();
            collect(&top().join("tests/fixtures").join(name), &mut fixtures);
            if fixtures.is_empty() {
                findings.push(format!("{}: tests/fixtures/{name} holds no file", source.path));
            }
        }
    }
    none("A format that was released is read for ever: its fixtures prove it.", findings);
    assert!(versions > 0, "no format has a version");
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = fs::read_to_string(top().join("Cargo.toml")).unwrap();
    let mut findings = Vec::new();
    let mut section = "";
    for (number, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            section = line.trim_matches(['[', ']']);
            continue;
        }
        let table = section.ends_with("dependencies");
        // A dependency with a table of its own has its reason beside its version.
        let own_table = section.contains("dependencies.") && line.starts_with("version");
        let names_one = table && line.contains('=') && !line.starts_with([' ', '#']);
        if (names_one || own_table) && line.split_once(" # ").is_none_or(|(_, reason)| reason.trim().len() < 8) {
            findings.push(format!("Cargo.toml:{}: {line}", number + 1));
        }
    }
    none("A dependency says what it is for: `name = … # reason`.", findings);
}

// --- The searches themselves ---

#[test]
fn the_searches_find_what_they_look_for() {
    assert!(mentions("use rand::Rng;", "rand") && !mentions("random(operand)", "rand"));
    assert!(mentions("x.ok()", ".ok()") && !mentions("x.ok_or(1)", ".ok()"));
    assert_eq!((code("a // b"), code("\"https://x\""), code("//! c")), ("a ", "\"https://x\"", ""));
    assert_eq!(literals(r#"a("b \" c", "d")"#), ["b \" c", "d"]);
    assert!(is_sentence("Save it now") && !is_sentence("Save") && !is_sentence("note note--wide"));
    let colours = ["color: #fff;", "a: #12aB34", "background: rgb(0 0 0)", "a: var(--x, #abcd)"];
    assert!(colours.into_iter().all(|line| raw_colour(line).is_some()));
    assert!(["color: var(--ink);", "#fade-out {", "url(#a)", "a: hsla"].into_iter().all(|line| raw_colour(line).is_none()));
    let tests = Source { path: String::new(), text: String::from("a\n#[cfg(test)]\nmod tests {\nb\n") };
    assert_eq!((tests.lines(false).count(), tests.lines(true).count()), (1, 4));
    assert_eq!(functions("fn a() {\n    fn b() {\n        1\n    }\n}\nfn c() { 1 }"), [(1, 4), (2, 2)]);
}
