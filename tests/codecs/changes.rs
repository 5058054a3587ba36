//! A cut or changed link is recognised, and the error names what happened; it never opens as another board.

use std::ops::Range;

use alignment_board::core::document::Document;
use alignment_board::core::document::id::BoardId;
use alignment_board::core::format::link;
use alignment_board::core::format::link::{LinkError, LinkedContribution};
use alignment_board::core::format::stored;
use alignment_board::core::format::stored::{Generation, Slot, Slots};
use alignment_board::core::format::{LoadError, file};
use alignment_board::core::replica::contribution::Contribution;

use super::{GOLDEN, Numbers};
use crate::support::room::Room;

/// Letters of links, signs around them, and results of bad copying.
const OTHERS: [char; 8] = ['A', 'b', '0', '_', ' ', '%', '.', 'é'];
/// How many letters precede the checksum.
const FRONT: usize = 5;

fn check(original: &str, changed: &str, first: usize) {
    check_as(|changed| link::decode(changed).err(), original, changed, first);
}

/// Fails if the error does not fit the change. A space or a sign at the end is removed, so a letter is missing then.
fn check_as(error: impl Fn(&str) -> Option<LinkError>, original: &str, changed: &str, first: usize) {
    if changed == original {
        return;
    }
    let letters = original.len();
    match error(changed) {
        None => panic!("opened: {changed}"),
        // The first two letters are the mark and the version; without them it is something else.
        Some(LinkError::NotALink | LinkError::TooNew) => assert!(first < 2, "not named damaged: {changed}"),
        Some(LinkError::Cut { arrived, expected }) => {
            assert!(arrived < expected, "{changed}");
            assert!(first < FRONT || expected == letters && arrived < letters, "cut, but it is not: {changed}");
        }
        Some(LinkError::Damaged) => {}
        Some(error) => panic!("{error:?}: {changed}"),
    }
}

fn replaced(link: &str, changes: &[(usize, char)]) -> String {
    link.chars()
        .enumerate()
        .map(|(at, letter)| changes.iter().find(|(place, _)| *place == at).map_or(letter, |(_, other)| *other))
        .collect()
}

#[test]
fn every_cut_of_a_golden_link_is_named() {
    for link in GOLDEN {
        for arrived in 2..link.len() {
            let expected = if arrived < FRONT { 12 } else { link.len() };
            assert_eq!(link::decode(&link[..arrived]), Err(LinkError::Cut { arrived, expected }));
            // With what programs append to a cut link.
            for behind in ["…", "...", "%E2%80%A6", " ...]"] {
                let cut = String::from(&link[..arrived]) + behind;
                assert_eq!(link::decode(&cut), Err(LinkError::Cut { arrived, expected }), "{behind}");
            }
        }
    }
}

#[test]
fn every_changed_character_of_a_golden_link_is_named() {
    let others: Vec<char> = (' '..='~').chain(['é', '\u{200b}', '\u{a0}', 'Ａ', '👍', '\0', '\n']).collect();
    for link in GOLDEN {
        for place in 0..link.len() {
            for other in &others {
                check(link, &replaced(link, &[(place, *other)]), place);
            }
        }
    }
}

#[test]
fn every_changed_pair_of_neighbours_is_named() {
    for link in GOLDEN {
        for place in 1..link.len() {
            for one in OTHERS {
                for other in OTHERS {
                    check(link, &replaced(link, &[(place - 1, one), (place, other)]), place - 1);
                }
            }
        }
    }
}

#[test]
fn changed_pairs_are_named_100_000_times() {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut numbers = Numbers(7);
    for round in 0..100_000 {
        let link = GOLDEN[round % 2];
        let (one, other) = (numbers.below(link.len()), numbers.below(link.len()));
        let mut letter = || char::from(LETTERS[numbers.below(64)]);
        check(link, &replaced(link, &[(one, letter()), (other, letter())]), one.min(other));
    }
}

