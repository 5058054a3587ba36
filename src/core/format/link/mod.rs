//! The share link: a whole board in the contribution of an address behind the `#`, which no server receives.
//!
//! Deliberately knows no address, sets no configuration and never cuts or repairs a board. What stands here, in the modules
//! below and in `link/primer.txt` is the format **`b1`**, a promise: it is read for ever, and whatever would change a byte of it
//! is a new version with a new second letter. `tests/link.rs` keeps a link of this version.
//!
//! # The letters of a fragment
//!
//! | Place | Letters | What |
//! | --- | --- | --- |
//! | 0 | 2 | `b1`: a board, version 1; `r1`: a person's contribution of a board, which is sent back |
//! | 2 | 3 | how many letters the whole fragment has, from `b` to `Z` |
//! | 5 | 6 | CRC-32 (IEEE, as in zip) of all other letters in their order as ASCII: places 0 to 4 and from 11 to the end |
//! | 11 | any | the payload |
//! | last | 1 | `Z`: programs that find links in texts leave out punctuation at the end, which base64url has |
//!
//! Letters are base64url (RFC 4648, section 5) without padding and with zero bits to spare; numbers begin with their highest
//! six bits. Any change of one or two letters is found by the length or the checksum (`tests/link.rs` proves it for up to 8,192
//! letters); others slip through once in four thousand million.
//!
//! # The payload
//!
//! One arithmetic code ([`coder`]) of these, predicted by a model ([`model`]) that has learnt the primer ([`primer`]) before:
//!
//! 1. the board's id, 48 bits of an even chance each;
//! 2. the number of kinds that have things, then for each in its order ([`layout`]): the kind, as steps from the one expected;
//!    the ids of its things; the number of its fields; then for each field, from the greatest to the smallest, the field, and
//!    for each thing that has it the stamp and the value.
//!
//! The sections' exact order of decisions, with their contexts, is the code of `layout.rs`; each of its methods is one rule.
//! Trailing bytes are refused, and so is a code that ends other than the writer would end it.
//!
//! # Bounds
//!
//! 64 KiB of letters, before anything is allocated; 1 MiB of what comes out; every count is bounded before its things are read;
//! and the document has to pass the [`door`].

mod base64;
mod coder;
mod layout;
mod model;
mod primer;
mod tables;

use crate::core::document::Document;
use crate::core::document::id::BoardId;
use crate::core::format::validation;
use crate::core::replica::contribution::Contribution;

/// What a link of this version begins with.
const MARK: &str = "b1";
/// What the link of a contribution begins with that is sent back: all else is as in a board's link.
const PART_MARK: &str = "r1";
/// What a link ends with.
const CLOSING: char = 'Z';
/// The letters of the length and of the checksum.
const LENGTH_LETTERS: usize = 3;
const SUM_LETTERS: usize = 6;
/// Where the checksum and the payload begin.
const SUM_START: usize = MARK.len() + LENGTH_LETTERS;
const HEAD: usize = SUM_START + SUM_LETTERS;
/// The most letters that are read.
pub const LETTER_LIMIT: usize = 64 * 1024;
/// The most bytes that come out of a payload.
const ROOM: usize = 1024 * 1024;
/// The bits of an id.
const ID_BITS: u32 = 48;

/// What a link holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The board of which it is a copy.
    pub board: BoardId,
    /// All that was shared of it.
    pub document: Document,
}

/// A contribution that was sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedContribution {
    /// The board that it belongs to.
    pub board: BoardId,
    /// The contribution.
    pub contribution: Contribution,
}

/// Why a fragment cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It is something else.
    NotALink,
    /// Its end is missing.
    Cut {
        /// How many letters are there.
        arrived: usize,
        /// How many there were; the least possible if even this is missing.
        expected: usize,
    },
    /// Letters of it were changed, or something follows.
    Damaged,
    /// A newer version of the program wrote it.
    TooNew,
    /// It is longer than any link that is read.
    TooLong {
        /// How many bytes it has.
        length: usize,
    },
    /// It arrived as it was written, but holds what no board may hold.
    Invalid,
}

/// The fragment, without the `#`, that holds the whole document. Of a document that leaves this device this is
/// [`Document::shareable`].
pub fn encode(board: BoardId, document: &Document) -> String {
    encode_as(MARK, board, document)
}

/// The fragment, without the `#`, that holds a person's contribution of a board.
pub fn encode_contribution(board: BoardId, contribution: &Document) -> String {
    encode_as(PART_MARK, board, contribution)
}

