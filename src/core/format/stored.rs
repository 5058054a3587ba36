//! A board in local storage: two alternating generations, each in an envelope that shows whether it is complete.
//!
//! An envelope is one line, `alignment-board 1 GENERATION LENGTH CHECKSUM`, and the board's JSON below it. LENGTH is in bytes, CHECKSUM
//! is the CRC-32 of the JSON in eight hexadecimal digits. The JSON repeats the generation, so the checksum covers every word of the first
//! line: a reader computes the line from the JSON and compares. A line that differs is damage, or names a newer version, which is neither
//! opened nor overwritten.
//!
//! The JSON of a large board is [`packed`] where that makes it shorter, and its line begins `alignment-board 2`. So the full board with fifty
//! rounds fits twice into local storage. A page of the first release in another tab takes it for a newer version and stops saving; of the
//! largest it could not have saved any.
//!
//! Why the generation is inside the JSON: that page accepts lines of five words only and ignores unknown JSON fields, so it reads these texts
//! as before. It would take a sixth word for damage and overwrite the text. The texts it writes lack the generation in the JSON; they open
//! for ever, and their first line is trusted.

use std::borrow::Cow;

use super::file;
use super::file::BoardFile;
use super::{LoadError, packed, v1};
use crate::core::document::id::BoardId;
use crate::core::document::{Document, NUMBER_LIMIT};

/// One of the two places of a board in storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// For even generations.
    A,
    /// For odd generations.
    B,
}

/// The number of times a board has been saved. Of the two stored generations, the greater is newer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(pub u64);

impl Generation {
    /// The generation after this one.
    pub fn next(self) -> Generation {
        Generation(self.0 + 1)
    }

    /// The slot that stores it.
    pub fn slot(self) -> Slot {
        if self.0.is_multiple_of(2) { Slot::A } else { Slot::B }
    }
}

/// The texts in the two slots of a board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    /// The text for even generations.
    pub a: Option<String>,
    /// The text for odd generations.
    pub b: Option<String>,
}

/// The first lines of the two slots: enough to detect that another page has written there. A save names the heads its page has seen and
/// overwrites nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heads {
    /// The head of the text for even generations.
    pub a: Option<String>,
    /// The head of the text for odd generations.
    pub b: Option<String>,
}

impl Heads {
    /// Records what a slot holds now.
    pub fn set(&mut self, slot: Slot, text: Option<&str>) {
        let head = text.map(|text| text.lines().next().unwrap_or("").chars().take(HEAD_LIMIT).collect());
        match slot {
            Slot::A => self.a = head,
            Slot::B => self.b = head,
        }
    }
}

/// The most characters of a first line that are compared.
const HEAD_LIMIT: usize = 120;

impl Slots {
    /// The first lines of the texts.
    pub fn heads(&self) -> Heads {
        let mut heads = Heads::default();
        heads.set(Slot::A, self.a.as_deref());
        heads.set(Slot::B, self.b.as_deref());
        heads
    }

    /// Both texts as one, for a download.
    pub fn text(&self) -> String {
        [&self.a, &self.b].into_iter().flatten().cloned().collect::<Vec<_>>().join("\n\n")
    }
}

/// A loaded board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// Both generations, merged. Two pages that save at the same moment may write generations that do not know of each other; the merge
    /// loses neither.
    pub document: Document,
    /// The newer generation.
    pub generation: Generation,
    /// The first lines of both slots.
    pub heads: Heads,
    /// Whether the newest generation holds the whole document.
    pub newest: Newest,
    /// The text of the other slot if it cannot be read: to be kept elsewhere, because the next save overwrites it.
    pub unreadable: Option<String>,
}

/// How much of the merged document the newest generation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newest {
    /// All of it.
    Whole,
    /// Less than both generations together.
    Partial,
}

