//! The order of the house: no files in a circle, nothing imported from above, and walls between neighbours.

use super::house::{none, sources};
use super::imports::Imports;
use std::collections::BTreeMap;

/// Folders and files from the ground up. A file belongs to the longest of these paths that leads to it, and may use what is on its own
/// floor or below.
const FLOORS: [&str; 24] = [
    "src/core/mod.rs",
    "src/core/document",
    "src/core/board",
    "src/core/reading",
    "src/core/command",
    "src/core/replica",
    "src/core/drawing",
    "src/core/format",
    "src/core/app",
    "src/strings",
    "src/shell",
    "src/ui/kit",
    "src/ui/state",
    "src/ui/clock.rs",
    "src/ui/notes",
    "src/ui/reading",
    "src/ui/agreements",
    "src/ui/people",
    "src/ui/screen",
    "src/ui/mod.rs",
    "src/runtime",
    "src/runtime.rs",
    "src/lib.rs",
    "src/main.rs",
];

/// Imports that the floors would allow and that are forbidden all the same: nothing in the first imports from the second.
const WALLS: [(&str, &str); 11] = [
    ("src/shell", "src/strings"),
    ("src/shell", "src/core/board"),
    ("src/shell", "src/core/reading"),
    ("src/shell", "src/core/command"),
    ("src/shell", "src/core/replica"),
    ("src/shell", "src/core/drawing"),
    ("src/ui", "src/shell"),
    ("src/ui/kit", "src/core"),
    ("src/ui/kit", "src/strings"),
    ("src/core/drawing", "src/core/replica"),
    ("src/core/drawing", "src/core/command"),
];

fn is_in(file: &str, path: &str) -> bool {
    file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn floor(file: &str) -> Option<usize> {
    let own = FLOORS.into_iter().enumerate().filter(|(_, path)| is_in(file, path));
    own.max_by_key(|(_, path)| path.len()).map(|(floor, _)| floor)
}

fn circles(imports: &Imports) -> Vec<String> {
    let say = |files: &[String], way: &[String]| format!("{} files: {}\n    {}", files.len(), files.join(", "), way.join(" → "));
    imports.circles().iter().map(|(files, way)| say(files, way)).collect()
}

fn from_above(imports: &Imports) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, used) in &imports.uses {
        let Some(own) = floor(file) else {
            faults.push(format!("{file} stands on no floor"));
            continue;
        };
        let above = used.iter().filter(|used| floor(used).is_some_and(|floor| floor > own));
        faults.extend(above.map(|used| format!("{file} uses {used}")));
    }
    faults
}

fn through_walls(imports: &Imports) -> Vec<String> {
    let mut faults = Vec::new();
    for (file, used) in &imports.uses {
        let walls: Vec<&str> = WALLS.into_iter().filter(|(here, _)| is_in(file, here)).map(|(_, there)| there).collect();
        let through = used.iter().filter(|used| walls.iter().any(|there| is_in(used, there)));
        faults.extend(through.map(|used| format!("{file} uses {used}")));
    }
    faults
}

fn house() -> Imports {
    Imports::of(&sources(&["src"], ".rs").into_iter().map(|source| (source.path, source.text)).collect())
}

fn made_up(files: &[(&str, &[&str])]) -> Imports {
    let uses = files.iter().map(|(file, used)| (String::from(*file), used.iter().map(|used| String::from(*used)).collect()));
    Imports { uses: uses.collect::<BTreeMap<_, _>>(), lost: Vec::new() }
}

/// An empty graph has no circles either.
#[test]
fn graph_is_whole() {
    let imports = house();
    none("Every file is declared by a module, and every path leads to a name.", &imports.lost);
    assert!(imports.uses.len() > 150 && imports.count() > 1_000, "{} files, {} imports", imports.uses.len(), imports.count());
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let seen = made_up(&[("src/a.rs", &["src/b.rs"]), ("src/b.rs", &["src/a.rs"])]);
    assert_eq!(circles(&seen), ["2 files: src/a.rs, src/b.rs\n    src/a.rs → src/b.rs → src/a.rs"]);
    none("Files that need each other in a circle cannot be read one after the other: move what both need below.", &circles(&house()));
}

#[test]
fn nothing_is_imported_from_above() {
    let seen =
        made_up(&[("src/core/board/mod.rs", &["src/core/reading/stack.rs"]), ("src/core/reading/stack.rs", &["src/core/board/mod.rs"])]);
    assert_eq!(from_above(&seen), ["src/core/board/mod.rs uses src/core/reading/stack.rs"]);
    assert_eq!(from_above(&made_up(&[("src/new/mod.rs", &[])])), ["src/new/mod.rs stands on no floor"]);
    none("A file uses what is on its own floor or below (the floors are in this test).", &from_above(&house()));
}

#[test]
fn nothing_is_imported_through_a_wall() {
    let seen =
        made_up(&[("src/ui/kit/el.rs", &["src/core/board/mod.rs", "src/ui/kit/mod.rs"]), ("src/ui/notes/list.rs", &["src/shell/mod.rs"])]);
    assert_eq!(through_walls(&seen), ["src/ui/kit/el.rs uses src/core/board/mod.rs", "src/ui/notes/list.rs uses src/shell/mod.rs"]);
    none("The shell knows no rules and no sentences, views know no shell, the kit knows no board.", &through_walls(&house()));
}

#[test]
fn every_floor_and_wall_names_a_path() {
    let files: Vec<String> = house().uses.into_keys().collect();
    for path in FLOORS.into_iter().chain(WALLS.into_iter().flat_map(|(here, there)| [here, there])) {
        assert!(files.iter().any(|file| is_in(file, path)), "{path} is not there");
    }
}
