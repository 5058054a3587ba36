//! The share link: a whole board in the fragment of an address, the part after `#`, which no server receives.
//!
//! This module knows no address, sets no configuration, and never cuts or repairs a board. It, its submodules and `link/primer.txt`
//! define the format **`b1`**, which is a promise: it can be read for ever, and any change to its bytes is a new version with another
//! second letter. `tests/link.rs` keeps a link of this version.
//!
//! # The letters of a fragment
//!
//! | Position | Letters | Content |
//! | --- | --- | --- |
//! | 0 | 2 | `b1`: a board, version 1; `r1`: a contribution, which a person sends back |
//! | 2 | 3 | the number of letters in the whole fragment, from `b` to `Z` |
//! | 5 | 6 | CRC-32 (IEEE, as in zip) of all other letters in order, as ASCII: positions 0 to 4 and from 11 to the end |
//! | 11 | any | the payload |
//! | last | 1 | `Z`: programs that find links in text leave out punctuation at the end, and base64url has some |
//!
//! Letters are base64url (RFC 4648, section 5) without padding, with spare bits zero; numbers begin with their highest six bits. The
//! length or the checksum detects any change of one or two letters (`tests/link.rs` proves it for up to 8,192 letters); of other changes
//! one in four thousand million goes undetected.
//!
//! # The payload
//!
//! One arithmetic code (`coder`), predicted by a model (`model`) that has first been trained on the primer (`primer`), holds:
//!
//! 1. the board's id, 48 bits with even odds;
//! 2. the number of kinds that have things; then for each kind in order (`layout`): the kind, as steps from the expected one; the ids
//!    of its things; the number of its fields; then for each field, from greatest to smallest, the field, and for each thing that has it
//!    the stamp and the value.
//!
//! The code of `layout.rs` defines the exact order of the decisions and their contexts; each of its methods is one rule. Trailing bytes
//! are refused, and so is a code that ends differently from how the writer ends it.
//!
//! # Limits
//!
//! Letters are limited to 64 KiB before anything is allocated, decoded data to 1 MiB; every count is checked before its items are read;
//! and the document must pass [`validation`].

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

/// The beginning of a board's link.
const MARK: &str = "b1";
/// The beginning of a contribution's link; the rest is like a board's link.
const CONTRIBUTION_MARK: &str = "r1";
/// The end of a link.
const CLOSING: char = 'Z';
/// The number of letters in the length and in the checksum.
const LENGTH_LETTERS: usize = 3;
const SUM_LETTERS: usize = 6;
/// Where the checksum and the payload begin.
const SUM_START: usize = MARK.len() + LENGTH_LETTERS;
const HEAD: usize = SUM_START + SUM_LETTERS;
/// The most letters that are read.
pub const LETTER_LIMIT: usize = 64 * 1024;
/// The most bytes that a payload may decode to.
const ROOM: usize = 1024 * 1024;
/// The bits of an id.
const ID_BITS: u32 = 48;

/// The content of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The board.
    pub board: BoardId,
    /// Its document, as shared.
    pub document: Document,
}

/// A contribution that was sent back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedContribution {
    /// The board it belongs to.
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
        /// The number of letters that arrived.
        arrived: usize,
        /// The number that were sent; the least possible if even that is missing.
        expected: usize,
    },
    /// Letters were changed, or something follows.
    Damaged,
    /// A newer version of the program wrote it.
    TooNew,
    /// It is longer than any link that is read.
    TooLong {
        /// Its length in bytes.
        length: usize,
    },
    /// It arrived as written, but does not decode or breaks a limit.
    Invalid,
}

/// A board for which no link is offered, because none that long would be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// How many letters it would have.
    pub letters: usize,
}

/// The room for what programs put in front of a fragment: `#`, percent encoded.
const IN_FRONT: usize = 3;

/// The fragment of a board's link, if [`decode`] opens it elsewhere.
///
/// # Errors
/// [`TooLong`].
pub fn offer(board: BoardId, document: &Document) -> Result<String, TooLong> {
    offered(encode(board, document))
}

/// The fragment of a contribution's link, if [`decode_contribution`] opens it elsewhere.
///
/// # Errors
/// [`TooLong`].
pub fn offer_contribution(board: BoardId, contribution: &Document) -> Result<String, TooLong> {
    offered(encode_contribution(board, contribution))
}

fn offered(fragment: String) -> Result<String, TooLong> {
    check_length(fragment.len() + IN_FRONT).map_err(|_| TooLong { letters: fragment.len() })?;
    Ok(fragment)
}

/// What is too long is neither offered nor opened.
fn check_length(length: usize) -> Result<(), LinkError> {
    if length > LETTER_LIMIT { Err(LinkError::TooLong { length }) } else { Ok(()) }
}

/// Encodes a document as a fragment without the `#`. Callers pass [`Document::without_deleted`] if the link leaves this device.
pub fn encode(board: BoardId, document: &Document) -> String {
    encode_as(MARK, board, document)
}

/// Encodes a person's contribution to a board as a fragment without the `#`.
pub fn encode_contribution(board: BoardId, contribution: &Document) -> String {
    encode_as(CONTRIBUTION_MARK, board, contribution)
}

