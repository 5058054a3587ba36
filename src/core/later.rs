//! The seams between the parts of the program: what is called through [`for_a_board`] does not come with the first part, and what is called
//! through [`later`] comes with the last.
//!
//! The list of boards needs a seventh of the program, and a new board needs a fraction of it until notes stand on it. So the release page is
//! cut in three (`tests/e2e/support/build`): everything that can be reached only through these functions goes into files of its own, which
//! come right behind the first and are waited for where they are needed sooner. Natively, and in pages that are built for trying things
//! out, each is a call like any other.

/// Does the work, which needs the program's second part: that of an open board.
///
/// For all that happens only where a board is open or begins. Once it has begun, this part is there.
#[inline(never)]
pub fn for_a_board<T>(work: impl FnOnce() -> T) -> T {
    work()
}

/// Does the work, which may be in the program's last part.
///
/// For what nobody does in the first second: reading what is stored, looking at results, exports. Not for a keystroke, and not for what has to
/// be there when the connection is gone, such as the sentence that a board could not be saved.
#[inline(never)]
pub fn later<T>(work: impl FnOnce() -> T) -> T {
    work()
}
