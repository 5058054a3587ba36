//! The Close stage: the workshop on one page, what can be taken along, and the next workshop.

use crate::core::board::Board;
use crate::core::board::agreement::{Agreement, State};
use crate::core::board::layer::Layer;
use crate::core::board::voting::Target;
use crate::core::document::date::Date;
use crate::core::document::id::AgreementId;
use crate::core::drawing::poster;
use crate::core::drawing::poster::PosterWords;
use crate::core::format::calendar;
use crate::core::format::csv::Separator;
use crate::core::reading::layers::Reading;
use crate::core::reading::rounds;
use crate::core::reading::rounds::Rounds;
use crate::core::reading::stack::StackReading;
use crate::core::replica::next_workshop;
use crate::strings::patterns::{because, evidence, pattern, pattern_question};
use crate::strings::phrase::{counted, fill, listed};
use crate::strings::{NO_STATEMENT, both_dots, halves, layer, note_words, tightest, title};

#[allow(missing_docs)] // each constant is the word itself
mod words {
    pub const CLOSING: &str = "Close and come back";
    pub const PAGE: &str = "The workshop on one page";
    pub const AGREEMENTS: &str = "What we let go";
    pub const STATEMENTS: &str = "What we agreed on";
    pub const CONTROL: &str = "Control, layer by layer";
    pub const PATTERNS: &str = "What we saw";
    pub const PEOPLE: &str = "Who took part";
    pub const TAKE: &str = "Take it with you";
    pub const COME_BACK: &str = "Come back";
    pub const NEXT_WORKSHOP: &str = "Start the next workshop from this one";
    pub const NO_AGREEMENT: &str =
        "Nothing is agreed yet. Go back to Let go and choose one thing to hand over; a small one is a good start.";
    pub const BACK_TO_LET_GO: &str = "Go back to Let go";
    pub const FOLLOW_UP: &str = "What became of it?";
    pub const FOLLOW_UP_HINT: &str =
        "Begin with what was agreed. Was it kept, did you let go of more, or was it pulled back? Each is worth knowing.";
    pub const KEPT: &str = "Kept";
    pub const DEEPENED: &str = "Deepened";
    pub const PULLED_BACK: &str = "Pulled back";
    pub const WHY: &str = "What made you pull it back?";
}
pub use words::*;

/// What can be taken along: the text of its button, and what it is for.
pub type Take = (&'static str, &'static str);

/// The page on paper.
pub const PRINT: Take = ("Print", "One page for the wall. Choose “Save as PDF” there for a file.");
/// The poster as a picture.
pub const PICTURE: Take = ("Poster (PNG)", "A picture for slides, chats and mail.");
/// The poster as a drawing.
pub const DRAWING: Take = ("Poster (SVG)", "A drawing that stays sharp at any size.");
/// The text.
pub const MARKDOWN: Take = ("Text (Markdown)", "The whole workshop, for a wiki or a document.");
/// The agreements as a table.
pub const AGREEMENTS_TABLE: Take = ("Agreements (CSV)", "A table of what was handed over, to whom, until when.");
/// The label of the choice of what stands between cells.
pub const SEPARATOR: &str = "Cells in tables are separated by ";
/// When to choose another.
pub const SEPARATOR_HINT: &str = "If a spreadsheet shows all in one column, choose another.";

/// What stands between cells.
pub fn separator(of: Separator) -> &'static str {
    match of {
        Separator::Comma => "commas",
        Separator::Semicolon => "semicolons",
        Separator::Tab => "tabs",
    }
}

/// The days of the check-ins.
pub const CALENDAR: Take = ("Check-ins (calendar)", "The days to look again, for any calendar.");
/// The notes as a table.
pub const NOTES_TABLE: Take = ("Notes (CSV)", "A table of all notes with their dots.");
/// The layers as a table.
pub const LAYERS_TABLE: Take = ("Layers (CSV)", "A table of the numbers behind the chart.");
/// The workshops so far as a table.
pub const WORKSHOPS_TABLE: Take = ("Workshops (CSV)", "A table of the numbers of every workshop so far.");
/// The file.
pub const FILE: Take = ("Board file (JSON)", "All of it, to keep and to open again anywhere.");
/// The link.
pub const LINK: Take = ("Share a link", "The whole board in an address, for everybody who was here.");

/// The agreements in force, and those pulled back, each in order of creation.
pub fn let_go(board: &Board) -> (Vec<&Agreement>, Vec<&Agreement>) {
    board.agreements().map(|(_, one)| one).partition(|one| !matches!(one.state, State::PulledBack { .. }))
}

