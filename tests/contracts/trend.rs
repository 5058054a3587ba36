//! Workshop summaries, rules R18 and R19 of `core::board::summary`, and how control moved, rules R20 and R21 of `core::reading::trend`;
//! boundaries and ties included.

use alignment_board::core::board::Board;
use alignment_board::core::board::agreement::{Source, State, Term};
use alignment_board::core::board::layer::Layer;
use alignment_board::core::board::pattern::Pattern;
use alignment_board::core::board::summary::{Became, REMEMBERED, WorkshopSummary};
use alignment_board::core::command::Command;
use alignment_board::core::document::Document;
use alignment_board::core::document::date::Date;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::csv::Separator;
use alignment_board::core::format::{file, link};
use alignment_board::core::reading::stack::StackReading;
use alignment_board::core::reading::summarize::summarize;
use alignment_board::core::reading::trend::{Measure, Moved, Trend};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::next_workshop::next_workshop;
use alignment_board::strings::{export, trend};

use crate::support::room::Room;
use crate::support::{device, layer, letter};

/// The summary of a workshop of three people and a script; each says `all.V345`.
fn summary_of(script: &str, day: u64) -> WorkshopSummary {
    let actions = script.split_whitespace().map(|action| match action.strip_prefix("all.") {
        Some(said) => format!("Ana.{said} Ben.{said} Cleo.{said}"),
        None => String::from(action),
    });
    let actions: Vec<String> = actions.collect();
    let room = Room::play(&format!("ana: rules20/20 @Ana @Ben @Cleo {}", actions.join(" ")));
    summarize(room.board(), &StackReading::of(room.board()), Date::new(2026, 11, day))
}

fn workshops(scripts: &[&str]) -> Trend {
    Trend { workshops: scripts.iter().zip(1..).map(|(script, day)| summary_of(script, day)).collect() }
}

/// The document after a script.
fn document(script: &str) -> Document {
    Room::play(&format!("ana: {script}")).replica("ana").document().clone()
}

fn next(document: &Document, number: u64) -> Replica {
    Replica::new(device(100 + number), next_workshop(document, device(100 + number), Date::new(2026, 11, number)))
}

fn only_summary(board: &Board) -> WorkshopSummary {
    let all: Vec<WorkshopSummary> = board.earlier_workshops().map(|(_, summary)| summary.clone()).collect();
    assert_eq!(all.len(), 1);
    all[0].clone()
}

#[test]
fn r18_summary_keeps_sums_and_medians_and_nobodys_words() {
    let before = document(
        "title=Wards rules20/20 poles1 @Ana @Ben @Cleo Ana~Leader V+secret|b T+c T§our_law Ana*T Ben*T Cleo*c Ana-V Ana.T210 Ben.T330 Cleo.T550 Ana.V!3",
    );
    let after = next(&before, 25);
    let summary = only_summary(after.board());
    assert_eq!((summary.day, summary.title.as_str()), (Date::new(2026, 11, 25), "Wards"));
    assert_eq!((summary.totals.ballots, summary.totals.tight, summary.totals.loose), (3, 3, 1));
    let stack = summary.stack.unwrap();
    let tactics = stack.layers[5];
    assert_eq!((tactics.tight, tactics.notes, tactics.intended.number()), (3, 1, 7));
    let halves = [tactics.now, tactics.needed, tactics.clarity].map(|median| median.map(|median| median.halves()));
    assert_eq!((halves, tactics.gap_halves()), ([Some(6), None, Some(6)], Some(8)));
    assert_eq!((stack.layers[0].notes, stack.layers[0].loose, stack.layers[0].now), (2, 1, None));
    let text = file::write(BoardId::from_random(1), after.document());
    assert!(!text.contains("secret"), "{text}");
}

#[test]
fn r18_summary_keeps_patterns_and_outcomes_of_agreements() {
    let mut replica = Replica::new(device(1), document("@Ana @Ben @Cleo Ana*T Ben*T Cleo*T"));
    for _ in 0..4 {
        replica.act(&Command::StartAgreement(Source::Layer(Layer::Kpis)), 0).unwrap();
    }
    let made: Vec<_> = replica.board().agreements().map(|(id, _)| id).collect();
    let states = [State::Kept, State::Deepened, State::PulledBack { why: String::from("Two gaps") }];
    for (agreement, state) in made.into_iter().zip(states) {
        replica.act(&Command::SetTerm { agreement, term: Term::State(state) }, 0).unwrap();
    }
    let summary = only_summary(next(replica.document(), 1).board());
    assert_eq!(summary.became, Became { open: 1, kept: 1, deepened: 1, pulled_back: 1 });
    assert_eq!(summary.stack.unwrap().patterns, [Pattern::GripAtTheBottom]);
}

#[test]
fn r18_summary_below_three_ballots_keeps_totals_alone() {
    for script in ["@Ana @Ben V+a Ana*a Ben*a Ana.T010 Ben.T010", "@Ana @Ben @Cleo !Cleo Ana*V Ben*V"] {
        let summary = only_summary(next(&document(script), 1).board());
        assert_eq!((summary.totals.ballots, summary.totals.tight, summary.stack), (2, 2, None), "{script}");
    }
}

