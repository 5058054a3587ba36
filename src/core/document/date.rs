//! Calendar dates, for check-ins. No clock, no time zones.

/// A date from 1970 to 9999 that exists in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// Milliseconds in a day.
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

impl Date {
    /// A date; `None` if the calendar has no such day.
    pub fn new(year: u64, month: u64, day: u64) -> Option<Date> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let exists = (1970..=9999).contains(&year) && (1..=days).contains(&day);
        exists.then_some(Date { year: year as u16, month: month as u8, day: day as u8 })
    }

    /// Parses the value of a date field, such as `2026-11-22`. `None` for anything else.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = [0u64; 3];
        let mut given = text.split('-');
        for (part, digits) in parts.iter_mut().zip([4, 2, 2]) {
            let written = given.next().filter(|written| written.len() == digits)?;
            for digit in written.chars() {
                *part = *part * 10 + u64::from(digit.to_digit(10)?);
            }
        }
        given.next().is_none().then_some(())?;
        Date::new(parts[0], parts[1], parts[2])
    }

    /// The date as the value of a date field: `2026-11-22`.
    pub fn to_iso(self) -> String {
        let mut text = self.year.to_string();
        for part in [self.month, self.day] {
            text.push('-');
            push_two_digits(&mut text, part);
        }
        text
    }

    /// The stored form: 20261122.
    pub fn number(self) -> u64 {
        u64::from(self.year) * 10_000 + u64::from(self.month) * 100 + u64::from(self.day)
    }

    /// A date from its stored form.
    pub fn from_number(number: u64) -> Option<Date> {
        Date::new(number / 10_000, number / 100 % 100, number % 100)
    }

    /// The date at `now`, in milliseconds since 1970. The caller chooses the time zone by the `now` it passes.
    pub fn at(now: u64) -> Option<Date> {
        let mut days = now / DAY_MS;
        let mut year = 1970;
        // A loop over years is enough: few years have passed since 1970.
        loop {
            let length = if Date::new(year, 2, 29).is_some() { 366 } else { 365 };
            if days < length || year > 9999 {
                break;
            }
            days -= length;
            year += 1;
        }
        for month in 1..=12 {
            let length = (28..=31).rev().find(|day| Date::new(year, month, *day).is_some())?;
            if days < length {
                return Date::new(year, month, days + 1);
            }
            days -= length;
        }
        None
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }
}

/// Appends a number below 100 with two digits.
pub fn push_two_digits(text: &mut String, number: u8) {
    text.push(char::from(b'0' + number / 10));
    text.push(char::from(b'0' + number % 10));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_exists_in_the_calendar() {
        let days = [(2024, 2, 29, true), (2023, 2, 29, false), (2000, 2, 29, true), (1900, 2, 29, false), (2100, 2, 29, false)];
        let edges = [(2026, 4, 31, false), (2026, 12, 31, true), (2026, 0, 1, false), (2026, 13, 1, false), (2026, 1, 0, false)];
        let years = [(1969, 12, 31, false), (1970, 1, 1, true), (9999, 12, 31, true), (10_000, 1, 1, false)];
        for (year, month, day, exists) in days.into_iter().chain(edges).chain(years) {
            assert_eq!(Date::new(year, month, day).is_some(), exists, "{year} {month} {day}");
        }
    }

    #[test]
    fn date_survives_writing_and_parsing() {
        for text in ["2026-11-22", "1970-01-01", "2024-02-29", "9999-12-31"] {
            let day = Date::parse(text);
            assert_eq!(day.map(Date::to_iso).as_deref(), Some(text));
            assert_eq!(day.and_then(|day| Date::from_number(day.number())), day);
        }
        for wrong in ["", "2026-11", "2026-11-22-1", "26-11-22", "2026-1-2", "2026-02-30", "2026-1١-22", "+026-11-22", "2026-11-2x"] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn timestamp_gives_its_date() {
        let cases = [(0, "1970-01-01"), (DAY_MS - 1, "1970-01-01"), (DAY_MS, "1970-01-02"), (1_709_164_800_000, "2024-02-29")];
        for (now, expected) in cases.into_iter().chain([(1_735_689_599_999, "2024-12-31"), (1_735_689_600_000, "2025-01-01")]) {
            assert_eq!(Date::at(now).map(Date::to_iso).as_deref(), Some(expected), "{now}");
        }
        assert_eq!(Date::at(u64::MAX), None);
    }
}
