//! Exports are complete, and nothing that somebody wrote becomes a formula, a heading or markup.

use alignment_board::core::board::Board;
use alignment_board::core::board::agreement::{Party, Source, State, Style, Term, Words};
use alignment_board::core::board::layer::Level;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::command::{Command, Rejected};
use alignment_board::core::document::date::Date;
use alignment_board::core::drawing::chart::{Series, line};
use alignment_board::core::format::csv::Separator;
use alignment_board::core::reading::handover::not_agreed;
use alignment_board::core::reading::stack::StackReading;
use alignment_board::strings::chart::chart_svg;
use alignment_board::strings::closing;
use alignment_board::strings::closing::poster_svg;
use alignment_board::strings::export::{agreements_csv, as_shown, layers_csv, markdown, notes_csv, signed};

use crate::support::room::Room;

/// Three people who voted, rated and agreed, with texts that are hostile to every format.
fn workshop() -> Board {
    let mut room = Room::play(
        "ana: title=Where_*we*_hold_<on> poles1 @Ana @Ben @Cleo Ana~Leader V=#Calm V+=1+1|<b>bold</b> K+-5_degrees|@home|k2 k2&@home \
         Ana*@home Ben*k2 Cleo*@home Cleo-V Ana.T010 Ben.T020 Cleo.T050 Ana.V421 Ben.V431 Cleo.V421 Ana.V!2 Ben.V!2 G§=law",
    );
    let note = room.note("@home");
    let ana = room.person("Ana");
    let replica = room.replica("ana");
    replica.act(&Command::StartAgreement(Source::Note(note)), 0).unwrap();
    let agreement = replica.board().agreements().next().unwrap().0;
    let words = |words, text: &str| Term::Words(words, String::from(text));
    let terms = [
        words(Words::Good, "=HYPERLINK(\"x\")"),
        words(Words::Guardrails, "Budget\nLaw"),
        words(Words::Triggers, "+gap"),
        words(Words::NoTriggers, "-another way"),
        Term::Giver(Some(Party::Person(ana))),
        Term::Receiver(Some(Party::Named(String::from("@team")))),
        Term::From(Level::new(1)),
        Term::To(Level::new(5)),
        Term::Style(Some(Style::Support)),
        Term::CheckIn(Date::new(2026, 12, 4)),
        Term::State(State::PulledBack { why: String::from("=two gaps") }),
    ];
    for term in terms {
        let set = replica.act(&Command::SetTerm { agreement, term: term.clone() }, 0);
        assert!(set.is_ok() || term == Term::Giver(Some(Party::Person(ana))), "{term:?} {set:?}");
    }
    replica.board().clone()
}

/// The cells of a table, read as a spreadsheet reads them.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = csv.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            letter => cell.push(letter),
        }
    }
    assert!(!quoted && cell.is_empty(), "a table ends with a line end");
    rows
}

fn check_table(csv: &str) -> Vec<Vec<String>> {
    let rows = cells(csv);
    for row in &rows {
        assert_eq!(row.len(), rows[0].len(), "{row:?}");
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
        }
    }
    rows
}

#[test]
fn tables_are_complete_and_hold_no_formula() {
    let board = workshop();
    let notes = check_table(&notes_csv(&board, Separator::Comma));
    let find = |text: &str| notes.iter().find(|row| row[1] == text).cloned().unwrap_or_else(|| panic!("no {text} in {notes:?}"));
    assert_eq!(find("'@home"), ["KPIs", "'@home", "", "", "3", "0"]);
    assert_eq!(find("k2"), ["KPIs", "k2", "'@home", "", "0", "0"]);
    assert_eq!(find("'=1+1")[0], "Vision");
    assert!(notes.contains(&["Vision", "", "", "", "0", "1"].map(String::from).to_vec()));
    assert_eq!(notes.len(), 1 + 6 + 5);
    let agreements = check_table(&agreements_csv(&board, Separator::Comma));
    let expected = [
        "'@home",
        "KPIs",
        "Ana",
        "'@team",
        "1",
        "5",
        "'=HYPERLINK(\"x\")",
        "Budget\nLaw",
        "'+gap",
        "'-another way",
        "support",
        "2026-12-04",
        "Pulled back, because: =two gaps",
    ];
    assert_eq!(agreements[1], expected);
    let layers = check_table(&layers_csv(&board, Separator::Comma));
    assert_eq!(layers[6], ["Tactics and tasks", "", "7", "2", "", "", "1", "3.5", "0", "0", "0"]);
    assert_eq!(layers[1][..6], ["Vision", "#Calm", "2", "2", "1", "4"]);
}

