//! The graph of imports: which file of `src` uses what another file defines.
//!
//! Paths in `use` and inline count, `pub use` as well. Methods are not looked at: who calls one has imported its type, or was handed it.

use super::modules;
use std::collections::{BTreeMap, BTreeSet};

/// Which file uses which.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    /// Each file with those it uses.
    pub(crate) uses: BTreeMap<String, BTreeSet<String>>,
    /// Files that nothing declares, and paths that lead nowhere: the graph would not be whole.
    pub(crate) lost: Vec<String>,
}

impl Imports {
    /// The graph of these files: each path with its text.
    pub(crate) fn of(files: &BTreeMap<String, String>) -> Imports {
        let (uses, lost) = modules::uses(files);
        Imports { uses, lost }
    }

    /// How many imports there are.
    pub(crate) fn count(&self) -> usize {
        self.uses.values().map(BTreeSet::len).sum()
    }

    /// The shortest way from one file to another along imports, with both.
    fn way(&self, from: &str, to: &str) -> Option<Vec<String>> {
        let mut ways = vec![vec![String::from(from)]];
        let mut seen = BTreeSet::new();
        while !ways.is_empty() {
            let mut longer = Vec::new();
            for way in ways {
                for next in self.uses.get(way.last()?).into_iter().flatten() {
                    let mut longer_way = way.clone();
                    longer_way.push(next.clone());
                    if next == to {
                        return Some(longer_way);
                    }
                    if seen.insert(next.clone()) {
                        longer.push(longer_way);
                    }
                }
            }
            ways = longer;
        }
        None
    }

