//! Migrations: how a board that an older version wrote becomes one of this version. There is none yet: all versions so far read what the
//! first one wrote.
//!
//! Each has a name and a folder of this name under `tests/fixtures/migrations` with a board as it was (`before.board.json`) and its
//! picture as it has to be afterwards (`after.picture.txt`). `tests/contracts/golden.rs` fails for one that has none.

use crate::core::document::Document;

/// A change of what boards mean.
pub struct Migration {
    /// Its name.
    pub name: &'static str,
    /// The last version that wrote boards the old way.
    pub from: u32,
    /// What it does. A board that was migrated is not changed a second time.
    pub migrate: fn(Document) -> Document,
}

/// All migrations, the oldest first. They stay for ever.
pub const MIGRATIONS: [Migration; 0] = [];

/// A document of that version, as this version means it.
pub(super) fn migrate(document: Document, version: u32) -> Document {
    MIGRATIONS.iter().filter(|migration| migration.from >= version).fold(document, |document, migration| (migration.migrate)(document))
}