#[test]
fn markdown_is_complete_and_holds_no_foreign_markup() {
    let board = workshop();
    let text = markdown(&board);
    let lines = [
        "# Where \\*we\\* hold \\<on\\>\n",
        "## Agreements\n\n- “@home” (KPIs) is handed from Ana to @team, with control going from tell to advise: good looks like “=HYPERLINK(\"x\")”;",
        "Pulled back, because: =two gaps.\n",
        "3 ballots so far: 3 dots too tight and 1 too loose.",
        "Control never loosens from top to bottom.\n",
        "\n**Grip at the bottom.** Tactics and tasks is meant at 7 (delegate) and held at 2. What would",
        "| Tactics and tasks | 7 | 2 (range 1–5) |  |  | 0 |\n",
        "| Vision | 2 | 2 (range 2–3) | 1 (all agree) | 4 (all agree) | 0, 1 too loose |\n",
        "### Why people hold on\n\n- Vision: “I always did it”: 2 people\n",
        "Goals is rightly held tightly, because: \\=law\n",
        "### To talk about\n\n1. @home (KPIs, 3 dots)\n1. Vision (whole layer, 1 dot too loose)\n",
        "### Vision: 2 (sell)\n\n> \\#Calm\n\nWhole layer: 1 dot too loose\n\n- \\=1+1\n- \\<b\\>bold\\</b\\>\n",
        "- \\-5 degrees\n- @home **(3 dots)**\n  - k2\n",
    ];
    for line in lines {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!markdown(Room::play("ana: V+a").board()).contains("## The reading"));
}

