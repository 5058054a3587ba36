//! The modules of the house as they are declared, and where a path leads: through modules and through what is passed on by `use`, to the
//! file that defines the name, as the compiler follows it.

use super::tokens::{Token, closing, read};
use std::collections::{BTreeMap, BTreeSet};

/// The name by which the program's own file knows the library.
const LIBRARY: &str = "alignment_board";
const ROOTS: [&str; 2] = ["src/lib.rs", "src/main.rs"];

/// Where a module stands: the file it is the root of or lies in, and the names down to it from there.
type Place = Vec<String>;

/// What a name in a module stands for.
#[derive(Clone, Debug)]
enum Name {
    /// A type, trait or macro of the module: a path may go on behind it.
    Type,
    /// A function, constant or static of the module: a path ends with it.
    Value,
    Module(Place),
    /// It is passed on from elsewhere.
    Passed(Vec<String>),
}

#[derive(Debug, Default)]
struct Module {
    file: String,
    names: BTreeMap<String, Vec<Name>>,
    /// Modules of which every name is imported for use here. They may only be of other crates.
    globs: Vec<Vec<String>>,
    /// Modules of which every name is passed on.
    passed: Vec<Vec<String>>,
    /// Every path that is used.
    paths: Vec<Vec<String>>,
}

impl Module {
    fn import(&mut self, Leaf { path, name }: Leaf, is_public: bool) {
        match name {
            Some(name) => {
                self.paths.push(path.clone());
                self.names.entry(name).or_default().push(Name::Passed(path));
            }
            None if is_public => self.passed.push(path),
            None => self.globs.push(path),
        }
    }
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    File(String),
    Module(Place),
}

/// Which file uses which, and what stands in the way of knowing it: files that nothing declares, paths that lead nowhere.
pub(crate) fn uses(files: &BTreeMap<String, String>) -> (BTreeMap<String, BTreeSet<String>>, Vec<String>) {
    let mut house = House { files, modules: BTreeMap::new(), seen: BTreeSet::new(), lost: Vec::new() };
    for root in ROOTS.into_iter().filter(|root| files.contains_key(*root)) {
        house.read_file(root, vec![String::from(root)]);
    }
    let unseen = files.keys().filter(|file| !house.seen.contains(*file));
    let mut lost: Vec<String> = unseen.map(|file| format!("{file} is declared by no module")).collect();
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (place, module) in &house.modules {
        let used = uses.entry(module.file.clone()).or_default();
        for path in &module.paths {
            let found = house.follow(place, path, 0);
            let begins_here = || is_own(path) || !house.follow(place, &path[..1], 0).is_empty();
            if found.is_empty() && begins_here() {
                lost.push(format!("{}: `{}` leads nowhere", module.file, path.join("::")));
            }
            // A module by itself says nothing: the paths that go on through it do.
            used.extend(found.into_iter().filter_map(|found| if let Found::File(file) = found { Some(file) } else { None }));
        }
        for found in module.passed.iter().flat_map(|passed| house.follow(place, passed, 0)) {
            used.extend(if let Found::Module(below) = found { house.modules.get(&below).map(|below| below.file.clone()) } else { None });
        }
        used.remove(&module.file);
        let hiding = module.globs.iter().filter(|glob| is_own(glob) || module.names.contains_key(&glob[0]));
        lost.extend(hiding.map(|glob| format!("{}: `{}::*` does not say what is used", module.file, glob.join("::"))));
    }
    lost.extend(house.lost);
    (uses, lost)
}

/// The modules of the house while they are read.
struct House<'a> {
    files: &'a BTreeMap<String, String>,
    modules: BTreeMap<Place, Module>,
    /// Files that a module declares, be it for unit tests.
    seen: BTreeSet<String>,
    lost: Vec<String>,
}