/// The sentence of the reading, and how the dots fall. `None` below three ballots, or if the reading does not say where control is held.
pub fn reading(board: &Board) -> Option<(String, String)> {
    let reading = Reading::shown(board, Rounds::of_result(board))?;
    reading.says_where().then(|| (tightest(&reading), halves(&reading)))
}

/// The result of a run-off: "Run-off among 6: “Every change is approved” 3 dots, all of KPIs 2 dots." `None` without a run-off or below
/// three ballots.
pub fn run_off(board: &Board) -> Option<String> {
    let run_off = rounds::run_off(board)?;
    let each = run_off.dots.iter().map(|(target, tight, loose)| {
        let name = match target {
            Target::Layer(on) => fill("all of {}", &[layer(*on)]),
            Target::Note(note) => fill("“{}”", &[&board.note(*note).map_or_else(String::new, |note| note_words(&note.text))]),
        };
        fill("{} {}", &[&name, &both_dots(*tight, *loose)])
    });
    Some(fill("Run-off among {}: {}.", &[&run_off.among.to_string(), &each.collect::<Vec<_>>().join(", ")]))
}

/// The patterns found: name, evidence and question.
pub fn patterns(board: &Board) -> Vec<(&'static str, String, &'static str)> {
    let findings = StackReading::of(board).stack.map_or_else(Vec::new, |stack| stack.findings);
    findings.iter().map(|finding| (pattern(finding.pattern()), evidence(finding), pattern_question(finding.pattern()))).collect()
}

/// Which layers are rightly held tightly, and why.
pub fn rightly(board: &Board) -> Vec<String> {
    Layer::ALL.into_iter().filter_map(|on| Some(because(on, board.because(on)?))).collect()
}

/// "8 people, 6 ballots".
pub fn took_part(board: &Board) -> String {
    let rounds = Rounds::of_result(board);
    let ballots = counted(board.ballots_of(rounds.dots, rounds.answers), "ballot", "ballots");
    match board.people().count() {
        0 => String::from("Nobody is named on this board."),
        people => fill("{}, {}", &[&counted(people, "person", "people"), &ballots]),
    }
}

/// "Ana, Ben and Cleo".
pub fn names(board: &Board) -> String {
    listed(&board.people().map(|(_, person)| person.name).collect::<Vec<_>>())
}

/// An agreement as one sentence, without its check-in, which is shown below it.
pub fn sentence(agreement: &Agreement, board: &Board) -> String {
    let mut without_day = agreement.clone();
    without_day.check_in = None;
    super::agreement::agreement(&without_day, board)
}

/// The line below an agreement: its check-in, or what became of it. `None` if neither is known.
pub fn looked_at(agreement: &Agreement, today: Option<Date>) -> Option<String> {
    if agreement.state != State::Open {
        return Some(super::agreement::state(&agreement.state));
    }
    let due = today.is_some_and(|today| agreement.is_due(today));
    let day = super::agreement::date(agreement.check_in?);
    Some(fill(if due { "Check-in is due since {}" } else { "Check-in on {}" }, &[&day]))
}

/// The check-ins of the agreements that are open.
fn check_ins(board: &Board) -> impl Iterator<Item = (AgreementId, &Agreement, Date)> {
    let open = board.agreements().filter(|(_, one)| one.state == State::Open);
    open.filter_map(|(id, one)| Some((id, one, one.check_in?)))
}

/// Whether there are days for a calendar.
pub fn has_check_ins(board: &Board) -> bool {
    check_ins(board).next().is_some()
}

/// The day on which the group meets again: the first upcoming check-in.
pub fn next_check_in(board: &Board, today: Option<Date>) -> Option<String> {
    let day = check_ins(board).map(|(_, _, day)| day).filter(|day| Some(*day) >= today).min()?;
    Some(fill("We look again on {}.", &[&super::agreement::date(day)]))
}

/// The days of all check-ins that are open, for calendars. `now` is in milliseconds since 1970.
pub fn calendar(board: &Board, now: u64) -> String {
    let entry = |(id, one, day): (AgreementId, &Agreement, Date)| calendar::Entry {
        id: id.0.to_key() + "@alignment-board",
        day,
        title: fill("Check-in: {}", &[&super::agreement::name(one)]),
        details: sentence(one, board),
    };
    calendar::write(&check_ins(board).map(entry).collect::<Vec<_>>(), now)
}

