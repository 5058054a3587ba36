//! What holds for every file: its first line, its length, its functions, its tests; and for the manifest and the fixtures.

use super::house::{Source, code, collect, find, hold, mentions, sources, top};
use std::fs;

#[test]
fn every_file_says_what_it_is_for() {
    let silent = |sources: &[Source]| {
        let first = |source: &Source| String::from(source.text.lines().next().unwrap_or(""));
        let silent = sources.iter().filter(|source| !first(source).starts_with("//! ") || first(source).len() < 20);
        silent.map(|source| format!("{}:1: {:?}", source.path, first(source))).collect()
    };
    hold("A file begins with `//!` and a sentence.", &sources(&["src", "tests"], ".rs"), silent, "use std::fs;\n");
}

#[test]
fn no_file_is_too_long() {
    let long = |sources: &[Source]| {
        let lines = sources.iter().map(|source| (&source.path, source.text.lines().count()));
        lines.filter(|(_, lines)| *lines > 400).map(|(path, lines)| format!("{path}: {lines} lines")).collect()
    };
    hold("A file over 400 lines asks to be split.", &sources(&["src", "tests"], ".rs"), long, &"\n".repeat(401));
}

/// The lines on which functions begin, with how many lines each has: up to the line that closes it at its own indentation. A signature may
/// run over several lines; one without a body has none.
fn functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |line: &&str| mentions(code(line), "fn") && line.trim_end().ends_with(['{', '(', ',', '>']);
    let length = |start: usize| {
        let indent = lines[start].len() - lines[start].trim_start().len();
        let closes = |line: &&str| line.len() == indent + 1 && line.ends_with('}');
        lines[start..].iter().position(closes).unwrap_or(0)
    };
    lines.iter().enumerate().filter(|(_, line)| begins(line)).map(|(start, _)| (start + 1, length(start))).collect()
}

#[test]
fn no_function_is_too_long() {
    assert_eq!(functions("fn a() {\n    fn b() {\n        1\n    }\n}\nfn c() { 1 }"), [(1, 4), (2, 2)]);
    assert_eq!(functions("fn a(\n    b: u8,\n) {\n    b\n}\nfn c();"), [(1, 4)]);
    let long = |sources: &[Source]| {
        let all = sources.iter().flat_map(|source| functions(&source.text).into_iter().map(|(start, lines)| (&source.path, start, lines)));
        all.filter(|(.., lines)| *lines > 120).map(|(path, start, lines)| format!("{path}:{start}: {lines} lines")).collect()
    };
    let fault = String::from("fn a() {\n") + &"    b();\n".repeat(120) + "}\n";
    hold("A function over 120 lines asks to be split.", &sources(&["src", "tests"], ".rs"), long, &fault);
}

#[test]
fn no_test_is_left_out() {
    let forbidden = [concat!("#[igno", "re"), concat!("should_", "panic"), concat!("todo", "!"), concat!("unimple", "mented!")];
    let left_out = |sources: &[Source]| find(sources, true, &forbidden);
    hold("Tests run, and code is finished.", &sources(&["src", "tests"], ".rs"), left_out, concat!("#[igno", "re]\nfn a() {}"));
}

/// Versions of formats for which a folder of fixtures holds nothing.
fn without_fixtures(sources: &[Source], has_fixtures: impl Fn(&str) -> bool) -> (usize, Vec<String>) {
    let versions = sources.iter().filter_map(|source| {
        let name = source.path.rsplit('/').next()?.strip_suffix(".rs")?;
        name.strip_prefix('v')?.parse::<u32>().is_ok().then_some((&source.path, name))
    });
    let versions: Vec<_> = versions.collect();
    let findings = versions.iter().filter(|(_, name)| !has_fixtures(name));
    (versions.len(), findings.map(|(path, name)| format!("{path}: tests/fixtures/{name} holds no file")).collect())
}

#[test]
fn every_format_version_has_its_fixtures() {
    let formats = sources(&["src/core/format"], ".rs");
    assert!(!without_fixtures(&formats, |_| false).1.is_empty());
    let has_fixtures = |name: &str| {
        let mut fixtures = Vec::new();
        let folder = top().join("tests/fixtures").join(name);
        if folder.is_dir() {
            collect(&folder, &mut fixtures);
        }
        !fixtures.is_empty()
    };
    let (versions, findings) = without_fixtures(&formats, has_fixtures);
    super::house::none("A format that was released is read for ever: its fixtures prove it.", &findings);
    assert!(versions > 0, "no format has a version");
}

/// The dependencies of a manifest that give no reason, under their line.
fn without_reason(manifest: &str) -> Vec<String> {
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
    findings
}

#[test]
fn every_dependency_has_its_reason() {
    let faults = "[dependencies]\na = \"1\"\nb = \"2\" # what b is for\n[dev-dependencies.c]\nversion = \"3\"\n";
    assert_eq!(without_reason(faults), ["Cargo.toml:2: a = \"1\"", "Cargo.toml:5: version = \"3\""]);
    let manifest = fs::read_to_string(top().join("Cargo.toml")).unwrap();
    super::house::none("A dependency says what it is for: `name = … # reason`.", &without_reason(&manifest));
}
