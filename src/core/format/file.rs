//! A board as JSON: the format of "Save file", and of local storage inside its envelope.

use litemap::LiteMap;

use super::LoadError;
use super::link::LinkedContribution;
use super::migrations::migrate;
use super::v1::{FORMAT, File, Head, Item, Row, VERSION};
use super::validation::{ValidationError, check, validate, validate_own};
use crate::core::board::layer::Layer;
use crate::core::document::id::{BoardId, DeviceId, Id, Kind, Thing};
use crate::core::document::{Document, Field, Key, Register, Stamp, Value};
use crate::core::replica::contribution::Contribution;

/// The names of the kinds, by number. Frozen: the first release takes an unknown name for damage, so later kinds and fields are written
/// by their numbers, which every release keeps.
const KINDS: [&str; 6] = ["board", "layer", "person", "note", "ballots", "deletion"];
/// The names of the fields, by number.
const FIELDS: [&str; 9] = ["text", "place", "colour", "author", "intended", "stage", "dots", "cap", "target"];
/// Prefix of the number of a kind without a name.
const OTHER_KIND: &str = "kind-";
/// Prefix of the number of a field without a name.
const OTHER_FIELD: &str = "field-";
/// Prefix of the number of a round of voting.
const ROUND: &str = "round-";

/// A whole board: its id and its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardFile {
    /// The board's id.
    pub board: BoardId,
    /// Its document.
    pub document: Document,
}

/// The format name in the file of a contribution. Releases without contributions refuse such a file, instead of taking it for a whole
/// board.
const CONTRIBUTION_FORMAT: &str = "alignment-board-part";

/// Writes a board as JSON text of the newest version.
pub fn write(board: BoardId, document: &Document) -> String {
    write_as(FORMAT, board, document, None)
}

/// The text of a board's file, if [`read`] opens it elsewhere.
///
/// # Errors
/// The limit that [`read`] would find broken.
pub fn offer(board: BoardId, document: &Document) -> Result<String, ValidationError> {
    check(document).map(|()| write(board, document))
}

/// Writes a board for local storage: as a file, with its generation.
pub(super) fn write_stored(board: BoardId, document: &Document, generation: u64) -> String {
    write_as(FORMAT, board, document, Some(generation))
}

/// The text of a contribution's file, if [`read_contribution`] opens it elsewhere.
///
/// # Errors
/// The limit that [`read_contribution`] would find broken.
pub fn offer_contribution(board: BoardId, contribution: &Document) -> Result<String, ValidationError> {
    check(contribution).map(|()| write_contribution(board, contribution))
}

/// Writes a person's contribution to a board as JSON text.
pub fn write_contribution(board: BoardId, contribution: &Document) -> String {
    write_as(CONTRIBUTION_FORMAT, board, contribution, None)
}

fn write_as(format: &str, board: BoardId, document: &Document, generation: Option<u64>) -> String {
    let mut devices = Devices::default();
    let registers = document.registers().map(|(key, register)| {
        let thing = devices.thing(key.thing);
        Row(thing, field_name(key), devices.item(&register.value), devices.stamp(register.stamp.time, register.stamp.device))
    });
    let registers: Vec<Row> = registers.collect();
    let file = File {
        format: String::from(format),
        version: VERSION,
        board: board.to_hex(),
        generation,
        devices: devices.table.iter().map(|device| device.to_hex()).collect(),
        registers,
    };
    // Writing strings, numbers and lists to memory cannot fail; if it did, the read-back would refuse the empty text.
    serde_json::to_string(&file).unwrap_or_else(|_| String::new())
}

/// Reads a board from JSON text of any version.
///
/// # Errors
/// [`LoadError::NotABoard`] for other texts and other JSON, [`LoadError::TooNew`] for a newer version, [`LoadError::Damaged`]
/// for a board's file in which something is missing or does not fit, [`LoadError::Invalid`] for limits.
pub fn read(text: &str) -> Result<BoardFile, LoadError> {
    let (file, _) = parse(FORMAT, text)?;
    Ok(BoardFile { document: validate(file.document).map_err(LoadError::Invalid)?, ..file })
}

/// Reads a person's contribution to a board from JSON text.
///
/// # Errors
/// As [`read`].
pub fn read_contribution(text: &str) -> Result<LinkedContribution, LoadError> {
    let (file, _) = parse(CONTRIBUTION_FORMAT, text)?;
    let document = validate(file.document).map_err(LoadError::Invalid)?;
    Ok(LinkedContribution { board: file.board, contribution: Contribution::from_document(document).ok_or(LoadError::Damaged)? })
}

