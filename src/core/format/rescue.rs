//! A rescue file: a board and its private store, for whoever runs the workshop to keep. All that is hidden can be read in it; opened, it
//! stays hidden.
//!
//! It is written like a file of many boards, with a format name of its own, so that no release takes it for a board that can be passed on:
//! the first line holds the board, the second its private store.

use super::boards::{is_list, read_list, write_list};
use super::file::BoardFile;
use super::validation::{ValidationError, check};
use super::{LoadError, file};
use crate::core::document::Document;
use crate::core::document::id::BoardId;

const FORMAT: &str = "alignment-board-rescue";

/// A board with its private store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RescueFile {
    /// The board.
    pub board: BoardFile,
    /// Its private store.
    pub private_store: Document,
}

/// Writes a board and its private store.
pub fn write(board: BoardId, document: &Document, private_store: &Document) -> String {
    write_list(FORMAT, &[file::write(board, document), file::write(board, private_store)])
}

/// The text of a rescue file, if [`read`] opens it elsewhere.
///
/// # Errors
/// The limit that [`read`] would find broken.
pub fn offer(board: BoardId, document: &Document, private_store: &Document) -> Result<String, ValidationError> {
    check(document).and_then(|()| check(private_store)).map(|()| write(board, document, private_store))
}

/// Whether a text looks like a rescue file.
pub fn is_one(text: &str) -> bool {
    is_list(FORMAT, text)
}

/// Reads a rescue file.
///
/// # Errors
/// As [`file::read`]; [`LoadError::Damaged`] if one of the two is missing.
pub fn read(text: &str) -> Result<RescueFile, LoadError> {
    let lines = read_list(FORMAT, text)?;
    let [board, private_store] = lines[..] else { return Err(LoadError::Damaged) };
    let (board, private_store) = (file::read(board)?, file::read(private_store)?);
    if board.board != private_store.board {
        return Err(LoadError::Damaged);
    }
    Ok(RescueFile { board, private_store: private_store.document })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::id::DeviceId;
    use crate::core::replica::sample;

    #[test]
    fn rescue_file_survives_its_text_and_nothing_less_opens() {
        let (board, document) = (BoardId::from_random(7), sample::document(DeviceId::from_random(1)));
        let private_store = sample::document(DeviceId::from_random(2));
        let text = write(board, &document, &private_store);
        let rescued = RescueFile { board: BoardFile { board, document }, private_store };
        assert_eq!(read(&text), Ok(rescued));
        assert!(is_one(&text) && !super::super::boards::is_one(&text));
        assert_eq!(file::read(&text), Err(LoadError::NotABoard), "no release takes it for a board");
        let lines: Vec<&str> = text.lines().collect();
        for left_out in 1..lines.len() - 1 {
            let less: Vec<&str> = lines.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, line)| *line).collect();
            assert_eq!(read(&less.join("\n")), Err(LoadError::Damaged), "{left_out}");
        }
        assert_eq!(read(&text[..text.len() / 2]), Err(LoadError::Damaged));
        assert_eq!(read(&text.replace("\"version\":1,\"boards\"", "\"version\":2,\"boards\"")), Err(LoadError::TooNew { version: 2 }));
        assert_eq!(read("hello"), Err(LoadError::NotABoard));
    }
}
