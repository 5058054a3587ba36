//! What the files of one folder may not contain. Who may import whom is in `order`.

use super::house::{Source, find, hold, literals, mentions, sources};

/// A browser crate is not looked for here: it is a dependency of wasm alone, so an import of one fails the native build. What would get
/// around that is.
#[test]
fn core_and_strings_are_pure() {
    let around = ["target_arch", "target_family"];
    let outside = ["SystemTime", "Instant", "HashMap", "HashSet", "std::time", "std::env", "std::fs", "println!", "eprintln!"];
    let forbidden = [&around[..], &outside].concat();
    let impure = |sources: &[Source]| find(sources, true, &forbidden);
    let rule = "Core and sentences know no browser, clock, file, or order by chance.";
    hold(rule, &sources(&["src/core", "src/strings"], ".rs"), impure, "let now = std::time::SystemTime::now();");
}

#[test]
fn formats_alone_know_serde() {
    let serde = ["serde", "serde_json", "Serialize", "Deserialize"];
    let mut all = sources(&["src"], ".rs");
    all.retain(|source| !source.path.starts_with("src/core/format"));
    hold("Only core::format knows serde.", &all, |sources| find(sources, true, &serde), "#[derive(Serialize)]\nstruct A;");
}

#[test]
fn views_reach_nothing_but_the_core_and_the_sentences() {
    let stored = ["local_storage", "session_storage", "gloo_storage", "Storage"];
    let address = ["location()", "Location", "window().history", "History", "push_state", "replace_state", "set_title"];
    let others = ["clipboard()", "Clipboard", "WebSocket", "BroadcastChannel"];
    let forbidden = [&stored[..], &address, &others].concat();
    let rule = "Views use no storage, address, clipboard or socket; they send events.";
    hold(rule, &sources(&["src/ui"], ".rs"), |sources| find(sources, true, &forbidden), "window().local_storage()");
}

/// In "Add people" the Enter that ends a composition added half a name; renaming had its own listener, with the same fault.
#[test]
fn views_hear_of_keys_and_texts_through_the_kit() {
    let mut views = sources(&["src/ui"], ".rs");
    views.retain(|source| !source.path.starts_with("src/ui/kit/"));
    let keys = |sources: &[Source]| find(sources, false, &["KeyboardEvent", "\"keydown\"", "\"keyup\"", "\"keypress\""]);
    hold("Keys come from `El::on_key`, which leaves those of an input method alone.", &views, keys, "field.on(\"keydown\", act)");
    let texts = |sources: &[Source]| find(sources, false, &["HtmlTextAreaElement>().value()", "HtmlInputElement>().value()"]);
    hold("What is typed comes from `typed_text`, in one spelling.", &views, texts, "field.known::<HtmlInputElement>().value()");
}

#[test]
fn shell_knows_no_views() {
    let rule = "The shell performs effects; it knows no views.";
    hold(rule, &sources(&["src/shell"], ".rs"), |sources| find(sources, true, &["leptos"]), "use leptos::prelude::*;");
}

/// Each crate that stores can then be replaced in a day.
#[test]
fn storage_crates_are_used_in_one_file_each() {
    for (name, file) in [("gloo_storage", "src/shell/storage.rs"), ("idb", "src/shell/versions.rs")] {
        let (only, others): (Vec<Source>, Vec<Source>) = sources(&["src"], ".rs").into_iter().partition(|source| source.path == file);
        assert!(!find(&only, false, &[name]).is_empty(), "{file} does not use {name}");
        let rule = format!("{name} is used in {file} alone.");
        hold(&rule, &others, |sources| find(sources, true, &[name]), &format!("use {name}::Storage;"));
    }
}

#[test]
fn no_failure_is_thrown_away() {
    let thrown = |sources: &[Source]| {
        let mut findings = find(sources, false, &[".unwrap()", ".expect(", "unwrap_or_default()"]);
        for source in sources {
            // A search that finds nothing has not failed.
            let lines = source.lines(false).filter(|(_, line)| mentions(line, ".ok()") && !line.contains("binary_search"));
            findings.extend(lines.map(|(number, _)| format!("{}:{number}: `.ok()`", source.path)));
        }
        findings
    };
    let rule = "What was stored or received is never turned into nothing, and never stops the program: match on the failure.";
    hold(rule, &sources(&["src/core/format", "src/core/app", "src/shell"], ".rs"), thrown, "let text = read(key).ok();");
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
    let rule = "No markup from text, no blocking questions, no style attribute.";
    let sources = sources(&["src/ui", "src/runtime.rs", "src/runtime", "src/shell"], ".rs");
    hold(rule, &sources, |sources| find(sources, false, &forbidden), "element.set_inner_html(text);");
}

fn is_sentence(text: &str) -> bool {
    text.trim().contains(' ') && text.chars().any(char::is_uppercase)
}

#[test]
fn every_sentence_is_in_strings() {
    assert!(is_sentence("Save it now") && !is_sentence("Save") && !is_sentence("note note--wide"));
    let said = |sources: &[Source]| {
        let mut findings = Vec::new();
        for source in sources {
            for (number, line) in source.lines(false) {
                let sentences = literals(line).into_iter().filter(|text| is_sentence(text));
                findings.extend(sentences.map(|text| format!("{}:{number}: {text:?}", source.path)));
            }
        }
        findings
    };
    let rule = "A sentence that a person reads stands in src/strings.";
    hold(rule, &sources(&["src/ui", "src/runtime.rs", "src/runtime", "src/shell"], ".rs"), said, "button.text(\"Save it now\");");
}
