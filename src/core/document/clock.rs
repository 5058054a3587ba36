//! The clock of stamps: a hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014).
//!
//! A stamp's time is the wall clock in ticks, or one more than everything known, whichever is later. So who wrote later wins, also between
//! devices that had not heard of each other; and whoever has heard of a change overwrites it, whatever their own clock says. A clock that
//! is slow costs its device nothing but being beaten by what others wrote meanwhile.
//!
//! Earlier releases counted changes alone (a Lamport clock). Their times are small and stay valid: such a release goes on counting from
//! the greatest time that it knows.

/// The ticks of a second. A person does not type faster, so the clock is not ahead of the wall for long; finer ticks would make links
/// longer without deciding anything.
const TICKS_PER_SECOND: u64 = 32;

/// 1 January 2000 in milliseconds since 1970. A time before that was counted, or comes from a clock that was never set.
const CLOCK_SET_MS: u64 = 946_684_800_000;

/// How far a time may be ahead of this device's clock in what is opened from elsewhere: ten years. Clocks are a year off at times; more
/// is a broken clock or a hand-made board, whose times nobody could overtake.
const AHEAD_TICKS: u64 = 10 * 366 * 24 * 60 * 60 * TICKS_PER_SECOND;

fn tick(now: u64) -> u64 {
    now / 1_000 * TICKS_PER_SECOND + now % 1_000 * TICKS_PER_SECOND / 1_000
}

/// The time of the next change, where `latest` is the greatest time known and `now` is in milliseconds since 1970.
pub fn next(latest: u64, now: u64) -> u64 {
    tick(now).max(latest + 1)
}

/// When a stamp was written, in milliseconds since 1970; `None` if its time was counted.
pub fn moment(time: u64) -> Option<u64> {
    let moment = time / TICKS_PER_SECOND * 1_000 + time % TICKS_PER_SECOND * 1_000 / TICKS_PER_SECOND;
    (moment >= CLOCK_SET_MS).then_some(moment)
}

/// Whether a time that comes from elsewhere may be true, where `now` is in milliseconds since 1970.
pub fn is_believable(time: u64, now: u64) -> bool {
    time <= tick(now).saturating_add(AHEAD_TICKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 November 2026.
    const NOW: u64 = 1_796_000_000_000;

    #[test]
    fn later_of_wall_clock_and_count_is_next() {
        let ticks = tick(NOW);
        let cases = [
            ("a board of an earlier release", 812, NOW, ticks),
            ("a new board", 0, NOW, ticks),
            ("the same tick", ticks, NOW, ticks + 1),
            ("a change from a clock that is ahead", ticks + 500, NOW, ticks + 501),
            ("a clock that went back a year", ticks, NOW - 31_536_000_000, ticks + 1),
            ("a clock that was never set", 812, 60, 813),
        ];
        for (what, latest, now, expected) in cases {
            assert_eq!(next(latest, now), expected, "{what}");
        }
    }

    #[test]
    fn moment_is_that_of_the_tick() {
        for now in [NOW, NOW + 999, CLOCK_SET_MS, 4_102_444_800_000] {
            let moment = moment(tick(now)).unwrap_or(0);
            assert!(moment <= now && now - moment < 32, "{now} became {moment}");
        }
        assert_eq!([0, 812, 1 << 30].map(moment), [None; 3]);
    }

    #[test]
    fn time_may_be_ten_years_ahead() {
        let year = 365 * 24 * 60 * 60 * 1_000;
        let ahead = [0, 1, 10, 11, 80_000].map(|years| is_believable(tick(NOW + years * year), NOW));
        assert_eq!(ahead, [true, true, true, false, false]);
        assert!(is_believable(5_000, 0), "a counted time, on a device whose clock was never set");
    }
}
