//! Limits: a value over a limit is refused, never cut. What one check accepts, all accept: a saved board can always be opened again.

use alignment_board::core::board::Colour;
use alignment_board::core::board::layer::Layer;
use alignment_board::core::command::{Command, Rejected};
use alignment_board::core::document::id::{BoardId, Id, Kind, Thing};
use alignment_board::core::document::list::pasted_notes;
use alignment_board::core::document::text::TextError;
use alignment_board::core::document::{Document, Field, Key, NUMBER_LIMIT, Register, Stamp, Value};
use alignment_board::core::format::file;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::replica::Replica;
use alignment_board::core::replica::history::Direction;

use crate::support::device;

fn empty() -> Replica {
    Replica::new(device(1), Document::new())
}

fn add(layer: Layer, texts: Vec<String>) -> Command {
    Command::AddNotes { layer, texts, colour: Colour::Butter, author: None }
}

fn many(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("n{number}")).collect()
}

/// Fails unless the board, once saved, opens again.
fn check_opens_again(replica: &Replica) {
    let board = BoardId::from_random(1);
    let text = stored::write(board, replica.document(), Generation(1));
    match stored::read(board, &Slots { a: None, b: Some(text) }) {
        Ok(loaded) => assert_eq!(&loaded.document, replica.document()),
        Err(error) => panic!("a saved board does not open: {error:?}"),
    }
}

#[test]
fn board_holds_2_000_notes() {
    let mut board = empty();
    assert_eq!(board.act(&add(Layer::Vision, many(2_001)), 0), Err(Rejected::TooManyNotes));
    assert_eq!(board.board().note_count(), 0);
    board.act(&add(Layer::Vision, many(2_000)), 0).unwrap();
    assert_eq!(board.act(&add(Layer::Goals, many(1)), 0), Err(Rejected::TooManyNotes));
    let first = board.board().notes_of(Layer::Vision).next().unwrap();
    board.act(&Command::DeleteNote(first), 0).unwrap();
    board.act(&add(Layer::Goals, many(1)), 0).unwrap();
    check_opens_again(&board);
}

#[test]
fn note_has_1_to_1_000_characters() {
    let cases = [
        ("é".repeat(1_000), None),
        ("é".repeat(1_001), Some(TextError::TooLong { length: 1_001, limit: 1_000 })),
        (String::from(" \n\t "), Some(TextError::Empty)),
    ];
    for (text, refused) in cases {
        let mut board = empty();
        let added = board.act(&add(Layer::Vision, vec![text.clone()]), 0);
        assert_eq!(added.err(), refused.map(Rejected::Text));
        board.act(&add(Layer::Vision, many(1)), 0).unwrap();
        let note = board.board().notes_of(Layer::Vision).next_back().unwrap();
        let edited = board.act(&Command::EditNote { note, text }, 0);
        assert_eq!(edited.err(), refused.map(Rejected::Text));
        check_opens_again(&board);
    }
}

/// A text at its limit plus spaces: the person keeps typing, saves, and comes back tomorrow.
#[test]
fn spaces_do_not_push_a_text_over_its_limit() {
    let blanks = " ".repeat(200);
    for text in [format!("{}{blanks}", "x".repeat(990)), format!("{blanks}{}", "x".repeat(990))] {
        let mut board = empty();
        board.act(&add(Layer::Vision, many(1)), 0).unwrap();
        let note = board.board().notes_of(Layer::Vision).next().unwrap();
        match board.act(&Command::EditNote { note, text }, 0) {
            Ok(_) | Err(Rejected::Text(TextError::TooLong { .. })) => check_opens_again(&board),
            Err(other) => panic!("{other:?}"),
        }
    }
    for line in [format!("a{blanks}b"), blanks.clone(), format!("a{blanks}")] {
        let mut board = empty();
        for command in [Command::SetTitle(line.clone()), Command::SetStatement { layer: Layer::Goals, text: line.clone() }] {
            match board.act(&command, 0) {
                Ok(_) | Err(Rejected::Text(TextError::TooLong { .. })) => check_opens_again(&board),
                Err(other) => panic!("{other:?}"),
            }
        }
    }
}

