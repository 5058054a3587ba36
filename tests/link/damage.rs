//! Cuts and changes of a link: each is recognised, and what messengers do to links is repaired.

use std::collections::BTreeSet;

use alignment_board::core::format::checksum::crc32;
use alignment_board::core::format::link;
use alignment_board::core::format::link::LinkError;
use proptest::prelude::*;

use super::sample::{LETTERS, sample_link};

#[test]
fn every_cut_is_recognised() {
    let fragment = sample_link();
    for arrived in 0..fragment.len() {
        let expected = match arrived {
            0 | 1 => LinkError::NotALink,
            2..5 => LinkError::Cut { arrived, expected: 12 },
            _ => LinkError::Cut { arrived, expected: fragment.len() },
        };
        assert_eq!(link::decode(&fragment[..arrived]), Err(expected));
    }
}

#[test]
fn every_changed_character_is_recognised() {
    let fragment = sample_link().into_bytes();
    for place in 0..fragment.len() {
        for other in (b' '..=b'~').filter(|other| *other != fragment[place]) {
            let mut changed = fragment.clone();
            changed[place] = other;
            assert!(link::decode(&String::from_utf8(changed).unwrap()).is_err(), "{place} {}", char::from(other));
        }
    }
}

#[test]
fn swapped_doubled_and_missing_characters_are_recognised() {
    let fragment = sample_link();
    for place in 1..fragment.len() {
        let (front, back) = fragment.split_at(place);
        let last = &front[place - 1..];
        assert!(link::decode(&format!("{front}{last}{back}")).is_err());
        assert!(link::decode(&format!("{}{back}", &front[..place - 1])).is_err());
        let swapped = format!("{}{}{last}{}", &front[..place - 1], &back[..1], &back[1..]);
        assert!(swapped == fragment || link::decode(&swapped).is_err());
    }
}

/// The checksum is linear, so whether two changed letters cancel depends only on how they differ and how far apart they are: all cases can
/// be tried.
#[test]
fn no_two_changed_characters_cancel() {
    const FAR: usize = 8_192;
    let differences: BTreeSet<u8> = LETTERS.iter().flat_map(|one| LETTERS.map(|other| one ^ other)).filter(|bits| *bits != 0).collect();
    // What a differing byte does to the checksum, and what one more byte behind it does to that.
    let last = |bits: u8| crc32(&[&[bits]]) ^ crc32(&[&[0]]);
    let further = |sum: u32| (sum >> 8) ^ last(sum as u8);
    let all_last: BTreeSet<u32> = differences.iter().map(|bits| last(*bits)).collect();
    for bits in differences {
        let mut changed = last(bits);
        for distance in 0..FAR {
            assert!(distance == 0 || !all_last.contains(&changed), "two letters {distance} apart");
            // One changed letter of the checksum itself changes six neighbouring bits.
            let one_letter = (0..6).any(|place| changed & !(63 << (6 * place)) == 0);
            assert!(!one_letter, "a letter {distance} before the end and one of the checksum");
            changed = further(changed);
        }
    }
}

#[test]
fn edits_by_messengers_are_repaired() {
    let fragment = sample_link();
    let encoded: String = fragment.bytes().map(|byte| format!("%{byte:02x}")).collect();
    let (front, back) = fragment.split_at(700);
    let variants = [
        format!("#{fragment}"),
        format!("%23{fragment}"),
        format!("  <{fragment}>\n"),
        format!("(\"{fragment}\"),"),
        format!("'{fragment}'."),
        format!("{fragment}%20%0A"),
        format!("%3C%23{fragment}%3E"),
        fragment.replace('_', "%5F").replace('-', "%2d"),
        format!("#{encoded}"),
        format!("{front}\r\n  {back}"),
    ];
    for variant in variants {
        assert!(link::decode(&variant).is_ok(), "{variant}");
    }
    let follows = format!("{fragment} is the link");
    assert_eq!(link::decode(&follows), Err(LinkError::Damaged));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_changed_characters_are_recognised(changes in prop::collection::vec((any::<prop::sample::Index>(), b' '..=b'~'), 2..5)) {
        let fragment = sample_link();
        let mut changed = fragment.clone().into_bytes();
        for (place, byte) in changes {
            let place = place.index(changed.len());
            changed[place] = byte;
        }
        let changed = String::from_utf8(changed).unwrap();
        prop_assert!(changed == fragment || link::decode(&changed).is_err());
    }
}