fn encode_as(mark: &str, board: BoardId, document: &Document) -> String {
    let payload = payload(board, document, &mut |_, _| ());
    let length = HEAD + (4 * payload.len()).div_ceil(3) + CLOSING.len_utf8();
    let mut front = String::from(mark);
    // A link whose length has more letters is far over the limit and never read.
    base64::write_number(length as u64, LENGTH_LETTERS as u32, &mut front);
    let mut back = String::with_capacity(length);
    base64::write(&payload, &mut back);
    back.push(CLOSING);
    base64::write_number(sum(front.as_bytes(), back.as_bytes()).into(), SUM_LETTERS as u32, &mut front);
    front + &back
}

/// Opens a fragment. A `#` or `%23` in front, percent signs, blanks and quotation marks or brackets around it do no harm.
///
/// # Errors
/// [`LinkError`].
pub fn decode(fragment: &str) -> Result<Linked, LinkError> {
    decode_as(MARK, fragment)
}

/// Opens the fragment of a contribution that is sent back.
///
/// # Errors
/// [`LinkError`]: `NotALink` for everything else, a board's link included.
pub fn decode_contribution(fragment: &str) -> Result<LinkedContribution, LinkError> {
    // Whatever is no contribution is looked at by others.
    if !repair(fragment.get(..fragment.floor_char_boundary(64)).unwrap_or("")).starts_with('r') {
        return Err(LinkError::NotALink);
    }
    let Linked { board, document } = decode_as(PART_MARK, fragment)?;
    Ok(LinkedContribution { board, contribution: Contribution::from_document(document).ok_or(LinkError::Invalid)? })
}

fn decode_as(mark: &str, fragment: &str) -> Result<Linked, LinkError> {
    if fragment.len() > LETTER_LIMIT {
        return Err(LinkError::TooLong { length: fragment.len() });
    }
    let repaired = repair(fragment);
    let payload = open(mark, repaired.as_bytes())?;
    let mut coder = primer::learnt().reading(&payload, ROOM);
    let board = BoardId::from_random(coder.random(ID_BITS, 0));
    let document = layout::walk(&mut coder, &Document::new(), &mut |_, _| ());
    if !coder.is_whole() {
        return Err(LinkError::Invalid);
    }
    let document = validation::validate(document).map_err(|_| LinkError::Invalid)?;
    Ok(Linked { board, document })
}

/// Where the bytes of a payload go: contributions and their bytes, for reports and tests.
pub fn cost(board: BoardId, document: &Document) -> Vec<(&'static str, usize)> {
    let mut parts: Vec<(&'static str, usize)> = Vec::new();
    let mut counted = 0;
    let mut count = |name: &'static str, settled: usize| {
        let bytes = settled.saturating_sub(counted);
        counted = settled;
        match parts.iter_mut().find(|(other, _)| *other == name) {
            Some((_, sum)) => *sum += bytes,
            None => parts.push((name, bytes)),
        }
    };
    let bytes = payload(board, document, &mut count).len();
    count("end", bytes);
    parts
}