#[test]
fn r18_workshop_without_votes_and_agreements_has_no_summary() {
    assert_eq!(next(&document("title=Wards @Ana V+a V=Calm"), 1).board().earlier_workshops().count(), 0);
}

#[test]
fn r19_last_twelve_summaries_are_kept_in_order() {
    let mut board = next(&document("@Ana @Ben @Cleo Ana*V Ben*V Cleo*V"), 1);
    for number in 2..=15 {
        board.act(&Command::StartAgreement(Source::Layer(Layer::Goals)), 0).unwrap();
        board = next(board.document(), number);
    }
    let days: Vec<_> = board.board().earlier_workshops().map(|(_, summary)| summary.day.unwrap().day()).collect();
    assert_eq!((days.len(), days), (REMEMBERED, (4..=15).collect()));
    let registers =
        board.document().registers().filter(|(key, _)| key.thing.kind == alignment_board::core::document::id::Kind::WORKSHOP).count();
    assert_eq!(registers, REMEMBERED);
}

#[test]
fn summaries_survive_file_and_link() {
    let (first, board) = (next(&document("title=Wards @Ana @Ben @Cleo Ana*V Ben.V345 Cleo*V"), 1), BoardId::from_random(1));
    let written = file::write(board, first.document());
    assert_eq!(file::read(&written).unwrap().document, *first.document());
    assert_eq!(link::decode(&link::encode(board, &first.document().without_deleted())).unwrap().document, *first.document());
    assert!(written.contains("\"kind-12 "), "{written}");
}

#[test]
fn r20_trail_is_drawn_by_answers_or_dots() {
    let trail = |scripts: &[&str]| {
        let trail = workshops(scripts).trail(Layer::Tactics);
        (trail.by, trail.at)
    };
    let three = "Ana*V Ben*V Cleo*V";
    assert_eq!(trail(&["all.T020", "all.T040"]), (Measure::Answers, vec![Some(200), Some(400)]));
    assert_eq!(trail(&["all.T020", three, "all.T040"]), (Measure::Answers, vec![Some(200), None, Some(400)]));
    // One answer is no trail. Two of four dots pull Tactics from 7 to 4; a note without dots leaves it as meant.
    let dots = "all.T020 Ana*T Ana*T Ben*V Ben*V";
    assert_eq!(trail(&[dots, "Ana*V Ben*V Cleo*V T+c"]), (Measure::Dots, vec![Some(400), Some(700)]));
    // A layer without notes and dots is unknown: it was drawn as if it had moved to its intended level.
    assert_eq!(trail(&[dots, three]), (Measure::Dots, vec![Some(400), None]));
    // Without dots, or below three ballots, dots tell nothing.
    assert_eq!(trail(&["all.V020", "Ana*T Ben*T"]), (Measure::Dots, vec![None, None]));
}

/// What moved, in short: `"T 10>6"` for a gap in halves, `"T 75%>50%"` for a share.
fn moved(scripts: &[&str]) -> String {
    match workshops(scripts).moved() {
        None => String::from("nothing"),
        Some((_, Moved::Little)) => String::from("little"),
        Some((_, Moved::Gap { layer, then, now })) => format!("{} {then}>{now}", letter(layer)),
        Some((_, Moved::Share { layer, then, now })) => format!("{} {then}%>{now}%", letter(layer)),
    }
}

#[test]
fn r21_greatest_change_of_a_gap_is_named() {
    let cases: [(&[&str], &str); 8] = [
        (&["all.T020", "all.T040"], "T 10>6"),
        (&["all.T020 all.V010", "all.T030 all.V050"], "V 2>-6"),
        // Ties: the lowest layer. From too tight to equally too loose is a change.
        (&["all.V010 all.M010", "all.V020 all.M020"], "M 4>2"),
        (&["all.G020", "all.G060"], "G 4>-4"),
        // A whole level counts, half a level does not.
        (&["all.T020", "all.T030"], "T 10>8"),
        (&["Ana.T020 Ben.T030 Cleo.T020 @Dee Dee.T030", "all.T030"], "little"),
        // The intended level changed.
        (&["all.T020", "all.T020 T%4"], "T 10>4"),
        // If both gaps are known, dots do not count.
        (&["all.T020 Ana*T", "all.T020 Ana*V"], "little"),
    ];
    for (scripts, expected) in cases {
        assert_eq!(moved(scripts), expected, "{scripts:?}");
    }
    assert!(layer("T") == Some(Layer::Tactics));
}