/// The version of an envelope with the JSON as it is.
const PLAIN: u32 = 1;
/// The version of an envelope with packed JSON.
const PACKED: u32 = 2;
/// The most bytes of JSON that are always stored as they are, so that every release reads them.
const PLAIN_LIMIT: usize = 1_000_000;

/// Writes one generation.
pub fn write(board: BoardId, document: &Document, generation: Generation) -> String {
    let json = file::write_stored(board, document, generation.0);
    let packed = (json.len() > PLAIN_LIMIT).then(|| packed::pack(&json));
    // Some scripts do not get shorter: each of their characters is one unit of storage already.
    match packed.filter(|packed| packed.encode_utf16().count() < json.encode_utf16().count()) {
        Some(packed) => first_line(PACKED, generation, &json) + "\n" + &packed,
        None => first_line(PLAIN, generation, &json) + "\n" + &json,
    }
}

/// The one line that is written above this JSON in this generation.
fn first_line(version: u32, generation: Generation, json: &str) -> String {
    [v1::FORMAT, &version.to_string(), &generation.0.to_string(), &json.len().to_string(), &checksum(json)].join(" ")
}

/// Reads both generations and merges them; a damaged one is handed back as [`Loaded::unreadable`].
///
/// # Errors
/// `None` if there is nothing; otherwise the [`LoadError`], if neither generation can be read or a newer version wrote one.
pub fn read(board: BoardId, slots: &Slots) -> Result<Loaded, Option<LoadError>> {
    let mut read: Vec<(Generation, Document)> = Vec::new();
    let mut unreadable = None;
    let mut error = None;
    for text in [&slots.a, &slots.b].into_iter().flatten() {
        match read_one(board, text) {
            Ok(one) => read.push(one),
            // An older page must not overwrite a newer version's board, whatever the other slot holds.
            Err(LoadError::TooNew { version }) => return Err(Some(LoadError::TooNew { version })),
            Err(other) => {
                unreadable = Some(text.clone());
                error = Some(other);
            }
        }
    }
    read.sort_unstable_by_key(|(generation, _)| *generation);
    let Some((generation, mut document)) = read.pop() else { return Err(error) };
    let other = read.pop().map_or_else(Document::new, |(_, document)| document);
    let newest = if document.merge(other).is_empty() { Newest::Whole } else { Newest::Partial };
    Ok(Loaded { document, generation, heads: slots.heads(), newest, unreadable })
}

/// A private store as read from storage: all that is readable, and what is not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredPrivateStore {
    /// Both slots, merged. Whatever has left the private store since is in the board, and whatever was overwritten is older, so the merge
    /// restores it completely, wherever a save was interrupted.
    pub private_store: Document,
    /// The unreadable texts, with their slots.
    pub unreadable: Vec<(Slot, String)>,
}

/// Reads a private store. It is written like a board, in slots of its own, before the board in the same save.
///
/// # Errors
/// [`LoadError::TooNew`] if a newer version wrote it: an older page must not overwrite it.
pub fn read_private_store(board: BoardId, slots: &Slots) -> Result<StoredPrivateStore, LoadError> {
    let mut stored = StoredPrivateStore::default();
    for (slot, text) in [(Slot::A, &slots.a), (Slot::B, &slots.b)] {
        let Some(text) = text else { continue };
        match read_one(board, text) {
            Ok((_, private_store)) => {
                stored.private_store.merge(private_store);
            }
            Err(LoadError::TooNew { version }) => return Err(LoadError::TooNew { version }),
            Err(_) => stored.unreadable.push((slot, text.clone())),
        }
    }
    Ok(stored)
}

