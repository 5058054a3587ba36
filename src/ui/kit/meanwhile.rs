//! A text that changes elsewhere while its field is open here. Nobody's words are lost, and no field writes over what it has not shown.
//!
//! Rules:
//! - **F1** A field in which nothing was typed since the last change, or for [`TYPING_PAUSE_MS`], takes the change: what was typed before was
//!   on the board, and whoever changed it has read it. A field does not, while what stands in it was refused, or is being composed by an
//!   input method.
//! - **F2** Otherwise both type at once. What stands on the board stays, and the field goes on apart from it: what is typed there is kept and
//!   shown when the field is left, in a new note or in a notice.
//! - **F3** A note that is deleted elsewhere leaves what was typed in its field in the field for a new note; an agreement, in a notice. A
//!   note that comes into a closed group opens that group. A stage that others go to waits until the field is left.

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

/// What an open field holds when its text changes elsewhere.
pub struct OpenField<'t> {
    /// What stands in it.
    pub typed: &'t str,
    /// What stood on the board until now.
    pub board: &'t str,
    /// When somebody last typed in it, if at all since the last change, in milliseconds since 1970.
    pub typed_at: Option<u64>,
    /// Whether an input method is composing.
    pub is_composing: bool,
}

/// What a field does with a change that comes now, in milliseconds since 1970.
pub fn meanwhile(field: &OpenField, now: u64) -> Meanwhile {
    if field.is_composing || !is_same_text(field.typed, field.board) {
        return Meanwhile::GoesOnApart;
    }
    match field.typed_at {
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
        let field = OpenField { typed: "text ", board: "text", typed_at: None, is_composing: false };
        let at = |typed_at| meanwhile(&OpenField { typed_at, ..field }, 10_000);
        assert_eq!([None, Some(0), Some(7_999)].map(at), [Meanwhile::Takes; 3]);
        assert_eq!([Some(8_000), Some(10_000), Some(20_000)].map(at), [Meanwhile::GoesOnApart; 3]);
        // What was refused is nowhere but in the field.
        assert_eq!(meanwhile(&OpenField { typed: "far too long", ..field }, 10_000), Meanwhile::GoesOnApart);
        assert_eq!(meanwhile(&OpenField { is_composing: true, ..field }, 10_000), Meanwhile::GoesOnApart);
    }

    #[test]
    fn white_space_makes_no_other_text() {
        assert!(is_same_text(" a  b\n", "a b") && !is_same_text("ab", "a b") && is_same_text("", " "));
    }
}
