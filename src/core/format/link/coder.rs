//! A binary arithmetic coder around the [`Model`]: numbers and texts as bits, and bits as bytes.
//!
//! Encoding and decoding share their code: each method takes the value to write and returns the value written or read. A reader ignores
//! the value it is given. After [`Coder::refuse`] everything reads as zero, so the walk over a document ends soon and needs no error at
//! each step. The coder knows nothing of documents.
//!
//! Arithmetic coding: an interval of 32-bit numbers, both ends included, starts as all of them. A bit whose probability of being one is
//! `p`/65,536 splits it at `low + (high − low)·p/65,536`: a one keeps the lower part up to that point, a zero the rest. Leading bytes on
//! which both ends agree are written. At the end, the writer adds as few bytes as possible such that the number, continued with zeros,
//! lies in the interval; among those it takes the greatest.

use super::model::{Model, Sort, join};

/// The byte that ends a text. It never occurs in UTF-8.
const END: u8 = 0xff;
/// The first of eight bytes that never occur in UTF-8. One of them, for the class of a text, stands as context before its first letter.
const CLASS: u8 = 0xf8;
/// The most bits of a number that is read: one more than a document's numbers have, for the sign of a difference.
const LENGTH_LIMIT: u32 = 49;

/// Where the bits go or come from.
#[derive(Clone)]
enum End<'a> {
    /// Nowhere: only the model is trained.
    Primer,
    Writing(Vec<u8>),
    Reading(&'a [u8]),
}

/// The coder, with the state of its model.
#[derive(Clone)]
pub(super) struct Coder<'a> {
    model: Model,
    end: End<'a>,
    low: u32,
    high: u32,
    /// When reading, the 32 bits that are compared with the interval.
    window: u32,
    /// The number of bytes on which both ends have agreed.
    settled: usize,
    /// How much may still be decoded, in bytes, see [`Coder::spend`].
    room: usize,
    refused: bool,
}