/// Reads one generation.
///
/// # Errors
/// [`LoadError`].
pub fn read_one(board: BoardId, text: &str) -> Result<(Generation, Document), LoadError> {
    let (head, below) = text.split_once('\n').ok_or(LoadError::NotABoard)?;
    let words: Vec<&str> = head.split(' ').collect();
    let [format, version, generation, length, _checksum] = words[..] else { return Err(LoadError::NotABoard) };
    if format != v1::FORMAT {
        return Err(LoadError::NotABoard);
    }
    let version = version.parse::<u32>().map_err(|_| LoadError::Damaged)?;
    let json = match version {
        PLAIN => Cow::Borrowed(below),
        PACKED => {
            let length = length.parse().map_err(|_| LoadError::Damaged)?;
            Cow::Owned(packed::unpack(below, length).ok_or(LoadError::Damaged)?)
        }
        0 => return Err(LoadError::Damaged),
        version => return Err(LoadError::TooNew { version }),
    };
    // A generation that nobody reaches by saving would leave none for the next save.
    let generation = generation.parse().map_err(|_| LoadError::Damaged)?;
    if generation > NUMBER_LIMIT || head != first_line(version, Generation(generation), &json) {
        return Err(LoadError::Damaged);
    }
    let (BoardFile { board: stored, document }, covered) = file::read_stored(&json)?;
    // The first release writes no generation into the JSON.
    let is_its_own = stored == board && covered.is_none_or(|covered| covered == generation);
    if is_its_own { Ok((Generation(generation), document)) } else { Err(LoadError::Damaged) }
}

