//! The desk's own time, by which things grow old: the computer's may be wrong for a start, and is put right again.

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, params};

use super::{Desk, DeskError};

/// A day, ms.
pub const DAY: i64 = 24 * 60 * 60 * 1000;
/// The own time goes on by this much at most between two looks at the computer's, ms: a leap of years is one of two days.
const LONGEST_STEP: i64 = 2 * DAY;
/// What is kept for some days is kept for one leap longer: it takes two of them before one costs a text a day that it was promised.
pub(super) const MARGIN: i64 = LONGEST_STEP;
/// A shorter step is not written down, ms.
const SHORT_STEP: i64 = 60 * 60 * 1000;

impl Desk {
    /// The desk's own time, ms, as the computer's is `now`. It never goes backwards and never leaps, and while it is ahead of a clock that
    /// was put right it stands still.
    ///
    /// # Errors
    /// As SQLite says.
    pub(super) fn own_time(&self, now: Timestamp) -> Result<i64, DeskError> {
        let now = now.as_millisecond();
        let known: Option<(i64, i64)> = self
            .connection
            .prepare_cached("SELECT own, last FROM clock")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((own, last)) = known else {
            self.begin_clock(now)?;
            return Ok(now);
        };
        let step = (now - last).min(now - own).clamp(0, LONGEST_STEP);
        if step >= SHORT_STEP || now < last || now - last > LONGEST_STEP {
            self.connection
                .prepare_cached("UPDATE clock SET own = ?1, last = ?2")?
                .execute([own + step, now])?;
        }
        Ok(own + step)
    }

    /// What was kept before there was such a time is as old as if it had been kept now: how old it is by right cannot be known.
    fn begin_clock(&self, now: i64) -> Result<(), DeskError> {
        let begin = "INSERT INTO clock SELECT ?1, ?1 WHERE NOT EXISTS (SELECT 1 FROM clock)";
        self.connection.execute(begin, [now])?;
        self.connection
            .execute("UPDATE kept SET own = ?1 WHERE own = 0", params![now])?;
        let gone = "UPDATE mark SET gone_own = ?1 WHERE gone IS NOT NULL AND gone_own = 0";
        self.connection.execute(gone, params![now])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1 June 2026.
    const START: i64 = 1_780_272_000_000;

    struct Clock(tempfile::TempDir);

    impl Clock {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        /// A start of the program at this time of the computer: how far the own time has come since the first, in hours.
        fn start(&self, now: i64) -> i64 {
            let now = Timestamp::from_millisecond(now).unwrap();
            let desk = Desk::open(self.0.path(), now).unwrap();
            (desk.own_time(now).unwrap() - START) / (60 * 60 * 1000)
        }
    }

    const HOUR: i64 = 60 * 60 * 1000;
    const FAR: i64 = START + 74 * 365 * DAY;

    #[test]
    fn under_a_right_clock_the_own_time_is_that_of_the_computer() {
        let clock = Clock::new();
        for hours in [0, 1, 5, 29, 29 + 48] {
            assert_eq!(clock.start(START + hours * HOUR), hours);
        }
    }

    #[test]
    fn a_leap_forward_counts_as_two_days_and_is_made_good_when_the_clock_is_right_again() {
        let clock = Clock::new();
        clock.start(START);
        assert_eq!(clock.start(FAR), 48);
        assert_eq!(clock.start(FAR + HOUR), 49, "a wrong clock goes on, too");
        assert_eq!(clock.start(START + 2 * HOUR), 49, "put right: it waits");
        assert_eq!(clock.start(START + 48 * HOUR), 49);
        assert_eq!(clock.start(START + 60 * HOUR), 60);
    }

    #[test]
    fn a_computer_that_forgets_the_date_at_every_start_makes_nothing_older_than_it_is() {
        let clock = Clock::new();
        clock.start(START);
        for day in 0..30 {
            for hour in 0..4 {
                let now = START + day * DAY + hour * HOUR;
                clock.start(0);
                assert_eq!(clock.start(now), day * 24 + hour);
            }
        }
    }

    #[test]
    fn a_clock_that_goes_back_by_an_hour_stops_it_for_an_hour() {
        let clock = Clock::new();
        clock.start(START);
        assert_eq!(clock.start(START + 10 * HOUR), 10);
        assert_eq!(clock.start(START + 9 * HOUR), 10);
        assert_eq!(clock.start(START + 11 * HOUR), 11);
    }
}
