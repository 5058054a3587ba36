//! All boards of a device in one file. The whole is JSON, and each line holds one board's file, so a damaged line affects no other
//! board.

use super::LoadError;
use super::file;
use super::file::BoardFile;

const FORMAT: &str = "alignment-boards";
/// The text after the version.
const LIST: &str = ",\"boards\":[";

/// Joins boards, each already written as a file, into one file.
pub fn write(boards: &[String]) -> String {
    write_list(FORMAT, boards)
}

/// Joins boards, each already written as a file, into one file with a format name.
pub(super) fn write_list(format: &str, boards: &[String]) -> String {
    [&head(format), "1", LIST, "\n", &boards.join(",\n"), "\n]}\n"].concat()
}

/// The beginning of the file, up to the version.
fn head(format: &str) -> String {
    ["{\"format\":\"", format, "\",\"version\":"].concat()
}

/// Whether a text looks like a file of all boards.
pub fn is_one(text: &str) -> bool {
    is_list(FORMAT, text)
}

/// Whether a text looks like a file of boards with this format name.
pub(super) fn is_list(format: &str, text: &str) -> bool {
    text.trim_start().starts_with(&head(format))
}

/// Reads each board by itself. A board that cannot be read gives its title instead, if that can be found.
///
/// # Errors
/// [`LoadError::NotABoard`] for other texts, [`LoadError::TooNew`] for a newer version.
pub fn read(text: &str) -> Result<Vec<Result<BoardFile, String>>, LoadError> {
    Ok(read_list(FORMAT, text)?.into_iter().map(|line| file::read(line).map_err(|_| title(line))).collect())
}

/// The lines of a file of boards, each with the text of one.
///
/// # Errors
/// [`LoadError::NotABoard`] for other texts, [`LoadError::TooNew`] for a newer version.
pub(super) fn read_list<'t>(format: &str, text: &'t str) -> Result<Vec<&'t str>, LoadError> {
    let mut lines = text.trim_start().lines();
    let head = lines.next().and_then(|line| line.strip_prefix(&head(format))).ok_or(LoadError::NotABoard)?;
    let version = head.split(',').next().unwrap_or("").parse().map_err(|_| LoadError::Damaged)?;
    if version > 1 {
        return Err(LoadError::TooNew { version });
    }
    Ok(lines.map(|line| line.trim().trim_end_matches(',')).filter(|line| !matches!(*line, "" | "]}")).collect())
}

/// The title in the text of an unreadable board; empty if not found.
fn title(line: &str) -> String {
    let title = line.split_once("[\"board\",\"text\",\"").and_then(|(_, rest)| rest.split_once('"'));
    title.map_or_else(String::new, |(title, _)| title.chars().take(120).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::document::id::{BoardId, DeviceId, Thing};
    use crate::core::document::{Document, Field, Key, Register, Stamp, Value};

    fn one(number: u64, title: &str) -> (BoardFile, String) {
        let register = Register { stamp: Stamp { time: 1, device: DeviceId::from_random(1) }, value: Value::Text(String::from(title)) };
        let document: Document = [(Key { thing: Thing::BOARD, field: Field::TEXT }, register)].into_iter().collect();
        let board = BoardId::from_random(number);
        let text = file::write(board, &document);
        (BoardFile { board, document }, text)
    }

    #[test]
    fn damaged_board_leaves_the_others_readable() {
        let ((a, a_text), (b, b_text)) = (one(1, "A"), one(2, "B\nb"));
        let text = write(&[a_text.clone(), b_text.clone()]);
        assert_eq!(read(&text), Ok(vec![Ok(a.clone()), Ok(b.clone())]));
        assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok(), "it is JSON as a whole");
        let damaged = text.replace(&a_text, &a_text[..a_text.len() - 9]);
        assert_eq!(read(&damaged), Ok(vec![Err(String::from("A")), Ok(b)]));
        let cut = &text[..text.len() - 20];
        assert_eq!(read(cut).map(|boards| boards.into_iter().map(|board| board.is_ok()).collect::<Vec<_>>()), Ok(vec![true, false]));
        assert_eq!(read(&write(&[])), Ok(Vec::new()));
        assert!(is_one(&text) && !is_one(&a_text));
    }

    #[test]
    fn other_texts_have_their_own_error() {
        assert_eq!(read("hello"), Err(LoadError::NotABoard));
        assert_eq!(read(&one(1, "A").1), Err(LoadError::NotABoard));
        assert_eq!(read(&write(&[]).replace("\"version\":1", "\"version\":2")), Err(LoadError::TooNew { version: 2 }));
        assert_eq!(read(&write(&[]).replace("\"version\":1", "\"version\":x")), Err(LoadError::Damaged));
    }
}
