//! Every rule of the board, pure: no browser, no clock, no randomness, no sentences.
//!
//! What happens comes in as an [`app::Event`], what should happen goes out as an [`app::Effect`]. The formats in
//! [`format`] are the only place that knows serde.

pub mod app;
pub mod board;
pub mod command;
pub mod document;
pub mod drawing;
pub mod format;
pub mod reading;
pub mod replica;

/// Defines an enum that has fixed numbers, because it is stored: the numbers never change, new variants go to the end.
macro_rules! number_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $number:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_meta])* $variant = $number),* }

        impl $name {
            /// All of them, in their order.
            pub const ALL: [$name; [$($number),*].len()] = [$($name::$variant),*];

            /// The one with this number, if there is one.
            pub fn from_number(number: u64) -> Option<$name> {
                $name::ALL.into_iter().find(|one| *one as u64 == number)
            }
        }
    };
}
pub(crate) use number_enum;
