//! What the board promises, one promise per file, checked through the public interface with small cases.
//!
//! Most cases are scripts in the short language of `support::room`. Nothing here looks inside the core.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

mod contracts {
    mod agreements;
    mod all_boards;
    mod came_back;
    mod exports;
    mod golden;
    mod groups;
    mod hidden_again;
    mod home;
    mod limits;
    mod next_workshop;
    mod notes;
    mod opening;
    mod patterns;
    mod people;
    mod private;
    mod private_store;
    mod reading;
    mod returned;
    mod rounds;
    mod saving;
    mod stages;
    mod tabs;
    mod timer;
    mod trend;
    mod undo;
    mod versions;
    mod voting;
}
