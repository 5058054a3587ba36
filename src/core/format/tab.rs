//! Messages between tabs with the same board: a delta, written as a board's file.
//!
//! A message is read like a stored board, with the same version check and limits: another tab may run another version of the program.

use super::LoadError;
use super::file;
use super::file::BoardFile;
use crate::core::document::Delta;
use crate::core::document::id::BoardId;

/// The most bytes of a message that is read: more than local storage has room for.
const LENGTH_LIMIT: usize = 16 * 1024 * 1024;

/// Writes a message with these registers.
pub fn write(board: BoardId, delta: Delta) -> String {
    file::write(board, &delta.into_iter().collect())
}

/// Reads a message about a board.
///
/// # Errors
/// [`LoadError`]; [`LoadError::TooNew`] if a newer version has the board open.
pub fn read(board: BoardId, text: &str) -> Result<Delta, LoadError> {
    if text.len() > LENGTH_LIMIT {
        return Err(LoadError::Damaged);
    }
    let BoardFile { board: sent, document } = file::read_own(text)?;
    if sent == board { Ok(document.into_iter().collect()) } else { Err(LoadError::Damaged) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::id::{DeviceId, Thing};
    use crate::core::document::{Field, Key, NUMBER_LIMIT, Register, Stamp, Value};

    fn register(field: u16, value: Value) -> (Key, Register) {
        let stamp = Stamp { time: 7, device: DeviceId::from_random(3) };
        (Key { thing: Thing::BOARD, field: Field(field) }, Register { stamp, value })
    }

    fn board() -> BoardId {
        BoardId::from_random(5)
    }

    #[test]
    fn message_survives_its_text() {
        let delta = vec![register(0, Value::Text(String::from("Wards"))), register(900, Value::List(vec![Value::Nothing]))];
        assert_eq!(read(board(), &write(board(), delta.clone())), Ok(delta));
    }

    #[test]
    fn other_texts_are_refused() {
        let text = write(board(), vec![register(0, Value::Text(String::from("Wards")))]);
        assert_eq!(read(BoardId::from_random(6), &text), Err(LoadError::Damaged));
        assert_eq!(read(board(), &text[..text.len() - 2]), Err(LoadError::Damaged));
        assert_eq!(read(board(), "hello"), Err(LoadError::NotABoard));
        assert_eq!(read(board(), &text.replace("\"version\":1", "\"version\":2")), Err(LoadError::TooNew { version: 2 }));
        for value in [Value::Text("x".repeat(121)), Value::Number(17 * NUMBER_LIMIT)] {
            assert!(matches!(read(board(), &write(board(), vec![register(0, value)])), Err(LoadError::Invalid(_))));
        }
        assert_eq!(read(board(), &" ".repeat(LENGTH_LIMIT + 1)), Err(LoadError::Damaged));
    }
}
