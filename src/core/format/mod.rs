//! Formats: how boards are stored, filed, linked and exported. The only place in the crate that knows serde.
//!
//! Released formats are promises: the shapes in `v1` are frozen, what is written today is read for ever. Domain types do not
//! derive serde; the formats have types of their own. Reading is parse → migrate → admit (see [`door`]).

pub mod boards;
pub mod checksum;
pub mod csv;
pub mod file;
pub mod index;
pub mod link;
pub mod markdown;
pub mod migrations;
pub mod stored;
pub mod tab;
mod v1;
pub mod validation;
pub mod version;

use validation::ValidationError;

/// Why a stored board or a file cannot be read. Whoever gets one keeps the original text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It is something else.
    NotABoard,
    /// It was a board, but parts are missing or changed.
    Damaged,
    /// A newer version of the program wrote it.
    TooNew {
        /// The version of the format.
        version: u32,
    },
    /// It is whole, but holds what no board may hold.
    Invalid(ValidationError),
}
