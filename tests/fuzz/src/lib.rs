//! The fuzz targets of `tests/support/fuzz_bodies.rs`, compiled for the fuzzers.

#[path = "../../support/mod.rs"]
mod support;

#[path = "../../support/fuzz_bodies.rs"]
#[allow(dead_code)] // the list of entrances is for the replay
mod fuzz_bodies;

macro_rules! entrances {
    ($($name:ident)*) => {
        $(
            /// This entrance.
            pub fn $name(bytes: &[u8]) {
                fuzz_bodies::$name(bytes);
            }
        )*
    };
}

entrances! { link payload file stored delta message contribution }
