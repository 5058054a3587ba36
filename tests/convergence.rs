//! Every route gives the same board: random people do random things, and what they did travels late, twice and in any order.
//!
//! A failing case prints its seed and is written down in `convergence-regressions.txt`, which is part of the repository: it is run
//! first from then on.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

mod convergence {
    mod actions;
    mod checks;
    mod histories;
    mod long;
    mod merge;
    mod tabs;
    mod values;
    mod workshop;
    mod world;

    use proptest::prelude::ProptestConfig;
    use proptest::test_runner::FileFailurePersistence;

    /// So many cases, and a failing one is written down.
    fn config(cases: u32) -> ProptestConfig {
        let regressions = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/convergence-regressions.txt");
        ProptestConfig {
            cases,
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(regressions))),
            ..ProptestConfig::default()
        }
    }
}