/// What the next workshop starts with.
pub fn come_back(board: &Board) -> String {
    let (people, open) = (board.people().count(), board.agreements().filter(|(_, one)| one.state == State::Open).count());
    let mut parts = vec![String::from("your statements and rules")];
    if people > 0 {
        parts.push(counted(people, "person", "people"));
    }
    if open > 0 {
        parts.push(counted(open, "open agreement", "open agreements"));
    }
    fill("A new board that begins with {}. This one stays as it is.", &[&listed(&parts)])
}

/// The title of the next workshop: "Wards – workshop 2".
pub fn next_title(board: &Board) -> String {
    next_workshop::next_title(board.title(), board.earlier_workshops().count(), " – workshop ")
}

/// "1 of 3 looked at".
pub fn followed_up(board: &Board) -> String {
    let done = board.carried().filter(|(_, one)| one.state != State::Open).count();
    fill("{} of {} looked at", &[&done.to_string(), &board.carried().count().to_string()])
}

/// The poster as an SVG file.
pub fn poster_svg(board: &Board, today: Option<Date>) -> String {
    let named = |on: Layer| (layer(on), board.statement(on).map(String::from));
    let (stand, pulled_back) = let_go(board);
    let sentences = |of: Vec<&Agreement>| of.into_iter().map(|one| super::agreement::agreement(one, board)).collect::<Vec<_>>();
    poster::svg(&PosterWords {
        title: String::from(title(board.title())),
        day: today.map_or_else(String::new, super::agreement::date),
        sentence: reading(board).map(|(sentence, _)| sentence),
        run_off: run_off(board),
        layers: Layer::ALL.map(named),
        unsaid: NO_STATEMENT,
        agreements: [(AGREEMENTS, sentences(stand)), (PULLED_BACK, sentences(pulled_back))],
        end: next_check_in(board, today).into_iter().chain([took_part(board), names(board)]).collect(),
        chart: super::chart::chart_svg(board),
        rightly: rightly(board),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::board::agreement::{Source, Term};
    use crate::core::command::Command;
    use crate::core::document::Document;
    use crate::core::document::id::DeviceId;
    use crate::core::replica::Replica;

    fn board(commands: &[Command], terms: &[Term]) -> Board {
        let mut replica = Replica::new(DeviceId::from_random(1), Document::new());
        for command in commands {
            assert!(replica.act(command, 0).is_ok(), "{command:?}");
        }
        for (made, term) in replica.board().clone().agreements().zip(terms) {
            assert!(replica.act(&Command::SetTerm { agreement: made.0, term: term.clone() }, 0).is_ok(), "{term:?}");
        }
        replica.board().clone()
    }

    fn start(layer: Layer) -> Command {
        Command::StartAgreement(Source::Layer(layer))
    }

    #[test]
    fn empty_board_has_nothing_to_say() {
        let empty = board(&[], &[]);
        assert_eq!((reading(&empty), patterns(&empty).len(), next_check_in(&empty, None)), (None, 0, None));
        assert_eq!(took_part(&empty), "Nobody is named on this board.");
        assert_eq!(come_back(&empty), "A new board that begins with your statements and rules. This one stays as it is.");
    }

    #[test]
    fn plurals_are_right() {
        let one = board(&[Command::AddPeople(vec![String::from("Ana")]), start(Layer::Kpis)], &[]);
        assert_eq!(took_part(&one), "1 person, 0 ballots");
        assert!(come_back(&one).contains("rules, 1 person and 1 open agreement."), "{}", come_back(&one));
        let sample = Board::of(&crate::core::replica::sample::document(DeviceId::from_random(1)));
        assert_eq!(took_part(&sample), "8 people, 8 ballots");
        assert!(names(&sample).starts_with("Ana, Bo, "), "{}", names(&sample));
    }

    #[test]
    fn next_check_in_is_the_first_upcoming() {
        let day = |month, day| Date::new(2026, month, day);
        let made = [start(Layer::Kpis), start(Layer::Goals), start(Layer::Tactics)];
        let all = board(&made, &[Term::CheckIn(day(12, 4)), Term::CheckIn(day(12, 2)), Term::State(State::Kept)]);
        let next = |today| next_check_in(&all, today);
        assert_eq!(next(day(12, 2)).as_deref(), Some("We look again on 2 December 2026."));
        assert_eq!(next(day(12, 3)).as_deref(), Some("We look again on 4 December 2026."));
        assert_eq!(next(day(12, 5)), None);
        let below: Vec<_> = all.agreements().map(|(_, one)| looked_at(one, day(12, 3))).collect();
        let expected = ["Check-in on 4 December 2026", "Check-in is due since 2 December 2026", "Kept"];
        assert_eq!(below, expected.map(|text| Some(String::from(text))));
    }
}