impl<'a> Coder<'a> {
    /// A coder that trains its model and writes nothing.
    pub(super) fn primer() -> Coder<'static> {
        Coder { model: Model::new(), end: End::Primer, low: 0, high: u32::MAX, window: 0, settled: 0, room: usize::MAX, refused: false }
    }

    /// Begins to write, with the model as trained so far.
    pub(super) fn writing(self) -> Coder<'a> {
        Coder { end: End::Writing(Vec::new()), ..self }
    }

    /// Begins to read, with the model as trained so far. `room` limits what is decoded.
    pub(super) fn reading(self, bytes: &'a [u8], room: usize) -> Coder<'a> {
        let mut coder = Coder { end: End::Reading(bytes), room, ..self };
        for place in 0..4 {
            coder.take(place);
        }
        coder
    }

    /// Whether this coder reads.
    pub(super) fn is_reading(&self) -> bool {
        matches!(self.end, End::Reading(_))
    }

    /// Whether the input has been refused.
    pub(super) fn is_refused(&self) -> bool {
        self.refused
    }

    /// Refuses the input. Has no effect on a writer.
    pub(super) fn refuse(&mut self) {
        self.refused = self.is_reading();
    }

    /// Refuses if the condition holds.
    pub(super) fn refuse_if(&mut self, condition: bool) {
        if condition {
            self.refuse();
        }
    }

    /// Takes `amount` bytes from the room; refuses if too few are left.
    pub(super) fn spend(&mut self, amount: usize) {
        match self.room.checked_sub(amount) {
            Some(room) => self.room = room,
            None => self.refuse(),
        }
    }

    /// The number of bytes that are settled.
    pub(super) fn settled(&self) -> usize {
        self.settled
    }

    /// The bytes that were written.
    pub(super) fn finish(self) -> Vec<u8> {
        let (length, last) = self.last_bytes();
        match self.end {
            End::Writing(mut bytes) => {
                bytes.extend(last.to_be_bytes().iter().take(length));
                bytes
            }
            _ => Vec::new(),
        }
    }

    /// Whether the input was accepted and is, to the last byte, what a writer would have written.
    pub(super) fn is_whole(&self) -> bool {
        let (length, last) = self.last_bytes();
        match self.end {
            End::Reading(bytes) => !self.refused && bytes.len() == self.settled + length && self.window == last,
            _ => true,
        }
    }

    /// How many last bytes are needed, and those bytes.
    fn last_bytes(&self) -> (usize, u32) {
        let cut = |length: usize| self.high & !(u32::MAX.checked_shr(8 * length as u32).unwrap_or(0));
        (0..4).map(|length| (length, cut(length))).find(|(_, last)| *last >= self.low).unwrap_or((4, self.high))
    }

    fn take(&mut self, place: usize) {
        if let End::Reading(bytes) = self.end {
            self.window = self.window << 8 | u32::from(bytes.get(place).copied().unwrap_or(0));
        }
    }

    /// Codes one bit, whose probability of being one is given in 1/65,536.
    fn code(&mut self, probability: u32, bit: bool) -> bool {
        let middle = self.low + ((u64::from(self.high - self.low) * u64::from(probability)) >> 16) as u32;
        let bit = match self.end {
            End::Primer => return bit,
            End::Writing(_) => bit,
            End::Reading(_) => self.window <= middle,
        };
        if bit {
            self.high = middle;
        } else {
            self.low = middle + 1;
        }
        while (self.low ^ self.high) >> 24 == 0 {
            if let End::Writing(bytes) = &mut self.end {
                bytes.push((self.high >> 24) as u8);
            }
            self.take(self.settled + 4);
            self.settled += 1;
            self.low <<= 8;
            self.high = self.high << 8 | 0xff;
        }
        bit
    }

    /// Codes one bit with the model's prediction, and trains the model.
    fn decide(&mut self, contexts: &[u32], node: u32, sort: Sort, bit: bool) -> bool {
        if self.refused {
            return false;
        }
        let probability = self.model.predict(contexts, node, sort);
        let bit = self.code(probability, bit);
        self.model.learn(bit);
        bit
    }

    /// Random bits, which no model can predict.
    pub(super) fn random(&mut self, bits: u32, value: u64) -> u64 {
        (0..bits).rev().fold(0, |read, place| read << 1 | u64::from(self.code(1 << 15, value >> place & 1 == 1)))
    }

    /// One bit, yes or no.
    pub(super) fn flag(&mut self, context: [u32; 3], bit: bool) -> bool {
        self.decide(&nested(context), 0, Sort::Flag, bit)
    }

    /// A number: its length in unary, then the binary digits after the first. The first four of these have the preceding digits as
    /// context.
    pub(super) fn number(&mut self, context: [u32; 3], value: u64) -> u64 {
        let contexts = nested(context);
        let wanted = u64::BITS - value.leading_zeros();
        let mut length = 0;
        while self.decide(&contexts, 1 + length, Sort::Length, length < wanted) {
            length += 1;
            self.refuse_if(length > LENGTH_LIMIT);
        }
        let mut read = u64::from(length > 0);
        for place in (0..length.saturating_sub(1)).rev() {
            let known = length - 1 - place;
            let node = if known <= 4 { 100 + (length << 8) + ((read as u32) << 16) } else { 99 + (length << 8) + (place << 16) };
            read = read << 1 | u64::from(self.decide(&contexts, node, Sort::Digit, value >> place & 1 == 1));
        }
        if self.refused { 0 } else { read }
    }

    /// A text of at most `limit` bytes, each from its highest bit, then [`END`]. `class`, below eight, is the kind of text: it is the
    /// context of the first letters.
    pub(super) fn text(&mut self, class: u8, text: &str, limit: usize) -> String {
        let mut given = text.bytes();
        let mut bytes = Vec::new();
        let mut before = u32::from_be_bytes([CLASS | class; 4]); // the last four bytes, in ASCII lower case
        let mut word = 0;
        loop {
            let byte = self.byte(before, word, given.next().unwrap_or(END));
            if byte == END || self.refused {
                break;
            }
            bytes.push(byte);
            self.spend(1);
            self.refuse_if(bytes.len() > limit);
            let small = byte.to_ascii_lowercase();
            before = before << 8 | u32::from(small);
            let in_word = small.is_ascii_lowercase() || small >= 0x80 || small == b'\'';
            word = if in_word { join(word, u32::from(small) + 1) } else { 0 };
        }
        String::from_utf8(bytes).unwrap_or_else(|_| {
            self.refuse();
            String::new()
        })
    }

    /// A byte of a text. Its contexts are: none, the last one, two and three bytes, and the word so far.
    fn byte(&mut self, before: u32, word: u32, byte: u8) -> u8 {
        let last = before & 0xff;
        let contexts = [1, join(last, 2), join(before & 0xffff, 3), join(before & 0xff_ffff, 4), join(join(word, 5), last)];
        let class = match last as u8 {
            CLASS.. => 0,
            b' ' => 1,
            b'a'..=b'z' => 2,
            _ => 3,
        };
        let mut node = 1;
        for place in (0..8).rev() {
            let part = match node {
                ..2 => 0,
                2..8 => 4,
                _ => 8,
            };
            node = node << 1 | u32::from(self.decide(&contexts, node, Sort::Text(class + part), byte >> place & 1 == 1));
        }
        node as u8
    }
}

