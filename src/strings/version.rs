//! A board's former versions in words.

use crate::core::format::version::Counts;
use crate::strings::notes;
use crate::strings::phrase::{counted, fill};

/// The counts of a version, compared with the version before it.
pub fn version(counts: Counts, before: Option<Counts>) -> String {
    let more = match before {
        Some(before) if counts.notes > before.notes => fill(", {} more than before", &[&(counts.notes - before.notes).to_string()]),
        Some(before) if counts.notes < before.notes => fill(", {} fewer than before", &[&(before.notes - counts.notes).to_string()]),
        Some(before) if counts == before => String::from(", other words or places"),
        _ => String::new(),
    };
    let mut parts = vec![notes(counts.notes) + &more];
    if counts.agreements > 0 {
        parts.push(counted(counts.agreements, "agreement", "agreements"));
    }
    if counts.voters > 0 {
        parts.push(counted(counts.voters, "person’s votes", "people’s votes"));
    }
    parts.join("; ")
}

/// The name of the button that brings a version back.
pub fn restore_version(time: &str) -> String {
    fill("Bring back the version of {}", &[time])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_says_what_changed() {
        let counts = |notes, agreements, voters| Counts { notes, agreements, voters };
        assert_eq!(version(counts(12, 0, 0), Some(counts(9, 0, 0))), "12 notes, 3 more than before");
        assert_eq!(version(counts(1, 1, 1), Some(counts(3, 0, 0))), "1 note, 2 fewer than before; 1 agreement; 1 person’s votes");
        assert_eq!(version(counts(2, 0, 0), Some(counts(2, 0, 0))), "2 notes, other words or places");
        assert_eq!(version(counts(2, 0, 3), None), "2 notes; 3 people’s votes");
    }
}
