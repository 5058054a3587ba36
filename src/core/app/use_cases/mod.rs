//! The use cases of the program, one file each.
//!
//! A use case that loads a board has two functions: `request` asks for it, and `answered` handles each outcome: loaded, missing, damaged,
//! unreachable.

pub(super) mod bin;
pub(super) mod collect;
pub(super) mod command;
pub(super) mod compare;
pub(super) mod contribution;
pub(super) mod duplicate;
pub(super) mod export;
pub(super) mod import;
pub(super) mod incoming;
pub(super) mod list;
pub(super) mod merge_imported;
pub(super) mod new_board;
pub(super) mod open;
pub(super) mod privacy;
pub(super) mod removal;
pub(super) mod rename;
pub(super) mod rename_person;
pub(super) mod rules;
pub(super) mod second_copy;
pub(super) mod share;
pub(super) mod stored_text;
pub(super) mod versions;
