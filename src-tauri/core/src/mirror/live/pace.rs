//! How long an open folder may be left alone, and whether the computer slept meanwhile.

use std::time::{Duration, Instant, SystemTime};

/// A full comparison at least this often, for what no event reported.
const RECONCILE: Duration = Duration::from_secs(60);
/// How often to look where no events come, or the folder has gone,
const LOOK: Duration = Duration::from_secs(2);
/// but after a long look for this many times as long: it takes at most a tenth of a processor.
const SHARE: u32 = 10;
/// The longest wait in one piece: so long after the computer wakes up is it noticed, at the latest.
pub(super) const SLICE: Duration = Duration::from_secs(5);
/// Clocks that are drawn to the right time, and a busy computer that lets a thread wait, stay below this.
const TOLERANCE: Duration = Duration::from_secs(5);

/// How changes come to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// Events report changes.
    Told,
    /// Changes are found only by looking.
    Looking,
}

impl Pace {
    /// How long to wait until the next look, when the last one took `took`.
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
    /// The time of day. It goes on while the computer sleeps, and can be set.
    pub(super) wall: SystemTime,
    /// A clock that nobody sets. On Linux and macOS it stands still while the computer sleeps.
    pub(super) steady: Instant,
}

impl Clocks {
    pub(super) fn now() -> Self {
        Self {
            wall: SystemTime::now(),
            steady: Instant::now(),
        }
    }

    /// Whether the two clocks went differently: the computer slept, or its time of day was set. What changed on a
    /// network drive, or was lost by the system, while it slept can only be found by looking.
    pub(super) fn jumped_since(self, earlier: Self) -> bool {
        let steady = self.steady.saturating_duration_since(earlier.steady);
        match self.wall.duration_since(earlier.wall) {
            Ok(wall) => wall.abs_diff(steady) > TOLERANCE,
            Err(backwards) => backwards.duration() + steady > TOLERANCE,
        }
    }

    /// Whether a wait that was to end after `limit` went on for much longer. On Windows the steady clock
    /// counts the time of a sleep, so that only this shows it.
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