impl House<'_> {
    fn read_file(&mut self, file: &str, place: Place) {
        let (tokens, tests) = read(&self.files[file]);
        self.seen.insert(String::from(file));
        for test in tests {
            self.seen.extend(self.child(file, &test));
        }
        self.read_module(file, place, &tokens);
    }

    /// The file of a module that this file declares.
    fn child(&self, file: &str, name: &str) -> Option<String> {
        let owns_folder = ROOTS.contains(&file) || file.ends_with("/mod.rs");
        let folder = if owns_folder { file.rsplit_once('/')?.0 } else { file.strip_suffix(".rs")? };
        let places = [format!("{folder}/{name}.rs"), format!("{folder}/{name}/mod.rs")];
        places.into_iter().find(|place| self.files.contains_key(place))
    }

    fn read_module(&mut self, file: &str, place: Place, tokens: &[Token]) {
        let mut module = Module { file: String::from(file), ..Module::default() };
        let mut depth = 0;
        let mut at = 0;
        while at < tokens.len() {
            let word = |at: usize| tokens.get(at).and_then(Token::word);
            match (&tokens[at], word(at), word(at + 1)) {
                (Token::Sign('{'), ..) => depth += 1,
                (Token::Sign('}'), ..) => depth -= 1,
                (_, Some("pub"), _) if tokens.get(at + 1) == Some(&Token::Sign('(')) => at = closing(tokens, at + 1),
                (_, Some("use"), _) => {
                    let is_public = at > 0 && (word(at - 1) == Some("pub") || tokens[at - 1] == Token::Sign(')'));
                    let mut leaves = Vec::new();
                    at = read_use(tokens, at + 1, &[], &mut leaves);
                    leaves.into_iter().for_each(|leaf| module.import(leaf, is_public));
                    continue;
                }
                (_, Some("mod"), Some(name)) => {
                    let below = [place.clone(), vec![String::from(name)]].concat();
                    module.names.entry(String::from(name)).or_default().push(Name::Module(below.clone()));
                    if tokens.get(at + 2) == Some(&Token::Sign('{')) {
                        let end = closing(tokens, at + 2);
                        self.read_module(file, below, &tokens[at + 3..end]);
                        at = end;
                    } else if let Some(child) = self.child(file, name) {
                        self.read_file(&child, below);
                    } else {
                        self.lost.push(format!("{file}: `mod {name}` has no file"));
                    }
                }
                (_, Some("struct" | "enum" | "trait" | "type" | "union"), Some(name)) if depth == 0 => {
                    module.names.entry(String::from(name)).or_default().push(Name::Type);
                }
                (_, Some("fn" | "const" | "static"), Some(name)) if depth == 0 => {
                    module.names.entry(String::from(name)).or_default().push(Name::Value);
                }
                (_, Some(macro_name), _) if depth == 0 && tokens.get(at + 1) == Some(&Token::Sign('!')) => {
                    at += 2;
                    for name in defined_by_macro(macro_name, &tokens[at..]) {
                        module.names.entry(name).or_default().push(Name::Type);
                    }
                    continue;
                }
                (_, Some(_), _) if tokens.get(at + 1) == Some(&Token::Path) => {
                    let path = read_path(&tokens[at..]);
                    // Up to its last word, which is not looked at again.
                    at += 2 * path.len() - 2;
                    module.paths.push(path);
                }
                _ => {}
            }
            at += 1;
        }
        self.modules.insert(place, module);
    }

    /// What a path leads to, from this module; nothing if it leads out of the house.
    fn follow(&self, place: &Place, path: &[String], depth: usize) -> BTreeSet<Found> {
        let (first, rest) = (path[0].as_str(), &path[1..]);
        // A name that is passed on in a circle.
        if depth > 20 {
            return BTreeSet::new();
        }
        match first {
            "crate" => self.follow_in(&vec![place[0].clone()], rest, depth),
            "self" => self.follow_in(place, rest, depth),
            "super" if place.len() > 1 => {
                let above = place[..place.len() - 1].to_vec();
                if rest.first().is_some_and(|next| next == "super") {
                    self.follow(&above, rest, depth)
                } else {
                    self.follow_in(&above, rest, depth)
                }
            }
            LIBRARY => self.follow_in(&vec![String::from(ROOTS[0])], rest, depth),
            _ => self.follow_in(place, path, depth),
        }
    }

    fn follow_in(&self, place: &Place, path: &[String], depth: usize) -> BTreeSet<Found> {
        let Some(first) = path.first() else { return [Found::Module(place.clone())].into() };
        let Some(module) = self.modules.get(place) else { return BTreeSet::new() };
        let mut found = BTreeSet::new();
        for name in module.names.get(first).into_iter().flatten() {
            match name {
                Name::Type => _ = found.insert(Found::File(module.file.clone())),
                Name::Value if path.len() == 1 => _ = found.insert(Found::File(module.file.clone())),
                Name::Value => {}
                Name::Module(below) => found.extend(self.follow_in(below, &path[1..], depth)),
                Name::Passed(from) => {
                    for one in self.follow(place, from, depth + 1) {
                        match one {
                            Found::Module(below) => found.extend(self.follow_in(&below, &path[1..], depth + 1)),
                            file => _ = found.insert(file),
                        }
                    }
                }
            }
        }
        // A name of the module's own comes before one that is passed on with all others.
        if found.is_empty() {
            for one in module.passed.iter().flat_map(|passed| self.follow(place, passed, depth + 1)) {
                if let Found::Module(below) = one {
                    found.extend(self.follow_in(&below, path, depth + 1));
                }
            }
        }
        found
    }
}

