//! The checksum of stored boards and links: CRC-32 as in Ethernet and zip. It detects accidents, not attacks.

use crc::{CRC_32_ISO_HDLC, Crc};

static ALGORITHM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// The checksum of these slices, concatenated.
pub fn crc32(slices: &[&[u8]]) -> u32 {
    let mut digest = ALGORITHM.digest();
    for slice in slices {
        digest.update(slice);
    }
    digest.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_value_of_the_standard_matches() {
        assert_eq!(crc32(&[b"1234", b"56789"]), 0xcbf4_3926);
    }
}
