//! Golden files: files, stored texts and links of every released version open for ever.
//!
//! A released version's fixtures are never edited. `ALIGNMENT_WRITE_GOLDEN=1 cargo test --test contracts golden -- --test-threads=1`
//! writes missing ones.

use std::fs;
use std::path::PathBuf;

use alignment_board::core::board::Board;
use alignment_board::core::board::agreement::{Grade, Party, Source, State, Style, Term, Words};
use alignment_board::core::board::layer::Level;
use alignment_board::core::board::stage::Stage;
use alignment_board::core::board::timer::Timer;
use alignment_board::core::board::voting::Secrecy;
use alignment_board::core::command::Command;
use alignment_board::core::document::Document;
use alignment_board::core::document::date::Date;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::checksum::crc32;
use alignment_board::core::format::migrations::MIGRATIONS;
use alignment_board::core::format::packed;
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slots};
use alignment_board::core::format::{boards, file, link, tab};
use alignment_board::core::replica::sample;
use serde::Deserialize;

use crate::support::room::Room;
use crate::support::{device, snapshot};

/// The fixtures' board and the device that wrote it.
const BOARD: u64 = 0x0060_1de2_b0a2;
const DEVICE: u64 = 0x0a11_6e3d;
const GENERATION: u64 = 41;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1").join(name)
}

fn board() -> BoardId {
    BoardId::from_random(BOARD)
}

