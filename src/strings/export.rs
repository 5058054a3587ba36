//! Exports, to be read elsewhere: Markdown and tables for spreadsheets. The words are here, the syntax of each format in
//! [`crate::core::format`].
//!
//! An export holds what is in the document, so nothing that is still hidden.

use crate::core::board::agreement::{State, Words};
use crate::core::board::layer::{Layer, Level};
use crate::core::board::median::Median;
use crate::core::board::stage::{DotsShown, Stage};
use crate::core::board::voting::{Tally, Target};
use crate::core::board::{Board, Person, Role};
use crate::core::document::date::Date;
use crate::core::document::id::NoteId;
use crate::core::format::csv::{Separator, Table};
use crate::core::format::markdown::escape;
use crate::core::reading::layer_stack::LayerStack;
use crate::core::reading::questions::Answered;
use crate::core::reading::rounds::{Rounds, shown_tally};
use crate::core::reading::stack::StackReading;
use crate::strings::agreement::{agreement, date, party, state, style};
use crate::strings::chart::layers;
use crate::strings::patterns::{evidence, given, median, pairs, pattern, pattern_question, spread, topic_dots, totals};
use crate::strings::phrase::{fill, listed};
use crate::strings::{both_dots, label, layer, level, note_words, title, trend};

/// The most topics in the Markdown export.
const TOPICS: usize = 5;

/// The dots of a target: "3 dots", "3 dots, 1 too loose". `None` if it has none, or if single targets are not shown.
fn marks(tally: Option<&Tally>, target: Target) -> Option<String> {
    let tally = tally?;
    let (tight, loose) = (tally.on(target), tally.loose_on(target));
    (tight + loose > 0).then(|| both_dots(tight, loose))
}

/// The whole board as Markdown: agreements, then the reading, then the notes.
pub fn markdown(board: &Board) -> String {
    written(board, true)
}

/// The board as Markdown with what its stage shows to all: until it is read, nobody sees the dots and answers of others.
pub fn as_shown(board: &Board) -> String {
    written(board, board.stage().dots_shown() == DotsShown::All)
}

fn written(board: &Board, with_votes: bool) -> String {
    let mut text = fill("# {}\n", &[&escape(title(board.title()), 0)]);
    let (stand, pulled_back) = super::closing::let_go(board);
    let agreed: Vec<String> = stand
        .into_iter()
        .chain(pulled_back)
        .map(|one| {
            let became = if one.state == State::Open { String::new() } else { fill(" {}.", &[state(&one.state).trim_end_matches('.')]) };
            fill("- {}\n", &[&escape(&(agreement(one, board) + &became), 2)])
        })
        .collect();
    if !agreed.is_empty() {
        text += &fill("\n## Agreements\n\n{}", &[&agreed.concat()]);
    }
    let reading = StackReading::of(board);
    if with_votes {
        text += &markdown_reading(board, &reading);
        text += &trend::trend(board, &reading, None).map_or_else(String::new, |trend| trend::markdown(&trend));
    }
    let tally = shown_tally(board, Rounds::of_result(board)).filter(|_| with_votes);
    let marks = |target| marks(tally.as_ref(), target);
    text += "\n## Notes\n";
    for on in Layer::ALL {
        text += &fill("\n### {}: {} ({})\n\n", &[layer(on), &board.intended(on).number().to_string(), level(board.intended(on).number())]);
        if let Some(statement) = board.statement(on) {
            text += &fill("> {}\n\n", &[&escape(statement, 0)]);
        }
        if let Some(because) = board.because(on) {
            text += &fill("{} is rightly held tightly, because: {}\n\n", &[layer(on), &escape(because, 0)]);
        }
        if let Some(marks) = marks(Target::Layer(on)) {
            text += &fill("Whole layer: {}\n\n", &[&marks]);
        }
        for lead in board.leads_of(on) {
            markdown_note(&mut text, board, lead, marks(Target::Note(lead)).as_deref(), "- ");
            for member in board.members(lead) {
                markdown_note(&mut text, board, member, None, "  - ");
            }
        }
    }
    text
}