/// Swapped, doubled and missing letters: mistakes of copying by hand.
#[test]
fn copying_mistakes_are_named() {
    for link in GOLDEN {
        let letters: Vec<char> = link.chars().collect();
        for place in 0..letters.len() {
            let mut without = letters.clone();
            without.remove(place);
            check(link, &without.iter().collect::<String>(), place);
            let mut twice = letters.clone();
            twice.insert(place, letters[place]);
            check(link, &twice.iter().collect::<String>(), place);
            for far in 1..5.min(letters.len() - place) {
                let mut swapped = letters.clone();
                swapped.swap(place, place + far);
                check(link, &swapped.iter().collect::<String>(), place);
            }
        }
    }
}

// --- Contributions -----------------------------------------------------------------------------------------------------------------

/// A contribution with notes, votes and a rating.
fn contribution() -> Contribution {
    let mut room = Room::default();
    room.run("laptop: @Ana @Bo V+open private1 hidden1 hand@Ana G+less_reporting|Größe Ana*V Ana.V345 T+gone !gone");
    let ana = room.person("Ana");
    Contribution::of(room.replica("laptop"), ana)
}

fn contribution_link() -> String {
    link::encode_contribution(BoardId::from_random(7), contribution().document())
}

#[test]
fn contribution_survives_both_routes() {
    let whole = LinkedContribution { board: BoardId::from_random(7), contribution: contribution() };
    let (linked, filed) = (contribution_link(), file::write_contribution(whole.board, whole.contribution.document()));
    assert_eq!(link::decode_contribution(&linked).as_ref(), Ok(&whole));
    assert_eq!(file::read_contribution(&filed).as_ref(), Ok(&whole));
    // Signs around it do no harm, as with a board's link.
    for around in ["#", "%23", " <", "„", "(#"] {
        assert_eq!(link::decode_contribution(&(String::from(around) + &linked + ">. ")).as_ref(), Ok(&whole), "{around}");
    }
    // Neither is taken for the other.
    assert_eq!(link::decode(&linked), Err(LinkError::NotALink));
    assert_eq!(file::read(&filed), Err(LoadError::NotABoard));
    GOLDEN.iter().for_each(|board| assert_eq!(link::decode_contribution(board), Err(LinkError::NotALink)));
}

#[test]
fn every_cut_of_a_contribution_is_named() {
    let link = contribution_link();
    for arrived in 2..link.len() {
        let expected = if arrived < FRONT { 12 } else { link.len() };
        for behind in ["", "…", "...", " ...]"] {
            let cut = String::from(&link[..arrived]) + behind;
            assert_eq!(link::decode_contribution(&cut), Err(LinkError::Cut { arrived, expected }), "{behind}");
        }
    }
    let text = file::write_contribution(BoardId::from_random(7), contribution().document());
    for place in (0..text.len()).filter(|place| text.is_char_boundary(*place)) {
        let error = if place < 32 { LoadError::NotABoard } else { LoadError::Damaged };
        assert_eq!(file::read_contribution(&text[..place]), Err(error), "cut at {place}");
    }
}

#[test]
fn every_changed_character_of_a_contribution_is_named() {
    let link = contribution_link();
    let others: Vec<char> = (' '..='~').chain(['é', '\u{200b}', '\u{a0}', 'Ａ', '👍', '\0', '\n']).collect();
    for place in 0..link.len() {
        for other in &others {
            let changed = replaced(&link, &[(place, *other)]);
            // A contribution whose mark is changed to a board's is no board either.
            assert!(link::decode(&changed).is_err(), "{changed}");
            check_as(|changed| link::decode_contribution(changed).err(), &link, &changed, place);
        }
    }
}

// --- Stored texts and files ------------------------------------------------------------------------------------------------

/// A text of the first release is read as it was written or not at all: another generation is the most that a changed letter can make of
/// it. One that is written now is not even that.
#[test]
fn every_changed_byte_and_every_cut_of_a_stored_text_is_recognised() {
    let (first, covered) = (include_str!("../fixtures/v1/sample.stored.txt"), include_str!("../fixtures/v1/sample.covered.txt"));
    check_bytes(first, 0..first.len(), |_| true);
    // Below its beginning it is the same text.
    check_bytes(covered, 0..200, |_| false);
}

