//! The timer: an end time in the document, so that every screen shows the same. All functions take the time as `now`.
//!
//! Rules:
//! - **T1** A timer rings once: when its end lies between the last check and this one. A page checks for the first time when it opens, so
//!   a page opened after the end does not ring.
//! - **T2** A running timer has at most [`LEFT_LIMIT_MS`] left; more is reduced to that.
//! - **T3** One more minute on a timer that has ended starts now.
//! - **T4** A timer that has ended is looked at again every ten seconds: it may have ended by a wrong clock, which is right by now.
//! - **T5** The chime is set by the clock of the sound as soon as the end is known: a page that is hidden may hear of the end late.

use crate::core::document::Value;

/// The most time a timer can have left: a day.
pub const LEFT_LIMIT_MS: u64 = 24 * 60 * MINUTE_MS;
/// The time between two looks at a timer that has ended (T4).
const LOOK_AGAIN_MS: u64 = 10_000;
/// Milliseconds in a minute.
pub const MINUTE_MS: u64 = 60_000;

/// A timer. Times are in milliseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timer {
    /// Not started.
    #[default]
    Off,
    /// Running or ended.
    Running {
        /// The end time.
        ends: u64,
    },
    /// Paused.
    Paused {
        /// The time left.
        left: u64,
    },
}

impl Timer {
    /// A timer that starts now.
    pub fn started(now: u64, minutes: u64) -> Timer {
        Timer::running(now, minutes.saturating_mul(MINUTE_MS))
    }

    fn running(now: u64, left: u64) -> Timer {
        Timer::Running { ends: now.saturating_add(left.min(LEFT_LIMIT_MS)) }
    }

    /// The time left; `None` if not started.
    pub fn left(self, now: u64) -> Option<u64> {
        match self {
            Timer::Off => None,
            Timer::Running { ends } => Some(ends.saturating_sub(now).min(LEFT_LIMIT_MS)),
            Timer::Paused { left } => Some(left.min(LEFT_LIMIT_MS)),
        }
    }

    /// Pauses a running timer; any other stays as it is.
    pub fn paused(self, now: u64) -> Timer {
        match (self, self.left(now)) {
            (Timer::Running { .. }, Some(left)) if left > 0 => Timer::Paused { left },
            _ => self,
        }
    }

    /// Resumes a paused timer; any other stays as it is.
    pub fn resumed(self, now: u64) -> Timer {
        match self {
            Timer::Paused { left } => Timer::running(now, left),
            other => other,
        }
    }

    /// Adds a minute (T3); a timer that was not started gets one minute.
    pub fn one_minute_more(self, now: u64) -> Timer {
        let left = self.left(now).unwrap_or(0) + MINUTE_MS;
        match self {
            Timer::Paused { .. } => Timer::Paused { left: left.min(LEFT_LIMIT_MS) },
            Timer::Off | Timer::Running { .. } => Timer::running(now, left),
        }
    }

    /// Whether it rings now, given the time of the last check (T1).
    pub fn rings(self, checked: u64, now: u64) -> bool {
        matches!(self, Timer::Running { ends } if checked < ends && ends <= now)
    }

    /// The milliseconds until it rings, from which the chime is set (T5). `None` unless it runs and has not ended.
    pub fn chime_in(self, now: u64) -> Option<u64> {
        match self {
            Timer::Running { .. } => self.left(now).filter(|left| *left > 0),
            Timer::Off | Timer::Paused { .. } => None,
        }
    }

    /// The milliseconds until the shown second changes, or until the next look at a timer that has ended (T4); `None` unless running.
    pub fn next_tick(self, now: u64) -> Option<u64> {
        match (self, self.left(now)?) {
            (Timer::Running { .. }, 0) => Some(LOOK_AGAIN_MS),
            (Timer::Running { .. }, left) => Some((left - 1) % 1000 + 1),
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

    /// The stored form.
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
    fn timer_runs_pauses_and_resumes() {
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
        assert_eq!(timer.paused(NOW + 300_000), timer, "an ended timer cannot be paused");
    }

    #[test]
    fn t1_timer_rings_once() {
        let timer = Timer::Running { ends: NOW };
        let checks = [
            (NOW - 2, NOW - 1, false),
            (NOW - 1, NOW, true),
            (NOW - 1, NOW + 5_000, true),
            (NOW, NOW + 1, false),
            (NOW + 9, NOW + 10, false),
        ];
        for (checked, now, rings) in checks {
            assert_eq!(timer.rings(checked, now), rings, "{checked} {now}");
        }
        assert!(!Timer::Paused { left: 1 }.rings(0, NOW) && !Timer::Off.rings(0, NOW));
    }

    #[test]
    fn t2_timer_runs_a_day_at_most() {
        assert_eq!(Timer::started(NOW, u64::MAX).left(NOW), Some(LEFT_LIMIT_MS));
        let hostile = Timer::Running { ends: u64::MAX };
        assert_eq!(hostile.left(NOW), Some(LEFT_LIMIT_MS));
        assert_eq!(hostile.one_minute_more(NOW).left(NOW), Some(LEFT_LIMIT_MS));
        assert_eq!(Timer::Paused { left: u64::MAX }.resumed(NOW).left(NOW), Some(LEFT_LIMIT_MS));
    }

    #[test]
    fn t3_one_more_minute_starts_now_after_the_end() {
        let timer = Timer::Running { ends: NOW };
        assert_eq!(timer.one_minute_more(NOW - 1_000), Timer::Running { ends: NOW + 60_000 });
        assert_eq!(timer.one_minute_more(NOW + 500_000), Timer::Running { ends: NOW + 560_000 });
        assert_eq!(Timer::Paused { left: 5 }.one_minute_more(NOW), Timer::Paused { left: 60_005 });
        assert_eq!(Timer::Off.one_minute_more(NOW), Timer::started(NOW, 1));
    }

    #[test]
    fn next_tick_is_at_the_next_second() {
        let tick = |left: u64| Timer::Running { ends: NOW + left }.next_tick(NOW);
        assert_eq!([0, 1, 999, 1_000, 1_001, 59_500].map(tick), [Some(LOOK_AGAIN_MS), Some(1), Some(999), Some(1_000), Some(1), Some(500)]);
        assert_eq!((Timer::Paused { left: 5 }.next_tick(NOW), Timer::Off.next_tick(NOW)), (None, None));
    }

    #[test]
    fn chime_is_due_when_a_running_timer_ends() {
        let due = |timer: Timer| timer.chime_in(NOW);
        assert_eq!([0, 1, 900_000].map(|left| due(Timer::Running { ends: NOW + left })), [None, Some(1), Some(900_000)]);
        assert_eq!((due(Timer::Paused { left: 5 }), due(Timer::Off)), (None, None));
    }

    #[test]
    fn timer_survives_its_stored_form() {
        for timer in [Timer::Off, Timer::Running { ends: NOW }, Timer::Paused { left: 0 }] {
            assert_eq!(Timer::from_value(&timer.to_value()), timer);
        }
        assert_eq!(Timer::from_value(&Value::List(vec![Value::Number(2), Value::Number(1)])), Timer::Off);
    }
}
