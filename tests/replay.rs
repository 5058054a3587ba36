//! The fuzzers' corpus, replayed through the entrances where it was found.
//!
//! `tests/fuzz/corpus` has a folder for each entrance: inputs that reach code nothing else reaches, and inputs that once broke
//! something. `make fuzz` looks for more.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

#[path = "support/fuzz_bodies.rs"]
mod fuzz_bodies;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fuzz_bodies::{ENTRANCES, framed_link};

/// No input of this size may take longer, even on a slow and busy core.
const LONGEST: Duration = Duration::from_secs(2);

fn corpus(entrance: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(entrance);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn replay(entrance: &str) {
    let (_, body) = ENTRANCES.into_iter().find(|(name, _)| *name == entrance).unwrap();
    let files = corpus(entrance);
    assert!(files.len() >= 10, "{entrance} has too few inputs to be worth a test");
    for path in files {
        let bytes = fs::read(&path).unwrap();
        let start = Instant::now();
        // Names the file before a panic.
        println!("{}", path.display());
        body(&bytes);
        assert!(start.elapsed() < LONGEST, "{} took {:?}", path.display(), start.elapsed());
    }
}

#[test]
fn corpus_link_is_harmless() {
    replay("link");
}

#[test]
fn corpus_payload_is_harmless() {
    replay("payload");
}

#[test]
fn corpus_file_is_harmless() {
    replay("file");
}

#[test]
fn corpus_stored_is_harmless() {
    replay("stored");
}

#[test]
fn corpus_delta_is_harmless() {
    replay("delta");
}

#[test]
fn corpus_message_is_harmless() {
    replay("message");
}

#[test]
fn corpus_contribution_is_harmless() {
    replay("contribution");
}

/// Fixtures go through every entrance: whole, cut, and with a suffix.
#[test]
fn fixtures_are_harmless_at_every_entrance() {
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

/// The frame equals the program's own; otherwise the fuzzer would never get past it.
#[test]
fn framed_payload_is_a_link() {
    use alignment_board::core::document::Document;
    use alignment_board::core::document::id::BoardId;
    use alignment_board::core::format::link;
    let golden = include_str!("fixtures/v1/workshop.link.txt");
    let letters = &golden[11..golden.len() - 1];
    let six = |letter: u8| "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".bytes().position(|other| other == letter);
    let bits: Vec<u8> =
        letters.bytes().flat_map(|letter| (0..6).rev().map(move |place| (six(letter).unwrap() >> place & 1) as u8)).collect();
    let payload: Vec<u8> = bits.chunks_exact(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | bit)).collect();
    assert_eq!(framed_link(&payload), golden);
    assert!(link::decode(&framed_link(&payload)).is_ok());
    let empty = link::encode(BoardId::from_random(0), &Document::new());
    assert!(link::decode(&empty).is_ok());
}
