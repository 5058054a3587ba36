//! The full board, with fifty rounds in which everybody votes and answers: saved, passed on as a file, and opened again.

use alignment_board::core::app::{BoardEvent, ExchangeEvent, Saving};
use alignment_board::core::board::Colour;
use alignment_board::core::board::agreement::{Source, Term, Words};
use alignment_board::core::board::layer::{Layer, Level};
use alignment_board::core::board::rating::{Clarity, Rating};
use alignment_board::core::board::voting::{Pole, Target};
use alignment_board::core::command::{Command, Rejected};
use alignment_board::core::document::id::{BoardId, Id, Kind, Thing};
use alignment_board::core::document::{Document, Field, Key, Register, Stamp, Value};
use alignment_board::core::format::file;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::replica::Replica;

use crate::support::device;
use crate::support::page::Page;

/// What two generations share, in UTF-16 units, in every common browser: five mebibytes.
const ROOM: usize = 5 * 1024 * 1024;

/// Numbers below a limit that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn sentence(&mut self) -> String {
        const WORDS: [&str; 12] = [
            "approval",
            "budget",
            "the team",
            "every change",
            "release",
            "sign-off",
            "weekly",
            "report",
            "who decides",
            "plan",
            "hiring",
            "tools",
        ];
        let words: Vec<&str> = (0..6).map(|_| WORDS[self.below(12) as usize]).collect();
        words.join(" ") + &self.below(1_000).to_string()
    }
}