#[test]
fn titles_and_statements_have_at_most_120_characters() {
    let mut board = empty();
    let (fits, over) = ("ü".repeat(120), "ü".repeat(121));
    let too_long = Err(Rejected::Text(TextError::TooLong { length: 121, limit: 120 }));
    board.act(&Command::SetTitle(fits.clone()), 0).unwrap();
    assert_eq!(board.act(&Command::SetTitle(over.clone()), 0), too_long);
    board.act(&Command::SetStatement { layer: Layer::Goals, text: fits.clone() }, 0).unwrap();
    assert_eq!(board.act(&Command::SetStatement { layer: Layer::Goals, text: over }, 0), too_long);
    assert_eq!((board.board().title(), board.board().statement(Layer::Goals)), (fits.as_str(), Some(fits.as_str())));
    check_opens_again(&board);
}

#[test]
fn board_holds_250_people_with_names_of_60_characters() {
    let mut board = empty();
    let names = |range: std::ops::Range<usize>| Command::AddPeople(range.map(|number| format!("p{number}")).collect());
    assert_eq!(board.act(&names(0..251), 0), Err(Rejected::TooManyPeople));
    board.act(&names(0..250), 0).unwrap();
    assert_eq!(board.act(&names(250..251), 0), Err(Rejected::TooManyPeople));
    let mut board = empty();
    let long = |length| Command::AddPeople(vec!["n".repeat(length)]);
    assert_eq!(board.act(&long(61), 0), Err(Rejected::Text(TextError::TooLong { length: 61, limit: 60 })));
    board.act(&long(60), 0).unwrap();
    check_opens_again(&board);
}

#[test]
fn paste_makes_one_note_a_line() {
    let cases = [("one\ntwo", 2), ("one\r\n\r\n- two\n", 2), ("", 0), ("\n \n", 0), ("• a\n* b\n- c\n-5", 4)];
    for (text, expected) in cases {
        assert_eq!(pasted_notes(text).notes.len(), expected, "{text:?}");
    }
}

/// Pasting, undoing and pasting again: undone notes are not on the board and must not keep it from opening.
#[test]
fn undone_notes_do_not_lock_the_board() {
    let mut board = empty();
    for _ in 0..5 {
        board.act(&add(Layer::Vision, many(1_000)), 0).unwrap();
        board.step(Direction::Undo, 0).unwrap();
    }
    assert_eq!(board.board().note_count(), 0);
    check_opens_again(&board);
}

/// The same with deleted notes, on a board that is used for years.
#[test]
fn deleted_notes_do_not_lock_the_board() {
    let mut board = empty();
    for _ in 0..3 {
        board.act(&add(Layer::Vision, many(1_500)), 0).unwrap();
        let notes: Vec<_> = board.board().notes_of(Layer::Vision).collect();
        for note in notes {
            board.act(&Command::DeleteNote(note), 0).unwrap();
        }
    }
    check_opens_again(&board);
}

/// Copies of a board that diverged and are merged. A merge may be refused; what was merged must open again.
#[test]
fn diverged_boards_open_again_after_a_merge() {
    let mut all = empty();
    for number in 2..5 {
        let mut one = Replica::new(device(number), Document::new());
        one.act(&add(Layer::Vision, many(1_900)), 0).unwrap();
        all.receive(one.document().clone().into_iter().collect());
    }
    check_opens_again(&all);
}

/// A stamp or a place near the greatest number, as only a hostile file has it. It may be refused; once accepted, the next save must still
/// open.
#[test]
fn great_numbers_do_not_lock_the_board() {
    for number in [NUMBER_LIMIT, NUMBER_LIMIT / 2 + 1, NUMBER_LIMIT / 2] {
        let (early, late) = (Stamp { time: 1, device: device(9) }, Stamp { time: number, device: device(9) });
        let thing = Thing { kind: Kind::NOTE, id: Id { time: 1, device: device(9) } };
        let place = Value::List(vec![Value::Number(0), Value::Number(number)]);
        let registers = [
            (thing, Field::TEXT, early, Value::Text(String::from("far"))),
            (thing, Field::PLACE, early, place),
            (Thing::BOARD, Field(900), late, Value::Nothing),
        ];
        let registers = registers.map(|(thing, field, stamp, value)| (Key { thing, field }, Register { stamp, value }));
        let hostile = file::write(BoardId::from_random(1), &registers.into_iter().collect());
        let Ok(let_in) = file::read(&hostile) else { continue };
        let mut board = Replica::new(device(1), let_in.document);
        board.act(&Command::SetTitle(String::from("x")), 0).unwrap();
        board.act(&add(Layer::Vision, many(3)), 0).unwrap();
        check_opens_again(&board);
    }
}
