//! Every field is projected into the board, and can be read in each export, or a reason says why not.

use alignment_board::core::board::Board;
use alignment_board::core::document::date::Date;
use alignment_board::core::format::csv::Separator;
use alignment_board::core::reading::stack::StackReading;
use alignment_board::strings::{closing, export, trend};

use super::samples::samples;
use crate::support::snapshot;

/// A place by its name, and its text.
type Place = (&'static str, fn(&Board) -> String);

/// Where fields can be read.
const PLACES: [Place; 5] =
    [("board", |board| format!("{board:?}")), ("snapshot", snapshot), ("Markdown", export::markdown), ("tables", tables), ("paper", paper)];

/// Where a field cannot be read, and why. A field that can be read there after all fails as well.
const NOT_READ: [(&str, &[&str], &str); 25] = [
    ("BOARD TEXT", &["tables"], "The file of a table is named after the board."),
    ("BOARD STAGE", &["Markdown", "tables"], "Where the workshop is now is not what came of it."),
    ("BOARD TIMER", &["Markdown", "tables", "paper"], "It runs out while it is read."),
    ("BOARD TIMER", &["snapshot"], "The golden snapshots are older than the timer."),
    ("BOARD ROUND", &["tables"], "A table holds the dots of the last full round; a run-off is a sentence in the text."),
    ("BOARD SECRECY", &RESULTS, "What is hidden is no longer hidden in a result."),
    ("BOARD WRITING", &RESULTS, "What is hidden is no longer hidden in a result."),
    ("BOARD REVEALED_BALLOTS", &RESULTS, "What was revealed stands there like everything else."),
    ("BOARD REVEALED_NOTES", &RESULTS, "What was revealed stands there like everything else."),
    ("BOARD REVEALED_NOTES", &["snapshot"], "Nobody sees it before the next workshop, which tests/contracts covers."),
    ("LAYER BECAUSE", &["tables"], "The table of layers holds the numbers behind the chart."),
    ("PERSON COLOUR", &RESULTS, "Colours are for the screen."),
    ("PERSON ROLE", &["Markdown"], "The text names people only in what they agreed on."),
    ("NOTE TEXT", &["paper"], NOTES_ON_PAPER),
    ("NOTE COLOUR", &RESULTS, "Colours are for the screen."),
    ("NOTE AUTHOR", &["Markdown"], "The text says what the group wrote; the table of notes has the authors."),
    ("NOTE AUTHOR", &["paper"], NOTES_ON_PAPER),
    ("NOTE GROUP", &["paper"], NOTES_ON_PAPER),
    ("AGREEMENT SOURCE", &RESULTS, "Where an agreement began is not what it says."),
    ("AGREEMENT CAPABILITY", &RESULTS, "What is said about a person's work helps to choose the style and stays on the board."),
    ("AGREEMENT CONFIDENCE", &RESULTS, "What is said about a person's work helps to choose the style and stays on the board."),
    ("ROUND BUDGET", &["tables"], "A table holds the dots of the last full round."),
    ("ROUND CAP", &["tables"], "A table holds the dots of the last full round."),
    ("ROUND TARGETS", &["tables"], "A table holds the dots of the last full round."),
    ("RATING reasons", &["tables", "paper"], "Reasons are something to talk about; the text counts them."),
];
/// Everything that leaves the board to be read elsewhere.
const RESULTS: [&str; 3] = ["Markdown", "tables", "paper"];
const NOTES_ON_PAPER: &str = "The one page holds what came of the notes; the sheets of other stages print the board itself.";

fn tables(board: &Board) -> String {
    [export::notes_csv, export::agreements_csv, export::layers_csv, export::workshops_csv]
        .map(|table| table(board, Separator::Comma))
        .concat()
}

/// The text on paper: the one page of Close, the poster, and the heads of the sheets of other stages. Those sheets print the board itself.
fn paper(board: &Board) -> String {
    let today = Date::new(2026, 12, 24);
    let (in_force, pulled_back) = closing::let_go(board);
    let agreements = in_force.into_iter().chain(pulled_back);
    let agreements: Vec<_> = agreements.map(|one| (closing::sentence(one, board), closing::looked_at(one, today))).collect();
    let trend = trend::trend(board, &StackReading::of(board), today);
    let since = trend.map(|trend| (trend::moved(&trend), trend::became(&trend)));
    let page = (closing::reading(board), closing::run_off(board), closing::patterns(board), closing::rightly(board), since);
    let people = (closing::names(board), closing::took_part(board), closing::next_check_in(board, today));
    let heads = (export::set_up(board), export::sheet(board.stage(), today));
    format!("{agreements:?}\n{page:?}\n{people:?}\n{heads:?}\n{}", closing::poster_svg(board, today))
}

#[test]
fn every_field_is_read_everywhere_or_a_reason_is_given() {
    let excused = |field: &str, place: &str| NOT_READ.iter().any(|(name, places, _)| *name == field && places.contains(&place));
    let mut wrong = Vec::new();
    for sample in samples() {
        let (before, after) = (Board::of(&sample.before()), Board::of(&sample.after()));
        for (place, read) in PLACES {
            match (read(&before) == read(&after), excused(&sample.name, place)) {
                (true, false) => wrong.push(format!("{} is missing in {place}", sample.name)),
                (false, true) => wrong.push(format!("{} is in {place} after all", sample.name)),
                (true, true) | (false, false) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_reason_is_about_a_field() {
    let names: Vec<String> = samples().into_iter().map(|sample| sample.name).collect();
    for (name, places, reason) in NOT_READ {
        assert!(names.iter().any(|known| known == name), "{name} is no field");
        assert!(!reason.is_empty() && places.iter().all(|place| PLACES.iter().any(|(known, _)| known == place)), "{name}");
    }
}
