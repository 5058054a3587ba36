//! Formats: how boards are stored, saved to files, linked and exported. The only module that uses serde.
//!
//! Released formats are promises: the types in `v1` are frozen, and what is written today can be read for ever. Domain types do not
//! derive serde; the formats have types of their own. Reading is parse → migrate → validate (see [`validation`]).

pub mod boards;
pub mod calendar;
pub mod checksum;
pub mod csv;
pub mod file;
pub mod index;
pub mod link;
pub mod markdown;
pub mod migrations;
pub mod packed;
pub mod rescue;
pub mod stored;
pub mod tab;
mod v1;
pub mod validation;
pub mod version;

use validation::ValidationError;

/// Why a stored board or a file cannot be read. The caller keeps the original text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It is something else.
    NotABoard,
    /// It was a board, but something is missing or changed.
    Damaged,
    /// A newer version of the program wrote it.
    TooNew {
        /// The format version.
        version: u32,
    },
    /// It is complete, but breaks a limit.
    Invalid(ValidationError),
}
