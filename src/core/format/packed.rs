//! Long texts for local storage, packed: LZ4, and 15 bits of it in each UTF-16 unit, because storage counts those and nothing else.
//!
//! The fullest board packs to an eighth of its units. LZ4 because a board is saved a few times a minute while people type: it takes
//! milliseconds where others take a tenth of a second.

use lz4_flex::block;

/// The character of fifteen zeroes. From here on, 32,768 characters are all one unit long, and none is half of a pair.
const FIRST: u32 = 0x4000;
/// The bits in a character.
const BITS: u32 = 15;
/// The most bytes of a text that is unpacked: eight times the fullest board. More is damage, or somebody's attempt to fill the memory.
const UNPACKED_LIMIT: usize = 64_000_000;

/// Packs a text.
pub fn pack(text: &str) -> String {
    let bytes = block::compress(text.as_bytes());
    let empty = (BITS - 8 * bytes.len() as u32 % BITS) % BITS;
    let mut packed = String::with_capacity((8 * bytes.len() / BITS as usize + 2) * 3);
    packed.extend(character(empty));
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        (bits, count) = (bits << 8 | u32::from(byte), count + 8);
        if count >= BITS {
            count -= BITS;
            packed.extend(character(bits >> count));
            bits &= (1 << count) - 1;
        }
    }
    if count > 0 {
        packed.extend(character(bits << empty));
    }
    packed
}

/// The text of `length` bytes that was packed to this. `None` if there is none.
pub fn unpack(packed: &str, length: usize) -> Option<String> {
    let mut fifteens = packed.chars().map(|character| u32::from(character).checked_sub(FIRST).filter(|fifteen| *fifteen < 1 << BITS));
    let empty = fifteens.next()??;
    if length > UNPACKED_LIMIT || empty >= BITS {
        return None;
    }
    let mut bytes = Vec::with_capacity(packed.len() / 3 * BITS as usize / 8);
    let (mut bits, mut count) = (0, 0);
    for fifteen in fifteens {
        (bits, count) = (bits << BITS | fifteen?, count + BITS);
        while count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    // From eight empty bits on, the last byte is none.
    if empty >= 8 {
        bytes.pop();
    }
    let Ok(text) = block::decompress(&bytes, length) else { return None };
    let Ok(text) = String::from_utf8(text) else { return None };
    (text.len() == length).then_some(text)
}

fn character(fifteen: u32) -> Option<char> {
    char::from_u32(FIRST + fifteen)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text that repeats itself, with a word that does not.
    fn text(length: usize) -> String {
        (0..length).map(|at| char::from(b'a' + (at * at % 7 + at / 50 % 19) as u8)).collect()
    }

    #[test]
    fn every_length_comes_back() {
        for length in (0..200).chain([1_000, 65_536, 300_001]) {
            let text = text(length) + "é\u{1F600}";
            let packed = pack(&text);
            assert_eq!(unpack(&packed, text.len()).as_ref(), Some(&text), "{length}");
            assert!(packed.chars().all(|character| character.len_utf16() == 1), "{length}");
        }
    }

    #[test]
    fn what_no_text_packs_to_is_refused() {
        let text = text(3_000);
        let packed = pack(&text);
        let cut: String = packed.chars().take(packed.chars().count() - 1).collect();
        let letter = packed.replacen(|character: char| u32::from(character) > FIRST + BITS, "x", 1);
        let too_empty = String::from(char::from_u32(FIRST + BITS).unwrap_or('x')) + &packed;
        for (packed, length) in [
            ("", 0),
            (&packed, text.len() - 1),
            (&packed, text.len() + 1),
            (&cut, text.len()),
            (&letter, text.len()),
            (&too_empty, text.len()),
        ] {
            assert_eq!(unpack(packed, length), None, "{length}");
        }
        let packed = pack(&"x".repeat(UNPACKED_LIMIT + 1));
        assert_eq!(unpack(&packed, UNPACKED_LIMIT + 1), None);
    }
}