/// A layer's dots in a table: "5", or "5, 2 too loose".
fn table_dots(row: &LayerStack) -> String {
    let tight = row.tight.to_string();
    if row.loose == 0 { tight } else { fill("{}, {} too loose", &[&tight, &row.loose.to_string()]) }
}

fn markdown_note(text: &mut String, board: &Board, note: NoteId, marks: Option<&str>, mark: &str) {
    let Some(note) = board.note(note) else { return };
    let suffix = marks.map_or_else(String::new, |marks| fill(" **({})**", &[marks]));
    *text += &fill("{}{}{}\n", &[mark, &escape(&note_words(&note.text), mark.len()), &suffix]);
}

fn markdown_reading(board: &Board, reading: &StackReading) -> String {
    if reading.totals.ballots == 0 {
        return String::new();
    }
    let mut text = fill("\n## The reading\n\n{}\n", &[&totals(reading.totals)]);
    if let Some((sentence, halves)) = super::closing::reading(board) {
        text += &fill("\n{} {}\n\n", &[&sentence, &halves]);
    }
    text += &super::closing::run_off(board).map_or_else(String::new, |said| fill("{}\n\n", &[&escape(&said, 0)]));
    let Some(stack) = &reading.stack else { return text };
    if stack.pairs.of > 0 {
        text += &fill("{}.\n", &[&pairs(&stack.pairs)]);
    }
    for finding in &stack.findings {
        text +=
            &fill("\n**{}.** {} {}\n", &[pattern(finding.pattern()), &escape(&evidence(finding), 0), pattern_question(finding.pattern())]);
    }
    text += "\n| Layer | Meant | Now | Needed | Clarity | Dots |\n| --- | --- | --- | --- | --- | --- |\n";
    for row in &stack.layers {
        let known = |answered: &Option<Answered>| {
            answered.as_ref().map_or_else(String::new, |all| fill("{} ({})", &[&median(all.all.median()), &spread(&all.all)]))
        };
        let meant = row.intended.number().to_string();
        let cells = [layer(row.layer), &meant, &known(&row.now), &known(&row.needed), &known(&row.clarity), &table_dots(row)];
        text.extend(["| ", &cells.join(" | "), " |\n"]);
    }
    let reasons = stack.layers.iter().flat_map(|row| row.reasons.iter().map(|(of, people)| (row.layer, given(*of, *people))));
    let reasons: String = reasons.map(|(on, given)| fill("- {}: {}\n", &[layer(on), &given])).collect();
    if !reasons.is_empty() {
        text += &fill("\n### {}\n\n{}", &[label::WHY_HELD, &reasons]);
    }
    let named = stack.topics.iter().filter(|topic| topic.tight + topic.loose > 0).take(TOPICS).map(|topic| {
        let (name, on) = match topic.target {
            Target::Layer(on) => (String::from(layer(on)), "whole layer"),
            Target::Note(note) => (board.note(note).map_or_else(String::new, |note| note_words(&note.text)), layer(topic.layer)),
        };
        fill("1. {} ({}, {})\n", &[&escape(&name, 3), on, &topic_dots(topic)])
    });
    let topics: String = named.collect();
    if !topics.is_empty() {
        text += &fill("\n### To talk about\n\n{}", &[&topics]);
    }
    text
}

/// The notes as a table.
pub fn notes_csv(board: &Board, separator: Separator) -> String {
    let tally = shown_tally(board, Rounds::of_result(board));
    let mut table = Table::new(separator, &["Layer", "Note", "In the group of", "Author", "Too tight", "Too loose"]);
    for on in Layer::ALL {
        let count = |target| {
            let cell = |dots: fn(&Tally, Target) -> u32| tally.as_ref().map_or_else(String::new, |tally| dots(tally, target).to_string());
            (cell(Tally::on), cell(Tally::loose_on))
        };
        let (tight, loose) = count(Target::Layer(on));
        table.row(&[layer(on), "", "", "", &tight, &loose]);
        for lead in board.leads_of(on) {
            for id in [lead].into_iter().chain(board.members(lead)) {
                let text = |id| board.note(id).map_or_else(String::new, |note| note_words(&note.text));
                let author = board.note(id).and_then(|note| board.person(note.author?)).map_or_else(String::new, |author| author.name);
                let (tight, loose) = count(Target::Note(id));
                table.row(&[layer(on), &text(id), &if id == lead { String::new() } else { text(lead) }, &author, &tight, &loose]);
            }
        }
    }
    table.finish()
}