/// A fixture's text. A missing one is written if that is allowed.
fn fixture(name: &str) -> String {
    if !path(name).exists() && std::env::var_os("ALIGNMENT_WRITE_GOLDEN").is_some_and(|set| set == "1") {
        let written = sample::document(device(DEVICE));
        let text = match name {
            "sample.board.json" => file::write(board(), &written),
            "sample.stored.txt" => as_first_stored(&stored::write(board(), &written, Generation(GENERATION))),
            "sample.covered.txt" => {
                stored::write(board(), &file::read(&fixture("sample.board.json")).unwrap().document, Generation(GENERATION))
            }
            "sample.packed.txt" => as_packed(&fixture("sample.covered.txt")),
            "sample.link.txt" => link::encode(board(), &written.without_deleted()),
            "workshop.board.json" => file::write(board(), &workshop()),
            "workshop.link.txt" => link::encode(board(), &workshop().without_deleted()),
            "workshop.picture.txt" => snapshot(&Board::of(&workshop())),
            "revealed.board.json" => file::write(board(), &revealed()),
            "revealed.link.txt" => link::encode(board(), &revealed().without_deleted()),
            "revealed.picture.txt" => snapshot(&Board::of(&revealed())),
            "sample.picture.txt" => snapshot(&Board::of(&written)),
            "all.boards.json" => boards::write(&[fixture("sample.board.json"), fixture("workshop.board.json")]),
            "tab.message.txt" => tab::write(board(), file::read(&fixture("workshop.board.json")).unwrap().document.into_iter().collect()),
            other => panic!("no fixture is called {other}"),
        };
        fs::write(path(name), text).unwrap();
    }
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A board with every kind of register of the whole workshop, as of when the fixtures were written.
fn workshop() -> Document {
    let mut room = Room::play(
        "ana: title=Wards @Ana @Ben @Cleo Ana~Leader V=Calm V%4 T§The_law rules4/2 poles1 V+a|b G+c b&a \
         Ana*a Ana-V Ana.V345 Ana.V!3 Ben*c Ben*a Cleo*c top2 Cleo*c hidden1 private1",
    );
    let (note, ana) = (room.note("a"), room.person("Ana"));
    let replica = room.replica("ana");
    replica.act(&Command::StartAgreement(Source::Note(note)), 0).unwrap();
    let agreement = replica.board().agreements().next().unwrap().0;
    let words = Words::ALL.map(|words| Term::Words(words, format!("{words:?}\nand more")));
    let others = [
        Term::Receiver(Some(Party::Named(String::from("the schedulers")))),
        Term::Giver(None),
        Term::Giver(Some(Party::Person(ana))),
        Term::From(Level::new(1)),
        Term::Style(Some(Style::Support)),
        Term::Capability(Some(Grade::Middle)),
        Term::Confidence(Some(Grade::High)),
        Term::CheckIn(Date::new(2026, 12, 4)),
        Term::State(State::PulledBack { why: String::from("Two gaps") }),
    ];
    for term in words.into_iter().chain(others) {
        replica.act(&Command::SetTerm { agreement, term }, 0).unwrap();
    }
    replica.act(&Command::SetTimer(Timer::Paused { left: 90_000 }), 0).unwrap();
    replica.act(&Command::GoTo(Stage::LetGo), 0).unwrap();
    replica.document().clone()
}

/// A board whose notes and first round are revealed; the second round hides its votes again.
fn revealed() -> Document {
    let script = "ana: @Ana @Ben V+a|b stage0 hidden1 private1 stage3 hand@Ana Ana*a Ana.V345 hand@Ben Ben*b hidden0 private0 round";
    Room::play(script).replica("ana").document().clone()
}

fn read_stored(text: String) -> Document {
    let read = stored::read(board(), &Slots { a: None, b: Some(text) }).unwrap();
    assert_eq!((read.generation, read.unreadable), (Generation(GENERATION), None));
    read.document
}

/// Compares with the frozen snapshot, which does not change with later versions' sample.
fn check_snapshot(document: &Document, format: &str) {
    assert_eq!(snapshot(&Board::of(document)), fixture("sample.picture.txt"), "{format}");
}

#[test]
fn golden_file_opens_and_round_trips() {
    let text = fixture("sample.board.json");
    let read = file::read(&text).unwrap();
    assert_eq!(read.board, board());
    check_snapshot(&read.document, "file");
    assert!(file::write(board(), &read.document) == text, "version 1 is written differently from its release");
}

/// A stored text as the first release wrote it: without the generation under the checksum.
fn as_first_stored(text: &str) -> String {
    let (_, json) = text.split_once('\n').unwrap();
    let json = json.replacen(&format!("\"generation\":{GENERATION},"), "", 1);
    format!("alignment-board 1 {GENERATION} {} {:08x}\n{json}", json.len(), crc32(&[json.as_bytes()]))
}

#[test]
fn golden_stored_text_opens_and_round_trips() {
    let text = fixture("sample.stored.txt");
    let document = read_stored(text.clone());
    check_snapshot(&document, "stored");
    let written = stored::write(board(), &document, Generation(GENERATION));
    assert!(as_first_stored(&written) == text, "version 1 is stored differently from its release");
    let covered = fixture("sample.covered.txt");
    assert_eq!(read_stored(covered.clone()), document);
    assert!(written == covered, "version 1 is stored differently since its generation is under the checksum");
}

/// A stored text, packed as large boards are.
fn as_packed(text: &str) -> String {
    let (head, json) = text.split_once('\n').unwrap();
    head.replacen(" 1 ", " 2 ", 1) + "\n" + &packed::pack(json)
}

#[test]
fn golden_packed_text_opens() {
    let text = fixture("sample.packed.txt");
    assert_eq!(read_stored(text.clone()), read_stored(fixture("sample.covered.txt")));
    // What the packer writes may change with its releases; what it has written stays readable.
    assert_eq!(read_stored(as_packed(&fixture("sample.covered.txt"))), read_stored(text));
}

/// What the first release reads of a stored text. A page of it may be open in another tab.
#[derive(Debug, PartialEq, Deserialize)]
struct FirstFile {
    format: String,
    version: u32,
    board: String,
    devices: Vec<String>,
    registers: Vec<(String, String, serde_json::Value, String)>,
}

/// The first release's reader of an envelope; `None` for what it called damaged or no board.
fn read_by_first_release(text: &str) -> Option<(u64, FirstFile)> {
    let (head, json) = text.split_once('\n')?;
    let words: Vec<&str> = head.split(' ').collect();
    let [format, version, generation, length, sum] = words[..] else { return None };
    let is_whole = length.parse() == Ok(json.len()) && sum == format!("{:08x}", crc32(&[json.as_bytes()]));
    let is_read = format == "alignment-board" && version.parse() == Ok(1) && is_whole;
    is_read.then(|| Some((generation.parse().ok()?, serde_json::from_str(json).ok()?))).flatten()
}

#[test]
fn first_release_reads_new_stored_texts() {
    let first = read_by_first_release(&fixture("sample.stored.txt")).unwrap();
    assert_eq!((first.0, first.1.registers.is_empty()), (GENERATION, false));
    assert_eq!(read_by_first_release(&fixture("sample.covered.txt")), Some(first));
}

#[test]
fn golden_link_opens() {
    let read = link::decode(&fixture("sample.link.txt")).unwrap();
    assert_eq!(read.board, board());
    check_snapshot(&read.document, "link");
}

#[test]
fn golden_formats_hold_the_same_document() {
    let file = file::read(&fixture("sample.board.json")).unwrap().document;
    let linked = link::decode(&fixture("sample.link.txt")).unwrap().document;
    assert_eq!(file, read_stored(fixture("sample.stored.txt")));
    assert_eq!(file.without_deleted(), linked);
}

#[test]
fn golden_workshop_opens_from_file_and_link() {
    let file = file::read(&fixture("workshop.board.json")).unwrap().document;
    let linked = link::decode(&fixture("workshop.link.txt")).unwrap().document;
    assert_eq!(file, linked);
    let board = Board::of(&file);
    assert_eq!(snapshot(&board), fixture("workshop.picture.txt"));
    assert_eq!((board.timer(), board.stage()), (Timer::Paused { left: 90_000 }, Stage::LetGo));
    assert!(file::write(self::board(), &file) == fixture("workshop.board.json"), "it is written differently from its release");
}

/// The migrations of these names that lack fixtures.
fn without_fixtures<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let has = |name: &str, file: &str| path("").join("../migrations").join(name).join(file).is_file();
    names.into_iter().filter(|name| !["before.board.json", "after.picture.txt"].iter().all(|file| has(name, file))).collect()
}

