//! The share link as a format: its length, that it is lossless, that every cut and change is recognised, and that hostile input is refused
//! in bounded time.
//!
//! These tests work on documents alone. What the program does with a link is in the contracts.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)] // a panic is how a test reports

mod link {
    mod damage;
    mod format;
    mod random;
    mod sample;
}
