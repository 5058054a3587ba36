//! Fuzzes the entrance `payload`; see `tests/support/fuzz_bodies.rs`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alignment_board_fuzz::payload(bytes));