fn checksum(json: &str) -> String {
    let sum = super::checksum::crc32(&[json.as_bytes()]);
    // An id has twelve hexadecimal digits; a checksum is the last eight.
    crate::core::document::id::BoardId::from_random(u64::from(sum)).to_hex()[4..].into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::id::{DeviceId, Thing};
    use crate::core::document::{Field, Key, Register, Stamp, Value};
    use crate::core::format::validation::ValidationError;

    fn board() -> BoardId {
        BoardId::from_random(7)
    }

    fn document(title: &str) -> Document {
        let stamp = Stamp { time: title.len() as u64, device: DeviceId::from_random(1) };
        let register = Register { stamp, value: Value::Text(String::from(title)) };
        [(Key { thing: Thing::BOARD, field: Field::TEXT }, register)].into_iter().collect()
    }

    fn text(title: &str, generation: u64) -> Option<String> {
        Some(write(board(), &document(title), Generation(generation)))
    }

    #[test]
    fn newest_generation_is_read() {
        let slots = Slots { a: text("old", 4), b: text("newer", 5) };
        let loaded = read(board(), &slots);
        let heads = slots.heads();
        let expected = Loaded { heads, document: document("newer"), generation: Generation(5), newest: Newest::Whole, unreadable: None };
        assert_eq!(loaded, Ok(expected));
    }

    #[test]
    fn damaged_generation_is_kept_and_the_other_read() {
        let broken = text("new", 5).map(|text| text.replace("new", "now"));
        let slots = Slots { a: text("old", 4), b: broken.clone() };
        let loaded = read(board(), &slots);
        let heads = slots.heads();
        let expected = Loaded { heads, document: document("old"), generation: Generation(4), newest: Newest::Whole, unreadable: broken };
        assert_eq!(loaded, Ok(expected));
    }

    /// Two tabs saved at the same moment, then the browser was killed: what only the older generation held used to be lost.
    #[test]
    fn older_generation_is_merged_into_the_newest() {
        let slots = Slots { a: text("longer", 4), b: text("new", 5) };
        let loaded = read(board(), &slots);
        let heads = slots.heads();
        let expected = Loaded { heads, document: document("longer"), generation: Generation(5), newest: Newest::Partial, unreadable: None };
        assert_eq!(loaded, Ok(expected));
    }

    #[test]
    fn heads_distinguish_texts_and_stay_short() {
        let heads = |a: Option<String>| Slots { a, b: None }.heads();
        assert_ne!(heads(text("new", 4)), heads(text("now", 4)));
        assert_ne!(heads(None), heads(Some(String::new())));
        assert_eq!(heads(Some("x".repeat(1_000_000))).a.map(|head| head.len()), Some(HEAD_LIMIT));
    }

    #[test]
    fn empty_damaged_and_too_new_have_their_own_error() {
        let check = |a: Option<&str>, expected| assert_eq!(read(board(), &Slots { a: a.map(String::from), b: None }), Err(expected));
        check(None, None);
        check(Some("what is this"), Some(LoadError::NotABoard));
        check(Some("alignment-board 1 1 3 00000000\n{}"), Some(LoadError::Damaged));
        check(Some("alignment-board 2 1 3 00000000\n{}"), Some(LoadError::Damaged));
        check(Some("alignment-board 3 1 3 00000000\n{}"), Some(LoadError::TooNew { version: 3 }));
    }

    #[test]
    fn newer_version_stops_an_older_page() {
        let newer = Some(String::from("alignment-board 3 9 3 00000000\n{}"));
        assert_eq!(read(board(), &Slots { a: text("old", 4), b: newer }), Err(Some(LoadError::TooNew { version: 3 })));
    }

    /// The board used to open, accept changes and report them as saved, but a reload lost them: the next generation wrapped to 0.
    #[test]
    fn unreachable_generation_is_damage() {
        let greatest = text("new", u64::MAX);
        assert_eq!(read(board(), &Slots { a: None, b: greatest.clone() }), Err(Some(LoadError::Damaged)));
        let loaded = read(board(), &Slots { a: text("old", 4), b: greatest.clone() });
        let loaded = loaded.map(|loaded| (loaded.document, loaded.generation, loaded.unreadable));
        assert_eq!(loaded, Ok((document("old"), Generation(4), greatest)));
        let last = read(board(), &Slots { a: None, b: text("new", NUMBER_LIMIT) }).map(|loaded| loaded.generation);
        assert_eq!(last, Ok(Generation(NUMBER_LIMIT)));
        assert_eq!(read(board(), &Slots { a: None, b: text("new", NUMBER_LIMIT + 1) }), Err(Some(LoadError::Damaged)));
    }

    #[test]
    fn malformed_version_is_damage() {
        for version in ["0", "", "one", "-1"] {
            let changed = text("x", 4).map(|text| text.replacen(" 1 ", &format!(" {version} "), 1));
            assert_eq!(read(board(), &Slots { a: changed, b: None }), Err(Some(LoadError::Damaged)), "{version:?}");
        }
    }

    /// Another program at the same origin may have written to storage.
    #[test]
    fn stored_board_over_a_limit_is_refused() {
        assert!(read(board(), &Slots { a: text(&"x".repeat(120), 4), b: None }).is_ok());
        let invalid = Some(LoadError::Invalid(ValidationError::TextTooLong));
        assert_eq!(read(board(), &Slots { a: text(&"x".repeat(121), 4), b: None }), Err(invalid));
    }

    #[test]
    fn private_store_merges_both_slots() {
        let private_store = |slots: &Slots| read_private_store(board(), slots);
        let (old, new) = (text("old", 4), text("new", 5));
        let newest: Document = [document("old"), document("new")].into_iter().flatten().collect();
        assert_eq!(
            private_store(&Slots { a: old.clone(), b: new }),
            Ok(StoredPrivateStore { private_store: newest, unreadable: Vec::new() })
        );
        assert_eq!(private_store(&Slots::default()), Ok(StoredPrivateStore::default()));
        let broken = Slots { a: old, b: Some(String::from("what is this")) };
        let unreadable = vec![(Slot::B, String::from("what is this"))];
        assert_eq!(private_store(&broken), Ok(StoredPrivateStore { private_store: document("old"), unreadable }));
        let newer = Slots { a: None, b: Some(String::from("alignment-board 3 9 3 00000000\n{}")) };
        assert_eq!(private_store(&newer), Err(LoadError::TooNew { version: 3 }));
    }

    #[test]
    fn text_of_another_board_is_damage() {
        let other = BoardId::from_random(8);
        assert_eq!(read(other, &Slots { a: text("x", 2), b: None }), Err(Some(LoadError::Damaged)));
    }
}