#[test]
fn every_migration_has_fixtures() {
    assert_eq!(without_fixtures(MIGRATIONS.iter().map(|migration| migration.name)), Vec::<&str>::new());
    assert_eq!(without_fixtures(["a-migration-without-a-test"]), ["a-migration-without-a-test"], "this test can fail");
    for migration in &MIGRATIONS {
        let folder = path("").join("../migrations").join(migration.name);
        let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap();
        let migrated = file::read(&read("before.board.json")).unwrap().document;
        assert_eq!(snapshot(&Board::of(&migrated)), read("after.picture.txt"), "{}", migration.name);
        assert_eq!((migration.migrate)(migrated.clone()), migrated, "{} is not idempotent", migration.name);
    }
}

#[test]
fn golden_file_of_all_boards_opens() {
    let text = fixture("all.boards.json");
    let read: Vec<_> = boards::read(&text).unwrap().into_iter().map(Result::unwrap).collect();
    assert_eq!(read.len(), 2);
    assert_eq!(snapshot(&Board::of(&read[0].document)), fixture("sample.picture.txt"));
    assert_eq!(snapshot(&Board::of(&read[1].document)), fixture("workshop.picture.txt"));
    let written: Vec<String> = read.iter().map(|one| file::write(one.board, &one.document)).collect();
    assert!(boards::write(&written) == text, "it is written differently from its release");
}

#[test]
fn golden_tab_message_opens() {
    let text = fixture("tab.message.txt");
    let delta = tab::read(board(), &text).unwrap();
    assert_eq!(snapshot(&Board::of(&delta.clone().into_iter().collect())), fixture("workshop.picture.txt"));
    assert!(tab::write(board(), delta) == text, "it is written differently from its release");
}

#[test]
fn golden_revealed_board_hides_the_next_round() {
    let file = file::read(&fixture("revealed.board.json")).unwrap().document;
    assert_eq!(file, link::decode(&fixture("revealed.link.txt")).unwrap().document);
    let board = Board::of(&file);
    assert_eq!(snapshot(&board), fixture("revealed.picture.txt"));
    assert_eq!([0, 1].map(|round| board.ballot_secrecy_in(round)), [Secrecy::Open, Secrecy::Hidden]);
    assert!(board.has_revealed_notes());
    assert!(file::write(self::board(), &file) == fixture("revealed.board.json"), "it is written differently from its release");
}