#[test]
fn chart_draws_and_describes_all_that_is_known() {
    let board = workshop();
    let stack = StackReading::of_round(&board, 0).stack.unwrap();
    let shape = |series| {
        line(&stack.layers, series).iter().map(|run| run.iter().map(|point| (point.x, point.y)).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    // Level 1 is at 160, each level 70 more; Vision at 56, each layer 56 more.
    assert_eq!(shape(Series::Now), [vec![(230, 56)], vec![(230, 336)]]);
    assert_eq!(shape(Series::Intended), [vec![(230, 56), (300, 112), (300, 168), (370, 224), (510, 280), (580, 336)]]);
    assert_eq!((shape(Series::Needed), shape(Series::Leader)), (vec![vec![(160, 56)]], vec![vec![(230, 56)], vec![(160, 336)]]));
    assert_eq!(shape(Series::Team)[1], [(335, 336)]);
    let svg = chart_svg(&board);
    for line in
        ["viewBox=\"0 0 640 440\"", "role=\"img\"", "hold &lt;on&gt;</title>", "Tactics and tasks: meant at delegate; now 2, range 1–5"]
    {
        assert!(svg.contains(line), "{line}\n{svg}");
    }
    assert!(svg.contains("leader 1, team 3.5") && !svg.contains("style=") && !svg.contains("<on>"), "{svg}");
    let opened = svg.matches('<').count() - svg.matches("</").count();
    assert_eq!(opened, svg.matches("/>").count() + svg.matches("</").count(), "every element ends");
}

/// If all said the same, the team's diamond hid the leader's square and the disc of all.
#[test]
fn overlapping_marks_are_stacked() {
    let board = |script: &str| {
        let room = Room::play(&format!("ana: @Ana @Ben @Cleo @Dee Ana~Leader {script}"));
        let stack = StackReading::of(room.board()).stack.unwrap();
        Series::DRAWN.map(|series| line(&stack.layers, series).iter().flatten().map(|point| (point.at, point.below)).next())
    };
    let [_, now, _, leader, team, needed] = board("Ana.V033 Ben.V033 Cleo.V033 Dee.V033");
    assert_eq!([now, leader, team, needed], [Some((300, 0)), Some((300, -2)), Some((300, 2)), Some((300, 0))]);
    let [_, now, _, leader, team, _] = board("Ana.V020 Ben.V040 Cleo.V040 Dee.V040");
    assert_eq!([now, leader, team], [Some((400, 0)), Some((200, 0)), Some((400, 2))]);
    let [_, now, _, leader, team, _] = board("Ana.V030 Ben.V020 Cleo.V040 Dee.V040");
    assert_eq!([now, leader, team], [Some((350, 0)), Some((300, 0)), Some((400, 0))]);
}

#[test]
fn exports_name_layers_rightly_held_tightly() {
    // Even without a ballot.
    let room = Room::play("ana: V+a V§patients_could_be_harmed");
    let said = "Vision: rightly held tightly, because patients could be harmed";
    assert_eq!(closing::rightly(room.board()), [said]);
    assert!(markdown(room.board()).contains("Vision is rightly held tightly, because: patients could be harmed\n"));
    assert!(poster_svg(room.board(), None).contains(said));
}

/// Read drew the dots; Close and the poster drew only what is meant.
#[test]
fn charts_without_answers_draw_the_dots() {
    let board = |script: &str| Room::play(&format!("ana: @Ana @Ben @Cleo Ana*T Ben*T Cleo*V {script}")).board().clone();
    let dots = |board: &Board| {
        let stack = StackReading::of(board).stack.unwrap();
        line(&stack.layers, Series::Dots).iter().map(|run| run.iter().map(|point| point.at).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let only_dots = board("");
    assert_eq!(dots(&only_dots), [[167, 300, 300, 400, 600, 300]]);
    let svg = chart_svg(&only_dots);
    assert!(svg.contains(">What the dots say<") && svg.contains("Tactics and tasks: meant at delegate; the dots say 3.0."), "{svg}");
    assert!(poster_svg(&only_dots, None).contains(">What the dots say<"));
    let answered = board("Ana.V010 Ben.V010 Cleo.V010");
    assert_eq!(dots(&answered), Vec::<Vec<u32>>::new());
    assert!(!chart_svg(&answered).contains("dots say"));
    let few = board("!Cleo");
    assert!(!chart_svg(&few).contains("dots say"), "two ballots");
}

/// A pulled-back agreement was number 1 under "What we let go".
#[test]
fn pulled_back_agreements_come_last() {
    let mut room = Room::play("ana: V+a|b");
    let notes = [room.note("a"), room.note("b")];
    let replica = room.replica("ana");
    let made = notes.map(|note| {
        replica.act(&Command::StartAgreement(Source::Note(note)), 0).unwrap();
        replica.board().agreements().last().unwrap().0
    });
    let state = Term::State(State::PulledBack { why: String::new() });
    replica.act(&Command::SetTerm { agreement: made[0], term: state }, 0).unwrap();
    let board = replica.board();
    let words = |of: Vec<&alignment_board::core::board::agreement::Agreement>| {
        of.into_iter().map(|one| String::from(one.words(Words::What))).collect::<Vec<_>>()
    };
    let (stand, pulled_back) = closing::let_go(board);
    assert_eq!((words(stand), words(pulled_back)), (vec![String::from("b")], vec![String::from("a")]));
    for text in [markdown(board), poster_svg(board, None)] {
        assert!(text.find("“b”") < text.find("“a”") && text.find("“b”") < text.find("Pulled back"), "{text}");
    }
}

#[test]
fn exports_below_three_ballots_hold_totals_alone() {
    let room = Room::play("ana: @Ana @Ben V+a Ana*a Ben*a Ana.T010 Ben.T010");
    let (svg, csv, text) = (chart_svg(room.board()), layers_csv(room.board(), Separator::Comma), markdown(room.board()));
    assert!(!svg.contains(">Now<") && svg.contains(">Meant<") && !svg.contains("now "), "{svg}");
    assert_eq!(cells(&csv)[6][2..6], ["7", "", "", ""]);
    assert!(text.contains("2 ballots so far: 2 dots too tight.") && !text.contains("| Layer |"), "{text}");
    // Notes and layers do not show their dots either.
    assert!(text.contains("\n- a\n") && !text.contains("(2 dots)"), "{text}");
    assert_eq!(cells(&csv)[1][8..], ["1", "", ""], "notes are counted, dots are not shown");
    let notes = cells(&notes_csv(room.board(), Separator::Comma));
    assert_eq!((&notes[1][4..], &notes[2][1..]), (&[String::new(), String::new()][..], &["a", "", "", "", ""].map(String::from)[..]));
    assert_eq!((not_agreed(room.board()), closing::reading(room.board())), (Vec::new(), None));
    let third = Room::play("ana: @Ana @Ben @Cleo V+a Ana*a Ben*a Ana.T010 Ben.T010 Cleo.T010");
    assert!(markdown(third.board()).contains("- a **(2 dots)**") && not_agreed(third.board()).len() == 1);
}

#[test]
fn summary_is_signed_by_the_people() {
    let today = Date::new(2026, 11, 22).unwrap();
    assert_eq!(signed(Room::play("ana: @Ana @Ben @Cleo").board(), today), "Agreed on 22 November 2026 by Ana, Ben and Cleo");
    assert_eq!(signed(Room::play("ana: V+a").board(), today), "Agreed on 22 November 2026");
}

/// In Vote everybody sees their own dots alone; a copy of the board held those of all.
#[test]
fn copied_board_holds_no_votes_before_they_are_shown() {
    for stage in Stage::ALL {
        let mut room = Room::play("ana: V+a|b K+c @Ana @Ben @Cleo Ana*a Ben*a Cleo*c");
        let replica = room.replica("ana");
        match replica.act(&Command::GoTo(stage), 0) {
            Ok(_) | Err(Rejected::NoChange) => {}
            Err(refused) => panic!("{refused:?}"),
        }
        let copied = as_shown(replica.board());
        let shows = matches!(stage, Stage::Read | Stage::LetGo | Stage::Close);
        assert_eq!(copied.contains("dot"), shows, "{stage:?}: {copied}");
        assert!(copied.contains("- a") && copied.contains("- c"), "{stage:?}");
    }
}
