//! A double press makes one thing: hands that are used to double clicks press every button twice.

use crate::core::board::agreement::Source;

/// The longest time between the two presses, in milliseconds: what systems take for a double click.
const DOUBLE_PRESS_MS: u64 = 500;

/// What a press makes a new one of each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// An agreement about this.
    Agreement(Source),
    /// A duplicate of a board; of whichever, because the copy stands at once where the first press was.
    Duplicate,
}

/// What was made last, and when.
#[derive(Debug, Default)]
pub(super) struct LastMade(Option<(Made, u64)>);

impl LastMade {
    /// Whether the same was made just now. If not, it is made now.
    pub(super) fn is_second_press(&mut self, made: Made, now: u64) -> bool {
        // The distance, because a clock may be set back.
        let is_second = self.0.is_some_and(|(last, at)| last == made && now.abs_diff(at) <= DOUBLE_PRESS_MS);
        if !is_second {
            self.0 = Some((made, now));
        }
        is_second
    }
}