fn encode_as(mark: &str, board: BoardId, document: &Document) -> String {
    let payload = payload(board, document, &mut |_, _| ());
    let length = HEAD + (4 * payload.len()).div_ceil(3) + CLOSING.len_utf8();
    let mut front = String::from(mark);
    // A length of more letters would be far over the limit, and such a link is never read.
    base64::write_number(length as u64, LENGTH_LETTERS as u32, &mut front);
    let mut back = String::with_capacity(length);
    base64::write(&payload, &mut back);
    back.push(CLOSING);
    base64::write_number(sum(front.as_bytes(), back.as_bytes()).into(), SUM_LETTERS as u32, &mut front);
    front + &back
}

/// Decodes a board's fragment. A leading `#` or `%23`, percent encoding, white space, and surrounding quotation marks or brackets do no
/// harm.
///
/// # Errors
/// [`LinkError`].
pub fn decode(fragment: &str) -> Result<Linked, LinkError> {
    decode_as(MARK, fragment)
}

/// Decodes the fragment of a contribution.
///
/// # Errors
/// [`LinkError`]: `NotALink` for anything else, including a board's link.
pub fn decode_contribution(fragment: &str) -> Result<LinkedContribution, LinkError> {
    // The first letter decides cheaply: anything else is left to the other decoders.
    if !repair(fragment.get(..fragment.floor_char_boundary(64)).unwrap_or("")).starts_with('r') {
        return Err(LinkError::NotALink);
    }
    let Linked { board, document } = decode_as(CONTRIBUTION_MARK, fragment)?;
    Ok(LinkedContribution { board, contribution: Contribution::from_document(document).ok_or(LinkError::Invalid)? })
}

fn decode_as(mark: &str, fragment: &str) -> Result<Linked, LinkError> {
    check_length(fragment.len())?;
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

/// The sections of a payload with their size in bytes, for reports and tests.
pub fn cost(board: BoardId, document: &Document) -> Vec<(&'static str, usize)> {
    let mut sections: Vec<(&'static str, usize)> = Vec::new();
    let mut counted = 0;
    let mut count = |name: &'static str, settled: usize| {
        let bytes = settled.saturating_sub(counted);
        counted = settled;
        match sections.iter_mut().find(|(other, _)| *other == name) {
            Some((_, sum)) => *sum += bytes,
            None => sections.push((name, bytes)),
        }
    };
    let bytes = payload(board, document, &mut count).len();
    count("end", bytes);
    sections
}

/// The bytes of a payload. `on_section` hears the name of each section once it is done, and the number of bytes so far.
fn payload(board: BoardId, document: &Document, on_section: &mut dyn FnMut(&'static str, usize)) -> Vec<u8> {
    let mut coder = primer::learnt().writing();
    coder.random(ID_BITS, board.number());
    on_section("board id", coder.settled());
    layout::walk(&mut coder, document, on_section);
    coder.finish()
}

/// The checksum of a link, from the letters before and after the checksum's own.
fn sum(front: &[u8], back: &[u8]) -> u32 {
    super::checksum::crc32(&[front, back])
}

/// The payload of a link, if it has arrived unchanged.
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
    let (written, back) = rest.split_at_checked(SUM_LETTERS).ok_or(LinkError::Damaged)?;
    let letters = back.strip_suffix(&[CLOSING as u8]).ok_or(LinkError::Damaged)?;
    if base64::read_number(written) != Some(sum(front, back).into()) {
        return Err(LinkError::Damaged);
    }
    base64::read(letters).ok_or(LinkError::Damaged)
}

/// Whether this looks like a link of another version: the same first letter, then a digit or letter, and longer than a head.
fn is_newer(mark: &str, link: &[u8]) -> bool {
    let letters = link.iter().all(|letter| base64::six(*letter).is_some());
    matches!(link, [first, version, ..] if mark.as_bytes().first() == Some(first) && version.is_ascii_alphanumeric())
        && letters
        && link.len() > HEAD
}

/// Removes what messengers add around and inside links. The checksum verifies the rest.
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
    // Anything a link does not contain, including quotation marks and brackets of any language, and ellipses.
    let is_around = |letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | '%');
    String::from(joined.trim_matches(is_around))
}

fn hexadecimal(high: u8, low: u8) -> Option<u8> {
    let digit = |letter: u8| char::from(letter).to_digit(16);
    // The cast is lossless: two digits of four bits.
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
    fn board_survives_its_link() {
        let (board, document) = small();
        let link = encode(board, &document);
        assert!(link.len() < 60, "{link}");
        assert_eq!(decode(&link), Ok(Linked { board, document }));
        let empty = encode(board, &Document::new());
        assert_eq!(decode(&empty), Ok(Linked { board, document: Document::new() }));
    }

    #[test]
    fn wrong_links_have_their_own_error() {
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
        // The length is right, but too short for a link.
        for short in ["b1AAF", "b1AAGA", "b1AAKAAAAA", "b1AALAAAAAA"] {
            check_error(short, LinkError::Damaged);
        }
        check_error("b2345678901", LinkError::NotALink);
        check_error("b23456789012", LinkError::TooNew);
        let longest = "c".repeat(LETTER_LIMIT);
        check_error(&longest, LinkError::NotALink);
    }

    #[test]
    fn wrong_payload_with_right_checksum_is_invalid() {
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
    fn percent_encoding_is_undone_once() {
        for (written, plain) in [
            ("%23b1%2d%5F", "b1-_"),
            ("%", "%"),
            ("%2", "%2"),
            ("%zz", "%zz"),
            ("a%25", "a%"),
            (" <#b1 2> ", "b12"),
            ("\u{feff}(*b-_*).", "b-_"),
            // A program that finds links took the closing quotation mark for part of the link.
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
