//! All bytes that were ever worth keeping, through the entrances where the fuzzers found them.
//!
//! `tests/fuzz/corpus` holds a folder for each entrance: what reaches a contribution of the program that nothing else reaches, and what once
//! broke it. `make fuzz` looks for more.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

#[path = "support/fuzz_bodies.rs"]
mod fuzz_bodies;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fuzz_bodies::{ENTRANCES, sealed_link};

/// No input of this size may take longer, on a slow device with a busy core.
const LONGEST: Duration = Duration::from_secs(2);

fn kept(entrance: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(entrance);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn replay(entrance: &str) {
    let (_, body) = ENTRANCES.into_iter().find(|(name, _)| *name == entrance).unwrap();
    let files = kept(entrance);
    assert!(files.len() >= 10, "{entrance} has too few kept bytes to be worth a test");
    for path in files {
        let bytes = fs::read(&path).unwrap();
        let start = Instant::now();
        // A panic says which file it was.
        println!("{}", path.display());
        body(&bytes);
        assert!(start.elapsed() < LONGEST, "{} took {:?}", path.display(), start.elapsed());
    }
}

#[test]
fn kept_links_do_no_harm() {
    replay("link");
}

#[test]
fn kept_payloads_do_no_harm() {
    replay("payload");
}

#[test]
fn kept_files_do_no_harm() {
    replay("file");
}

#[test]
fn kept_stored_texts_do_no_harm() {
    replay("stored");
}

#[test]
fn kept_deltas_do_no_harm() {
    replay("delta");
}

#[test]
fn kept_messages_do_no_harm() {
    replay("message");
}

#[test]
fn kept_parts_do_no_harm() {
    replay("part");
}

/// The fixtures go through every entrance as well, whole, cut and with what follows.
#[test]
fn fixtures_do_no_harm_at_any_entrance() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1");
    for entry in fs::read_dir(fixtures).unwrap() {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        for (_, body) in ENTRANCES {
            body(&bytes);
            body(&bytes[..bytes.len() / 2]);
            body(&[b"\x01", &bytes[..], b"\xff", &bytes[..]].concat());
        }
    }
}

/// The frame around a payload is the one that the program writes; otherwise nothing would be tried behind it.
#[test]
fn a_sealed_payload_is_a_link() {
    use alignment_board::core::document::Document;
    use alignment_board::core::document::id::BoardId;
    use alignment_board::core::format::link;
    let golden = include_str!("fixtures/v1/workshop.link.txt");
    let letters = &golden[11..golden.len() - 1];
    let six = |letter: u8| "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".bytes().position(|other| other == letter);
    let bits: Vec<u8> =
        letters.bytes().flat_map(|letter| (0..6).rev().map(move |place| (six(letter).unwrap() >> place & 1) as u8)).collect();
    let payload: Vec<u8> = bits.chunks_exact(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
    assert_eq!(sealed_link(&payload), golden);
    assert!(link::decode(&sealed_link(&payload)).is_ok());
    let empty = link::encode(BoardId::from_random(0), &Document::new());
    assert!(link::decode(&empty).is_ok());
}
