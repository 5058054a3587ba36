//! The checksum of stored boards and links: CRC-32 as in Ethernet and zip. It finds accidents, not attacks.

use crc::{CRC_32_ISO_HDLC, Crc};

static ALGORITHM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISO_HDLC);

/// The checksum of some parts, one behind the other.
pub fn crc32(parts: &[&[u8]]) -> u32 {
    let mut digest = ALGORITHM.digest();
    for part in parts {
        digest.update(part);
    }
    digest.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_check_value_is_met() {
        assert_eq!(crc32(&[b"1234", b"56789"]), 0xcbf4_3926);
    }
}
