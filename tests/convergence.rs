//! Convergence: random people do random things, their changes travel late, twice and in any order, and everybody ends with the same board.
//!
//! A failing case prints its seed and is added to `convergence-regressions.txt`, which is committed and runs first from then on.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

mod convergence {
    mod actions;
    mod checks;
    mod generated;
    mod histories;
    mod long;
    mod merge;
    mod tabs;
    mod values;
    mod workshop;
    mod world;

    use proptest::prelude::ProptestConfig;
    use proptest::test_runner::FileFailurePersistence;

    /// This many cases; a failing one is recorded.
    fn config(cases: u32) -> ProptestConfig {
        let regressions = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/convergence-regressions.txt");
        ProptestConfig {
            cases,
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
            ..ProptestConfig::default()
        }
    }
}