/// The path that begins here, as far as it is of words alone.
fn read_path(tokens: &[Token]) -> Vec<String> {
    let mut path: Vec<String> = tokens[0].word().into_iter().map(String::from).collect();
    for pair in tokens[1..].chunks_exact(2) {
        match pair {
            [Token::Path, Token::Word(word)] => path.push(word.clone()),
            _ => break,
        }
    }
    path
}

/// Whether a path says that it stays in the house.
fn is_own(path: &[String]) -> bool {
    path.first().is_some_and(|first| ["crate", "self", "super", LIBRARY].contains(&first.as_str()))
}

/// The names that a macro at the top of a module defines; `tokens` begin behind its `!`. One that makes types is
/// told their names, or names them itself.
fn defined_by_macro(name: &str, tokens: &[Token]) -> Vec<String> {
    if name == "macro_rules" {
        let body = &tokens[1..closing(tokens, 1)];
        let types = body.windows(2).filter(|pair| matches!(pair[0].word(), Some("struct" | "enum"))).filter_map(|pair| pair[1].word());
        return tokens[0].word().into_iter().chain(types).map(String::from).collect();
    }
    let is_type = |word: &&str| word.starts_with(char::is_uppercase);
    tokens[..closing(tokens, 0)].iter().filter_map(Token::word).filter(is_type).map(String::from).collect()
}

/// A path of a tree of `use`, with the name under which it is imported; none where all names of a module are.
struct Leaf {
    path: Vec<String>,
    name: Option<String>,
}

/// Reads a tree of `use` behind what stands `before` it, and says where it ends.
fn read_use(tokens: &[Token], start: usize, before: &[String], leaves: &mut Vec<Leaf>) -> usize {
    let (mut path, mut name) = (before.to_vec(), None);
    let mut at = start;
    while at < tokens.len() {
        match &tokens[at] {
            Token::Word(word) if word == "as" => {
                name = tokens.get(at + 1).and_then(Token::word).map(String::from);
                at += 1;
            }
            // `a::{self}` is `a`.
            Token::Word(word) if word == "self" && !path.is_empty() => name = path.last().cloned(),
            Token::Word(word) => {
                path.push(word.clone());
                name = Some(word.clone());
            }
            Token::Path => {}
            Token::Sign('*') => name = None,
            Token::Sign('{') => {
                let end = closing(tokens, at);
                let mut inside = at + 1;
                while inside < end {
                    inside = read_use(&tokens[..end], inside, &path, leaves);
                }
                return end + 2;
            }
            Token::Sign(_) => break,
        }
        at += 1;
    }
    // Behind a last comma nothing comes.
    if at > start {
        leaves.push(Leaf { path, name });
    }
    at + 1
}