/// 2,000 notes, 250 people and 200 agreements, and rounds in which everybody places five dots and answers about every layer.
fn full(rounds: usize) -> Replica {
    let mut dice = Dice(88_172_645_463_325_252);
    let mut replica = Replica::new(device(1), Document::new());
    let mut now = 1_790_000_000_000;
    let mut act = |replica: &mut Replica, command: Command| {
        now += 40;
        match replica.act(&command, now) {
            // By chance somebody votes or answers as before.
            Ok(_) | Err(Rejected::Dot(_) | Rejected::NoChange) => {}
            Err(why) => panic!("{why:?}: {command:?}"),
        }
    };
    for (layer, notes) in Layer::ALL.into_iter().zip([330, 334, 334, 334, 334, 334]) {
        let texts = (0..notes).map(|_| dice.sentence()).collect();
        act(&mut replica, Command::AddNotes { layer, texts, colour: Colour::Butter, author: None });
    }
    act(&mut replica, Command::AddPeople((0..250).map(|number| format!("Person {number}")).collect()));
    for number in 0..200 {
        act(&mut replica, Command::StartAgreement(Source::Layer(Layer::ALL[number % 6])));
        let agreement = replica.board().agreements().last().unwrap().0;
        for words in Words::ALL {
            act(&mut replica, Command::SetTerm { agreement, term: Term::Words(words, dice.sentence()) });
        }
    }
    let people: Vec<_> = replica.board().people().map(|(person, _)| person).collect();
    let notes: Vec<_> = Layer::ALL.into_iter().flat_map(|layer| replica.board().notes_of(layer).collect::<Vec<_>>()).collect();
    for round in 0..rounds {
        if round > 0 {
            act(&mut replica, Command::StartRound);
        }
        for voter in people.iter().copied() {
            for _ in 0..5 {
                let target = Target::Note(notes[dice.below(2_000) as usize]);
                act(&mut replica, Command::AddDot { voter, target, pole: Pole::Tight });
            }
            for layer in Layer::ALL {
                let (clarity, now, needed) =
                    (Clarity::new(1 + dice.below(5)), Level::new(1 + dice.below(7)), Level::new(1 + dice.below(7)));
                act(&mut replica, Command::Rate { voter, layer, rating: Rating { clarity, now, needed } });
            }
        }
    }
    replica
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// From some twenty rounds on, a full board was never saved: two generations of it did not fit.
#[test]
fn full_board_with_fifty_rounds_is_saved_and_passed_on() {
    let replica = full(50);
    let document = replica.document();
    let board = BoardId::from_random(1);
    let (before, after) = (stored::write(board, document, Generation(1)), stored::write(board, document, Generation(2)));
    println!("{} registers, {} units in storage", document.len(), units(&after));
    assert!(document.len() > 90_000);
    assert!(2 * (units(&before) + units(&after)) < ROOM, "as much room again for everything else: {}", units(&after));
    let loaded = stored::read(board, &Slots { a: Some(after), b: Some(before) }).map(|loaded| (loaded.document, loaded.generation));
    assert_eq!(loaded, Ok((document.clone(), Generation(2))));

    let text = file::offer(board, &document.without_deleted()).unwrap();
    let mut page = Page::saved();
    page.send(ExchangeEvent::FileRead(Ok(text)));
    page.advance(1_000);
    page.title("Full");
    page.advance(2_000);
    assert_eq!(page.saving(), Saving::Saved);
    assert_eq!(page.session().replica.board().round(), 49);
    let (now, board, store) = (page.now, page.board(), page.store.clone());
    let again = Page::open_at(now, &store, &page.fragment);
    assert_eq!((again.board(), again.stored_title(board).as_str()), (board, "Full"));
    assert_eq!(again.session().replica.document(), page.session().replica.document());
    page.send(BoardEvent::SaveFile);
    let saved = file::read(&page.downloads.last().unwrap().1).map(|file| file.document);
    assert_eq!(saved.as_ref(), Ok(page.session().replica.document()));
}

/// A first release in another tab reads every usual board.
#[test]
fn boards_are_stored_as_they_are_up_to_a_size() {
    let board = BoardId::from_random(1);
    let of = |texts: u64| -> Document {
        let stamp = Stamp { time: 1, device: device(1) };
        let key = |time| Key { thing: Thing { kind: Kind::NOTE, id: Id { time, device: device(1) } }, field: Field::TEXT };
        (1..=texts).map(|time| (key(time), Register { stamp, value: Value::Text("é".repeat(500)) })).collect()
    };
    let mut first_lines = Vec::new();
    for texts in (940..980).step_by(2) {
        let document = of(texts);
        let text = stored::write(board, &document, Generation(1));
        let json = file::write(board, &document).len() + "\"generation\":1,".len();
        assert_eq!(text.starts_with("alignment-board 1 "), json <= 1_000_000, "{json}");
        assert_eq!(text.starts_with("alignment-board 2 "), json > 1_000_000, "{json}");
        first_lines.push(text.split(' ').nth(1).map(String::from));
        let loaded = stored::read(board, &Slots { a: None, b: Some(text) }).map(|loaded| loaded.document);
        assert_eq!(loaded, Ok(document));
    }
    first_lines.dedup();
    assert_eq!(first_lines, [Some(String::from("1")), Some(String::from("2"))]);
}

/// Whatever letter of a packed board is changed, nothing wrong is read.
#[test]
fn changed_letter_in_a_packed_board_is_damage() {
    let board = BoardId::from_random(1);
    let document = full(3).document().clone();
    let text: Vec<char> = stored::write(board, &document, Generation(1)).chars().collect();
    assert!(text.starts_with(&['a', 'l', 'i', 'g', 'n', 'm', 'e', 'n', 't', '-', 'b', 'o', 'a', 'r', 'd', ' ', '2']));
    let mut dice = Dice(7);
    let places: Vec<usize> = (0..60).chain((0..40).map(|_| dice.below(text.len() as u64) as usize)).chain([text.len() - 1]).collect();
    for place in places {
        let mut changed = text.clone();
        changed[place] = char::from_u32(u32::from(changed[place]) ^ 1).unwrap();
        let slots = Slots { a: None, b: Some(changed.into_iter().collect()) };
        // Two packed texts may hold the same board: a passage may be copied from either of two places.
        let loaded = stored::read(board, &slots).map(|loaded| loaded.document);
        assert!(loaded.is_err() || loaded.as_ref() == Ok(&document), "{place}: {}", text[place]);
    }
}