fn check_bytes(text: &str, places: Range<usize>, may_be: fn(Generation) -> bool) {
    let board = BoardId::from_random(0x0060_1de2_b0a2);
    let read = |text: String| stored::read(board, &Slots { a: Some(text), b: None });
    let whole = read(String::from(text)).unwrap().document;
    for place in places {
        assert!(matches!(read(String::from(&text[..place])), Err(Some(LoadError::Damaged | LoadError::NotABoard))), "cut at {place}");
        for other in ['0', '9', 'x', ' ', '"', '\n'] {
            let mut changed = String::from(text);
            changed.replace_range(place..=place, other.encode_utf8(&mut [0; 4]));
            match read(changed.clone()) {
                _ if changed == text => {}
                Ok(loaded) if loaded.generation == Generation(41) => panic!("it opens as if nothing had changed: {place} {other:?}"),
                Ok(loaded) => {
                    assert!(loaded.document == whole && place < text.find('\n').unwrap(), "{place} {other:?}");
                    assert!(may_be(loaded.generation), "another generation: {place} {other:?}");
                }
                Err(Some(LoadError::TooNew { version })) => assert!(version > 1 && place < 20, "{place} {other:?}"),
                Err(Some(LoadError::Damaged | LoadError::NotABoard)) => {}
                Err(error) => panic!("{error:?} {place} {other:?}"),
            }
        }
    }
}

/// Where a first line has its version.
const VERSION_AT: usize = "alignment-board ".len();

/// The other place opens and the changed text is kept, be it the newest or the one before. A changed version may be a newer one, which
/// nobody opens or writes over.
#[test]
fn no_changed_letter_of_a_first_line_makes_another_generation_win() {
    let board = BoardId::from_random(7);
    let letters: Vec<char> = (' '..='~').chain(['é', '\u{a0}', '٣', '\0', '\t', '\n']).collect();
    let mut room = Room::default();
    let mut play = |script: &str| -> Document {
        room.run(script);
        room.replica("laptop").document().clone()
    };
    let [older, newer] = ["laptop: @Ana V+older", "laptop: V+newer"].map(&mut play);
    for generation in [Generation(4), Generation(5), Generation(99)] {
        let text = |document, generation| stored::write(board, document, generation);
        let written = [(&older, generation), (&newer, generation.next())];
        let slots = written.map(|(document, generation)| (generation.slot(), text(document, generation)));
        for ((slot, whole), (other, (document, opened))) in slots.iter().zip(slots.iter().zip(written).rev()) {
            for place in 0..=whole.find('\n').unwrap() {
                for letter in letters.iter().filter(|letter| !whole[place..].starts_with(**letter)) {
                    let mut changed = whole.clone();
                    changed.replace_range(place..=place, letter.encode_utf8(&mut [0; 4]));
                    let (a, b) = if *slot == Slot::A { (changed.clone(), other.1.clone()) } else { (other.1.clone(), changed.clone()) };
                    match stored::read(board, &Slots { a: Some(a), b: Some(b) }) {
                        Ok(loaded) => {
                            let seen = (loaded.generation, &loaded.document, loaded.unreadable.as_deref());
                            assert_eq!(seen, (opened, document, Some(changed.as_str())), "{place} {letter:?}");
                        }
                        Err(Some(LoadError::TooNew { version })) => {
                            assert_eq!((place, Some(version)), (VERSION_AT, letter.to_digit(10)), "{letter:?}");
                        }
                        Err(error) => panic!("{error:?} {place} {letter:?}"),
                    }
                }
            }
        }
    }
}

#[test]
fn every_cut_of_a_file_is_recognised() {
    let text = include_str!("../fixtures/v1/workshop.board.json");
    for place in (0..text.len()).filter(|place| text.is_char_boundary(*place)) {
        let error = if place < 27 { LoadError::NotABoard } else { LoadError::Damaged };
        assert_eq!(file::read(&text[..place]), Err(error), "cut at {place}");
    }
}