#[test]
fn r21_without_gaps_in_both_shares_of_dots_are_compared() {
    let cases: [(&[&str], &str); 5] = [
        (&["Ana*T Ben*T Cleo*T Cleo*V", "Ana*T Ben*V Cleo*G Cleo*V"], "T 75%>25%"),
        (&["all.T020 Ana*T Ben*V", "Ana*V Ben*V Cleo*V"], "T 50%>0%"),
        // Ten percent of all dots counts, nine does not: 1 more of 10, or of 11.
        (
            &[
                "Ana*T Ben*T Cleo*T Ana*T Ana*T Ana*T Ana*T Ana*T Ana*T Ana*T",
                "Ana*T Ben*T Cleo*T Ana*T Ana*T Ana*T Ana*T Ana*T Ana*T Ana*V",
            ],
            "T 100%>90%",
        ),
        (&["Ana*T Ben*T Cleo*T", "Ana*T Ben*T Cleo*T Ana*T Ana*T Ana*T Ana*T Ana*T Ana*T Ana*T Ana*V"], "little"),
        (&["all.T020", "Ana*T Ben*V Cleo*V"], "little"),
    ];
    for (scripts, expected) in cases {
        assert_eq!(moved(scripts), expected, "{scripts:?}");
    }
}

#[test]
fn r21_comparison_is_with_the_last_workshop_of_three_ballots() {
    let few = "Ana*T Ben*T";
    assert_eq!(moved(&["all.T020", few, "all.T040"]), "T 10>6");
    assert_eq!(
        (moved(&["all.T020", few]), moved(&[few, "all.T020"]), moved(&["all.T020"])),
        (String::from("nothing"), String::from("nothing"), String::from("nothing"))
    );
    assert_eq!(workshops(&["all.T020", few, "all.T040"]).moved().unwrap().0.day, Date::new(2026, 11, 1));
}

#[test]
fn trend_in_words() {
    let all = workshops(&["Ana*T Ben*T Cleo*V all.T020", "V+a|b T+c Ana*T Ben*V Cleo*V all.T340"]);
    assert_eq!(
        trend::moved(&all).as_deref(),
        Some("Since 1 November 2026: Tactics and tasks was held 5 levels tighter than meant and is now held 3 levels tighter than meant.")
    );
    let dots = workshops(&["Ana*T Ben*T Cleo*T", "Ana*T Ben*V Cleo*V"]);
    assert_eq!(trend::moved(&dots).as_deref(), Some("Since 1 November 2026: Tactics and tasks had 100% of the dots and now has 33%."));
    assert_eq!(all.workshops.iter().map(trend::tightest).collect::<Vec<_>>(), ["Tactics and tasks, 2 of 3 dots", "Vision, 2 of 3 dots"]);
    assert_eq!(
        (trend::tightest(&summary_of("Ana*V Ben*T", 1)), trend::tightest(&summary_of("all.V010", 1))),
        (String::from("2 ballots, 2 dots"), String::from("0 dots"))
    );
    assert_eq!(trend::tightest(&summary_of("Ana*V Ben*T Cleo*K Ana*K Ana*V", 1)), "Vision and KPIs, 2 each of 5 dots");
    assert_eq!(trend::tightest(&summary_of("T§law Ana*T Ben*T Cleo*K", 1)), "KPIs, 1 of 3 dots");
    assert_eq!(trend::tightest(&summary_of("T§law Ana*T Ben*T Cleo*T", 1)), "3 dots, rightly held tightly");
    let numbers = trend::numbers(&all);
    assert_eq!((numbers.len(), &numbers[0][..2]), (12, &[String::from("This workshop"), String::from("Vision")][..]));
    assert_eq!(numbers[10][1..10], ["Tactics and tasks", "1", "33%", "1.0", "7", "4", "", "held 3 levels tighter than meant", "3"]);
    assert_eq!([trend::name(&all, 0), trend::name(&all, 1)], ["1 November 2026", "This workshop"]);
    assert_eq!(
        (trend::trail(&all, Layer::Tactics), trend::trail(&all, Layer::Vision)),
        (String::from("Tactics and tasks: 2, then 4."), String::from("Vision: 1.7, then 1.3."))
    );
    let became = Became { open: 3, kept: 2, deepened: 0, pulled_back: 1 };
    assert_eq!(
        (trend::outcome(became).as_str(), trend::outcome(Became { open: 1, ..Became::default() }).as_str()),
        ("2 kept, 1 pulled back", "")
    );
}

#[test]
fn exports_hold_earlier_workshops() {
    let mut board = next(&document("title=#1|=1 @Ana @Ben @Cleo V+a Ana*a Ben*a Cleo*T"), 25);
    let board = {
        board.act(&Command::StartAgreement(Source::Layer(Layer::Goals)), 0).unwrap();
        board.board().clone()
    };
    let text = export::markdown(&board);
    let lines = [
        "\n## Since last time\n",
        "| Workshop | Held tightest | What stood out | What became of agreements |\n",
        "| 25 November 2026 | Vision, 2 of 3 dots |",
        "| This workshop | 0 ballots, 0 dots |  |  |\n",
    ];
    for line in lines {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let csv = export::workshops_csv(&board, Separator::Comma);
    let rows: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.len(), 1 + 6 + 1, "{csv}");
    assert_eq!(rows[1], "This workshop,All,0,,,,,,,,0,0,0");
    assert_eq!(rows[2], "25 November 2026,Vision,2,67%,0.7,2,,,,,0,0,0");
    let none = document("@Ana V+a Ana*a");
    let none = Board::of(&none);
    assert!(!export::markdown(&none).contains("Since last time") && export::workshops_csv(&none, Separator::Comma).lines().count() == 1);
}
