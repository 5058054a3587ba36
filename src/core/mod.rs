//! Every rule of the board, in pure functions: no browser, no clock, no randomness, no sentences.
//!
//! An [`app::Event`] comes in, [`app::Effect`]s go out. Only [`mod@format`] uses serde.

pub mod app;
pub mod board;
pub mod command;
pub mod document;
pub mod drawing;
pub mod format;
pub mod reading;
pub mod replica;

/// Defines an enum with fixed numbers. They are stored, so they never change, and new variants go to the end.
macro_rules! number_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $number:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_meta])* $variant = $number),* }

        impl $name {
            /// All variants, in order.
            pub const ALL: [$name; [$($number),*].len()] = [$($name::$variant),*];

            /// The variant with this number, if there is one.
            pub fn from_number(number: u64) -> Option<$name> {
                $name::ALL.into_iter().find(|one| *one as u64 == number)
            }
        }
    };
}
pub(crate) use number_enum;

/// Defines the known numbers of a type that also holds numbers of newer versions: a constant for each, and a list of all with their names.
/// Two constants with the same number do not compile.
macro_rules! known_numbers {
    ($name:ident { $($(#[$meta:meta])* $constant:ident = $number:literal),* $(,)? }) => {
        impl $name {
            $($(#[$meta])* pub const $constant: $name = $name($number);)*

            /// All numbers that this version knows, with their names.
            pub const ALL: [($name, &'static str); [$($number),*].len()] = [$(($name($number), stringify!($constant))),*];
        }

        const _: () = {
            let numbers = [$($number),*];
            let mut one = 0;
            while one < numbers.len() {
                let mut other = 0;
                while other < one {
                    assert!(numbers[one] != numbers[other], "two constants have the same number");
                    other += 1;
                }
                one += 1;
            }
        };
    };
}
pub(crate) use known_numbers;
