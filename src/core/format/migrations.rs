//! Migrations: they turn a board written by an older version into one of this version. There is none yet: every version so far reads
//! what the first one wrote.
//!
//! Each migration has a name, and under `tests/fixtures/migrations` a folder of that name with a board before the migration
//! (`before.board.json`) and the projection expected after it (`after.picture.txt`). `tests/contracts/golden.rs` fails without them.

use crate::core::document::Document;

/// A change in what documents mean.
pub struct Migration {
    /// Its name.
    pub name: &'static str,
    /// The last version that wrote documents the old way.
    pub from: u32,
    /// The migration itself. Idempotent: a migrated document stays as it is.
    pub migrate: fn(Document) -> Document,
}

/// All migrations, oldest first. None is ever removed.
pub const MIGRATIONS: [Migration; 0] = [];

/// Brings a document of an older version up to date.
pub(super) fn migrate(document: Document, version: u32) -> Document {
    MIGRATIONS.iter().filter(|migration| migration.from >= version).fold(document, |document, migration| (migration.migrate)(document))
}