/// Reads a board that this browser has stored.
///
/// # Errors
/// As [`read`].
pub(super) fn read_own(text: &str) -> Result<BoardFile, LoadError> {
    read_stored(text).map(|(file, _)| file)
}

/// Reads a board from local storage, with its generation where the text says it.
///
/// # Errors
/// As [`read`].
pub(super) fn read_stored(text: &str) -> Result<(BoardFile, Option<u64>), LoadError> {
    let (file, generation) = parse(FORMAT, text)?;
    Ok((BoardFile { document: validate_own(file.document).map_err(LoadError::Invalid)?, ..file }, generation))
}

fn parse(format: &str, text: &str) -> Result<(BoardFile, Option<u64>), LoadError> {
    let Ok(head) = serde_json::from_str::<Head>(text) else {
        // A truncated file is no longer JSON, but its beginning still names the format.
        return Err(
            if text
                .trim_start()
                .strip_prefix("{\"format\":\"")
                .is_some_and(|rest| rest.strip_prefix(format).is_some_and(|rest| rest.starts_with('"')))
            {
                LoadError::Damaged
            } else {
                LoadError::NotABoard
            },
        );
    };
    if head.format != format {
        return Err(LoadError::NotABoard);
    }
    if head.version > VERSION {
        return Err(LoadError::TooNew { version: head.version });
    }
    let file: File = serde_json::from_str(text).map_err(|_| LoadError::Damaged)?;
    let board = BoardId::from_hex(&file.board).ok_or(LoadError::Damaged)?;
    let devices = file.devices.iter().map(|device| DeviceId::from_hex(device)).collect::<Option<Vec<_>>>().ok_or(LoadError::Damaged)?;
    let registers = file.registers.into_iter().map(|row| read_row(row, &devices)).collect::<Option<Document>>();
    Ok((BoardFile { board, document: migrate(registers.ok_or(LoadError::Damaged)?, head.version) }, file.generation))
}

/// The table of devices, built while writing.
#[derive(Default)]
struct Devices {
    table: Vec<DeviceId>,
    places: LiteMap<DeviceId, usize>,
}

impl Devices {
    fn place(&mut self, device: DeviceId) -> usize {
        match self.places.get(&device) {
            Some(place) => *place,
            None => {
                self.places.insert(device, self.table.len());
                self.table.push(device);
                self.table.len() - 1
            }
        }
    }

    fn stamp(&mut self, time: u64, device: DeviceId) -> String {
        let mut text = time.to_string();
        text.push('.');
        text.push_str(&self.place(device).to_string());
        text
    }

    fn thing(&mut self, thing: Thing) -> String {
        let mut text = match KINDS.get(usize::from(thing.kind.0)) {
            Some(name) => String::from(*name),
            None => String::from(OTHER_KIND) + &thing.kind.0.to_string(),
        };
        if thing != Thing::BOARD {
            text.push(' ');
            text.push_str(&match Layer::of(thing) {
                Some(_) => thing.id.time.to_string(),
                None => self.stamp(thing.id.time, thing.id.device),
            });
        }
        text
    }

    fn item(&mut self, value: &Value) -> Item {
        match value {
            Value::Nothing => Item::Nothing,
            Value::Number(number) => Item::Number(*number),
            Value::Text(text) => Item::Text(text.clone()),
            Value::Thing(thing) => Item::Thing(self.thing(*thing)),
            Value::List(values) => Item::List(values.iter().map(|value| self.item(value)).collect()),
        }
    }
}

fn field_name(key: &Key) -> String {
    let number = key.field.0;
    match FIELDS.get(usize::from(number)) {
        _ if key.thing.kind == Kind::BALLOT => String::from(ROUND) + &number.to_string(),
        Some(name) => String::from(*name),
        None => String::from(OTHER_FIELD) + &number.to_string(),
    }
}

fn read_row(Row(thing, field, item, stamp): Row, devices: &[DeviceId]) -> Option<(Key, Register)> {
    let thing = read_thing(&thing, devices)?;
    let (time, device) = read_stamp(&stamp, devices)?;
    let register = Register { stamp: Stamp { time, device }, value: read_item(item, devices)? };
    Some((Key { thing, field: read_field(&field)? }, register))
}

