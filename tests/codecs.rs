//! Codecs: what is written reads back unchanged, and what was changed on the way is recognised.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod support;

#[path = "support/fuzz_bodies.rs"]
#[allow(dead_code)] // only a link's frame is used
mod fuzz_bodies;

mod codecs {
    mod autolinks;
    mod changes;
    mod exports;
    mod hostile;

    /// Links of this release, which open for ever.
    const GOLDEN: [&str; 2] = [include_str!("fixtures/v1/sample.link.txt"), include_str!("fixtures/v1/workshop.link.txt")];

    /// Pseudo-random numbers, the same in every run (SplitMix64).
    struct Numbers(u64);

    impl Numbers {
        fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ mixed >> 31
        }

        fn below(&mut self, limit: usize) -> usize {
            (self.next() % limit as u64) as usize
        }
    }
}
