//! No view is ever stale: after any history, updated views equal views computed from scratch.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

mod views {
    mod histories;
    mod shown;
}
