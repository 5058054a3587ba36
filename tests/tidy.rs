//! The rules of the house, checked on the source text: who may import what, in which order, and what no file may contain.
//!
//! The graph of imports follows paths as the compiler does. The other rules are plain searches without comments; where a search could
//! be wrong, it finds too much rather than too little. Every rule is first shown a fault that it has to find.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that cannot go on has failed

mod tidy {
    mod files;
    mod house;
    mod imports;
    mod modules;
    mod order;
    mod reached;
    mod styles;
    mod tokens;
    mod walls;
}