    /// The circles: each the files that reach one another, and the shortest way around from the first of them.
    pub(crate) fn circles(&self) -> Vec<(Vec<String>, Vec<String>)> {
        let mut circles: Vec<(Vec<String>, Vec<String>)> = Vec::new();
        for file in self.uses.keys() {
            if circles.iter().any(|(files, _)| files.contains(file)) {
                continue;
            }
            let Some(around) = self.way(file, file) else { continue };
            let mutual = |other: &&String| *other == file || self.way(file, other).is_some() && self.way(other, file).is_some();
            circles.push((self.uses.keys().filter(mutual).cloned().collect(), around));
        }
        circles
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph(files: &[(&str, &str)]) -> Imports {
        Imports::of(&files.iter().map(|(file, text)| (String::from(*file), String::from(*text))).collect())
    }

    /// What a file uses, in a library of these files.
    fn uses(file: &str, files: &[(&str, &str)]) -> Vec<String> {
        let imports = graph(files);
        assert!(imports.lost.is_empty(), "{:?}", imports.lost);
        imports.uses[file].iter().cloned().collect()
    }

    #[test]
    fn circle_of_three_is_found() {
        let imports = graph(&[
            ("src/lib.rs", "mod a; mod b; mod c; mod d;"),
            ("src/a.rs", "use crate::b::B; pub struct A(B);"),
            ("src/b.rs", "pub struct B; fn b() { super::c::c() }"),
            ("src/c.rs", "pub fn c() {} fn d(_: crate::a::A, _: crate::d::D) {}"),
            ("src/d.rs", "pub struct D;"),
        ]);
        assert_eq!((imports.uses.len(), imports.count(), imports.lost.len()), (5, 4, 0));
        let three = ["src/a.rs", "src/b.rs", "src/c.rs"].map(String::from);
        assert_eq!(imports.circles(), [(three.into(), ["src/a.rs", "src/b.rs", "src/c.rs", "src/a.rs"].map(String::from).into())]);
    }

    #[test]
    fn two_circles_are_two() {
        let imports = graph(&[
            ("src/lib.rs", "mod a; mod b; mod c; mod d;"),
            ("src/a.rs", "use crate::b::B; use crate::c::C; pub struct A;"),
            ("src/b.rs", "use crate::a::A; pub struct B;"),
            ("src/c.rs", "use crate::d::D; pub struct C;"),
            ("src/d.rs", "use crate::c::C; pub struct D;"),
        ]);
        let files: Vec<_> = imports.circles().into_iter().map(|(files, _)| files).collect();
        assert_eq!(files, [["src/a.rs", "src/b.rs"], ["src/c.rs", "src/d.rs"]]);
    }

    /// What is passed on is an import of its definition, by whoever passes it on and by whoever takes it.
    #[test]
    fn re_export_is_seen_through() {
        let files = [
            ("src/lib.rs", "mod a; mod user;"),
            ("src/a/mod.rs", "mod inner; mod other; pub use inner::{Thing, make as made}; pub use other::*; pub struct Own;"),
            ("src/a/inner.rs", "pub struct Thing; pub fn make() {}"),
            ("src/a/other.rs", "pub struct Far;"),
            ("src/user.rs", "use crate::a::{Far, Thing}; fn f() { crate::a::made(); }"),
        ];
        assert_eq!(uses("src/user.rs", &files), ["src/a/inner.rs", "src/a/other.rs"]);
        assert_eq!(uses("src/a/mod.rs", &files), ["src/a/inner.rs", "src/a/other.rs"]);
    }

    #[test]
    fn paths_are_resolved() {
        let files = [
            ("src/lib.rs", "pub mod a; mod b;"),
            ("src/a/mod.rs", "pub mod deep; pub mod near; use crate::b::B; pub struct Own;"),
            ("src/a/deep.rs", "PATH"),
            ("src/a/near.rs", "pub enum Near { One } pub fn near() {} pub mod inside { pub struct In; }"),
            ("src/b.rs", "pub struct B; pub fn b() {}"),
            ("src/main.rs", "fn main() { alignment_board::a::near::near(); }"),
        ];
        let cases = [
            ("use super::Own;", "src/a/mod.rs"),
            ("use super::super::b::B;", "src/b.rs"),
            ("use super::B;", "src/b.rs"),
            ("use super::near::{self, inside};\nfn f() { near::near(); }", "src/a/near.rs"),
            ("use super::near as n;\nfn f() { n::near(); }", "src/a/near.rs"),
            ("use crate::{a::{near::{Near}}};", "src/a/near.rs"),
            ("fn f() -> Vec<crate::a::near::inside::In> { Vec::new() }", "src/a/near.rs"),
            ("mod own { fn f() { super::super::near::Near::One; } }", "src/a/near.rs"),
            ("macro_rules! m { () => { $crate::b::b() }; }", "src/b.rs"),
            ("fn f() { use crate::b::b; }", "src/b.rs"),
            ("fn f<'a>(_: &'a str) { g('\"', crate::b::b()); }", "src/b.rs"),
        ];
        for (path, leads_to) in cases {
            let mut files = files;
            files[2].1 = path;
            assert_eq!(uses("src/a/deep.rs", &files), [leads_to], "{path}");
        }
        assert_eq!(uses("src/main.rs", &[&files[..2], &[("src/a/deep.rs", "")], &files[3..]].concat()), ["src/a/near.rs"]);
    }

    #[test]
    fn comments_texts_tests_and_modules_by_themselves_are_no_imports() {
        let own = "//! [`crate::b::B`]\nuse crate::b;\nconst A: &str = \"crate::b::B\";\n#[cfg(test)]\nmod tests { use crate::b::B; }\n";
        assert_eq!(uses("src/a.rs", &[("src/lib.rs", "mod a; mod b;"), ("src/a.rs", own), ("src/b.rs", "pub struct B;")]), [""; 0]);
    }

    #[test]
    fn type_that_a_macro_makes_is_found_in_its_file() {
        let files = [
            ("src/lib.rs", "mod a; mod b; macro_rules! id { ($name:ident) => { pub struct $name; } } pub(crate) use id;"),
            (
                "src/a.rs",
                "use crate::id; id! { pub enum One { A = 0 } } id!(Two); macro_rules! own { () => { pub struct Three; } } own!();",
            ),
            ("src/b.rs", "use crate::a::One; use crate::a::Two; use crate::a::Three;"),
        ];
        assert_eq!(uses("src/b.rs", &files), ["src/a.rs"]);
        assert_eq!(uses("src/a.rs", &files), ["src/lib.rs"]);
    }

    #[test]
    fn file_and_function_of_one_name_are_told_apart() {
        let files = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a/mod.rs", "pub mod day; pub fn day() {}"),
            ("src/a/day.rs", "pub fn long() {}"),
            ("src/b.rs", "fn f() { crate::a::day::long(); }"),
        ];
        assert_eq!(uses("src/b.rs", &files), ["src/a/day.rs"]);
    }

    #[test]
    fn what_cannot_be_followed_is_reported() {
        let imports = graph(&[
            ("src/lib.rs", "mod a; mod gone;"),
            ("src/a.rs", "use crate::b::B; use super::*; use far::*; use crate::a; fn f() { a::none() }"),
            ("src/stray.rs", ""),
        ]);
        let lost = [
            "src/stray.rs is declared by no module",
            "src/a.rs: `crate::b::B` leads nowhere",
            "src/a.rs: `a::none` leads nowhere",
            "src/a.rs: `super::*` does not say what is used",
            "src/lib.rs: `mod gone` has no file",
        ];
        assert_eq!(imports.lost, lost);
    }
}
