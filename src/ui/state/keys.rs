//! Ids as text, for attributes on the page.

use crate::core::document::id::{DeviceId, Id, NoteId};

/// A note's id as text: time, a dash, twelve digits.
pub fn note_key(note: NoteId) -> String {
    note.0.to_key()
}

/// The note with this key.
pub fn note_of_key(key: &str) -> Option<NoteId> {
    let (time, device) = key.split_once('-')?;
    match time.parse() {
        Ok(time) => Some(NoteId(Id { time, device: DeviceId::from_hex(device)? })),
        Err(_) => None,
    }
}
