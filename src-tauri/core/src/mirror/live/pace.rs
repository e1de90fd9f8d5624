//! How long to wait before an open folder is compared again, and whether the computer slept in the meantime.

use std::time::{Duration, Instant, SystemTime};

/// The longest time between two full comparisons, for changes that no event reported.
const RECONCILE: Duration = Duration::from_secs(60);
/// The time between two looks if there are no events or the folder has gone,
const LOOK: Duration = Duration::from_secs(2);
/// but at least this many times as long as the last look took, so that looking takes at most a tenth of a
/// processor.
const SHARE: u32 = 10;
/// The longest single wait. A wake-up of the computer is noticed after this time at the latest.
pub(super) const SLICE: Duration = Duration::from_secs(5);
/// The difference between two clocks that counts as normal: a clock is corrected, or a busy computer delays a
/// thread.
const TOLERANCE: Duration = Duration::from_secs(5);

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// Events report changes.
    Told,
    /// Changes are found only by comparing.
    Looking,
}

impl Pace {
    /// How long to wait before the next look if the last one took `took`.
    pub(super) fn rest(self, took: Duration) -> Duration {
        let least = match self {
            Self::Told => RECONCILE,
            Self::Looking => LOOK,
        };
        least.max(took.saturating_mul(SHARE))
    }
}

/// Two clocks, read at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clocks {
    /// The time of day. It runs on while the computer sleeps, and can be set.
    pub(super) wall: SystemTime,
    /// A clock that cannot be set. On Linux and macOS it stops while the computer sleeps.
    pub(super) steady: Instant,
}

impl Clocks {
    pub(super) fn now() -> Self {
        Self {
            wall: SystemTime::now(),
            steady: Instant::now(),
        }
    }

    /// Whether one clock advanced more than the other: the computer slept, or its time of day was set.
    /// Changes on a network drive during a sleep, and events that the system lost, can only be found by
    /// looking.
    pub(super) fn jumped_since(self, earlier: Self) -> bool {
        let steady = self.steady.saturating_duration_since(earlier.steady);
        match self.wall.duration_since(earlier.wall) {
            Ok(wall) => wall.abs_diff(steady) > TOLERANCE,
            Err(backwards) => backwards.duration() + steady > TOLERANCE,
        }
    }

    /// Whether a wait lasted much longer than its `limit`. On Windows the steady clock runs on during a
    /// sleep, so only this shows it there.
    pub(super) fn overran(self, began: Self, limit: Duration) -> bool {
        self.steady.saturating_duration_since(began.steady) > limit + TOLERANCE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn a_long_look_is_followed_by_a_long_rest() {
        assert_eq!(Pace::Looking.rest(Duration::ZERO), seconds(2));
        assert_eq!(Pace::Looking.rest(Duration::from_millis(900)), seconds(9));
        assert_eq!(Pace::Told.rest(Duration::from_millis(900)), seconds(60));
        assert_eq!(Pace::Told.rest(seconds(30)), seconds(300));
    }

    #[test]
    fn a_sleep_and_a_set_clock_are_noticed_and_a_drawn_clock_is_not() {
        let began = Clocks::now();
        let after = |wall: Duration, steady: Duration| Clocks {
            wall: began.wall + wall,
            steady: began.steady + steady,
        };
        assert!(!after(seconds(5), seconds(5)).jumped_since(began));
        assert!(!after(seconds(6), seconds(5)).jumped_since(began));
        assert!(
            !after(seconds(600), seconds(600)).jumped_since(began),
            "a long comparison"
        );
        assert!(
            after(seconds(3600), seconds(5)).jumped_since(began),
            "slept for an hour"
        );
        let set_back = Clocks {
            wall: began.wall - seconds(3600),
            steady: began.steady + seconds(1),
        };
        assert!(set_back.jumped_since(began));
        let drawn_back = Clocks {
            wall: began.wall - seconds(1),
            steady: began.steady + seconds(1),
        };
        assert!(!drawn_back.jumped_since(began));
    }

    #[test]
    fn a_wait_that_took_far_longer_than_asked_is_noticed() {
        let began = Clocks::now();
        let after = |steady: Duration| Clocks {
            wall: began.wall + steady,
            steady: began.steady + steady,
        };
        // The wait for quiet adds up to two seconds.
        assert!(!after(seconds(7)).overran(began, SLICE));
        assert!(after(seconds(3600)).overran(began, SLICE));
        assert!(!after(seconds(3600)).jumped_since(began));
    }
}