fn read_number<T: std::str::FromStr>(text: &str) -> Option<T> {
    // `parse` accepts a plus sign; the format has one spelling for each number.
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if plain => Some(number),
        _ => None,
    }
}

fn read_stamp(text: &str, devices: &[DeviceId]) -> Option<(u64, DeviceId)> {
    let (time, place) = text.split_once('.')?;
    Some((read_number(time)?, *devices.get(read_number::<usize>(place)?)?))
}

fn read_thing(text: &str, devices: &[DeviceId]) -> Option<Thing> {
    let (name, id) = text.split_once(' ').unwrap_or((text, ""));
    let kind = match KINDS.iter().position(|known| *known == name) {
        Some(number) => Kind(number as u8),
        None => Kind(read_number(name.strip_prefix(OTHER_KIND)?)?),
    };
    if id.is_empty() {
        return (kind == Kind::BOARD).then_some(Thing::BOARD);
    }
    if kind == Kind::LAYER && !id.contains('.') {
        return Some(Thing { kind, id: Id { time: read_number(id)?, device: Thing::BOARD.id.device } });
    }
    let (time, device) = read_stamp(id, devices)?;
    Some(Thing { kind, id: Id { time, device } })
}

fn read_field(text: &str) -> Option<Field> {
    if let Some(number) = FIELDS.iter().position(|known| *known == text) {
        return Some(Field(number as u16));
    }
    let number = text.strip_prefix(ROUND).or_else(|| text.strip_prefix(OTHER_FIELD))?;
    read_number(number).map(Field)
}

fn read_item(item: Item, devices: &[DeviceId]) -> Option<Value> {
    Some(match item {
        Item::Nothing => Value::Nothing,
        Item::Number(number) => Value::Number(number),
        Item::Text(text) => Value::Text(text),
        Item::Thing(thing) => Value::Thing(read_thing(&thing, devices)?),
        Item::List(items) => Value::List(items.into_iter().map(|item| read_item(item, devices)).collect::<Option<_>>()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::format::validation::ValidationError;

    fn error(text: &str) -> Option<LoadError> {
        read(text).err()
    }

    #[test]
    fn wrong_texts_have_their_own_error() {
        assert_eq!(error("hello"), Some(LoadError::NotABoard));
        assert_eq!(error("{}"), Some(LoadError::NotABoard));
        assert_eq!(error(r#"{"format":"something-else","version":1}"#), Some(LoadError::NotABoard));
        assert_eq!(error(r#"{"format":"alignment-board","version":2}"#), Some(LoadError::TooNew { version: 2 }));
        assert_eq!(error(r#"{"format":"alignment-board","version":1}"#), Some(LoadError::Damaged));
        assert_eq!(error(r#"{"format":"alignment-board","vers"#), Some(LoadError::Damaged));
    }

    #[test]
    fn file_is_held_to_the_limits() {
        let text = |length: usize| {
            let start = r#"{"format":"alignment-board","version":1,"board":"00000000000a","devices":["000000000001"],"registers":["#;
            format!(r#"{start}["note 1.0","text","{}","1.0"]]}}"#, "x".repeat(length))
        };
        assert_eq!(error(&text(1_000)), None);
        assert_eq!(error(&text(100_000)), Some(LoadError::Invalid(ValidationError::TextTooLong)));
    }

    #[test]
    fn unknown_kinds_and_fields_survive() {
        let text = concat!(
            r#"{"format":"alignment-board","version":1,"board":"00000000000a","devices":["000000000001"],"registers":["#,
            r#"["kind-77 3.0","field-500",[null,5,{"thing":"note 2.0"}],"4.0"]]}"#
        );
        let file = read(text).map(|file| write(file.board, &file.document));
        assert_eq!(file.as_deref(), Ok(text));
    }

    #[test]
    fn malformed_register_is_damage() {
        for row in [
            r#"["note","text","x","1.0"]"#,
            r#"["note 1.9","text","x","1.0"]"#,
            r#"["note 1.0","text",-1,"1.0"]"#,
            r#"["note +1.0","text",1,"1.0"]"#,
            r#"["note 5","text","x","1.0"]"#,
            r#"["note 1.0","text",{"other":"note 1.0"},"1.0"]"#,
        ] {
            let text = r#"{"format":"alignment-board","version":1,"board":"00000000000a","devices":["000000000001"],"registers":["#;
            assert_eq!(error(&(String::from(text) + row + "]}")), Some(LoadError::Damaged), "{row}");
        }
    }
}
