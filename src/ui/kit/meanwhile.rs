//! A text that changes elsewhere while its field is open here. Nobody's words are lost, and no field writes over what it has not shown.
//!
//! Rules:
//! - **F1** A field in which nothing was typed since the last change, or for [`TYPING_PAUSE_MS`], takes the change: what was typed before was
//!   on the board, and whoever changed it has read it.
//! - **F2** Otherwise both type at once. What stands on the board stays, and the field goes on apart from it: what is typed there is kept and
//!   shown when the field is left, in a new note or in a notice.
//! - **F3** A note that is deleted elsewhere leaves what was typed in its field in the field for a new note. One that comes into a closed group
//!   opens that group. A stage that others go to waits until the field is left.

/// Typing in one text pauses after this many milliseconds: as long as undo takes it for one step.
pub const TYPING_PAUSE_MS: u64 = 2_000;

/// What a field does with a change from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meanwhile {
    /// It takes the change (F1).
    Takes,
    /// It goes on apart from the board (F2).
    GoesOnApart,
}

/// What a field does now, in which somebody last typed at that time, if at all since the last change. Times are in milliseconds since 1970.
pub fn meanwhile(typed_at: Option<u64>, now: u64) -> Meanwhile {
    match typed_at {
        // A clock set back must not write over what is being typed.
        Some(at) if now.saturating_sub(at) <= TYPING_PAUSE_MS => Meanwhile::GoesOnApart,
        Some(_) | None => Meanwhile::Takes,
    }
}

/// Whether a text on the board is what was typed, but for the white space that is not kept.
pub fn is_same_text(typed: &str, kept: &str) -> bool {
    typed.split_whitespace().eq(kept.split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_takes_a_change_unless_somebody_types_in_it() {
        let at = |typed| meanwhile(typed, 10_000);
        assert_eq!([None, Some(0), Some(7_999)].map(at), [Meanwhile::Takes; 3]);
        assert_eq!([Some(8_000), Some(10_000), Some(20_000)].map(at), [Meanwhile::GoesOnApart; 3]);
    }

    #[test]
    fn white_space_makes_no_other_text() {
        assert!(is_same_text(" a  b\n", "a b") && !is_same_text("ab", "a b") && is_same_text("", " "));
    }
}
