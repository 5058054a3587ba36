//! The seam between the two parts of the program: what is called through [`later`] does not come with the first part.
//!
//! A new board needs a fraction of the program until notes stand on it. So the release page is cut in two (`tests/e2e/support/build`): everything
//! that can be reached only through this function goes into a second file, which comes right behind the first and is waited for where
//! it is needed sooner. Natively, and in pages that are built for trying things out, it is a call like any other.

/// Does the work, which may be in the program's second part.
///
/// For what nobody does in the first second: reading what is stored, looking at results, exports. Not for a keystroke, and not for what has to
/// be there when the connection is gone, such as the sentence that a board could not be saved.
#[inline(never)]
pub fn later<T>(work: impl FnOnce() -> T) -> T {
    work()
}
