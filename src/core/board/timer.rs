//! The timer: an end time in the document, so that every screen shows the same. Pure functions of now; it never ticks by itself.
//!
//! Rules:
//! - **T1** A timer rings once: between the last look and this one its end has passed. A page that is opened later has looked first
//!   when it was opened, and does not ring again.
//! - **T2** What runs has at most [`LEFT_LIMIT_MS`] left; more is brought to that.
//! - **T3** A minute more for one that has ended begins now.

use crate::core::document::Value;

/// The most that a timer can have left: a day.
pub const LEFT_LIMIT_MS: u64 = 24 * 60 * MINUTE_MS;
/// A minute.
pub const MINUTE_MS: u64 = 60_000;

/// A timer. Times are in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timer {
    /// None was started.
    #[default]
    Off,
    /// It runs, or has run out.
    Running {
        /// When it ends.
        ends: u64,
    },
    /// It stands still.
    Paused {
        /// How much is left.
        left: u64,
    },
}

impl Timer {
    /// A timer that is started now.
    pub fn started(now: u64, minutes: u64) -> Timer {
        Timer::running(now, minutes.saturating_mul(MINUTE_MS))
    }

    fn running(now: u64, left: u64) -> Timer {
        Timer::Running { ends: now.saturating_add(left.min(LEFT_LIMIT_MS)) }
    }

    /// How much is left; nothing if none was started.
    pub fn left(self, now: u64) -> Option<u64> {
        match self {
            Timer::Off => None,
            Timer::Running { ends } => Some(ends.saturating_sub(now).min(LEFT_LIMIT_MS)),
            Timer::Paused { left } => Some(left.min(LEFT_LIMIT_MS)),
        }
    }

    /// Standing still; what does not run stays as it is.
    pub fn paused(self, now: u64) -> Timer {
        match (self, self.left(now)) {
            (Timer::Running { .. }, Some(left)) if left > 0 => Timer::Paused { left },
            _ => self,
        }
    }

    /// Running on; what does not stand still stays as it is.
    pub fn resumed(self, now: u64) -> Timer {
        match self {
            Timer::Paused { left } => Timer::running(now, left),
            other => other,
        }
    }

    /// A minute more (T3); none was started: a minute.
    pub fn one_minute_more(self, now: u64) -> Timer {
        let left = self.left(now).unwrap_or(0) + MINUTE_MS;
        match self {
            Timer::Paused { .. } => Timer::Paused { left: left.min(LEFT_LIMIT_MS) },
            Timer::Off | Timer::Running { .. } => Timer::running(now, left),
        }
    }

    /// Whether it has to be heard now, if it was last looked at then (T1).
    pub fn rings(self, looked: u64, now: u64) -> bool {
        matches!(self, Timer::Running { ends } if looked < ends && ends <= now)
    }

    /// When it has to be looked at again: in so many milliseconds, when another second is to be shown.
    pub fn next_tick(self, now: u64) -> Option<u64> {
        match (self, self.left(now)?) {
            (Timer::Running { .. }, left) if left > 0 => Some((left - 1) % 1000 + 1),
            _ => None,
        }
    }

    /// A timer from its stored form.
    pub fn from_value(value: &Value) -> Timer {
        match value.items() {
            [Value::Number(0), Value::Number(ends)] => Timer::Running { ends: *ends },
            [Value::Number(1), Value::Number(left)] => Timer::Paused { left: *left },
            _ => Timer::Off,
        }
    }

    /// Its stored form.
    pub fn to_value(self) -> Value {
        match self {
            Timer::Off => Value::Nothing,
            Timer::Running { ends } => Value::List(vec![Value::Number(0), Value::Number(ends)]),
            Timer::Paused { left } => Value::List(vec![Value::Number(1), Value::Number(left)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_000_000;

    #[test]
    fn it_runs_stands_still_and_runs_on() {
        let timer = Timer::started(NOW, 5);
        assert_eq!(
            [NOW, NOW + 1, NOW + 299_999, NOW + 300_000, NOW + 900_000].map(|now| timer.left(now)),
            [300_000, 299_999, 1, 0, 0].map(Some)
        );
        let paused = timer.paused(NOW + 100_000);
        assert_eq!(paused, Timer::Paused { left: 200_000 });
        assert_eq!((paused.left(NOW + 900_000), paused.paused(NOW + 900_000)), (Some(200_000), paused));
        assert_eq!(paused.resumed(NOW + 900_000), Timer::Running { ends: NOW + 1_100_000 });
        assert_eq!(
            (timer.resumed(NOW), Timer::Off.paused(NOW), Timer::Off.resumed(NOW), Timer::Off.left(NOW)),
            (timer, Timer::Off, Timer::Off, None)
        );
        assert_eq!(timer.paused(NOW + 300_000), timer, "what has ended does not stand still");
    }

    #[test]
    fn t1_it_rings_once() {
        let timer = Timer::Running { ends: NOW };
        let looks = [
            (NOW - 2, NOW - 1, false),
            (NOW - 1, NOW, true),
            (NOW - 1, NOW + 5_000, true),
            (NOW, NOW + 1, false),
            (NOW + 9, NOW + 10, false),
        ];
        for (looked, now, rings) in looks {
            assert_eq!(timer.rings(looked, now), rings, "{looked} {now}");
        }
        assert!(!Timer::Paused { left: 1 }.rings(0, NOW) && !Timer::Off.rings(0, NOW));
    }

    #[test]
    fn t2_it_runs_a_day_at_most() {
        assert_eq!(Timer::started(NOW, u64::MAX).left(NOW), Some(LEFT_LIMIT_MS));
        let hostile = Timer::Running { ends: u64::MAX };
        assert_eq!(hostile.left(NOW), Some(LEFT_LIMIT_MS));
        assert_eq!(hostile.one_minute_more(NOW).left(NOW), Some(LEFT_LIMIT_MS));
        assert_eq!(Timer::Paused { left: u64::MAX }.resumed(NOW).left(NOW), Some(LEFT_LIMIT_MS));
    }

    #[test]
    fn t3_a_minute_more_is_a_minute_from_now_on() {
        let timer = Timer::Running { ends: NOW };
        assert_eq!(timer.one_minute_more(NOW - 1_000), Timer::Running { ends: NOW + 60_000 });
        assert_eq!(timer.one_minute_more(NOW + 500_000), Timer::Running { ends: NOW + 560_000 });
        assert_eq!(Timer::Paused { left: 5 }.one_minute_more(NOW), Timer::Paused { left: 60_005 });
        assert_eq!(Timer::Off.one_minute_more(NOW), Timer::started(NOW, 1));
    }

    #[test]
    fn it_is_looked_at_when_another_second_is_shown() {
        let again = |left: u64| Timer::Running { ends: NOW + left }.next_tick(NOW);
        assert_eq!([0, 1, 999, 1_000, 1_001, 59_500].map(again), [None, Some(1), Some(999), Some(1_000), Some(1), Some(500)]);
        assert_eq!((Timer::Paused { left: 5 }.next_tick(NOW), Timer::Off.next_tick(NOW)), (None, None));
    }

    #[test]
    fn it_survives_its_stored_form() {
        for timer in [Timer::Off, Timer::Running { ends: NOW }, Timer::Paused { left: 0 }] {
            assert_eq!(Timer::from_value(&timer.to_value()), timer);
        }
        assert_eq!(Timer::from_value(&Value::List(vec![Value::Number(2), Value::Number(1)])), Timer::Off);
    }
}
