//! Views that are kept up to date are the views that are worked out anew, whatever has happened: no view is ever stale.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

mod views {
    mod histories;
    mod shown;
}