/// The agreements as a table.
pub fn agreements_csv(board: &Board, separator: Separator) -> String {
    let mut table = Table::new(
        separator,
        &[
            "What",
            "Layer",
            "From",
            "To",
            "Level now",
            "Level agreed",
            "What good looks like",
            "Guardrails",
            "Step back in when",
            "No reason to step back in",
            "Style",
            "Check-in",
            "State",
        ],
    );
    for (_, one) in board.agreements() {
        let name = |of| party(of, board).unwrap_or_default();
        let number = |of: Option<Level>| of.map_or_else(String::new, |of| of.number().to_string());
        table.row(&[
            one.words(Words::What),
            layer(one.layer),
            &name(one.giver.as_ref()),
            &name(one.receiver.as_ref()),
            &number(one.from),
            &number(one.to),
            one.words(Words::Good),
            one.words(Words::Guardrails),
            one.words(Words::Triggers),
            one.words(Words::NoTriggers),
            one.style.map_or("", style),
            &one.check_in.map_or_else(String::new, Date::to_iso),
            &state(&one.state),
        ]);
    }
    table.finish()
}

/// The numbers behind the chart as a table.
pub fn layers_csv(board: &Board, separator: Separator) -> String {
    let mut table = Table::new(
        separator,
        &["Layer", "Statement", "Meant", "Now", "Needed", "Clarity", "Leader", "Team", "Notes", "Too tight", "Too loose"],
    );
    let shown = StackReading::of(board).stack.is_some();
    let dots = |number: u32| if shown { number.to_string() } else { String::new() };
    for row in layers(board) {
        let known = |all: &Option<Answered>| all.as_ref().map_or_else(String::new, |all| median(all.all.median()));
        let sides = row.now.as_ref().and_then(|now| now.sides);
        let side = |of: Option<Median>| of.map_or_else(String::new, median);
        table.row(&[
            layer(row.layer),
            board.statement(row.layer).unwrap_or(""),
            &row.intended.number().to_string(),
            &known(&row.now),
            &known(&row.needed),
            &known(&row.clarity),
            &side(sides.map(|(leader, _)| leader)),
            &side(sides.map(|(_, team)| team)),
            &row.notes.to_string(),
            &dots(row.tight),
            &dots(row.loose),
        ]);
    }
    table.finish()
}

/// The workshops so far as a table; only headings if there are no earlier ones.
pub fn workshops_csv(board: &Board, separator: Separator) -> String {
    trend::csv(trend::trend(board, &StackReading::of(board), None).as_ref(), separator)
}

/// "Agreed on 22 November 2026 by Ana, Ben and Cleo", at the end of a printed page.
pub fn signed(board: &Board, today: Date) -> String {
    let names: Vec<String> = board.people().map(|(_, person)| person.name).collect();
    let by = if names.is_empty() { String::new() } else { fill(" by {}", &[&listed(&names)]) };
    fill("Agreed on {}{}", &[&date(today), &by])
}

/// Stands beside the title of a printed stage: "Vote, 22 November 2026".
pub fn sheet(stage: Stage, today: Option<Date>) -> String {
    let name = super::stage(stage);
    today.map_or_else(|| String::from(name), |today| fill("{}, {}", &[name, &date(today)]))
}

/// The set-up on paper: who is here, and the rules of the vote.
pub fn set_up(board: &Board) -> Vec<String> {
    let name = |person: Person| if person.role == Role::Leader { fill("{} (leader)", &[&person.name]) } else { person.name };
    let names: Vec<String> = board.people().map(|(_, person)| name(person)).collect();
    let here = (!names.is_empty()).then(|| fill("{}: {}.", &[label::WHO_IS_HERE, &listed(&names)]));
    let rules = board.rules();
    let rules = fill("{}: {}, {}.", &[label::DOTS_PER_PERSON, &rules.budget().to_string(), &super::cap(rules)]);
    here.into_iter().chain([rules]).collect()
}
