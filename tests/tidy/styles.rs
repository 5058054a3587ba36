//! Style sheets: raw colours in one place, a sheet for each region.

use super::house::{Source, code, hold, is_word, literals, mentions, none, sources, top};
use std::fs;

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
    let colours = ["color: #fff;", "a: #12aB34", "background: rgb(0 0 0)", "a: var(--x, #abcd)"];
    assert!(colours.into_iter().all(|line| raw_colour(line).is_some()));
    assert!(["color: var(--ink);", "#fade-out {", "url(#a)", "a: hsla"].into_iter().all(|line| raw_colour(line).is_none()));
    let raw = |sources: &[Source]| {
        let mut findings = Vec::new();
        for source in sources.iter().filter(|source| !source.path.ends_with("tokens.css")) {
            for (number, line) in source.text.lines().enumerate() {
                let texts = if source.path.ends_with(".rs") { literals(code(line)) } else { vec![String::from(line)] };
                let colours = texts.iter().filter_map(|text| raw_colour(text));
                findings.extend(colours.map(|colour| format!("{}:{}: `{colour}`", source.path, number + 1)));
            }
        }
        findings
    };
    let all: Vec<Source> = sources(&["src/styles"], ".css").into_iter().chain(sources(&["src/ui"], ".rs")).collect();
    hold("Raw colours stand in src/styles/tokens.css and later_tokens.css alone.", &all, raw, "el.style(\"color\", \"#fff\")");
}

/// Sheets that dress no view, or that are not imported once. `imported` are the texts of the sheets that gather the others.
fn strays(sheets: &[&str], views: &[&str], imported: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for name in sheets {
        let is_view = |path: &&str| path.ends_with(&format!("/{name}.rs")) || path.ends_with(&format!("/{name}/mod.rs"));
        if !["tokens", "later_tokens", "base", "index", "later"].contains(name) && !views.iter().any(is_view) {
            findings.push(format!("{name}.css: no file or folder of this name in src/ui"));
        }
        if !["index", "later"].contains(name) && imported.matches(&format!("/{name}.css")).count() != 1 {
            findings.push(format!("{name}.css: src/styles/index.css or later.css has to import it once"));
        }
    }
    findings
}

#[test]
fn every_sheet_belongs_to_a_region() {
    assert_eq!(strays(&["note", "menu"], &["src/ui/notes/note.rs"], "./note.css ./menu.css").len(), 1);
    assert_eq!(strays(&["note"], &["src/ui/note/mod.rs"], "./note.css ./note.css").len(), 1);
    let imported = ["index.css", "later.css"].map(|name| {
        let path = top().join("src/styles").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    });
    let (sheets, views) = (sources(&["src/styles"], ".css"), sources(&["src/ui"], ".rs"));
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.path.trim_start_matches("src/styles/").trim_end_matches(".css")).collect();
    let views: Vec<&str> = views.iter().map(|view| view.path.as_str()).collect();
    none("A sheet is named like the view it dresses.", &strays(&names, &views, &imported.concat()));
}
