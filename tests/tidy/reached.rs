//! What is written reaches a person: every command is sent by somebody, every mark on an element is dressed.

use super::house::{Source, hold, is_word, literals, mentions, sources};

/// The variants of the command type that no line outside of it makes.
fn unsent(types: &str, senders: &[Source]) -> Vec<String> {
    let commands = types.split("pub enum Command {").nth(1).and_then(|rest| rest.split("\n}\n").next()).unwrap();
    let names = commands.lines().filter_map(|line| line.strip_prefix("    ").filter(|line| line.starts_with(char::is_uppercase)));
    let names = names.map(|line| line.split(|c| !is_word(c)).next().unwrap());
    let is_sent = |name: &str| {
        let made = format!("Command::{name}");
        senders.iter().any(|source| source.lines(false).any(|(_, line)| mentions(line, &made)))
    };
    names.filter(|name| !is_sent(name)).map(|name| format!("Command::{name}")).collect()
}

#[test]
fn every_command_is_sent() {
    let types = &sources(&["src/core/command/types.rs"], ".rs")[0].text;
    let mut senders = sources(&["src/ui", "src/core/app"], ".rs");
    // What says afterwards what was done, and which module does it.
    senders.retain(|source| !["use_cases/command.rs", "app/modules.rs"].iter().any(|end| source.path.ends_with(end)));
    let rule = "A view or a use case sends every command.";
    let found = |senders: &[Source]| unsent(types, senders);
    hold(rule, &senders, found, "Command::SetTitle(text)");
}

/// What only code looks for.
const FOLLOWED: [&str; 10] = [
    "data-act",
    "data-apart",
    "data-composing",
    "data-later",
    "data-name",
    "data-note",
    "data-opener",
    "data-own",
    "data-typed-at",
    "data-waits-for",
];

#[test]
fn every_mark_is_dressed() {
    let sheets: String = sources(&["src/styles"], ".css").into_iter().map(|sheet| sheet.text).collect();
    let bare = |views: &[Source]| {
        let mut findings = Vec::new();
        for view in views {
            for (number, line) in view.lines(false) {
                let marks =
                    literals(line).into_iter().filter(|text| text.starts_with("data-") && text.chars().all(|c| is_word(c) || c == '-'));
                let bare = marks.filter(|mark| !FOLLOWED.contains(&mark.as_str()) && !mentions(&sheets, &format!("[{mark}")));
                findings.extend(bare.map(|mark| format!("{}:{number}: `{mark}`", view.path)));
            }
        }
        findings
    };
    hold("A sheet dresses what a view marks.", &sources(&["src/ui"], ".rs"), bare, "el.attr(\"data-unseen\", \"1\")");
}