/// Three contexts, each more specific than the one before.
fn nested([first, second, third]: [u32; 3]) -> [u32; 3] {
    let general = join(first, 77);
    let specific = join(general, second.wrapping_add(1));
    [general, specific, join(specific, third.wrapping_add(1))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(numbers: &[u64], text: &str) -> Vec<u8> {
        let mut coder = Coder::primer().writing();
        numbers.iter().for_each(|number| assert_eq!(coder.number([1, 0, 0], *number), *number));
        assert_eq!(coder.text(0, text, 100), text);
        coder.random(48, 1 << 47);
        let bytes = coder.finish();
        let mut coder = Coder::primer().reading(&bytes, 1_000);
        numbers.iter().for_each(|number| assert_eq!(coder.number([1, 0, 0], 0), *number));
        assert_eq!(coder.text(0, "", 100), text);
        assert_eq!(coder.random(48, 0), 1 << 47);
        assert!(coder.is_whole());
        bytes
    }

    #[test]
    fn values_survive_coding() {
        round_trip(&[], "");
        round_trip(&[0, 1, 2, 3, 1_000, (1 << 49) - 1], "Ünï 👩‍👩‍👧\u{0}\n");
        assert!(round_trip(&[5; 1_000], "").len() < 60);
    }

    #[test]
    fn trailing_byte_is_not_whole() {
        let mut bytes = round_trip(&[7, 8, 9], "three words here");
        bytes.push(0);
        let mut coder = Coder::primer().reading(&bytes, 1_000);
        (0..3).for_each(|_| assert!(coder.number([1, 0, 0], 0) > 6));
        assert_eq!(coder.text(0, "", 100), "three words here");
        coder.random(48, 0);
        assert!(!coder.is_whole());
    }

    #[test]
    fn reader_refuses_what_is_over_a_limit() {
        let mut coder = Coder::primer().writing();
        coder.text(0, &"x".repeat(50), 100);
        coder.number([1, 0, 0], u64::MAX);
        let bytes = coder.finish();
        let mut coder = Coder::primer().reading(&bytes, 1_000);
        coder.text(0, "", 49);
        assert!(coder.is_refused());
        let mut coder = Coder::primer().reading(&bytes, 49);
        coder.text(0, "", 100);
        assert!(coder.is_refused());
        let mut coder = Coder::primer().reading(&bytes, 1_000);
        coder.text(0, "", 100);
        assert_eq!((coder.number([1, 0, 0], 0), coder.is_refused()), (0, true));
    }
}
