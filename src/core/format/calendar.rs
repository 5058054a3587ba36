//! Dates for calendars: iCalendar (RFC 5545). Each entry is a whole day with an id that stays, so that a second file updates in a calendar
//! what the first has put there.

use crate::core::document::date::{Date, push_two_digits};

/// The longest line, in bytes; the rest goes on in the next one.
const LINE: usize = 75;
const MS_PER_SECOND: u64 = 1000;

/// A day to remember.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, the same in every file.
    pub id: String,
    /// The day.
    pub day: Date,
    /// What the calendar shows.
    pub title: String,
    /// What it says when opened.
    pub details: String,
}

/// Writes a calendar of these entries; `now` is in milliseconds since 1970.
pub fn write(entries: &[Entry], now: u64) -> String {
    let mut text = String::new();
    let stamp = stamp(now);
    for fixed in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//alignment-board//EN"] {
        line(&mut text, fixed);
    }
    for entry in entries {
        line(&mut text, "BEGIN:VEVENT");
        line(&mut text, &(String::from("UID:") + &escaped(&entry.id)));
        line(&mut text, &(String::from("DTSTAMP:") + &stamp));
        line(&mut text, &(String::from("DTSTART;VALUE=DATE:") + &entry.day.number().to_string()));
        line(&mut text, &(String::from("SUMMARY:") + &escaped(&entry.title)));
        line(&mut text, &(String::from("DESCRIPTION:") + &escaped(&entry.details)));
        // The day is not taken: there is time for other things.
        line(&mut text, "TRANSP:TRANSPARENT");
        line(&mut text, "END:VEVENT");
    }
    line(&mut text, "END:VCALENDAR");
    text
}

/// The time in UTC: `20261204T093000Z`.
fn stamp(now: u64) -> String {
    let seconds = now / MS_PER_SECOND % (24 * 60 * 60);
    let mut stamp = Date::at(now).map_or(0, Date::number).to_string();
    stamp.push('T');
    for part in [seconds / 3600, seconds / 60 % 60, seconds % 60] {
        push_two_digits(&mut stamp, part as u8);
    }
    stamp.push('Z');
    stamp
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Appends a line, folded between letters.
fn line(text: &mut String, line: &str) {
    let mut room = LINE;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            text.push_str("\r\n ");
            // The space counts.
            room = LINE - 1;
        }
        room -= letter.len_utf8();
        text.push(letter);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, details: &str) -> Vec<Entry> {
        let entry = |day| Entry {
            id: String::from("7-0000000000ab@alignment-board"),
            day,
            title: String::from(title),
            details: String::from(details),
        };
        Date::new(2026, 12, 4).map(entry).into_iter().collect()
    }

    #[test]
    fn calendar_holds_each_day() {
        // 1 December 2026, 13:45:09 UTC.
        let text = write(&entry("Check-in: swaps", "Ana, Bo; and\\or\nCleo\r\t"), 1_796_132_709_000);
        let expected = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//alignment-board//EN",
            "BEGIN:VEVENT",
            "UID:7-0000000000ab@alignment-board",
            "DTSTAMP:20261201T134509Z",
            "DTSTART;VALUE=DATE:20261204",
            "SUMMARY:Check-in: swaps",
            "DESCRIPTION:Ana\\, Bo\\; and\\\\or\\nCleo",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ];
        assert_eq!(text, expected.join("\r\n"));
        assert_eq!(write(&[], 0).lines().count(), 4);
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        for letter in ["x", "ä", "語", "🎈", ","] {
            let title = letter.repeat(200);
            let text = write(&entry(&title, ""), 0);
            assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
            let unfolded = text.replace("\r\n ", "");
            assert!(unfolded.contains(&(String::from("SUMMARY:") + &escaped(&title) + "\r\n")), "{text}");
        }
    }
}
