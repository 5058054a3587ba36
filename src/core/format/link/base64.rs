//! Bytes as letters that are safe in a link: base64url (RFC 4648, section 5) without padding.
//!
//! Each sequence of bytes has one spelling; anything else is refused, not repaired.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The letter of the lowest six bits.
pub(super) fn letter(six: u32) -> char {
    char::from(LETTERS[(six & 63) as usize])
}

/// The six bits of a letter.
pub(super) fn six(letter: u8) -> Option<u32> {
    LETTERS.iter().position(|other| *other == letter).map(|place| place as u32)
}

/// Appends a number as `letters` letters, highest bits first.
pub(super) fn write_number(number: u64, letters: u32, out: &mut String) {
    out.extend((0..letters).rev().map(|place| letter((number >> (6 * place)) as u32)));
}

/// The number that these letters encode; at most ten.
pub(super) fn read_number(letters: &[u8]) -> Option<u64> {
    letters.iter().try_fold(0, |number, letter| Some(number << 6 | u64::from(six(*letter)?)))
}

/// Appends the bytes as letters.
pub(super) fn write(bytes: &[u8], out: &mut String) {
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | u64::from(*byte));
        let letters = chunk.len() as u32 + 1;
        write_number(bits << (6 * letters - 8 * chunk.len() as u32), letters, out);
    }
}

/// The bytes that these letters encode; `None` if no bytes have this spelling.
pub(super) fn read(letters: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(letters.len() / 4 * 3 + 2);
    for chunk in letters.chunks(4) {
        let count = chunk.len().checked_sub(1).filter(|count| *count > 0)?;
        let spare = 6 * chunk.len() - 8 * count;
        let bits = read_number(chunk)?;
        if bits & ((1 << spare) - 1) != 0 {
            return None;
        }
        bytes.extend(((bits >> spare) as u32).to_be_bytes().iter().skip(4 - count));
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_standard_match() {
        for (bytes, letters) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("\u{3ff}\u{3ff}", "z7_Pvw")] {
            let mut written = String::new();
            write(bytes.as_bytes(), &mut written);
            assert_eq!(written, letters);
            assert_eq!(read(letters.as_bytes()).as_deref(), Some(bytes.as_bytes()));
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for wrong in ["Z", "Zh", "Zm9", "Zm9vY", "Zg==", "Zm+v", "Zm/v", "Zm v", "Zmü"] {
            assert_eq!(read(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
