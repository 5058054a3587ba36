//! No field is forgotten: every field that this version knows must reach each of these places.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

mod fields {
    mod places;
    mod room;
    mod routes;
    mod samples;
    mod table;
}
