//! What the board promises, one promise per file, checked through the public interface with small cases.
//!
//! Most cases are scripts in the short language of `support::room`. Nothing here looks inside the core.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

/// Rules of the views that need no browser, with their tests.
#[path = "../src/ui/kit/key_name.rs"]
pub mod key_name;
#[path = "../src/ui/kit/meanwhile.rs"]
pub mod meanwhile;

mod contracts {
    mod agreements;
    mod all_boards;
    mod authors;
    mod back_forward_cache;
    mod both_sides;
    mod bounds;
    mod cleared;
    mod contribution_errors;
    mod contributions;
    mod double_press;
    mod exports;
    mod full;
    mod golden;
    mod groups;
    mod hidden_rounds;
    mod home;
    mod limits;
    mod loads;
    mod modules;
    mod next_workshop;
    mod notes;
    mod opening;
    mod opening_errors;
    mod patterns;
    mod people;
    mod private_storage;
    mod private_store;
    mod reading;
    mod recovery;
    mod reveal;
    mod rounds;
    mod save_failures;
    mod saving;
    mod secrecy;
    mod sharing;
    mod stages;
    mod tab_conflicts;
    mod tabs;
    mod timer;
    mod trend;
    mod undo;
    mod versions;
    mod voting;
    mod ways_out;
}