fn payload(board: BoardId, document: &Document, contribution: &mut dyn FnMut(&'static str, usize)) -> Vec<u8> {
    let mut coder = primer::learnt().writing();
    coder.random(ID_BITS, board.number());
    contribution("board id", coder.settled());
    layout::walk(&mut coder, document, contribution);
    coder.finish()
}

/// The checksum of a link whose own letters are left out.
fn sum(front: &[u8], back: &[u8]) -> u32 {
    super::checksum::crc32(&[front, back])
}

/// The payload of a link that has arrived whole.
fn open(mark: &str, link: &[u8]) -> Result<Vec<u8>, LinkError> {
    if !link.starts_with(mark.as_bytes()) {
        return Err(if is_newer(mark, link) { LinkError::TooNew } else { LinkError::NotALink });
    }
    let arrived = link.len();
    let Some(length) = link.get(MARK.len()..SUM_START) else {
        return Err(LinkError::Cut { arrived, expected: HEAD + CLOSING.len_utf8() });
    };
    let expected = base64::read_number(length).ok_or(LinkError::Damaged)? as usize;
    if arrived < expected {
        return Err(LinkError::Cut { arrived, expected });
    }
    if arrived > expected {
        return Err(LinkError::Damaged);
    }
    let (front, rest) = link.split_at_checked(SUM_START).ok_or(LinkError::Damaged)?;
    let (said, back) = rest.split_at_checked(SUM_LETTERS).ok_or(LinkError::Damaged)?;
    let letters = back.strip_suffix(&[CLOSING as u8]).ok_or(LinkError::Damaged)?;
    if base64::read_number(said) != Some(sum(front, back).into()) {
        return Err(LinkError::Damaged);
    }
    base64::read(letters).ok_or(LinkError::Damaged)
}

/// Whether this looks like a link of another version: the same first letter, a digit or letter, and as many letters as a head has.
fn is_newer(mark: &str, link: &[u8]) -> bool {
    let letters = link.iter().all(|letter| base64::six(*letter).is_some());
    matches!(link, [first, version, ..] if mark.as_bytes().first() == Some(first) && version.is_ascii_alphanumeric())
        && letters
        && link.len() > HEAD
}

/// Takes away what messengers put around and into links. The checksum judges what is left.
fn repair(fragment: &str) -> String {
    let mut plain = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, others @ ..] = rest {
        let (byte, after) = match rest {
            [b'%', high, low, after @ ..] => (hexadecimal(*high, *low), after),
            _ => (None, others),
        };
        rest = if byte.is_some() { after } else { others };
        plain.push(byte.unwrap_or(*first));
    }
    let plain = String::from_utf8_lossy(&plain);
    let joined: String = plain.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '\u{200b}' | '\u{feff}')).collect();
    // Whatever no link has, also the quotation marks and brackets of other languages and what stands for a cut.
    let is_around = |letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | '%');
    String::from(joined.trim_matches(is_around))
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |letter: u8| char::from(letter).to_digit(16);
    // Two digits of four bits fit.
    Some((digit(high)? << 4 | digit(low)?) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::id::{DeviceId, Thing};
    use crate::core::document::{Field, Key, Register, Stamp, Value};

    fn small() -> (BoardId, Document) {
        let stamp = Stamp { time: 3, device: DeviceId::from_random(0xabcdef) };
        let register = Register { stamp, value: Value::Text(String::from("Where are we going?")) };
        (BoardId::from_random(77), [(Key { thing: Thing::BOARD, field: Field::TEXT }, register)].into_iter().collect())
    }

    fn check_error(fragment: &str, error: LinkError) {
        assert_eq!(decode(fragment), Err(error), "{fragment}");
    }

    #[test]
    fn a_board_survives_its_link() {
        let (board, document) = small();
        let link = encode(board, &document);
        assert!(link.len() < 60, "{link}");
        assert_eq!(decode(&link), Ok(Linked { board, document }));
        let empty = encode(board, &Document::new());
        assert_eq!(decode(&empty), Ok(Linked { board, document: Document::new() }));
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let (board, document) = small();
        let link = encode(board, &document);
        for other in ["", "b", "board", "about", "x1AAAAAAAAAAAAAAAZ", "b=123456789012", "b-AAAAAAAAAAAAAAAZ"] {
            check_error(other, LinkError::NotALink);
        }
        check_error("b1", LinkError::Cut { arrived: 2, expected: 12 });
        check_error(&link[..20], LinkError::Cut { arrived: 20, expected: link.len() });
        check_error(&(link.clone() + "A"), LinkError::Damaged);
        check_error(&link.replacen("b1", "b2", 1), LinkError::TooNew);
        check_error(&link.replacen("b1", "ba", 1), LinkError::TooNew);
        check_error(&"b".repeat(LETTER_LIMIT + 1), LinkError::TooLong { length: LETTER_LIMIT + 1 });
        check_error("b1AAMAAAAAAZ", LinkError::Damaged);
        // Their own length, and too short for what belongs into a link.
        for short in ["b1AAF", "b1AAGA", "b1AAKAAAAA", "b1AALAAAAAA"] {
            check_error(short, LinkError::Damaged);
        }
        check_error("b2345678901", LinkError::NotALink);
        check_error("b23456789012", LinkError::TooNew);
        let longest = "c".repeat(LETTER_LIMIT);
        check_error(&longest, LinkError::NotALink);
    }

    #[test]
    fn right_letters_of_a_wrong_payload_are_invalid() {
        for payload in ["AAAA", "____", "AAAAAAAAAAAAAAAA", "________________"] {
            let mut link = String::from(MARK);
            base64::write_number((HEAD + payload.len() + 1) as u64, 3, &mut link);
            let back = String::from(payload) + "Z";
            let sum = sum(link.as_bytes(), back.as_bytes());
            base64::write_number(sum.into(), 6, &mut link);
            check_error(&(link + &back), LinkError::Invalid);
        }
    }

    #[test]
    fn percent_signs_are_taken_out_once() {
        for (written, plain) in [
            ("%23b1%2d%5F", "b1-_"),
            ("%", "%"),
            ("%2", "%2"),
            ("%zz", "%zz"),
            ("a%25", "a%"),
            (" <#b1 2> ", "b12"),
            ("\u{feff}(*b-_*).", "b-_"),
            // A program that finds links took the closing mark for a contribution of it.
            ("b-_%E2%80%9D", "b-_"),
            ("„b-_“", "b-_"),
            ("（b-_）。", "b-_"),
            ("b-_…", "b-_"),
            ("b-é_", "b-é_"),
        ] {
            assert_eq!(repair(written), plain);
        }
    }
}
