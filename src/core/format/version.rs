//! Former versions of a board. The name of a version holds its board, time and counts, so a list of versions can be shown without
//! reading them.
//!
//! Names are `BOARD/gGENERATION/TIME/CHECKSUM-NOTES-AGREEMENTS-VOTERS`. Generations and times have fifteen digits, so names sort by
//! generation, whatever the clock said. Earlier releases had no generation and sort before. Two versions with equal last segments count as
//! the same.

use super::stored::Generation;
use super::{checksum, file};
use crate::core::board::Board;
use crate::core::document::Document;
use crate::core::document::id::BoardId;

/// A former version of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its name.
    pub name: String,
    /// When it was written, in milliseconds since 1970.
    pub at: u64,
    /// Its counts.
    pub counts: Counts,
}

/// The size of a board.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Notes.
    pub notes: usize,
    /// Agreements.
    pub agreements: usize,
    /// People who have placed dots.
    pub voters: usize,
}

impl Counts {
    /// The counts of a board.
    pub fn of(board: &Board) -> Counts {
        let votes = |(person, _)| board.marks(board.round(), person).spent() > 0;
        let voters = board.people().map(votes).filter(|voted| *voted).count();
        Counts { notes: board.note_count(), agreements: board.agreements().count(), voters }
    }
}

/// Writes a version: its name and its text.
pub fn write(board: BoardId, document: &Document, projection: &Board, generation: Generation, now: u64) -> (String, String) {
    let text = file::write(board, document);
    let Counts { notes, agreements, voters } = Counts::of(projection);
    let Generation(generation) = generation;
    let generation = String::from(GENERATION) + &fifteen_digits(generation);
    let sum = checksum::crc32(&[text.as_bytes()]);
    let numbers = [sum as usize, notes, agreements, voters].map(|number| number.to_string()).join("-");
    ([&board.to_hex(), generation.as_str(), &fifteen_digits(now), &numbers].join("/"), text)
}

/// What stands before a generation. It sorts behind all digits, so behind the times that stood there in earlier releases.
const GENERATION: &str = "g";

fn fifteen_digits(number: u64) -> String {
    let digits = number.to_string();
    "0".repeat(15usize.saturating_sub(digits.len())) + &digits
}

/// The version with this name, if the name is well formed.
pub fn read_name(name: &str) -> Option<Version> {
    let mut parts = name.split('/');
    let (_, order) = (parts.next()?, parts.next()?);
    let time = if order.starts_with(GENERATION) { parts.next()? } else { order };
    let numbers = parts.next()?;
    let mut read = Vec::new();
    for number in numbers.split('-') {
        read.push(number_of(number)? as usize);
    }
    let [_, notes, agreements, voters] = read[..] else { return None };
    Some(Version { name: String::from(name), at: number_of(time)?, counts: Counts { notes, agreements, voters } })
}

fn number_of(text: &str) -> Option<u64> {
    let Ok(number) = text.parse() else { return None };
    Some(number)
}

/// The document of a version.
///
/// # Errors
/// `LoadError`, like stored boards.
pub fn read(text: &str) -> Result<Document, super::LoadError> {
    file::read_own(text).map(|file| file.document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::id::DeviceId;
    use crate::core::replica::sample;

    #[test]
    fn name_holds_board_time_and_counts() {
        let document = sample::document(DeviceId::from_random(1));
        let (name, text) = write(BoardId::from_random(7), &document, &Board::of(&document), Generation(12), 1_790_000_000_123);
        let version = read_name(&name).map(|version| (version.at, version.counts));
        assert_eq!(version, Some((1_790_000_000_123, Counts { notes: 60, agreements: 0, voters: 8 })));
        assert!(name.starts_with("000000000007/g000000000000012/001790000000123/"), "{name}");
        let of_an_earlier_release = name.replace("/g000000000000012", "");
        assert_eq!(read_name(&of_an_earlier_release).map(|version| version.at), Some(1_790_000_000_123));
        assert_eq!(read(&text), Ok(document));
    }

    #[test]
    fn malformed_names_are_ignored() {
        for name in ["", "a", "a/b/c", "a/1/2", "a/1/1-2-3", "a/1/1-2-3-4-5", "a/1/1-2-3-x", "a/x/1-2-3-4"] {
            assert_eq!(read_name(name), None, "{name}");
        }
    }
}
